"""Anonymous means anonymous: what free text of a contactmoment may not hold (werkproces §2)."""

from __future__ import annotations

from collections.abc import Iterator

from cjg.intake.gegevens import Contactgegevens, Fout


def identifying_faults(gegevens: Contactgegevens) -> Iterator[Fout]:
    """Yield what identifies somebody in the free texts."""
    yield from ()


def name_warnings(gegevens: Contactgegevens) -> Iterator[Fout]:
    """Yield what looks like a name in the free texts."""
    yield from ()
