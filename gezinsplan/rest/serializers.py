"""What goes in and out of the API about coaching; field names as the REST contract has them."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from cjg.basis.api import today
from cjg.basis.rest_api import CamelCaseModelSerializer, CamelCaseSerializer
from cjg.dossier.api import Gezin, Persoon
from cjg.intake.api import Aanmelding
from cjg.organisatie.api import Medewerker
from gezinsplan.invoer import ActieInvoer, DoelInvoer, EvaluatieInvoer, PlanInvoer, ScoreInvoer
from gezinsplan.models import Actie, Akkoord, Doel, Evaluatie, Evaluatiescore, Traject
from gezinsplan.models.plan import Leefgebied


class TrajectSerializer(CamelCaseModelSerializer):
    """A traject as clients read it."""

    jeugdigen = serializers.SerializerMethodField()
    aanspreekpunt = serializers.UUIDField(source="aanspreekpunt_id", read_only=True, allow_null=True)

    class Meta:
        model = Traject
        fields = (
            *("uuid", "gezin", "jeugdigen", "soort", "status", "team", "aanspreekpunt", "begindatum", "einddatum"),
            *("reden_beeindiging", "regie", "grond_langer", "aanmelding"),
        )
        read_only_fields = fields

    def get_jeugdigen(self, traject: Traject) -> list[str]:
        """Return who takes part, the one first named first."""
        return [str(deelname.persoon_id) for deelname in traject.deelnames.all()]


class TrajectStartSerializer(CamelCaseSerializer):
    """What a client sends to start a traject."""

    gezin = serializers.PrimaryKeyRelatedField(queryset=Gezin.objects.all())
    jeugdigen = serializers.PrimaryKeyRelatedField(queryset=Persoon.objects.all(), many=True, allow_empty=False)
    soort = serializers.ChoiceField(choices=Traject.Soort.choices)
    aanspreekpunt = serializers.PrimaryKeyRelatedField(queryset=Medewerker.objects.all())
    begindatum = serializers.DateField()
    aanmelding = serializers.PrimaryKeyRelatedField(queryset=Aanmelding.objects.all(), required=False, allow_null=True)
    regie = serializers.ChoiceField(choices=Traject.Regie.choices, default=Traject.Regie.CJG.value)


class TrajectWijzigSerializer(CamelCaseSerializer):
    """What of a running traject a client may change: the phase that it is in."""

    status = serializers.ChoiceField(choices=Traject.Status.choices)


class ScoreSerializer(CamelCaseModelSerializer):
    """How far a goal was reached."""

    gas = serializers.IntegerField(min_value=-2, max_value=2)

    class Meta:
        model = Evaluatiescore
        fields = ("doel", "door", "gas")


class LaatsteEvaluatieSerializer(CamelCaseSerializer):
    """The evaluation with which a traject ends."""

    gehouden_op = serializers.DateField()
    wat_werkte = serializers.CharField(max_length=4000, allow_blank=True, default="")
    scores = ScoreSerializer(many=True, required=False)


class TrajectSluitSerializer(CamelCaseSerializer):
    """What a client sends to close a traject."""

    einddatum = serializers.DateField()
    reden_beeindiging = serializers.ChoiceField(choices=Traject.RedenBeeindiging.choices)
    toelichting = serializers.CharField(max_length=4000, allow_blank=True, default="")
    evaluatie = LaatsteEvaluatieSerializer(required=False, allow_null=True)


class ActieSerializer(CamelCaseModelSerializer):
    """An action of a goal; `voor` is the day by which it is done."""

    voor = serializers.DateField(source="uiterlijk", required=False, allow_null=True)

    class Meta:
        model = Actie
        fields = ("uuid", "soort", "wie", "wat", "voor")


class DoelSerializer(CamelCaseModelSerializer):
    """A goal with its actions; `voor` is whose it is."""

    leefgebied = serializers.ChoiceField(choices=Leefgebied.choices)
    voor = serializers.PrimaryKeyRelatedField(queryset=Persoon.objects.all(), required=False, allow_null=True)
    acties = ActieSerializer(many=True, required=False)

    class Meta:
        model = Doel
        fields = ("uuid", "omschrijving", "leefgebied", "voor", "acties")


class AkkoordSerializer(CamelCaseModelSerializer):
    """The answer of one person to this version."""

    datum = serializers.DateField(required=False)

    class Meta:
        model = Akkoord
        fields = ("persoon", "antwoord", "datum", "toelichting")


class PlanSerializer(CamelCaseSerializer):
    """A gezinsplan with its newest version. `versie` is the number of that version, the ETag counts its edits."""

    uuid = serializers.UUIDField(source="plan_id", read_only=True)
    gezinnen = serializers.SerializerMethodField()
    versie = serializers.IntegerField(source="nummer", read_only=True)
    status = serializers.CharField(read_only=True)
    vastgesteld_op = serializers.DateField(read_only=True, allow_null=True)
    krachten = serializers.CharField(max_length=4000, allow_blank=True, required=False)
    zorgen = serializers.CharField(max_length=4000, allow_blank=True, required=False)
    besproken_met = serializers.PrimaryKeyRelatedField(
        queryset=Medewerker.objects.all(), required=False, allow_null=True
    )
    besproken_op = serializers.DateField(required=False, allow_null=True)
    familiegroepsplan = serializers.ChoiceField(
        source="plan.familiegroepsplan", choices=["gemaakt", "afgezien", "later", ""], required=False
    )
    familiegroepsplan_op = serializers.DateField(source="plan.familiegroepsplan_op", required=False, allow_null=True)
    doelen = DoelSerializer(many=True, required=False)
    akkoord = AkkoordSerializer(source="akkoorden", many=True, required=False)

    def get_gezinnen(self, versie: Any) -> list[str]:
        """Return the one or two gezinnen of the plan."""
        return [str(deel.gezin_id) for deel in versie.plan.plan_gezinnen.all()]


class PlanStartSerializer(CamelCaseSerializer):
    """What a client sends to begin a plan."""

    gezinnen = serializers.PrimaryKeyRelatedField(queryset=Gezin.objects.all(), many=True, allow_empty=False)
    doelen = DoelSerializer(many=True, required=False)
    krachten = serializers.CharField(max_length=4000, allow_blank=True, required=False)
    zorgen = serializers.CharField(max_length=4000, allow_blank=True, required=False)


class EvaluatieSerializer(CamelCaseModelSerializer):
    """An evaluation; filling in `gehoudenOp` and `vervolg` records that it was held."""

    scores = ScoreSerializer(many=True, required=False)
    gehouden_op = serializers.DateField(required=False, allow_null=True)

    class Meta:
        model = Evaluatie
        fields = (
            *("uuid", "traject", "soort", "uiterlijk", "status", "gehouden_op", "scores", "vervolg", "reden"),
            *("wat_werkte", "grond_langer"),
        )
        read_only_fields = ("traject", "soort", "status")


def score_invoer(scores: list[dict[str, Any]]) -> tuple[ScoreInvoer, ...]:
    """Return the scores for the service."""
    return tuple(ScoreInvoer(score["doel"].pk, score["door"], score["gas"]) for score in scores)


def last_evaluatie(data: dict[str, Any]) -> EvaluatieInvoer | None:
    """Return the evaluation with which a traject closes, if one was sent; why follows from the closing itself."""
    evaluatie = data.get("evaluatie")
    if evaluatie is None:
        return None
    return EvaluatieInvoer(
        gehouden_op=evaluatie["gehouden_op"],
        vervolg=Evaluatie.Vervolg.AFSLUITEN,
        reden=data["toelichting"] or Traject.RedenBeeindiging(data["reden_beeindiging"]).label,
        wat_werkte=evaluatie["wat_werkte"],
        scores=score_invoer(evaluatie.get("scores", [])),
    )


def plan_invoer(data: dict[str, Any], nu: PlanInvoer) -> PlanInvoer:
    """Return the content of a concept as it is to be: what was sent over what is there (`nu`)."""
    plan = data.get("plan", {})
    collega = data.get("besproken_met", nu.besproken_met)
    return PlanInvoer(
        doelen=tuple(_doel(doel) for doel in data["doelen"]) if "doelen" in data else nu.doelen,
        krachten=data.get("krachten", nu.krachten),
        zorgen=data.get("zorgen", nu.zorgen),
        verwachte_duur_maanden=nu.verwachte_duur_maanden,
        besproken_met=getattr(collega, "pk", collega),
        besproken_op=data.get("besproken_op", nu.besproken_op),
        familiegroepsplan=plan.get("familiegroepsplan", nu.familiegroepsplan),
        familiegroepsplan_op=plan.get("familiegroepsplan_op", nu.familiegroepsplan_op),
    )


def _doel(doel: dict[str, Any]) -> DoelInvoer:
    voor = doel.get("voor")
    return DoelInvoer(
        omschrijving=doel["omschrijving"],
        leefgebied=doel["leefgebied"],
        voor=voor.pk if voor else None,
        acties=tuple(
            ActieInvoer(actie["wie"], actie["wat"], actie.get("uiterlijk"), actie.get("soort", Actie.Soort.GEZIN.value))
            for actie in doel.get("acties", ())
        ),
    )


def akkoord_datum(akkoord: dict[str, Any]) -> Any:
    """Return the day of an answer; today when the client names none."""
    return akkoord.get("datum") or today()
