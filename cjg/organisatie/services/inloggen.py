"""Getting somebody into their account, and closing it again: the invitation, the second factor, the sessions."""

from __future__ import annotations

import datetime
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse

from cjg.organisatie.models import Gebruiker


def send_invitation(*, gebruiker: Gebruiker, request: HttpRequest) -> None:
    """Mail the link with which somebody makes their own password; an earlier link keeps working until one was used.

    Raises `ValidationError` for an account that is closed, and when the mail could not be handed over.
    """
    if not gebruiker.is_active:
        raise ValidationError("Dit account is gesloten. Er gaat geen uitnodiging naartoe.")
    key = default_token_generator.make_token(gebruiker)
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(gebruiker), "key": key})
    context: dict[str, Any] = {"link": request.build_absolute_uri(path), "naam": gebruiker.naam}
    try:
        get_adapter().send_mail("organisatie/email/uitnodiging", gebruiker.email, context)
    except OSError as fout:
        raise ValidationError("De mail kon niet worden verstuurd. Probeer het over een paar minuten opnieuw.") from fout


@transaction.atomic
def reset_second_factor(*, gebruiker: Gebruiker, now: datetime.datetime) -> int:
    """Take away the second factor of somebody who lost it, and end their sessions.

    At the next sign-in they make a new one. Returns how many keys were taken away.
    """
    removed: int = Authenticator.objects.filter(user=gebruiker).delete()[0]
    end_sessions(gebruiker=gebruiker, now=now)
    return removed


def end_sessions(*, gebruiker: Gebruiker, now: datetime.datetime) -> None:
    """End every session of an account."""
    running = Session.objects.filter(expire_date__gte=now)
    theirs = [session.pk for session in running if session.get_decoded().get("_auth_user_id") == str(gebruiker.pk)]
    Session.objects.filter(pk__in=theirs).delete()
