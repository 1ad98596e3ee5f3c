"""All that follows once the web server answers: who may sign in, and the reports of the last quarter."""

from contextlib import suppress
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from cjg.config import get_config

_NO_ACCOUNT = """
Er is nog geen account. Maak er een in een ander venster, bijvoorbeeld:
  .venv/bin/python manage.py maak_medewerker u@uw-cjg.nl --naam "Uw naam" --functie manager --rol manager
"""


class Command(BaseCommand):
    """Finish the start. May run again."""

    help = "Toont de voorbeeldaccounts en maakt de rapporten van het laatste hele kwartaal."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the accounts, make the reports and name the files."""
        uitvoer = get_config().uitvoer_dir
        if not get_user_model()._default_manager.exists():
            self.stdout.write(_NO_ACCOUNT)
        elif settings.DEMO:
            with suppress(CommandError):  # accounts of one's own, and none of the examples
                call_command("voorbeeldaccounts", stdout=self.stdout, stderr=self.stderr)
                # before the last quarter: its report compares with them
                call_command("voorbeeldrapporten", stdout=self.stdout, stderr=self.stderr)
        self.stdout.write("De rapporten van het laatste hele kwartaal worden gemaakt:")
        uitvoer.mkdir(parents=True, exist_ok=True)
        call_command("maak_kwartaalrapporten", uitvoer=uitvoer, stdout=self.stdout, stderr=self.stderr)
