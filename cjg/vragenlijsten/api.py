"""The door of `vragenlijsten`: questionnaires, to whom they were sent, and what came back."""

from cjg.vragenlijsten.forms import AntwoordenForm
from cjg.vragenlijsten.models import Antwoord, Informant, Uitnodiging, Uitnodigingsmail, Vraag, Vragenlijst
from cjg.vragenlijsten.schalen import MEE_EENS
from cjg.vragenlijsten.services import (
    AL_ONTVANGEN,
    Genodigde,
    current_vragenlijst,
    invite,
    issue_link,
    receive_answers,
    send_uitnodigingen,
)

EINDEVRAGENLIJST = "eindevragenlijst"
EINDEVRAGENLIJST_DAK_EN_THUISLOOS = "eindevragenlijst-dak-en-thuisloos"

__all__ = [
    "AL_ONTVANGEN",
    "EINDEVRAGENLIJST",
    "EINDEVRAGENLIJST_DAK_EN_THUISLOOS",
    "MEE_EENS",
    "Antwoord",
    "AntwoordenForm",
    "Genodigde",
    "Informant",
    "Uitnodiging",
    "Uitnodigingsmail",
    "Vraag",
    "Vragenlijst",
    "current_vragenlijst",
    "invite",
    "issue_link",
    "receive_answers",
    "send_uitnodigingen",
]
