"""Short ways to a besluit in each state."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

from cjg.basis.api import today
from cjg.organisatie.api import Gebruiker
from tests.cast import Cast
from toegang.models import Aanbieder, Besluit, Onderzoek, Product
from toegang.services import (
    Opties,
    Situatie,
    Specialistisch,
    Stap,
    Voorziening,
    Vorm,
    record_stap,
    start_besluit,
    take_besluit,
)

WEEK = datetime.timedelta(weeks=1)
BEGIN = today() + WEEK


def start(cast: Cast, **changes: Any) -> Besluit:
    """Start an onderzoek for Kiki."""
    values: dict[str, Any] = {
        "gezin": cast.gezin,
        "jeugdige": cast.kind10,
        "ontvangstdatum": today() - WEEK,
        "soort": "nieuw",
        "aanvraag": "Hulp thuis bij boze buien.",
        "medewerker": cast.medewerker("anna"),
        "today": today(),
    }
    return start_besluit(**(values | changes))


def steps(cast: Cast) -> list[Stap]:
    """The four steps, filled in well, for care in kind."""
    return [
        Situatie("Hoe gaan wij om met de boze buien?", "Kiki wordt snel boos, thuis en op school.", True),
        Opties(
            eigen_kracht="Moeder volgde een cursus.",
            netwerk="Oma past elke vrijdag op.",
            vrij_toegankelijk="De coach hielp drie maanden. Dat was niet genoeg.",
            voorliggend="Er is geen andere wet die helpt.",
            reflectie="Bram ziet dat de buien erger worden. Hij steunt de vraag.",
            reflectie_door=cast.medewerker("bram"),
        ),
        Specialistisch(True, "Behandeling aan huis, twee uur per week.", cast.medewerker("ida")),
        Vorm("zin", "Het gezin wil geen budget beheren."),
    ]


def pgb_step(**changes: Any) -> Vorm:
    """Step 4 for a PGB that passes the three tests."""
    vorm = Vorm("pgb", "Het gezin kent een goede begeleider.", True, "De hulp is nodig op losse uren.", True)
    return replace(vorm, **changes)


def record(besluit: Besluit, stap: Stap) -> Onderzoek:
    """Record one step on top of the newest version."""
    versie = Onderzoek.objects.get(besluit=besluit).versie
    return record_stap(besluit=besluit, stap=stap, expected_versie=versie, today=today())


def record_all_steps(cast: Cast, besluit: Besluit, *, last: Stap | None = None) -> None:
    """Record the four steps in order."""
    for stap in [*steps(cast)[:3], last or steps(cast)[3]]:
        record(besluit, stap)


def voorziening(**changes: Any) -> Voorziening:
    """Two hours a week of help at home by De Linde, half a year: € 4.399,20 (26 weeks × 2 × € 84,60)."""
    begin = BEGIN
    values = Voorziening(
        productcategorie="45",
        product=Product.objects.get(code="45A04"),
        ingangsdatum=begin,
        einddatum=begin + datetime.timedelta(days=26 * 7 - 1),
        volume=2,
        eenheid="04",
        frequentie="2",
        aanbieder=Aanbieder.objects.get(agb_code="22990101"),
    )
    return replace(values, **changes)


def pgb(**changes: Any) -> Voorziening:
    """The same help as a PGB of € 3.000."""
    return voorziening(**({"aanbieder": None, "budget_cent": 300_000} | changes))


def take(besluit: Besluit, beslisser: Gebruiker, **changes: Any) -> Besluit:
    """Take the besluit on top of its newest version, granted unless said otherwise."""
    values: dict[str, Any] = {
        "uitkomst": "toegekend",
        "motivering": "Kiki leert hierdoor rustig te blijven.",
        "voorziening": changes.pop("voorziening", None) or voorziening(),
        "expected_versie": Besluit.objects.get(pk=besluit.pk).versie,
        "today": today(),
    }
    return take_besluit(besluit=besluit, beslisser=beslisser, **(values | changes))


def content(besluit: Besluit) -> tuple[dict[str, Any], dict[str, Any]]:
    """All stored fields of a besluit and its onderzoek: to show that a refusal changed nothing."""
    return (
        dict(Besluit.objects.filter(pk=besluit.pk).values().get()),
        dict(Onderzoek.objects.filter(besluit=besluit).values().get()),
    )
