"""What the API takes and gives of persons and gezinnen."""

from __future__ import annotations

import re
from dataclasses import fields
from typing import Any

from rest_framework import serializers

from cjg.basis.api import today
from cjg.basis.rest_api import CamelCaseSerializer
from cjg.dossier.models import Adres
from cjg.dossier.models.gezin import Gezag, Gezinsrol
from cjg.dossier.models.persoon import Geslacht
from cjg.dossier.services import AdresInvoer, LidInvoer, PersoonInvoer
from cjg.dossier.services.adres import write_postcode

_POSTCODE = re.compile(r"[1-9][0-9]{3} [A-Z]{2}", re.ASCII)


class AdresSerializer(CamelCaseSerializer):
    """Where somebody lives today; an address that is geheim goes in, and does not come out."""

    straat = serializers.CharField(max_length=80)
    huisnummer = serializers.IntegerField(min_value=1, max_value=99_999)
    toevoeging = serializers.CharField(max_length=10, required=False, allow_blank=True)
    postcode = serializers.CharField(max_length=7)
    woonplaats = serializers.CharField(max_length=80)
    is_geheim = serializers.BooleanField(required=False, write_only=True)

    def validate_postcode(self, text: str) -> str:
        """Return the postcode as on an envelope."""
        postcode = write_postcode(text)
        if not _POSTCODE.fullmatch(postcode):
            raise serializers.ValidationError("Vul een postcode in als 1234 AB.")
        return postcode


class PersoonSerializer(CamelCaseSerializer):
    """A person; `adres` is null when it is not known, or when it is geheim."""

    uuid = serializers.UUIDField(source="pk", read_only=True)
    bsn = serializers.CharField(max_length=12, required=False, allow_blank=True)
    voornamen = serializers.CharField(max_length=120, required=False, allow_blank=True)
    roepnaam = serializers.CharField(max_length=60, required=False, allow_blank=True)
    voorvoegsel = serializers.CharField(max_length=20, required=False, allow_blank=True)
    achternaam = serializers.CharField(max_length=120)
    geboortedatum = serializers.DateField(required=False, allow_null=True)
    geslacht = serializers.ChoiceField(choices=Geslacht.choices, required=False)
    telefoon = serializers.CharField(max_length=20, required=False, allow_blank=True)
    email = serializers.EmailField(max_length=254, required=False, allow_blank=True)
    adres = AdresSerializer(source="huidig_adres", required=False, allow_null=True)

    def validate_adres(self, adres: dict[str, Any] | None) -> AdresInvoer | None:
        """Return the address for the service."""
        return None if adres is None else AdresInvoer(**adres)

    def to_representation(self, instance: Any) -> dict[str, Any]:
        """Show the address of today, unless it is geheim."""
        adressen = getattr(instance, "huidige_adressen", None)
        if adressen is None:
            adressen = Adres.objects.open_on(today()).filter(persoon=instance)
        instance.huidig_adres = next((a for a in adressen if a.soort == Adres.Soort.BRP and not a.is_geheim), None)
        data: dict[str, Any] = super().to_representation(instance)
        return data

    def invoer(self) -> PersoonInvoer:
        """Return the content for the service; of a PATCH what was not sent stays as it is."""
        names = [veld.name for veld in fields(PersoonInvoer)]
        stored = {naam: getattr(self.instance, naam) for naam in names} if self.instance is not None else {}
        return PersoonInvoer(**(stored | {n: w for n, w in self.validated_data.items() if n in names}))


class NieuwPersoonSerializer(PersoonSerializer):
    """A new person, in the gezin through which one may see them afterwards."""

    gezin = serializers.UUIDField(write_only=True)
    rol = serializers.ChoiceField(choices=Gezinsrol.choices, write_only=True)


class LidSerializer(CamelCaseSerializer):
    """A member of a gezin: a person with the role (CORV) from–until."""

    persoon = serializers.UUIDField(source="persoon_id", required=False)
    nieuw_persoon = PersoonSerializer(write_only=True, required=False)
    rol = serializers.ChoiceField(choices=Gezinsrol.choices)
    gezag = serializers.ChoiceField(choices=Gezag.Soort.choices, required=False, write_only=True)
    begindatum = serializers.DateField(required=False)
    einddatum = serializers.DateField(required=False, allow_null=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Ask for one person, known or new."""
        if ("persoon_id" in attrs) == ("nieuw_persoon" in attrs):
            raise serializers.ValidationError({"persoon": "Geef een bekend persoon, of een nieuw persoon."})
        return attrs


def lid_invoer(data: dict[str, Any], bekend: dict[Any, Any]) -> LidInvoer:
    """Return a member for the service; `bekend` are the known persons by key."""
    nieuw = dict(data.get("nieuw_persoon", {}))
    adres = nieuw.pop("huidig_adres", None)
    persoon = bekend[data["persoon_id"]] if "persoon_id" in data else PersoonInvoer(**nieuw)
    return LidInvoer(persoon, data["rol"], data.get("gezag", ""), data.get("begindatum"), data.get("einddatum"), adres)


class GezinSerializer(CamelCaseSerializer):
    """A gezin with its members of today."""

    uuid = serializers.UUIDField(source="pk", read_only=True)
    naam = serializers.CharField(max_length=120)
    gemeente = serializers.CharField(source="gemeente_id", max_length=4)
    leden = LidSerializer(many=True, source="huidige_leden")
    team = serializers.UUIDField(write_only=True, required=False)


class GezinWijzigSerializer(CamelCaseSerializer):
    """What of a gezin itself can change."""

    naam = serializers.CharField(max_length=120)


class ZoekSerializer(CamelCaseSerializer):
    """Whom one looks for; in the body, never in an address."""

    naam = serializers.CharField(max_length=100, required=False, allow_blank=True)
    geboortedatum = serializers.DateField(required=False, allow_null=True)
    bsn = serializers.CharField(max_length=12, required=False, allow_blank=True)


class ZoekuitkomstSerializer(CamelCaseSerializer):
    """The persons found that one may see, best first, and the one permitted hint."""

    results = PersoonSerializer(many=True)
    bekend_elders = serializers.BooleanField()
