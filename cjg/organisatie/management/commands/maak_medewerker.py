"""`manage.py maak_medewerker EMAIL --naam … --functie … --rol …`: the first account of a new installation."""

from __future__ import annotations

import argparse
import getpass
import sys
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from cjg.basis.api import today
from cjg.organisatie.models import Gemeente, Rol, Team
from cjg.organisatie.services import create_medewerker


class Command(BaseCommand):
    help = "Maak een account voor een medewerker, met rollen en teams. U typt het wachtwoord daarna, twee keer."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare who it is."""
        parser.add_argument("email", help="het adres waarmee de medewerker inlogt")
        parser.add_argument("--naam", required=True)
        parser.add_argument("--functie", required=True)
        parser.add_argument("--rol", action="append", required=True, choices=[str(rol) for rol in Rol])
        parser.add_argument("--team", action="append", default=[], metavar="NAAM")
        parser.add_argument("--gemeente", metavar="CODE", help="CBS-code; alleen voor een accountmanager")

    def handle(self, **options: Any) -> None:
        """Make it, or say what is wrong."""
        teams = list(Team.objects.filter(naam__in=options["team"]))
        if onbekend := set(options["team"]) - {team.naam for team in teams}:
            raise CommandError(f"Dit team bestaat niet: {', '.join(sorted(onbekend))}.")
        try:
            create_medewerker(
                email=options["email"],
                naam=options["naam"],
                functie=options["functie"],
                rollen=[Rol(rol) for rol in options["rol"]],
                teams=teams,
                gemeente=_find_gemeente(options["gemeente"], options["rol"]),
                begindatum=today(),
                password=_ask_password() if sys.stdin.isatty() else None,
            )
        except ValidationError as fout:
            raise CommandError(" ".join(fout.messages)) from None
        self.stdout.write(f"Het account {options['email']} is gemaakt.")
        if not sys.stdin.isatty():
            self.stdout.write("Het heeft nog geen wachtwoord. Kies op de inlogpagina voor ‘Wachtwoord vergeten’.")


def _find_gemeente(code: str | None, rollen: list[str]) -> Gemeente | None:
    if code is None and str(Rol.ACCOUNTMANAGER) in rollen:
        raise CommandError("Een accountmanager hoort bij één gemeente. Noem die met --gemeente, bijvoorbeeld 0392.")
    gemeente = Gemeente.objects.filter(code=code).first() if code else None
    if code and gemeente is None:
        raise CommandError("Deze gemeente is niet bekend. Geef de CBS-code van vier cijfers.")
    return gemeente


def _ask_password() -> str:
    wachtwoord = getpass.getpass("Wachtwoord: ")
    if wachtwoord != getpass.getpass("Nog een keer: "):
        raise CommandError("De wachtwoorden zijn niet gelijk. Probeer het opnieuw.")
    validate_password(wachtwoord)
    return wachtwoord
