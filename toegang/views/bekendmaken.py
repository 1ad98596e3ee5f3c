"""Making a besluit known, and reading the letters as sent."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views import View

from cjg.basis.api import PdfError, StaleVersion, render_page, render_pdf, today
from cjg.dossier.api import DossierView, Persoon, Recht
from cjg.inzage.api import Handeling
from cjg.organisatie.api import require
from toegang.brief import Brief, address_lines
from toegang.models import Beschikking, Besluit
from toegang.rules import BEKENDMAKEN, RULES
from toegang.services import publish_besluit
from toegang.services.bekendmaking import TEMPLATE, letter_context, make_letters
from toegang.views.basis import ONGELDIG, VEROUDERD, BesluitView, crumbs_of, show_identity


class Bekendmaken(BesluitView):
    """Who gets the letter, what it looks like, and sending it."""

    recht = Recht.BESLUITEN
    actie = BEKENDMAKEN

    def get(self, request: HttpRequest, pk: Any) -> HttpResponse:
        """Show to whom the letter goes."""
        besluit = self.get_besluit()
        if reden := self.blocked(besluit):
            messages.warning(request, reden)
            self.show(besluit)
            return redirect("toegang:besluit", pk=besluit.pk)
        return self._page(besluit)

    def post(self, request: HttpRequest, pk: Any) -> HttpResponse:
        """Send it; nothing is sent when a letter can't be made."""
        besluit = self.get_besluit()
        versie = request.POST.get("versie", "")
        try:
            besluit = publish_besluit(
                besluit=besluit, expected_versie=int(versie) if versie.isdecimal() else 0, today=today()
            )
        except StaleVersion:
            return self._page(
                besluit, "Iemand anders heeft dit besluit gewijzigd. Bekijk het opnieuw.", status=VEROUDERD
            )
        except ValidationError as refusal:
            return self._page(besluit, " ".join(refusal.messages), status=ONGELDIG)
        except PdfError:
            return self._page(besluit, "De brief kon niet worden gemaakt. Er is niets verstuurd.", status=ONGELDIG)
        self.record_change(besluit)
        self.record_change(*besluit.beschikkingen.defer("pdf"), handeling=Handeling.AFDRUKKEN)
        messages.success(request, "Het besluit is bekendgemaakt. Verstuur de brieven vandaag nog.")
        return redirect("toegang:besluit", pk=besluit.pk)

    def _page(self, besluit: Besluit, fout: str = "", *, status: int = 200) -> HttpResponse:
        self.show(besluit)
        brieven: list[Brief] = []
        try:
            brieven = make_letters(besluit, today())
        except ValidationError as refusal:
            fout = fout or " ".join(refusal.messages)
        self.show(*(_in_dossier(brief.lezer, besluit) for brief in brieven))
        context = {
            "besluit": besluit,
            "identity": show_identity(self, besluit.gezin_id, besluit),
            "crumbs": crumbs_of(besluit, f"/besluiten/{besluit.pk}/", "Bekendmaken"),
            "fout": fout,
            "brieven": [(brief, address_lines(brief.adres)) for brief in brieven],
            "bezwaar_tot": brieven[0].bezwaar_tot if brieven else None,
        }
        return render_page(self.request, "toegang/bekendmaken.html", context, status=status)


class BriefVoorbeeld(BesluitView):
    """One of the letters as it would be sent today; marked as example and not kept."""

    recht = Recht.BESLUITEN
    http_method_names = ("get", "head")

    def get(self, request: HttpRequest, pk: Any, volgnummer: int) -> HttpResponse:
        """Return the PDF."""
        besluit = self.get_besluit()
        require(RULES, request.user, BEKENDMAKEN, besluit)
        if besluit.status != Besluit.Status.GENOMEN:
            raise Http404
        try:
            brieven = make_letters(besluit, today())
        except ValidationError as refusal:
            raise Http404 from refusal
        if not 1 <= volgnummer <= len(brieven):
            raise Http404
        brief = brieven[volgnummer - 1]
        self.show(besluit, _in_dossier(brief.lezer, besluit))
        pdf = render_pdf(TEMPLATE, {**letter_context(brief), "is_voorbeeld": True})
        return pdf_response(pdf, f"voorbeeld-{besluit.nummer}-{volgnummer}")


class BriefLezen(DossierView, View):
    """A letter exactly as sent."""

    objectsoort = "beschikking"
    http_method_names = ("get", "head")

    def get(self, request: HttpRequest, pk: Any, volgnummer: int) -> HttpResponse:
        """Return the stored PDF."""
        brieven = Beschikking.objects.select_related("besluit")
        brief: Beschikking = self.get_visible(brieven, besluit_id=pk, volgnummer=volgnummer)
        self.record_change(brief, handeling=Handeling.AFDRUKKEN)
        return pdf_response(bytes(brief.pdf), f"beschikking-{brief.besluit.nummer}-{brief.volgnummer}")


def _in_dossier(persoon: Persoon, besluit: Besluit) -> Persoon:
    """Let the log name the dossier in which this person is shown."""
    persoon.gezin_id = besluit.gezin_id  # type: ignore[attr-defined]  # read by `getoond`
    return persoon


def pdf_response(pdf: bytes, naam: str) -> HttpResponse:
    """Return a PDF to look at in the browser, under a name without personal data."""
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{naam}.pdf"'
    return response
