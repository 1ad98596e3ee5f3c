"""The phases of a traject and which change of phase is allowed, as data (werkproces §4)."""

from __future__ import annotations

from gezinsplan.models import Evaluatie, Traject

Status = Traject.Status

# (from, to) → when this happens
OVERGANGEN: dict[tuple[str, str], str] = {
    (Status.VERKENNING, Status.PLAN): "De verkenning is klaar. Het gezin en de coach maken het plan.",
    (Status.VERKENNING, Status.UITVOERING): "Het plan is vastgesteld.",
    (Status.PLAN, Status.VERKENNING): "Er is nog iets niet duidelijk. De verkenning gaat verder.",
    (Status.PLAN, Status.UITVOERING): "Het plan is vastgesteld.",
    (Status.UITVOERING, Status.VOORTZETTING): "Na de evaluatie gaat de hulp door.",
    (Status.VOORTZETTING, Status.UITVOERING): "Er is een nieuw plan vastgesteld.",
    (Status.VERKENNING, Status.AFGESLOTEN): "Het traject stopt.",
    (Status.PLAN, Status.AFGESLOTEN): "Het traject stopt.",
    (Status.UITVOERING, Status.AFGESLOTEN): "Het traject stopt.",
    (Status.VOORTZETTING, Status.AFGESLOTEN): "Het traject stopt.",
}

# Only people move a traject between these; the rest follows from a plan, an evaluation or the closing.
BY_HAND = frozenset({(Status.VERKENNING, Status.PLAN), (Status.PLAN, Status.VERKENNING)})

AFTER_ADOPTION = {Status.VERKENNING: Status.UITVOERING, Status.PLAN: Status.UITVOERING}
CONTINUING = frozenset(set(Evaluatie.Vervolg.values) - {Evaluatie.Vervolg.AFSLUITEN})


def is_allowed(van: str, naar: str) -> bool:
    """Tell whether a traject may go from one phase to another."""
    return (van, naar) in OVERGANGEN


def next_by_hand(van: str) -> list[str]:
    """Return the phases to which a person may move a traject."""
    return [naar for (begin, naar) in sorted(BY_HAND) if begin == van]
