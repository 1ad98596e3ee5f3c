"""What the API takes and gives of contactmomenten, aanmeldingen and the wachtlijst."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from cjg.basis.api import today
from cjg.basis.rest_api import CamelCaseSerializer
from cjg.dossier.api import Geslacht, PersoonInvoer
from cjg.intake.codes import (
    AndereKinderen,
    Kanaal,
    Kerntaak,
    Leeftijdsgroep,
    Medewerkersrol,
    Resultaat,
    Signaal,
    Thema,
    Urgentie,
    Veiligheid,
    Verwijzer,
    Vraagsteller,
)
from cjg.intake.gegevens import MAX_TOELICHTING, MAX_VINDPLAATS, Contactgegevens
from cjg.intake.models import Aanmelding
from cjg.intake.services.aanmelding import Aanmeldgegevens
from cjg.intake.services.contactmoment import gegevens_of

ONBEKEND = "onbekend"


class ContactmomentSerializer(CamelCaseSerializer):
    """A contactmoment. `gemeente` is a CBS code or `onbekend`, `wijk` the name of a gebied."""

    uuid = serializers.UUIDField(source="pk", read_only=True)
    datum = serializers.DateField()
    kanaal = serializers.ChoiceField(choices=Kanaal.choices)
    vraagsteller = serializers.ChoiceField(choices=Vraagsteller.choices)
    gemeente = serializers.CharField(source="gemeente_id", max_length=8)
    wijk = serializers.CharField(source="wijk.naam", max_length=80, required=False, allow_null=True)
    vindplaats = serializers.CharField(max_length=MAX_VINDPLAATS, required=False, allow_blank=True)
    leeftijdsgroep = serializers.ChoiceField(choices=Leeftijdsgroep.choices, required=False)
    themas = serializers.ListField(
        child=serializers.ChoiceField(choices=Thema.choices), allow_empty=False, max_length=len(Thema)
    )
    resultaten = serializers.ListField(
        child=serializers.ChoiceField(choices=Resultaat.choices), allow_empty=False, max_length=len(Resultaat)
    )
    duur_minuten = serializers.IntegerField(required=False, allow_null=True, min_value=1, max_value=1440)
    aantal_bereikt = serializers.IntegerField(required=False, allow_null=True, min_value=1, max_value=5000)
    signaal = serializers.ChoiceField(choices=Signaal.choices, required=False, allow_blank=True)
    toelichting = serializers.CharField(max_length=MAX_TOELICHTING, required=False, allow_blank=True)
    medewerkersrol = serializers.ChoiceField(choices=Medewerkersrol.choices, read_only=True)

    def to_representation(self, instance: Any) -> dict[str, Any]:
        """Say `onbekend` where no gemeente is known."""
        data: dict[str, Any] = super().to_representation(instance)
        return data | {"gemeente": data["gemeente"] or ONBEKEND}

    def gegevens(self, medewerkersrol: str) -> Contactgegevens:
        """Return the content for the service; of a PATCH what was not sent stays as it is."""
        data = dict(self.validated_data)
        stored = gegevens_of(self.instance) if self.instance is not None else None
        velden: dict[str, Any] = {veld.name: getattr(stored, veld.name) for veld in fields(stored)} if stored else {}
        velden.setdefault("medewerkersrol", medewerkersrol)
        if "gemeente_id" in data:
            code = data.pop("gemeente_id")
            velden["gemeente"] = "" if code == ONBEKEND else code
        if "wijk" in data:
            velden["wijk"] = data.pop("wijk")["naam"] or ""
        lists = {naam: tuple(data.pop(naam)) for naam in ("themas", "resultaten") if naam in data}
        return Contactgegevens(**(velden | data | lists))


class NieuweJeugdigeSerializer(CamelCaseSerializer):
    """A person who is not known yet."""

    bsn = serializers.CharField(max_length=12, required=False, allow_blank=True)
    voornamen = serializers.CharField(max_length=120, required=False, allow_blank=True)
    voorvoegsel = serializers.CharField(max_length=20, required=False, allow_blank=True)
    achternaam = serializers.CharField(max_length=120)
    geboortedatum = serializers.DateField(required=False, allow_null=True)
    geslacht = serializers.ChoiceField(choices=Geslacht.choices, required=False)


@extend_schema_field({"oneOf": [{"type": "string", "format": "uuid"}, {"type": "object", "required": ["achternaam"]}]})
class JeugdigeField(serializers.Field[Any, Any, Any, Any]):
    """A known person by uuid, or a new person."""

    def to_internal_value(self, data: Any) -> Any:
        """Return a uuid or the content of a new person."""
        if isinstance(data, Mapping):
            serializer = NieuweJeugdigeSerializer(data=data)
            serializer.is_valid(raise_exception=True)
            return PersoonInvoer(**serializer.validated_data)
        try:
            return UUID(data)
        except (TypeError, ValueError, AttributeError):
            raise serializers.ValidationError("Geef hier een uuid of een nieuw persoon.") from None

    def to_representation(self, value: Any) -> str:
        """Return the uuid of the person."""
        return str(value.pk)


class AanmeldingSerializer(CamelCaseSerializer):
    """An aanmelding. Without `gezin` a gezin is made, in `gemeente`; without `team` it follows from the gemeente."""

    uuid = serializers.UUIDField(source="pk", read_only=True)
    datum = serializers.DateField()
    jeugdigen = serializers.ListField(child=JeugdigeField(), allow_empty=False, max_length=20)
    gezin = serializers.UUIDField(source="gezin_id", required=False)
    gemeente = serializers.CharField(max_length=4, required=False, write_only=True)
    verwijzer = serializers.ChoiceField(choices=Verwijzer.choices)
    kerntaak = serializers.ChoiceField(choices=Kerntaak.choices)
    vraag = serializers.CharField(max_length=4000)
    urgentie = serializers.ChoiceField(choices=Urgentie.choices)
    veiligheid = serializers.ChoiceField(choices=Veiligheid.choices)
    direct_handelen = serializers.CharField(max_length=4000, required=False, allow_blank=True)
    andere_kinderen = serializers.ChoiceField(choices=AndereKinderen.choices, required=False)
    andere_kinderen_toelichting = serializers.CharField(max_length=2000, required=False, allow_blank=True)
    contactmoment = serializers.UUIDField(source="contactmoment_id", required=False, allow_null=True)
    team = serializers.UUIDField(source="team_id", required=False)
    status = serializers.ChoiceField(choices=Aanmelding.Status.choices, read_only=True)

    def to_representation(self, instance: Any) -> dict[str, Any]:
        """Name the jeugdigen in their order."""
        names = {naam: veld for naam, veld in self.fields.items() if naam not in ("jeugdigen", "gemeente")}
        data = {
            naam: veld.to_representation(value) if value is not None else None
            for naam, veld in names.items()
            for value in [veld.get_attribute(instance)]
        }
        rijen = getattr(instance, "getoonde_aangemelden", None)
        rijen = list(instance.aangemelden.all()) if rijen is None else rijen
        return data | {"jeugdigen": [str(rij.persoon_id) for rij in rijen]}

    def gegevens(self) -> Aanmeldgegevens:
        """Return the content for the service; of a PATCH what was not sent stays as it is."""
        names = [veld.name for veld in fields(Aanmeldgegevens)]
        stored = {naam: getattr(self.instance, naam) for naam in names} if self.instance is not None else {}
        return Aanmeldgegevens(**(stored | {n: w for n, w in self.validated_data.items() if n in names}))


class RedenSerializer(CamelCaseSerializer):
    """Why an aanmelding goes on or ends."""

    reden = serializers.CharField(max_length=2000, required=False, allow_blank=True)


class WachtlijstSerializer(CamelCaseSerializer):
    """A place on the wachtlijst of a team: urgency first, then the date of the aanmelding."""

    uuid = serializers.UUIDField(source="pk", read_only=True)
    aanmelding = serializers.UUIDField(source="aanmelding_id", read_only=True)
    gezin = serializers.UUIDField(source="aanmelding.gezin_id", read_only=True)
    team = serializers.UUIDField(source="team_id", required=False)
    plaats = serializers.IntegerField(read_only=True)
    urgentie = serializers.ChoiceField(source="aanmelding.urgentie", choices=Urgentie.choices, read_only=True)
    sinds = serializers.DateField(read_only=True)
    wachtdagen = serializers.SerializerMethodField()
    bellen_op = serializers.DateField(required=False, allow_null=True)

    def get_wachtdagen(self, plaats: Any) -> int:
        """Days from the aanmelding until today."""
        return int((today() - plaats.aanmelding.datum).days)
