"""Are all model changes in a migration, and can each new migration run while the release before it serves?

`python -m tools.migrations` asks Django and django-migration-linter, on a throw-away database server. Migrations of
the releases so far (tools/released_migrations.txt) are history and are not judged again; before the first release
all of them are, as no older release can be serving. `--release` adds what is there now to that list.
"""

import os
import sys
from pathlib import Path
from typing import Any

from cjg.config import BASE_DIR
from tests import harness

RELEASED = BASE_DIR / "tools" / "released_migrations.txt"
ROOMS = ("cjg", "gezinsplan", "toegang", "rapportage")


def main(arguments: list[str]) -> int:
    """Check, or write the list with `--release`; return the exit code."""
    harness.use_own_servers("migraties")
    os.environ["DJANGO_SETTINGS_MODULE"] = "cjg.settings"
    import django

    django.setup()
    from django.core.management import call_command

    if arguments == ["--release"]:
        RELEASED.write_text("".join(f"{app} {name}\n" for app, name in sorted(own_migrations())), encoding="ascii")
        return 0
    call_command("makemigrations", check=True, dry_run=True)
    released = read_released()
    if not released:
        print("Nothing is released yet: no serving release that a migration could break.")
        return 0
    return int(find_blocking(own_migrations(), released))


def read_released() -> set[tuple[str, str]]:
    """Return the migrations of the releases so far."""
    if not RELEASED.exists():
        return set()
    lines = RELEASED.read_text(encoding="ascii").splitlines()
    return {(app, name) for app, name in (line.split() for line in lines)}


def own_migrations() -> dict[tuple[str, str], Any]:
    """Return our own migrations, by app and name."""
    from django.apps import apps
    from django.db.migrations.loader import MigrationLoader

    labels = {config.label for config in apps.get_app_configs() if config.name.split(".")[0] in ROOMS}
    return {key: value for key, value in MigrationLoader(None).disk_migrations.items() if key[0] in labels}


def find_blocking(migrations: dict[tuple[str, str], Any], released: set[tuple[str, str]]) -> bool:
    """Lint what is not released yet; tell whether one of them would break or block the release that serves."""
    from django_migration_linter import MigrationLinter

    linter = MigrationLinter(str(Path(BASE_DIR)), database="eigenaar", no_cache=True, quiet=["ok", "ignore"])
    for key, migration in sorted(migrations.items()):
        if key not in released:
            linter.lint_migration(migration)
    linter.print_summary()
    return bool(linter.has_errors)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
