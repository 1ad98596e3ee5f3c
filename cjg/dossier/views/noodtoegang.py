"""Break-glass: taking it, with a pass from an exact search, and the FG's list and judgement."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Max, Min
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.views import View

from cjg.basis.api import (
    Chip,
    Column,
    Crumb,
    EmptyState,
    InvalidCursorError,
    KeysetPage,
    Table,
    keyset_page,
    now,
    render_page,
    today,
)
from cjg.dossier.forms.toegang import NoodtoegangForm, OordeelForm
from cjg.dossier.gate import LoggedView, record_refusal
from cjg.dossier.models import Gezin, Noodtoegang, Toegangsverlening
from cjg.dossier.noodtoegang import read_pass
from cjg.dossier.rules import RULES
from cjg.dossier.services import break_glass, judge_noodtoegang
from cjg.dossier.toegang import visible_to
from cjg.inzage.api import Handeling, Inzageregel
from cjg.organisatie.api import Rol, require


class NoodtoegangView(LoggedView, View):
    """Explain what break-glass is, take the reason, open the dossier for four hours.

    Reached with a pass that a search gave this user: nothing of the dossier is shown before it is taken.
    """

    doel = "noodtoegang"
    objectsoort = "noodtoegang"

    def check_entry(self) -> None:
        """Let in only who works in dossiers."""
        require(RULES, self.request.user, "noodtoegang.nemen")

    def get(self, request: HttpRequest, pas: str) -> HttpResponse:
        """Show the page before taking it."""
        if not self._gezinnen(pas):
            return self._over()
        return render_page(request, "dossier/noodtoegang.html", {"form": NoodtoegangForm()})

    def post(self, request: HttpRequest, pas: str) -> HttpResponseBase:
        """Take break-glass access to the dossiers of the pass, and go to the first."""
        gezinnen = self._gezinnen(pas)
        if not gezinnen:
            return self._over()
        form = NoodtoegangForm(request.POST)
        if form.is_valid():
            try:
                self._take(gezinnen, form.cleaned_data["reden"])
            except ValidationError as fout:
                form.add_error("reden", fout.messages[0])
            else:
                messages.warning(request, "U hebt vier uur noodtoegang. De functionaris gegevensbescherming ziet dit.")
                return redirect("dossier:gezin", gezinnen[0].pk)
        return render_page(request, "dossier/noodtoegang.html", {"form": form}, status=422)

    def _take(self, gezinnen: list[Gezin], reden: str) -> None:
        gebruiker: Any = self.request.user
        # Pressing the button twice, or a dossier that became one's own in the meantime, needs nothing.
        eigen = set(visible_to(gebruiker, Gezin.objects.filter(pk__in=[gezin.pk for gezin in gezinnen])))
        for gezin in gezinnen:
            if gezin not in eigen:
                break_glass(gezin=gezin, gebruiker=gebruiker, reden=reden, now=now())
                self.record_change(gezin, handeling=Handeling.NOODTOEGANG)

    def _gezinnen(self, pas: str) -> list[Gezin]:
        gebruiker: Any = self.request.user
        gevonden = read_pass(pas, gebruiker.pk, now=now())
        return list(Gezin.objects.with_leden(today()).filter(pk__in=gevonden).order_by("pk")) if gevonden else []

    def _over(self) -> HttpResponse:
        record_refusal(self.request, self.objectsoort, None, self.doel)
        return render_page(self.request, "dossier/noodtoegang_over.html", status=404)


class NoodtoegangListView(LoggedView, View):
    """The list of the FG: what still has to be judged, the oldest first; or what was judged."""

    doel = "toezicht"

    def check_entry(self) -> None:
        """Let in only the FG."""
        require(RULES, self.request.user, "noodtoegang.beoordelen")

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show one page of the list."""
        done = request.GET.get("filter") == "beoordeeld"
        final = [Noodtoegang.Oordeel.TERECHT, Noodtoegang.Oordeel.ONTERECHT]
        rows = Noodtoegang.objects.select_related("gebruiker")
        rows = rows.filter(oordeel__in=final) if done else rows.exclude(oordeel__in=final)
        page = _page(rows, ["-begin"] if done else ["begin"], request.GET.get("cursor", ""))
        self.show(*page.rows)
        return render_page(request, "dossier/noodtoegangen.html", {"table": _table(page, done=done)})


