"""The pages of a client: what helps, the plan, besluiten, who looked, and why something is not shown."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views import View

from cjg.basis.api import day_start, render_page
from cjg.dossier.api import ClientView, Persoon, Rubriek, gezinnen_of
from cjg.inzage.api import Handeling, Inzageregel, lines_about, merge_by_day
from cjg.portaal.inhoud import Besluitregel, read_besluiten, read_hulp, read_plannen, read_vertrouwenspersonen
from cjg.portaal.meelezen import about_whom, youths_own_accounts
from cjg.portaal.woorden import describe_line, form_of_address
from toegang.api import Beschikking

NAV = (
    ("portaal:overzicht", "Overzicht", "home-heart"),
    ("portaal:plan", "Plan", "target"),
    ("portaal:besluiten", "Besluiten", "file-text"),
    ("portaal:inzage", "Wie keek mee", "eye"),
)


class PortaalView(ClientView, View):
    """Base of the pages of a client: their words, their menu, and who they can turn to, always in sight."""

    rubriek: ClassVar[Rubriek] = Rubriek.GEGEVENS

    def render_mine(self, template: str, context: dict[str, Any]) -> HttpResponse:
        """Render a page with what every page of a client has."""
        jeugdigen = self.jeugdigen(self.rubriek)
        own = {
            "a": form_of_address(self.persoon, self.day),
            "persoon": self.persoon,
            "jeugdigen": jeugdigen,
            "anderen": [jeugdige for jeugdige in jeugdigen if jeugdige != self.persoon],
            "vertrouwenspersonen": read_vertrouwenspersonen(self.persoon, jeugdigen),
            "mijn_menu": [
                {"url": reverse(naam), "label": label, "icoon": icoon, "nu": reverse(naam) == self.request.path}
                for naam, label, icoon in NAV
            ],
        }
        return render_page(self.request, template, own | context)


class OverzichtView(PortaalView):
    """Who helps, what comes next, how long it is expected to take."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the page."""
        jeugdigen = self.jeugdigen(self.rubriek)
        hulp = read_hulp(jeugdigen, self.day)
        for rij in hulp:
            self.show_about(rij.traject, [jeugdige.pk for jeugdige in rij.voor], rij.traject.gezin_id)
        for jeugdige, gezin_ids in _with_gezin(jeugdigen, self.day):
            self.show_about(jeugdige, [jeugdige.pk], gezin_ids[0] if gezin_ids else None)
        return self.render_mine("portaal/overzicht.html", {"hulp": hulp, "vandaag": self.day})


class PlanView(PortaalView):
    """The adopted plan, goal by goal."""

    rubriek = Rubriek.PLAN

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the page."""
        plannen = read_plannen(self.persoon, self.jeugdigen(self.rubriek), self.day)
        for plan in plannen:
            self.show_about(plan.versie, plan.personen, plan.gezin_id)
        return self.render_mine("portaal/plan.html", {"plannen": plannen})


class BesluitenView(PortaalView):
    """The besluiten that were published, with the own letter."""

    rubriek = Rubriek.BESLUITEN

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the page."""
        besluiten = read_besluiten(self.persoon, self.jeugdigen(self.rubriek), self.day)
        for rij in besluiten:
            self.show_about(rij.besluit, [rij.besluit.jeugdige_id], rij.besluit.gezin_id)
        return self.render_mine("portaal/besluiten.html", {"besluiten": besluiten})


class BriefView(ClientView, View):
    """The letter of a besluit, exactly as it was sent to this client."""

    objectsoort = "beschikking"

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Give the PDF."""
        rij = self._get(pk)
        brief = Beschikking.objects.get(pk=rij.brief.pk) if rij.brief else None
        if brief is None:
            raise Http404
        besluit = rij.besluit
        self.show_about(brief, [besluit.jeugdige_id], besluit.gezin_id, handeling=Handeling.AFDRUKKEN)
        return HttpResponse(
            bytes(brief.pdf),
            content_type="application/pdf",
            headers={"Content-Disposition": f'attachment; filename="besluit-{brief.kenmerk}.pdf"'},
        )

    def _get(self, pk: UUID) -> Besluitregel:
        besluiten = read_besluiten(self.persoon, self.jeugdigen(Rubriek.BESLUITEN), self.day)
        gevonden = next((rij for rij in besluiten if rij.besluit.pk == pk), None)
        if gevonden is None:
            raise Http404
        return gevonden


class InzageView(PortaalView):
    """Who looked at or changed the dossier, month by month; repeats of one day are one line."""

    rubriek = Rubriek.INZAGE

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show one month."""
        personen = about_whom(self)
        regels = lines_about(personen, without_actors=youths_own_accounts(self))
        begin = _month_of(request.GET.get("maand", ""), self.day)
        volgende = (begin + datetime.timedelta(days=32)).replace(day=1)
        in_maand = regels.filter(tijdstip__gte=day_start(begin), tijdstip__lt=day_start(volgende))
        user: Any = request.user
        samen = [
            describe_line(regel, user.pk) | {"over": personen[regel.persoon_id]}
            for regel in merge_by_day(in_maand)
            if regel.persoon_id
        ]
        for persoon in personen.values():
            self.show_pairs(persoon, [(persoon.pk, None)], objectsoort=str(Inzageregel._meta.verbose_name))
        eerder = regels.filter(tijdstip__lt=day_start(begin)).exists()
        context = {
            "regels": samen,
            "maand": begin,
            "eerder": (begin - datetime.timedelta(days=1)).replace(day=1) if eerder else None,
            "later": volgende if volgende <= self.day else None,
            "meer_personen": len(personen) > 1,
        }
        return self.render_mine("portaal/inzage.html", context)


class WaaromView(PortaalView):
    """Why somebody sees what they see: the rules of age and gezag, for them."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the page."""
        for jeugdige in self.jeugdigen(self.rubriek):
            self.show_about(jeugdige, [jeugdige.pk], None)
        return self.render_mine("portaal/waarom.html", {"leeftijd": self.persoon.age_on(self.day)})


def _with_gezin(jeugdigen: list[Persoon], day: datetime.date) -> list[tuple[Persoon, list[UUID]]]:
    gezinnen = gezinnen_of(jeugdigen, day)
    return [(jeugdige, gezinnen.get(jeugdige.pk, [])) for jeugdige in jeugdigen]


def _month_of(tekst: str, day: datetime.date) -> datetime.date:
    """Return the first day of the month that the address names, or of this month when it names none."""
    try:
        begin = datetime.date.fromisoformat(f"{tekst}-01")
    except ValueError:
        return day.replace(day=1)
    return min(max(begin, datetime.date(2000, 1, 1)), day.replace(day=1))
