"""Bring the database up to date as its owner: extensions, rights of the application, migrations."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connections

from cjg.embedded import provision_database

# Any number, the same for every copy of the application that starts at the same moment.
_LOCK = 2_147_001_001


class Command(BaseCommand):
    """Migrate as the owner; several machines that start together wait for one another."""

    help = "Werkt de database bij in de rol van de eigenaar. Mag vaker draaien."

    def handle(self, *args: Any, **options: Any) -> None:
        """Provision and migrate."""
        owner = connections["eigenaar"]
        with owner.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
            try:
                provision_database(owner.connection, settings.DATABASES["default"]["USER"])
                call_command("migrate", database="eigenaar", interactive=False, verbosity=options["verbosity"])
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])
