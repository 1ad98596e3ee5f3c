"""The words of a beschikking: to whom, in which tone, and what stands in it (feiten §5.2). Pure: no queries.

The letter is in plain Dutch (B1). A parent reads "u" and the name of the child, an adult reads "u", a youth under 18
reads "je". What the law asks is the same in all of them.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format

from cjg.dossier.api import Adres, Persoon
from toegang.kosten import euro
from toegang.models import Besluit, Briefgegevens, Eenheid, Leveringsvorm, Onderzoek

MEERDERJARIG = 18
VANAF_12, VANAF_16 = 12, 16
_EINDE = (Besluit.Soort.BEEINDIGING.value, Besluit.Soort.INTREKKING.value)
_ENKELVOUD = {
    Eenheid.MINUUT: "minuut",
    Eenheid.UUR: "uur",
    Eenheid.ETMAAL: "etmaal",
    Eenheid.DAGDEEL: "dagdeel",
    Eenheid.STUKS: "stuk",
}


@dataclass(frozen=True, slots=True)
class Toon:
    """The words that differ by reader. `wie` is the jeugdige as subject, `voor_wie` after "voor"."""

    wie: str
    voor_wie: str
    krijgt_wie: str
    u: str = "u"
    uw: str = "uw"
    hebt_u: str = "hebt u"
    kunt_u: str = "kunt u"
    bent_u: str = "bent u"
    wilt_u: str = "wilt u"
    moet_u: str = "moet u"
    hoort_u: str = "hoort u"
    hoeft_u: str = "hoeft u"

    @property
    def is_je(self) -> bool:
        """Tell whether this letter is written to a youth."""
        return self.u == "je"


_JE = Toon(
    wie="je",
    voor_wie="jou",
    krijgt_wie="krijg je",
    u="je",
    uw="je",
    hebt_u="heb je",
    kunt_u="kun je",
    bent_u="ben je",
    wilt_u="wil je",
    moet_u="moet je",
    hoort_u="hoor je",
    hoeft_u="hoef je",
)


def tone_for(lezer: Persoon, jeugdige: Persoon, day: datetime.date) -> Toon:
    """Return the tone for a reader: a youth under 18 about himself, an adult about himself, or about a child."""
    if lezer.pk != jeugdige.pk:
        naam = call_name(jeugdige)
        return Toon(wie=naam, voor_wie=naam, krijgt_wie=f"krijgt {naam}")
    age = jeugdige.age_on(day)
    if age is not None and age >= MEERDERJARIG:
        return Toon(wie="u", voor_wie="u", krijgt_wie="krijgt u")
    return _JE


def call_name(persoon: Persoon) -> str:
    """Return how somebody is called at home: the roepnaam, else the first of the voornamen."""
    return persoon.roepnaam or persoon.voornamen.split(" ")[0] or persoon.naam


@dataclass(frozen=True, slots=True)
class Brief:
    """All that one letter says: what the template prints."""

    besluit: Besluit
    onderzoek: Onderzoek
    gegevens: Briefgegevens
    lezer: Persoon
    adres: Adres | None
    kenmerk: str
    volgnummer: int
    datum: datetime.date
    bezwaar_tot: datetime.date
    gevraagd_op: datetime.date | None
    toon: Toon

    @property
    def onderwerp(self) -> str:
        """The decision itself, as the heading."""
        if self._variant != Besluit.Soort.NIEUW:
            return self._say(_SUBJECTS[self._variant])
        return self._say("{Wie} krijgt een budget voor hulp" if self.is_pgb else "{Wie} krijgt hulp van {aanbieder}")

    @property
    def besluitzin(self) -> str:
        """What was decided, in one or two short sentences."""
        return self._say(_DECISIONS[self._variant])

    def _say(self, sentence: str) -> str:
        toon = self.toon
        return sentence.format(Wie=_cap(toon.wie), voor=toon.voor_wie, aanbieder=self.besluit.aanbieder)

    @property
    def _variant(self) -> str:
        if not self.besluit.is_toegekend or self.besluit.soort in _EINDE:
            return self.besluit.soort if self.besluit.is_toegekend else self.besluit.uitkomst
        if self.besluit.uitkomst == Besluit.Uitkomst.GEDEELTELIJK:
            return self.besluit.uitkomst
        return self.besluit.soort

    @property
    def geeft_hulp(self) -> bool:
        """Tell whether there is help to describe: granted, and not an end."""
        return self.besluit.is_toegekend and self.besluit.soort not in _EINDE

    @property
    def stopt(self) -> bool:
        """Tell whether this besluit ends help that ran."""
        return self.besluit.is_toegekend and self.besluit.soort in _EINDE

    @property
    def is_pgb(self) -> bool:
        return self.besluit.leveringsvorm == Leveringsvorm.PGB

    @property
    def is_buiten_behandeling(self) -> bool:
        return self.besluit.uitkomst == Besluit.Uitkomst.BUITEN_BEHANDELING

    @property
    def hulp(self) -> list[tuple[str, str]]:
        """What is given, row by row (feiten §5.2, 4)."""
        b = self.besluit
        code = f"{b.productcategorie} / {b.product.code}" if b.product else b.productcategorie
        rows = [
            ("Hulp", b.product.naam if b.product else b.get_productcategorie_display()),
            ("Soort en code", f"{b.get_productcategorie_display()} ({code})"),
            ("Vorm", "Persoonsgebonden budget (PGB)" if self.is_pgb else "Zorg in natura"),
            ("Hoeveel", volume_text(b)),
            ("Van", _day(b.ingangsdatum)),
            ("Tot en met", _day(b.einddatum)),
            ("Bedrag", euro(b.budget_cent) if b.budget_cent else ""),
            ("Aanbieder", _aanbieder(b)),
        ]
        return [(label, value) for label, value in rows if value]

    @property
    def bezwaarmakers(self) -> str:
        """Who may object: who has gezag under 16, the youth from 12 (feiten §5.3)."""
        age = self.besluit.jeugdige.age_on(self.datum)
        naam = call_name(self.besluit.jeugdige)
        if age is not None and age < VANAF_12:
            return "Dat kunnen ouders met gezag doen."
        if age is None or age < VANAF_16:
            ook = "Zelf bezwaar maken kan ook." if self.toon.is_je else f"{naam} kan het ook zelf."
            return f"Dat kunnen ouders met gezag doen. {ook}"
        return f"Dat {self.toon.kunt_u} zelf doen."


def unit_name(eenheid: str) -> str:
    """Return one of a unit: uur, etmaal."""
    return _ENKELVOUD[Eenheid(eenheid)]


def volume_text(besluit: Besluit) -> str:
    """Return how much help it is: 2 uren per week."""
    if not besluit.volume:
        return ""
    eenheid = unit_name(besluit.eenheid) if besluit.volume == 1 else besluit.get_eenheid_display()
    return f"{besluit.volume} {eenheid} {besluit.get_frequentie_display()}"


def address_lines(adres: Adres | None) -> list[str]:
    """Return the address under the name; nothing when it is not known or geheim."""
    if adres is None or adres.is_geheim:
        return []
    return [
        f"{adres.straat} {adres.huisnummer}{adres.toevoeging}",
        f"{adres.postcode}  {adres.woonplaats}",
    ]


def choose_address(adressen: Sequence[Adres]) -> Adres | None:
    """Return where a letter goes: the correspondence address, else the BRP address; never one that is geheim."""
    open_ones = {adres.soort: adres for adres in adressen if not adres.is_geheim}
    return open_ones.get(Adres.Soort.CORRESPONDENTIE) or open_ones.get(Adres.Soort.BRP)


def _aanbieder(besluit: Besluit) -> str:
    if besluit.aanbieder is None:
        return ""
    telefoon = f", telefoon {besluit.aanbieder.telefoon}" if besluit.aanbieder.telefoon else ""
    return f"{besluit.aanbieder.naam}{telefoon}"


def _day(day: datetime.date | None) -> str:
    return date_format(day, "j F Y") if day else ""


def _cap(text: str) -> str:
    return text[:1].upper() + text[1:]


# {Wie}: "Kiki", "Je" or "U"; {voor}: "Kiki", "jou" or "u".
_SUBJECTS = {
    "verlenging": "{Wie} krijgt langer hulp",
    "wijziging": "De hulp voor {voor} verandert",
    "beeindiging": "De hulp voor {voor} stopt",
    "intrekking": "Wij trekken het besluit over hulp voor {voor} in",
    "gedeeltelijk": "{Wie} krijgt een deel van de hulp",
    "afgewezen": "{Wie} krijgt de gevraagde hulp niet",
    "buiten-behandeling": "Wij behandelen de aanvraag niet verder",
}
_DECISIONS = {
    "nieuw": "Wij geven deze hulp. {Wie} krijgt wat hieronder staat.",
    "verlenging": "Wij geven deze hulp. {Wie} houdt langer wat hieronder staat.",
    "wijziging": "Wij veranderen de hulp. {Wie} krijgt nu wat hieronder staat.",
    "beeindiging": "Wij stoppen de hulp voor {voor}.",
    "intrekking": "Wij trekken ons eerdere besluit in.",
    "gedeeltelijk": "Wij geven een deel van deze hulp. {Wie} krijgt wat hieronder staat.",
    "afgewezen": "Wij wijzen de aanvraag af. {Wie} krijgt deze hulp dus niet.",
    "buiten-behandeling": "Wij behandelen de aanvraag niet verder, want er missen gegevens.",
}
