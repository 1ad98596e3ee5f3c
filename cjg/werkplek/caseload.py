"""Caseload: the running trajecten of a coach, or of the whole team, by what comes next."""

from __future__ import annotations

import datetime
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.views import View

from cjg.basis.api import (
    Badge,
    Chip,
    Column,
    EmptyState,
    InvalidCursorError,
    KeysetPage,
    Table,
    keyset_page,
    render_page,
    today,
)
from cjg.dossier.api import DossierView
from cjg.organisatie.api import allowed, require
from cjg.werkplek.rules import RULES
from gezinsplan.api import Traject

EVALUATIES = {"3-maanden": "Evaluatie 3 maanden", "6-maanden": "Evaluatie 6 maanden", "afsluiting": "Afsluiting"}
KOLOMMEN = [
    Column("gezin", "Gezin", template="werkplek/cel_gezin.html"),
    Column("kinderen", "Kinderen", template="werkplek/cel_kinderen.html"),
    Column("volgende", "Volgende stap", template="werkplek/cel_volgende.html"),
    Column("aanspreekpunt_naam", "Aanspreekpunt"),
    Column("fase", "Fase", template="werkplek/cel_fase.html"),
]


class CaseloadView(DossierView, View):
    """The running trajecten, the next evaluation first."""

    doel = "caseload"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """Show one page of the list; a cursor that is not ours shows the first."""
        user: Any = request.user
        require(RULES, user, "caseload")
        may_see_team = allowed(RULES, user, "caseload van het team")
        van = request.GET.get("van", "team" if may_see_team and "coach" not in user.rollen else "mij")
        day = today()
        page = self._page(user, van, day, request.GET.get("cursor", ""))
        for traject in page.rows:
            _describe(traject, day)
        self.show(*page.rows)
        return render_page(request, "werkplek/caseload.html", {"tabel": _table(page, van)}, partial="lijst")

    def _page(self, user: Any, van: str, day: datetime.date, cursor: str) -> KeysetPage[Any]:
        trajecten: Any = self.visible(Traject.objects.running()).select_related("gezin", "team")
        if van == "mij":
            trajecten = trajecten.of_medewerkers(user.profiel.medewerker_ids, day)
        trajecten = trajecten.with_deelnemers().with_aanspreekpunt(day).with_next_evaluatie()
        try:
            return keyset_page(trajecten, order=["volgende_evaluatie"], cursor=cursor)
        except InvalidCursorError:
            return keyset_page(trajecten, order=["volgende_evaluatie"])


def _describe(traject: Any, day: datetime.date) -> None:
    """Put beside a traject what its row says in words."""
    traject.kinderen = [
        (deelname.persoon.roepnaam or deelname.persoon.voornamen, deelname.persoon.age_on(day))
        for deelname in traject.deelnames.all()
    ]
    traject.volgende_naam = EVALUATIES.get(traject.volgende_soort, "")
    te_laat = traject.volgende_evaluatie is not None and traject.volgende_evaluatie < day
    traject.fase = Badge("Te laat", "danger") if te_laat else Badge(traject.get_status_display(), "neutral")


def _table(page: KeysetPage[Any], van: str) -> Table:
    adres = reverse("werkplek:caseload")
    return Table(
        id="caseload",
        caption="Lopende trajecten",
        columns=KOLOMMEN,
        rows=page.rows,
        page=page,
        chips=[
            Chip("Van mij", f"{adres}?van=mij", on=van == "mij"),
            Chip("Van het team", f"{adres}?van=team", on=van != "mij"),
        ],
        empty=EmptyState("Geen lopende trajecten", "Een traject begint vanaf de wachtlijst."),
        hide_caption=True,
    )
