"""`/trajecten` and `/evaluaties`."""

from __future__ import annotations

from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework import mixins
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from cjg.basis.api import now, today
from cjg.basis.rest_api import ApiProblem, ApiViewSet
from cjg.dossier.api import DossierViewSetMixin, Gezin, Recht, may, visible_to
from cjg.organisatie.api import medewerker_of
from gezinsplan.invoer import EvaluatieInvoer
from gezinsplan.models import Evaluatie, Traject
from gezinsplan.rest.filters import EvaluatieFilter, TrajectFilter
from gezinsplan.rest.serializers import (
    EvaluatieSerializer,
    TrajectSerializer,
    TrajectSluitSerializer,
    TrajectStartSerializer,
    TrajectWijzigSerializer,
    last_evaluatie,
    score_invoer,
)
from gezinsplan.rules import RECHTEN, may_appoint
from gezinsplan.services import change_phase, close_traject, hold_evaluatie, move_evaluatie, start_traject


def require_gezin(user: Any, gezin: Gezin, recht: Recht, veld: str = "gezin") -> None:
    """Refuse a gezin that the caller may not write about: unknown (400) or not allowed (403)."""
    if not visible_to(user, Gezin.objects.filter(pk=gezin.pk)).exists():
        raise ApiProblem(400, "Dit gezin bestaat niet.", extra=_unknown(veld))
    if not may(user, recht, gezin):
        raise ApiProblem(403, "Dit mag u in dit dossier niet doen.")


def _unknown(veld: str) -> dict[str, Any]:
    return {"invalidParams": [{"name": veld, "code": "onbekend", "reason": "Dit gezin bestaat niet."}]}


