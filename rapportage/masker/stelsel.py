"""Which counts can be worked out from what is published, as a system of cells and sums.

A cell is a count. A sum says that cells add up (a total and its rows, the region and its gemeenten, a share and its
rest). The reader of all published tables knows the open cells, knows that a small one is 1, 2, 3 or 4, between which
tens a rounded one lies, and that a hidden one is not small (it would have been shown as small). A small count is safe
as long as another count would fit just as well. `find_other` looks for such another solution; finding it is the proof.
"""

from __future__ import annotations

import enum
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

KLEIN = range(1, 5)
AFROND_VANAF = 20
DUUR = 9  # from this rang on a cell is dear: the total of a gemeente
_BUDGET = 3000


class Staat(enum.Enum):
    """How a cell appears to the reader."""

    OPEN = "open"
    KLEIN = "klein"  # shown as "< 5"
    AFGEROND = "afgerond"  # shown in tens, because a small one could be worked out
    VERBORGEN = "verborgen"  # hidden, for the same reason
    INTERN = "intern"  # in no published table


@dataclass(frozen=True, slots=True)
class Cel:
    """One count.

    Args:
        sleutel: its name.
        waarde: the count.
        is_gepubliceerd: whether a table shows it.
        is_mensen: whether 1–4 must not be known.
        mag_afgerond: whether it is rounded to tens rather than hidden, when it is large enough.
        rang: lower is hidden sooner, of cells that would help as much.
    """

    sleutel: str
    waarde: int
    is_gepubliceerd: bool = True
    is_mensen: bool = True
    mag_afgerond: bool = False
    rang: int = 0


def in_tens(waarde: int) -> int:
    """Return a count rounded to tens, as a rounded cell shows it."""
    return (waarde + 5) // 10 * 10


@dataclass(slots=True)
class Stelsel:
    """Cells, the sums between them, and how each cell appears."""

    cellen: dict[str, Cel] = field(default_factory=dict)
    sommen: list[dict[str, int]] = field(default_factory=list)
    staten: dict[str, Staat] = field(default_factory=dict)
    in_som: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, cel: Cel) -> None:
        """Add a cell; open when it is published."""
        self.cellen[cel.sleutel] = cel
        self.staten[cel.sleutel] = Staat.OPEN if cel.is_gepubliceerd else Staat.INTERN

    def add_sum(self, totaal: str, delen: Iterable[str]) -> None:
        """Add that cells add up to another; cells that do not exist count as 0.

        Raises `ValueError` when they do not: then the figures contradict each other.
        """
        som = {deel: 1 for deel in delen if deel in self.cellen}
        if totaal not in self.cellen:
            return
        if sum(self.cellen[deel].waarde for deel in som) != self.cellen[totaal].waarde:
            raise ValueError(f"the parts do not add up to {totaal}")
        som[totaal] = -1
        for sleutel in som:
            self.in_som[sleutel].append(len(self.sommen))
        self.sommen.append(som)

    @property
    def sensitive(self) -> list[str]:
        """The cells whose count must not be known: 1–4 people."""
        return [sleutel for sleutel in self.cellen if self.is_sensitive(sleutel)]

    def is_sensitive(self, sleutel: str) -> bool:
        """Tell whether a cell counts 1–4 people."""
        cel = self.cellen[sleutel]
        return cel.is_mensen and cel.waarde in KLEIN

    def allows(self, sleutel: str, waarde: int) -> bool:
        """Tell whether the reader holds a count possible, looking at this cell alone."""
        match self.staten[sleutel]:
            case Staat.OPEN:
                return waarde == self.cellen[sleutel].waarde
            case Staat.KLEIN:
                return waarde in KLEIN
            case Staat.AFGEROND:
                return in_tens(waarde) == in_tens(self.cellen[sleutel].waarde)
            case Staat.VERBORGEN:
                return waarde == 0 or waarde > KLEIN[-1]
            case Staat.INTERN:
                return waarde >= 0

    def hide(self, sleutel: str) -> None:
        """Show a cell in tens where it may be, else (or the second time) not at all."""
        cel = self.cellen[sleutel]
        round_it = cel.mag_afgerond and cel.waarde >= AFROND_VANAF and self.staten[sleutel] is Staat.OPEN
        self.staten[sleutel] = Staat.AFGEROND if round_it else Staat.VERBORGEN

    def open_around(self, sleutel: str) -> set[str]:
        """Return the cells that could be hidden, reached over sums and cells that are not shown."""
        found, seen, todo = set(), {sleutel}, [sleutel]
        while todo:
            for nummer in self.in_som[todo.pop()]:
                for ander in self.sommen[nummer].keys() - seen:
                    seen.add(ander)
                    if self.staten[ander] in _TE_VERBERGEN:
                        found.add(ander)
                    if self.staten[ander] is not Staat.OPEN:
                        todo.append(ander)
        return found

    def find_other(self, sleutel: str) -> Mapping[str, int] | set[str]:
        """Return another solution in which this cell has another count: the changes per cell.

        Finding none, return the cells that stood in the way and could be hidden.
        """
        blocked: set[str] = set()
        waarde = self.cellen[sleutel].waarde
        for stap in (1, -1, 2, -2, 3, -3):
            if self.allows(sleutel, waarde + stap) and waarde + stap != waarde:
                search = _Search(self)
                found = search.from_change(sleutel, stap)
                if found is not None:
                    return found
                blocked |= search.blocked
        return blocked


