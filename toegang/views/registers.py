"""Looking at and keeping the registers. No dossiers here: a role is enough."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views import View

from cjg.basis.api import (
    Action,
    Column,
    Crumb,
    EmptyState,
    InvalidCursorError,
    StaleVersion,
    Table,
    keep_stale,
    keyset_page,
    open_on,
    render_page,
    today,
)
from cjg.organisatie.api import Gemeente, allowed, require
from toegang.brief import unit_name
from toegang.forms.registers import AanbiederForm, BriefgegevensForm, ContractForm, MandaatEindeForm, MandaatForm
from toegang.kosten import euro
from toegang.models import Aanbieder, Briefgegevens, Contract, Mandaat
from toegang.rules import REGISTER_BEHEREN, REGISTER_ZIEN, RULES
from toegang.services.registers import add_aanbieder, add_contract, add_mandaat, end_mandaat, save_briefgegevens
from toegang.views.basis import ONGELDIG, VEROUDERD, add_errors
from toegang.views.nemen import mandate_row


class _RegisterView(View):
    """Base: who may see the registers, and with `beheert` who may keep them."""

    beheert: ClassVar[bool] = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Refuse who may not come here."""
        require(RULES, request.user, REGISTER_BEHEREN if self.beheert else REGISTER_ZIEN)
        return super().dispatch(request, *args, **kwargs)

    @property
    def may_manage(self) -> bool:
        return allowed(RULES, self.request.user, REGISTER_BEHEREN)


class Aanbieders(_RegisterView):
    """All aanbieders."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show one page of the register."""
        lopend = Count("contracten", filter=open_on(today(), "contracten__"))
        rows = Aanbieder.objects.annotate(lopend=lopend)
        if zoek := request.GET.get("zoek", "").strip():
            rows = rows.filter(Q(naam__icontains=zoek) | Q(agb_code__startswith=zoek))
        try:
            page = keyset_page(rows, order=["naam"], cursor=request.GET.get("cursor", ""))
        except InvalidCursorError:
            page = keyset_page(rows, order=["naam"])
        table = Table(
            id="aanbieders",
            caption="Aanbieders",
            columns=[
                Column("naam", "Naam", template="toegang/cel_aanbieder.html"),
                Column("agb_code", "AGB-code"),
                Column("telefoon", "Telefoon"),
                Column("lopend", "Lopende contracten", numeric=True),
            ],
            rows=page.rows,
            page=page,
            empty=EmptyState("Geen aanbieders gevonden", "Voeg een aanbieder toe of zoek op een andere naam."),
            hide_caption=True,
        )
        acties = [Action("Aanbieder toevoegen", reverse("toegang:aanbieder-nieuw"), "primary", "plus")]
        context = {"table": table, "zoek": zoek, "acties": acties if self.may_manage else []}
        return render_page(request, "toegang/aanbieders.html", context)


class AanbiederDetail(_RegisterView):
    """One aanbieder with its contracts."""

    def get(self, request: HttpRequest, pk: Any) -> HttpResponse:
        """Show it."""
        aanbieder = get_object_or_404(Aanbieder, pk=pk)
        contracten = aanbieder.contracten.select_related("product", "gemeente").order_by(
            "gemeente__naam", "product__code", "-begindatum"
        )
        table = Table(
            id="contracten",
            caption="Contracten",
            columns=[
                Column("product", "Product"),
                Column("gemeente", "Gemeente"),
                Column("tarief_cent", "Tarief", numeric=True, template="toegang/cel_tarief.html"),
                Column("begindatum", "Looptijd", template="toegang/cel_looptijd.html"),
                Column("wachttijd_weken", "Wachttijd", template="toegang/cel_wachttijd.html"),
            ],
            rows=[_with_amount(contract) for contract in contracten],
            empty=EmptyState("Nog geen contracten", "Zonder contract kan deze aanbieder niet in een besluit staan."),
            hide_caption=True,
        )
        nieuw = Action("Contract toevoegen", reverse("toegang:contract-nieuw", args=[pk]), "primary", "plus")
        context = {
            "aanbieder": aanbieder,
            "table": table,
            "acties": [nieuw] if self.may_manage else [],
            "crumbs": [Crumb("Aanbieders", reverse("toegang:aanbieders")), Crumb(aanbieder.naam)],
        }
        return render_page(request, "toegang/aanbieder.html", context)


def _with_amount(contract: Contract) -> Contract:
    """Add the tariff as people read it."""
    contract.tarief = euro(contract.tarief_cent)  # type: ignore[attr-defined]  # read by the cell's template
    contract.eenheid_naam = unit_name(contract.product.eenheid)  # type: ignore[attr-defined]  # idem
    return contract