class TrajectViewSet(
    DossierViewSetMixin, mixins.ListModelMixin, mixins.RetrieveModelMixin, mixins.CreateModelMixin, ApiViewSet
):
    """Trajecten: read, start, move to another phase, close."""

    serializer_class = TrajectSerializer
    filterset_class = TrajectFilter
    scope = "trajecten"
    recht_schrijven = Recht.REGISTREREN
    ordering: ClassVar[tuple[str, ...]] = ("-begindatum", "-id")

    @property
    def needed_recht(self) -> Recht | None:
        """Closing needs the right that it needs in the browser."""
        return RECHTEN["traject.afsluiten"] if self.action == "close" else super().needed_recht

    def get_queryset(self) -> Any:
        """Return the trajecten that the caller may see."""
        trajecten: Any = self.visible(Traject.objects.all())
        return trajecten.with_deelnemers().with_aanspreekpunt(today())

    @extend_schema(request=TrajectStartSerializer, responses={201: TrajectSerializer})
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Start a traject."""
        invoer = TrajectStartSerializer(data=request.data)
        invoer.is_valid(raise_exception=True)
        data = invoer.validated_data
        require_gezin(request.user, data["gezin"], RECHTEN["traject.starten"])
        if not may_appoint(request.user, data["gezin"], data["aanspreekpunt"].pk):
            raise ApiProblem(403, "U kunt alleen uzelf als aanspreekpunt kiezen. Vraag het aan de teamleider.")
        traject = start_traject(
            gezin=data["gezin"],
            jeugdigen=data["jeugdigen"],
            soort=data["soort"],
            aanspreekpunt=data["aanspreekpunt"],
            team=_team(data),
            begindatum=data["begindatum"],
            aanmelding=data.get("aanmelding"),
            regie=data["regie"],
            today=today(),
            now=now(),
        )
        return self._answer(traject.pk, 201)

    @extend_schema(request=TrajectWijzigSerializer, responses=TrajectSerializer)
    def partial_update(self, request: Request, **kwargs: Any) -> Response:
        """Move a traject to another phase."""
        traject = self.get_object()
        invoer = TrajectWijzigSerializer(data=request.data)
        invoer.is_valid(raise_exception=True)
        change_phase(
            traject=traject, naar=invoer.validated_data["status"], expected_versie=self.expected_version(), now=now()
        )
        return self._answer(traject.pk, 200)

    @extend_schema(request=TrajectSluitSerializer, responses=TrajectSerializer, summary="Afsluiten")
    @action(detail=True, methods=["post"], url_path="_afsluiten")
    def close(self, request: Request, **kwargs: Any) -> Response:
        """Close a traject."""
        traject = self.get_object()
        invoer = TrajectSluitSerializer(data=request.data)
        invoer.is_valid(raise_exception=True)
        close_traject(
            traject=traject,
            reden=invoer.validated_data["reden_beeindiging"],
            einddatum=invoer.validated_data["einddatum"],
            toelichting=invoer.validated_data["toelichting"],
            evaluatie=last_evaluatie(invoer.validated_data),
            door=medewerker_of(request.user),
            expected_versie=self.expected_version(),
            today=today(),
            now=now(),
        )
        return self._answer(traject.pk, 200)

    def _answer(self, pk: Any, status: int) -> Response:
        traject = Traject.objects.with_deelnemers().with_aanspreekpunt(today()).get(pk=pk)
        self.record_change(traject)
        return Response(self.get_serializer(traject).data, status=status)


def _team(data: dict[str, Any]) -> Any:
    """Return the team of the traject: of its aanmelding, else that of the aanspreekpunt."""
    if data.get("aanmelding"):
        return data["aanmelding"].team
    lidmaatschap = data["aanspreekpunt"].gebruiker.lidmaatschappen.open_on(today()).select_related("team").first()
    if lidmaatschap is None:
        raise ApiProblem(400, "Dit aanspreekpunt hoort bij geen team. Kies een ander.")
    return lidmaatschap.team


class EvaluatieViewSet(DossierViewSetMixin, mixins.ListModelMixin, mixins.RetrieveModelMixin, ApiViewSet):
    """Evaluaties: made by the system, recorded or moved by PATCH."""

    serializer_class = EvaluatieSerializer
    filterset_class = EvaluatieFilter
    scope = "trajecten"
    recht_schrijven = Recht.REGISTREREN
    ordering: ClassVar[tuple[str, ...]] = ("uiterlijk", "id")

    def get_queryset(self) -> Any:
        """Return the evaluations that the caller may see."""
        evaluaties: Any = self.visible(Evaluatie.objects.all())
        return evaluaties.with_traject().prefetch_related("scores")

    def partial_update(self, request: Request, **kwargs: Any) -> Response:
        """Record that an evaluation was held, or (with `uiterlijk` and `reden`) move it."""
        evaluatie = self.get_object()
        invoer = self.get_serializer(evaluatie, data=request.data, partial=True)
        invoer.is_valid(raise_exception=True)
        data, versie = invoer.validated_data, self.expected_version()
        if "uiterlijk" in data and "gehouden_op" not in data:
            reden = data.get("reden", "")
            move_evaluatie(
                evaluatie=evaluatie,
                uiterlijk=data["uiterlijk"],
                reden=reden,
                expected_versie=versie,
                today=today(),
                now=now(),
            )
        else:
            self._hold(evaluatie, data, versie)
        fresh = Evaluatie.objects.with_traject().prefetch_related("scores").get(pk=evaluatie.pk)
        return Response(self.get_serializer(fresh).data)

    def _hold(self, evaluatie: Evaluatie, data: dict[str, Any], versie: int) -> None:
        if data.get("gehouden_op") is None:
            raise ApiProblem(
                400, "Vul in wanneer de evaluatie was (gehoudenOp), of verzet haar met uiterlijk en reden."
            )
        invoer = EvaluatieInvoer(
            gehouden_op=data["gehouden_op"],
            vervolg=data.get("vervolg", ""),
            reden=data.get("reden", ""),
            wat_werkte=data.get("wat_werkte", ""),
            grond_langer=data.get("grond_langer", ""),
            scores=score_invoer(data.get("scores", [])),
        )
        hold_evaluatie(
            evaluatie=evaluatie,
            invoer=invoer,
            door=medewerker_of(self.request.user),
            is_teamleider=may(self.request.user, Recht.OVERDRAGEN, evaluatie.traject.gezin_id),
            expected_versie=versie,
            today=today(),
            now=now(),
        )
