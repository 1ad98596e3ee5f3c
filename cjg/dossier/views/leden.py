"""Changing a person, the members of a gezin and the gezag."""

from __future__ import annotations

from dataclasses import fields
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views import View

from cjg.basis.api import (
    Crumb,
    StaleVersion,
    add_service_errors,
    differences,
    keep_stale,
    now,
    open_on,
    quiet,
    read_versie,
    render_page,
    restored,
    today,
)
from cjg.dossier.forms.adres import AdresForm
from cjg.dossier.forms.leden import EindeForm, GezagForm
from cjg.dossier.forms.personen import LidForm, PersoonForm
from cjg.dossier.gate import DossierView
from cjg.dossier.identiteit import identity_bar
from cjg.dossier.models import Adres, Gezag, Gezin, Gezinslid, Persoon
from cjg.dossier.rechten import Recht
from cjg.dossier.services import (
    PersoonInvoer,
    add_gezinslid,
    end_gezinslid,
    set_adres,
    set_gezag,
    update_persoon,
)
from cjg.inzage.api import Handeling


class _BeheerView(DossierView, View):
    """A page that changes who belongs to a gezin; its address holds the key of the gezin."""

    recht = Recht.BEHEREN
    recht_schrijven = Recht.BEHEREN
    template = ""
    titel = ""
    has_draft = False

    def gezin(self) -> Any:
        """Return the gezin with its members, recorded as shown."""
        gezin = self.get_visible(Gezin.objects.with_leden(today()).select_related("gemeente"))
        self.show(gezin)
        return gezin

    def render(self, gezin: Any, form: Any, *, status: int = 200, **extra: Any) -> HttpResponse:
        """Show the page."""
        context = {
            "gezin": gezin,
            "form": form,
            "titel": self.titel,
            "identity": identity_bar(gezin, day=today()),
            "crumbs": [Crumb(f"Gezin {gezin.naam}", reverse("dossier:gezin", args=[gezin.pk])), Crumb(self.titel)],
        }
        return render_page(self.request, self.template, context | extra, status=status, draft=self.has_draft)


class LidToevoegenView(_BeheerView):
    """Add somebody new to a gezin."""

    objectsoort = "gezinslid"
    template = "dossier/lid_toevoegen.html"
    titel = "Gezinslid toevoegen"
    has_draft = True

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = LidForm(restored(request), initial={"rol": "301"})
        quiet(form)
        return self.render(self.gezin(), form)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        gezin, form = self.gezin(), LidForm(request.POST)
        if form.is_valid() and form.is_empty:
            form.add_error("achternaam", "Vul een achternaam in.")
        if not form.is_valid():
            return self.render(gezin, form, status=422)
        try:
            lid = add_gezinslid(gezin=gezin, lid=form.invoer({}), today=today())
        except ValidationError as fout:
            add_service_errors(form, fout)
            return self.render(gezin, form, status=422)
        self.record_change(lid, handeling=Handeling.TOEVOEGEN)
        messages.success(request, f"{lid.persoon} hoort nu bij het gezin.")
        return redirect("dossier:gezin", pk=gezin.pk)


class LidEindeView(_BeheerView):
    """End that somebody belongs to a gezin."""

    objectsoort = "gezinslid"
    template = "dossier/lid_einde.html"
    titel = "Gezinslid beëindigen"

    def get(self, request: HttpRequest, lid: UUID, **kwargs: Any) -> HttpResponse:
        gezin, gezinslid = self._lid(lid)
        form = EindeForm(initial={"einddatum": today(), "versie": gezinslid.versie})
        return self.render(gezin, form, lid=gezinslid)

    def post(self, request: HttpRequest, lid: UUID, **kwargs: Any) -> HttpResponse:
        gezin, gezinslid = self._lid(lid)
        form = EindeForm(request.POST)
        if not form.is_valid():
            return self.render(gezin, form, lid=gezinslid, status=422)
        data = form.cleaned_data
        try:
            end_gezinslid(gezinslid=gezinslid, einddatum=data["einddatum"], expected_versie=data["versie"])
        except ValidationError as fout:
            add_service_errors(form, fout)
            return self.render(gezin, form, lid=gezinslid, status=422)
        except StaleVersion as fout:
            gezinslid.refresh_from_db(fields=["einddatum"])
            keep_stale(form, fout.current, {"einddatum": gezinslid.einddatum})
            return self.render(gezin, form, lid=gezinslid, status=409)
        self.record_change(gezinslid)
        messages.success(request, f"{gezinslid.persoon} hoort tot en met die dag bij het gezin.")
        return redirect("dossier:gezin", pk=gezin.pk)

    def _lid(self, lid: UUID) -> tuple[Any, Gezinslid]:
        gezin = self.gezin()
        rijen = Gezinslid.objects.filter(gezin=gezin, einddatum__isnull=True).select_related("persoon")
        return gezin, self.get_visible(rijen, pk=lid)


