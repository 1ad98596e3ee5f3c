"""Inviting people to answer: who gets which questionnaire, and the link that opens it."""

from __future__ import annotations

import datetime
import hashlib
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from cjg.basis.api import today
from cjg.taken.api import claim_next, hand_over, mark_uncertain
from cjg.vragenlijsten.models import Informant, Uitnodiging, Uitnodigingsmail, Vragenlijst

GELDIGHEID = datetime.timedelta(days=60)
AL_ONTVANGEN = "Deze vragenlijst is al ingevuld."


@dataclass(frozen=True)
class Genodigde:
    """A person to ask: in which role, and at which address when it goes by mail."""

    persoon_id: UUID
    informant: str
    email: str = ""


def hash_token(token: str) -> bytes:
    """Return what is kept of a link."""
    return hashlib.sha256(token.encode()).digest()


def current_vragenlijst(code: str, informant: str) -> Vragenlijst | None:
    """Return the newest version of a questionnaire for an informant, if there is one for them."""
    return Vragenlijst.objects.filter(code=code, informant=informant).order_by("-nummer").first()


@transaction.atomic
def invite(
    *,
    code: str,
    genodigden: Iterable[Genodigde],
    onderwerp_soort: str,
    onderwerp_id: UUID,
    gemeente_code: str | None,
    kerntaak: str,
    today: datetime.date,
) -> list[Uitnodiging]:
    """Send a questionnaire about one thing to people, each in the version of their role.

    Somebody who has it already is left as it is; a role without a version gets nothing. With an address a mail
    is put ready; without one the link is handed over in person (`issue_link`). Returns all of them.
    """
    lijsten = {str(rol): current_vragenlijst(code, rol) for rol in Informant.values}
    uitnodigingen = []
    for genodigde in genodigden:
        lijst = lijsten[genodigde.informant]
        if lijst is None:
            continue
        uitnodiging, is_new = Uitnodiging.objects.get_or_create(
            vragenlijst=lijst,
            onderwerp_id=onderwerp_id,
            persoon_id=genodigde.persoon_id,
            defaults={
                "onderwerp_soort": onderwerp_soort,
                "gemeente_id": gemeente_code,
                "kerntaak": kerntaak,
                "token_hash": hash_token(secrets.token_urlsafe(32)),  # of a link that nobody has yet
                "verstuurd_op": today,
                "verloopt_op": today + GELDIGHEID,
            },
        )
        if is_new and genodigde.email:
            Uitnodigingsmail.objects.create(uitnodiging=uitnodiging, adres=genodigde.email)
        uitnodigingen.append(uitnodiging)
    return uitnodigingen


@transaction.atomic
def issue_link(*, uitnodiging: Uitnodiging, today: datetime.date) -> str:
    """Make a new link for an uitnodiging and return its address; an earlier link stops working.

    Only a hash of it is kept, so nobody can read it back. Raises `ValidationError` when it was answered already.
    """
    token = secrets.token_urlsafe(32)
    changed = Uitnodiging.objects.filter(pk=uitnodiging.pk, ontvangen_op__isnull=True).update(
        token_hash=hash_token(token), verloopt_op=today + GELDIGHEID
    )
    if not changed:
        raise ValidationError(AL_ONTVANGEN)
    return settings.PUBLIC_URL + reverse("vragenlijsten:invullen", args=[token])


def find_uitnodiging(token: str) -> Uitnodiging | None:
    """Return the uitnodiging that a link opens, expired or answered ones included."""
    rows = Uitnodiging.objects.select_related("vragenlijst")
    found: Uitnodiging | None = rows.filter(token_hash=hash_token(token)).first()
    return found


def send_uitnodigingen(*, clock: Callable[[], datetime.datetime]) -> int:
    """Send every mail with a questionnaire that is ready; returns how many were handed over."""
    mark_uncertain(Uitnodigingsmail, clock())
    sent = 0
    while (mail := claim_next(Uitnodigingsmail, clock())) is not None:
        try:
            message = compose(mail)
        except ValidationError:  # answered meanwhile, on paper: there is nothing left to ask
            Uitnodigingsmail.objects.filter(pk=mail.pk).update(status=Uitnodigingsmail.Status.AFGEHANDELD)
            continue
        if not hand_over(mail, message, clock):
            break
        sent += 1
    return sent


def compose(mail: Uitnodigingsmail) -> EmailMessage:
    """Build the mail with a fresh link: no name, no reason why this person knows the CJG beyond that."""
    uitnodiging = mail.uitnodiging
    context = {
        "link": issue_link(uitnodiging=uitnodiging, today=today()),
        "is_jong": uitnodiging.vragenlijst.informant != Informant.OUDER,
        "dagen": GELDIGHEID.days,
        "organisatie": settings.ORGANISATIE_NAAM,
    }
    return EmailMessage(
        subject="Wat vindt u van de hulp?" if not context["is_jong"] else "Wat vind jij van de hulp?",
        body=render_to_string("vragenlijsten/mail/uitnodiging.txt", context),
        to=[mail.adres],
        headers={"Message-ID": f"<vragenlijst.{mail.pk}@cjg>", "Auto-Submitted": "auto-generated"},
    )
