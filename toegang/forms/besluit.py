"""The forms of a besluit: starting, the proposal, the decision, and the term."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal, InvalidOperation
from itertools import groupby
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import UUIDField, Value

from cjg.basis.api import CardRadioSelect, ComboboxSelect, DateInput, describe_missing, open_on, today
from cjg.dossier.api import JEUGDIGE_ROLLEN, Gezin, Persoon
from toegang.models import Aanbieder, Besluit, Eenheid, Leveringsvorm, Product, Productcategorie, Termijnwijziging
from toegang.services import Voorziening

UITKOMSTEN = [
    (Besluit.Uitkomst.TOEGEKEND, "Toekennen: het gezin krijgt deze hulp"),
    (Besluit.Uitkomst.GEDEELTELIJK, "Gedeeltelijk toekennen: een deel van wat is gevraagd"),
    (Besluit.Uitkomst.AFGEWEZEN, "Afwijzen: deze hulp komt er niet"),
    (Besluit.Uitkomst.BUITEN_BEHANDELING, "Buiten behandeling: er missen gegevens, ook na een vraag om aanvulling"),
]
_EURO = re.compile(r"\d{1,3}(\.\d{3})+(,\d{1,2})?|\d+([.,]\d{1,2})?")


class EuroField(forms.CharField):
    """An amount as people write it (1.250,50 or 1250.5), in eurocents."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=20, widget=forms.TextInput(attrs={"inputmode": "decimal"}), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Show eurocents as euros."""
        return f"{value // 100},{value % 100:02d}" if isinstance(value, int) else value

    def clean(self, value: Any) -> int | None:
        """Return eurocents; raises `ValidationError` for anything that is not an amount."""
        text = super().clean(value).replace("€", "").replace(" ", "").strip()
        if not text:
            return None
        if not _EURO.fullmatch(text):
            raise ValidationError("Schrijf een bedrag als 1.250,50.")
        thousands = "," in text or re.fullmatch(r"\d{1,3}(\.\d{3})+", text)
        plain = text.replace(".", "").replace(",", ".") if thousands else text
        try:
            return int(Decimal(plain) * 100)
        except InvalidOperation as fout:
            raise ValidationError("Schrijf een bedrag als 1.250,50.") from fout


