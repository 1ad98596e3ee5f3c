"""The forms of the registers: aanbieders, contracts, mandates and the data for letters."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from cjg.basis.api import ComboboxSelect, DateInput, describe_missing
from cjg.organisatie.api import Gemeente, Rol
from toegang.forms.besluit import EuroField
from toegang.models import Aanbieder, Briefgegevens, Contract, Leveringsvorm, Mandaat, Productcategorie

MANDAATROLLEN = (Rol.COACH, Rol.POH_JEUGD, Rol.GEDRAGSWETENSCHAPPER, Rol.TEAMLEIDER, Rol.ADMINISTRATIE, Rol.MANAGER)


def _own_gemeenten() -> Any:
    return Gemeente.objects.filter(is_opdrachtgever=True)


class AanbiederForm(forms.ModelForm):  # type: ignore[type-arg]  # takes no parameter at run time
    """A new aanbieder."""

    class Meta:
        model = Aanbieder
        fields = ("naam", "agb_code", "telefoon")
        help_texts: ClassVar[dict[str, str]] = {"agb_code": "Acht cijfers."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        describe_missing(self, naam="Vul de naam in.", agb_code="Vul de AGB-code in: acht cijfers.")


class ContractForm(forms.ModelForm):  # type: ignore[type-arg]  # takes no parameter at run time
    """A contract of an aanbieder."""

    tarief_cent = EuroField(label="Tarief in euro")

    class Meta:
        model = Contract
        fields = (
            "gemeente",
            "product",
            "tarief_cent",
            "begindatum",
            "einddatum",
            "wachttijd_weken",
            "is_maatwerk",
        )
        widgets: ClassVar[dict[str, Any]] = {
            "begindatum": DateInput,
            "einddatum": DateInput,
            "product": ComboboxSelect,
        }

    def __init__(self, data: Any = None, *, aanbieder: Aanbieder) -> None:
        super().__init__(data, instance=Contract(aanbieder=aanbieder))
        self.fields["gemeente"].queryset = _own_gemeenten()  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["gemeente"].empty_label = "Kies een gemeente"  # type: ignore[attr-defined]  # idem
        self.fields["product"].empty_label = "Kies een product"  # type: ignore[attr-defined]  # idem
        describe_missing(
            self,
            gemeente="Kies de gemeente.",
            product="Kies het product.",
            tarief_cent="Vul het tarief in.",
            begindatum="Vul in vanaf welke dag het contract loopt.",
        )


class MandaatForm(forms.ModelForm):  # type: ignore[type-arg]  # takes no parameter at run time
    """A power given to a role."""

    rol = forms.ChoiceField(label="Wie krijgt het mandaat?", choices=[(rol.value, rol.label) for rol in MANDAATROLLEN])
    leveringsvorm = forms.ChoiceField(
        label="Vorm", required=False, choices=[("", "Zorg in natura en PGB"), *Leveringsvorm.choices]
    )
    productcategorie = forms.ChoiceField(
        label="Soort hulp", required=False, choices=[("", "Alle soorten hulp"), *Productcategorie.choices]
    )
    max_bedrag_cent = EuroField(label="Hoogste bedrag in euro")

    class Meta:
        model = Mandaat
        fields = (
            "gemeente",
            "rol",
            "leveringsvorm",
            "productcategorie",
            "max_dagen",
            "max_bedrag_cent",
            "begindatum",
            "grondslag",
        )
        widgets: ClassVar[dict[str, Any]] = {"begindatum": DateInput}
        help_texts: ClassVar[dict[str, str]] = {
            "grondslag": "Deze tekst staat in de brief: artikel 2 van het Mandaatbesluit …",
            "max_dagen": "Een jaar is 366 dagen, zodat ook een schrikkeljaar past.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["gemeente"].queryset = _own_gemeenten()  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["gemeente"].empty_label = "Kies een gemeente"  # type: ignore[attr-defined]  # idem
        describe_missing(
            self,
            gemeente="Kies de gemeente.",
            rol="Kies wie het mandaat krijgt.",
            max_dagen="Vul de langste duur in.",
            max_bedrag_cent="Vul het hoogste bedrag in.",
            begindatum="Vul in vanaf welke dag het mandaat geldt.",
            grondslag="Vul in waar het mandaat staat.",
        )


class MandaatEindeForm(forms.Form):
    """The last day of a mandate."""

    einddatum = forms.DateField(label="Laatste dag", widget=DateInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        describe_missing(self, einddatum="Vul in tot en met welke dag het mandaat geldt.")


class BriefgegevensForm(forms.ModelForm):  # type: ignore[type-arg]  # takes no parameter at run time
    """What letters of a gemeente say."""

    versie = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Briefgegevens
        fields = (
            "afzender",
            "adres",
            "telefoon",
            "email",
            "plaats",
            "verordening",
            "artikelen",
            "bezwaar_adres",
            "bezwaar_online",
            "rechtbank",
            "vertrouwenspersoon",
            "clientondersteuning",
            "privacy",
        )