class OordeelView(LoggedView, View):
    """One break-glass access: the reason, what was looked at, and the judgement."""

    doel = "toezicht"
    objectsoort = "noodtoegang"

    def check_entry(self) -> None:
        """Let in only the FG."""
        require(RULES, self.request.user, "noodtoegang.beoordelen")

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Show it with the form."""
        noodtoegang = self._get()
        self.show(noodtoegang)
        return self._render(noodtoegang, OordeelForm(initial={"oordeel": noodtoegang.oordeel}))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        """Record the judgement."""
        noodtoegang = self._get()
        form = OordeelForm(request.POST)
        if form.is_valid():
            gebruiker: Any = request.user
            try:
                judge_noodtoegang(
                    noodtoegang=noodtoegang,
                    oordeel=form.cleaned_data["oordeel"],
                    toelichting=form.cleaned_data["toelichting"],
                    door=gebruiker,
                    now=now(),
                )
            except ValidationError as fout:
                form.add_error(None, fout.messages)
            else:
                self.record_change(noodtoegang)
                messages.success(request, "Uw oordeel is opgeslagen.")
                return redirect("dossier:noodtoegangen")
        self.show(noodtoegang)
        return self._render(noodtoegang, form, status=422)

    def _get(self) -> Noodtoegang:
        rows = Noodtoegang.objects.select_related("gebruiker", "beoordeeld_door")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def _render(self, noodtoegang: Noodtoegang, form: OordeelForm, status: int = 200) -> HttpResponse:
        context = {
            "noodtoegang": noodtoegang,
            "form": form,
            "gegevens": _facts(noodtoegang),
            "bekeken": _looked_at(noodtoegang),
            "crumbs": [Crumb("Noodtoegang", "/noodtoegang/"), Crumb("Beoordelen")],
        }
        return render_page(self.request, "dossier/noodtoegang_oordeel.html", context, status=status)


def _page(rows: Any, order: list[str], cursor: str) -> KeysetPage[Noodtoegang]:
    try:
        return keyset_page(rows, order=order, cursor=cursor)
    except InvalidCursorError:
        return keyset_page(rows, order=order)


def _table(page: KeysetPage[Noodtoegang], *, done: bool) -> Table:
    return Table(
        id="noodtoegangen",
        caption="Noodtoegang",
        columns=[
            Column("gebruiker", "Wie", template="dossier/cel_noodtoegang.html"),
            Column("begin", "Wanneer", template="dossier/cel_begin.html"),
            Column("reden", "Reden"),
            Column("oordeel", "Oordeel", template="dossier/cel_oordeel.html"),
        ],
        rows=page.rows,
        page=page,
        chips=[Chip("Te beoordelen", "?", on=not done), Chip("Beoordeeld", "?filter=beoordeeld", on=done)],
        empty=EmptyState(
            "Nog niets beoordeeld" if done else "Niets te beoordelen",
            "" if done else "Neemt iemand noodtoegang, dan ziet u dat hier meteen.",
            icon="shield-check",
        ),
        hide_caption=True,
    )


def _facts(noodtoegang: Noodtoegang) -> list[tuple[str, Any]]:
    facts: list[tuple[str, Any]] = [
        ("Wie", noodtoegang.gebruiker.naam),
        ("Rol", ", ".join(Rol(rol).label for rol in sorted(noodtoegang.gebruiker.rollen))),
        ("Vanaf", _moment(noodtoegang.begin)),
        ("Tot", _moment(noodtoegang.einde)),
        ("Dossier", str(noodtoegang.gezin_id)),
    ]
    if noodtoegang.beoordeeld_op and noodtoegang.beoordeeld_door:
        oordeel = f"{noodtoegang.get_oordeel_display()}, door {noodtoegang.beoordeeld_door.naam}"
        facts.append(("Oordeel", f"{oordeel} op {_moment(noodtoegang.beoordeeld_op)}"))
        facts.append(("Toelichting", noodtoegang.toelichting))
    return facts


def _moment(waarde: datetime.datetime) -> str:
    return date_format(timezone.localtime(waarde), "j F Y, H:i")


def _looked_at(noodtoegang: Noodtoegang) -> list[dict[str, Any]]:
    """Return what was done with it, counted per kind: enough to judge by, nothing of the content."""
    regels = Inzageregel.objects.filter(
        gezin_id=noodtoegang.gezin_id,
        actor_id=noodtoegang.gebruiker_id,
        grond=Toegangsverlening.Soort.NOOD,
        tijdstip__gte=noodtoegang.begin,
        tijdstip__lt=noodtoegang.einde,
    ).exclude(handeling=Handeling.NOODTOEGANG)
    per_soort = regels.values("objectsoort", "handeling").annotate(
        personen=Count("persoon_id", distinct=True), eerst=Min("tijdstip"), laatst=Max("tijdstip")
    )
    return [{**rij, "wat": Handeling(rij["handeling"]).label} for rij in per_soort.order_by("eerst")]
