"""Aanmeldingen: the list, looking at one, changing it and its steps from state to state."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.views import View

from cjg.basis.api import (
    Action,
    Column,
    Crumb,
    EmptyState,
    StaleVersion,
    Table,
    active_chips,
    add_service_errors,
    differences,
    now,
    quiet,
    read_versie,
    render_page,
    renew_versie,
    restored,
    today,
)
from cjg.dossier.api import DossierView, Gezin, Recht, identity_bar
from cjg.intake.filters import AanmeldingFilter
from cjg.intake.forms.aanmelding import AanmeldingForm, RedenForm, initial_of
from cjg.intake.models import Aanmelding
from cjg.intake.overgangen import OVERGANGEN, transitions_from
from cjg.intake.rules import RULES
from cjg.intake.services.aanmelding import change_aanmelding
from cjg.intake.services.overgang import accept_aanmelding, end_aanmelding, reopen_aanmelding
from cjg.intake.views.basis import intake_tabs, read_page
from cjg.organisatie.api import allowed, require

Status = Aanmelding.Status
# The steps that have an address; starting a traject is done by the room of trajecten.
STAPPEN = {
    "accepteren": Status.WACHTLIJST,
    "doorverwijzen": Status.DOORVERWEZEN,
    "sluiten": Status.GESLOTEN,
    "heropenen": Status.NIEUW,
}
_COLUMNS = [
    Column("gezin", "Gezin", template="intake/cellen/aanmelding.html"),
    Column("jeugdigen", "Voor", template="intake/cellen/aangemelden.html"),
    Column("datum", "Datum", sort="datum", template="intake/cellen/aanmelddatum.html"),
    Column("get_kerntaak_display", "Kerntaak"),
    Column("team", "Team"),
    Column("urgentie", "Urgentie", template="intake/cellen/urgentie.html"),
    Column("status", "Status", template="intake/cellen/status.html"),
]


class AanmeldingListView(DossierView, View):
    """The aanmeldingen of the gezinnen that one may see, the latest first."""

    def get(self, request: HttpRequest) -> HttpResponse:
        require(RULES, request.user, "wachtlijst.inzien")
        queryset: Any = Aanmelding.objects.all()
        filterset = AanmeldingFilter(request.GET, queryset=self.visible(queryset.for_list()), request=request)
        page = read_page(request, filterset.qs, ["-datum", "-id"])
        self.show(*page.rows)
        empty = EmptyState("Geen aanmeldingen", "Hier staan de aanmeldingen van gezinnen die u mag zien.", icon="users")
        context = {
            "tabs": intake_tabs(request.user, "intake:aanmeldingen"),
            "filter": filterset.form,
            "mag_maken": allowed(RULES, request.user, "aanmelding.maken"),
            "table": Table(
                "aanmeldingen",
                "Aanmeldingen",
                _COLUMNS,
                page.rows,
                chips=active_chips(filterset.form, request.GET),
                page=page,
                empty=empty,
                notice="U ziet de aanmeldingen van gezinnen waar u of uw team bij betrokken is.",
                hide_caption=True,
            ),
        }
        return render_page(request, "intake/aanmeldingen.html", context)


class _AanmeldingView(DossierView, View):
    recht_schrijven = Recht.REGISTREREN
    objectsoort = "aanmelding"

    def read(self) -> tuple[Aanmelding, Gezin]:
        """Return the aanmelding and its gezin with its members, both recorded as shown."""
        queryset: Any = Aanmelding.objects.all()
        aanmelding: Aanmelding = self.get_visible(queryset.for_list().select_related("medewerker__gebruiker"))
        gezin: Gezin = Gezin.objects.with_leden(today()).get(pk=aanmelding.gezin_id)
        self.show(aanmelding, gezin)
        return aanmelding, gezin

    def base_context(self, aanmelding: Aanmelding, gezin: Gezin) -> dict[str, Any]:
        """Return what every page of an aanmelding shows."""
        return {
            "aanmelding": aanmelding,
            "gezin": gezin,
            "identity": identity_bar(gezin, day=today()),
            "crumbs": [
                Crumb("Aanmeldingen", reverse("intake:aanmeldingen")),
                Crumb("Aanmelding", reverse("intake:aanmelding", args=[aanmelding.pk])),
            ],
        }


class AanmeldingView(_AanmeldingView):
    """One aanmelding, with the steps that are possible now."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        aanmelding, gezin = self.read()
        plaats = getattr(aanmelding, "wachtlijstplaats", None) if aanmelding.status == Status.WACHTLIJST else None
        context = self.base_context(aanmelding, gezin) | {
            "gegevens": _describe(aanmelding),
            "acties": _actions(request.user, aanmelding),
            "plaats": plaats,
            "wachtdagen": (today() - aanmelding.datum).days,
        }
        return render_page(request, "intake/aanmelding.html", context)


