"""`manage.py voorbeeldaccounts`: prints the accounts of the example data, with their password."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cjg.werkplek.voorbeelddata.accounts import example_accounts
from cjg.werkplek.voorbeelddata.maken import WACHTWOORD


class Command(BaseCommand):
    """Prints one account per role."""

    help = "Toont de voorbeeldaccounts: één per rol, met het wachtwoord."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the accounts, or say that there are none."""
        if not settings.DEMO:
            raise CommandError("Dit is geen demo. Er zijn geen voorbeeldaccounts.")
        accounts = example_accounts()
        if not accounts:
            raise CommandError("Er zijn geen voorbeeldaccounts. Maak ze met: manage.py voorbeelddata")
        breed = max(len(account.email) for account in accounts)
        self.stdout.write(f"\nLog in met een van deze accounts. Het wachtwoord is steeds {WACHTWOORD}")
        for account in accounts:
            self.stdout.write(f"  {account.email:<{breed}}  {account.naam}, {account.wat}")
        self.stdout.write("")