class Mandaten(_RegisterView):
    """The mandates that hold today, per gemeente."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the register."""
        mandaten = Mandaat.objects.exclude(einddatum__lt=today()).order_by("gemeente__naam", "max_dagen", "rol")
        groepen: dict[str, list[dict[str, Any]]] = {}
        for mandaat in mandaten.select_related("gemeente"):
            groepen.setdefault(mandaat.gemeente.naam, []).append(mandate_row(mandaat))
        acties = [Action("Mandaat toevoegen", reverse("toegang:mandaat-nieuw"), "primary", "plus")]
        acties += [
            Action(f"Brieven {gemeente}", reverse("toegang:briefgegevens", args=[gemeente.pk]), icon="file-text")
            for gemeente in Gemeente.objects.filter(is_opdrachtgever=True)
        ]
        koppen = ("Wie", "Hulp", "Hoogstens", "Grondslag", "Geldig")
        context = {
            "groepen": groepen,
            "koppen": koppen,
            "acties": acties if self.may_manage else [],
            "mag_beheren": self.may_manage,
        }
        return render_page(request, "toegang/mandaten.html", context)


class _RegisterFormView(_RegisterView):
    """A form on a page of its own that adds or changes a row of a register."""

    beheert = True
    titel: ClassVar[str]
    knop: ClassVar[str]

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Show the form."""
        return self.page(self.make_form())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Save it, or show what is wrong."""
        form = self.make_form(request.POST)
        if not form.is_valid():
            return self.page(form, ONGELDIG)
        try:
            url = self.save(form)
        except StaleVersion as stale:
            keep_stale(form, stale.current, self.stored())
            return self.page(form, VEROUDERD)
        except ValidationError as refusal:
            add_errors(form, refusal)
            return self.page(form, ONGELDIG)
        messages.success(request, "Opgeslagen.")
        return redirect(url)

    def make_form(self, data: Any = None) -> Any:
        """Return the form."""
        raise NotImplementedError

    def save(self, form: Any) -> str:
        """Call the service; return where to go."""
        raise NotImplementedError

    def stored(self) -> dict[str, Any]:
        """Return what is stored now, by name of the field."""
        return {}

    def page(self, form: forms.BaseForm, status: int = 200) -> HttpResponse:
        """Draw the form."""
        context = {"form": form, "titel": self.titel, "knop": self.knop}
        return render_page(self.request, "toegang/register_formulier.html", context, status=status)


class AanbiederToevoegen(_RegisterFormView):
    """A new aanbieder."""

    titel, knop = "Aanbieder toevoegen", "Aanbieder opslaan"

    def make_form(self, data: Any = None) -> AanbiederForm:
        return AanbiederForm(data)

    def save(self, form: Any) -> str:
        return reverse("toegang:aanbieder", args=[add_aanbieder(**form.cleaned_data).pk])


class ContractToevoegen(_RegisterFormView):
    """A new contract of an aanbieder."""

    titel, knop = "Contract toevoegen", "Contract opslaan"

    def make_form(self, data: Any = None) -> ContractForm:
        return ContractForm(data, aanbieder=self._aanbieder())

    def _aanbieder(self) -> Aanbieder:
        return get_object_or_404(Aanbieder, pk=self.kwargs["pk"])

    def save(self, form: Any) -> str:
        add_contract(aanbieder=self._aanbieder(), **form.cleaned_data)
        return reverse("toegang:aanbieder", args=[self.kwargs["pk"]])


class MandaatToevoegen(_RegisterFormView):
    """A new mandate."""

    titel, knop = "Mandaat toevoegen", "Mandaat opslaan"

    def make_form(self, data: Any = None) -> MandaatForm:
        return MandaatForm(data)

    def save(self, form: Any) -> str:
        add_mandaat(**form.cleaned_data)
        return reverse("toegang:mandaten")


class MandaatBeeindigen(_RegisterFormView):
    """The last day of a mandate."""

    titel, knop = "Mandaat beëindigen", "Mandaat beëindigen"

    def make_form(self, data: Any = None) -> MandaatEindeForm:
        get_object_or_404(Mandaat, pk=self.kwargs["pk"])
        return MandaatEindeForm(data, initial={"einddatum": today()})

    def save(self, form: Any) -> str:
        end_mandaat(mandaat=get_object_or_404(Mandaat, pk=self.kwargs["pk"]), **form.cleaned_data)
        return reverse("toegang:mandaten")


class BriefgegevensWijzigen(_RegisterFormView):
    """What letters of a gemeente say."""

    titel, knop = "Gegevens in brieven", "Gegevens opslaan"

    def make_form(self, data: Any = None) -> BriefgegevensForm:
        gegevens = Briefgegevens.objects.filter(gemeente=self._gemeente()).first()
        versie = gegevens.versie if gegevens else 0
        return BriefgegevensForm(data, instance=gegevens, initial={"versie": versie})

    def _gemeente(self) -> Gemeente:
        return get_object_or_404(Gemeente, pk=self.kwargs["code"], is_opdrachtgever=True)

    def stored(self) -> dict[str, Any]:
        """Return what letters say now."""
        gegevens = Briefgegevens.objects.filter(gemeente=self._gemeente()).first()
        names = [name for name in BriefgegevensForm.base_fields if name != "versie"]
        return {name: getattr(gegevens, name) for name in names} if gegevens else {}

    def save(self, form: Any) -> str:
        values = dict(form.cleaned_data)
        save_briefgegevens(gemeente=self._gemeente(), expected_versie=values.pop("versie"), **values)
        return reverse("toegang:mandaten")