def _describe(aanmelding: Aanmelding) -> list[tuple[str, Any]]:
    aangemelden: list[Any] = aanmelding.getoonde_aangemelden  # type: ignore[attr-defined]  # set by for_list
    andere = aanmelding.get_andere_kinderen_display()
    if aanmelding.andere_kinderen_toelichting:
        andere = f"{andere}: {aanmelding.andere_kinderen_toelichting}"
    return [
        ("Voor", ", ".join(str(aangemelde.persoon) for aangemelde in aangemelden)),
        ("Datum", aanmelding.datum),
        ("Verwijzer", aanmelding.get_verwijzer_display()),
        ("Kerntaak", aanmelding.get_kerntaak_display()),
        ("Urgentie", aanmelding.get_urgentie_display()),
        ("Team", aanmelding.team),
        ("Andere kinderen", andere),
        ("Aangemeld door", aanmelding.medewerker),
    ]


def _actions(user: Any, aanmelding: Aanmelding) -> list[Action]:
    acties = []
    adressen = {naar: stap for stap, naar in STAPPEN.items()}
    for naar, overgang in transitions_from(aanmelding.status).items():
        regel = "aanmelding.starten" if naar == Status.GESTART else f"aanmelding.{adressen[Status(naar)]}"
        if not allowed(RULES, user, regel, aanmelding):
            continue
        if naar == Status.GESTART:
            adres = start_url(aanmelding)
            if adres:
                acties.append(Action(overgang.naam, adres, "primary"))
            continue
        adres = reverse("intake:aanmelding-stap", args=[aanmelding.pk, adressen[Status(naar)]])
        soort: Any = "primary" if naar == Status.WACHTLIJST else "secondary"
        acties.append(Action(overgang.naam, adres, soort, drawer=True))
    if allowed(RULES, user, "aanmelding.wijzigen", aanmelding):
        acties.append(Action("Wijzigen", reverse("intake:aanmelding-wijzigen", args=[aanmelding.pk]), icon="pencil"))
    return acties


def start_url(aanmelding: Aanmelding) -> str:
    """Return where a traject for this aanmelding is started; a higher room offers that page by its name."""
    try:
        return f"{reverse('gezinsplan:traject-start')}?aanmelding={aanmelding.pk}"
    except NoReverseMatch:
        return ""


