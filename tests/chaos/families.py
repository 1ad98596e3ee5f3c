"""Families that are helped: trajecten with evaluations that are due, and a plan that is saved over and over.

Each line of output is an acknowledged write: `plan <versie> <number>`. It may be killed at any moment too.
"""

import datetime
import sys
import time
from functools import partial
from typing import Any

from tests.chaos.django_script import set_up, until_committed

PAUSE = 0.15


def main() -> None:
    """Write until killed."""
    set_up()
    from cjg.basis.api import now
    from gezinsplan.services import start_plan

    concepts: list[Any] = []
    until_committed(lambda: concepts.append(start_plan(gezinnen=[_start_help()], now=now())))
    number = 0
    while True:
        number += 1
        say(f"poging {concepts[0].pk} {number}")
        until_committed(partial(_save, concepts[0], number))
        say(f"plan {concepts[0].pk} {number}")
        if number % 5 == 0:
            until_committed(_start_help)
        time.sleep(PAUSE)


def say(line: str) -> None:
    """Tell the harness, at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _start_help() -> Any:
    """Make a gezin with a traject whose first evaluation is more than a week late: every reminder is owed."""
    from django.db import transaction

    from cjg.basis.api import now, today
    from cjg.dossier.api import LidInvoer, PersoonInvoer, create_gezin
    from cjg.organisatie.api import Gemeente, Medewerker, Team
    from gezinsplan.services import start_traject

    begin = today() - datetime.timedelta(days=110)
    leden = [
        LidInvoer(PersoonInvoer("Proefman", "Olga", geboortedatum=datetime.date(1984, 5, 5)), "112"),
        LidInvoer(PersoonInvoer("Proefman", "Kees", geboortedatum=today() - datetime.timedelta(days=9 * 365)), "301"),
    ]
    with transaction.atomic():
        gezin = create_gezin(naam="Proefman", gemeente=Gemeente.objects.get(code="0392"), leden=leden, today=begin)
        start_traject(
            gezin=gezin,
            jeugdigen=[gezin.leden.get(rol="301").persoon],
            soort="gezinscoaching",
            aanspreekpunt=Medewerker.objects.get(gebruiker__email="anna@cjg.example"),
            team=Team.objects.get(naam="Noord 1"),
            begindatum=begin,
            today=today(),
            now=now(),
        )
    return gezin


def _save(concept: Any, number: int) -> None:
    """Save the plan with this number in two places, that may never differ."""
    from cjg.basis.api import StaleVersion, now
    from gezinsplan.invoer import PlanInvoer
    from gezinsplan.services import save_concept

    concept.refresh_from_db()
    if concept.krachten == f"nummer {number}":
        return  # committed, and killed before it could say so
    invoer = PlanInvoer(krachten=f"nummer {number}", zorgen=f"nummer {number}")
    try:
        save_concept(versie=concept, invoer=invoer, expected_versie=concept.versie, now=now())
    except StaleVersion:
        concept.refresh_from_db()


if __name__ == "__main__":
    main()
