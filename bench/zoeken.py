"""Fuzzy search: misspelled names find the right person first, and what the search reads."""

from __future__ import annotations

import random
import re
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.verslag import Verslag, time_of
from cjg.dossier.api import Persoon, find_personen, visible_to
from cjg.organisatie.api import Gebruiker

NAMES, FOUND, BUFFERS = 200, 95.0, 1500
_KLINKERS = "aeiou"


def misspell(naam: str, rng: random.Random) -> str:
    """Return a name as a tired colleague types it: one letter wrong in it, or the tussenvoegsel left out."""
    delen = naam.split()
    if len(delen) > 2 and rng.random() < 0.3:
        return " ".join((delen[0], delen[-1]))
    place = len(delen) - 1
    woord = delen[place]
    if len(woord) < 4:
        return naam
    at = rng.randrange(1, len(woord) - 1)
    kind = rng.randrange(4)
    if kind == 0:
        woord = woord[:at] + woord[at + 1] + woord[at] + woord[at + 2 :]  # two letters swapped
    elif kind == 1:
        woord = woord[:at] + woord[at + 1 :]  # one left out
    elif kind == 2:
        woord = woord[:at] + woord[at] + woord[at:]  # one doubled
    else:
        woord = re.sub(rf"[{_KLINKERS}]", rng.choice(_KLINKERS), woord, count=1)
    return " ".join((*delen[:place], woord))


def measure_search(verslag: Verslag, user: Gebruiker) -> None:
    """Search the persons that one may see by misspelled name and birth date."""
    personen: list[Any] = list(visible_to(user, Persoon.objects.filter(geboortedatum__isnull=False)).order_by("pk"))
    rng = random.Random(7)  # noqa: S311 - a sample, the same each time
    chosen = rng.sample(personen, min(NAMES, len(personen)))
    questions = [(persoon, misspell(persoon.naam, rng)) for persoon in chosen]
    first = sum(
        find_personen(user, naam=naam, geboortedatum=persoon.geboortedatum).personen[:1] == [persoon]
        for persoon, naam in questions
    )
    verslag.figure(
        f"the right person first, of {len(chosen)} misspelled", 100 * first / len(chosen), least=FOUND, unit="%"
    )
    by_name = sum(persoon in find_personen(user, naam=naam).personen[:10] for persoon, naam in questions)
    verslag.figure("among the first ten without a birth date", 100 * by_name / len(chosen), unit="%")
    naam, dag = questions[0][1], questions[0][0].geboortedatum
    verslag.figure("search: buffers read", _buffers(user, naam, dag), most=BUFFERS)
    verslag.figure("search: time", 1000 * time_of(lambda: find_personen(user, naam=naam, geboortedatum=dag)), unit="ms")


def _buffers(user: Gebruiker, naam: str, geboortedatum: Any) -> int:
    with CaptureQueriesContext(connection) as queries:
        find_personen(user, naam=naam, geboortedatum=geboortedatum)
    total = 0
    for query in queries:
        if not query["sql"].startswith("SELECT"):
            continue
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {query['sql'].replace('%', '%%')}", [])
            plan = cursor.fetchone()[0][0]
        total += sum(plan["Plan"].get(kind, 0) for kind in ("Shared Hit Blocks", "Shared Read Blocks"))
    return total
