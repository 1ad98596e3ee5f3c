"""The same use cases as the screens, for clients of the API."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.response import Response

from cjg.basis.api import now, today
from cjg.basis.rest_api import ApiViewSet
from cjg.dossier.api import (
    DossierViewSetMixin,
    Gezin,
    Gezinsrol,
    LidInvoer,
    Persoon,
    Recht,
    visible_to,
)
from cjg.intake.models import Aanmelding, Contactmoment, Wachtlijstplaats
from cjg.intake.rest.filters import ApiAanmeldingFilter, ApiContactmomentFilter, ApiWachtlijstFilter
from cjg.intake.rest.serializers import (
    AanmeldingSerializer,
    ContactmomentSerializer,
    RedenSerializer,
    WachtlijstSerializer,
)
from cjg.intake.rules import RULES
from cjg.intake.services.aanmelding import (
    BestaandGezin,
    NieuwGezin,
    change_aanmelding,
    derive_team,
    register_aanmelding,
)
from cjg.intake.services.contactmoment import change_contactmoment, log_contactmoment, medewerkersrol_of
from cjg.intake.services.overgang import (
    accept_aanmelding,
    change_wachtlijstplaats,
    end_aanmelding,
    reopen_aanmelding,
)
from cjg.inzage.api import Handeling
from cjg.organisatie.api import Gemeente, Team, require

Status = Aanmelding.Status


class ContactmomentViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, ApiViewSet):
    """Contactmomenten: anonymous, so no dossier and no gate; one's role decides."""

    queryset = Contactmoment.objects.select_related("wijk")
    serializer_class = ContactmomentSerializer
    filterset_class = ApiContactmomentFilter
    scope = "contactmomenten"
    ordering = ("-datum", "-id")

    def check_permissions(self, request: Any) -> None:
        """Ask the table of rules, as the screens do."""
        super().check_permissions(request)
        regel = "contactmoment.inzien" if request.method in {"GET", "HEAD", "OPTIONS"} else "contactmoment.vastleggen"
        require(RULES, request.user, regel)

    def create(self, request: Any) -> Response:
        """Log a contactmoment."""
        serializer = self.get_serializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        serializer.instance = log_contactmoment(
            gegevens=serializer.gegevens(medewerkersrol_of(request.user.rollen)),
            medewerker_id=request.user.profiel.medewerker_id,
            today=today(),
        )
        return Response(serializer.data, status=201)

    def partial_update(self, request: Any, **kwargs: Any) -> Response:
        """Change a contactmoment: one's own, or as teamleider any."""
        contactmoment = self.get_object()
        require(RULES, request.user, "contactmoment.wijzigen", contactmoment)
        serializer = self.get_serializer(contactmoment, data=request.data, partial=True)
        serializer.is_valid(raise_exception=True)
        change_contactmoment(
            contactmoment=contactmoment,
            gegevens=serializer.gegevens(contactmoment.medewerkersrol),
            expected_versie=self.expected_version(),
            today=today(),
            now=now(),
        )
        return Response(serializer.data)


