"""The 342 gemeenten of 2026 (CBS) and the teams and gebieden that the CJG starts with."""

import csv
from pathlib import Path

from django.db import migrations

GEMEENTEN = Path(__file__).resolve().parent.parent / "data" / "gemeenten-2026.csv"
OPDRACHTGEVERS = {"0392", "0473"}
GEBIEDSTEAMS = [
    ("Noord 1", "0392"),
    ("Noord 2", "0392"),
    ("Oost", "0392"),
    ("Centrum-Zuidwest", "0392"),
    ("Schalkwijk", "0392"),
    ("Zandvoort", "0473"),
]
ANDERE_TEAMS = [
    ("Informatie en advies", "informatie-advies"),
    ("Team passende hulp", "passende-hulp"),
    ("Dak- en thuisloze jongeren", "dak-en-thuisloos"),
    ("Flexteam", "flexteam"),
    ("Expertiseteam", "expertise"),
    ("Bedrijfsbureau", "bedrijfsbureau"),
]


def fill(apps, schema_editor):
    # the owner's connection: the application's role is only granted its rights after the migrations
    alias = schema_editor.connection.alias
    gemeenten, teams, gebieden = (
        apps.get_model("organisatie", naam).objects.using(alias) for naam in ("Gemeente", "Team", "Gebied")
    )
    with GEMEENTEN.open(encoding="utf-8") as bestand:
        gemeenten.bulk_create(
            gemeenten.model(
                code=rij["Gemeentecode"],
                naam=rij["Gemeentenaam"],
                is_opdrachtgever=rij["Gemeentecode"] in OPDRACHTGEVERS,
            )
            for rij in csv.DictReader(bestand)
        )
    for naam, code in GEBIEDSTEAMS:
        team = teams.create(naam=naam, soort="gebiedsteam", gemeente_id=code)
        gebieden.create(naam=naam, gemeente_id=code, team=team)
    for naam, soort in ANDERE_TEAMS:
        teams.create(naam=naam, soort=soort)


class Migration(migrations.Migration):
    dependencies = [("organisatie", "0001_begin")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
