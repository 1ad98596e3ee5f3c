"""Forms about persons and gezinnen; the rows of a gezin work with and without JavaScript."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict

from cjg.basis.api import ComboboxSelect, DateInput, InlineRadioSelect, describe_missing, normalise_bsn
from cjg.dossier.models import Gezag
from cjg.dossier.models.gezin import Gezinsrol
from cjg.dossier.models.persoon import Geslacht
from cjg.dossier.services import LidInvoer, PersoonInvoer
from cjg.organisatie.api import Gemeente

VERSCHILT = "verschilt"
KINDEREN: tuple[Gezinsrol, ...] = (
    Gezinsrol.JEUGDIGE,
    Gezinsrol.KIND,
    Gezinsrol.BROER_OF_ZUS,
    Gezinsrol.HALFBROER_OF_ZUS,
)
KINDEREN += (Gezinsrol.STIEFBROER_OF_ZUS, Gezinsrol.PLEEGBROER_OF_ZUS)
OUDERS: tuple[Gezinsrol, ...] = (
    Gezinsrol.OUDER_MET_GEZAG,
    Gezinsrol.OUDER_ZONDER_GEZAG,
    Gezinsrol.OUDER_GEZAG_ONBEKEND,
)
OUDERS += (Gezinsrol.STIEFOUDER, Gezinsrol.PLEEGOUDER, Gezinsrol.VOOGD, Gezinsrol.NIET_JURIDISCHE_OUDER)
ROLLEN = [
    ("Kinderen", [(rol.value, rol.label) for rol in KINDEREN]),
    ("Ouders", [(rol.value, rol.label) for rol in OUDERS]),
    ("Anderen", [(rol.value, rol.label) for rol in Gezinsrol if rol not in (*KINDEREN, *OUDERS)]),
]
_GEZAG = [("", "Volgt uit de rol"), *Gezag.Soort.choices, (VERSCHILT, "Verschilt per kind")]
_GEEN_AANVULLING = {"autocomplete": "off"}


class BsnField(forms.CharField):
    """A BSN as nine digits; a wrong one is refused without being repeated."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "numeric", **_GEEN_AANVULLING})
        standaard: dict[str, Any] = {"label": "BSN", "required": False, "max_length": 12, "widget": widget}
        super().__init__(**(standaard | kwargs))

    def clean(self, value: Any) -> str:
        """Return the nine digits, or nothing."""
        tekst: str = super().clean(value)
        if not tekst:
            return ""
        try:
            return normalise_bsn(tekst)
        except ValueError as fout:
            raise forms.ValidationError(str(fout), code="bsn") from fout


class ZoekForm(forms.Form):
    """Whom one looks for. Sent in the body of a POST: a name or BSN never stands in an address."""

    naam = forms.CharField(
        label="Naam", required=False, max_length=100, widget=forms.TextInput(attrs=_GEEN_AANVULLING | {"autofocus": ""})
    )
    geboortedatum = forms.DateField(label="Geboortedatum", required=False, widget=DateInput)
    bsn = BsnField(help_text="Met alleen een BSN vindt u precies één persoon.")

    def clean(self) -> dict[str, Any]:
        """Ask for something to look for."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not any(data.values()):
            raise forms.ValidationError("Vul een naam, een geboortedatum of een BSN in.")
        return data


class PersoonForm(forms.Form):
    """What is known of a person."""

    voornamen = forms.CharField(label="Voornamen", required=False, max_length=120)
    roepnaam = forms.CharField(label="Roepnaam", required=False, max_length=60)
    voorvoegsel = forms.CharField(label="Voorvoegsel", required=False, max_length=20)
    achternaam = forms.CharField(label="Achternaam", max_length=120)
    geboortedatum = forms.DateField(label="Geboortedatum", required=False, widget=DateInput)
    geslacht = forms.ChoiceField(label="Geslacht", choices=Geslacht.choices, widget=InlineRadioSelect)
    bsn = BsnField()
    telefoon = forms.CharField(label="Telefoon", required=False, max_length=20)
    email = forms.EmailField(label="E-mailadres", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        describe_missing(self, achternaam="Vul een achternaam in.", geslacht="Kies een geslacht.")

    def invoer(self) -> PersoonInvoer:
        """Return the content for the service."""
        return PersoonInvoer(**self.cleaned_data)


class LidForm(forms.Form):
    """One row of a gezin: somebody known (`persoon`) or new, with a role. An empty row does not count."""

    persoon = forms.UUIDField(required=False, widget=forms.HiddenInput)
    rol = forms.ChoiceField(label="Rol in het gezin", choices=ROLLEN)
    voornamen = forms.CharField(label="Voornaam", required=False, max_length=120)
    achternaam = forms.CharField(label="Achternaam", required=False, max_length=120)
    geboortedatum = forms.DateField(label="Geboortedatum", required=False, widget=DateInput)
    geslacht = forms.ChoiceField(
        label="Geslacht", choices=Geslacht.choices, required=False, initial=Geslacht.ONBEKEND.value
    )
    bsn = BsnField()
    gezag = forms.ChoiceField(label="Gezag over de kinderen", choices=_GEZAG, required=False)

    persoon_naam = ""

    @property
    def is_empty(self) -> bool:
        """Tell whether nobody was filled in."""
        names = ("persoon", "voornamen", "achternaam", "geboortedatum", "bsn")
        return not any(self.cleaned_data.get(naam) for naam in names)

    def clean(self) -> dict[str, Any]:
        """Ask for the surname of somebody new."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not self.is_empty and not data["persoon"] and not data["achternaam"]:
            self.add_error("achternaam", "Vul een achternaam in, of maak deze rij leeg.")
        return data

    def invoer(self, bekend: dict[Any, Any]) -> LidInvoer:
        """Return the member for the service; `bekend` are the known persons by key."""
        data = self.cleaned_data
        persoon = bekend.get(data["persoon"]) or PersoonInvoer(
            achternaam=data["achternaam"],
            voornamen=data["voornamen"],
            geboortedatum=data["geboortedatum"],
            geslacht=data["geslacht"] or Geslacht.ONBEKEND.value,
            bsn=data["bsn"],
        )
        gezag = "" if data["rol"] in KINDEREN else data["gezag"]
        return LidInvoer(persoon, data["rol"], Gezag.Soort.ONBEKEND.value if gezag == VERSCHILT else gezag)