class AanmeldingViewSet(DossierViewSetMixin, mixins.ListModelMixin, mixins.RetrieveModelMixin, ApiViewSet):
    """Aanmeldingen of the gezinnen that one may see."""

    serializer_class = AanmeldingSerializer
    filterset_class = ApiAanmeldingFilter
    scope = "aanmeldingen"
    ordering = ("-datum", "-id")
    recht_schrijven = Recht.REGISTREREN

    def get_queryset(self) -> Any:
        queryset: Any = Aanmelding.objects.all()
        return self.visible(queryset.for_list())

    def create(self, request: Any) -> Response:
        """Register an aanmelding of a known gezin, or of one that is made with it."""
        require(RULES, request.user, "aanmelding.maken")
        serializer = self.get_serializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        data = serializer.validated_data
        gezin = self._gezin(data)
        gemeente = gezin.gezin.gemeente if isinstance(gezin, BestaandGezin) else gezin.gemeente
        contact = self._contact(data.get("contactmoment_id"))
        aanmelding = register_aanmelding(
            gegevens=serializer.gegevens(),
            gezin=gezin,
            team=self._team(data, gemeente, contact),
            door=request.user,
            today=today(),
            contactmoment=contact,
        )
        aanmelding = self.get_queryset().get(pk=aanmelding.pk)
        self.record_change(aanmelding, handeling=Handeling.TOEVOEGEN)
        serializer.instance = aanmelding
        return Response(serializer.data, status=201)

    def partial_update(self, request: Any, **kwargs: Any) -> Response:
        """Change an aanmelding that is new or waiting."""
        aanmelding = self.get_object()
        require(RULES, request.user, "aanmelding.wijzigen", aanmelding)
        serializer = self.get_serializer(aanmelding, data=request.data, partial=True)
        serializer.is_valid(raise_exception=True)
        fixed = {"jeugdigen", "gezin_id", "gemeente", "contactmoment_id"} & set(serializer.validated_data)
        if fixed:
            raise serializers.ValidationError(dict.fromkeys(fixed, "Dit kunt u na de aanmelding niet meer wijzigen."))
        change_aanmelding(
            aanmelding=aanmelding,
            gegevens=serializer.gegevens(),
            team=self._team(serializer.validated_data, None, None, standaard=aanmelding.team),
            expected_versie=self.expected_version(),
            today=today(),
            now=now(),
        )
        return Response(serializer.data)

    @extend_schema(request=None, responses=AanmeldingSerializer, summary="Op de wachtlijst zetten")
    @action(detail=True, methods=["post"], url_path="_accepteren")
    def accept(self, request: Any, **kwargs: Any) -> Response:
        """Put it on the wachtlijst of its team."""
        return self._step(request, "accepteren")

    @extend_schema(request=RedenSerializer, responses=AanmeldingSerializer, summary="Doorverwijzen")
    @action(detail=True, methods=["post"], url_path="_doorverwijzen")
    def refer(self, request: Any, **kwargs: Any) -> Response:
        """Refer it on, with where to and why."""
        return self._step(request, "doorverwijzen")

    @extend_schema(request=RedenSerializer, responses=AanmeldingSerializer, summary="Sluiten")
    @action(detail=True, methods=["post"], url_path="_sluiten")
    def close(self, request: Any, **kwargs: Any) -> Response:
        """Close it, with the reason."""
        return self._step(request, "sluiten")

    @extend_schema(request=RedenSerializer, responses=AanmeldingSerializer, summary="Heropenen")
    @action(detail=True, methods=["post"], url_path="_heropenen")
    def reopen(self, request: Any, **kwargs: Any) -> Response:
        """Take it up again, with the reason."""
        return self._step(request, "heropenen")

    def _step(self, request: Any, stap: str) -> Response:
        aanmelding = self.get_object()
        require(RULES, request.user, f"aanmelding.{stap}", aanmelding)
        reden = RedenSerializer(data=request.data or {})
        reden.is_valid(raise_exception=True)
        gegeven = {"aanmelding": aanmelding, "expected_versie": self.expected_version(), "today": today(), "now": now()}
        tekst = reden.validated_data.get("reden", "")
        if stap == "accepteren":
            accept_aanmelding(**gegeven)
        elif stap == "heropenen":
            reopen_aanmelding(**gegeven, reden=tekst)
        else:
            naar = Status.DOORVERWEZEN if stap == "doorverwijzen" else Status.GESLOTEN
            end_aanmelding(**gegeven, naar=naar, reden=tekst)
        return Response(self.get_serializer(aanmelding).data)

    def _gezin(self, data: Mapping[str, Any]) -> NieuwGezin | BestaandGezin:
        bekend = self._known([item for item in data["jeugdigen"] if not hasattr(item, "achternaam")])
        leden = [LidInvoer(bekend.get(item, item), Gezinsrol.JEUGDIGE.value) for item in data["jeugdigen"]]
        if "gezin_id" in data:
            zichtbaar = visible_to(self.request.user, Gezin.objects.select_related("gemeente"), Recht.REGISTREREN)
            gezin = zichtbaar.filter(pk=data["gezin_id"]).first()
            if gezin is None:
                raise serializers.ValidationError({"gezin": "Dit gezin bestaat niet, of het is niet voor u."})
            nieuwe = [lid for lid in leden if not isinstance(lid.persoon, Persoon)]
            return BestaandGezin(gezin=gezin, jeugdigen=list(bekend.values()), nieuwe_leden=nieuwe)
        gemeente = Gemeente.objects.filter(code=data.get("gemeente", "")).first()
        if gemeente is None:
            raise serializers.ValidationError({"gemeente": "Vul de CBS-code van de gemeente van het gezin in."})
        return NieuwGezin(naam=leden[0].persoon.achternaam, gemeente=gemeente, leden=leden)

    def _known(self, sleutels: list[Any]) -> dict[Any, Persoon]:
        personen = visible_to(self.request.user, Persoon.objects.filter(pk__in=sleutels), Recht.REGISTREREN)
        bekend = {persoon.pk: persoon for persoon in personen}
        if len(bekend) != len(set(sleutels)):
            raise serializers.ValidationError({"jeugdigen": "Een jeugdige bestaat niet, of is niet voor u."})
        return bekend

    def _contact(self, sleutel: Any) -> Contactmoment | None:
        if sleutel is None:
            return None
        contact: Contactmoment | None = Contactmoment.objects.select_related("wijk__team").filter(pk=sleutel).first()
        if contact is None:
            raise serializers.ValidationError({"contactmoment": "Dit contactmoment bestaat niet."})
        return contact

    def _team(
        self, data: Mapping[str, Any], gemeente: Any, contact: Contactmoment | None, standaard: Team | None = None
    ) -> Team:
        if "team_id" in data:
            team = Team.objects.filter(pk=data["team_id"]).first()
        else:
            wijk = contact.wijk if contact else None
            team = standaard or derive_team(kerntaak=data["kerntaak"], gemeente=gemeente, wijk=wijk)
        if team is None:
            raise serializers.ValidationError({"team": "Kies een team: het volgt niet uit de gemeente."})
        return team


