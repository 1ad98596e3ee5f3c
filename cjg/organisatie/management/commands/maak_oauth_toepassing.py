"""Register an application or a system that uses the REST API."""

from __future__ import annotations

import argparse
import secrets
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from oauth2_provider.models import Application

from cjg.basis.api import today
from cjg.organisatie.models import Rol, Team
from cjg.organisatie.services import create_systeem


class Command(BaseCommand):
    help = (
        "Registreer een toepassing voor de REST API. 'app': mensen loggen er zelf in (authorization code met PKCE). "
        "'systeem': een programma met eigen rollen en teams (client credentials)."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the two kinds."""
        kinds = parser.add_subparsers(dest="soort", required=True)
        app = kinds.add_parser("app", help="een app waarin cliënten of medewerkers zelf inloggen")
        app.add_argument("naam")
        app.add_argument("--terug-naar", action="append", required=True, metavar="ADRES", help="redirect-URI")
        app.add_argument("--met-geheim", action="store_true", help="de app kan een geheim bewaren (een server)")
        systeem = kinds.add_parser("systeem", help="een programma dat zelf inlogt")
        systeem.add_argument("naam")
        systeem.add_argument("--rol", action="append", default=[], choices=[str(rol) for rol in Rol])
        systeem.add_argument("--team", action="append", default=[], metavar="NAAM")

    @transaction.atomic
    def handle(self, **options: Any) -> None:
        """Make it, and show what the maker of the application needs; the secret only now."""
        geheim = secrets.token_urlsafe(48)
        if options["soort"] == "app":
            toepassing = _app(options["naam"], options["terug_naar"], geheim if options["met_geheim"] else "")
        else:
            toepassing = _systeem(options["naam"], options["rol"], options["team"], geheim)
        try:
            toepassing.full_clean(exclude=["client_secret"])
        except ValidationError as fout:
            raise CommandError(" ".join(fout.messages)) from fout
        toepassing.save()
        self.stdout.write(f"client_id: {toepassing.client_id}")
        if toepassing.client_type == Application.CLIENT_CONFIDENTIAL:
            self.stdout.write(f"client_secret: {geheim}")
            self.stdout.write("Bewaar het geheim nu: het is hierna niet meer te zien.")


def _app(naam: str, adressen: list[str], geheim: str) -> Application:
    return Application(
        name=naam,
        client_type=Application.CLIENT_CONFIDENTIAL if geheim else Application.CLIENT_PUBLIC,
        client_secret=geheim,
        authorization_grant_type=Application.GRANT_AUTHORIZATION_CODE,
        redirect_uris=" ".join(adressen),
    )


def _systeem(naam: str, rollen: list[str], teams: list[str], geheim: str) -> Application:
    gevonden = list(Team.objects.filter(naam__in=teams))
    if onbekend := set(teams) - {team.naam for team in gevonden}:
        raise CommandError(f"Dit team bestaat niet: {', '.join(sorted(onbekend))}.")
    systeem = create_systeem(naam=naam, rollen=[Rol(rol) for rol in rollen], teams=gevonden, begindatum=today())
    return Application(
        name=naam,
        user=systeem,
        client_type=Application.CLIENT_CONFIDENTIAL,
        client_secret=geheim,
        authorization_grant_type=Application.GRANT_CLIENT_CREDENTIALS,
    )