class StartForm(forms.Form):
    """A new application for one of the jeugdigen of a gezin."""

    jeugdige = forms.ModelChoiceField(
        label="Voor wie is de hulp?", queryset=Persoon.objects.none(), empty_label="Kies een jeugdige"
    )
    aanvraag = forms.CharField(
        label="Wat is gevraagd?",
        help_text="Kort, zoals het gezin het vroeg.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    ontvangstdatum = forms.DateField(
        label="Wanneer is de aanvraag ontvangen?",
        help_text="Vanaf de dag erna hebt u acht weken om te beslissen.",
        widget=DateInput,
    )
    kenmerk_aanvraag = forms.CharField(
        label="Kenmerk van de aanvraag", help_text="Als er een is.", required=False, max_length=40
    )
    soort = forms.ChoiceField(label="Soort besluit", choices=Besluit.Soort, initial=Besluit.Soort.NIEUW)
    afgiftesoort = forms.ChoiceField(
        label="Afgiftesoort", choices=Besluit.Afgiftesoort, initial=Besluit.Afgiftesoort.IV
    )

    def __init__(self, *args: Any, gezin: Gezin, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["jeugdige"]
        assert isinstance(field, forms.ModelChoiceField)
        jeugdigen = Persoon.objects.annotate(gezin_id=Value(gezin.pk, output_field=UUIDField()))  # for the log
        field.queryset = jeugdigen.filter(
            open_on(today(), "gezinslidmaatschappen__"),
            gezinslidmaatschappen__gezin=gezin,
            gezinslidmaatschappen__rol__in=JEUGDIGE_ROLLEN,
        ).order_by("geboortedatum", "pk")
        self.initial.setdefault("ontvangstdatum", today())
        describe_missing(
            self,
            jeugdige="Kies voor wie de hulp is.",
            aanvraag="Schrijf op wat is gevraagd.",
            ontvangstdatum="Vul in wanneer de aanvraag is ontvangen.",
        )


class VoorzieningForm(forms.Form):
    """Which help, how much, how long, by whom: may be incomplete until the besluit is taken."""

    velden: ClassVar[tuple[str, ...]] = tuple(
        name for name in Voorziening.__dataclass_fields__ if name != "leveringsvorm"
    )

    versie = forms.IntegerField(widget=forms.HiddenInput)
    productcategorie = forms.ChoiceField(
        label="Soort hulp", required=False, choices=[("", "Kies een soort"), *Productcategorie.choices]
    )
    product = forms.ModelChoiceField(
        label="Product",
        required=False,
        queryset=Product.objects.none(),
        widget=ComboboxSelect,
        help_text="De soort hulp volgt hieruit.",
    )
    aanbieder = forms.ModelChoiceField(
        label="Aanbieder", required=False, queryset=Aanbieder.objects.none(), widget=ComboboxSelect
    )
    ingangsdatum = forms.DateField(label="Van", required=False, widget=DateInput)
    einddatum = forms.DateField(label="Tot en met", required=False, widget=DateInput)
    volume = forms.IntegerField(label="Hoeveel", required=False, min_value=0, max_value=100_000)
    eenheid = forms.ChoiceField(label="Eenheid", required=False, choices=[("", "Kies"), *Eenheid.choices])
    frequentie = forms.ChoiceField(
        label="Hoe vaak", required=False, choices=[("", "Kies"), *Besluit.Frequentie.choices]
    )
    budget_cent = EuroField(label="Bedrag in euro", required=False)

    def __init__(self, data: Any = None, *, besluit: Besluit, leveringsvorm: str) -> None:
        initial = {name: getattr(besluit, name) for name in self.velden}
        super().__init__(data, initial={**initial, "versie": besluit.versie})
        self.besluit = besluit
        product, aanbieder = self.fields["product"], self.fields["aanbieder"]
        assert isinstance(product, forms.ModelChoiceField)
        assert isinstance(aanbieder, forms.ModelChoiceField)
        product.queryset = Product.objects.all()
        product.choices = _grouped(product.queryset)
        if leveringsvorm == Leveringsvorm.PGB:
            del self.fields["aanbieder"]
            self.fields["budget_cent"].help_text = "Het hele bedrag voor deze periode."
        else:
            aanbieder.queryset = Aanbieder.objects.filter(
                open_on(today(), "contracten__"), contracten__gemeente=besluit.gemeente_id
            ).distinct()
            aanbieder.empty_label = "Kies een aanbieder"
            self.fields["budget_cent"].help_text = "Alleen als er een hoogste bedrag is afgesproken."

    def show_as_needed(self) -> None:
        """Leave out "niet verplicht" where it would mislead: whether a field is needed follows from the decision."""
        for name in self.velden:
            if name in self.fields and name not in ("product", "budget_cent"):
                self.fields[name].required = True

    def to_voorziening(self) -> Voorziening:
        """Return what was filled in; a product names its own kind of help."""
        data: dict[str, Any] = {name: self.cleaned_data.get(name) for name in self.velden}
        product = data["product"]
        if product is not None and not data["productcategorie"]:
            data["productcategorie"] = product.categorie
        return Voorziening(**data, leveringsvorm=self.wished_leveringsvorm())

    def wished_leveringsvorm(self) -> str:
        """Return the form of the proposal, which this form leaves as it is."""
        return self.besluit.leveringsvorm


class BesluitForm(VoorzieningForm):
    """The decision itself, with the voorziening that it grants."""

    uitkomst = forms.ChoiceField(label="Wat besluit u?", choices=UITKOMSTEN, widget=CardRadioSelect)
    motivering = forms.CharField(
        label="Waarom?",
        help_text="Het gezin leest dit in de brief. Schrijf korte zinnen. Spreek niemand aan met u of je.",
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    field_order = ("uitkomst", "motivering")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        describe_missing(
            self,
            uitkomst="Kies wat u besluit.",
            motivering="Schrijf op waarom u dit besluit. Het gezin leest dit in de brief.",
        )

    def wished_leveringsvorm(self) -> str:
        """Return nothing: what is granted follows from step 4."""
        return ""


class TermijnForm(forms.Form):
    """Why the decision comes later."""

    versie = forms.IntegerField(widget=forms.HiddenInput)
    soort = forms.ChoiceField(label="Wat gebeurt er?", choices=Termijnwijziging.Soort, widget=CardRadioSelect)
    reden = forms.CharField(
        label="Waarom?",
        help_text="U vertelt dit vandaag aan het gezin.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    weken = forms.IntegerField(
        label="Hoeveel weken langer?", help_text="Alleen bij langer de tijd nemen.", required=False, min_value=1
    )
    gegeven_tot = forms.DateField(
        label="Tot en met welke dag wacht u?", help_text="Alleen bij wachten.", required=False, widget=DateInput
    )

    def __init__(self, data: Any = None, *, besluit: Besluit) -> None:
        super().__init__(data, initial={"versie": besluit.versie})
        describe_missing(self, soort="Kies wat er gebeurt.", reden="Schrijf op waarom. Het gezin krijgt dit te horen.")


class AanvullingForm(forms.Form):
    """What was waited for came in."""

    versie = forms.IntegerField(widget=forms.HiddenInput)
    ontvangen_op = forms.DateField(label="Aanvulling ontvangen op", widget=DateInput)

    def __init__(self, data: Any = None, *, besluit: Besluit, day: datetime.date) -> None:
        super().__init__(data, initial={"versie": besluit.versie, "ontvangen_op": day})
        describe_missing(self, ontvangen_op="Vul in wanneer de aanvulling kwam.")


def _grouped(producten: Any) -> list[Any]:
    """Return products under the name of their kind of help."""
    groups = groupby(producten, key=lambda product: product.get_categorie_display())
    return [
        ("", "Kies een product"),
        *((naam, [(product.pk, str(product)) for product in rows]) for naam, rows in groups),
    ]