class WachtlijstViewSet(DossierViewSetMixin, mixins.ListModelMixin, mixins.RetrieveModelMixin, ApiViewSet):
    """The gezinnen that wait, per team in their order."""

    serializer_class = WachtlijstSerializer
    filterset_class = ApiWachtlijstFilter
    scope = "aanmeldingen"
    http_method_names: ClassVar[list[str]] = ["get", "head", "patch"]  # type: ignore[misc]
    ordering = ("urgentie_rang", "aangemeld_op", "id")
    recht_schrijven = Recht.REGISTREREN

    def check_permissions(self, request: Any) -> None:
        """Ask the table of rules, as the screens do."""
        super().check_permissions(request)
        lezen = request.method in {"GET", "HEAD", "OPTIONS"}
        require(RULES, request.user, "wachtlijst.inzien" if lezen else "wachtlijst.wijzigen")

    def get_queryset(self) -> Any:
        queryset: Any = Wachtlijstplaats.objects.filter(tot__isnull=True)
        return self.visible(queryset.with_order().with_place().for_list())

    def partial_update(self, request: Any, **kwargs: Any) -> Response:
        """Move a place to another team, or plan the next call."""
        plaats = self.get_object()
        serializer = self.get_serializer(plaats, data=request.data, partial=True)
        serializer.is_valid(raise_exception=True)
        data = serializer.validated_data
        team = plaats.team
        if "team_id" in data:
            team = Team.objects.filter(pk=data["team_id"]).first()
        if team is None:
            raise serializers.ValidationError({"team": "Dit team bestaat niet."})
        change_wachtlijstplaats(
            plaats=plaats,
            team=team,
            bellen_op=data.get("bellen_op", plaats.bellen_op),
            beller=plaats.beller,
            expected_versie=self.expected_version(),
            today=today(),
            now=now(),
        )
        return Response(serializer.data)
