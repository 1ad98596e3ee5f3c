"""Is this installation fit for real families? Checks what goes wrong in practice, and says what to do."""

import shutil
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection

from cjg.basis.health import Status, check_health
from cjg.config import Config, get_config
from cjg.embedded.postgres import EXTENSIONS
from cjg.system_packages import advise, missing

OLDEST_POSTGRES = 160_000
LEAST_FREE_BYTES = 2_000_000_000

Finding = tuple[str, str]


def check_database() -> Iterator[Finding]:
    """Look at the version, the extensions, and what the application's role may do."""
    try:
        connection.ensure_connection()
    except OperationalError:
        return  # the health check says so already
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int")
        if cursor.fetchone()[0] < OLDEST_POSTGRES:
            yield "PostgreSQL", "Gebruik PostgreSQL 16 of nieuwer."
        cursor.execute("SELECT extname FROM pg_extension")
        absent = set(EXTENSIONS) - {row[0] for row in cursor.fetchall()}
        if absent:
            yield "Uitbreidingen", f"Deze uitbreidingen ontbreken: {', '.join(sorted(absent))}."
        cursor.execute(
            "SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
        )
        if cursor.fetchone()[0]:
            yield "Rol van de toepassing", "Deze rol heeft beheerrechten. Geef DATABASE_URL een rol zonder die rechten."
        cursor.execute(
            "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace"
            " AND pg_has_role(current_user, relowner, 'USAGE')"
        )
        if cursor.fetchone()[0]:
            yield "Rol van de toepassing", "Deze rol bezit tabellen. Laat de eigenaar (DATABASE_OWNER_URL) migreren."
        cursor.execute(
            "SELECT has_table_privilege(oid, 'UPDATE') OR has_table_privilege(oid, 'DELETE')"
            " OR has_table_privilege(oid, 'TRUNCATE') FROM pg_class WHERE oid = to_regclass('inzage_inzageregel')"
        )
        row = cursor.fetchone()
        if row and row[0]:
            yield "Inzagelogboek", "De toepassing kan regels van het logboek wijzigen. Voer opnieuw uit: migreer."


def check_configuration(config: Config) -> Iterator[Finding]:
    """Look at what is fine for trying out, and not for real families."""
    if settings.DEMO:
        yield "Voorbeeldgegevens", "Voorbeeldgezinnen mogen in deze database. Zet DEMO uit en gebruik eigen servers."
    if config.is_embedded:
        yield "Servers", "De ingebouwde servers zijn om te proberen. Stel DATABASE_URL en VALKEY_URL in."
    if not config.public_url.startswith("https://"):
        yield "Adres", "PUBLIC_URL begint niet met https://: zonder TLS leest ieder op het netwerk mee."
    if not config.smtp_url:
        yield "Mail", "SMTP_URL is leeg: herinneringen worden bestanden en komen niet aan."
    if config.public_url and not config.trusted_proxies:
        yield "Proxy", "TRUSTED_PROXIES is leeg: achter een proxy lijken alle bezoekers van één adres te komen."
    if not config.organisatie_contact:
        yield "Organisatie", "ORGANISATIE_CONTACT is leeg: brieven en foutpagina's noemen geen telefoonnummer."
    if config.api_contact_email.endswith(".example"):
        yield "REST API", "API_CONTACT_EMAIL is nog een voorbeeld: clients weten niet wie zij iets kunnen vragen."
    if config.peildatum:
        yield "Klok", "PEILDATUM verzet de klok. Haal die weg voor echt gebruik."


def check_machine(config: Config) -> Iterator[Finding]:
    """Look at this machine: packages, static files, room on the disk, who may read the keys."""
    needs = missing(["pdf"])
    if needs:
        yield "Pdf", f"Het systeem mist iets voor pdf-bestanden: {advise(needs)}."
    if not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        yield "Statische bestanden", "Voer uit: python manage.py bereid_start_voor."
    if config.data_dir.exists() and shutil.disk_usage(config.data_dir).free < LEAST_FREE_BYTES:
        yield "Schijf", f"Er is minder dan 2 GB vrij bij {config.data_dir}."
    for key in sorted((config.data_dir / "sleutels").glob("*")):
        if key.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            yield "Sleutels", f"Anderen kunnen {key} lezen. Voer uit: chmod 600 {key}."


def check_parts() -> Iterator[Finding]:
    """Look at the parts that readiness looks at."""
    for name, part in check_health().items():
        if part.status is not Status.OK:
            yield name.capitalize(), part.toelichting


class Command(BaseCommand):
    help = "Controleert of deze installatie klaar is voor echt gebruik."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the findings; exit with an error when there are any."""
        config = get_config()
        checks: tuple[Callable[[], Iterator[Finding]], ...] = (
            check_parts,
            check_database,
            lambda: check_configuration(config),
            lambda: check_machine(config),
        )
        findings = [finding for check in checks for finding in check()]
        for subject, sentence in findings:
            self.stdout.write(f"{subject}: {sentence}")
        if findings:
            raise CommandError(f"Nog niet klaar voor echt gebruik: {len(findings)} punten.")
        self.stdout.write("Deze installatie is klaar voor echt gebruik.")
