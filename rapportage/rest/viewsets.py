"""`/indicatoren` and `/kwartaalrapporten`."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import IntegrityError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django_filters import CharFilter, NumberFilter
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import mixins
from rest_framework.decorators import action
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.response import Response

from cjg.basis.api import Kwartaal, now, today
from cjg.basis.rest_api import ApiFilterSet, ApiProblem, ApiViewSet, file_renderer
from cjg.organisatie.api import allowed, medewerker_of, require
from rapportage.bestanden import MIME
from rapportage.downloads import file_response
from rapportage.indicatoren import INDICATOREN
from rapportage.models import Kwartaalrapport
from rapportage.rest.serializers import (
    REGIO,
    CatalogusSerializer,
    IndicatorSerializer,
    RapportDetailSerializer,
    RapportSerializer,
    RapportStartSerializer,
)
from rapportage.rules import CATALOGUS, EXACT, INZIEN, LIJST, RULES, VASTSTELLEN
from rapportage.services import adopt_rapport, open_rapporten

_XLSX = file_renderer(MIME["xlsx"], "xlsx")
_PDF = file_renderer(MIME["pdf"], "pdf")
_CSV = file_renderer("text/csv", "csv")


class RapportFilter(ApiFilterSet):
    """Reports of a quarter, and of one gemeente or the region."""

    jaar = NumberFilter()
    kwartaal = NumberFilter(min_value=1, max_value=4)
    gemeente = CharFilter(method="filter_gemeente", max_length=5)

    class Meta:
        model = Kwartaalrapport
        fields = ("status",)

    def filter_gemeente(self, queryset: Any, name: str, code: str) -> Any:
        """Keep the reports of a CBS code, or of the region."""
        return queryset.filter(gemeente=None) if code == REGIO else queryset.filter(gemeente_id=code)


class IndicatorViewSet(ApiViewSet):
    """The catalogue of indicators, from their declarations."""

    serializer_class = IndicatorSerializer
    queryset = Kwartaalrapport.objects.none()
    scope = "rapporten"
    pagination_class = None

    @extend_schema(responses=CatalogusSerializer)
    def list(self, request: Request) -> Response:
        """Show what every figure means."""
        require(RULES, request.user, CATALOGUS)
        rows = IndicatorSerializer(INDICATOREN, many=True).data
        return Response({"count": len(rows), "next": None, "previous": None, "results": rows})


class RapportViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, ApiViewSet):
    """Kwartaalrapporten: the list, one with its protected figures, its files, opening and adopting."""

    serializer_class = RapportDetailSerializer
    filterset_class = RapportFilter
    scope = "rapporten"
    ordering: ClassVar[tuple[str, ...]] = ("-jaar", "-kwartaal", "-id")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Adopt as of one snapshot of the database: that is chosen before the first statement of a transaction."""
        if request.method != "POST" or not request.path.endswith("/_vaststellen") or connection.in_atomic_block:
            return super().dispatch(request, *args, **kwargs)
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> Any:
        """Return the reports that the caller may see."""
        return Kwartaalrapport.objects.visible_to(self.request.user).select_related("gemeente")

    def get_serializer_class(self) -> Any:
        """Show figures with one report, not in a list."""
        return RapportSerializer if self.action == "list" else RapportDetailSerializer

    def check_permissions(self, request: Any) -> None:
        """Ask the table of rules, as the screens do."""
        super().check_permissions(request)
        require(RULES, request.user, LIJST if request.method in SAFE_METHODS else EXACT)

    @extend_schema(request=RapportStartSerializer, responses={201: RapportDetailSerializer})
    def create(self, request: Request) -> Response:
        """Open the report of a quarter for a gemeente or the region; one that is there already is given back."""
        invoer = RapportStartSerializer(data=request.data)
        invoer.is_valid(raise_exception=True)
        data = invoer.validated_data
        rapporten = open_rapporten(Kwartaal(data["jaar"], data["kwartaal"]))
        rapport = next(r for r in rapporten if r.gebied == data["gemeente"])
        return Response(self.get_serializer(rapport).data, status=201)

    @extend_schema(request=None, responses=RapportDetailSerializer, summary="Vaststellen")
    @action(detail=True, methods=["post"], url_path="_vaststellen")
    def adopt(self, request: Request, **kwargs: Any) -> Response:
        """Adopt a report: its figures are frozen with their SHA-256, its files made once."""
        rapport = self.get_object()
        if rapport.is_vastgesteld:
            raise ApiProblem(409, "Dit kwartaalrapport is al vastgesteld.", code="al-vastgesteld")
        require(RULES, request.user, VASTSTELLEN, rapport)
        medewerker = medewerker_of(request.user)
        try:
            adopt_rapport(
                rapport=rapport,
                medewerker=medewerker,
                expected_versie=self.expected_version(),
                now=now(),
                today=today(),
            )
        except IntegrityError:
            raise ApiProblem(
                409, "Er wordt al een rapport van dit kwartaal vastgesteld. Probeer het opnieuw."
            ) from None
        return Response(self.get_serializer(rapport).data)

    @extend_schema(responses={(200, _PDF.media_type): OpenApiTypes.BINARY})
    @action(detail=True, url_path="pdf", renderer_classes=[_PDF])
    def pdf(self, request: Request, **kwargs: Any) -> HttpResponse:
        """Give the PDF."""
        return self._file("pdf")

    @extend_schema(responses={(200, _XLSX.media_type): OpenApiTypes.BINARY})
    @action(detail=True, url_path="xlsx", renderer_classes=[_XLSX])
    def xlsx(self, request: Request, **kwargs: Any) -> HttpResponse:
        """Give the spreadsheet."""
        return self._file("xlsx")

    @extend_schema(responses={(200, _CSV.media_type): OpenApiTypes.BINARY})
    @action(detail=True, url_path="csv", renderer_classes=[_CSV])
    def csv(self, request: Request, **kwargs: Any) -> HttpResponse:
        """Give the CSV."""
        return self._file("csv")

    def _file(self, soort: str) -> HttpResponse:
        rapport = self.get_object()
        if not allowed(RULES, self.request.user, INZIEN, rapport):
            raise ApiProblem(404)
        return file_response(rapport, soort)
