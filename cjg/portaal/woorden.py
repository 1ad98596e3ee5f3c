"""The words of the client's side: u or je, and what the log says in plain Dutch (B1)."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import UUID

from cjg.dossier.api import Persoon
from cjg.inzage.api import Handeling, Inzageregel, Samengevat
from cjg.organisatie.api import Rol

# One reads the pages as a youth until this birthday.
JE_TOT = 18
# `_voor`: a verb before je loses its t (mist u iets, mis je iets).
U = {
    "u": "u",
    "jou": "u",
    "U": "U",
    "uw": "uw",
    "Uw": "Uw",
    "kunt": "kunt",
    "kunt_voor": "kunt",
    "mist_voor": "mist",
    "vindt_voor": "vindt",
    "leest_voor": "leest",
}
JE = {
    "u": "je",
    "jou": "jou",
    "U": "Je",
    "uw": "jouw",
    "Uw": "Jouw",
    "kunt": "kunt",
    "kunt_voor": "kun",
    "mist_voor": "mis",
    "vindt_voor": "vind",
    "leest_voor": "lees",
}

WAT = {
    "persoon": "persoonlijke gegevens",
    "gezinslid": "persoonlijke gegevens",
    "adres": "het adres",
    "gezag": "wie het gezag heeft",
    "gezin": "het overzicht van het gezin",
    "toegang": "wie mag meekijken",
    "toegangsverlening": "wie mag meekijken",
    "planversie": "het gezinsplan",
    "gezinsplan": "het gezinsplan",
    "traject": "de hulp van het CJG",
    "evaluatie": "een evaluatie",
    "besluit": "een besluit over hulp",
    "beschikking": "de brief met een besluit",
    "inzageregel": "wie er heeft gekeken",
    "taak": "een taak",
    "aanmelding": "de aanmelding",
}
DEED = {
    Handeling.LEZEN: "Bekeken",
    Handeling.ZOEKEN: "Gezocht",
    Handeling.TOEVOEGEN: "Toegevoegd",
    Handeling.WIJZIGEN: "Gewijzigd",
    Handeling.VERWIJDEREN: "Verwijderd",
    Handeling.AFDRUKKEN: "Gedownload of afgedrukt",
    Handeling.NOODTOEGANG: "Noodtoegang genomen",
}
WAAROM = {
    "betrokkenheid": "Deze medewerker hoort bij het team dat helpt.",
    "tijdelijk": "Deze medewerker kreeg tijdelijk toegang.",
    "nood": "Deze medewerker nam zelf toegang, omdat het niet kon wachten. De toezichthouder controleert dit.",
    "bekend elders": "Deze medewerker zocht, en zag alleen dat deze persoon bij ons bekend is.",
    "client": "Dit was iemand uit het gezin.",
}
GEZINSLID = "Iemand uit het gezin"


def form_of_address(persoon: Persoon, day: datetime.date) -> dict[str, str]:
    """Return the words to address somebody with: je for youths, u for everybody else."""
    leeftijd = persoon.age_on(day)
    return JE if leeftijd is not None and leeftijd < JE_TOT else U


def name_of_actor(regel: Samengevat | Inzageregel, eigen_account: UUID) -> str:
    """Return who did it: staff by name, oneself as such, another of the family without a name.

    Separated parents do not follow each other's visits by name, and youths are not watched by theirs.
    """
    if regel.actor_id == eigen_account:
        return ""
    return GEZINSLID if regel.grond == "client" else regel.actor_naam


def describe_rol(rol: str) -> str:
    """Return roles as words; the log holds their codes."""
    labels = {str(code): str(label) for code, label in Rol.choices}
    return ", ".join(labels.get(code, "gezin" if code == "client" else code) for code in rol.split(", ") if code)


def describe_line(regel: Samengevat, eigen_account: UUID) -> dict[str, Any]:
    """Return one merged line of the log in words."""
    return {
        "regel": regel,
        "wie": name_of_actor(regel, eigen_account),
        "rol": "" if regel.grond == "client" else describe_rol(regel.rol),
        "deed": DEED[Handeling(regel.handeling)],
        "wat": WAT.get(regel.objectsoort, regel.objectsoort),
        "waarom": WAAROM.get(regel.grond, ""),
    }
