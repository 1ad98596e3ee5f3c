"""Handing a mail over at most once: claim, hand over, note that it went; each in a transaction of its own.

A process can die at any moment. Before the claim nothing went out. After it nobody can know, so the mail becomes
"onzeker", is shown to a person, and is never sent again by itself.
"""

from __future__ import annotations

import datetime
import smtplib
from collections.abc import Callable
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, get_connection
from django.db import transaction

from cjg.organisatie.api import Gebruiker
from cjg.taken.models import Verzending

V = TypeVar("V", bound=Verzending)
# Longer than a task may live (CELERY_TASK_TIME_LIMIT), so that whoever claimed it is certainly gone.
ONZEKER_NA = datetime.timedelta(minutes=15)


def claim_next(model: type[V], now: datetime.datetime, **filters: Any) -> V | None:
    """Take one mail that is ready, past those that others are taking; None when there is none."""
    with transaction.atomic():
        ready = _rows(model).filter(status=Verzending.Status.KLAAR, **filters).order_by("pk")
        verzending: V | None = ready.select_for_update(skip_locked=True, of=("self",)).first()
        if verzending is not None:
            verzending.status, verzending.geclaimd_op = Verzending.Status.GECLAIMD, now
            verzending.save(update_fields=["status", "geclaimd_op"])
    return verzending


def hand_over(verzending: Verzending, message: EmailMessage, clock: Callable[[], datetime.datetime]) -> bool:
    """Give a claimed mail to the mail server and note how it ended; False when the server is away.

    Not reached, or refused before it took the mail: certainly not sent. Broken off halfway: not certain.
    """
    connection = get_connection()
    try:
        connection.open()
    except (OSError, smtplib.SMTPException):
        _note(verzending, Verzending.Status.KLAAR)
        return False
    message.connection = connection
    try:
        message.send()
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, smtplib.SMTPDataError):
        _note(verzending, Verzending.Status.MISLUKT)
    except (OSError, smtplib.SMTPException):
        _note(verzending, Verzending.Status.ONZEKER)
    else:
        _note(verzending, Verzending.Status.VERZONDEN, verzonden_op=clock())
    finally:
        connection.close()
    return True


def mark_uncertain(model: type[Verzending], now: datetime.datetime) -> int:
    """Call what was claimed too long ago uncertain: its process died between claim and note. Returns how many."""
    lost = _rows(model).filter(status=Verzending.Status.GECLAIMD, geclaimd_op__lt=now - ONZEKER_NA)
    return int(lost.update(status=Verzending.Status.ONZEKER))


@transaction.atomic
def judge_verzending(
    *, verzending: Verzending, send_again: bool, door: Gebruiker, now: datetime.datetime
) -> Verzending:
    """Let a person decide over a mail that is uncertain or failed: send it again, or leave it.

    Raises `ValidationError` when somebody else has decided already.
    """
    status = Verzending.Status.KLAAR if send_again else Verzending.Status.AFGEHANDELD
    undecided = (Verzending.Status.ONZEKER, Verzending.Status.MISLUKT)
    changed = _rows(type(verzending)).filter(pk=verzending.pk, status__in=undecided)
    if not changed.update(status=status, beoordeeld_door=door, beoordeeld_op=now):
        raise ValidationError("Over deze mail is al beslist.")
    verzending.refresh_from_db()
    return verzending


def _note(verzending: Verzending, status: Verzending.Status, **changed: Any) -> None:
    for name, value in {"status": status, **changed}.items():
        setattr(verzending, name, value)
    verzending.save(update_fields=["status", *changed])


def _rows(model: type[Any]) -> Any:
    return model._base_manager.all()
