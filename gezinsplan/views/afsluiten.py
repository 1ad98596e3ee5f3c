"""Closing a traject, and the questionnaires that follow."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views import View

from cjg.basis.api import StaleVersion, now, quiet, render_page, restored, today
from cjg.dossier.api import DossierView, Gezin, Persoon
from cjg.organisatie.api import medewerker_of
from cjg.vragenlijsten.api import AntwoordenForm, Uitnodiging, issue_link, receive_answers
from gezinsplan.forms.scores import ScoresForm
from gezinsplan.forms.traject import AfsluitForm
from gezinsplan.invoer import EvaluatieInvoer
from gezinsplan.models import Evaluatie, Traject
from gezinsplan.rules import RECHTEN
from gezinsplan.services import close_traject
from gezinsplan.services.evaluatie import scorable_doelen
from gezinsplan.views.gedeeld import add_errors, identity_of
from gezinsplan.views.traject import keep_typed


class _TrajectPage(DossierView, View):
    """A page about one traject."""

    objectsoort = "traject"

    def read(self) -> Any:
        """Return the traject, recorded as shown."""
        traject = self.get_visible(Traject.objects.select_related("gezin", "team").with_deelnemers())
        self.show(traject)
        return traject

    def context(self, traject: Any) -> dict[str, Any]:
        """Return what every page about a traject shows."""
        gezin = Gezin.objects.with_leden(today()).get(pk=traject.gezin_id)
        self.show(gezin)
        return {"traject": traject, "gezin": gezin, "identity": identity_of(gezin, today())}


class AfsluitenView(_TrajectPage):
    """Close a traject with its reason and last evaluation."""

    recht = RECHTEN["traject.afsluiten"]
    recht_schrijven = RECHTEN["traject.afsluiten"]

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Show the form."""
        traject = self.read()
        if not traject.is_open:
            return redirect("gezinsplan:traject", pk=traject.pk)
        initial = {"einddatum": today(), "gehouden_op": today(), "versie": traject.versie}
        typed = restored(request)
        form, scores = AfsluitForm(typed, initial=initial), ScoresForm(scorable_doelen(traject), typed)
        quiet(form, scores)
        return self._render(traject, form, scores)

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Close it."""
        traject = self.read()
        form = AfsluitForm(request.POST)
        scores = ScoresForm(scorable_doelen(traject), request.POST)
        if not (form.is_valid() and scores.is_valid()):
            return self._render(traject, form, scores, status=422)
        try:
            self._close(traject, form, scores)
        except ValidationError as fout:
            add_errors(form, fout)
            return self._render(traject, form, scores, status=422)
        except StaleVersion:
            return self._render(traject, keep_typed(form, traject), scores, status=409)
        self.record_change(traject)
        messages.success(request, "Het traject is afgesloten. De vragenlijsten staan klaar.")
        return redirect("gezinsplan:vragenlijsten", pk=traject.pk)

    def _close(self, traject: Traject, form: AfsluitForm, scores: ScoresForm) -> None:
        data = form.cleaned_data
        evaluatie = None
        if data["gehouden_op"]:
            evaluatie = EvaluatieInvoer(
                gehouden_op=data["gehouden_op"],
                vervolg=Evaluatie.Vervolg.AFSLUITEN,
                reden=data["toelichting"] or Traject.RedenBeeindiging(data["reden"]).label,
                wat_werkte=data["wat_werkte"],
                scores=scores.scores(),
            )
        close_traject(
            traject=traject,
            reden=data["reden"],
            einddatum=data["einddatum"],
            toelichting=data["toelichting"],
            evaluatie=evaluatie,
            door=medewerker_of(self.request.user),
            expected_versie=data["versie"],
            today=today(),
            now=now(),
        )

    def _render(self, traject: Any, form: AfsluitForm, scores: ScoresForm, *, status: int = 200) -> HttpResponse:
        context = self.context(traject) | {"form": form, "scores": scores, "heeft_plan": bool(scores.doelen)}
        return render_page(self.request, "gezinsplan/afsluiten.html", context, status=status, draft=True)


class VragenlijstenView(_TrajectPage):
    """Who got the eindevragenlijst and whether it came back: never what was answered."""

    recht_schrijven = RECHTEN["vragenlijst.uitdelen"]

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Show the state per person."""
        return self._render(self.read())

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Make a new link for one person and show it once."""
        traject = self.read()
        uitnodiging = _find(traject, request.POST.get("uitnodiging", ""))
        try:
            link = issue_link(uitnodiging=uitnodiging, today=today()) if uitnodiging else ""
        except ValidationError as fout:
            messages.error(request, " ".join(fout.messages))
            link = ""
        return self._render(traject, link=link, voor=uitnodiging)

    def _render(self, traject: Any, *, link: str = "", voor: Uitnodiging | None = None) -> HttpResponse:
        uitnodigingen = list(_of_traject(traject))
        personen = Persoon.objects.in_bulk([uitnodiging.persoon_id for uitnodiging in uitnodigingen])
        rijen = [(personen[rij.persoon_id], rij) for rij in uitnodigingen if rij.persoon_id in personen]
        context = self.context(traject) | {"rijen": rijen, "link": link, "voor": voor, "vandaag": today()}
        return render_page(self.request, "gezinsplan/vragenlijsten.html", context)


class VragenlijstPapierView(_TrajectPage):
    """Type over a questionnaire that came in on paper."""

    recht = RECHTEN["vragenlijst.uitdelen"]
    recht_schrijven = RECHTEN["vragenlijst.uitdelen"]

    def get(self, request: HttpRequest, pk: UUID, uitnodiging: UUID) -> HttpResponse:
        """Show the questions."""
        traject, rij = self._subject(uitnodiging)
        if rij is None or rij.ontvangen_op is not None:
            return redirect("gezinsplan:vragenlijsten", pk=traject.pk)
        form = AntwoordenForm(rij, restored(request))
        quiet(form)
        return self._render(traject, rij, form)

    def post(self, request: HttpRequest, pk: UUID, uitnodiging: UUID) -> HttpResponse:
        """Keep the answers."""
        traject, rij = self._subject(uitnodiging)
        if rij is None:
            return redirect("gezinsplan:vragenlijsten", pk=traject.pk)
        form = AntwoordenForm(rij, request.POST)
        if not form.is_valid():
            return self._render(traject, rij, form, status=422)
        try:
            door = medewerker_of(request.user)
            receive_answers(uitnodiging=rij, antwoorden=form.answers(), today=today(), ingevoerd_door=door)
        except ValidationError as fout:
            add_errors(form, fout)
            return self._render(traject, rij, form, status=422)
        self.record_change(traject, objectsoort="eindevragenlijst")
        messages.success(request, "De antwoorden zijn opgeslagen.")
        return redirect("gezinsplan:vragenlijsten", pk=traject.pk)

    def _subject(self, uitnodiging: UUID) -> tuple[Any, Uitnodiging | None]:
        traject = self.read()
        return traject, _find(traject, str(uitnodiging))

    def _render(self, traject: Any, rij: Uitnodiging, form: AntwoordenForm, *, status: int = 200) -> HttpResponse:
        context = self.context(traject) | {"form": form, "uitnodiging": rij}
        return render_page(self.request, "gezinsplan/vragenlijst_papier.html", context, status=status, draft=True)


def _of_traject(traject: Traject) -> Any:
    rows = Uitnodiging.objects.filter(onderwerp_soort="traject", onderwerp_id=traject.pk)
    return rows.select_related("vragenlijst").order_by("pk")


def _find(traject: Traject, pk: str) -> Uitnodiging | None:
    return next((rij for rij in _of_traject(traject) if str(rij.pk) == pk), None)
