"""The wachtlijst of a team: in which order, since when, why this place, and who calls."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views import View

from cjg.basis.api import (
    Chip,
    Column,
    EmptyState,
    StaleVersion,
    Table,
    add_service_errors,
    keep_stale,
    now,
    render_page,
    today,
)
from cjg.dossier.api import DossierView, Gezin, Recht, identity_bar
from cjg.intake.forms.aanmelding import WachtlijstplaatsForm, teams
from cjg.intake.models import Wachtlijstplaats
from cjg.intake.querysets import WACHTLIJST_VOLGORDE
from cjg.intake.rules import RULES
from cjg.intake.services.overgang import change_wachtlijstplaats
from cjg.intake.views.aanmelding import start_url
from cjg.intake.views.basis import intake_tabs, read_page
from cjg.organisatie.api import Team, allowed, require

_COLUMNS = [
    Column("gezin", "Gezin", template="intake/cellen/wachtend_gezin.html"),
    Column("plaats", "Plaats", numeric=True),
    Column("urgentie", "Urgentie", template="intake/cellen/wacht_urgentie.html"),
    Column("dagen", "Dagen", numeric=True),
    Column("waarom", "Waarom deze plaats"),
    Column("bellen", "Bellen", template="intake/cellen/bellen.html"),
    Column("start", "Starten", template="intake/cellen/starten.html"),
]


class WachtlijstView(DossierView, View):
    """The gezinnen that wait in one team, in their order."""

    def get(self, request: HttpRequest) -> HttpResponse:
        require(RULES, request.user, "wachtlijst.inzien")
        alle = list(teams())
        team = _chosen_team(request, alle)
        queryset: Any = Wachtlijstplaats.objects.filter(team=team, tot__isnull=True)
        wachtend = self.visible(queryset.with_order())
        page = read_page(request, wachtend.for_list(), WACHTLIJST_VOLGORDE)  # type: ignore[attr-defined]
        _describe_rows(page.rows, wachtend, user=request.user)
        self.show(*page.rows)
        chips = [Chip(str(ander), f"?team={ander.pk}", on=ander == team) for ander in alle]
        empty = EmptyState(
            "Niemand wacht bij dit team", "Geaccepteerde aanmeldingen komen hier vanzelf.", icon="hourglass"
        )
        context = {
            "tabs": intake_tabs(request.user, "intake:wachtlijst"),
            "team": team,
            "table": Table(
                "wachtlijst",
                f"Wachtlijst van team {team}",
                _COLUMNS,
                page.rows,
                chips=chips,
                page=page,
                empty=empty,
                notice="U ziet alleen gezinnen waar u of uw team bij betrokken is.",
            ),
        }
        return render_page(request, "intake/wachtlijst.html", context)


def _chosen_team(request: HttpRequest, alle: list[Team]) -> Team:
    """Return the team asked for, else one's own, else the first."""
    user: Any = request.user
    gevraagd = request.GET.get("team", "")
    eigen = [team for team in alle if team.pk in user.profiel.team_ids]
    return next((team for team in alle if str(team.pk) == gevraagd), (eigen or alle)[0])


def _describe_rows(rows: Any, wachtend: Any, *, user: Any) -> None:
    """Say of each row on which place it stands and why; one statement counts those before the first."""
    if not rows:
        return
    ervoor = _count_before(wachtend, rows[0])
    for nummer, row in enumerate(rows, start=ervoor + 1):
        aanmelding = row.aanmelding
        row.plaats = nummer
        row.dagen = (today() - aanmelding.datum).days
        row.waarom = f"{aanmelding.get_urgentie_display()}, aangemeld op {aanmelding.datum:%d-%m-%Y}"
        row.start_url = start_url(aanmelding) if allowed(RULES, user, "aanmelding.starten", aanmelding) else ""


def _count_before(wachtend: Any, row: Any) -> int:
    rang, datum = row.urgentie_rang, row.aangemeld_op
    eerder = Q(urgentie_rang__lt=rang) | Q(urgentie_rang=rang, aangemeld_op__lt=datum)
    eerder |= Q(urgentie_rang=rang, aangemeld_op=datum, pk__lt=row.pk)
    return int(wachtend.filter(eerder).count())


class WachtlijstplaatsView(DossierView, View):
    """Change who calls when, or which team a gezin waits for."""

    recht = Recht.REGISTREREN
    recht_schrijven = Recht.REGISTREREN
    objectsoort = "wachtlijstplaats"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        plaats, gezin = self._read()
        return self._show(plaats, gezin, WachtlijstplaatsForm(plaats=plaats))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        plaats, gezin = self._read()
        form = WachtlijstplaatsForm(request.POST, plaats=plaats)
        if not form.is_valid():
            return self._show(plaats, gezin, form, status=422)
        data = dict(form.cleaned_data)
        try:
            change_wachtlijstplaats(plaats=plaats, expected_versie=data.pop("versie"), today=today(), now=now(), **data)
        except ValidationError as fout:
            add_service_errors(form, fout)
            return self._show(plaats, gezin, form, status=422)
        except StaleVersion as fout:
            plaats.refresh_from_db(fields=["bellen_op", "beller", "team"])
            stored = {"bellen_op": plaats.bellen_op, "beller": plaats.beller, "team": plaats.team}
            keep_stale(form, fout.current, stored)
            return self._show(plaats, gezin, form, status=409)
        self.record_change(plaats)
        messages.success(request, "De wachtlijst is bijgewerkt.")
        return redirect("intake:wachtlijst")

    def _read(self) -> tuple[Wachtlijstplaats, Gezin]:
        require(RULES, self.request.user, "wachtlijst.wijzigen")
        queryset: Any = Wachtlijstplaats.objects.filter(tot__isnull=True)
        plaats: Wachtlijstplaats = self.get_visible(queryset.for_list())
        gezin: Gezin = Gezin.objects.with_leden(today()).get(pk=plaats.aanmelding.gezin_id)
        self.show(plaats, gezin)
        return plaats, gezin

    def _show(
        self, plaats: Wachtlijstplaats, gezin: Gezin, form: WachtlijstplaatsForm, status: int = 200
    ) -> HttpResponse:
        context = {"plaats": plaats, "form": form, "identity": identity_bar(gezin, day=today()), "gezin": gezin}
        return render_page(self.request, "intake/wachtlijstplaats.html", context, partial="paneel", status=status)
