"""One request, one effect: a key that was used before gives the first answer again.

The row of the key is inserted in the transaction of the effect. A second request with the same key waits on the
unique constraint until the first has ended: committed, it gets that answer; rolled back, it does the work itself.
"""

import datetime as dt
import hmac
import secrets
import uuid
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from cjg.basis import klok
from cjg.basis.models import Idempotentie

KEPT = dt.timedelta(hours=24)
MAX_KEY = 255


def claim(
    *, actor: str, sleutel: str, verzoek_hash: bytes = b"", now: dt.datetime | None = None
) -> tuple[Idempotentie, bool]:
    """Return the row of a key and whether this caller is the first to use it; call it inside the transaction.

    A key that is older than a day counts as new.
    """
    moment = now or klok.now()
    Idempotentie.objects.filter(actor=actor, sleutel=sleutel, aangemaakt_op__lt=moment - KEPT).delete()
    row = Idempotentie(actor=actor, sleutel=sleutel, verzoek_hash=verzoek_hash, aangemaakt_op=moment)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return Idempotentie.objects.get(actor=actor, sleutel=sleutel), False
    return row, True


@dataclass
class Submission:
    """One submit of a browser form: whether it is the first, and where the first one led to."""

    is_first: bool
    location: str
    is_same: bool = True
    _row: Idempotentie | None = None

    def finish(self, location: str) -> None:
        """Remember where the browser goes after this submit, so that a double one goes there too."""
        if self._row is not None:
            self._row.antwoord = location
            self._row.save(update_fields=["antwoord"])

    def release(self) -> None:
        """Forget the token: nothing was done, and the same form may be sent again."""
        if self._row is not None:
            self._row.delete()


def once(
    *, actor: uuid.UUID | str, token: str, verzoek_hash: bytes = b"", now: dt.datetime | None = None
) -> Submission:
    """Return whether a form is submitted for the first time; call it inside the transaction of its effect.

    `token` is what `new_form_token` put into the form. An empty or impossible one protects nothing and refuses
    nothing: the typed text matters more. `verzoek_hash` tells whether a second submit holds the same (`is_same`).
    """
    if not 16 <= len(token) <= MAX_KEY or "\x00" in token:
        return Submission(is_first=True, location="")
    row, is_first = claim(actor=f"formulier/{actor}", sleutel=token, verzoek_hash=verzoek_hash, now=now)
    is_same = is_first or hmac.compare_digest(bytes(row.verzoek_hash), verzoek_hash)
    return Submission(is_first, row.antwoord, is_same, row if is_first else None)


def new_form_token() -> str:
    """Return a fresh token for a hidden field of a form."""
    return secrets.token_urlsafe(16)


def delete_expired(*, now: dt.datetime) -> int:
    """Delete the keys and answers older than a day; returns how many."""
    return Idempotentie.objects.filter(aangemaakt_op__lt=now - KEPT).delete()[0]