class GezagView(_BeheerView):
    """Who has gezag over each child: in a blended family it differs per child."""

    objectsoort = "gezag"
    template = "dossier/gezag.html"
    titel = "Gezag"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        gezin = self.gezin()
        return self.render(gezin, GezagForm(leden=gezin.huidige_leden, nu=self._now(gezin)))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        gezin = self.gezin()
        form = GezagForm(request.POST, leden=gezin.huidige_leden, nu=self._now(gezin))
        if not form.is_valid():
            return self.render(gezin, form, status=422)
        try:
            with transaction.atomic():
                for kind, ouder, soort in form.changed:
                    vanaf = form.cleaned_data["begindatum"]
                    set_gezag(jeugdige=kind, gezagsdrager=ouder, soort=soort, begindatum=vanaf)
        except ValidationError as fout:
            add_service_errors(form, fout)
            return self.render(gezin, form, status=422)
        self.record_change(gezin, objectsoort="gezag")
        messages.success(request, "Het gezag is opgeslagen.")
        return redirect("dossier:gezin", pk=gezin.pk)

    def _now(self, gezin: Any) -> dict[tuple[Any, Any], str]:
        leden = [lid.persoon_id for lid in gezin.huidige_leden]
        rijen = Gezag.objects.filter(open_on(today()), jeugdige__in=leden, gezagsdrager__in=leden)
        return {
            (jeugdige, drager): soort
            for jeugdige, drager, soort in rijen.values_list("jeugdige_id", "gezagsdrager_id", "soort")
        }


class AdresView(_BeheerView):
    """Where the members live: a letter without an address cannot be sent."""

    objectsoort = "adres"
    template = "dossier/adres.html"
    titel = "Adres"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        gezin = self.gezin()
        return self.render(gezin, self._form(gezin))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        gezin = self.gezin()
        form = self._form(gezin, request.POST)
        if not form.is_valid():
            return self.render(gezin, form, status=422)
        try:
            vanaf = form.cleaned_data["begindatum"]
            adressen = set_adres(personen=form.chosen, invoer=form.invoer(), begindatum=vanaf)
        except ValidationError as fout:
            add_service_errors(form, fout)
            return self.render(gezin, form, status=422)
        for adres in adressen:
            self.show_pairs(adres, [(adres.persoon_id, gezin.pk)], handeling=Handeling.WIJZIGEN)
        messages.success(request, "Het adres is opgeslagen.")
        return redirect("dossier:gezin", pk=gezin.pk)

    def _form(self, gezin: Any, data: Any = None) -> AdresForm:
        leden = [lid.persoon for lid in gezin.huidige_leden]
        adressen = Adres.objects.filter(open_on(today()), persoon__in=leden, soort=Adres.Soort.BRP)
        return AdresForm(data, leden=leden, adressen=list(adressen))


class PersoonWijzigenView(_BeheerView):
    """Change what is known of a member; of two who change it at once, the second sees both versions."""

    objectsoort = "persoon"
    template = "dossier/persoon_wijzigen.html"
    titel = "Gegevens wijzigen"
    has_draft = True

    def get(self, request: HttpRequest, persoon: UUID, **kwargs: Any) -> HttpResponse:
        gezin, gevonden = self._persoon(persoon)
        typed = restored(request)
        form = PersoonForm(typed, initial=_initial(gevonden))
        quiet(form)
        return self._show(gezin, gevonden, form, read_versie(typed) if typed else gevonden.versie)

    def post(self, request: HttpRequest, persoon: UUID, **kwargs: Any) -> HttpResponse:
        gezin, gevonden = self._persoon(persoon)
        form = PersoonForm(request.POST)
        versie = read_versie(request.POST)
        if not form.is_valid():
            return self._show(gezin, gevonden, form, versie, status=422)
        stored = _initial(gevonden)
        try:
            update_persoon(persoon=gevonden, invoer=form.invoer(), expected_versie=versie, today=today(), now=now())
        except ValidationError as fout:
            add_service_errors(form, fout)
            return self._show(gezin, gevonden, form, versie, status=422)
        except StaleVersion as fout:
            verschillen = differences(form, stored)
            return self._show(gezin, gevonden, form, fout.current, status=409, verschillen=verschillen)
        self._shown.add_pairs(gevonden, [(gevonden.pk, gezin.pk)], Handeling.WIJZIGEN)
        messages.success(request, f"De gegevens van {gevonden} zijn gewijzigd.")
        return redirect("dossier:gezin", pk=gezin.pk)

    def _persoon(self, persoon: UUID) -> tuple[Any, Persoon]:
        gezin = self.gezin()
        gevonden: Persoon = self.get_visible(Persoon.objects.filter(gezinslidmaatschappen__gezin=gezin), pk=persoon)
        return gezin, gevonden

    def _show(
        self,
        gezin: Any,
        persoon: Persoon,
        form: PersoonForm,
        versie: Any,
        *,
        status: int = 200,
        verschillen: Any = None,
    ) -> HttpResponse:
        return self.render(gezin, form, persoon=persoon, versie=versie, verschillen=verschillen, status=status)


def _initial(persoon: Persoon) -> dict[str, Any]:
    return {veld.name: getattr(persoon, veld.name) for veld in fields(PersoonInvoer)}
