"""Computes indicators: a fixed number of statements per quarter, whatever the size of the data.

Each indicator brings a population with one row per unit. All gemeenten, all breakdowns and the region come out of one
GROUP BY GROUPING SETS over it; a breakdown in which a unit falls under more rows takes one statement more, and so do
the totals of the quarters before.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connections
from django.db.models import BooleanField, Case, Value, When

from cjg.basis.api import Kwartaal
from rapportage.indicatoren import Indicator, Maat, Uitsplitsing

REGIO, ANDERE, ONBEKEND = "regio", "andere", "onbekend"
Sleutel = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Meting:
    """The figures of one cell: how many units, and what belongs to the kind of indicator. Durations are in days."""

    aantal: int = 0
    teller: int = 0
    som: int = 0
    gemiddelde: float | None = None
    mediaan: float | None = None
    p90: float | None = None
    hoogste: int | None = None
    laat: int = 0


@dataclass(slots=True)
class Uitkomst:
    """What was computed of one indicator: per gebied (gemeente code, andere, onbekend, regio)."""

    totaal: dict[str, Meting] = field(default_factory=dict)
    cellen: dict[tuple[str, str], dict[Sleutel, Meting]] = field(default_factory=dict)  # (gebied, uitsplitsing)
    vorige: dict[tuple[str, Kwartaal], Meting] = field(default_factory=dict)

    def total(self, gebied: str) -> Meting:
        """Return the total of a gebied; zero where nothing was counted."""
        return self.totaal.get(gebied, Meting())

    def cells(self, gebied: str, uitsplitsing: str) -> dict[Sleutel, Meting]:
        """Return the rows of a breakdown of a gebied that hold anything."""
        return self.cellen.get((gebied, uitsplitsing), {})

    def before(self, gebied: str, kwartaal: Kwartaal) -> Meting:
        """Return the total of a quarter before."""
        return self.vorige.get((gebied, kwartaal), Meting())


def compute(
    indicator: Indicator,
    kwartaal: Kwartaal,
    *,
    gemeenten: Sequence[str],
    eerder: Mapping[Kwartaal, datetime.datetime | None],
    using: str = "default",
) -> Uitkomst:
    """Compute one indicator of one quarter for all gemeenten and the region.

    `gemeenten` are the codes of those that the CJG works for; all others come under `andere`. `eerder` are the
    quarters before, the last one first, each with the moment at which its report was frozen (None: it was not); units
    of that last one that came to count after that moment are counted as `laat`.
    """
    rekenaar = _Rekenaar(indicator, gemeenten, using)
    uitkomst = Uitkomst()
    rekenaar.add_current(uitkomst, kwartaal)
    for uitsplitsing in indicator.uitsplitsingen:
        if uitsplitsing.is_meervoudig:
            rekenaar.add_plural(uitkomst, kwartaal, uitsplitsing)
    if eerder:
        rekenaar.add_before(uitkomst, eerder)
    return uitkomst


class _Rekenaar:
    """Writes the statements of one indicator."""

    def __init__(self, indicator: Indicator, gemeenten: Sequence[str], using: str) -> None:
        self.indicator = indicator
        self.gemeenten = list(gemeenten)
        self.using = using
        self.maten = _MATEN[indicator.maat]

    # ---- the three kinds of statements
    def add_current(self, uitkomst: Uitkomst, kwartaal: Kwartaal) -> None:
        single = [u for u in self.indicator.uitsplitsingen if not u.is_meervoudig]
        velden = list(dict.fromkeys(veld for u in single for veld in u.velden))
        bron, params = self._source(kwartaal, velden)
        namen = {veld: f"d{index}" for index, veld in enumerate(velden)}
        sets = [[namen[veld] for veld in u.velden] for u in single]
        groups = ", ".join(f"({', '.join(['gebied', *s])}), ({', '.join(s)})" for s in [[], *sets])
        kolommen = ["gebied", *namen.values()]
        rows = self._run(bron, params, kolommen, f"GROUPING SETS ({groups})", {})
        per_set = {frozenset(namen[veld] for veld in u.velden): u for u in single}
        for grouped, keys, meting in rows:
            gebied = keys["gebied"] if "gebied" in grouped else REGIO
            u = per_set.get(frozenset(grouped - {"gebied"}))
            if u is None:
                uitkomst.totaal[gebied] = meting
            else:
                sleutel = tuple(keys[namen[veld]] for veld in u.velden)
                uitkomst.cellen.setdefault((gebied, u.code), {})[sleutel] = meting

    def add_plural(self, uitkomst: Uitkomst, kwartaal: Kwartaal, uitsplitsing: Uitsplitsing) -> None:
        bron, params = self._source(kwartaal, uitsplitsing.velden)
        lateral = f"(SELECT b.*, u.d AS d FROM ({bron}) b CROSS JOIN LATERAL unnest(b.d0) AS u(d))"  # noqa: S608 - compiled by Django, with its own parameters
        rows = self._run(lateral, params, ["gebied", "d"], "GROUPING SETS ((gebied, d), (d))", {}, wrap=False)
        for grouped, keys, meting in rows:
            gebied = keys["gebied"] if "gebied" in grouped else REGIO
            uitkomst.cellen.setdefault((gebied, uitsplitsing.code), {})[(keys["d"],)] = meting

    def add_before(self, uitkomst: Uitkomst, eerder: Mapping[Kwartaal, datetime.datetime | None]) -> None:
        parts, params = [], []
        for nummer, kwartaal in enumerate(eerder):
            # when a unit came to count is dear to find, and asked of the quarter just before alone
            with_moment = not nummer and eerder[kwartaal] is not None
            bron, own = self._source(kwartaal, (), with_moment=with_moment)
            op = "" if with_moment else ", NULL::timestamptz AS op"
            parts.append(f"SELECT {nummer} AS k, b.*{op} FROM ({bron}) b")  # noqa: S608 - compiled by Django, with its own parameters
            params += own
        first = next(iter(eerder.values()))
        cutoffs = {} if first is None else {0: first}
        bron = " UNION ALL ".join(parts)
        rows = self._run(bron, params, ["k", "gebied"], "GROUPING SETS ((k, gebied), (k))", cutoffs)
        kwartalen = list(eerder)
        for grouped, keys, meting in rows:
            gebied = keys["gebied"] if "gebied" in grouped else REGIO
            uitkomst.vorige[gebied, kwartalen[int(keys["k"])]] = meting

    # ---- their parts
    def _source(self, kwartaal: Kwartaal, velden: Iterable[str], *, with_moment: bool = False) -> tuple[str, list[Any]]:
        """Return the SQL of the population with named columns: gemeente, d0 …, and what the measure needs.

        With `with_moment` also `op`: when a unit came to count, which only the quarters before need.
        """
        indicator = self.indicator
        queryset = indicator.populatie(kwartaal.periode).filter(indicator.noemer).order_by()
        if indicator.teller is not None:
            whether = Case(When(indicator.teller, then=Value(True)), default=Value(False), output_field=BooleanField())
            queryset = queryset.annotate(in_teller=whether)
        named = {"gemeente": "gemeente_code", **{f"d{i}": veld for i, veld in enumerate(velden)}}
        if indicator.teller is not None:
            named["teller"] = "in_teller"
        if indicator.gewicht:
            named["gewicht"] = indicator.gewicht
        if indicator.maat_veld:
            named["maat"] = indicator.maat_veld
        if with_moment:
            named["op"] = "vastgelegd_op"
        sql, params = queryset.values_list(*named.values()).query.get_compiler(self.using).as_sql()
        # OFFSET 0 keeps the planner from working out a column again at each place that names it
        return f"SELECT * FROM ({sql} OFFSET 0) AS q({', '.join(named)})", list(params)  # noqa: S608 - compiled by Django, with its own parameters

    def _run(
        self,
        bron: str,
        params: Sequence[Any],
        kolommen: list[str],
        groups: str,
        cutoffs: Mapping[int, datetime.datetime],
        *,
        wrap: bool = True,
    ) -> list[tuple[set[str], dict[str, str], Meting]]:
        late = "0"
        extra: list[Any] = []
        if cutoffs:
            cases = " OR ".join("(k = %s AND op > %s)" for _ in cutoffs)
            late = f"count(*) FILTER (WHERE {cases})"
            extra = [waarde for paar in cutoffs.items() for waarde in paar]
        keys = ", ".join(f"{kolom}::text" for kolom in kolommen)
        maten = ", ".join(f"{sql} AS {naam}" for naam, sql in self.maten.items())
        source = f"({bron})" if wrap else bron
        placed = f"SELECT t.*, {_GEBIED} AS gebied FROM {source} AS t"  # noqa: S608 - compiled by Django, as above
        sql = f"SELECT {keys}, GROUPING({', '.join(kolommen)}), {late}, {maten} FROM ({placed}) AS b GROUP BY {groups}"  # noqa: S608
        with connections[self.using].cursor() as cursor:
            # the codes come first in the text, then the population
            cursor.execute(sql, [*extra, self.gemeenten, *params])
            return [self._read(row, kolommen) for row in cursor.fetchall()]

    def _read(self, row: Sequence[Any], kolommen: list[str]) -> tuple[set[str], dict[str, str], Meting]:
        width = len(kolommen)
        mask, late, *waarden = row[width:]
        grouped = {kolom for index, kolom in enumerate(kolommen) if not mask & 1 << (width - 1 - index)}
        keys = {kolom: row[index] or ONBEKEND for index, kolom in enumerate(kolommen)}
        velden = {naam: _number(naam, waarde) for naam, waarde in zip(self.maten, waarden, strict=True)}
        return grouped, keys, Meting(laat=late, **velden)


_GEBIED = (
    f"CASE WHEN t.gemeente IS NULL THEN '{ONBEKEND}' WHEN t.gemeente = ANY(%s) THEN t.gemeente ELSE '{ANDERE}' END"
)
_DAGEN = "extract(epoch FROM maat) / 86400"
_MATEN: dict[Maat, dict[str, str]] = {
    Maat.AANTAL: {"aantal": "count(*)"},
    Maat.SOM: {"aantal": "count(*)", "som": "coalesce(sum(gewicht), 0)"},
    Maat.AANDEEL: {"aantal": "count(*)", "teller": "count(*) FILTER (WHERE teller)"},
    Maat.DUUR: {
        "aantal": "count(*)",
        "gemiddelde": f"avg({_DAGEN})",
        "mediaan": f"percentile_cont(0.5) WITHIN GROUP (ORDER BY {_DAGEN})",
        "p90": f"percentile_cont(0.9) WITHIN GROUP (ORDER BY {_DAGEN})",
        "hoogste": f"max({_DAGEN})",
    },
}


def _number(naam: str, waarde: Any) -> Any:
    if naam in ("aantal", "teller", "som"):
        return int(waarde or 0)
    if waarde is None:
        return None
    return int(waarde) if naam == "hoogste" else round(float(waarde), 1)
