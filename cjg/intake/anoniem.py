"""Anonymous means anonymous: what free text of a contactmoment may not hold (werkproces §2)."""

from __future__ import annotations

from collections.abc import Iterator

from cjg.basis.api import Vondst, find_identifying
from cjg.intake.gegevens import Contactgegevens, Fout

_FREE_TEXTS = ("toelichting", "vindplaats")


def identifying_faults(gegevens: Contactgegevens) -> Iterator[Fout]:
    """Yield what identifies somebody in the free texts."""
    for veld, vondst in _findings(gegevens):
        if not vondst.is_warning:
            yield Fout(veld, f"herleidbaar-{vondst.soort}", vondst.melding)


def name_warnings(gegevens: Contactgegevens) -> Iterator[Fout]:
    """Yield what looks like a name in the free texts."""
    for veld, vondst in _findings(gegevens):
        if vondst.is_warning:
            yield Fout(veld, f"herleidbaar-{vondst.soort}", vondst.melding)


def _findings(gegevens: Contactgegevens) -> Iterator[tuple[str, Vondst]]:
    for veld in _FREE_TEXTS:
        if tekst := getattr(gegevens, veld):
            yield from ((veld, vondst) for vondst in find_identifying(tekst))
