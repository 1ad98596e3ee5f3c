"""`manage.py voorbeelddata --schaal s`: fills an empty demo database with an example CJG."""

from __future__ import annotations

import datetime as dt
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cjg.basis.api import now, today
from cjg.taken.api import scan_reminders
from cjg.werkplek.voorbeelddata.accounts import example_accounts
from cjg.werkplek.voorbeelddata.maken import NietToegestaanError, is_empty, make_voorbeelddata

_SCHALEN = {"xs": 0.03, "s": 1.0}
_KERN = {
    "dossier.Gezin": "gezinnen",
    "gezinsplan.Traject": "trajecten",
    "toegang.Besluit": "besluiten",
    "intake.Contactmoment": "contacten",
}


class Command(BaseCommand):
    """Makes invented families, staff and three years of work."""

    help = "Vult een lege demodatabase met een verzonnen CJG: gezinnen, medewerkers en drie jaar werk."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take size, seed and day."""
        parser.add_argument("--schaal", choices=sorted(_SCHALEN), default="s", help="Hoeveel gegevens (standaard s).")
        parser.add_argument("--zaad", type=int, default=1, help="Zelfde zaad en peildatum: zelfde gezinnen.")
        parser.add_argument("--peildatum", type=dt.date.fromisoformat, default=None, help="Vandaag (JJJJ-MM-DD).")
        parser.add_argument("--als-leeg", action="store_true", help="Doe niets als er al gegevens zijn.")
        parser.add_argument("--niet-naast", action="store_true", help="Stop als er voorbeeldgezinnen staan. Meer niet.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Fill the database, or say why not."""
        if options["niet_naast"]:
            _refuse_beside_examples()
            return
        if options["als_leeg"] and not is_empty():
            return
        start = time.monotonic()
        peildatum = options["peildatum"] or today()
        self.stdout.write("De voorbeeldgegevens worden geladen. Dat gebeurt één keer en duurt ongeveer een minuut.")
        try:
            counts = make_voorbeelddata(
                zaad=options["zaad"],
                peildatum=peildatum,
                schaal=_SCHALEN[options["schaal"]],
            )
        except NietToegestaanError as fout:
            raise CommandError(str(fout)) from None
        scan_reminders(today=peildatum, now=now())
        if options["verbosity"] > 1:
            for label in sorted(counts):
                self.stdout.write(f"{_format(counts[label]):>8}  {label}")
        wat = ", ".join(f"{_format(counts[label])} {naam}" for label, naam in _KERN.items())
        self.stdout.write(f"Geladen in {time.monotonic() - start:.0f} seconden: {wat}. Alles is verzonnen.")


def _refuse_beside_examples() -> None:
    """Keep real registrations out of a database with invented ones: the reports would count both."""
    if example_accounts():
        raise CommandError(
            "Hier staan voorbeeldgezinnen. Uw eigen registraties komen daar niet naast, want de rapporten tellen dan"
            " beide. Begin met een lege map, bijvoorbeeld: make start BESTAND=uw-bestand.csv DATA_DIR=.data-eigen"
        )


def _format(aantal: int) -> str:
    return f"{aantal:,}".replace(",", ".")
