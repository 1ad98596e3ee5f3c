"""`/gezinsplannen`: a plan with its newest version."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import mixins
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from cjg.basis.api import StaleVersion, now, today
from cjg.basis.rest_api import ApiProblem, ApiViewSet
from cjg.dossier.api import DossierViewSetMixin, Gezin, Recht
from cjg.organisatie.api import medewerker_of
from gezinsplan.inhoud import content_of
from gezinsplan.models import Doel, Gezinsplan, Planversie
from gezinsplan.rest.filters import PlanFilter
from gezinsplan.rest.serializers import PlanSerializer, PlanStartSerializer, akkoord_datum, plan_invoer
from gezinsplan.rest.trajecten import require_gezin
from gezinsplan.services import adopt_plan, new_version, record_akkoord, save_concept, start_plan


class PlanViewSet(
    DossierViewSetMixin, mixins.ListModelMixin, mixins.RetrieveModelMixin, mixins.CreateModelMixin, ApiViewSet
):
    """Gezinsplannen: read, begin, work on the concept, vaststellen. The uuid is that of the plan."""

    serializer_class = PlanSerializer
    filterset_class = PlanFilter
    scope = "trajecten"
    recht_schrijven = Recht.REGISTREREN
    ordering: ClassVar[tuple[str, ...]] = ("-id",)

    @property
    def needed_recht(self) -> Recht | None:
        """Adopting needs a right of its own."""
        return Recht.VASTSTELLEN if self.action == "adopt" else super().needed_recht

    def get_queryset(self) -> Any:
        """Return the plans that the caller may see, with the version to show."""
        doelen = Doel.objects.select_related("voor").prefetch_related("acties").order_by("volgorde", "pk")
        versies = (
            Planversie.objects.order_by("-nummer")
            .select_related("plan")
            .prefetch_related(Prefetch("doelen", queryset=doelen), "akkoorden")
        )
        plannen: Any = self.visible(Gezinsplan.objects.all())
        return plannen.with_gezinnen(today()).prefetch_related(
            Prefetch("versies", queryset=versies, to_attr="alle_versies")
        )

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """List plans, each with its newest version."""
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response([self.get_serializer(_newest(plan)).data for plan in page])

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Show a plan with its newest version."""
        return Response(self.get_serializer(_newest(self.get_object())).data)

    @extend_schema(request=PlanStartSerializer, responses={201: PlanSerializer})
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Begin a plan for one or two gezinnen, as a concept."""
        invoer = PlanStartSerializer(data=request.data)
        invoer.is_valid(raise_exception=True)
        data = invoer.validated_data
        gezinnen: list[Gezin] = data.pop("gezinnen")
        for gezin in gezinnen:
            require_gezin(request.user, gezin, Recht.REGISTREREN, "gezinnen")
        versie = start_plan(gezinnen=gezinnen, now=now())
        if data:
            save_concept(
                versie=versie,
                invoer=plan_invoer(data, content_of(versie)),
                expected_versie=versie.versie,
                now=now(),
            )
        return self._answer(versie.plan_id, 201)

    def partial_update(self, request: Request, **kwargs: Any) -> Response:
        """Work on the concept; a vastgesteld plan gets a new version. Answers of persons come with `akkoord`."""
        plan = self.get_object()
        versie = _newest(plan)
        invoer = self.get_serializer(versie, data=request.data, partial=True)
        invoer.is_valid(raise_exception=True)
        data, expected = invoer.validated_data, self.expected_version()
        if versie.is_vastgesteld:
            if expected != versie.versie:
                raise StaleVersion(expected, versie.versie, versie)
            versie = new_version(plan=plan, now=now())
            expected = versie.versie
        akkoorden = data.pop("akkoorden", [])
        save_concept(versie=versie, invoer=plan_invoer(data, content_of(versie)), expected_versie=expected, now=now())
        for akkoord in akkoorden:
            record_akkoord(
                versie=versie,
                persoon=akkoord["persoon"],
                antwoord=akkoord["antwoord"],
                datum=akkoord_datum(akkoord),
                toelichting=akkoord.get("toelichting", ""),
                today=today(),
            )
        return self._answer(plan.pk, 200)

    @extend_schema(request=None, responses=PlanSerializer, summary="Vaststellen")
    @action(detail=True, methods=["post"], url_path="_vaststellen")
    def adopt(self, request: Request, **kwargs: Any) -> Response:
        """Adopt the concept: from then on that version never changes."""
        plan = self.get_object()
        adopt_plan(
            versie=_newest(plan),
            door=medewerker_of(request.user),
            expected_versie=self.expected_version(),
            today=today(),
            now=now(),
        )
        return self._answer(plan.pk, 200)

    def current_representation(self) -> Any:
        """Return the plan as it is now, with its newest version, for a stale edit."""
        try:
            plan = self.get_object()
        except (Http404, PermissionDenied, ApiProblem):
            return None
        return PlanSerializer(_newest(plan)).data

    def _answer(self, pk: Any, status: int) -> Response:
        plan = self.get_queryset().get(pk=pk)
        self.record_change(plan)
        return Response(self.get_serializer(_newest(plan)).data, status=status)


def _newest(plan: Any) -> Planversie:
    """Return the version with the highest number: the concept when there is one."""
    versie: Planversie = plan.alle_versies[0]
    versie.plan = plan
    return versie
