"""What holds for every signed-in request: the session ends in time, staff have a second factor, history knows who."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from pghistory.middleware import HistoryMiddleware

from cjg.basis.api import SESSION_ENDED, keep_posted, resend_page

GetResponse = Callable[[HttpRequest], HttpResponse]

_BEGIN, _LAST = "sessie_begin", "sessie_laatst"
_DRAFTS = "/concepten/"
# Where somebody without a second factor may still go: to make one, or to leave.
_BEFORE_SECOND_FACTOR = ("/accounts/", "/static/", "/-/")


class SessionEndMiddleware:
    """End a session that was idle too long, or that is too old (BIO2; `SESSION_IDLE_MINUTES`, absolute).

    A form that was sent with it loses nothing. Its text becomes a draft of whose session has just ended, when the form
    has drafts: after signing in they are back in it. In every other case the text comes back in the answer.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            moment = int(time.time())
            begin = request.session.get(_BEGIN, moment)
            last = request.session.get(_LAST, moment)
            if moment - last > settings.SESSION_IDLE_SECONDS or moment - begin > settings.SESSION_COOKIE_AGE:
                self._end(request)
            elif moment - last >= settings.SESSION_TOUCH_SECONDS or _BEGIN not in request.session:
                # not at every request: that would be one more write for each page
                request.session[_BEGIN], request.session[_LAST] = begin, moment
        return self.get_response(request)

    def _end(self, request: HttpRequest) -> None:
        request.verlopen_sessie_van = request.user.pk  # type: ignore[attr-defined]  # read by the view of drafts
        if request.path.startswith(_DRAFTS):
            # The form that is being typed comes after this, and must still be told whose it is.
            request.user = AnonymousUser()
        else:
            logout(request)

    def process_view(self, request: HttpRequest, view: Any, *args: Any) -> HttpResponse | None:
        """Keep the text of a form that nobody is signed in for; here its proof of origin has been checked."""
        is_form = request.method == "POST" and not request.path.startswith("/api/")
        if not is_form or request.user.is_authenticated or not getattr(view, "login_required", True):
            return None
        owner = getattr(request, "verlopen_sessie_van", None)
        page = keep_posted(request, owner) if owner is not None else ""
        if not page or request.headers.get("HX-Request"):
            return resend_page(request, SESSION_ENDED, status=401)
        messages.info(request, "Uw sessie is verlopen. Uw tekst is bewaard. Log in, dan ziet u hem terug.")
        return HttpResponseRedirect(f"{reverse(settings.LOGIN_URL)}?{urlencode({'next': page})}")


class SecondFactorMiddleware:
    """Send staff without a second factor to the page where they make one; the demo does without.

    Single sign-on counts: there the gemeente's own identity provider asks for the second factor.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self._must_make_one(request):
            doel = urlencode({"next": request.get_full_path() if request.method == "GET" else "/"})
            return HttpResponseRedirect(f"{reverse('mfa_index')}?{doel}")
        return self.get_response(request)

    def _must_make_one(self, request: HttpRequest) -> bool:
        user: Any = request.user
        if settings.DEMO or not user.is_authenticated or not user.is_medewerker:
            return False
        if request.path.startswith(_BEFORE_SECOND_FACTOR) or request.session.get("tweede_factor"):
            return False
        by_sso = any(record.get("method") == "socialaccount" for record in get_authentication_records(request))
        if by_sso or get_adapter().is_mfa_enabled(user):
            request.session["tweede_factor"] = True
            return False
        return True


class ClientRoomMiddleware:
    """Keep clients in their own room: every other address answers as if it were not there.

    The gates refuse them as well; this keeps a page that forgot its gate from them. Their start page is their own.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user: Any = request.user
        if user.is_authenticated and user.is_client:
            if request.path == "/":
                return HttpResponseRedirect(settings.CLIENT_START)
            request.is_outside_client_room = not request.path.startswith(settings.CLIENT_PATHS)  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, *args: Any) -> None:
        """Refuse here, where Django makes the page for what does not exist; what is public stays public."""
        if getattr(request, "is_outside_client_room", False) and getattr(view, "login_required", True):
            raise Http404


class GeschiedenisMiddleware(HistoryMiddleware):
    """Say in the row history who changed it; never an address or a path."""

    def get_context(self, request: HttpRequest) -> dict[str, Any]:
        """Return what is kept beside each change of this request."""
        user: Any = getattr(request, "user", None)
        return {
            "gebruiker": str(user.pk) if user is not None and user.is_authenticated else None,
            "verzoek": str(getattr(request, "verzoek_id", "") or ""),
        }
