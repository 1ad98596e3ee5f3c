"""Making an aanmelding: first look whether the gezin is known, then join it or make a new one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views import View

from cjg.basis.api import Crumb, add_service_errors, open_on, quiet, render_page, restored, today
from cjg.dossier.api import (
    BEKEND_ELDERS,
    DossierView,
    Gezin,
    GezinForm,
    Gezinslid,
    LidFormSet,
    Persoon,
    Recht,
    ZoekForm,
    change_rows,
    find_personen,
    identity_bar,
    visible_to,
)
from cjg.intake.forms.aanmelding import AanmeldingForm, JeugdigenForm
from cjg.intake.models import Aanmelding, Contactmoment
from cjg.intake.rules import RULES
from cjg.intake.services.aanmelding import BestaandGezin, NieuwGezin, derive_team, register_aanmelding
from cjg.inzage.api import Handeling
from cjg.organisatie.api import require

_ROWS = "leden"


def _changed(rijen: Any, request: HttpRequest) -> Any:
    """Return the rows after one was added or taken away."""
    formset = LidFormSet(rijen, prefix=_ROWS)
    if f"{_ROWS}-toevoegen" in request.POST:
        formset.focus_last()
    return formset


class _AanmeldenView(DossierView, View):
    """What the three pages share: who may, and the contact that it came from."""

    recht_schrijven = Recht.REGISTREREN
    objectsoort = "aanmelding"

    def check_entry(self) -> None:
        """Let in only who registers aanmeldingen."""
        require(RULES, self.request.user, "aanmelding.maken")

    def contact(self) -> Contactmoment | None:
        """Return the contact named in the address or the form, when no aanmelding came of it yet."""
        sleutel = self.request.POST.get("contact") or self.request.GET.get("contact") or ""
        try:
            pk = UUID(sleutel)
        except ValueError:
            return None
        queryset: Any = Contactmoment.objects.filter(pk=pk, aanmelding__isnull=True)
        found: Contactmoment | None = queryset.for_list().select_related("wijk__team").first()
        return found

    def crumbs(self, laatste: str) -> list[Crumb]:
        """Return the path to this page."""
        return [Crumb("Aanmeldingen", reverse("intake:aanmeldingen")), Crumb(laatste)]

    def start_values(self, contact: Contactmoment | None) -> dict[str, Any]:
        """Return what the contact says already."""
        if contact is None:
            return {}
        team = derive_team(kerntaak="coaching", gemeente=contact.gemeente, wijk=contact.wijk)
        return {"wijk": contact.wijk, "team": team, "datum": contact.datum}

    def finish(self, aanmelding: Aanmelding, leden: Any) -> HttpResponse:
        """Record what was made and go on: to the gezag per child where that differs, else to the aanmelding."""
        self.record_change(aanmelding, handeling=Handeling.TOEVOEGEN)
        messages.success(self.request, "De aanmelding is opgeslagen.")
        if leden.gezag_differs:
            return redirect("dossier:gezag", pk=aanmelding.gezin_id)
        return redirect("intake:aanmelding", pk=aanmelding.pk)

    def known_persons(self, leden: Any) -> dict[Any, Persoon]:
        """Return the known persons that the rows name and that the user may write about."""
        sleutels = [form.cleaned_data["persoon"] for form in leden.filled if form.cleaned_data["persoon"]]
        if not sleutels:
            return {}
        personen = visible_to(self.request.user, Persoon.objects.filter(pk__in=sleutels), Recht.REGISTREREN)
        return {persoon.pk: persoon for persoon in personen}


class AanmeldingZoekenView(_AanmeldenView):
    """Look whether the gezin is known, on name and date of birth or BSN."""

    doel = "zoeken"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._render(ZoekForm(), None)

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ZoekForm(request.POST)
        if not form.is_valid():
            return self._render(form, None, status=422)
        gevonden = find_personen(request.user, **form.cleaned_data)
        treffers = {persoon.pk for persoon in gevonden.personen}
        leden = visible_to(request.user, Gezinslid.objects.filter(open_on(today()), persoon__in=treffers))
        gezinnen = list(
            Gezin.objects.filter(pk__in=leden.values("gezin_id")).with_leden(today()).order_by("sorteersleutel", "pk")
        )
        self._shown.add(tuple(gezinnen), Handeling.ZOEKEN)
        for paar in gevonden.elders:
            self._shown.add_pairs(Persoon(pk=paar[0]), [paar], Handeling.ZOEKEN)
        resultaat = {"gezinnen": gezinnen, "treffers": treffers, "elders": gevonden.bekend_elders}
        return self._render(form, resultaat)

    def _render(self, form: ZoekForm, resultaat: dict[str, Any] | None, status: int = 200) -> HttpResponse:
        context = {
            "form": form,
            "resultaat": resultaat,
            "contact": self.contact(),
            "hint": BEKEND_ELDERS,
            "crumbs": self.crumbs("Aanmelding maken"),
            "vandaag": today(),
        }
        return render_page(self.request, "intake/aanmelding_zoeken.html", context, status=status)


class AanmeldingNieuwView(_AanmeldenView):
    """An aanmelding of a gezin that is made with it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        typed = restored(request)
        if typed is None:
            return self._first()
        form, gezin, leden = AanmeldingForm(typed), GezinForm(typed), LidFormSet(typed, prefix=_ROWS)
        quiet(form, gezin, leden)
        return self._show(form, gezin, leden, is_new=True)

    def post(self, request: HttpRequest) -> HttpResponse:
        if "overnemen" in request.POST:
            return self._first()
        rijen = change_rows(request.POST, _ROWS)
        if rijen is not None:
            return self._show(AanmeldingForm(rijen), GezinForm(rijen), _changed(rijen, request), is_new=True)
        form, gezin, leden = (
            AanmeldingForm(request.POST),
            GezinForm(request.POST),
            LidFormSet(request.POST, prefix=_ROWS),
        )
        if not all([form.is_valid(), gezin.is_valid(), leden.is_valid()]):
            return self._show(form, gezin, leden, status=422)
        team = form.choose_team(gezin.cleaned_data["gemeente"])
        if team is None:
            return self._show(form, gezin, leden, status=422)
        bekend = self.known_persons(leden)
        user: Any = request.user
        # Children first: what gezag an adult has is applied to the children that are there.
        invoer = sorted((rij.invoer(bekend) for rij in leden.filled), key=lambda lid: lid.rol not in ("301", "115"))
        try:
            aanmelding = register_aanmelding(
                gegevens=form.gegevens(),
                gezin=NieuwGezin(**gezin.cleaned_data, leden=invoer),
                team=team,
                door=user,
                today=today(),
                contactmoment=self.contact(),
                pk=form.cleaned_data["sleutel"],
            )
        except ValidationError as fout:
            add_service_errors(form, fout)
            return self._show(form, gezin, leden, status=422)
        return self.finish(aanmelding, leden)

    def _first(self) -> HttpResponse:
        """Show the form with what the contact and the search say already; names come in the body, never in a URL."""
        contact, data = self.contact(), self.request.POST
        naam = data.get("naam", "").strip()[:100]
        voornaam, _, achternaam = naam.partition(" ")
        kind: dict[str, Any] = {
            "rol": "301",
            "voornamen": voornaam if achternaam else "",
            "achternaam": achternaam or voornaam,
        }
        kind |= {"geboortedatum": data.get("geboortedatum") or None, "bsn": data.get("bsn", "")[:12]}
        leden = LidFormSet(initial=[kind, {"rol": "112", "achternaam": kind["achternaam"]}], prefix=_ROWS)
        gemeente = contact.gemeente_id if contact else None
        gezin = GezinForm(initial={"naam": kind["achternaam"], "gemeente": gemeente})
        return self._show(AanmeldingForm(initial=self.start_values(contact)), gezin, leden)

    def _show(
        self, form: AanmeldingForm, gezin: GezinForm, leden: Any, *, status: int = 200, is_new: bool = False
    ) -> HttpResponse:
        context = {
            "form": form,
            "gezin_form": gezin,
            "leden": leden,
            "toon_fouten": not is_new,
            "contact": self.contact(),
            "crumbs": self.crumbs("Nieuw gezin aanmelden"),
        }
        return render_page(self.request, "intake/aanmelding_nieuw.html", context, status=status, draft=True)


