"""Evaluations: those that are due, recording one, moving one, and the teamleider's word."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views import View

from cjg.basis.api import (
    Chip,
    Column,
    EmptyState,
    InvalidCursorError,
    StaleVersion,
    Table,
    keyset_page,
    now,
    quiet,
    render_page,
    restored,
    today,
)
from cjg.dossier.api import DossierView, Gezin, Recht, may
from cjg.organisatie.api import medewerker_of, require
from gezinsplan.forms.scores import ScoresForm
from gezinsplan.forms.traject import EvaluatieForm, VerzettenForm
from gezinsplan.invoer import EvaluatieInvoer
from gezinsplan.models import Evaluatie
from gezinsplan.rules import RECHTEN, RULES, rights_on
from gezinsplan.services import agree_longer, hold_evaluatie, move_evaluatie
from gezinsplan.services.evaluatie import scorable_doelen
from gezinsplan.views.gedeeld import add_errors, identity_of
from gezinsplan.views.traject import keep_typed

_KOLOMMEN = [
    Column("gezin", "Gezin", template="gezinsplan/cellen/evaluatie_gezin.html"),
    Column("soort", "Evaluatie", template="gezinsplan/cellen/evaluatie_soort.html"),
    Column("medewerker_naam", "Aanspreekpunt"),
    Column("uiterlijk", "Uiterlijk", template="gezinsplan/cellen/evaluatie_dag.html"),
]


class EvaluatieListView(DossierView, View):
    """The evaluations still to be held, the first due first."""

    doel = "werkvoorraad"

    def check_entry(self) -> None:
        """Let in only who works in dossiers: for others there is nothing to hold."""
        require(RULES, self.request.user, "evaluatie.lijst")

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show a page of the list: of oneself (and whom one replaces), or of all that one may see."""
        van = request.GET.get("van", "mij")
        user: Any = request.user
        visible: Any = self.visible(Evaluatie.objects.planned())
        rows = visible.with_traject().with_aanspreekpunt(today())
        if van != "alle":
            rows = rows.filter(medewerker_id__in=user.profiel.medewerker_ids)
        order = ["uiterlijk"]
        try:
            page = keyset_page(rows, order=order, cursor=request.GET.get("cursor", ""))
        except InvalidCursorError:
            page = keyset_page(rows, order=order)
        self.show(*page.rows)
        address = reverse("gezinsplan:evaluaties")
        table = Table(
            "evaluaties",
            "Evaluaties",
            _KOLOMMEN,
            page.rows,
            page=page,
            chips=[
                Chip("Van mij", address, van != "alle"),
                Chip("Alle die ik mag zien", f"{address}?van=alle", van == "alle"),
            ],
            empty=EmptyState("Geen evaluaties", "Evaluaties staan hier vanzelf als een traject begint."),
            notice="U ziet de evaluaties van gezinnen waar u of uw team bij betrokken is.",
            hide_caption=True,
        )
        return render_page(request, "gezinsplan/evaluaties.html", {"table": table})


class _EvaluatieView(DossierView, View):
    """A page about one evaluation."""

    objectsoort = "evaluatie"

    def read(self) -> Any:
        """Return the evaluation with its traject, recorded as shown."""
        evaluatie = self.get_visible(
            Evaluatie.objects.with_traject().select_related("gehouden_door__gebruiker", "akkoord_door__gebruiker")
        )
        self.show(evaluatie)
        return evaluatie

    def context(self, evaluatie: Any) -> dict[str, Any]:
        """Return what every page about an evaluation shows."""
        gezin = Gezin.objects.with_leden(today()).get(pk=evaluatie.traject.gezin_id)
        self.show(gezin)
        return {
            "evaluatie": evaluatie,
            "traject": evaluatie.traject,
            "identity": identity_of(gezin, today()),
            "mag": rights_on(self.request.user, gezin),
        }


