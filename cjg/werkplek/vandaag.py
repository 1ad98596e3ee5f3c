"""Vandaag: one list of what somebody has to do, late first; done and undone in place."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import NoReverseMatch, reverse
from django.views import View

from cjg.basis.api import add_toast, is_htmx, now, render_page, today
from cjg.dossier.api import DossierView, Gezin, visible_to
from cjg.organisatie.api import require
from cjg.taken.api import Taak, taaksoort, tick_taak, untick_taak
from cjg.werkplek.rules import RULES, starting_page

MEESTE_TAKEN = 200


@dataclass(frozen=True, slots=True)
class Regel:
    """One line of the list: the task, its page, and the gezin when one may see it."""

    taak: Taak
    url: str
    soort: str
    gezin: Gezin | None
    is_afvinkbaar: bool


@dataclass(frozen=True, slots=True)
class Groep:
    """The lines of one stretch of time."""

    naam: str
    toon: str
    regels: Sequence[Regel]


def own_taken(user: Any) -> Any:
    """Return the tasks of a user: own, of who is replaced, and those of the team that nobody has yet."""
    profiel = user.profiel
    return Taak.objects.of(profiel.medewerker_ids, profiel.team_ids)


class VandaagView(DossierView, View):
    """The page with which a working day begins."""

    doel = "werkvoorraad"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """Show the list, or lead to where this role begins."""
        user: Any = request.user
        if user.is_client:
            return redirect("portaal:overzicht")
        elders = starting_page(user.rollen)
        if elders:
            return redirect(elders)
        require(RULES, user, "vandaag")
        return render_page(request, "werkplek/vandaag.html", self._context(user, today()), partial="lijst")

    def _context(self, user: Any, day: datetime.date) -> dict[str, Any]:
        taken = list(own_taken(user).visible_on(day).once_per_subject()[: MEESTE_TAKEN + 1])
        gezinnen = visible_to(user, Gezin.objects.filter(pk__in={taak.gezin_id for taak in taken if taak.gezin_id}))
        by_id = {gezin.pk: gezin for gezin in gezinnen}
        self.show(*by_id.values())
        regels = [_regel(taak, by_id) for taak in taken[:MEESTE_TAKEN]]
        return {
            "groepen": _grouped(regels, day),
            "aantal": len(regels),
            "meer": len(taken) > MEESTE_TAKEN,
            "te_laat": sum(regel.taak.uiterlijk < day for regel in regels),
            "vandaag": day,
            "naam": user.naam.split()[0],
        }


class TaakGereedView(View):
    """Tick a task off, or take that back; only one's own tasks."""

    undo = False

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Change the task and show the list again."""
        taak = get_object_or_404(own_taken(request.user), pk=pk)
        change = untick_taak if self.undo else tick_taak
        change(taak=taak, now=now())
        tekst = f"{taak.titel}: {'weer open' if self.undo else 'gedaan'}."
        if is_htmx(request):
            response = (
                HttpResponse(headers={"HX-Redirect": reverse("werkplek:vandaag")}) if self.undo else HttpResponse()
            )
            add_toast(response, tekst, undo_url="" if self.undo else reverse("werkplek:taak-open", args=[taak.pk]))
            return response
        messages.success(request, tekst)
        return redirect("werkplek:vandaag")


def _regel(taak: Taak, gezinnen: dict[UUID, Gezin]) -> Regel:
    soort = taaksoort(taak.soort)
    try:
        url = soort.url(taak.onderwerp_id) if soort else ""
    except NoReverseMatch:
        url = ""
    return Regel(
        taak=taak,
        url=url,
        soort=soort.naam if soort else "",
        gezin=gezinnen.get(taak.gezin_id) if taak.gezin_id else None,
        is_afvinkbaar=bool(soort and soort.is_afvinkbaar),
    )


def _grouped(regels: Sequence[Regel], day: datetime.date) -> list[Groep]:
    einde_week = day + datetime.timedelta(days=6 - day.weekday())
    delen: list[tuple[str, str, Any]] = [
        ("Te laat", "danger", lambda dag: dag < day),
        ("Vandaag", "warning", lambda dag: dag == day),
        ("Deze week", "info", lambda dag: day < dag <= einde_week),
        ("Later", "neutral", lambda dag: dag > einde_week),
    ]
    groepen = [Groep(naam, toon, [r for r in regels if hoort(r.taak.uiterlijk)]) for naam, toon, hoort in delen]
    return [groep for groep in groepen if groep.regels]
