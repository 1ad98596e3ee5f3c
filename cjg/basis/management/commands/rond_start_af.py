"""All that follows once the web server answers: the reports of the last quarter, and who may sign in."""

from typing import Any

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand

from cjg.config import get_config


class Command(BaseCommand):
    """Finish the start. May run again."""

    help = "Maakt de rapporten van het laatste hele kwartaal en toont de voorbeeldaccounts."

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the reports, print accounts and files."""
        config = get_config()
        known = get_commands()
        if settings.DEMO and not config.bestand and "voorbeeldaccounts" in known:
            call_command("voorbeeldaccounts", stdout=self.stdout, stderr=self.stderr)
            # before the last quarter: its report compares with them
            call_command("voorbeeldrapporten", stdout=self.stdout, stderr=self.stderr)
        if "maak_kwartaalrapporten" in known:
            config.uitvoer_dir.mkdir(parents=True, exist_ok=True)
            call_command("maak_kwartaalrapporten", uitvoer=config.uitvoer_dir, stdout=self.stdout, stderr=self.stderr)
            for file in sorted(config.uitvoer_dir.glob("*.pdf")):
                self.stdout.write(f"Rapport: {file}")
        self.stdout.write("Stoppen: Ctrl-C.")
