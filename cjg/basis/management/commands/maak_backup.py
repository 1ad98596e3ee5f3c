"""Make a backup of database and files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cjg.backup import BackupError, make_backup
from cjg.config import get_config


class Command(BaseCommand):
    help = "Maakt een back-up van de database en de bestanden. De toepassing blijft draaien."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("doel", type=Path, help="Map waarin de back-ups komen.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make it, and say where it is and what is not in it."""
        config = get_config()
        try:
            made = make_backup(config, options["doel"].absolute())
        except BackupError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"De back-up staat in {made}.")
        self.stdout.write(
            f"De sleutels staan er niet in. Bewaar die apart en veilig: {config.data_dir / 'sleutels'}."
            if config.is_embedded
            else "De sleutels (SECRET_KEY en VELDSLEUTEL) staan er niet in. Bewaar die apart en veilig."
        )
