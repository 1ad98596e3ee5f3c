"""The way from a search to break-glass: a pass that only this user can use, for a few minutes, for what was found.

Nobody reaches the break-glass page of a dossier by guessing: a pass is made only when somebody was meant exactly
(a BSN, or the full name with the birth date), and it is encrypted, so that it tells nothing about the dossier.
"""

from __future__ import annotations

import base64
import binascii
import datetime
import json
from collections.abc import Iterable
from uuid import UUID

from cjg.basis.api import UnreadableError, decrypt, encrypt

GELDIG = datetime.timedelta(minutes=15)
MEEST_DOSSIERS = 4


def make_pass(gebruiker_id: UUID, gezin_ids: Iterable[UUID], *, now: datetime.datetime) -> str:
    """Return a pass for the address of the break-glass page: these dossiers, this user, a quarter of an hour."""
    gezinnen = [str(gezin) for gezin in sorted(set(gezin_ids))[:MEEST_DOSSIERS]]
    inhoud = json.dumps({"tot": (now + GELDIG).timestamp(), "gezinnen": gezinnen})
    return base64.urlsafe_b64encode(encrypt(inhoud, _context(gebruiker_id))).decode().rstrip("=")


def read_pass(pas: str, gebruiker_id: UUID, *, now: datetime.datetime) -> list[UUID]:
    """Return the dossiers of a pass; none when it is of somebody else, too old or not ours."""
    try:
        versleuteld = base64.urlsafe_b64decode(pas + "=" * (-len(pas) % 4))
        inhoud = json.loads(decrypt(versleuteld, _context(gebruiker_id)))
    except (UnreadableError, binascii.Error, ValueError):
        return []
    if now.timestamp() > inhoud["tot"]:
        return []
    return [UUID(gezin) for gezin in inhoud["gezinnen"]]


def _context(gebruiker_id: UUID) -> str:
    return f"noodtoegang.{gebruiker_id}"
