"""All that must be done before the web server starts: database, static files, examples or the file that was named."""

import hashlib
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from cjg.config import get_config


class Command(BaseCommand):
    """Prepare the start. May run again: what is done already costs little."""

    help = "Werkt de database bij, verzamelt de statische bestanden en laadt voorbeelden of een genoemd bestand."

    def handle(self, *args: Any, **options: Any) -> None:
        """Prepare."""
        config = get_config()
        call_command("migreer", verbosity=0)
        self._collect_static()
        if config.bestand:
            self._import(config.bestand)
        elif settings.DEMO:
            # Never beside anything else: not next to a file that an earlier start read in either.
            call_command("voorbeelddata", schaal="s", als_leeg=True, stdout=self.stdout, stderr=self.stderr)

    def _import(self, bestand: Path) -> None:
        try:
            call_command("voorbeelddata", niet_naast=True)
            self.stdout.write(f"{bestand.name} wordt ingelezen.")
            call_command("importeer", "contactmomenten", str(bestand), stdout=self.stdout, stderr=self.stderr)
        except CommandError as fout:
            self.stderr.write(str(fout))
            sys.exit(1)

    def _collect_static(self) -> None:
        stamp = Path(settings.STATIC_ROOT) / ".afdruk"
        fingerprint = _fingerprint()
        if stamp.exists() and stamp.read_text(encoding="ascii") == fingerprint:
            return
        self.stdout.write("De statische bestanden worden klaargezet.")
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        stamp.write_text(fingerprint, encoding="ascii")


def _fingerprint() -> str:
    """Return a digest of names, sizes and times of all static files."""
    digest = hashlib.sha256()
    for finder in finders.get_finders():
        for path, storage in finder.list([]):
            found = Path(storage.path(path)).stat()
            digest.update(f"{path} {found.st_size} {found.st_mtime_ns}\n".encode())
    return digest.hexdigest()
