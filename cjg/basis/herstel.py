"""Give back what was typed into a form that could not be handled, with a button to send it again.

For a session that ended, a form that was sent before with other text, and a proof of origin that is too old.
"""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

NEVER_KEPT = frozenset({"csrfmiddlewaretoken", "eenmalig", "password", "wachtwoord"})


@dataclass(frozen=True)
class Herstel:
    """Why a form comes back, and what to do."""

    title: str
    text: str
    button: str
    must_sign_in: bool = False


SENT_BEFORE = Herstel(
    "U hebt dit formulier al verstuurd",
    "Wat u nu verstuurt, is anders dan de eerste keer. Kijk eerst wat er al is opgeslagen. "
    "Verstuurt u het opnieuw, dan slaan wij het nog een keer op.",
    "Toch opnieuw versturen",
)
SESSION_ENDED = Herstel(
    "Uw sessie is verlopen",
    "Uw tekst is nog niet opgeslagen, maar hij staat hieronder. Log eerst in op een nieuw tabblad. "
    "Kom dan terug naar dit tabblad en verstuur de tekst opnieuw.",
    "Opnieuw versturen",
    must_sign_in=True,
)
FORM_EXPIRED = Herstel(
    "Dit formulier is verlopen",
    "De pagina stond lang open, of u hebt opnieuw ingelogd. Uw tekst is nog niet opgeslagen, maar hij staat hieronder. "
    "Verstuur hem opnieuw.",
    "Opnieuw versturen",
)


def resend_page(request: HttpRequest, why: Herstel, *, status: int, location: str = "") -> HttpResponse:
    """Answer with all that was posted, readable and in a form that posts it again; for htmx as a fragment.

    `location` is where the first submit led to, when there was one.
    """
    fields = [(name, value) for name, values in request.POST.lists() if name not in NEVER_KEPT for value in values]
    context = {
        "why": why,
        "action": request.get_full_path(),
        "fields": fields,
        "texts": [value for name, value in fields if name != "concept" and _is_typed(value)],
        "location": location,
    }
    template = "basis/herstel.html#deel" if request.headers.get("HX-Request") else "basis/herstel.html"
    response = render(request, template, context, status=status)
    response["Cache-Control"] = "no-store"
    return response


def _is_typed(value: str) -> bool:
    # what somebody chose is a code in small letters, and nothing to read
    return " " in value.strip() or value.lower() != value
