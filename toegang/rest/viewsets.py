"""`/besluiten`, `/aanbieders` and `/producten`."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django_filters import CharFilter, UUIDFilter
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import mixins
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from cjg.basis.api import today
from cjg.basis.rest_api import ApiFilterSet, ApiProblem, ApiViewSet, file_renderer
from cjg.dossier.api import DossierViewSetMixin, Gezin, Recht, may, visible_to
from cjg.inzage.api import Handeling
from cjg.organisatie.api import Gebruiker, medewerker_of, require
from toegang.models import Aanbieder, Beschikking, Besluit, Onderzoek, Product
from toegang.rest.serializers import (
    AanbiederSerializer,
    BesluitNemenSerializer,
    BesluitSerializer,
    BesluitStartSerializer,
    OnderzoekSerializer,
    ProductSerializer,
    VoorzieningSerializer,
    voorziening_of,
)
from toegang.rules import BEKENDMAKEN, NEMEN, REGISTER_ZIEN, RULES, STARTEN, VASTLEGGEN, VOORBEREIDEN
from toegang.services import (
    STAPPEN,
    Stap,
    Voorziening,
    prepare_voorziening,
    publish_besluit,
    record_stap,
    start_besluit,
    take_besluit,
)

ONBEKEND = "Dit gezin bestaat niet, of het is niet voor u."


class BesluitFilter(ApiFilterSet):
    """Besluiten of a gezin or jeugdige; one that is not yours finds nothing, as one that is not there."""

    gezin = UUIDFilter("gezin_id")
    jeugdige = UUIDFilter("jeugdige_id")
    gemeente = CharFilter("gemeente_id", max_length=4)

    class Meta:
        model = Besluit
        fields = ("status", "uitkomst")


class BesluitViewSet(DossierViewSetMixin, mixins.ListModelMixin, mixins.RetrieveModelMixin, ApiViewSet):
    """Besluiten: read, start, prepare, record the four steps, take; and the beschikking as sent."""

    serializer_class = BesluitSerializer
    filterset_class = BesluitFilter
    scope = "besluiten"
    recht_schrijven = Recht.BESLUITEN
    ordering: ClassVar[tuple[str, ...]] = ("-ontvangstdatum", "-id")
    query_params: ClassVar[frozenset[str]] = frozenset({"volgnummer"})

    def get_queryset(self) -> Any:
        """Return the besluiten that the caller may see."""
        return self.visible(Besluit.objects.with_names().select_related("onderzoek"))

    @extend_schema(request=BesluitStartSerializer, responses={201: BesluitSerializer})
    def create(self, request: Request) -> Response:
        """Start the onderzoek on an application; a proposal may come with it."""
        require(RULES, request.user, STARTEN)
        invoer = BesluitStartSerializer(data=request.data)
        invoer.is_valid(raise_exception=True)
        data: dict[str, Any] = invoer.validated_data
        _check_gezin(request.user, data["gezin"])
        names = ("gezin", "jeugdige", "ontvangstdatum", "soort", "afgiftesoort", "aanvraag", "kenmerk_aanvraag")
        besluit = start_besluit(
            **{name: data[name] for name in names},
            traject=data.get("traject"),
            medewerker=medewerker_of(request.user),
            today=today(),
        )
        voorziening = voorziening_of(data)
        if voorziening != Voorziening():
            besluit = prepare_voorziening(besluit=besluit, voorziening=voorziening, expected_versie=besluit.versie)
        return self._answer(besluit, 201)

    @extend_schema(request=VoorzieningSerializer, responses=BesluitSerializer)
    def partial_update(self, request: Request, **kwargs: Any) -> Response:
        """Change the proposal for the decider."""
        besluit = self.get_object()
        require(RULES, request.user, VOORBEREIDEN, besluit)
        invoer = VoorzieningSerializer(data=request.data, partial=True)
        invoer.is_valid(raise_exception=True)
        changed = prepare_voorziening(
            besluit=besluit,
            voorziening=voorziening_of(invoer.validated_data, besluit),
            expected_versie=self.expected_version(),
        )
        return self._answer(changed, 200)

    @extend_schema(request=BesluitNemenSerializer, responses=BesluitSerializer, summary="Nemen")
    @action(detail=True, methods=["post"], url_path="_nemen", url_name="nemen")
    def take(self, request: Request, **kwargs: Any) -> Response:
        """Take the besluit, in name of the college; 403 says who may when the caller's mandate is too small."""
        besluit = self.get_object()
        require(RULES, request.user, NEMEN, besluit)
        invoer = BesluitNemenSerializer(data=request.data)
        invoer.is_valid(raise_exception=True)
        data: dict[str, Any] = invoer.validated_data
        taken = take_besluit(
            besluit=besluit,
            beslisser=Gebruiker.objects.get(medewerker=medewerker_of(request.user)),
            uitkomst=data["uitkomst"],
            motivering=data["motivering"],
            voorziening=voorziening_of(data, besluit),
            expected_versie=self.expected_version(),
            today=today(),
        )
        return self._answer(taken, 200)

    @extend_schema(request=None, responses=BesluitSerializer, summary="Bekendmaken")
    @action(detail=True, methods=["post"], url_path="_bekendmaken", url_name="bekendmaken")
    def publish(self, request: Request, **kwargs: Any) -> Response:
        """Send the letters: from then on they are kept as sent, and the term to object runs."""
        besluit = self.get_object()
        require(RULES, request.user, BEKENDMAKEN, besluit)
        sent = publish_besluit(besluit=besluit, expected_versie=self.expected_version(), today=today())
        return self._answer(sent, 200)

    @extend_schema(
        parameters=[OpenApiParameter("volgnummer", int, description="Welke brief, als er meer dan een is. Anders 1.")],
        responses={(200, "application/pdf"): OpenApiTypes.BINARY},
    )
    @action(detail=True, methods=["get"], renderer_classes=[file_renderer("application/pdf", "pdf")])
    def beschikking(self, request: Request, **kwargs: Any) -> Response:
        """Return the letter exactly as sent; 404 as long as the besluit is not made known."""
        besluit = self.get_object()
        volgnummer = request.query_params.get("volgnummer", "1")
        brieven = Beschikking.objects.select_related("besluit").filter(besluit=besluit)
        brief = brieven.filter(volgnummer=int(volgnummer)).first() if _is_small_number(volgnummer) else None
        if brief is None:
            raise Http404
        self.record_change(brief, handeling=Handeling.AFDRUKKEN)
        naam = f'inline; filename="beschikking-{besluit.nummer}-{brief.volgnummer}.pdf"'
        return Response(bytes(brief.pdf), content_type="application/pdf", headers={"Content-Disposition": naam})

    @extend_schema(responses=OnderzoekSerializer)
    @action(detail=True, methods=["get"], serializer_class=OnderzoekSerializer)
    def onderzoek(self, request: Request, **kwargs: Any) -> Response:
        """Show the four steps."""
        return Response(self.get_serializer(self.get_object().onderzoek).data)

    @extend_schema(request=OnderzoekSerializer, responses=OnderzoekSerializer)
    @onderzoek.mapping.patch
    def record(self, request: Request, **kwargs: Any) -> Response:
        """Record the steps of which fields are sent, in their order; all of them or none."""
        besluit = self.get_object()
        require(RULES, request.user, VASTLEGGEN, besluit)
        invoer = self.get_serializer(besluit.onderzoek, data=request.data, partial=True)
        invoer.is_valid(raise_exception=True)
        expected = self.expected_version()
        with transaction.atomic():
            for stap in _steps(besluit.onderzoek, invoer.validated_data):
                expected = record_stap(besluit=besluit, stap=stap, expected_versie=expected, today=today()).versie
        onderzoek = Onderzoek.objects.select_related("besluit").get(besluit=besluit)
        self.record_change(onderzoek)
        return Response(self.get_serializer(onderzoek).data)

    def _answer(self, besluit: Besluit, status: int) -> Response:
        fresh = Besluit.objects.with_names().get(pk=besluit.pk)
        self.record_change(fresh, handeling=Handeling.TOEVOEGEN if status == 201 else Handeling.WIJZIGEN)
        return Response(self.get_serializer(fresh).data, status=status)

    def current_representation(self) -> Any:
        """Return what is stored now, for a stale edit of the besluit or of its onderzoek."""
        if self.action != "record":
            return super().current_representation()
        try:
            besluit = self.get_object()
        except (Http404, PermissionDenied, ApiProblem):
            return None
        return OnderzoekSerializer(Onderzoek.objects.get(besluit=besluit)).data


