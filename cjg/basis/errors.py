"""Error pages in plain Dutch. They need no database and no session, so that they work when nothing else does.

For htmx the answer is a small alert, which is swapped in where the answer would have come. Errors of the API are
answered by the REST frame (`cjg.basis.rest`).
"""

import logging
import sys
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from cjg.basis.herstel import FORM_EXPIRED, resend_page

logger = logging.getLogger(__name__)

RETRY_AFTER = 30


@dataclass(frozen=True)
class ErrorText:
    """What is told about one status: what is the matter, and what to do."""

    title: str
    text: str
    icon: str = "alert-triangle"


TEXTS = {
    400: ErrorText(
        "Dit kunnen wij niet verwerken",
        "De pagina kreeg gegevens die niet kloppen. Ga terug en probeer het opnieuw.",
    ),
    403: ErrorText(
        "Dit mag u niet doen",
        "U hebt hier geen recht voor. Hebt u dit nodig voor uw werk? Vraag het uw teamleider.",
        "lock",
    ),
    404: ErrorText(
        "Deze pagina is er niet",
        "De pagina bestaat niet meer, het adres klopt niet, of de pagina is niet voor u. Zoek het gezin of de persoon op.",
        "search",
    ),
    413: ErrorText(
        "Uw tekst is te lang",
        "Wij kunnen hoogstens 5 MB tegelijk ontvangen. Er is niets opgeslagen. Ga terug, maak de tekst korter en "
        "verstuur hem opnieuw.",
    ),
    429: ErrorText(
        "Wacht even",
        "Er waren te veel pogingen kort na elkaar. Wacht 5 minuten en probeer het opnieuw.",
        "hourglass",
    ),
    500: ErrorText(
        "Er ging bij ons iets mis",
        "Wij weten niet zeker of uw laatste stap is opgeslagen. Ga terug, kijk of het er staat en probeer het anders opnieuw.",
    ),
    503: ErrorText(
        "Het systeem is even niet bereikbaar",
        "Wat u nu opslaat komt niet aan. Laat deze pagina open staan en probeer het over een minuut opnieuw.",
        "hourglass",
    ),
}
CSRF = ErrorText(
    "Dit formulier is verlopen",
    "De pagina stond lang open, of u hebt opnieuw ingelogd. Ga terug: wat u typte staat er nog. "
    "Kopieer uw tekst, laad de pagina opnieuw en sla het nog een keer op.",
    "hourglass",
)


def error_page(request: HttpRequest, status: int, text: ErrorText | None = None) -> HttpResponse:
    """Answer with the page of one status, as a whole or for htmx as a fragment."""
    told = text or TEXTS[status]
    template = "fouten/fragment.html" if request.headers.get("HX-Request") else "fouten/pagina.html"
    context = {
        "status": status,
        "told": told,
        "contact": getattr(settings, "ORGANISATIE_CONTACT", ""),
        "verzoek": getattr(request, "verzoek_id", "") if status >= 500 else "",
    }
    try:
        content: str = render_to_string(template, context)
    except Exception:
        # The last thing that may fail is the page that says so.
        logger.exception("error page could not be rendered")
        content = f"<!doctype html><html lang=nl><title>{told.title}</title><h1>{told.title}</h1><p>{told.text}</p>"
    response = HttpResponse(content, status=status)
    if status in {429, 503}:
        response["Retry-After"] = str(RETRY_AFTER if status == 503 else 300)
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that Django could not trust, or that is too large to read."""
    return error_page(request, 413 if isinstance(exception, RequestDataTooBig) else 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer that this may not be done, with the reason that our own rule gave."""
    reason = str(exception) if isinstance(exception, PermissionDenied) else ""
    text = TEXTS[403]
    return error_page(request, 403, ErrorText(text.title, reason, text.icon) if reason else text)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer that there is nothing here, in the same words whether it exists or not."""
    return error_page(request, 404)


def too_many_requests(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer someone who tries too often."""
    return error_page(request, 429)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer a fault of ours; a database that is away is a pause and no fault."""
    away = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    return error_page(request, 503 if away else 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose proof of origin is missing or old; one of our own pages gets its text back."""
    own = f"{request.scheme}://{request.get_host()}"
    if request.method == "POST" and request.headers.get("Origin") == own and not request.path.startswith("/accounts/"):
        return resend_page(request, FORM_EXPIRED, status=403)
    return error_page(request, 403, CSRF)
