"""An independent recount of the indicators: plain SQL from the words of the definition, arithmetic in Python.

It shares nothing with the application but the tables. Each statement returns one row per unit that counts: its
`gemeente`, what is measured (`teller`, `som` or `dagen`), and a column per breakdown (an array where a unit falls under
more rows; two codes with a + for a table of two). Wherever it can, it counts in another way than the application does,
such as day by day instead of by comparing ends.
"""

from __future__ import annotations

import datetime as dt
import statistics
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection

from cjg.basis.api import Kwartaal

Cijfers = dict[str, Any]
Plaats = tuple[str, str, str]  # gebied, breakdown, row: both empty for the total

_CONTACT = """
SELECT c.gemeente_id AS gemeente, {kolommen}
FROM intake_contactmoment c LEFT JOIN organisatie_gebied w ON w.id = c.wijk_id
WHERE c.datum BETWEEN %(eerste)s AND %(laatste)s AND {wat}
"""
_BEANTWOORD = """
(   'informatie' = ANY(c.resultaten) OR 'advies' = ANY(c.resultaten) OR 'consultatie' = ANY(c.resultaten)
 OR 'sociale-basis' = ANY(c.resultaten)) AND c.medewerkersrol IN ('ia', 'coach')
"""


def _gemeente(persoon: str, dag: str) -> str:
    """The verantwoordelijke gemeente of a person on a day."""
    return f"""(SELECT v.gemeente_id FROM dossier_verantwoordelijkegemeente v
        WHERE v.persoon_id = {persoon} AND daterange(v.begindatum, v.einddatum, '[]') @> ({dag})::date)"""


def _eerste(traject: str) -> str:
    """The jeugdige first named in a traject."""
    return f"""(SELECT x.persoon_id FROM gezinsplan_trajectdeelname x WHERE x.traject_id = {traject}
        ORDER BY x.volgorde, x.begindatum, x.id LIMIT 1)"""


_WIJK = "(SELECT min(w.naam) FROM organisatie_gebied w WHERE w.team_id = t.team_id)"
_TEAM = "(SELECT m.naam FROM organisatie_team m WHERE m.id = {team})"
# every day of the quarter on which a jeugdige takes part in coaching
_BEREIKT = f"""
WITH dagen AS (
    SELECT d.persoon_id, dag::date AS dag, t.soort, t.begindatum AS start, d.begindatum, {_WIJK} AS wijk
    FROM generate_series(%(eerste)s::date, %(laatste)s::date, '1 day') dag
    JOIN gezinsplan_trajectdeelname d ON dag::date BETWEEN d.begindatum AND coalesce(d.einddatum, 'infinity')
    JOIN gezinsplan_traject t ON t.id = d.traject_id
        AND dag::date BETWEEN t.begindatum AND coalesce(t.einddatum, 'infinity')
    WHERE t.soort IN ('gezinscoaching', 'jongerencoaching')
), mensen AS (
    SELECT persoon_id, max(dag) AS peildag, array_agg(DISTINCT soort) AS soort, array_agg(DISTINCT start) AS starts,
        (array_agg(wijk ORDER BY dag DESC, begindatum DESC))[1] AS wijk
    FROM dagen GROUP BY persoon_id
), jeugd AS (
    SELECT m.*, p.geslacht, p.geboortedatum, {_gemeente("m.persoon_id", "m.peildag")} AS gemeente,
        (to_char(m.peildag, 'YYYYMMDD')::int - to_char(p.geboortedatum, 'YYYYMMDD')::int) / 10000 AS leeftijd
    FROM mensen m JOIN dossier_persoon p ON p.id = m.persoon_id
)
SELECT gemeente, soort, wijk, geslacht,
    CASE WHEN geboortedatum IS NULL THEN 'onbekend' WHEN geboortedatum > peildag THEN 'ongeboren'
         WHEN leeftijd <= 3 THEN '0-3' WHEN leeftijd <= 11 THEN '4-11' WHEN leeftijd <= 17 THEN '12-17' ELSE '18-22'
    END AS leeftijdsgroep
FROM jeugd j WHERE (geboortedatum IS NULL OR leeftijd < 23)
"""
# a start in the quarter, with not one day in any traject in the 365 days before it
_NIEUW = """
AND EXISTS (
    SELECT FROM unnest(j.starts) AS start WHERE start BETWEEN %(eerste)s AND %(laatste)s AND NOT EXISTS (
        SELECT FROM generate_series(start - 365, start - 1, '1 day') dag
        JOIN gezinsplan_trajectdeelname d ON dag::date BETWEEN d.begindatum AND coalesce(d.einddatum, 'infinity')
        JOIN gezinsplan_traject t ON t.id = d.traject_id
            AND dag::date BETWEEN t.begindatum AND coalesce(t.einddatum, 'infinity')
        WHERE d.persoon_id = j.persoon_id))
"""
_BESLUIT = f"""
SELECT {_gemeente("b.jeugdige_id", "b.bekendmaking")} AS gemeente, {{kolommen}}
FROM toegang_besluit b LEFT JOIN toegang_contract k ON k.id = b.contract_id
WHERE b.bekendmaking BETWEEN %(eerste)s AND %(laatste)s AND {{wat}}
"""

