"""`/eindevragenlijsten`: whether they came back, and (for reports) what was answered without whose it is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cjg.basis.api import today
from cjg.basis.rest_api import ApiProblem, ApiViewSet, CamelCaseSerializer
from cjg.dossier.api import DossierViewSetMixin, Persoon, visible_to
from cjg.organisatie.api import Rol, medewerker_of
from cjg.vragenlijsten.api import AL_ONTVANGEN, Informant, Uitnodiging, receive_answers
from gezinsplan.models import Traject
from gezinsplan.rest.trajecten import require_gezin
from gezinsplan.rules import RECHTEN

# Who reads answers, for figures: never by name, never with the traject.
LEZERS = frozenset({Rol.DATA_MEDEWERKER.value, Rol.MANAGER.value})


class EindevragenlijstSerializer(CamelCaseSerializer):
    """One questionnaire; `antwoorden` only for who makes figures, `traject` only for who helps."""

    uuid = serializers.UUIDField(source="pk", read_only=True)
    traject = serializers.SerializerMethodField(allow_null=True)
    informant = serializers.CharField(source="vragenlijst.informant", read_only=True)
    kerntaak = serializers.CharField(read_only=True)
    gemeente = serializers.CharField(source="gemeente_id", read_only=True, allow_null=True)
    verstuurd_op = serializers.DateField(read_only=True)
    ontvangen_op = serializers.DateField(read_only=True, allow_null=True)
    antwoorden = serializers.SerializerMethodField(allow_null=True)

    def get_traject(self, uitnodiging: Uitnodiging) -> str | None:
        """The traject, for who may see it."""
        return None if self.context["view"].reads_answers else str(uitnodiging.onderwerp_id)

    def get_antwoorden(self, uitnodiging: Uitnodiging) -> dict[str, int] | None:
        """The answers by code of the statement; no words, which may name somebody."""
        if not self.context["view"].reads_answers:
            return None
        return {rij.vraag.code: rij.waarde for rij in uitnodiging.antwoorden.all() if rij.waarde is not None}


class AntwoordenSerializer(CamelCaseSerializer):
    """Answers typed over from paper."""

    traject = serializers.PrimaryKeyRelatedField(queryset=Traject.objects.select_related("gezin"))
    persoon = serializers.PrimaryKeyRelatedField(queryset=Persoon.objects.all())
    informant = serializers.ChoiceField(choices=Informant.choices)
    antwoorden = serializers.DictField(child=serializers.JSONField())


class EindevragenlijstViewSet(DossierViewSetMixin, mixins.ListModelMixin, mixins.RetrieveModelMixin, ApiViewSet):
    """Eindevragenlijsten: list, and type over one that came in on paper."""

    serializer_class = EindevragenlijstSerializer
    scope = "vragenlijsten"
    recht_schrijven = RECHTEN["vragenlijst.uitdelen"]
    ordering: ClassVar[tuple[str, ...]] = ("-id",)

    @property
    def reads_answers(self) -> bool:
        """Whether the caller makes figures."""
        return bool(LEZERS & getattr(self.request.user, "rollen", frozenset()))

    def get_queryset(self) -> Any:
        """Return those that came back, for figures; else those of the trajecten that the caller may see."""
        rows: Any = Uitnodiging.objects.filter(onderwerp_soort="traject").select_related("vragenlijst")
        if self.reads_answers:
            return rows.filter(ontvangen_op__isnull=False).prefetch_related("antwoorden__vraag")
        return rows.filter(onderwerp_id__in=self.visible(Traject.objects.all()).values("pk"))

    def get_object(self) -> Any:
        """Return one of those that the caller may see, and record its traject."""
        uitnodiging = get_object_or_404(self.get_queryset(), pk=self.kwargs["pk"])
        self.show_page([uitnodiging])
        return uitnodiging

    def show_page(self, page: Iterable[Any]) -> None:
        """Record the trajecten that are shown; answers for figures are nobody's."""
        if not self.reads_answers:
            trajecten: Any = Traject.objects.filter(pk__in={rij.onderwerp_id for rij in page})
            self._shown.add(tuple(trajecten.with_deelnemers()), "lezen", "eindevragenlijst")

    @extend_schema(request=AntwoordenSerializer, responses={201: EindevragenlijstSerializer})
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Keep the answers of one person to the questionnaire that they were sent."""
        invoer = AntwoordenSerializer(data=request.data)
        invoer.is_valid(raise_exception=True)
        data = invoer.validated_data
        traject = data["traject"]
        if not visible_to(request.user, Traject.objects.filter(pk=traject.pk)).exists():
            raise ApiProblem(400, "Dit traject bestaat niet.")
        require_gezin(request.user, traject.gezin, RECHTEN["vragenlijst.uitdelen"], "traject")
        uitnodiging = Uitnodiging.objects.filter(
            onderwerp_id=traject.pk, persoon_id=data["persoon"].pk, vragenlijst__informant=data["informant"]
        ).first()
        if uitnodiging is None:
            raise ApiProblem(400, "Deze persoon kreeg voor dit traject geen vragenlijst.")
        try:
            door = medewerker_of(request.user)
            receive_answers(uitnodiging=uitnodiging, antwoorden=data["antwoorden"], today=today(), ingevoerd_door=door)
        except ValidationError as fout:
            if AL_ONTVANGEN in fout.messages:
                raise ApiProblem(409, AL_ONTVANGEN) from fout
            raise
        self.record_change(Traject.objects.with_deelnemers().get(pk=traject.pk))
        return Response(self.get_serializer(uitnodiging).data, status=201)
