"""`manage.py verify_inzage`: prove that nothing of the sealed hours of the log is missing or changed."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from cjg.basis.api import AMSTERDAM
from cjg.inzage.zegels import unsealed_since, verify


class Command(BaseCommand):
    help = "Controleert of van de verzegelde uren van het inzagelogboek niets ontbreekt of is veranderd."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what was found; exit with an error when something is wrong."""
        begin = time.perf_counter()
        with transaction.atomic():
            bevindingen, lines = verify()
            sinds = unsealed_since()
        duur = max(time.perf_counter() - begin, 0.001)
        self.stdout.write(f"{lines} regels nagekeken in {duur:.1f} s ({lines / duur:.0f} per seconde).")
        if sinds:
            self.stdout.write(f"Nog niet verzegeld: regels vanaf {sinds.astimezone(AMSTERDAM):%d-%m-%Y %H:%M}.")
        for bevinding in bevindingen:
            uur = f"{bevinding.uur.astimezone(AMSTERDAM):%d-%m-%Y %H:%M}" if bevinding.uur else "algemeen"
            self.stdout.write(f"FOUT {uur}: {bevinding.tekst}.")
        if bevindingen:
            raise CommandError(f"Het inzagelogboek klopt niet: {len(bevindingen)} bevindingen.")
        self.stdout.write("Het inzagelogboek klopt.")
