"""A small resource on the frame, over a real model, with its own URLconf."""

import time
from typing import Any, ClassVar

from django.db import transaction
from django.urls import include, path
from django_filters import CharFilter
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.response import Response

from cjg.basis.api import bump_versie, search_key, sort_key
from cjg.basis.rest_api import (
    ApiFilterSet,
    ApiRouter,
    ApiViewSet,
    CamelCaseModelSerializer,
    CamelCaseSerializer,
    file_renderer,
)
from cjg.dossier.models import Persoon


class DoelSerializer(CamelCaseSerializer):
    """A nested object."""

    korte_omschrijving = serializers.CharField(max_length=20)
    uiterlijk_op = serializers.DateField(required=False)


class PersoonSerializer(CamelCaseModelSerializer):
    """A person as the test API shows them."""

    overleden_op = serializers.DateField(required=False, allow_null=True)
    aantal_keer = serializers.IntegerField(required=False, write_only=True)
    is_gezin = serializers.BooleanField(required=False, write_only=True)
    gemeld_op = serializers.DateTimeField(required=False, write_only=True)
    doelen = DoelSerializer(many=True, required=False, write_only=True)
    volledige_naam = serializers.SerializerMethodField()

    class Meta:
        model = Persoon
        fields = (
            *("uuid", "voornamen", "achternaam", "geslacht", "overleden_op", "aantal_keer", "is_gezin", "gemeld_op"),
            *("doelen", "volledige_naam"),
        )

    def get_volledige_naam(self, person: Persoon) -> str:
        return f"{person.voornamen} {person.achternaam}".strip()

    def validate_aantal_keer(self, value: int) -> int:
        if value > 7:
            raise serializers.ValidationError("Kies een getal tot en met 7.")
        return value


class PersoonFilter(ApiFilterSet):
    naam_bevat = CharFilter(field_name="achternaam", lookup_expr="contains")

    class Meta:
        model = Persoon
        fields: ClassVar[list[str]] = []


class ProefViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, mixins.CreateModelMixin, ApiViewSet):
    queryset = Persoon._base_manager.all()
    serializer_class = PersoonSerializer
    filterset_class = PersoonFilter
    scope = "dossiers"
    ordering = ("sorteersleutel", "-id")
    effects: ClassVar[list[str]] = []
    pause: ClassVar[float] = 0

    def perform_create(self, serializer: Any) -> None:
        data = {
            name: serializer.validated_data[name]
            for name in ("achternaam", "voornamen", "overleden_op")
            if name in serializer.validated_data
        }
        name = data["achternaam"]
        self.effects.append(name)
        time.sleep(self.pause)
        serializer.instance = Persoon._base_manager.create(
            **data, sorteersleutel=sort_key(name), zoeksleutel=search_key(name)
        )

    def partial_update(self, request: Any, **kwargs: Any) -> Response:
        person = self.get_object()
        serializer = self.get_serializer(person, data=request.data, partial=True)
        serializer.is_valid(raise_exception=True)
        with transaction.atomic():
            bump_versie(person, self.expected_version())
            serializer.save()
        return Response(serializer.data)

    @action(detail=True, methods=["post"], url_path="_breken")
    def break_it(self, request: Any, **kwargs: Any) -> Response:
        raise RuntimeError("999900006 mag niet naar buiten")

    @action(detail=True, methods=["post"], url_path="_weigeren")
    def refuse(self, request: Any, **kwargs: Any) -> Response:
        Persoon._base_manager.filter(pk=self.get_object().pk).update(achternaam="")
        return Response({})

    @action(detail=True, url_path="pdf", renderer_classes=[file_renderer("application/pdf", "pdf")])
    def pdf(self, request: Any, **kwargs: Any) -> Response:
        self.get_object()
        return Response(b"%PDF-1.7")


router = ApiRouter()
router.register("proeven", ProefViewSet, basename="proef")

urlpatterns = [
    path("api/v1/", include([*router.urls, path("", include("cjg.basis.rest.urls"))])),
    path("o/", include("cjg.organisatie.oauth_urls")),
    path("accounts/", include("allauth.urls")),
]
