"""The desk of staff."""

from django.urls import path

from cjg.werkplek.caseload import CaseloadView
from cjg.werkplek.vandaag import TaakGereedView, VandaagView
from cjg.werkplek.zoeken import ZoekenView, ZoekpaletView

app_name = "werkplek"

urlpatterns = [
    path("", VandaagView.as_view(), name="vandaag"),
    path("caseload/", CaseloadView.as_view(), name="caseload"),
    path("taken/<uuid:pk>/gereed/", TaakGereedView.as_view(), name="taak-gereed"),
    path("taken/<uuid:pk>/open/", TaakGereedView.as_view(undo=True), name="taak-open"),
    path("zoeken/", ZoekenView.as_view(), name="zoeken"),
    path("zoeken/palet/", ZoekpaletView.as_view(), name="zoekpalet"),
]