class _RegisterViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, ApiViewSet):
    """Base of the registers: no dossiers here, a role is enough."""

    scope = "besluiten"

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse who may not see the registers."""
        super().initial(request, *args, **kwargs)
        require(RULES, request.user, REGISTER_ZIEN)


class AanbiederViewSet(_RegisterViewSet):
    """Aanbieders with their contracts."""

    serializer_class = AanbiederSerializer
    queryset = Aanbieder.objects.prefetch_related("contracten__product")
    ordering: ClassVar[tuple[str, ...]] = ("naam", "id")


class ProductViewSet(_RegisterViewSet):
    """Products that can be granted."""

    serializer_class = ProductSerializer
    queryset = Product.objects.all()
    ordering: ClassVar[tuple[str, ...]] = ("categorie", "code", "id")


def _check_gezin(user: Any, gezin: Gezin) -> None:
    """Refuse a gezin that the caller does not see (400, as if it did not exist) or may not decide about (403)."""
    if not visible_to(user, Gezin.objects.filter(pk=gezin.pk)).exists():
        param = {"name": "gezin", "code": "does-not-exist", "reason": ONBEKEND}
        raise ApiProblem(400, ONBEKEND, extra={"invalidParams": [param]})
    if not may(user, Recht.BESLUITEN, gezin):
        raise ApiProblem(403, "Dit mag u in dit dossier niet doen.")


def _is_small_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 3


def _steps(onderzoek: Onderzoek, data: dict[str, Any]) -> list[Stap]:
    """Return the steps of which fields were sent: what was sent over what is there."""
    return [
        kind(**{field.name: data.get(field.name, getattr(onderzoek, field.name)) for field in fields(kind)})
        for kind in STAPPEN
        if any(field.name in data for field in fields(kind))
    ]
