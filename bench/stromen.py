"""What runs without a person: the scan for reminders, and reading a file of contacts."""

from __future__ import annotations

import datetime as dt
import io
import tempfile
import time
from pathlib import Path

from django.db import connections

from bench.verslag import Verslag, statements_of, work_of, working_time
from cjg.basis.api import now, today
from cjg.intake.inlezen.soorten import import_kinds
from cjg.intake.inlezen.uitvoeren import import_file
from cjg.taken.services import scan_reminders

SCAN_STATEMENTS, ROWS_PER_SECOND, TIMES_COPY = 5, 5000, 20.0
LINES = 30_000
_KOP = (
    "bron_id;datum;kanaal;vraagsteller;gemeente;wijk;leeftijdsgroep;themas;resultaten;"
    "duur_minuten;aantal_bereikt;signaal;toelichting"
)


def measure_scan(verslag: Verslag) -> None:
    """The scan for reminders over all that runs."""
    scan = lambda: scan_reminders(today=today(), now=now())  # noqa: E731 - one call, measured
    verslag.figure("scan for reminders: statements", len(statements_of(scan)), most=SCAN_STATEMENTS)


def measure_import(verslag: Verslag) -> None:
    """Reading contacts with every check on, beside a bare COPY of the same rows."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "contacten.csv"
        path.write_text("\n".join([_KOP, *_lines()]) + "\n", encoding="utf-8")
        faults: list[object] = []
        began = working_time()
        result = import_file(
            import_kinds()["contactmomenten"], path, proef=False, now=now(), today=today(),
            on_fault=faults.append, on_warning=lambda _: None,
        )  # fmt: skip
        ours = working_time() - began
        assert result.nieuw == LINES, faults[:3]
        bare = _copy()
    verslag.figure("import of contacts: rows a second", LINES / ours, least=ROWS_PER_SECOND)
    verslag.figure("import of contacts ÷ a bare COPY", ours / bare, most=TIMES_COPY, unit="×")


def _lines() -> list[str]:
    first, stamp = today() - dt.timedelta(days=900), time.time_ns()
    return [
        f"{stamp}-{n};{first + dt.timedelta(days=n % 800)};centraal-nummer;ouder;0392;Noord 2;12-17;opvoeden|scheiding;"
        "informatie|advies;15;;;vraag over grenzen stellen thuis"
        for n in range(LINES)
    ]


def _copy() -> float:
    """Return the seconds of work for COPY of the same rows into the same table: its keys and indexes, nothing else."""
    rows = io.BytesIO()
    with connections["eigenaar"].cursor() as cursor:
        newest = f"SELECT * FROM intake_contactmoment ORDER BY id DESC LIMIT {LINES}"
        with cursor.copy(f"COPY ({newest}) TO STDOUT") as copy:
            for block in copy:
                rows.write(block)

        def copy_all() -> None:
            cursor.execute("TRUNCATE kaal")
            with cursor.copy("COPY kaal FROM STDIN") as copy:
                copy.write(rows.getvalue())

        cursor.execute("CREATE TABLE kaal (LIKE intake_contactmoment INCLUDING ALL)")
        took = work_of(copy_all, times=3, alias="eigenaar")
        cursor.execute("DROP TABLE kaal")
    return took
