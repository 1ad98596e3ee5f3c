"""The one mail of the day to each medewerker: it counts what is waiting and names nobody."""

# ruff: noqa: S608 - nothing but the names of our own tables is put into the statements

from __future__ import annotations

import datetime
from collections.abc import Callable

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import connection, transaction
from django.db.models import Count, Q
from django.template.loader import render_to_string

from cjg.basis.api import is_working_day
from cjg.taken.models import Digest, Herinnering, Taak
from cjg.taken.services.verzending import claim_next, hand_over, mark_uncertain

# One statement per line of the promise: at most one digest per person per day; what comes later waits for tomorrow.
_MAAK = f"""
INSERT INTO {Digest._meta.db_table} (id, aangemaakt_op, gewijzigd_op, medewerker_id, dag, aantal, status)
SELECT taken_uuid7(), %s, %s, open.ontvanger_id, %s, 0, 'klaar'
FROM (
    SELECT DISTINCT h.ontvanger_id FROM {Herinnering._meta.db_table} AS h
    JOIN {Taak._meta.db_table} AS t ON t.id = h.taak_id AND t.status = 'open'
    JOIN organisatie_medewerker AS m ON m.id = h.ontvanger_id
    JOIN organisatie_gebruiker AS g ON g.id = m.gebruiker_id AND g.is_active
    WHERE h.digest_id IS NULL AND h.dag <= %s
    ORDER BY h.ontvanger_id
) AS open
ON CONFLICT (medewerker_id, dag) DO NOTHING
"""
_KOPPEL = f"""
WITH vandaag AS MATERIALIZED (
    SELECT id, medewerker_id FROM {Digest._meta.db_table}
    WHERE dag = %s AND status = 'klaar' ORDER BY id FOR UPDATE
)
UPDATE {Herinnering._meta.db_table} AS h SET digest_id = vandaag.id, gewijzigd_op = %s
FROM vandaag, {Taak._meta.db_table} AS t
WHERE h.ontvanger_id = vandaag.medewerker_id AND h.digest_id IS NULL AND h.dag <= %s
  AND t.id = h.taak_id AND t.status = 'open'
"""


@transaction.atomic
def prepare_digests(*, today: datetime.date, now: datetime.datetime) -> int:
    """Make today's digest for everybody with something to be reminded of; returns how many were new.

    Nothing on a Saturday, Sunday or holiday. May run twice and at the same time as itself.
    """
    if not is_working_day(today):
        return 0
    with connection.cursor() as cursor:
        cursor.execute(_MAAK, [now, now, today, today])
        made: int = cursor.rowcount
        cursor.execute(_KOPPEL, [today, now, today])
    return made


def send_digests(*, clock: Callable[[], datetime.datetime]) -> int:
    """Send every digest that is ready; returns how many were handed over.

    Stops when the mail server is away: the next run goes on.
    """
    mark_uncertain(Digest, clock())
    sent = 0
    while (digest := claim_next(Digest, clock())) is not None:
        if not hand_over(digest, compose(digest), clock):
            break
        sent += 1
    return sent


def compose(digest: Digest) -> EmailMultiAlternatives:
    """Build the mail: numbers and one link. Its Message-ID is fixed, so that a mailbox can drop a second copy."""
    counts = Herinnering.objects.filter(digest=digest, taak__status=Taak.Status.OPEN).aggregate(
        aantal=Count("taak", distinct=True),
        te_laat=Count("taak", distinct=True, filter=Q(vervaldatum__lt=digest.dag)),
    )
    digest.aantal = counts["aantal"]
    digest.save(update_fields=["aantal"])
    context = {**counts, "link": f"{settings.PUBLIC_URL}/", "organisatie": settings.ORGANISATIE_NAAM}
    aantal = f"{digest.aantal} taken wachten" if digest.aantal != 1 else "1 taak wacht"
    mail = EmailMultiAlternatives(
        subject=f"{aantal} op u",
        body=render_to_string("taken/mail/digest.txt", context),
        to=[digest.medewerker.gebruiker.email],
        headers={"Message-ID": f"<digest.{digest.pk}@cjg>", "Auto-Submitted": "auto-generated"},
    )
    mail.attach_alternative(render_to_string("taken/mail/digest.html", context), "text/html")
    return mail
