"""Turns the opname of a quarter into cells and sums, and the decision back into a mask."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from rapportage.berekenen import ANDERE, ONBEKEND, REGIO
from rapportage.indicatoren.verbanden import DEELVERZAMELINGEN, OPTELLINGEN, Cellen
from rapportage.masker.stelsel import Cel, Staat, Stelsel, decide

Inhoud = dict[str, Any]
# What is hidden sooner: rows before totals, the region before a gemeente (its accountmanager needs the total most).
_RANG = {"rij-regio": 1, "rij": 3, "regio": 5, "overig": 7, "totaal": 9}


def cell_key(
    indicator: str, gebied: str, *, uitsplitsing: str = "", rij: str = "", kwartaal: str = "", wat: str = ""
) -> str:
    """Return the name of a cell: what the mask is keyed by."""
    return f"{indicator}|{gebied}|{kwartaal}|{uitsplitsing}|{rij}|{wat}"


def decide_mask(opname: Inhoud) -> dict[str, str]:
    """Return the cells of an opname that are not shown as they are.

    "klein" is 1–4; "verborgen" and (in the region) "afgerond" would give a small one away.
    """
    mask = {sleutel: staat.value for sleutel, staat in decide(build(opname)).items()}
    for indicator in opname["indicatoren"]:
        for gebied, cijfers in indicator["cijfers"].items():
            if 1 <= cijfers["naregistratie"] <= 4 and indicator["is_mensen"]:
                mask[cell_key(indicator["sleutel"], gebied, wat="naregistratie")] = Staat.KLEIN.value
    return mask


def build(opname: Inhoud) -> Stelsel:
    """Return all counts of people in an opname, and every sum between them that a reader knows."""
    return _Builder(opname).build()


def _zero(totaal: Inhoud) -> Inhoud:
    return {"aantal": 0, "teller": 0} if "teller" in totaal else {"aantal": 0}


class _Builder:
    def __init__(self, opname: Inhoud) -> None:
        self.people = [indicator for indicator in opname["indicatoren"] if indicator["is_mensen"]]
        self.gebieden = [gebied for gebied in opname["gebieden"] if gebied != REGIO]
        self.stelsel = Stelsel()

    def build(self) -> Stelsel:
        for indicator in self.people:
            for gebied in (*self.gebieden, REGIO):
                self._add_cells(indicator, gebied)
        for indicator in self.people:
            for gebied in (*self.gebieden, REGIO):
                self._add_breakdowns(indicator, gebied)
            self._add_region(indicator)
        self._add_subsets()
        self._add_cross_sums()
        return self.stelsel

    # ---- cells
    def _add_cells(self, indicator: Inhoud, gebied: str) -> None:
        cijfers = indicator["cijfers"][gebied]
        naam = indicator["sleutel"]
        self._add(cell_key(naam, gebied), cijfers["totaal"], "regio" if gebied == REGIO else self._total_rank(gebied))
        for kwartaal, figures in cijfers["vorige"].items():
            if not figures.get("gepubliceerd"):
                rank = "regio" if gebied == REGIO else self._total_rank(gebied)
                self._add(cell_key(naam, gebied, kwartaal=kwartaal), figures, rank)
        for u in indicator["uitsplitsingen"]:
            rows = cijfers["uitsplitsingen"][u["code"]]
            for rij in u["rijen"]:
                key = cell_key(naam, gebied, uitsplitsing=u["code"], rij=rij["sleutel"])
                shown = gebied not in (ANDERE, ONBEKEND)
                rank = "rij-regio" if gebied == REGIO else "rij"
                self._add(key, rows.get(rij["sleutel"]) or _zero(cijfers["totaal"]), rank, shown=shown)

    @staticmethod
    def _total_rank(gebied: str) -> str:
        return "overig" if gebied in (ANDERE, ONBEKEND) else "totaal"

    def _add(self, key: str, figures: Inhoud, rank: str, *, shown: bool = True) -> None:
        """Add a count; of a share also the numerator, and the rest that anybody can subtract."""
        round_it = rank.endswith("regio")
        cel = Cel(key, figures["aantal"], is_gepubliceerd=shown, mag_afgerond=round_it, rang=_RANG[rank])
        self.stelsel.add(cel)
        if "teller" in figures:
            rest = figures["aantal"] - figures["teller"]
            self.stelsel.add(replace(cel, sleutel=f"{key}#teller", waarde=figures["teller"], rang=cel.rang - 1))
            self.stelsel.add(replace(cel, sleutel=f"{key}#rest", waarde=rest, rang=cel.rang - 1))
            self.stelsel.add_sum(key, [f"{key}#teller", f"{key}#rest"])

    def _kinds(self, key: str) -> Iterator[str]:
        yield ""
        if f"{key}#teller" in self.stelsel.cellen:
            yield "#teller"
            yield "#rest"

    # ---- sums within an indicator
    def _add_breakdowns(self, indicator: Inhoud, gebied: str) -> None:
        naam = indicator["sleutel"]
        totaal = cell_key(naam, gebied)
        for u in indicator["uitsplitsingen"]:
            rows = [self._row(naam, gebied, u, rij) for rij in u["rijen"]]
            if u["is_meervoudig"]:
                self._add_plural(totaal, rows, cell_key(naam, gebied, uitsplitsing=u["code"], wat="dubbel"))
                continue
            for kind in self._kinds(totaal):
                self.stelsel.add_sum(totaal + kind, [rij + kind for rij in rows])
            for ander in indicator["uitsplitsingen"]:
                if set(ander["velden"]) < set(u["velden"]):
                    self._add_margin(naam, gebied, u, ander)

    @staticmethod
    def _row(naam: str, gebied: str, u: Inhoud, rij: Inhoud) -> str:
        return cell_key(naam, gebied, uitsplitsing=u["code"], rij=rij["sleutel"])

    def _add_margin(self, naam: str, gebied: str, kruis: Inhoud, rand: Inhoud) -> None:
        """Add that the rows of a cross table add up to those of its margin."""
        place = [kruis["velden"].index(veld) for veld in rand["velden"]]
        for rij in rand["rijen"]:
            parts = [k for k in kruis["rijen"] if [k["codes"][index] for index in place] == rij["codes"]]
            self.stelsel.add_sum(self._row(naam, gebied, rand, rij), [self._row(naam, gebied, kruis, k) for k in parts])

    def _add_plural(self, totaal: str, rows: list[str], dubbel: str) -> None:
        """Add what is known when one person can be in more rows: each row ≤ the total ≤ the sum of the rows."""
        cellen = self.stelsel.cellen
        for rij in rows:
            outside = cellen[totaal].waarde - cellen[rij].waarde
            self.stelsel.add(Cel(f"{rij}#buiten", outside, is_gepubliceerd=False, is_mensen=False))
            self.stelsel.add_sum(totaal, [rij, f"{rij}#buiten"])
        together = sum(cellen[rij].waarde for rij in rows)
        alles = f"{dubbel}#som"
        self.stelsel.add(Cel(dubbel, together - cellen[totaal].waarde, is_gepubliceerd=False, is_mensen=False))
        self.stelsel.add(Cel(alles, together, is_gepubliceerd=False, is_mensen=False))
        self.stelsel.add_sum(alles, rows)
        self.stelsel.add_sum(alles, [totaal, dubbel])

    def _add_region(self, indicator: Inhoud) -> None:
        """Add that the gemeenten, the others and the unknown make the region, cell by cell."""
        naam = indicator["sleutel"]
        places: list[dict[str, str]] = [{}]
        places += [{"kwartaal": q} for q in indicator["cijfers"][REGIO]["vorige"]]
        places += [
            {"uitsplitsing": u["code"], "rij": rij["sleutel"]}
            for u in indicator["uitsplitsingen"]
            for rij in u["rijen"]
        ]
        for place in places:
            key = cell_key(naam, REGIO, **place)
            for kind in self._kinds(key):
                self.stelsel.add_sum(key + kind, [cell_key(naam, g, **place) + kind for g in self.gebieden])

    # ---- sums between indicators
    def _add_subsets(self) -> None:
        """Add that a subset and the rest make the whole; that rest can be worked out as well."""
        for deel, geheel in DEELVERZAMELINGEN:
            prefix = f"{deel}|"
            for key in [key for key in self.stelsel.cellen if key.startswith(prefix) and "#" not in key]:
                ander = f"{geheel}|{key.removeprefix(prefix)}"
                if ander not in self.stelsel.cellen:
                    continue
                rest = self.stelsel.cellen[ander].waarde - self.stelsel.cellen[key].waarde
                shown = self.stelsel.cellen[ander].is_gepubliceerd
                self.stelsel.add(Cel(f"{key}#rest", rest, is_gepubliceerd=False, is_mensen=shown))
                self.stelsel.add_sum(ander, [key, f"{key}#rest"])

    def _add_cross_sums(self) -> None:
        for links, rechts in OPTELLINGEN:
            for gebied in (*self.gebieden, REGIO):
                left, right = self._named(links, gebied), self._named(rechts, gebied)
                if left and left[0] in self.stelsel.cellen:
                    self.stelsel.add_sum(left[0], right)

    @staticmethod
    def _named(cellen: Cellen, gebied: str) -> list[str]:
        if not cellen.uitsplitsing:
            return [cell_key(cellen.indicator, gebied)]
        return [
            cell_key(cellen.indicator, gebied, uitsplitsing=cellen.uitsplitsing, rij="+".join(rij))
            for rij in cellen.rijen
        ]
