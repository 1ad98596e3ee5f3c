"""How indicators hang together: what one table tells about another, which the protection of small numbers must know."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Cellen:
    """Rows of a breakdown of an indicator, or (without breakdown) its total."""

    indicator: str
    uitsplitsing: str = ""
    rijen: tuple[tuple[str, ...], ...] = ()


# The first is always part of the second, row by row.
DEELVERZAMELINGEN: tuple[tuple[str, str], ...] = (("GC-1b", "GC-1"),)

_TOEGEKEND = ("toegekend", "gedeeltelijk")
# The first adds up to the second.
OPTELLINGEN: tuple[tuple[Cellen, Cellen], ...] = (
    (Cellen("GC-9"), Cellen("TG-1", "uitkomst", tuple((uitkomst,) for uitkomst in _TOEGEKEND))),
    *(
        (
            Cellen("GC-9", "leveringsvorm", ((vorm,),)),
            Cellen("TG-1", "uitkomst-vorm", tuple((uitkomst, vorm) for uitkomst in _TOEGEKEND)),
        )
        for vorm in ("zin", "pgb")
    ),
)
