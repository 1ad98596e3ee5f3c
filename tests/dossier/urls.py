"""Two small dossier pages, to try the gate apart from any room."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views import View

from cjg.basis.api import today
from cjg.dossier.api import DossierView, Gezin, Recht


class GezinPage(DossierView, View):
    """Shows the members; a POST needs the right to hand over."""

    recht_schrijven = Recht.OVERDRAGEN

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        gezin = self.get_visible(Gezin.objects.with_leden(today()))
        self.show(gezin)
        return HttpResponse(", ".join(lid.persoon.naam for lid in gezin.huidige_leden))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        gezin = self.get_visible(Gezin.objects.with_leden(today()))
        Gezin.objects.filter(pk=gezin.pk).update(naam="Veranderd")
        self.record_change(gezin)
        return HttpResponse("veranderd")


class GezinList(DossierView, View):
    """Shows all gezinnen that one may see."""

    def get(self, request: HttpRequest) -> HttpResponse:
        gezinnen = list(self.visible(Gezin.objects.with_leden(today())))
        self.show(*gezinnen)
        return HttpResponse(", ".join(gezin.naam for gezin in gezinnen))


urlpatterns = [
    path("gezinnen/", GezinList.as_view()),
    path("gezinnen/<uuid:pk>/", GezinPage.as_view()),
]
