"""Addresses of the dossier."""

from django.urls import path

from cjg.dossier.views.noodtoegang import NoodtoegangListView, NoodtoegangView, OordeelView
from cjg.dossier.views.toegang import ToegangEindeView, ToegangView

app_name = "dossier"

urlpatterns = [
    path("gezinnen/<uuid:pk>/toegang/", ToegangView.as_view(), name="toegang"),
    path(
        "gezinnen/<uuid:pk>/toegang/<uuid:gebruiker>/beeindigen/", ToegangEindeView.as_view(), name="toegang-beeindigen"
    ),
    path("noodtoegang/", NoodtoegangListView.as_view(), name="noodtoegangen"),
    path("noodtoegang/<uuid:pk>/", OordeelView.as_view(), name="noodtoegang-beoordelen"),
    path("noodtoegang/nemen/<str:pas>/", NoodtoegangView.as_view(), name="noodtoegang"),
]
