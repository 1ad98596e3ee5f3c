"""The whole run: a database of its own with data set S, all figures, and what is over budget."""

from __future__ import annotations

import io
import time

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from django.urls import reverse

from bench import paginas, rapporten, stromen, zoeken
from bench.verslag import Action, Verslag
from bench.wereld import Meetteam, make_meetteam
from cjg.organisatie.api import Gebruiker
from tests import database

FEW, MANY = 10, 1000
# Static files straight from their sources: no collectstatic before a run.
_STORAGES = {
    **settings.STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}


def run() -> int:
    """Load the data and measure; returns 1 when a budget is overrun."""
    began = time.perf_counter()
    name = database.make_test_database()
    verslag = Verslag()
    try:
        with override_settings(DEMO=True, STORAGES=_STORAGES, WHITENOISE_USE_FINDERS=True):
            call_command("voorbeelddata", schaal="s", verbosity=0, stdout=io.StringIO())
            verslag.figure("data set S, made in", time.perf_counter() - began, unit="s")
            measure_all(verslag)
    finally:
        database.remove_test_database(name)
    verslag.figure("\n  the whole run", time.perf_counter() - began, unit="s")
    verslag.write(f"\nOver budget: {', '.join(verslag.overruns) or 'nothing'}.")
    return verslag.exit_code


def measure_all(verslag: Verslag) -> None:
    """Measure everything on data that is there; reports first, before the teams for the pages move the rows."""
    verslag.head("Quarterly report")
    rapporten.measure_report(verslag)
    rapporten.measure_pdf(verslag)
    teams = {aantal: make_meetteam(aantal) for aantal in (FEW, MANY)}
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    verslag.head("Pages")
    anchor = paginas.empty_page_cpu()
    verslag.figure("empty page: CPU", 1000 * anchor, unit="ms")
    paginas.measure_lists(verslag, teams, contact_pages(), anchor)
    paginas.measure_dossier(verslag, teams[MANY].coach, anchor)
    paginas.measure_first_visit(verslag)
    verslag.head("Search")
    zoeken.measure_search(verslag, teams[MANY].coach)
    verslag.head("Jobs and files")
    stromen.measure_scan(verslag)
    stromen.measure_import(verslag)


def contact_pages() -> dict[int, Action]:
    """Return the list of contacts, narrowed to about ten and whole."""
    ia = paginas.sign_in(Gebruiker.objects.filter(roltoekenningen__rol="ia-medewerker").order_by("email")[0])
    url = reverse("intake:contactmomenten")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT datum FROM intake_contactmoment GROUP BY 1 HAVING count(*) BETWEEN 5 AND 15 ORDER BY 1 LIMIT 1"
        )
        row = cursor.fetchone()
    day = row[0] if row else "2000-01-01"
    return {FEW: paginas.fetch(ia, f"{url}?van={day}&tot={day}"), MANY: paginas.fetch(ia, url)}


__all__ = ["Meetteam", "measure_all", "run"]
