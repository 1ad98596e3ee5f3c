"""The gate under the REST frame: what an answer shows is logged, also of a stale edit and of a repeated request."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.urls import include, path
from rest_framework import mixins, serializers
from rest_framework.response import Response
from rest_framework.test import APIClient

from cjg.basis.api import bump_versie, today
from cjg.basis.rest_api import ApiRouter, ApiViewSet, CamelCaseModelSerializer
from cjg.dossier.api import DossierViewSetMixin, Gezin, Recht
from cjg.inzage.api import Inzageregel
from tests.cast import Cast

pytestmark = pytest.mark.urls("tests.dossier.test_gate_rest")

BASE = "/api/v1/gezinnen"


class GezinSerializer(CamelCaseModelSerializer):
    naam = serializers.CharField(max_length=120)

    class Meta:
        model = Gezin
        fields = ("uuid", "naam")


class GezinViewSet(DossierViewSetMixin, mixins.ListModelMixin, mixins.RetrieveModelMixin, ApiViewSet):
    serializer_class = GezinSerializer
    scope = "dossiers"
    recht_schrijven = Recht.INZIEN

    def get_queryset(self) -> Any:
        return self.visible(Gezin.objects.with_leden(today()))

    def create(self, request: Any) -> Response:
        gezin = Gezin.objects.with_leden(today()).get(naam=request.data["naam"])
        self.record_change(gezin)
        return Response(self.get_serializer(gezin).data, status=201)

    def partial_update(self, request: Any, **kwargs: Any) -> Response:
        gezin = self.get_object()
        with transaction.atomic():
            bump_versie(gezin, self.expected_version())
            Gezin.objects.filter(pk=gezin.pk).update(naam=request.data["naam"])
        gezin.naam = request.data["naam"]
        return Response(self.get_serializer(gezin).data)


router = ApiRouter()
router.register("gezinnen", GezinViewSet, basename="gezin")
urlpatterns = [path("api/v1/", include([*router.urls, path("", include("cjg.basis.rest.urls"))]))]


def _client(account: Any) -> APIClient:
    client = APIClient()
    client.force_authenticate(account)
    return client


def _logged() -> list[tuple[str, str, Any]]:
    return sorted(set(Inzageregel.objects.values_list("handeling", "resultaat", "gezin_id")))


def test_list_and_detail_log_what_they_show(cast: Cast) -> None:
    client = _client(cast.anna)
    assert [row["naam"] for row in client.get(BASE).json()["results"]] == [cast.gezin.naam]
    assert _logged() == [("lezen", "gelukt", cast.gezin.pk)]
    shown = Inzageregel.objects.count()
    assert client.get(f"{BASE}/{cast.gezin.pk}").status_code == 200
    assert Inzageregel.objects.count() == 2 * shown


def test_someone_elses_gezin_is_not_there_and_the_refusal_is_logged(cast: Cast) -> None:
    assert _client(cast.chantal).get(f"{BASE}/{cast.gezin.pk}").status_code == 404
    assert _logged() == [("lezen", "geweigerd", None)]


def test_a_stale_edit_logs_what_its_answer_shows_and_no_change(cast: Cast) -> None:
    client, url = _client(cast.anna), f"{BASE}/{cast.gezin.pk}"
    etag = client.get(url)["ETag"]
    assert client.patch(url, {"naam": "Eerst"}, headers={"If-Match": etag}).status_code == 200
    before = Inzageregel.objects.count()
    response = client.patch(url, {"naam": "Later"}, headers={"If-Match": etag})
    assert response.status_code == 412
    assert response.json()["huidig"]["naam"] == "Eerst"
    assert response.json()["ingezonden"] == {"naam": "Later"}
    assert Gezin.objects.get(pk=cast.gezin.pk).naam == "Eerst"
    new = Inzageregel.objects.order_by("tijdstip")[before:]
    assert {(line.handeling, line.gezin_id) for line in new} == {("lezen", cast.gezin.pk)}


def test_a_repeated_post_logs_again_and_is_refused_when_access_is_gone(cast: Cast) -> None:
    client, headers = _client(cast.anna), {"Idempotency-Key": "sleutel-van-anna-1"}
    body = {"naam": cast.gezin.naam}
    assert client.post(BASE, body, headers=headers).status_code == 201
    before = Inzageregel.objects.count()
    assert client.post(BASE, body, headers=headers)["Idempotent-Replayed"] == "true"
    assert Inzageregel.objects.count() > before
    cast.gezin.betrokkenheden.all().delete()
    assert client.post(BASE, body, headers=headers).status_code == 404
