"""`manage.py importeer SOORT BESTAND.csv [--proef]`: read a file of registrations, all of it or nothing."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cjg.basis.api import now, today
from cjg.intake.inlezen.bestand import Regelfout
from cjg.intake.inlezen.soorten import import_kinds
from cjg.intake.inlezen.uitvoeren import Uitkomst, import_file


class Command(BaseCommand):
    """Report every wrong line with its number, column and reason; a second reading of a file changes nothing."""

    help = "Lees een CSV-bestand met registraties in. Eén foute regel: dan wordt er niets ingelezen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("soort", choices=list(import_kinds()), help="wat er in het bestand staat")
        parser.add_argument("bestand", type=Path, help="het CSV-bestand: UTF-8, met ; of , tussen de waarden")
        parser.add_argument("--proef", action="store_true", help="alleen controleren, niets opslaan")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            uitkomst = import_file(
                import_kinds()[options["soort"]],
                options["bestand"],
                proef=options["proef"],
                now=now(),
                today=today(),
                on_fault=self._write_fault,
                on_warning=self._write_warning,
            )
        except OSError as error:
            raise CommandError(f"Het bestand {options['bestand']} kan niet worden gelezen: {error.strerror}.") from None
        self._write_result(uitkomst, proef=options["proef"])

    def _write_fault(self, fout: Regelfout) -> None:
        self.stdout.write(str(fout))

    def _write_warning(self, fout: Regelfout) -> None:
        self.stdout.write(f"let op, {fout}")

    def _write_result(self, uitkomst: Uitkomst, *, proef: bool) -> None:
        if uitkomst.foute_regels:
            aantal = uitkomst.foute_regels
            wat = "1 regel is niet goed" if aantal == 1 else f"{aantal} regels zijn niet goed"
            raise CommandError(f"{wat}. Er is niets ingelezen. Verbeter het bestand en lees het opnieuw in.")
        if proef:
            self.stdout.write(
                f"Alle {uitkomst.regels} regels zijn goed: {uitkomst.nieuw} nieuw, {uitkomst.al_bekend} al bekend."
                " Dit was een proef: er is niets opgeslagen."
            )
            return
        self.stdout.write(f"{uitkomst.nieuw} regels ingelezen, {uitkomst.al_bekend} waren al bekend.")
