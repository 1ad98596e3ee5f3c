"""Writing of questionnaires: inviting, and taking in answers."""

from cjg.vragenlijsten.services.antwoorden import VERLOPEN, receive_answers
from cjg.vragenlijsten.services.uitnodigen import (
    AL_ONTVANGEN,
    Genodigde,
    current_vragenlijst,
    find_uitnodiging,
    hash_token,
    invite,
    issue_link,
    send_uitnodigingen,
)

__all__ = [
    "AL_ONTVANGEN",
    "VERLOPEN",
    "Genodigde",
    "current_vragenlijst",
    "find_uitnodiging",
    "hash_token",
    "invite",
    "issue_link",
    "receive_answers",
    "send_uitnodigingen",
]