class AanmeldingBijGezinView(_AanmeldenView):
    """An aanmelding of a gezin that is known, for some of its jeugdigen and whoever comes to it."""

    recht = Recht.REGISTREREN

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        gezin = self._gezin()
        typed = restored(request)
        form = AanmeldingForm(typed, initial=self.start_values(self.contact()))
        jeugdigen, leden = self._jeugdigen(gezin, typed), LidFormSet(typed, prefix=_ROWS)
        quiet(form, jeugdigen, leden)
        return self._show(gezin, form, jeugdigen, leden, is_new=typed is not None)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        gezin = self._gezin()
        rijen = change_rows(request.POST, _ROWS)
        if rijen is not None:
            formset = _changed(rijen, request)
            return self._show(gezin, AanmeldingForm(rijen), self._jeugdigen(gezin, rijen), formset, is_new=True)
        form, jeugdigen = AanmeldingForm(request.POST), self._jeugdigen(gezin, request.POST)
        leden = LidFormSet(request.POST, prefix=_ROWS)
        team = None
        if all([form.is_valid(), jeugdigen.is_valid(), leden.is_valid()]):
            team = form.choose_team(gezin.gemeente)
        if team is None:
            return self._show(gezin, form, jeugdigen, leden, status=422)
        bekend = self.known_persons(leden)
        user: Any = request.user
        nieuwe = [rij.invoer(bekend) for rij in leden.filled]
        try:
            aanmelding = register_aanmelding(
                gegevens=form.gegevens(),
                gezin=BestaandGezin(gezin=gezin, jeugdigen=jeugdigen.chosen, nieuwe_leden=nieuwe),
                team=team,
                door=user,
                today=today(),
                contactmoment=self.contact(),
                pk=form.cleaned_data["sleutel"],
            )
        except ValidationError as fout:
            add_service_errors(form, fout)
            return self._show(gezin, form, jeugdigen, leden, status=422)
        return self.finish(aanmelding, leden)

    def _gezin(self) -> Gezin:
        gezin: Gezin = self.get_visible(Gezin.objects.with_leden(today()).select_related("gemeente"))
        self.show(gezin)
        return gezin

    def _jeugdigen(self, gezin: Any, data: Any = None) -> JeugdigenForm:
        leden = [lid for lid in gezin.huidige_leden if lid.is_jeugdige]
        return JeugdigenForm(data, leden=leden, day=today())

    def _show(
        self,
        gezin: Gezin,
        form: AanmeldingForm,
        jeugdigen: JeugdigenForm,
        leden: Any,
        *,
        status: int = 200,
        is_new: bool = False,
    ) -> HttpResponse:
        context = {
            "form": form,
            "jeugdigen_form": jeugdigen,
            "leden": leden,
            "toon_fouten": not is_new,
            "contact": self.contact(),
            "gezin": gezin,
            "identity": identity_bar(gezin, day=today()),
            "crumbs": self.crumbs("Aanmelden"),
        }
        return render_page(self.request, "intake/aanmelding_bij_gezin.html", context, status=status, draft=True)