SQL: dict[str, str] = {
    "IA-1": _CONTACT.format(
        wat="c.kanaal = 'centraal-nummer'",
        kolommen="to_char(c.datum, 'MM') AS maand, w.naam AS wijk, c.themas AS thema, c.vraagsteller",
    ),
    "IA-2": _CONTACT.format(
        wat=_BEANTWOORD,
        kolommen="""c.medewerkersrol, c.kanaal, c.vindplaats, c.themas AS thema, c.leeftijdsgroep, w.naam AS wijk,
            CASE c.kanaal WHEN 'groepsbijeenkomst' THEN 'groep' ELSE 'individueel' END AS vorm""",
    ),
    "IA-2b": _CONTACT.format(
        wat=f"{_BEANTWOORD} AND c.kanaal = 'groepsbijeenkomst'", kolommen="c.aantal_bereikt AS som, w.naam AS wijk"
    ),
    "GC-1": _BEREIKT,
    "GC-1b": _BEREIKT + _NIEUW,
    "GC-3": f"""
        SELECT {_gemeente(_eerste("t.id"), "t.einddatum")} AS gemeente, t.einddatum - t.begindatum AS dagen, t.soort,
            t.grond_langer AS grond,
            CASE WHEN t.einddatum >= t.begindatum + interval '1 year' THEN '12+'
                 WHEN t.einddatum >= t.begindatum + interval '6 months' THEN '6-12'
                 WHEN t.einddatum >= t.begindatum + interval '3 months' THEN '3-6' ELSE '0-3' END AS klasse
        FROM gezinsplan_traject t WHERE t.soort IN ('gezinscoaching', 'jongerencoaching')
            AND t.einddatum BETWEEN %(eerste)s AND %(laatste)s""",
    "GC-4": f"""
        SELECT {_gemeente(_eerste("u.onderwerp_id"), "u.ontvangen_op")} AS gemeente, l.informant,
            EXISTS (SELECT FROM vragenlijsten_antwoord a JOIN vragenlijsten_vraag v ON v.id = a.vraag_id
                WHERE a.uitnodiging_id = u.id AND v.code = 'zelf-verder' AND a.waarde IN (4, 5)) AS teller
        FROM vragenlijsten_uitnodiging u JOIN vragenlijsten_vragenlijst l ON l.id = u.vragenlijst_id
        WHERE u.ontvangen_op BETWEEN %(eerste)s AND %(laatste)s AND l.code = 'eindevragenlijst'
            AND u.kerntaak = 'coaching' AND l.informant IN ('ouder', 'jeugdige')""",
    "GC-14": f"""
        SELECT {_gemeente(_eerste("t.id"), "t.begindatum")} AS gemeente, t.begindatum - a.datum AS dagen, a.urgentie,
            {_TEAM.format(team="t.team_id")} AS team
        FROM gezinsplan_traject t JOIN intake_aanmelding a ON a.id = t.aanmelding_id
        WHERE t.soort IN ('gezinscoaching', 'jongerencoaching')
            AND t.begindatum BETWEEN %(eerste)s AND %(laatste)s""",
    "GC-14.wachtlijst": f"""
        SELECT {
        _gemeente(
            '''(SELECT x.persoon_id FROM intake_aangemelde x WHERE x.aanmelding_id = a.id
                ORDER BY x.volgorde, x.id LIMIT 1)''',
            "%(laatste)s",
        )
    } AS gemeente, %(laatste)s - a.datum AS dagen, a.urgentie, {_TEAM.format(team="p.team_id")} AS team
        FROM intake_wachtlijstplaats p JOIN intake_aanmelding a ON a.id = p.aanmelding_id
        WHERE a.kerntaak = 'coaching' AND daterange(p.sinds, p.tot, '[)') @> %(laatste)s""",
    "GC-16": f"""
        SELECT {_gemeente(_eerste("t.id"), "e.uiterlijk")} AS gemeente, e.soort,
            coalesce(e.gehouden_op - e.uiterlijk <= 7, false) AS teller, {_TEAM.format(team="t.team_id")} AS team
        FROM gezinsplan_evaluatie e JOIN gezinsplan_traject t ON t.id = e.traject_id
        WHERE t.soort IN ('gezinscoaching', 'jongerencoaching') AND e.soort IN ('3-maanden', '6-maanden')
            AND e.uiterlijk BETWEEN %(eerste)s AND %(laatste)s
            AND daterange(t.begindatum, t.einddatum, '[]') @> e.uiterlijk""",
    "GC-9": _BESLUIT.format(
        wat="b.uitkomst IN ('toegekend', 'gedeeltelijk')",
        kolommen="""b.soort, b.leveringsvorm, concat(b.productcategorie, '+', b.leveringsvorm) AS product,
            CASE WHEN k.is_maatwerk THEN 'ja' ELSE 'nee' END AS maatwerk""",
    ),
    "TG-1": _BESLUIT.format(
        wat="true",
        kolommen="""b.uitkomst,
            concat(b.uitkomst, '+', coalesce(nullif(b.leveringsvorm, ''), 'onbekend')) AS "uitkomst-vorm" """,
    ),
}
_MATEN = ("gemeente", "teller", "som", "dagen")


