"""A traject: starting it, its page, its phase and handing it over."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views import View

from cjg.basis.api import StaleVersion, Step, keep_stale, now, render_page, today
from cjg.dossier.api import DossierView, Gezin, Recht
from cjg.intake.api import Aanmelding
from gezinsplan.forms.traject import OverdrachtForm, StartForm
from gezinsplan.models import Gezinsplan, Traject
from gezinsplan.overgangen import next_by_hand
from gezinsplan.rules import RECHTEN, may_appoint, rights_on
from gezinsplan.services import change_phase, hand_over_traject, start_traject
from gezinsplan.views.gedeeld import VEROUDERD, add_errors, identity_of

_SOORT_PER_KERNTAAK = {"dak-en-thuisloos": "dak-en-thuisloos", "poh-jeugd": "poh-jeugd"}


class TrajectStartView(DossierView, View):
    """Start a traject for a gezin, from its aanmelding (`?aanmelding=`) or by itself (`?gezin=`)."""

    recht = Recht.REGISTREREN
    recht_schrijven = RECHTEN["traject.starten"]
    objectsoort = "traject"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form, filled in from the aanmelding."""
        gezin, aanmelding = self._subject()
        return self._render(gezin, StartForm(gezin=gezin, day=today(), initial=self._initial(gezin, aanmelding)))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Start the traject."""
        gezin, aanmelding = self._subject()
        form = StartForm(request.POST, gezin=gezin, day=today())
        if form.is_valid() and (traject := self._start(gezin, aanmelding, form)) is not None:
            self.record_change(traject)
            messages.success(request, "Het traject is gestart. De evaluaties staan klaar.")
            return redirect("gezinsplan:traject", pk=traject.pk)
        return self._render(gezin, form, status=422)

    def _subject(self) -> tuple[Any, Aanmelding | None]:
        aanmelding: Aanmelding | None = None
        if "aanmelding" in self.request.GET:
            aanmelding = self.get_visible(Aanmelding.objects.all(), pk=self.request.GET["aanmelding"])
        gezin_id = aanmelding.gezin_id if aanmelding is not None else self.request.GET.get("gezin")
        if gezin_id is None:
            raise Http404
        gezin = self.get_visible(Gezin.objects.with_leden(today()), pk=gezin_id)
        self.show(gezin)
        return gezin, aanmelding

    def _initial(self, gezin: Any, aanmelding: Aanmelding | None) -> dict[str, Any]:
        user: Any = self.request.user
        profiel = user.profiel
        initial: dict[str, Any] = {"begindatum": today(), "soort": Traject.Soort.GEZINSCOACHING}
        initial["aanspreekpunt"] = profiel.medewerker_id
        initial["team"] = profiel.team_ids[0] if profiel.team_ids else None
        if aanmelding is not None:
            initial["team"] = aanmelding.team_id
            initial["soort"] = _SOORT_PER_KERNTAAK.get(aanmelding.kerntaak, initial["soort"])
            initial["jeugdigen"] = list(aanmelding.aangemelden.values_list("persoon_id", flat=True))
        return initial

    def _start(self, gezin: Gezin, aanmelding: Aanmelding | None, form: StartForm) -> Traject | None:
        data = form.cleaned_data
        if not may_appoint(self.request.user, gezin, data["aanspreekpunt"].pk):
            form.add_error("aanspreekpunt", "U kunt alleen uzelf kiezen. Vraag de teamleider om een ander te kiezen.")
            return None
        try:
            return start_traject(
                gezin=gezin,
                jeugdigen=list(data["jeugdigen"]),
                soort=data["soort"],
                aanspreekpunt=data["aanspreekpunt"],
                team=data["team"],
                begindatum=data["begindatum"],
                aanmelding=aanmelding,
                regie=data["regie"],
                today=today(),
                now=now(),
            )
        except ValidationError as fout:
            add_errors(form, fout)
            return None

    def _render(self, gezin: Any, form: StartForm, *, status: int = 200) -> HttpResponse:
        context = {"gezin": gezin, "form": form, "identity": identity_of(gezin, today())}
        return render_page(self.request, "gezinsplan/traject_start.html", context, status=status)


class TrajectView(DossierView, View):
    """The page of one traject: phase, who takes part, evaluations, plan, and what can be done."""

    recht_schrijven = RECHTEN["traject.fase wijzigen"]
    objectsoort = "traject"

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Show the traject."""
        return self._render(self._read(), 200)

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Move it to another phase."""
        traject = self._read()
        versie = request.POST.get("versie", "")
        try:
            expected = int(versie) if versie.isdecimal() else 0
            change_phase(traject=traject, naar=request.POST.get("naar", ""), expected_versie=expected, now=now())
        except (ValidationError, StaleVersion) as fout:
            tekst = VEROUDERD if isinstance(fout, StaleVersion) else " ".join(fout.messages)
            messages.error(request, tekst)
            return self._render(self._read(), 409)
        self.record_change(traject)
        messages.success(request, f"Fase: {traject.get_status_display()}.")
        return redirect("gezinsplan:traject", pk=traject.pk)

    def _read(self) -> Any:
        trajecten = Traject.objects.select_related("gezin", "team").with_deelnemers().with_aanspreekpunt(today())
        return self.get_visible(trajecten)

    def _render(self, traject: Any, status: int) -> HttpResponse:
        gezin = self.get_visible_gezin(traject)
        punten = traject.aanspreekpunten.select_related("medewerker__gebruiker").order_by("-begindatum")
        context = {
            "traject": traject,
            "identity": identity_of(gezin, today()),
            "stappen": phase_steps(traject),
            "deelnemers": [(rij.persoon, rij.persoon.age_on(today())) for rij in traject.deelnames.all()],
            "punten": list(punten),
            "evaluaties": list(traject.evaluaties.select_related("akkoord_door__gebruiker").order_by("uiterlijk")),
            "plan": Gezinsplan.objects.active_of(gezin).first(),
            "fasen": [(naar, Traject.Status(naar).label) for naar in next_by_hand(traject.status)],
            "mag": rights_on(self.request.user, gezin),
            "vandaag": today(),
        }
        return render_page(self.request, "gezinsplan/traject.html", context, status=status)

    def get_visible_gezin(self, traject: Any) -> Any:
        """Return the gezin of the traject with its members; both are recorded as shown."""
        gezin = Gezin.objects.with_leden(today()).get(pk=traject.gezin_id)
        self.show(gezin, traject)
        return gezin


class OverdragenView(DossierView, View):
    """Hand a traject to another vast aanspreekpunt."""

    recht = RECHTEN["traject.overdragen"]
    recht_schrijven = RECHTEN["traject.overdragen"]
    objectsoort = "traject"

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Show the form."""
        traject = self._read()
        initial = {"dag": today(), "team": traject.team_id, "versie": traject.versie}
        return self._render(traject, OverdrachtForm(day=today(), initial=initial))

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Hand it over."""
        traject = self._read()
        form = OverdrachtForm(request.POST, day=today())
        if not form.is_valid():
            return self._render(traject, form, status=422)
        data = form.cleaned_data
        try:
            hand_over_traject(
                traject=traject,
                medewerker=data["medewerker"],
                notitie=data["notitie"],
                dag=data["dag"],
                team=data["team"],
                expected_versie=data["versie"],
                today=today(),
                now=now(),
            )
        except ValidationError as fout:
            add_errors(form, fout)
            return self._render(traject, form, status=422)
        except StaleVersion:
            return self._render(traject, keep_typed(form, traject, medewerker=traject.aanspreekpunt_naam), status=409)
        self.record_change(traject)
        messages.success(request, f"{data['medewerker']} is het aanspreekpunt vanaf {data['dag']:%d-%m-%Y}.")
        return redirect("gezinsplan:traject", pk=traject.pk)

    def _read(self) -> Any:
        return self.get_visible(Traject.objects.select_related("gezin", "team").with_aanspreekpunt(today()))

    def _render(self, traject: Any, form: OverdrachtForm, *, status: int = 200) -> HttpResponse:
        gezin = Gezin.objects.with_leden(today()).get(pk=traject.gezin_id)
        self.show(gezin, traject)
        context = {"traject": traject, "form": form, "identity": identity_of(gezin, today())}
        return render_page(self.request, "gezinsplan/overdragen.html", context, status=status)


def keep_typed(form: Any, obj: Any, **stored: Any) -> Any:
    """Keep what was typed beside what is stored now, and start from the version that is there now."""
    obj.refresh_from_db(fields=["versie", *(veld for veld in form.fields if veld in _stored_fields(obj))])
    stored |= {veld: getattr(obj, veld) for veld in form.fields if veld in _stored_fields(obj) and veld != "versie"}
    keep_stale(form, obj.versie, stored)
    form.add_error(None, VEROUDERD)
    return form


def _stored_fields(obj: Any) -> set[str]:
    return {veld.name for veld in obj._meta.concrete_fields}


def phase_steps(traject: Traject) -> list[Step]:
    """Return the fixed steps of a traject with where it is."""
    order = list(Traject.Status)
    here = order.index(Traject.Status(traject.status))
    return [
        Step(status.label, "done" if n < here else "current" if n == here else "todo") for n, status in enumerate(order)
    ]