class AanmeldingStapView(_AanmeldingView):
    """One step from state to state: the question that goes with it, and the step itself."""

    def get(self, request: HttpRequest, stap: str, **kwargs: Any) -> HttpResponse:
        aanmelding, gezin = self.read()
        overgang = self._overgang(aanmelding, stap)
        form = RedenForm(vraag=overgang.reden, initial={"versie": aanmelding.versie})
        return self._render(aanmelding, gezin, form, stap)

    def post(self, request: HttpRequest, stap: str, **kwargs: Any) -> HttpResponse:
        aanmelding, gezin = self.read()
        overgang = self._overgang(aanmelding, stap)
        form = RedenForm(request.POST, vraag=overgang.reden)
        if not form.is_valid():
            return self._render(aanmelding, gezin, form, stap, status=422)
        try:
            _take_step(aanmelding, STAPPEN[stap], form.cleaned_data)
        except StaleVersion as fout:
            form.add_error(None, str(fout))
            renew_versie(form, fout.current)
            return self._render(aanmelding, gezin, form, stap, status=409)
        except ValidationError as fout:
            add_service_errors(form, fout)
            return self._render(aanmelding, gezin, form, stap, status=422)
        self.record_change(aanmelding)
        messages.success(request, f"De aanmelding is nu: {aanmelding.get_status_display().lower()}.")
        return redirect("intake:aanmelding", pk=aanmelding.pk)

    def _overgang(self, aanmelding: Aanmelding, stap: str) -> Any:
        if stap not in STAPPEN:
            raise Http404
        require(RULES, self.request.user, f"aanmelding.{stap}", aanmelding)
        return OVERGANGEN[aanmelding.status, STAPPEN[stap]]

    def _render(
        self, aanmelding: Aanmelding, gezin: Gezin, form: RedenForm, stap: str, status: int = 200
    ) -> HttpResponse:
        naam = OVERGANGEN[aanmelding.status, STAPPEN[stap]].naam
        context = self.base_context(aanmelding, gezin) | {"form": form, "stap": stap, "naam": naam}
        return render_page(self.request, "intake/aanmelding_stap.html", context, partial="paneel", status=status)


def _take_step(aanmelding: Aanmelding, naar: Aanmelding.Status, data: dict[str, Any]) -> None:
    gegeven = {"aanmelding": aanmelding, "expected_versie": data["versie"], "today": today(), "now": now()}
    if naar == Status.WACHTLIJST:
        accept_aanmelding(**gegeven)
    elif naar == Status.NIEUW:
        reopen_aanmelding(**gegeven, reden=data["reden"])
    else:
        end_aanmelding(**gegeven, naar=naar, reden=data["reden"])


class AanmeldingWijzigenView(_AanmeldingView):
    """Change an aanmelding that is new or waiting."""

    recht = Recht.REGISTREREN

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        aanmelding, gezin = self.read()
        require(RULES, request.user, "aanmelding.wijzigen", aanmelding)
        typed = restored(request)
        form = AanmeldingForm(typed, initial=initial_of(aanmelding))
        quiet(form)
        return self._render(aanmelding, gezin, form, read_versie(typed) if typed else aanmelding.versie)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        aanmelding, gezin = self.read()
        require(RULES, request.user, "aanmelding.wijzigen", aanmelding)
        form = AanmeldingForm(request.POST)
        versie = read_versie(request.POST)
        if not form.is_valid():
            return self._render(aanmelding, gezin, form, versie, status=422)
        stored = initial_of(aanmelding)
        try:
            change_aanmelding(
                aanmelding=aanmelding,
                gegevens=form.gegevens(),
                team=form.cleaned_data["team"] or aanmelding.team,
                expected_versie=versie,
                today=today(),
                now=now(),
            )
        except ValidationError as fout:
            add_service_errors(form, fout)
            return self._render(aanmelding, gezin, form, versie, status=422)
        except StaleVersion as fout:
            extra = {"verschillen": differences(form, stored)}
            return self._render(aanmelding, gezin, form, fout.current, status=409, extra=extra)
        self.record_change(aanmelding)
        messages.success(request, "De aanmelding is gewijzigd.")
        return redirect("intake:aanmelding", pk=aanmelding.pk)

    def _render(
        self,
        aanmelding: Aanmelding,
        gezin: Gezin,
        form: AanmeldingForm,
        versie: int | None,
        *,
        status: int = 200,
        extra: dict[str, Any] | None = None,
    ) -> HttpResponse:
        context = self.base_context(aanmelding, gezin) | {"form": form, "versie": versie, "verschillen": None}
        page = context | (extra or {})
        return render_page(self.request, "intake/aanmelding_wijzigen.html", page, status=status, draft=True)
