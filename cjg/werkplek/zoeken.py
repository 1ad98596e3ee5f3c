"""Searching persons and gezinnen: only what one may see, logged per person shown, never what was typed.

Everything goes by POST: a name or a birth date in an address would end up in histories and in the logs of servers.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from cjg.basis.api import now, open_on, render_page, today
from cjg.dossier.api import (
    BEKEND_ELDERS,
    DossierView,
    Gezin,
    Gezinslid,
    Persoon,
    Zoekresultaat,
    find_gezinnen,
    find_personen,
    make_pass,
    visible_to,
)
from cjg.inzage.api import Handeling
from cjg.organisatie.api import require
from cjg.werkplek.rules import RULES
from cjg.werkplek.zoekvraag import Zoekvraag, read_zoekvraag

KORTSTE = 2
IN_PALET = 6


class ZoekForm(forms.Form):
    """One field for whatever one knows."""

    zoek = forms.CharField(
        label="Naam, geboortedatum of BSN",
        help_text="Bijvoorbeeld: sem de vries 14-5-2014. Een tikfout in de naam is niet erg.",
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autofocus": True, "spellcheck": "false"}),
        error_messages={"required": "Vul een naam, geboortedatum of BSN in."},
    )

    def clean_zoek(self) -> Zoekvraag:
        """Read what was typed; refuse what cannot be right, or is too little to search with."""
        vraag = read_zoekvraag(self.cleaned_data["zoek"])
        if vraag.fout:
            raise forms.ValidationError(vraag.fout)
        if not vraag or (vraag.naam and len(vraag.naam) < KORTSTE):
            raise forms.ValidationError("Vul ten minste twee letters in, of een geboortedatum of BSN.")
        return vraag


@dataclass(frozen=True, slots=True)
class Gevonden:
    """A person with the gezinnen in which the user may see them."""

    persoon: Persoon
    leeftijd: int | None
    lidmaatschappen: list[Gezinslid]


@dataclass(frozen=True, slots=True)
class Uitkomst:
    """What a search shows."""

    personen: list[Gevonden]
    gezinnen: list[Gezin]
    pas: str = ""

    def __bool__(self) -> bool:
        return bool(self.personen or self.gezinnen)


class _Zoekt(DossierView, View):
    doel = "zoeken"
    objectsoort = "zoeken"

    def check_entry(self) -> None:
        """Let in only who works in dossiers."""
        require(RULES, self.request.user, "zoeken")

    def search(self, vraag: Zoekvraag, *, meest: int | None = None, with_hint: bool = False) -> Uitkomst:
        """Find, and record each person that will be shown; `meest` is how many there is room for."""
        user: Any = self.request.user
        gevonden = find_personen(user, naam=vraag.naam, geboortedatum=vraag.geboortedatum, bsn=vraag.bsn)
        personen = _with_gezinnen(user, gevonden.personen[:meest], today())
        for rij in personen:
            gezin_ids: list[UUID | None] = [lid.gezin_id for lid in rij.lidmaatschappen]
            paren = [(rij.persoon.pk, gezin_id) for gezin_id in gezin_ids or [None]]
            self.show_pairs(rij.persoon, paren, handeling=Handeling.ZOEKEN)
        # Somebody who typed a birth date or a BSN is looking for a person.
        gezinnen = find_gezinnen(user, vraag.naam)[:meest] if vraag.naam and not vraag.geboortedatum else []
        for gezin in gezinnen:
            self.show_pairs(gezin, [(None, gezin.pk)], handeling=Handeling.ZOEKEN)
        return Uitkomst(personen, gezinnen, self._hint(gevonden) if with_hint else "")

    def _hint(self, gevonden: Zoekresultaat) -> str:
        """Record that the hint was given about these persons, and return the pass that goes with it."""
        if not gevonden.bekend_elders:
            return ""
        for paar in gevonden.elders:
            self.show_pairs(Persoon(pk=paar[0]), [paar], handeling=Handeling.ZOEKEN, grond="bekend elders")
        user: Any = self.request.user
        return make_pass(user.pk, [gezin for _, gezin in gevonden.elders], now=now())


class ZoekenView(_Zoekt):
    """The page that searches."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the empty form."""
        return render_page(request, "werkplek/zoeken.html", {"form": ZoekForm()})

    def post(self, request: HttpRequest) -> HttpResponse:
        """Show what was found; nothing of it stands in an address."""
        form = ZoekForm(request.POST)
        if not form.is_valid():
            return render_page(request, "werkplek/zoeken.html", {"form": form}, status=422)
        uitkomst = self.search(form.cleaned_data["zoek"], with_hint=True)
        context = {"form": form, "uitkomst": uitkomst, "bekend_elders": BEKEND_ELDERS}
        return render_page(request, "werkplek/zoeken.html", context, partial="resultaten")


class ZoekpaletView(_Zoekt):
    """The list under the search field of every page, while one types."""

    def post(self, request: HttpRequest) -> HttpResponse:
        """Answer with a few hits, or with nothing while there is too little to search with."""
        form = ZoekForm(request.POST)
        uitkomst = self.search(form.cleaned_data["zoek"], meest=IN_PALET) if form.is_valid() else None
        return render(request, "werkplek/zoeken_palet.html", {"uitkomst": uitkomst})


def _with_gezinnen(user: Any, personen: list[Persoon], day: datetime.date) -> list[Gevonden]:
    leden = visible_to(user, Gezinslid.objects.filter(open_on(day), persoon__in=personen))
    per_persoon: dict[Any, list[Gezinslid]] = {}
    for lid in leden.select_related("gezin").order_by("gezin__sorteersleutel", "pk"):
        per_persoon.setdefault(lid.persoon_id, []).append(lid)
    return [Gevonden(persoon, persoon.age_on(day), per_persoon.get(persoon.pk, [])) for persoon in personen]