class EvaluatieView(_EvaluatieView):
    """Record an evaluation, or read one that was held."""

    recht_schrijven = RECHTEN["evaluatie.vastleggen"]

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Show the form, or what was recorded."""
        evaluatie = self.read()
        if not evaluatie.is_gepland:
            return self._read_only(evaluatie)
        initial = {"gehouden_op": today(), "versie": evaluatie.versie}
        typed = restored(request)
        form = EvaluatieForm(typed, soort=evaluatie.soort, initial=initial)
        scores = ScoresForm(scorable_doelen(evaluatie.traject), typed)
        quiet(form, scores)
        return self._render(evaluatie, form, scores)

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Record it."""
        evaluatie = self.read()
        form = EvaluatieForm(request.POST, soort=evaluatie.soort)
        scores = ScoresForm(scorable_doelen(evaluatie.traject), request.POST)
        if not (form.is_valid() and scores.is_valid()):
            return self._render(evaluatie, form, scores, status=422)
        try:
            self._hold(evaluatie, form, scores)
        except ValidationError as fout:
            add_errors(form, fout)
            return self._render(evaluatie, form, scores, status=422)
        except StaleVersion:
            return self._render(evaluatie, keep_typed(form, evaluatie), scores, status=409)
        self.record_change(evaluatie)
        messages.success(request, "De evaluatie is opgeslagen.")
        if form.cleaned_data["vervolg"] == Evaluatie.Vervolg.AFSLUITEN:
            return redirect("gezinsplan:afsluiten", pk=evaluatie.traject_id)
        return redirect("gezinsplan:traject", pk=evaluatie.traject_id)

    def _hold(self, evaluatie: Any, form: EvaluatieForm, scores: ScoresForm) -> None:
        data = {name: value for name, value in form.cleaned_data.items() if name != "versie"}
        hold_evaluatie(
            evaluatie=evaluatie,
            invoer=EvaluatieInvoer(**data, scores=scores.scores()),
            door=medewerker_of(self.request.user),
            is_teamleider=may(self.request.user, Recht.OVERDRAGEN, evaluatie.traject.gezin_id),
            expected_versie=form.cleaned_data["versie"],
            today=today(),
            now=now(),
        )

    def _render(self, evaluatie: Any, form: EvaluatieForm, scores: ScoresForm, *, status: int = 200) -> HttpResponse:
        context = self.context(evaluatie) | {"form": form, "scores": scores, "heeft_plan": bool(scores.doelen)}
        return render_page(self.request, "gezinsplan/evaluatie_vastleggen.html", context, status=status, draft=True)

    def _read_only(self, evaluatie: Any) -> HttpResponse:
        scores = evaluatie.scores.select_related("doel").order_by("doel__volgorde", "door")
        return render_page(
            self.request, "gezinsplan/evaluatie.html", self.context(evaluatie) | {"scores": list(scores)}
        )


class EvaluatieVerzettenView(_EvaluatieView):
    """Move a planned evaluation to another day, with the reason."""

    recht = RECHTEN["evaluatie.verzetten"]
    recht_schrijven = RECHTEN["evaluatie.verzetten"]

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Show the form."""
        evaluatie = self.read()
        initial = {"uiterlijk": evaluatie.uiterlijk, "versie": evaluatie.versie}
        return self._render(evaluatie, VerzettenForm(initial=initial))

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Move it."""
        evaluatie = self.read()
        form = VerzettenForm(request.POST)
        if not form.is_valid():
            return self._render(evaluatie, form, status=422)
        data = form.cleaned_data
        try:
            move_evaluatie(
                evaluatie=evaluatie,
                uiterlijk=data["uiterlijk"],
                reden=data["reden"],
                expected_versie=data["versie"],
                today=today(),
                now=now(),
            )
        except ValidationError as fout:
            add_errors(form, fout)
            return self._render(evaluatie, form, status=422)
        except StaleVersion:
            return self._render(evaluatie, keep_typed(form, evaluatie), status=409)
        self.record_change(evaluatie)
        messages.success(request, f"De evaluatie is verzet naar {data['uiterlijk']:%d-%m-%Y}.")
        return redirect("gezinsplan:traject", pk=evaluatie.traject_id)

    def _render(self, evaluatie: Any, form: VerzettenForm, *, status: int = 200) -> HttpResponse:
        context = self.context(evaluatie) | {"form": form}
        return render_page(self.request, "gezinsplan/evaluatie_verzetten.html", context, status=status)


class EvaluatieAkkoordView(_EvaluatieView):
    """The teamleider agrees that a traject lasts longer than six months."""

    recht = RECHTEN["evaluatie.langer akkoord"]
    recht_schrijven = RECHTEN["evaluatie.langer akkoord"]
    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Agree."""
        evaluatie = self.read()
        try:
            agree_longer(evaluatie=evaluatie, teamleider=medewerker_of(request.user), today=today(), now=now())
        except ValidationError as fout:
            messages.error(request, " ".join(fout.messages))
        else:
            self.record_change(evaluatie)
            messages.success(request, "U bent akkoord. Het traject gaat langer door.")
        return redirect("gezinsplan:evaluatie", pk=evaluatie.pk)