def units(sleutel: str, begin: dt.date, einde: dt.date) -> list[Cijfers]:
    """Return the units that count in `[begin, einde)`."""
    laatste = einde - dt.timedelta(days=1)
    with connection.cursor() as cursor:
        cursor.execute(SQL[sleutel], {"eerste": begin, "laatste": laatste})
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def recount(sleutel: str, kwartaal: Kwartaal, opdrachtgevers: Iterable[str]) -> dict[Plaats, Cijfers]:
    """Return the figures of every total and every row of a quarter, for each gebied and the region."""
    own = set(opdrachtgevers)
    places: dict[Plaats, list[Cijfers]] = defaultdict(list)
    for unit in units(sleutel, kwartaal.begin, kwartaal.einde):
        gemeente = unit["gemeente"]
        gebied = "onbekend" if gemeente is None else gemeente if gemeente in own else "andere"
        rows = [("", "")]
        for naam in unit.keys() - set(_MATEN):
            codes = unit[naam] if isinstance(unit[naam], list) else [unit[naam]]
            rows += [(naam, code or "onbekend") for code in codes]
        for naam, code in rows:
            places[gebied, naam, code].append(unit)
            places["regio", naam, code].append(unit)
    return {plaats: figures(found) for plaats, found in places.items()}


def figures(rows: list[Cijfers]) -> Cijfers:
    """Return count and measure of some units."""
    first: Mapping[str, Any] = rows[0] if rows else {}
    if "som" in first:
        return {"aantal": sum(row["som"] for row in rows)}
    if "teller" in first:
        return {"aantal": len(rows), "teller": sum(row["teller"] for row in rows)}
    if "dagen" in first:
        dagen = sorted(row["dagen"] for row in rows)
        return {
            "aantal": len(dagen),
            "gemiddelde": sum(dagen) / len(dagen),
            "mediaan": statistics.median(dagen),
            "p90": _p90(dagen),
            "hoogste": dagen[-1],
        }
    return {"aantal": len(rows)}


def _p90(dagen: list[int]) -> float:
    """Return the value that lies nine tenths along the sorted values, between two where it falls between."""
    place = 0.9 * (len(dagen) - 1)
    low = int(place)
    return dagen[low] + (dagen[min(low + 1, len(dagen) - 1)] - dagen[low]) * (place - low)


def published(indicator: Cijfers) -> dict[Plaats, Cijfers]:
    """Return what an opname says of one indicator, in the same shape; rows of nothing left out."""
    found: dict[Plaats, Cijfers] = {}
    for gebied, cijfers in indicator["cijfers"].items():
        found[gebied, "", ""] = cijfers["totaal"]
        for naam, rows in cijfers["uitsplitsingen"].items():
            found |= {(gebied, naam, code): figures for code, figures in rows.items()}
    return {plaats: figures for plaats, figures in found.items() if figures["aantal"]}


def differences(counted: Mapping[Plaats, Cijfers], said: Mapping[Plaats, Cijfers]) -> list[str]:
    """Return where two counts differ; durations are published with one decimal."""
    counted = {plaats: figures for plaats, figures in counted.items() if figures["aantal"]}
    lines = []
    for plaats in sorted(counted.keys() | said.keys()):
        left, right = counted.get(plaats), said.get(plaats)
        if left is None or right is None or left.keys() != right.keys() or any(
            abs(left[naam] - right[naam]) > 0.0501 for naam in left
        ):  # fmt: skip
            lines.append(f"{plaats}: recount {left}, report {right}")
    return lines
