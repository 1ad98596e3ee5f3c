"""Read a file into the database: all lines checked, all of them written or none, in a few statements."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pghistory
from django.db import connection, transaction

from cjg.intake.inlezen.bestand import Regel, Regelfout, WrongHeaderError, read_lines
from cjg.intake.inlezen.soorten import Gelezen, Inleessoort, ReadLine

MAX_BRON_ID = 80
_NO_LINES = "Onder de namen van de kolommen staat niets. Controleer of dit het goede bestand is."
Report = Callable[[Regelfout], None]


@dataclass(slots=True)
class Uitkomst:
    """How reading a file went. `nieuw` counts what was written, or with `--proef` what would have been."""

    regels: int = 0
    foute_regels: int = 0
    nieuw: int = 0
    waarschuwingen: int = 0

    @property
    def al_bekend(self) -> int:
        """Lines that an earlier import already brought."""
        return 0 if self.foute_regels else self.regels - self.nieuw


def import_file(
    soort: Inleessoort,
    path: Path,
    *,
    proef: bool,
    now: datetime.datetime,
    today: datetime.date,
    on_fault: Report,
    on_warning: Report,
) -> Uitkomst:
    """Check every line of a file and write all of them, or none when one is wrong or with `proef`.

    Each fault and each warning is handed over when it is found, so that memory stays flat. Lines whose `bron_id`
    is known are left as they are: reading a file twice changes nothing. Raises `OSError` for a file that cannot
    be opened.
    """
    uitkomst = Uitkomst()
    with transaction.atomic(), pghistory.context(reden=f"importeer {soort.naam}"):
        try:
            _fill_temporary_table(soort, path, soort.start(today), uitkomst, (on_fault, on_warning))
        except WrongHeaderError as error:
            uitkomst.foute_regels = 1
            for fout in error.fouten:
                on_fault(fout)
        else:
            for fout in _repeated_lines():
                uitkomst.foute_regels += 1
                on_fault(fout)
            if not uitkomst.regels:
                uitkomst.foute_regels = 1
                on_fault(Regelfout(2, "", _NO_LINES))
        if not uitkomst.foute_regels:
            uitkomst.nieuw = _insert(soort, now)
        transaction.set_rollback(proef or bool(uitkomst.foute_regels))
    return uitkomst


def _fill_temporary_table(
    soort: Inleessoort, path: Path, read_line: ReadLine, uitkomst: Uitkomst, reports: tuple[Report, Report]
) -> None:
    lines = read_lines(path, verplicht=("bron_id", *soort.verplicht), optioneel=soort.optioneel)
    kolommen = ["regel integer", "bron_id text", *soort.tijdelijk]
    empty = (None,) * len(soort.tijdelijk)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS pg_temp.inlezen")
        cursor.execute(f"CREATE TEMPORARY TABLE inlezen ({', '.join(kolommen)}) ON COMMIT DROP")
        # A wrong line goes in as well, with its key alone: so that a key used twice is found whatever else is wrong.
        with cursor.copy("COPY pg_temp.inlezen FROM STDIN") as copy:
            for line in lines:
                uitkomst.regels += 1
                if isinstance(line, Regelfout):
                    uitkomst.foute_regels += 1
                    reports[0](line)
                    continue
                bron_id, waarden = _check_line(line, read_line(line.waarden), uitkomst, *reports)
                copy.write_row((line.nummer, bron_id, *(waarden or empty)))


def _check_line(
    line: Regel, gelezen: Gelezen, uitkomst: Uitkomst, on_fault: Report, on_warning: Report
) -> tuple[str | None, tuple[Any, ...] | None]:
    fouten = [Regelfout(line.nummer, fout.veld, fout.reden) for fout in gelezen.fouten]
    bron_id: str | None = line.waarden["bron_id"]
    if not bron_id or len(bron_id) > MAX_BRON_ID or not bron_id.isprintable():
        bron_id = None
        reden = f"Vul het kenmerk van deze regel in de bron in, van ten hoogste {MAX_BRON_ID} tekens."
        fouten.insert(0, Regelfout(line.nummer, "bron_id", reden))
    for fout in fouten:
        on_fault(fout)
    for waarschuwing in gelezen.waarschuwingen:
        uitkomst.waarschuwingen += 1
        on_warning(Regelfout(line.nummer, waarschuwing.veld, waarschuwing.reden))
    uitkomst.foute_regels += bool(fouten)
    return bron_id, None if fouten else gelezen.waarden


def _repeated_lines() -> Iterator[Regelfout]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT regel, eerste FROM (SELECT regel, min(regel) OVER (PARTITION BY bron_id) AS eerste"
            " FROM pg_temp.inlezen WHERE bron_id IS NOT NULL) AS herhaald WHERE regel > eerste ORDER BY regel"
        )
        for regel, eerste in cursor:
            yield Regelfout(regel, "bron_id", f"Dit kenmerk staat ook op regel {eerste}. Elk kenmerk mag één keer.")


def _insert(soort: Inleessoort, now: datetime.datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE pg_temp.inlezen")
        # While this is not set, the history trigger of every row raises and catches an error, and each of those walks
        # over all deferred checks that wait: 100,000 rows took minutes.
        cursor.execute("SELECT set_config('pgtrigger.ignore', '{}', true)")
        cursor.execute(soort.invoegen, {"nu": now})
        return int(cursor.rowcount)
