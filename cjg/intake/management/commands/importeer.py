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


class Geweigerd(CommandError):
    """The file is not read in. The name is what stands before the message on screen."""


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
            raise Geweigerd(f"Het bestand {options['bestand']} kan niet worden gelezen: {_reason(error)}.") from None
        self._write_result(uitkomst, proef=options["proef"])

    def _write_fault(self, fout: Regelfout) -> None:
        self.stdout.write(str(fout))

    def _write_warning(self, fout: Regelfout) -> None:
        self.stdout.write(f"let op, {fout}")

    def _write_result(self, uitkomst: Uitkomst, *, proef: bool) -> None:
        if uitkomst.foute_regels:
            aantal = uitkomst.foute_regels
            wat = "1 regel is niet goed" if aantal == 1 else f"{aantal} regels zijn niet goed"
            raise Geweigerd(f"{wat}. Er is niets ingelezen. Verbeter het bestand en lees het opnieuw in.")
        if proef:
            goed = "1 regel, die is goed" if uitkomst.regels == 1 else f"{uitkomst.regels} regels, alle goed"
            self.stdout.write(
                f"{goed}: {uitkomst.nieuw} nieuw, {uitkomst.al_bekend} al bekend."
                " Dit was een proef: er is niets opgeslagen."
            )
            return
        self.stdout.write(f"Ingelezen: {_count(uitkomst.nieuw)}. Al bekend: {_count(uitkomst.al_bekend)}.")


def _count(aantal: int) -> str:
    return "1 regel" if aantal == 1 else f"{aantal} regels"


def _reason(error: OSError) -> str:
    """Say why a file cannot be opened; what the system says itself is English."""
    if isinstance(error, FileNotFoundError):
        return "het bestaat niet. Controleer de map en de naam"
    if isinstance(error, IsADirectoryError):
        return "dit is een map. Noem een bestand in die map"
    if isinstance(error, PermissionError):
        return "u mag het niet lezen. Geef uzelf leesrechten op het bestand"
    return f"de schijf geeft een fout ({error.strerror})"