class _Search:
    """Changes one cell and repairs the sums around it, one cell at a time."""

    def __init__(self, stelsel: Stelsel) -> None:
        self.stelsel = stelsel
        self.changes: dict[str, int] = {}
        self.open_sums: dict[int, int] = {}
        self.blocked: set[str] = set()
        self.steps = 0

    def from_change(self, sleutel: str, stap: int) -> dict[str, int] | None:
        """Return all changes that together keep every sum, or None."""
        self._change(sleutel, stap)
        return dict(self.changes) if self._repair() else None

    def _change(self, sleutel: str, stap: int) -> None:
        self.changes[sleutel] = stap
        for nummer in self.stelsel.in_som[sleutel]:
            rest = self.open_sums.get(nummer, 0) + stap * self.stelsel.sommen[nummer][sleutel]
            if rest:
                self.open_sums[nummer] = rest
            else:
                self.open_sums.pop(nummer, None)

    def _undo(self, sleutel: str) -> None:
        self._change(sleutel, -self.changes[sleutel])
        del self.changes[sleutel]

    def _repair(self) -> bool:
        if not self.open_sums:
            return True
        self.steps += 1
        if self.steps > _BUDGET:
            return False
        options = {nummer: self._options(nummer) for nummer in self.open_sums}
        nummer = min(options, key=lambda n: len(options[n]))
        if not options[nummer]:
            states = self.stelsel.staten
            self.blocked |= {s for s in self.stelsel.sommen[nummer] if states[s] in _TE_VERBERGEN}
            return False
        for sleutel, stap in options[nummer]:
            before = self.changes.get(sleutel, 0)
            self._change(sleutel, stap)
            if self._repair():
                return True
            self._undo(sleutel)
            if before:
                self._change(sleutel, before)
        return False

    def _options(self, nummer: int) -> list[tuple[str, int]]:
        """Return the cells of a sum that could take up its rest: unpublished first, then hidden, then small."""
        stelsel, rest = self.stelsel, self.open_sums[nummer]
        found = []
        for sleutel, teken in stelsel.sommen[nummer].items():
            if sleutel in self.changes or stelsel.staten[sleutel] is Staat.OPEN:
                continue
            stap = -rest * teken
            if stelsel.allows(sleutel, stelsel.cellen[sleutel].waarde + stap):
                found.append((_VOORKEUR[stelsel.staten[sleutel]], len(stelsel.in_som[sleutel]), sleutel, stap))
        return [(sleutel, stap) for _, _, sleutel, stap in sorted(found)]


