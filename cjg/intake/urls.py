"""The addresses of the intake."""

from django.urls import path

from cjg.intake.views import aanmelden, aanmelding, wachtlijst
from cjg.intake.views import contactmoment as contact

app_name = "intake"
urlpatterns = [
    path("contactmomenten/", contact.ContactmomentListView.as_view(), name="contactmomenten"),
    path("contactmomenten/nieuw/", contact.ContactVastleggenView.as_view(), name="contactmoment-nieuw"),
    path("contactmomenten/dag/", contact.ContactmomentDagView.as_view(), name="contactmomenten-dag"),
    path("contactmomenten/<uuid:pk>/", contact.ContactmomentView.as_view(), name="contactmoment"),
    path(
        "contactmomenten/<uuid:pk>/wijzigen/",
        contact.ContactmomentWijzigenView.as_view(),
        name="contactmoment-wijzigen",
    ),
    path("aanmeldingen/", aanmelding.AanmeldingListView.as_view(), name="aanmeldingen"),
    path("aanmeldingen/zoeken/", aanmelden.AanmeldingZoekenView.as_view(), name="aanmelding-zoeken"),
    path("aanmeldingen/nieuw/", aanmelden.AanmeldingNieuwView.as_view(), name="aanmelding-nieuw"),
    path("aanmeldingen/gezin/<uuid:pk>/", aanmelden.AanmeldingBijGezinView.as_view(), name="aanmelding-bij-gezin"),
    path("aanmeldingen/<uuid:pk>/", aanmelding.AanmeldingView.as_view(), name="aanmelding"),
    path("aanmeldingen/<uuid:pk>/wijzigen/", aanmelding.AanmeldingWijzigenView.as_view(), name="aanmelding-wijzigen"),
    path("aanmeldingen/<uuid:pk>/<slug:stap>/", aanmelding.AanmeldingStapView.as_view(), name="aanmelding-stap"),
    path("wachtlijst/", wachtlijst.WachtlijstView.as_view(), name="wachtlijst"),
    path("wachtlijst/<uuid:pk>/", wachtlijst.WachtlijstplaatsView.as_view(), name="wachtlijstplaats"),
]
