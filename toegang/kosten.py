"""What a voorziening can cost at most, from its volume and the tariff of a contract. Pure."""

from __future__ import annotations

import datetime
from fractions import Fraction
from math import ceil

from toegang.models import Besluit, Eenheid

_FREQUENTIE = Besluit.Frequentie
# In minutes: only time can be converted; an etmaal and a stuk are units of their own (iJw WJ756).
_MINUTEN = {Eenheid.MINUUT: 1, Eenheid.UUR: 60, Eenheid.DAGDEEL: 240}
# iJw, combination of eenheid and frequentie: short units also per day, the others per week or longer.
_PER_DAG = frozenset({Eenheid.MINUUT, Eenheid.UUR})


def is_allowed_frequency(eenheid: str, frequentie: str) -> bool:
    """Tell whether a unit may be granted at a frequency (iJw 3.2, toewijzingsvarianten)."""
    return frequentie != _FREQUENTIE.DAG or eenheid in _PER_DAG


def convert(aantal: int, van: str, naar: str) -> Fraction | None:
    """Convert an amount of one unit to another; None when the units do not measure the same thing."""
    if van == naar:
        return Fraction(aantal)
    if van in _MINUTEN and naar in _MINUTEN:
        return Fraction(aantal * _MINUTEN[Eenheid(van)], _MINUTEN[Eenheid(naar)])
    return None


def count_times(frequentie: str, begin: datetime.date, einde: datetime.date) -> int:
    """Count how often a frequency comes round from `begin` up to and including `einde`; a part counts whole."""
    dagen = (einde - begin).days + 1
    if frequentie == _FREQUENTIE.DAG:
        return dagen
    if frequentie == _FREQUENTIE.WEEK:
        return ceil(dagen / 7)
    if frequentie == _FREQUENTIE.MAAND:
        maanden = (einde.year - begin.year) * 12 + einde.month - begin.month
        return maanden + (1 if einde.day >= begin.day else 0) or 1
    return 1


def highest_cost(
    *,
    volume: int,
    eenheid: str,
    frequentie: str,
    begin: datetime.date,
    einde: datetime.date,
    tarief_cent: int,
    tarief_eenheid: str,
) -> int | None:
    """Return the highest cost in eurocents, rounded up; None when the tariff is for another kind of unit."""
    aantal = convert(volume, eenheid, tarief_eenheid)
    if aantal is None:
        return None
    return ceil(aantal * count_times(frequentie, begin, einde) * tarief_cent)


def euro(cent: int) -> str:
    """Write an amount as people read it: € 1.250,50."""
    heel, rest = divmod(cent, 100)
    return f"€ {heel:,}".replace(",", ".") + f",{rest:02d}"
