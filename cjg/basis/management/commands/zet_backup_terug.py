"""Put a backup back, if wanted as it was at a chosen second."""

from argparse import ArgumentParser
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cjg.backup import BackupError, restore_backup
from cjg.basis.klok import AMSTERDAM
from cjg.config import get_config


class Command(BaseCommand):
    help = "Zet een back-up terug. Wat er nu staat, wordt apart bewaard."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("bron", type=Path, help="Map van één back-up.")
        parser.add_argument("--moment", help="Terug naar dit moment, in Nederlandse tijd: 2026-05-15 14:03:00.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Restore, and say what to do next."""
        moment = None
        if options["moment"]:
            try:
                moment = datetime.fromisoformat(options["moment"])
            except ValueError:
                raise CommandError("Schrijf het moment als 2026-05-15 14:03:00.") from None
            moment = moment if moment.tzinfo else moment.replace(tzinfo=AMSTERDAM)
        try:
            restore_backup(get_config(), options["bron"].absolute(), moment)
        except BackupError as error:
            raise CommandError(str(error)) from None
        self.stdout.write("De back-up is teruggezet. Start de toepassing en controleer daarna het inzagelogboek:")
        self.stdout.write("    make start")
        self.stdout.write("    python manage.py koppel_zegels_na_herstel")
        self.stdout.write("    python manage.py verify_inzage")
