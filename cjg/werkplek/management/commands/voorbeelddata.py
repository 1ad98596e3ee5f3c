"""`manage.py voorbeelddata --schaal s`: fills an empty demo database with an example CJG."""

from __future__ import annotations

import datetime as dt
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cjg.basis.api import now, today
from cjg.taken.api import scan_reminders
from cjg.werkplek.voorbeelddata.maken import NietToegestaanError, is_empty, make_voorbeelddata

_SCHALEN = {"xs": 0.03, "s": 1.0}


class Command(BaseCommand):
    """Makes invented families, staff and three years of work."""

    help = "Vult een lege demodatabase met een verzonnen CJG: gezinnen, medewerkers en drie jaar werk."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take size, seed and day."""
        parser.add_argument("--schaal", choices=sorted(_SCHALEN), default="s", help="Hoeveel gegevens (standaard s).")
        parser.add_argument("--zaad", type=int, default=1, help="Zelfde zaad en peildatum: zelfde gezinnen.")
        parser.add_argument("--peildatum", type=dt.date.fromisoformat, default=None, help="Vandaag (JJJJ-MM-DD).")
        parser.add_argument("--als-leeg", action="store_true", help="Doe niets als er al gegevens zijn.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Fill the database, or say why not."""
        if options["als_leeg"] and not is_empty():
            self.stdout.write("Er zijn al gegevens. Er is niets toegevoegd.")
            return
        start = time.monotonic()
        peildatum = options["peildatum"] or today()
        try:
            counts = make_voorbeelddata(
                zaad=options["zaad"],
                peildatum=peildatum,
                schaal=_SCHALEN[options["schaal"]],
            )
        except NietToegestaanError as fout:
            raise CommandError(str(fout)) from None
        scan_reminders(today=peildatum, now=now())
        for label in sorted(counts):
            self.stdout.write(f"{counts[label]:>8,}  {label}".replace(",", "."))
        self.stdout.write(f"Klaar in {time.monotonic() - start:.0f} seconden.")
