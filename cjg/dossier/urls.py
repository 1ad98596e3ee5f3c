"""Addresses of the dossier."""

from django.urls import path

from cjg.dossier.views.gezin import GezinListView, GezinView
from cjg.dossier.views.leden import AdresView, GezagView, LidEindeView, LidToevoegenView, PersoonWijzigenView
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
    path("gezinnen/", GezinListView.as_view(), name="gezinnen"),
    path("gezinnen/<uuid:pk>/", GezinView.as_view(), name="gezin"),
    path("gezinnen/<uuid:pk>/adres/", AdresView.as_view(), name="adres"),
    path("gezinnen/<uuid:pk>/gezag/", GezagView.as_view(), name="gezag"),
    path("gezinnen/<uuid:pk>/leden/toevoegen/", LidToevoegenView.as_view(), name="lid-toevoegen"),
    path("gezinnen/<uuid:pk>/leden/<uuid:lid>/beeindigen/", LidEindeView.as_view(), name="lid-einde"),
    path("gezinnen/<uuid:pk>/personen/<uuid:persoon>/", PersoonWijzigenView.as_view(), name="persoon-wijzigen"),
]
