"""Teams and the gebieden they work in."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from cjg.basis.api import Action, Column, EmptyState, Table, now, open_on, render_page, today
from cjg.organisatie.forms import GebiedForm, TeamForm
from cjg.organisatie.models import Gebied, Team
from cjg.organisatie.services import add_gebied, add_team, change_gebied, change_team
from cjg.organisatie.views.basis import FormView, RuleView, organisation_tabs

_TEAM = [
    Column("naam", "Team", template="organisatie/cel_team.html"),
    Column("get_soort_display", "Soort"),
    Column("gemeente", "Gemeente"),
    Column("leden", "Medewerkers", numeric=True),
]
_GEBIED = [
    Column("naam", "Gebied", template="organisatie/cel_gebied.html"),
    Column("gemeente", "Gemeente"),
    Column("team", "Team"),
]


class TeamListView(RuleView):
    """All teams and gebieden; there are a few dozen."""

    action = "teams.beheren"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show both tables."""
        leden = Count("lidmaatschappen", filter=open_on(today(), "lidmaatschappen__"))
        teams = Team.objects.annotate(leden=leden).select_related("gemeente").order_by("naam")
        gebieden = Gebied.objects.select_related("gemeente", "team").order_by("naam")
        leeg = EmptyState("Nog geen gebieden", "Een gebied zegt welk team een aanmelding krijgt.")
        context = {
            "tabs": organisation_tabs(request.user, "organisatie:teams"),
            "acties": [
                Action("Team toevoegen", reverse("organisatie:team-nieuw"), "primary", "plus"),
                Action("Gebied toevoegen", reverse("organisatie:gebied-nieuw"), icon="plus"),
            ],
            "teams": Table("teams", "Teams", _TEAM, list(teams)),
            "gebieden": Table("gebieden", "Gebieden", _GEBIED, list(gebieden), empty=leeg),
        }
        return render_page(request, "organisatie/teams.html", context)


class _RegisterView(FormView):
    action = "teams.beheren"

    def save(self, form: Any) -> str:
        data = dict(form.cleaned_data)
        self.write(data.pop("versie") or 0, data)
        return reverse("organisatie:teams")

    def write(self, versie: int, data: dict[str, Any]) -> None:
        """Call the service."""
        raise NotImplementedError


class TeamNieuwView(_RegisterView):
    """A new team."""

    titel, knop, gedaan = "Team toevoegen", "Team opslaan", "Het team is toegevoegd."

    def make_form(self, data: Any) -> TeamForm:
        return TeamForm(data)

    def write(self, versie: int, data: dict[str, Any]) -> None:
        add_team(**data)


class TeamWijzigenView(_RegisterView):
    """Change a team."""

    titel, knop, gedaan = "Team wijzigen", "Team opslaan", "Het team is gewijzigd."

    def stored(self) -> dict[str, Any]:
        team = get_object_or_404(Team.objects.select_related("gemeente"), pk=self.kwargs["pk"])
        return {"naam": team.naam, "soort": team.soort, "gemeente": team.gemeente, "versie": team.versie}

    def make_form(self, data: Any) -> TeamForm:
        return TeamForm(data, initial=self.stored())

    def write(self, versie: int, data: dict[str, Any]) -> None:
        team = get_object_or_404(Team, pk=self.kwargs["pk"])
        change_team(team=team, expected_versie=versie, now=now(), **data)


class GebiedNieuwView(_RegisterView):
    """A new gebied."""

    titel, knop, gedaan = "Gebied toevoegen", "Gebied opslaan", "Het gebied is toegevoegd."

    def make_form(self, data: Any) -> GebiedForm:
        return GebiedForm(data)

    def write(self, versie: int, data: dict[str, Any]) -> None:
        add_gebied(**data)


class GebiedWijzigenView(_RegisterView):
    """Change a gebied."""

    titel, knop, gedaan = "Gebied wijzigen", "Gebied opslaan", "Het gebied is gewijzigd."

    def stored(self) -> dict[str, Any]:
        gebied = get_object_or_404(Gebied.objects.select_related("gemeente", "team"), pk=self.kwargs["pk"])
        return {"naam": gebied.naam, "gemeente": gebied.gemeente, "team": gebied.team, "versie": gebied.versie}

    def make_form(self, data: Any) -> GebiedForm:
        return GebiedForm(data, initial=self.stored())

    def write(self, versie: int, data: dict[str, Any]) -> None:
        gebied = get_object_or_404(Gebied, pk=self.kwargs["pk"])
        change_gebied(gebied=gebied, expected_versie=versie, now=now(), **data)