if TYPE_CHECKING:
    _BaseFormSet = forms.BaseFormSet[LidForm]
else:  # Django's class takes no parameters at run time
    _BaseFormSet = forms.BaseFormSet


class _LidFormSet(_BaseFormSet):
    """The rows of a gezin."""

    def clean(self) -> None:
        """Refuse one BSN for two people."""
        if any(self.errors):
            return
        bsns = [form.cleaned_data["bsn"] for form in self.forms if form.cleaned_data.get("bsn")]
        if len(bsns) != len(set(bsns)):
            raise forms.ValidationError("Twee mensen in dit gezin hebben hetzelfde BSN. Controleer de nummers.")

    @property
    def filled(self) -> list[Any]:
        """The rows with somebody in it."""
        return [form for form in self.forms if not form.is_empty]

    @property
    def gezag_differs(self) -> bool:
        """Tell whether the gezag has to be filled in per child."""
        return any(form.cleaned_data["gezag"] == VERSCHILT for form in self.filled)

    def focus_last(self) -> None:
        """Let one go on typing in the row that was just added; the page would begin at its top again."""
        if self.forms:
            self.forms[-1].fields["voornamen"].widget.attrs["autofocus"] = True


LidFormSet: Any = forms.formset_factory(LidForm, formset=_LidFormSet, extra=0, max_num=20, validate_max=True)


class GezinForm(forms.Form):
    """The gezin itself."""

    naam = forms.CharField(label="Naam van het gezin", max_length=120)
    gemeente = forms.ModelChoiceField(
        label="Gemeente", queryset=Gemeente.objects.none(), empty_label="Kies een gemeente", widget=ComboboxSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        gemeente: Any = self.fields["gemeente"]
        gemeente.queryset = Gemeente.objects.order_by("-is_opdrachtgever", "naam")
        describe_missing(self, naam="Vul een naam voor het gezin in.", gemeente="Kies een gemeente.")


def change_rows(data: QueryDict, prefix: str) -> QueryDict | None:
    """Return the posted form with a row more or less, when a button for that was pressed; otherwise None.

    The buttons are `<prefix>-toevoegen` (its value is the role of the new row) and `<prefix>-weg` (the number of the
    row). It works without JavaScript: the page comes back with all that was typed.
    """
    rol, weg = data.get(f"{prefix}-toevoegen"), data.get(f"{prefix}-weg")
    if rol is None and weg is None:
        return None
    totaal = data.get(f"{prefix}-TOTAL_FORMS", "")
    aantal = min(int(totaal), 20) if totaal.isdecimal() and len(totaal) < 4 else 0
    rijen = [_row(data, f"{prefix}-{nummer}-") for nummer in range(aantal)]
    if rol is not None and aantal < 20:
        rijen.append({"rol": [rol]})
    if weg is not None and weg.isdecimal() and int(weg) < len(rijen):
        del rijen[int(weg)]
    nieuw = QueryDict(mutable=True)
    for key in data:
        if not key.startswith(f"{prefix}-"):
            nieuw.setlist(key, [str(waarde) for waarde in data.getlist(key)])
    for nummer, rij in enumerate(rijen):
        for naam, waarden in rij.items():
            nieuw.setlist(f"{prefix}-{nummer}-{naam}", waarden)
    nieuw[f"{prefix}-TOTAL_FORMS"], nieuw[f"{prefix}-INITIAL_FORMS"] = str(len(rijen)), "0"
    return nieuw


def _row(data: QueryDict, begin: str) -> dict[str, list[str]]:
    return {
        key.removeprefix(begin): [str(waarde) for waarde in data.getlist(key)] for key in data if key.startswith(begin)
    }
