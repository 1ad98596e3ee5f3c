"""The gezinsplan on one page: reading it, writing a concept, agreeing, adopting, comparing, and as PDF."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views import View

from cjg.basis.api import StaleVersion, now, quiet, render_page, render_pdf, restored, today
from cjg.dossier.api import DossierView, Gezin, Persoon, Recht, visible_to
from cjg.inzage.api import Handeling
from cjg.organisatie.api import medewerker_of
from gezinsplan.forms.plan import AkkoordForm, PlanEditor, PlanStartForm
from gezinsplan.inhoud import content_of
from gezinsplan.models import Actie, Actievoortgang, Akkoord, Doel, Gezinsplan, Planversie
from gezinsplan.ontbrekend import missing_for_adoption, whose_akkoord
from gezinsplan.rules import RECHTEN, rights_on
from gezinsplan.services import adopt_plan, new_version, record_akkoord, save_concept, set_voortgang, start_plan
from gezinsplan.vergelijking import compare_versions
from gezinsplan.views.gedeeld import VEROUDERD, add_errors, identity_of


class _PlanView(DossierView, View):
    """A page about one plan."""

    objectsoort = "gezinsplan"

    def read(self) -> Any:
        """Return the plan with the gezinnen that this user may see; their members are recorded as shown."""
        plan = self.get_visible(Gezinsplan.objects.with_gezinnen(today()).with_versies())
        mine = set(
            visible_to(self.request.user, Gezin.objects.filter(plan_gezinnen__plan=plan)).values_list("pk", flat=True)
        )
        # The teams of both gezinnen see the plan, not each other's dossier: the other gezin stays a name.
        self.gezinnen = [rij.gezin for rij in plan.plan_gezinnen.all() if rij.gezin_id in mine]
        self.show(*self.gezinnen)
        return plan

    def version(self, plan: Any) -> Planversie:
        """Return the version that the address names, else the newest."""
        asked = self.request.GET.get("versie", "")
        versies = list(plan.versies.all())
        found = next((versie for versie in versies if str(versie.nummer) == asked), None)
        if asked and found is None:
            raise Http404
        versie: Planversie = found or versies[0]
        return versie

    def context(self, plan: Any, versie: Planversie) -> dict[str, Any]:
        """Return what every page about a plan shows."""
        gezin = self.gezinnen[0]
        return {
            "plan": plan,
            "versie": versie,
            "gezin": gezin,
            "gezinnen": [rij.gezin for rij in plan.plan_gezinnen.all()],
            "identity": identity_of(gezin, today(), "gezinsplan:gezin-plan"),
            "mag": rights_on(self.request.user, gezin),
            "doelen": list(read_doelen(versie)),
            "vandaag": today(),
        }

    def concept_or_none(self, plan: Any) -> Planversie | None:
        """Return the concept of a plan, when there is one."""
        newest: Planversie = next(iter(plan.versies.all()))
        return None if newest.is_vastgesteld else newest


def read_doelen(versie: Planversie) -> Any:
    """Return the goals of a version with whose they are, and the actions with where they stand."""
    doelen = Doel.objects.filter(planversie=versie).select_related("voor").order_by("volgorde", "pk")
    return doelen.prefetch_related("acties__voortgang")


class GezinPlanView(DossierView, View):
    """The plan of a gezin: leads to the running one, or starts it."""

    recht_schrijven = RECHTEN["gezinsplan.schrijven"]
    objectsoort = "gezinsplan"

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Go to the plan, or offer to start one."""
        gezin = self._gezin()
        plan = Gezinsplan.objects.active_of(gezin).first()
        if plan is not None:
            return redirect("gezinsplan:plan", pk=plan.pk)
        return self._render(gezin, PlanStartForm(gezinnen=self._others(gezin)))

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Start the plan."""
        gezin = self._gezin()
        form = PlanStartForm(request.POST, gezinnen=self._others(gezin))
        if form.is_valid():
            samen = form.cleaned_data["samen_met"]
            try:
                versie = start_plan(gezinnen=[gezin, samen] if samen else [gezin], now=now())
            except ValidationError as fout:
                add_errors(form, fout)
            else:
                return redirect("gezinsplan:bewerken", pk=versie.plan_id)
        return self._render(gezin, form, status=422)

    def _gezin(self) -> Any:
        gezin = self.get_visible(Gezin.objects.with_leden(today()))
        self.show(gezin)
        return gezin

    def _others(self, gezin: Any) -> Any:
        """Return the other gezinnen of the same children, in which one may write too."""
        leden = [lid.persoon_id for lid in gezin.huidige_leden if lid.is_jeugdige]
        rows = Gezin.objects.filter(leden__persoon__in=leden).exclude(pk=gezin.pk).distinct()
        return visible_to(self.request.user, rows, Recht.REGISTREREN)

    def _render(self, gezin: Any, form: PlanStartForm, *, status: int = 200) -> HttpResponse:
        oude = Gezinsplan.objects.filter(plan_gezinnen__gezin=gezin).order_by("-pk")
        context = {
            "gezin": gezin,
            "form": form,
            "heeft_ander": form.fields["samen_met"].queryset.exists(),  # type: ignore[attr-defined]
            "oude": list(oude),
            "mag": rights_on(self.request.user, gezin),
            "identity": identity_of(gezin, today(), "gezinsplan:gezin-plan"),
        }
        return render_page(self.request, "gezinsplan/plan_starten.html", context, status=status)


class _PlanPage(_PlanView):
    """A plan on one page, with the answers of who must agree."""

    def page(
        self, plan: Any, versie: Planversie, *, refused: dict[Any, AkkoordForm] | None = None, status: int = 200
    ) -> HttpResponse:
        """Draw the plan; `refused` is an answer that could not be kept, by person."""
        context = self.context(plan, versie)
        context["statussen"] = Actievoortgang.Status.choices
        context["akkoorden"] = [
            (persoon, akkoord, (refused or {}).get(persoon.pk) or self.akkoord_form(persoon.pk))
            for persoon, akkoord in self._akkoorden(versie)
        ]
        if not versie.is_vastgesteld:
            context["ontbreekt"] = missing_for_adoption(versie, medewerker_of(self.request.user), today())
        return render_page(self.request, "gezinsplan/plan.html", context, status=status)

    def akkoord_form(self, persoon: UUID, data: Any = None) -> AkkoordForm:
        """Return the form for the answer of one person; the page holds one for each."""
        return AkkoordForm(data, initial={"datum": today()}, auto_id=f"{persoon}-%s")

    def _akkoorden(self, versie: Planversie) -> list[tuple[Persoon, Akkoord | None]]:
        given = {rij.persoon_id: rij for rij in versie.akkoorden.select_related("persoon").order_by("pk")}
        needed = [] if versie.is_vastgesteld else whose_akkoord(versie.plan_id, today())
        rows = [(persoon, given.pop(persoon.pk, None)) for persoon in needed]
        return [*rows, *((rij.persoon, rij) for rij in given.values())]


class PlanView(_PlanPage):
    """A plan on one page."""

    recht_schrijven = RECHTEN["gezinsplan.schrijven"]

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Show a version: `?versie=`, else the newest."""
        plan = self.read()
        return self.page(plan, self.version(plan))

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Start a new version from the one in force."""
        plan = self.read()
        try:
            new_version(plan=plan, now=now())
        except ValidationError as fout:
            messages.error(request, " ".join(fout.messages))
            return redirect("gezinsplan:plan", pk=plan.pk)
        self.record_change(plan)
        return redirect("gezinsplan:bewerken", pk=plan.pk)


class PlanBewerkenView(_PlanView):
    """Write the concept of a plan; rows can be added without JavaScript, a stale edit shows both texts."""

    recht = RECHTEN["gezinsplan.schrijven"]
    recht_schrijven = RECHTEN["gezinsplan.schrijven"]

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Show the editor."""
        plan = self.read()
        versie = self.concept_or_none(plan)
        if versie is None:
            messages.error(request, "Dit plan is vastgesteld. Maak een nieuwe versie om het te wijzigen.")
            return redirect("gezinsplan:plan", pk=plan.pk)
        editor = PlanEditor(self._personen(), restored(request), content_of(versie), versie.versie)
        quiet(*editor.parts)
        return self._render(plan, versie, editor)

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Save the concept, or add a row."""
        plan = self.read()
        versie = self.concept_or_none(plan)
        if versie is None:
            messages.error(request, "Dit plan is intussen vastgesteld en verandert niet meer.")
            return redirect("gezinsplan:plan", pk=plan.pk)
        editor = PlanEditor(self._personen(), request.POST, content_of(versie), versie.versie)
        if editor.erbij:
            editor.add_row()
            return self._render(plan, versie, editor)
        if not editor.is_valid():
            return self._render(plan, versie, editor, status=422)
        try:
            with transaction.atomic():
                expected = editor.form.cleaned_data["versie"]
                save_concept(versie=versie, invoer=editor.invoer(), expected_versie=expected, now=now())
        except ValidationError as fout:
            add_errors(editor.form, fout)
            return self._render(plan, versie, editor, status=422)
        except StaleVersion:
            return self._stale(plan, editor)
        self.record_change(plan)
        messages.success(request, "Het concept is opgeslagen.")
        return redirect("gezinsplan:plan", pk=plan.pk)

    def _stale(self, plan: Any, editor: PlanEditor) -> HttpResponse:
        """Show what the other saved beside what was typed; saving again is then a choice."""
        versie = Planversie.objects.get(plan=plan, status=Planversie.Status.CONCEPT)
        form: Any = editor.form
        form.data = form.data.copy()
        form.data["versie"] = versie.versie
        form.add_error(None, VEROUDERD)
        return self._render(plan, versie, editor, status=409, verouderd=True)

    def _personen(self) -> list[tuple[str, str]]:
        people = {lid.persoon_id: lid.persoon for gezin in self.gezinnen for lid in gezin.huidige_leden}
        return [(str(pk), persoon.naam) for pk, persoon in people.items()]

    def _render(
        self, plan: Any, versie: Planversie, editor: PlanEditor, *, status: int = 200, verouderd: bool = False
    ) -> HttpResponse:
        context = self.context(plan, versie) | {"editor": editor, "form": editor.form, "verouderd": verouderd}
        return render_page(self.request, "gezinsplan/plan_bewerken.html", context, status=status, draft=True)


class AkkoordView(_PlanPage):
    """Record what one person answered to the concept."""

    recht = RECHTEN["gezinsplan.schrijven"]
    recht_schrijven = RECHTEN["gezinsplan.schrijven"]
    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: UUID, persoon: UUID) -> HttpResponse:
        """Keep the answer."""
        plan = self.read()
        versie = self.concept_or_none(plan)
        form = self.akkoord_form(persoon, request.POST)
        if versie is None:
            messages.error(request, "Dit plan is al vastgesteld.")
        elif not (form.is_valid() and self._record(versie, get_object_or_404(Persoon, pk=persoon), form)):
            return self.page(plan, versie, refused={persoon: form}, status=422)
        return redirect("gezinsplan:plan", pk=plan.pk)

    def _record(self, versie: Planversie, persoon: Persoon, form: AkkoordForm) -> bool:
        try:
            record_akkoord(versie=versie, persoon=persoon, today=today(), **form.cleaned_data)
        except ValidationError as fout:
            add_errors(form, fout)
            return False
        self.record_change(*self.gezinnen, objectsoort="akkoord")
        messages.success(self.request, f"Het antwoord van {persoon.naam} is opgeslagen.")
        return True


class VaststellenView(_PlanView):
    """Adopt the concept of a plan."""

    recht = RECHTEN["gezinsplan.vaststellen"]
    recht_schrijven = RECHTEN["gezinsplan.vaststellen"]
    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Adopt it, when nothing is missing."""
        plan = self.read()
        versie = self.concept_or_none(plan)
        asked = request.POST.get("versie", "")
        if versie is None:
            messages.error(request, "Dit plan is al vastgesteld.")
            return redirect("gezinsplan:plan", pk=plan.pk)
        try:
            with transaction.atomic():
                adopt_plan(
                    versie=versie,
                    door=medewerker_of(request.user),
                    expected_versie=int(asked) if asked.isdecimal() and len(asked) < 9 else 0,
                    today=today(),
                    now=now(),
                )
        except ValidationError as fout:
            messages.error(request, "Het plan kan nog niet worden vastgesteld. " + " ".join(fout.messages))
        except StaleVersion:
            messages.error(request, "Het plan is intussen gewijzigd. Lees het opnieuw en stel het daarna vast.")
        else:
            self.record_change(plan)
            messages.success(request, "Het plan is vastgesteld. Deze versie verandert niet meer.")
        return redirect("gezinsplan:plan", pk=plan.pk)


