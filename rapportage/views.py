"""The screens of reports: the list, one report, its files, adopting it, and the catalogue of indicators."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views import View

from cjg.basis.api import Crumb, Kwartaal, StaleVersion, Tile, now, today
from cjg.organisatie.api import allowed, medewerker_of, require
from rapportage.beeld import Beeld, make_beeld
from rapportage.bestanden import MIME
from rapportage.bestanden.pdf import make_page
from rapportage.downloads import file_response
from rapportage.forms import KwartaalForm, ToelichtingForm, VaststellenForm
from rapportage.indicatoren import INDICATOREN, Doel
from rapportage.models import Kwartaalrapport
from rapportage.rules import CATALOGUS, EXACT, INZIEN, LIJST, RULES, TOELICHTEN, VASTSTELLEN
from rapportage.services import adopt_rapport, current_content, explain_rapport, open_rapporten

_TEGELS = ("IA-2", "GC-1", "GC-14", "GC-4", "GC-16", "GC-9")


def _find(request: HttpRequest, pk: UUID) -> Kwartaalrapport:
    """Return a report that the user may see; any other does not exist."""
    rapport = Kwartaalrapport.objects.visible_to(request.user).newest_first().filter(pk=pk).first()
    if rapport is None or not allowed(RULES, request.user, INZIEN, rapport):
        raise Http404("Dit rapport is er niet.")
    return rapport  # type: ignore[no-any-return]


class RapportLijst(View):
    """The reports that one may see, newest quarter first."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the list."""
        require(RULES, request.user, LIJST)
        return self._show(request, KwartaalForm(last=Kwartaal.last_finished(today())))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Open the reports of a quarter."""
        require(RULES, request.user, EXACT)
        form = KwartaalForm(request.POST, last=Kwartaal.last_finished(today()))
        if not form.is_valid():
            return self._show(request, form, status=422)
        rapporten = open_rapporten(Kwartaal.parse(form.cleaned_data["kwartaal"]))
        return redirect("rapportage:rapport", rapporten[0].pk)

    def _show(self, request: HttpRequest, form: KwartaalForm, *, status: int = 200) -> HttpResponse:
        rapporten = Kwartaalrapport.objects.visible_to(request.user).newest_first()
        exact = allowed(RULES, request.user, EXACT)
        context = {"rapporten": rapporten, "form": form, "is_exact": exact, "soorten": list(MIME)}
        return render(request, "rapportage/rapporten.html", context, status=status)


class RapportDetail(View):
    """One report: exact for who works with it, protected for the gemeente."""

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Show the report."""
        return show_rapport(request, _find(request, pk))


def show_rapport(
    request: HttpRequest, rapport: Kwartaalrapport, *, form: ToelichtingForm | None = None, status: int = 200
) -> HttpResponse:
    """Render the page of a report."""
    exact = allowed(RULES, request.user, EXACT, rapport)
    beeld = make_beeld(current_content(rapport), exact=exact)
    may_explain = allowed(RULES, request.user, TOELICHTEN, rapport)
    own = ToelichtingForm(instance=rapport, initial={"versie": rapport.versie}) if may_explain else None
    context = {
        "rapport": rapport,
        "beeld": beeld,
        "hoofdstukken": [(kern.naam, [make_page(i) for i in kern.indicatoren]) for kern in beeld.kerntaken],
        "tegels": _tiles(beeld),
        "form": form or own,
        "mag_vaststellen": allowed(RULES, request.user, VASTSTELLEN, rapport),
        "soorten": list(MIME),
        "crumbs": [Crumb("Kwartaalrapporten", "/kwartaalrapporten/"), Crumb(str(rapport))],
    }
    return render(request, "rapportage/rapport.html", context, status=status)


def _tiles(beeld: Beeld) -> list[Tile]:
    """Return the figures at the top, each with the year before and its definition."""
    known = {indicator.sleutel: indicator for indicator in beeld.indicatoren}
    return [
        Tile(
            label=known[code].naam,
            value=known[code].totaal.tekst + (" dagen" if known[code].maat == "duur" else ""),
            note=f"een jaar eerder: {known[code].jaar_eerder.tekst}",
            url=f"#{code}",
            definition=known[code].definitie,
        )
        for code in _TEGELS
        if code in known
    ]


class RapportToelichten(View):
    """Write the explanation beside the figures."""

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Save it; a stale or frozen report shows what was typed."""
        rapport = _find(request, pk)
        require(RULES, request.user, TOELICHTEN, rapport)
        form = ToelichtingForm(request.POST)
        if not form.is_valid():
            return show_rapport(request, rapport, form=form, status=422)
        tekst, versie = form.cleaned_data["toelichting"], form.cleaned_data["versie"]
        try:
            explain_rapport(rapport=rapport, toelichting=tekst, expected_versie=versie)
        except StaleVersion:
            return _show_stale(request, pk, tekst)
        messages.success(request, "De toelichting is opgeslagen.")
        return redirect("rapportage:rapport", pk)


def _show_stale(request: HttpRequest, pk: UUID, tekst: str) -> HttpResponse:
    """Show what was typed beside what somebody else saved in between."""
    fresh = _find(request, pk)
    form = ToelichtingForm({"toelichting": tekst, "versie": fresh.versie})
    form.add_error(
        "toelichting",
        f"Iemand anders heeft de toelichting intussen gewijzigd. Er staat nu: “{fresh.toelichting}”."
        " Pas uw tekst aan en sla opnieuw op.",
    )
    return show_rapport(request, fresh, form=form, status=409)


class RapportVaststellen(View):
    """Adopt a report, with the explanation as it stands in the form: from then on it never changes."""

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Adopt it, or say why not."""
        rapport = _find(request, pk)
        require(RULES, request.user, VASTSTELLEN, rapport)
        form = VaststellenForm(request.POST)
        versie = form.cleaned_data["versie"] if form.is_valid() else 0
        medewerker = medewerker_of(request.user)
        tekst = form.cleaned_data.get("toelichting", "")
        if "toelichting" in request.POST and tekst != rapport.toelichting and not rapport.is_vastgesteld:
            try:
                versie = explain_rapport(rapport=rapport, toelichting=tekst, expected_versie=versie).versie
            except StaleVersion:
                return _show_stale(request, pk, tekst)
        try:
            adopt_rapport(rapport=rapport, medewerker=medewerker, expected_versie=versie, now=now(), today=today())
        except ValidationError as fout:
            messages.error(request, " ".join(fout.messages))
        except StaleVersion:
            messages.error(
                request, "Iemand anders heeft dit rapport gewijzigd. Bekijk het opnieuw en stel het dan vast."
            )
        else:
            messages.success(request, "Het rapport is vastgesteld. De bestanden staan klaar.")
        return redirect("rapportage:rapport", pk)


class RapportBestand(View):
    """A file of a report: stored when it is adopted, made now when it is a concept."""

    def get(self, request: HttpRequest, pk: UUID, soort: str) -> HttpResponse:
        """Give the file."""
        rapport = _find(request, pk)
        if soort not in MIME:
            raise Http404("Dit bestand is er niet.")
        return file_response(rapport, soort)


class IndicatorCatalogus(View):
    """What every figure means, from the declarations themselves."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the catalogue."""
        require(RULES, request.user, CATALOGUS)
        groups: dict[str, list[dict[str, Any]]] = {}
        for indicator in INDICATOREN:
            doel = "" if indicator.doel is Doel.GEEN else indicator.doel.value
            groups.setdefault(indicator.kerntaak, []).append({"indicator": indicator, "doel": doel})
        return render(request, "rapportage/indicatoren.html", {"groepen": list(groups.items())})
