"""`manage.py voorbeeldrapporten`: adopts the reports of the quarters before the last one of the example data."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from cjg.basis.api import Kwartaal, today
from cjg.organisatie.api import Medewerker, Rol
from cjg.werkplek.voorbeelddata.accounts import example_accounts
from rapportage.api import adopt_rapport, open_rapporten

_NA_AFLOOP = dt.timedelta(days=20, hours=10)


class Command(BaseCommand):
    """Gives the accountmanagers of the demo reports to download, and the last quarter a past to compare with."""

    help = "Stelt in een demo de kwartaalrapporten van het afgelopen jaar vast, op het laatste kwartaal na."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take how many quarters."""
        parser.add_argument("--kwartalen", type=int, default=4, help="Hoeveel kwartalen terug (standaard 4).")

    def handle(self, *args: Any, **options: Any) -> None:
        """Adopt what is not adopted yet, the oldest first; may run again after it was broken off."""
        if not settings.DEMO or not example_accounts():
            raise CommandError("Dit is geen demo met voorbeeldgegevens. Er is niets vastgesteld.")
        manager = Medewerker.objects.filter(gebruiker__roltoekenningen__rol=Rol.MANAGER).earliest("pk")
        kwartalen = [Kwartaal.last_finished(today())]
        for _ in range(options["kwartalen"]):
            kwartalen.insert(0, kwartalen[0].previous())
        for kwartaal in kwartalen[:-1]:
            for rapport in open_rapporten(kwartaal):
                if not rapport.is_vastgesteld:
                    adopt_rapport(
                        rapport=rapport,
                        medewerker=manager,
                        expected_versie=rapport.versie,
                        now=kwartaal.periode.moments()[1] + _NA_AFLOOP,
                        today=today(),
                    )
