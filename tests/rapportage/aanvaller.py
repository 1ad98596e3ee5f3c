"""A reader of all published tables who tries to work out small numbers: bounds, and elimination.

It knows what is printed, what adds up to what by the words of the report, and how small numbers are hidden; it knows
nothing of how the mask was decided.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from rapportage.beeld import Beeld, Cijfer, IndicatorBeeld, Tabel

# indicator, quarter, gebied, breakdown, row, and "" (all), "teller" or "rest"
Sleutel = tuple[str, str, str, str, str, str]
GEMEENTEN, REST, REGIO = ("0392", "0473"), ("andere", "onbekend"), "regio"
_PER_GEBIED = dict(
    zip(("Haarlem", "Zandvoort", "Andere gemeente", "Gemeente niet bekend", "Hele regio"), (*GEMEENTEN, *REST, REGIO), strict=True)
)  # fmt: skip
_VEEL = 10**6
_PRIEM = 2**61 - 1


class Aanvaller:
    """Collects what reports tell, and works out what it can."""

    def __init__(self) -> None:
        self.laag: dict[Sleutel, int] = {}
        self.hoog: dict[Sleutel, int] = {}
        self.verborgen: set[Sleutel] = set()  # not 1-4, or it would be printed as such
        self.sommen: list[tuple[Sleutel, tuple[Sleutel, ...]]] = []
        self.rijen: dict[tuple[str, str], set[str]] = defaultdict(set)  # (indicator, breakdown) -> rows
        self.gelezen: set[tuple[str, str, str]] = set()  # (indicator, quarter, gebied) whose tables were read

    # ---- reading
    def read(self, beelden: Iterable[Beeld]) -> None:
        """Read the reports of one quarter."""
        beelden = list(beelden)
        for beeld in beelden:
            for indicator in self._people(beeld):
                for tabel in indicator.tabellen:
                    for rij in tabel.rijen:
                        self.rijen[indicator.sleutel, tabel.code].update(rij.sleutels)
        for beeld in beelden:
            for indicator in self._people(beeld):
                self._read_indicator(beeld, indicator)
        self._add_region(beelden[0])
        self._add_known_relations(beelden[0].kwartaal.code)

    @staticmethod
    def _people(beeld: Beeld) -> list[IndicatorBeeld]:
        return [indicator for indicator in beeld.indicatoren if indicator.eenheid != "contactmomenten"]

    def _read_indicator(self, beeld: Beeld, indicator: IndicatorBeeld) -> None:
        nu = beeld.kwartaal.code
        for kwartaal, cijfer in indicator.trend:
            self._see((indicator.sleutel, kwartaal.code, beeld.gebied, "", ""), cijfer, indicator)
        for naam, cijfer in indicator.per_gebied:
            self._see((indicator.sleutel, nu, _PER_GEBIED[naam], "", ""), cijfer, indicator)
        self.gelezen.add((indicator.sleutel, nu, beeld.gebied))
        for tabel in indicator.tabellen:
            self._read_table(indicator, (indicator.sleutel, nu, beeld.gebied), tabel)

    def _read_table(self, indicator: IndicatorBeeld, plaats: tuple[str, str, str], tabel: Tabel) -> None:
        shown = {
            sleutel: cijfer for rij in tabel.rijen for sleutel, cijfer in zip(rij.sleutels, rij.cijfers, strict=True)
        }
        keys = []
        for sleutel in sorted(self.rijen[indicator.sleutel, tabel.code]):
            key = (*plaats, tabel.code, sleutel)
            keys.append(key)
            if sleutel in shown:
                self._see(key, shown[sleutel], indicator)
            else:
                self._bound((*key, ""), 0, 0)  # a row that is not printed is empty
        totaal = (*plaats, "", "")
        if tabel.is_meervoudig:
            for key in keys:
                self._part_of(key, totaal)
        else:
            for soort in self._kinds(indicator):
                self.sommen.append(((*totaal, soort), tuple((*key, soort) for key in keys)))

    @staticmethod
    def _kinds(indicator: IndicatorBeeld) -> tuple[str, ...]:
        return ("", "teller", "rest") if indicator.maat == "aandeel" else ("",)

    def _see(self, key: tuple[str, ...], cijfer: Cijfer, indicator: IndicatorBeeld) -> None:
        self._read_text((*key, ""), cijfer.aantal_tekst)  # type: ignore[arg-type]
        if indicator.maat != "aandeel":
            return
        teller, rest = (*key, "teller"), (*key, "rest")
        self._read_text(teller, cijfer.teller_tekst)  # type: ignore[arg-type]
        if cijfer.tekst.startswith("≥"):
            self._bound(rest, 1, 4)  # type: ignore[arg-type]
        self.sommen.append(((*key, ""), (teller, rest)))  # type: ignore[arg-type]

    def _read_text(self, key: Sleutel, tekst: str) -> None:
        number = tekst.replace(".", "")
        if number.isdigit():
            self._bound(key, int(number), int(number))
        elif tekst == "< 5":
            self._bound(key, 1, 4)
        elif match := re.fullmatch(r"± (\d+)", number):
            self._bound(key, int(match[1]) - 5, int(match[1]) + 4)
        elif tekst == "–":
            self.verborgen.add(key)
            self._bound(key, 0, _VEEL)

    def _bound(self, key: Sleutel, laag: int, hoog: int) -> None:
        self.laag[key] = max(laag, self.laag.get(key, 0))
        self.hoog[key] = min(hoog, self.hoog.get(key, _VEEL))

    def _part_of(self, deel: tuple[str, ...], geheel: tuple[str, ...]) -> None:
        buiten: Sleutel = (*deel, f"buiten {geheel[0]}")  # type: ignore[assignment]
        self.sommen.append(((*geheel, ""), ((*deel, ""), buiten)))  # type: ignore[arg-type]

    # ---- what the words of the report say
    def _add_region(self, beeld: Beeld) -> None:
        """Add that the region is all gemeenten, those elsewhere and those not known: of every total and every row."""
        for indicator in self._people(beeld):
            places = [("", "")]
            places += [
                (code, rij) for (naam, code), rows in self.rijen.items() if naam == indicator.sleutel for rij in rows
            ]
            for kwartaal, _ in indicator.trend:
                for plaats in places if kwartaal == beeld.kwartaal else places[:1]:
                    for soort in self._kinds(indicator):
                        key = (indicator.sleutel, kwartaal.code)
                        parts = tuple((*key, gebied, *plaats, soort) for gebied in (*GEMEENTEN, *REST))
                        self.sommen.append(((*key, REGIO, *plaats, soort), parts))

    def _add_known_relations(self, kwartaal: str) -> None:
        """Add that GC-1b is a part of GC-1, GC-9 of TG-1, and that tables of two add up to those of one."""
        for gebied in (*GEMEENTEN, REGIO):

            def key(indicator: str, tabel: str = "", rij: str = "", *, plaats: str = gebied) -> tuple[str, ...]:
                return (indicator, kwartaal, plaats, tabel, rij)

            self._part_of(key("GC-1b"), key("GC-1"))
            for (indicator, tabel), rows in list(self.rijen.items()):
                if indicator == "GC-1b":
                    for rij in rows & self.rijen["GC-1", tabel]:
                        self._part_of(key("GC-1b", tabel, rij), key("GC-1", tabel, rij))
            granted = [key("TG-1", "uitkomst", uitkomst) for uitkomst in ("toegekend", "gedeeltelijk")]
            self._adds_up(key("GC-9"), [g for g in granted if g[4] in self.rijen["TG-1", "uitkomst"]])
            for vorm in self.rijen["GC-9", "leveringsvorm"]:
                parts = [rij for rij in self.rijen["GC-9", "product"] if rij.endswith(f"+{vorm}")]
                self._adds_up(key("GC-9", "leveringsvorm", vorm), [key("GC-9", "product", rij) for rij in parts])
                parts = [f"{u}+{vorm}" for u in ("toegekend", "gedeeltelijk")]
                known = [rij for rij in parts if rij in self.rijen["TG-1", "uitkomst-vorm"]]
                self._adds_up(key("GC-9", "leveringsvorm", vorm), [key("TG-1", "uitkomst-vorm", rij) for rij in known])
            for uitkomst in self.rijen["TG-1", "uitkomst"]:
                parts = [rij for rij in self.rijen["TG-1", "uitkomst-vorm"] if rij.startswith(f"{uitkomst}+")]
                self._adds_up(key("TG-1", "uitkomst", uitkomst), [key("TG-1", "uitkomst-vorm", rij) for rij in parts])

    def _adds_up(self, totaal: tuple[str, ...], delen: list[tuple[str, ...]]) -> None:
        self.sommen.append(((*totaal, ""), tuple((*deel, "") for deel in delen)))  # type: ignore[arg-type,misc]

    # ---- working out
    def work_out(self) -> dict[Sleutel, tuple[int, int]]:
        """Return the least and most that each count can be."""
        for key in {key for totaal, delen in self.sommen for key in (totaal, *delen)}:
            self._bound(key, 0, _VEEL)
        changed = True
        while changed:
            changed = sum(self._narrow(totaal, delen) for totaal, delen in self.sommen) > 0
        for key in self._eliminated():
            self.hoog[key] = self.laag[key]
        return {key: (self.laag[key], self.hoog[key]) for key in self.laag}

    def _narrow(self, totaal: Sleutel, delen: tuple[Sleutel, ...]) -> bool:
        least, most = sum(self.laag[d] for d in delen), sum(self.hoog[d] for d in delen)
        changed = self._set(totaal, least, most)
        for deel in delen:
            others = (least - self.laag[deel], most - self.hoog[deel])
            if self._set(deel, self.laag[totaal] - others[1], self.hoog[totaal] - others[0]):
                changed = True
                least, most = sum(self.laag[d] for d in delen), sum(self.hoog[d] for d in delen)
        return changed

    def _set(self, key: Sleutel, laag: int, hoog: int) -> bool:
        laag, hoog = max(laag, self.laag[key]), min(hoog, self.hoog[key])
        if key in self.verborgen:
            laag, hoog = 5 if 0 < laag < 5 else laag, 0 if 0 < hoog < 5 else hoog
        assert laag <= hoog, f"{key}: the published figures contradict each other"
        changed = (laag, hoog) != (self.laag[key], self.hoog[key])
        self.laag[key], self.hoog[key] = laag, hoog
        return changed

    def _eliminated(self) -> set[Sleutel]:
        """Return the unknowns that have one solution by the sums alone (Gauss-Jordan, modulo a large prime)."""
        pivots: dict[Sleutel, dict[Sleutel, int]] = {}
        for totaal, delen in self.sommen:
            row: dict[Sleutel, int] = defaultdict(int)
            for key, teken in [(totaal, -1), *((deel, 1) for deel in delen)]:
                if self.laag[key] < self.hoog[key]:
                    row[key] += teken
            for key in [key for key in row if key in pivots]:
                self._subtract(row, pivots[key], key)
            row = {key: value for key, value in row.items() if value % _PRIEM}
            if not row:
                continue
            pivot = next(iter(row))
            inverse = pow(row[pivot], -1, _PRIEM)
            row = {key: value * inverse % _PRIEM for key, value in row.items()}
            for other in pivots.values():
                self._subtract(other, row, pivot)
            pivots[pivot] = row
        return {pivot for pivot, row in pivots.items() if len(row) == 1}

    @staticmethod
    def _subtract(row: dict[Sleutel, int], pivot_row: dict[Sleutel, int], pivot: Sleutel) -> None:
        factor = row.get(pivot, 0)
        if not factor:
            return
        for key, value in pivot_row.items():
            left = (row.get(key, 0) - factor * value) % _PRIEM
            if left:
                row[key] = left
            else:
                row.pop(key, None)
