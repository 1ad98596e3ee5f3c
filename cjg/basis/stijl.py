"""What the page /stijl/ shows: every component in every state, with invented data. No query, no dossier."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django import forms

from cjg.basis import components as c
from cjg.basis.forms import (
    CardRadioSelect,
    ChipCheckboxSelect,
    ChipRadioSelect,
    ComboboxSelect,
    DateInput,
    InlineRadioSelect,
)
from cjg.basis.paging import KeysetPage
from cjg.basis.svg import Chart, Series, bar_chart, line_chart, small_multiples, stacked_bar_chart

_SOORTEN = [("telefoon", "Telefoon"), ("huisbezoek", "Huisbezoek"), ("mail", "Mail"), ("balie", "Balie")]
_SCHOLEN = [
    ("", "Kies een school"),
    ("1", "De Regenboog"),
    ("2", "Het Kompas"),
    ("3", "’t Schippertje"),
    ("4", "Daltonschool Zuid"),
]
_VEILIG = [
    ("ja", "Ja, het kind is veilig"),
    ("zorg", "Er zijn zorgen: maak samen afspraken"),
    ("nee", "Nee: overleg vandaag met de gedragswetenschapper"),
]


class VoorbeeldForm(forms.Form):
    """Every kind of field."""

    telefoon = forms.CharField(label="Telefoonnummer", help_text="Bijvoorbeeld 06 12345678", max_length=20)
    datum = forms.DateField(label="Datum van het gesprek", widget=DateInput)
    soort = forms.ChoiceField(label="Soort contact", choices=_SOORTEN, widget=ChipRadioSelect)
    onderwerpen = forms.MultipleChoiceField(
        label="Waarover ging het?",
        choices=[("opvoeden", "Opvoeden"), ("school", "School"), ("geld", "Geld"), ("scheiding", "Scheiding")],
        widget=ChipCheckboxSelect,
        required=False,
    )
    met = forms.ChoiceField(
        label="Met wie sprak u?",
        choices=[("ouder", "Ouder"), ("kind", "Kind"), ("school", "School")],
        widget=InlineRadioSelect,
    )
    veilig = forms.ChoiceField(label="Is het kind veilig?", choices=_VEILIG, widget=CardRadioSelect)
    team = forms.ChoiceField(label="Team", choices=[("", "Kies een team"), ("1", "Noord"), ("2", "Schalkwijk")])
    school = forms.ChoiceField(label="School", choices=_SCHOLEN, widget=ComboboxSelect, required=False)
    bijlage = forms.FileField(label="Bijlage", required=False, help_text="Een pdf of foto van hoogstens 10 MB.")
    notitie = forms.CharField(label="Notitie", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    terugbellen = forms.BooleanField(label="Terugbellen", help_text="Wij bellen binnen één werkdag.", required=False)


@dataclass(frozen=True)
class Regel:
    """A row of the example table."""

    gezin: str
    kinderen: str
    fase: str
    toon: c.Tone
    stap: str
    datum: date
    contact: int


_REGELS = [
    Regel("De Vries", "Sem (11), Lotte (8)", "Lopend", "success", "Evaluatie na 3 maanden", date(2026, 11, 18), 4),
    Regel("Van den Berg-El Amrani", "Yasmin (15)", "Wacht op gezin", "warning", "Terugbellen", date(2026, 11, 22), 12),
    Regel("Bakker", "Noa (4), Finn (2), Mees (0)", "Te laat", "danger", "Plan vaststellen", date(2026, 11, 25), 31),
    Regel("Kowalski", "Zuzanna (9)", "Nieuw", "info", "Eerste gesprek plannen", date(2026, 12, 1), 2),
]
_COLUMNS = [
    c.Column("gezin", "Gezin", sort="gezin", template="basis/stijl/cel_gezin.html"),
    c.Column("kinderen", "Kinderen"),
    c.Column("stap", "Volgende stap", sort="datum", template="basis/stijl/cel_stap.html"),
    c.Column("contact", "Dagen sinds contact", sort="contact", numeric=True),
    c.Column("fase", "Status", template="basis/stijl/cel_status.html"),
]
_TODAY = date(2026, 11, 22)
_AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def _identity(url: str) -> c.IdentityBar:
    return c.IdentityBar(
        name="Gezin De Vries",
        url=url,
        badges=[
            c.Badge("Lopend", "success"),
            c.Badge("Geheim adres", "warning", "lock"),
            c.Badge("Veiligheid", "danger", "alert-triangle"),
        ],
        facts=[("Kinderen", "Sem (11), Lotte (8)"), ("Coach", "Anna Jansen"), ("Plan geldig tot", "1 maart 2027")],
        warning="Bel moeder alleen op haar werknummer.",
        actions=[c.Action("Contact vastleggen", url, "primary", "plus"), c.Action("Plan", url, icon="file-text")],
        tabs=[
            c.Tab("Overzicht", url, current=True),
            c.Tab("Tijdlijn", url),
            c.Tab("Gezinsplan", url),
            c.Tab("Taken", url, count=3),
            c.Tab("Inzage", url),
        ],
    )


def _events(url: str) -> list[c.Event]:
    return [
        c.Event(
            datetime(2026, 11, 12, 14, 5, tzinfo=_AMSTERDAM),
            "Moeder belde over school",
            url,
            "Telefoon",
            "Anna Jansen",
            "Sem gaat weer hele dagen. De leerkracht belt vrijdag.",
        ),
        c.Event(
            date(2026, 11, 3),
            "Zorgmelding van school",
            "",
            "Signaal",
            "Bram de Wit",
            tone="danger",
            badges=[c.Badge("Veiligheid", "danger")],
        ),
        c.Event(date(2026, 10, 20), "Plan vastgesteld", "", "Besluit", tone="quiet"),
    ]


def _charts() -> list[Chart]:
    quarters = ["K4 2025", "K1 2026", "K2 2026", "K3 2026"]
    places = ["Haarlem Noord", "Schalkwijk", "Zandvoort"]
    growth = [Series("Haarlem", [310, 342, 371, 402]), Series("Zandvoort", [45, None, 58, 66])]
    kinds = [Series("Opvoeden", [120, 300, 20]), Series("School", [80, 150, 16]), Series("Scheiding", [60, 110, 20])]
    return [
        bar_chart(
            "g1",
            "Schalkwijk had de meeste contacten",
            "Contacten per wijk.",
            places,
            [402, 655, None],
            masked="minder dan 5",
        ),
        stacked_bar_chart("g2", "Opvoeden is de grootste groep", "Contacten per wijk en onderwerp.", places, kinds),
        line_chart(
            "g3",
            "Het aantal nieuwe gezinnen steeg naar 402",
            "Nieuwe gezinnen per kwartaal.",
            quarters,
            growth,
            target=300,
        ),
        small_multiples("g4", "Beide gemeenten groeien", "Nieuwe gezinnen per gemeente.", quarters, growth),
    ]


def _tables(url: str) -> dict[str, c.Table]:
    chips = [
        c.Chip("Alles", "?", on=True, count=38),
        c.Chip("Te laat", "?filter=laat", count=2),
        c.Chip("Wacht op gezin", "?filter=wacht"),
    ]
    nothing = c.EmptyState(
        "Geen taken voor vandaag",
        "Nieuwe taken verschijnen hier vanzelf.",
        c.Action("Taak maken", url),
        "calendar-check",
    )
    return {
        "table": c.Table(
            id="voorbeeld-caseload",
            caption="Mijn caseload",
            columns=_COLUMNS,
            rows=_REGELS,
            order="datum",
            chips=chips,
            page=KeysetPage([], next_cursor="abc", previous_cursor="def"),
            notice="U ziet een deel van deze lijst: alleen gezinnen van uw team.",
        ),
        "no_rows": c.Table("voorbeeld-leeg", "Taken", _COLUMNS, [], empty=nothing, hide_caption=True),
    }


def _badges() -> list[c.Badge]:
    return [
        c.Badge("Nieuw", "info"),
        c.Badge("Lopend", "success"),
        c.Badge("Wacht op gezin", "warning", "hourglass"),
        c.Badge("Te laat", "danger", "alert-triangle"),
        c.Badge("Afgerond"),
    ]


def _tiles(url: str) -> list[c.Tile]:
    meaning = "Het deel van de evaluaties dat binnen 14 dagen na de geplande datum klaar was."
    return [
        c.Tile("Open trajecten", 38, "2 meer dan vorige maand", url),
        c.Tile("Te laat", 2, "oudste: 4 dagen", url, "danger"),
        c.Tile("Geen contact in 30 dagen", 5, tone="warning"),
        c.Tile("Evaluaties op tijd", "86%", definition=meaning),
    ]


def stijl_context(url: str) -> dict[str, object]:
    """Return all that the page shows."""
    return {
        "identity": _identity(url),
        "crumbs": [c.Crumb("Vandaag", url), c.Crumb("Stijl")],
        "today": _TODAY,
        "charts": _charts(),
        "form": VoorbeeldForm(initial={"soort": "telefoon", "veilig": "zorg", "onderwerpen": ["school"]}),
        "wrong": VoorbeeldForm({"telefoon": "0612", "soort": "fax"}, prefix="fout"),
        **_tables(url),
        "badges": _badges(),
        "events": _events(url),
        "tiles": _tiles(url),
        "steps": [
            c.Step("Aanvraag", "done", "3 november"),
            c.Step("Onderzoek", "done"),
            c.Step("Afwegen", "current", "vóór 1 december"),
            c.Step("Besluit"),
        ],
        "gegevens": [
            ("Geboortedatum", "1 mei 2014 (12 jaar)"),
            ("School", "De Regenboog"),
            ("Huisarts", ""),
            ("Taal", "Nederlands, thuis ook Pools"),
        ],
        "tabs": [c.Tab("Taken", url, current=True, count=3), c.Tab("Contacten", url), c.Tab("Documenten", url)],
    }