_TE_VERBERGEN = (Staat.OPEN, Staat.AFGEROND)
_VOORKEUR = {Staat.INTERN: 0, Staat.VERBORGEN: 1, Staat.AFGEROND: 2, Staat.KLEIN: 3, Staat.OPEN: 4}


def decide(stelsel: Stelsel) -> dict[str, Staat]:
    """Hide every count of 1–4 people, and as few others as needed to keep those from being worked out.

    Returns the cells that are not shown as they are, each with its state. Of cells that would help as much, the one of
    the lowest `rang` is hidden, then the smallest. What cannot be proved safe is treated as unsafe.
    """
    for sleutel in stelsel.sensitive:
        if stelsel.staten[sleutel] is Staat.OPEN:
            stelsel.staten[sleutel] = Staat.KLEIN
    _round_totals(stelsel)
    proofs: dict[str, Mapping[str, int]] = {}
    for sleutel in sorted(stelsel.sensitive):
        while isinstance(found := stelsel.find_other(sleutel), set):
            blocked = found or stelsel.open_around(sleutel)
            if not blocked:
                break  # nothing that is published says anything about it
            _hide_one(stelsel, sleutel, blocked)
        else:
            proofs[sleutel] = found
    _show_again(stelsel, proofs)
    shown = (Staat.OPEN, Staat.INTERN)
    return {sleutel: staat for sleutel, staat in stelsel.staten.items() if staat not in shown}


def _round_totals(stelsel: Stelsel) -> None:
    """Round the totals of the region that give a small count away at once: rounding costs least."""
    for som in stelsel.sommen:
        totaal = next(sleutel for sleutel, teken in som.items() if teken < 0)
        unknown = [s for s in som if s != totaal and stelsel.staten[s] is not Staat.OPEN and stelsel.cellen[s].waarde]
        gives_away = len(unknown) == 1 and stelsel.is_sensitive(unknown[0])
        if gives_away and stelsel.cellen[totaal].mag_afgerond and stelsel.staten[totaal] is Staat.OPEN:
            stelsel.hide(totaal)


def _hide_one(stelsel: Stelsel, sleutel: str, blocked: set[str]) -> None:
    """Hide the cell that makes this count safe by itself; else, or when that one is dear, the first in order."""
    # a zero is not small, and hiding it hardly ever helps
    helpful = {s for s in blocked if stelsel.cellen[s].waarde > KLEIN[-1]} or blocked
    order = sorted(helpful, key=lambda s: (stelsel.cellen[s].rang, stelsel.cellen[s].waarde, s))
    for candidate in order:
        if stelsel.cellen[candidate].rang >= DUUR > stelsel.cellen[order[0]].rang:
            break  # first see whether cheaper ones together do it
        before = stelsel.staten[candidate]
        while stelsel.staten[candidate] is not Staat.VERBORGEN:
            stelsel.hide(candidate)
            if not isinstance(stelsel.find_other(sleutel), set):
                return
        stelsel.staten[candidate] = before
    stelsel.hide(order[0])


def _show_again(stelsel: Stelsel, proofs: dict[str, Mapping[str, int]]) -> None:
    """Show every cell that turns out not to be needed, the dearest first."""
    hidden = [s for s, staat in stelsel.staten.items() if staat in (Staat.AFGEROND, Staat.VERBORGEN)]
    for candidate in sorted(hidden, key=lambda s: (-stelsel.cellen[s].rang, -stelsel.cellen[s].waarde, s)):
        before = stelsel.staten[candidate]
        stelsel.staten[candidate] = Staat.OPEN
        renewed = {}
        for sleutel, proof in proofs.items():
            if candidate in proof:
                found = stelsel.find_other(sleutel)
                if isinstance(found, set):
                    stelsel.staten[candidate] = before
                    break
                renewed[sleutel] = found
        else:
            proofs.update(renewed)
