"""Writing down the proposal and taking the besluit."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from cjg.basis.api import StaleVersion, quiet, render_page, restored, today
from cjg.dossier.api import Recht
from cjg.organisatie.api import Rol
from toegang.forms.besluit import BesluitForm, VoorzieningForm
from toegang.kosten import euro
from toegang.models import Besluit, Mandaat
from toegang.rules import NEMEN, VOORBEREIDEN
from toegang.services import NoMandateError, missing_steps, prepare_voorziening, take_besluit
from toegang.views.basis import (
    ONGELDIG,
    VERBODEN,
    VEROUDERD,
    BesluitView,
    add_errors,
    crumbs_of,
    renew_versie,
    show_identity,
    stale_rows,
)


class _VoorzieningView(BesluitView):
    """What the two forms with a voorziening share."""

    recht = Recht.BESLUITEN
    form_class: ClassVar[type[VoorzieningForm]]
    template: ClassVar[str]
    titel: ClassVar[str]
    gedaan: ClassVar[str]

    def get(self, request: HttpRequest, pk: Any) -> HttpResponse:
        """Show the form, filled with the proposal."""
        besluit = self.get_besluit()
        if reden := self.blocked(besluit):
            messages.warning(request, reden)
            self.show(besluit)
            return redirect("toegang:besluit", pk=besluit.pk)
        form = self.make_form(besluit, restored(request))
        quiet(form)
        return self.page(besluit, form)

    def post(self, request: HttpRequest, pk: Any) -> HttpResponse:
        """Save; what is refused comes back with everything still typed in."""
        besluit = self.get_besluit()
        form = self.make_form(besluit, request.POST)
        if not form.is_valid():
            return self.page(besluit, form, status=ONGELDIG)
        try:
            changed = self.save(besluit, form)
        except StaleVersion as stale:
            rows = stale_rows(form, besluit)
            renew_versie(form, stale)
            return self.page(besluit, form, stale=rows, status=VEROUDERD)
        except NoMandateError as refusal:
            form.add_error(None, str(refusal))
            return self.page(besluit, form, status=VERBODEN)
        except ValidationError as refusal:
            add_errors(form, refusal)
            return self.page(besluit, form, status=ONGELDIG)
        self.record_change(changed)
        messages.success(request, self.gedaan)
        return redirect("toegang:besluit", pk=besluit.pk)

    def make_form(self, besluit: Besluit, data: Any = None) -> VoorzieningForm:
        """Return the form for this besluit."""
        return self.form_class(data, besluit=besluit, leveringsvorm=besluit.onderzoek.leveringsvorm)

    def save(self, besluit: Besluit, form: VoorzieningForm) -> Besluit:
        """Call the service."""
        raise NotImplementedError

    def side(self, besluit: Besluit) -> dict[str, Any]:
        """Return what else the page shows."""
        return {}

    def page(
        self,
        besluit: Besluit,
        form: VoorzieningForm,
        *,
        stale: list[tuple[str, str, str]] | None = None,
        status: int = 200,
    ) -> HttpResponse:
        """Draw the form."""
        self.show(besluit)
        form.show_as_needed()
        context = {
            "besluit": besluit,
            "identity": show_identity(self, besluit.gezin_id, besluit),
            "crumbs": crumbs_of(besluit, f"/besluiten/{besluit.pk}/", self.titel),
            "titel": self.titel,
            "form": form,
            "verouderd": stale or [],
            **self.side(besluit),
        }
        return render_page(self.request, self.template, context, status=status, draft=True)


class Voorstel(_VoorzieningView):
    """The proposal for the decider."""

    actie = VOORBEREIDEN
    form_class = VoorzieningForm
    template = "toegang/voorstel.html"
    titel = "Voorstel"
    gedaan = "Het voorstel is opgeslagen."

    def save(self, besluit: Besluit, form: VoorzieningForm) -> Besluit:
        return prepare_voorziening(
            besluit=besluit, voorziening=form.to_voorziening(), expected_versie=form.cleaned_data["versie"]
        )


class BesluitNemen(_VoorzieningView):
    """The decision, in name of the college."""

    actie = NEMEN
    form_class = BesluitForm
    template = "toegang/nemen.html"
    titel = "Besluit nemen"
    gedaan = "Het besluit is genomen. Maak het nu bekend."

    def save(self, besluit: Besluit, form: VoorzieningForm) -> Besluit:
        return take_besluit(
            besluit=besluit,
            beslisser=self.request.user,
            uitkomst=form.cleaned_data["uitkomst"],
            motivering=form.cleaned_data["motivering"],
            voorziening=form.to_voorziening(),
            expected_versie=form.cleaned_data["versie"],
            today=today(),
        )

    def side(self, besluit: Besluit) -> dict[str, Any]:
        mandaten = Mandaat.objects.filter(gemeente=besluit.gemeente_id).open_on(today()).order_by("max_dagen", "rol")
        return {
            "mandaten": [mandate_row(mandaat, eigen=mandaat.rol in self.request.user.rollen) for mandaat in mandaten],
            "ontbrekend": missing_steps(besluit.onderzoek),
        }


def mandate_row(mandaat: Mandaat, *, eigen: bool = False) -> dict[str, Any]:
    """Return one mandate as people read it."""
    return {
        "pk": mandaat.pk,
        "rol": Rol(mandaat.rol).label,
        "hulp": mandaat.get_productcategorie_display() or "Alle soorten hulp",
        "vorm": mandaat.get_leveringsvorm_display() or "Zorg in natura en PGB",
        "dagen": mandaat.max_dagen,
        "bedrag": euro(mandaat.max_bedrag_cent),
        "grondslag": mandaat.grondslag,
        "begindatum": mandaat.begindatum,
        "einddatum": mandaat.einddatum,
        "eigen": eigen,
    }