class VergelijkenView(_PlanView):
    """Two versions of a plan side by side."""

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Compare `?van=` with `?naar=`; by default the two newest."""
        plan = self.read()
        versies = {str(versie.nummer): versie for versie in plan.versies.all()}
        newest = sorted(versies.values(), key=lambda versie: -versie.nummer)
        naar = versies.get(request.GET.get("naar", ""), newest[0])
        van = versies.get(request.GET.get("van", ""), newest[min(1, len(newest) - 1)])
        context = self.context(plan, naar) | {"van": van, "naar": naar, "verschil": compare_versions(van, naar)}
        return render_page(request, "gezinsplan/vergelijken.html", context)


class PlanPdfView(_PlanView):
    """A version of a plan as a document of one or two pages, for the family."""

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Make the document; it is logged as printed."""
        plan = self.read()
        versie = self.version(plan)
        context = self.context(plan, versie) | {
            "akkoorden": list(versie.akkoorden.select_related("persoon").order_by("pk")),
            "organisatie": settings.ORGANISATIE_NAAM,
        }
        document = render_pdf("gezinsplan/plan_pdf.html", context)
        self.record_change(plan, handeling=Handeling.AFDRUKKEN)
        headers = {"Content-Disposition": f'inline; filename="gezinsplan-versie-{versie.nummer}.pdf"'}
        return HttpResponse(document, content_type="application/pdf", headers=headers)


class VoortgangView(_PlanView):
    """Where an action of a plan stands."""

    recht = RECHTEN["gezinsplan.schrijven"]
    recht_schrijven = RECHTEN["gezinsplan.schrijven"]
    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: UUID, actie: UUID) -> HttpResponse:
        """Keep the status."""
        plan = self.read()
        row = get_object_or_404(Actie, pk=actie, doel__planversie__plan=plan)
        try:
            set_voortgang(actie=row, status=request.POST.get("status", ""), today=today())
        except ValidationError as fout:
            messages.error(request, " ".join(fout.messages))
        else:
            self.record_change(plan)
        return redirect("gezinsplan:plan", pk=plan.pk)
