"""Addresses of the organisation."""

from django.urls import path

from cjg.organisatie.views import medewerkers as wie
from cjg.organisatie.views import perioden, teams

app_name = "organisatie"

_M = "medewerkers/<uuid:pk>/"

urlpatterns = [
    path("medewerkers/", wie.MedewerkerListView.as_view(), name="medewerkers"),
    path("medewerkers/nieuw/", wie.MedewerkerNieuwView.as_view(), name="medewerker-nieuw"),
    path(_M, wie.MedewerkerDetailView.as_view(), name="medewerker"),
    path(f"{_M}wijzigen/", wie.MedewerkerWijzigenView.as_view(), name="medewerker-wijzigen"),
    path(f"{_M}uit-dienst/", wie.UitDienstView.as_view(), name="uit-dienst"),
    path(f"{_M}weer-in-dienst/", wie.WeerInDienstView.as_view(), name="weer-in-dienst"),
    path(f"{_M}uitnodigen/", wie.UitnodigenView.as_view(), name="uitnodigen"),
    path(f"{_M}tweede-stap/", wie.TweedeStapView.as_view(), name="tweede-stap"),
    path(f"{_M}rollen/nieuw/", perioden.RolNieuwView.as_view(), name="rol-nieuw"),
    path(f"{_M}rollen/<uuid:rij>/einde/", perioden.RolEindeView.as_view(), name="rol-einde"),
    path(f"{_M}teams/nieuw/", perioden.TeamlidNieuwView.as_view(), name="teamlid-nieuw"),
    path(f"{_M}teams/<uuid:rij>/einde/", perioden.TeamlidEindeView.as_view(), name="teamlid-einde"),
    path(f"{_M}afwezigheid/nieuw/", perioden.AfwezigheidNieuwView.as_view(), name="afwezigheid-nieuw"),
    path(f"{_M}afwezigheid/<uuid:rij>/einde/", perioden.AfwezigheidEindeView.as_view(), name="afwezigheid-einde"),
    path(f"{_M}afwezigheid/<uuid:rij>/vervanger/", perioden.VervangerView.as_view(), name="vervanger"),
    path("teams/", teams.TeamListView.as_view(), name="teams"),
    path("teams/nieuw/", teams.TeamNieuwView.as_view(), name="team-nieuw"),
    path("teams/<uuid:pk>/", teams.TeamWijzigenView.as_view(), name="team"),
    path("gebieden/nieuw/", teams.GebiedNieuwView.as_view(), name="gebied-nieuw"),
    path("gebieden/<uuid:pk>/", teams.GebiedWijzigenView.as_view(), name="gebied"),
]
