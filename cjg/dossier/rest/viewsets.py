"""Persons and gezinnen for clients of the API, through the same gate as the screens."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, ClassVar

from django.db import transaction
from django.db.models import Exists, OuterRef, Prefetch, Subquery, prefetch_related_objects
from django_filters import CharFilter
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.response import Response

from cjg.basis.api import normalise_bsn, now, open_on, today
from cjg.basis.rest_api import ApiFilterSet, ApiViewSet
from cjg.dossier.gate import DossierViewSetMixin
from cjg.dossier.models import Adres, Betrokkenheid, Gezin, Gezinslid, Persoon
from cjg.dossier.models.gezin import JEUGDIGE_ROLLEN
from cjg.dossier.rechten import Recht
from cjg.dossier.rest.serializers import (
    GezinSerializer,
    GezinWijzigSerializer,
    NieuwPersoonSerializer,
    PersoonSerializer,
    ZoekSerializer,
    ZoekuitkomstSerializer,
    lid_invoer,
)
from cjg.dossier.rules import RULES
from cjg.dossier.services import (
    AdresInvoer,
    LidInvoer,
    add_betrokkenheid,
    add_gezinslid,
    create_gezin,
    rename_gezin,
    set_adres,
    update_persoon,
)
from cjg.dossier.toegang import visible_to
from cjg.dossier.zoeken import find_personen
from cjg.inzage.api import Handeling
from cjg.organisatie.api import Gemeente, Medewerker, Team, require


def addresses_of_today() -> Any:
    """Read the addresses of all persons at once."""
    return Prefetch("adressen", queryset=Adres.objects.open_on(today()), to_attr="huidige_adressen")


def as_invoer(adres: Adres) -> AdresInvoer:
    """Return what was typed for an address: sending the same again is no move."""
    return AdresInvoer(**{veld.name: getattr(adres, veld.name) for veld in fields(AdresInvoer)})


class _PersonenViewSet(DossierViewSetMixin, mixins.ListModelMixin, mixins.RetrieveModelMixin, ApiViewSet):
    scope = "dossiers"
    ordering = ("sorteersleutel", "id")
    recht_schrijven = Recht.BEHEREN

    def get_queryset(self) -> Any:
        """Return the persons that one may see, each with a gezin through which (for the log)."""
        leden = visible_to(self.request.user, Gezinslid.objects.filter(persoon=OuterRef("pk")))
        via = Subquery(leden.order_by("-begindatum").values("gezin_id")[:1])
        return self.visible(Persoon.objects.all()).annotate(gezin_id=via).prefetch_related(addresses_of_today())


class PersoonViewSet(_PersonenViewSet):
    """The persons of the gezinnen that one may see."""

    serializer_class = PersoonSerializer

    def get_serializer_class(self) -> Any:
        return NieuwPersoonSerializer if self.action == "create" else PersoonSerializer

    def create(self, request: Any) -> Response:
        """Add a person to a gezin."""
        serializer = self.get_serializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        gezinnen = visible_to(request.user, Gezin.objects.select_related("gemeente"), Recht.BEHEREN)
        gezin = gezinnen.filter(pk=serializer.validated_data["gezin"]).first()
        if gezin is None:
            raise serializers.ValidationError({"gezin": "Dit gezin bestaat niet, of het is niet voor u."})
        data = serializer.validated_data
        lid = LidInvoer(serializer.invoer(), data["rol"], adres=data.get("huidig_adres"))
        gezinslid = add_gezinslid(gezin=gezin, lid=lid, today=today())
        self.record_change(gezinslid, handeling=Handeling.TOEVOEGEN)
        shown = PersoonSerializer(gezinslid.persoon)
        return Response(shown.data, status=201)

    def partial_update(self, request: Any, **kwargs: Any) -> Response:
        """Change what is known of a person."""
        persoon = self.get_object()
        serializer = self.get_serializer(persoon, data=request.data, partial=True)
        serializer.is_valid(raise_exception=True)
        adres = serializer.validated_data.get("huidig_adres")
        with transaction.atomic():
            update_persoon(
                persoon=persoon,
                invoer=serializer.invoer(),
                expected_versie=self.expected_version(),
                today=today(),
                now=now(),
            )
            if adres is not None and adres not in map(as_invoer, persoon.huidige_adressen):
                set_adres(personen=[persoon], invoer=adres, begindatum=today())
        del persoon.huidige_adressen  # read before the change
        return Response(serializer.data)


class PersoonZoekViewSet(DossierViewSetMixin, ApiViewSet):
    """Search persons: names and BSN in the body, never in an address."""

    queryset = Persoon.objects.none()
    serializer_class = ZoekSerializer
    scope = "dossiers"
    http_method_names: ClassVar[list[str]] = ["post"]  # type: ignore[misc]
    scope_reads = True
    doel = "zoeken"

    def check_replay(self, replay: Any) -> None:
        """A search has no object of its own to see again."""

    @extend_schema(request=ZoekSerializer, responses=ZoekuitkomstSerializer)
    @action(detail=False, methods=["post"], url_path="_zoek")
    def search(self, request: Any) -> Response:
        """Return the persons found that one may see, and the one permitted hint."""
        vraag = ZoekSerializer(data=request.data)
        vraag.is_valid(raise_exception=True)
        data = vraag.validated_data
        if data.get("bsn"):
            try:
                data["bsn"] = normalise_bsn(data["bsn"])
            except ValueError as fout:
                raise serializers.ValidationError({"bsn": str(fout)}) from fout
        gevonden = find_personen(request.user, **data)
        prefetch_related_objects(gevonden.personen, addresses_of_today())
        per_persoon = dict(
            visible_to(request.user, Gezinslid.objects.filter(persoon__in=gevonden.personen)).values_list(
                "persoon_id", "gezin_id"
            )
        )
        for persoon in gevonden.personen:
            self._shown.add_pairs(persoon, [(persoon.pk, per_persoon.get(persoon.pk))], Handeling.ZOEKEN)
        for paar in gevonden.elders:
            self._shown.add_pairs(Persoon(pk=paar[0]), [paar], Handeling.ZOEKEN)
        uitkomst = {"results": gevonden.personen, "bekend_elders": gevonden.bekend_elders}
        return Response(ZoekuitkomstSerializer(uitkomst).data)


class JeugdigeViewSet(_PersonenViewSet):
    """The jeugdigen of the gezinnen that one may see."""

    serializer_class = PersoonSerializer
    http_method_names: ClassVar[list[str]] = ["get", "head"]  # type: ignore[misc]

    def get_queryset(self) -> Any:
        leden = Gezinslid.objects.filter(open_on(today()), persoon=OuterRef("pk"), rol__in=JEUGDIGE_ROLLEN)
        return super().get_queryset().filter(Exists(leden))


class GezinFilter(ApiFilterSet):
    """Gezinnen of a gemeente; searching by name goes by POST, because a name is not for an address."""

    gemeente = CharFilter("gemeente_id", max_length=4)

    class Meta:
        model = Gezin
        fields: ClassVar[list[str]] = []


class GezinViewSet(DossierViewSetMixin, mixins.ListModelMixin, mixins.RetrieveModelMixin, ApiViewSet):
    """The gezinnen that one may see, with their members of today."""

    serializer_class = GezinSerializer
    filterset_class = GezinFilter
    scope = "dossiers"
    ordering = ("sorteersleutel", "id")
    recht_schrijven = Recht.BEHEREN

    def get_queryset(self) -> Any:
        return self.visible(Gezin.objects.with_leden(today()))

    def create(self, request: Any) -> Response:
        """Make a gezin; one's team and oneself are involved with it from today."""
        require(RULES, request.user, "gezin.maken")
        serializer = self.get_serializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        data = serializer.validated_data
        gemeente = Gemeente.objects.filter(code=data["gemeente_id"]).first()
        if gemeente is None:
            raise serializers.ValidationError({"gemeente": "Vul een CBS-code van vier cijfers in."})
        bekend = self._known(data["huidige_leden"])
        leden = [lid_invoer(lid, bekend) for lid in data["huidige_leden"]]
        gezin = create_gezin(naam=data["naam"], gemeente=gemeente, leden=leden, today=today())
        self._involve(gezin, data.get("team"))
        gezin = Gezin.objects.with_leden(today()).get(pk=gezin.pk)
        self.record_change(gezin, handeling=Handeling.TOEVOEGEN)
        serializer.instance = gezin
        return Response(serializer.data, status=201)

    @extend_schema(request=GezinWijzigSerializer, responses=GezinSerializer)
    def partial_update(self, request: Any, **kwargs: Any) -> Response:
        """Give a gezin another name; members come and go as persons."""
        gezin = self.get_object()
        invoer = GezinWijzigSerializer(data=request.data)
        invoer.is_valid(raise_exception=True)
        naam = invoer.validated_data["naam"]
        rename_gezin(gezin=gezin, naam=naam, expected_versie=self.expected_version(), now=now())
        return Response(self.get_serializer(gezin).data)

    def _known(self, leden: list[dict[str, Any]]) -> dict[Any, Persoon]:
        sleutels = {lid["persoon_id"] for lid in leden if "persoon_id" in lid}
        personen = visible_to(self.request.user, Persoon.objects.filter(pk__in=sleutels), Recht.BEHEREN)
        bekend = {persoon.pk: persoon for persoon in personen}
        if len(bekend) != len(sleutels):
            raise serializers.ValidationError({"leden": "Een persoon bestaat niet, of is niet voor u."})
        return bekend

    def _involve(self, gezin: Gezin, team_id: Any) -> None:
        profiel = self.request.user.profiel
        gekozen = team_id or next(iter(profiel.team_ids), None)
        team = Team.objects.filter(pk=gekozen).first() if gekozen else None
        if team_id and team is None:
            raise serializers.ValidationError({"team": "Dit team bestaat niet."})
        medewerker = Medewerker.objects.filter(pk=profiel.medewerker_id).first()
        if team is None and medewerker is None:
            raise serializers.ValidationError({"team": "Kies het team dat met dit gezin werkt."})
        grond = Betrokkenheid.Grond.OVERIG
        if team is not None:
            add_betrokkenheid(gezin=gezin, grond=grond, bron_id=gezin.pk, begindatum=today(), team=team)
        if medewerker is not None:
            add_betrokkenheid(gezin=gezin, grond=grond, bron_id=gezin.pk, begindatum=today(), medewerker=medewerker)
