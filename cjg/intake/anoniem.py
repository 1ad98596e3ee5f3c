"""Anonymous means anonymous: what free text of a contactmoment may not hold (werkproces §2)."""

from __future__ import annotations

import datetime

from cjg.basis.api import Vondst, find_identifying
from cjg.intake.gegevens import Contactgegevens, Fout


def identifying_faults(gegevens: Contactgegevens, *, today: datetime.date) -> list[Fout]:
    """Return what identifies somebody in the free texts: a BSN, phone number, address and so on; never repeated."""
    return text_findings(gegevens, today=today)[0]


def name_warnings(gegevens: Contactgegevens, *, today: datetime.date) -> list[Fout]:
    """Return what looks like a name in the toelichting."""
    return text_findings(gegevens, today=today)[1]


def text_findings(gegevens: Contactgegevens, *, today: datetime.date) -> tuple[list[Fout], list[Fout]]:
    """Return what is refused and what is warned about, in one search over each text.

    A vindplaats may bear a name, as the school of a street does: there a name is no warning.
    """
    fouten: list[Fout] = []
    waarschuwingen: list[Fout] = []
    for veld in ("toelichting", "vindplaats"):
        tekst: str = getattr(gegevens, veld)
        for vondst in find_identifying(tekst, today=today) if tekst else ():
            if not vondst.is_warning:
                fouten.append(Fout(veld, vondst.soort.value, _with_place(vondst)))
            elif veld == "toelichting":
                waarschuwingen.append(Fout(veld, vondst.soort.value, vondst.melding))
    return fouten, waarschuwingen


def _with_place(vondst: Vondst) -> str:
    return f"{vondst.melding} Het staat bij teken {vondst.begin + 1} tot en met {vondst.einde}."
