"""How reports and indicators look in the API."""

from __future__ import annotations

import json
from typing import Any

from drf_spectacular.utils import extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from cjg.basis.api import Kwartaal, today
from cjg.basis.rest_api import CamelCaseModelSerializer, CamelCaseSerializer
from cjg.organisatie.api import Gemeente
from rapportage.beeld import make_beeld
from rapportage.bestanden import line_as_data, report_lines
from rapportage.models import Kwartaalrapport

REGIO = "regio"
_WAARDE = {"type": ["number", "null"]}
_AANTAL = {"type": ["integer", "null"]}
_TEKST = {"type": "string"}
_CIJFER = {
    "type": "object",
    "description": "Eén cijfer. Een afgeschermd cijfer heeft geen waarde; de tekst zegt wat er te zien mag zijn.",
    "properties": {
        "indicator": _TEKST,
        "deel": _TEKST,
        "uitsplitsing": {"type": "object", "additionalProperties": _TEKST},
        "waarde": _WAARDE,
        "tekst": _TEKST,
        "eenheid": _TEKST,
        "teller": _AANTAL,
        "noemer": _AANTAL,
        "vorige": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "kwartaal": _TEKST,
                    "waarde": _WAARDE,
                    "tekst": _TEKST,
                    "afgeschermd": {"type": "boolean"},
                },
            },
        },
        "afgeschermd": {"type": "boolean"},
    },
}


class IndicatorSerializer(CamelCaseSerializer):
    """One row of the catalogue."""

    code = serializers.CharField(read_only=True)
    deel = serializers.CharField(read_only=True)
    naam = serializers.CharField(read_only=True)
    definitie = serializers.CharField(read_only=True)
    eenheid = serializers.CharField(source="eenheid.value", read_only=True)
    bron = serializers.CharField(read_only=True)
    versie = serializers.IntegerField(read_only=True)
    # a text, such as the last day of the quarter; what is called a date in an API is a date
    peilmoment = serializers.CharField(source="peildatum", read_only=True)


@extend_schema_serializer(many=False)
class CatalogusSerializer(CamelCaseSerializer):
    """The whole catalogue, in the form of every list."""

    count = serializers.IntegerField()
    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)
    results = IndicatorSerializer(many=True)


class RapportSerializer(CamelCaseModelSerializer):
    """A report, without its figures: what a list shows."""

    uuid = serializers.UUIDField(source="pk", read_only=True)
    gemeente = serializers.CharField(source="gebied", read_only=True)
    vastgesteld_op = serializers.DateTimeField(read_only=True, allow_null=True)

    class Meta:
        model = Kwartaalrapport
        fields: tuple[str, ...] = ("uuid", "jaar", "kwartaal", "gemeente", "status", "sha256", "vastgesteld_op")
        read_only_fields = fields


class RapportDetailSerializer(RapportSerializer):
    """A report with its protected figures; a concept has none yet."""

    cijfers = serializers.SerializerMethodField()

    class Meta(RapportSerializer.Meta):
        fields = (*RapportSerializer.Meta.fields, "cijfers")
        read_only_fields = fields

    @extend_schema_field({"type": "array", "items": _CIJFER})
    def get_cijfers(self, rapport: Kwartaalrapport) -> list[dict[str, Any]]:
        """Return the protected figures of an adopted report: a rendering of what was frozen, never of live data."""
        if not rapport.is_vastgesteld:
            return []
        beeld = make_beeld(json.loads(rapport.inhoud), exact=False)
        return [line_as_data(regel) for regel in report_lines(beeld)]


class RapportStartSerializer(CamelCaseSerializer):
    """Which report to open."""

    jaar = serializers.IntegerField(min_value=2000, max_value=2100)
    kwartaal = serializers.IntegerField(min_value=1, max_value=4)
    gemeente = serializers.CharField(max_length=5, help_text="CBS-code van een eigen gemeente, of `regio`.")

    def validate_gemeente(self, code: str) -> str:
        """Take the code of a gemeente that the CJG works for, or the region."""
        if code != REGIO and not Gemeente.objects.filter(code=code, is_opdrachtgever=True).exists():
            raise serializers.ValidationError("Kies de code van een eigen gemeente, of regio.")
        return code

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Refuse a quarter that has not begun."""
        if Kwartaal(attrs["jaar"], attrs["kwartaal"]).begin > today():
            raise serializers.ValidationError({"kwartaal": "Dit kwartaal is nog niet begonnen."})
        return attrs
