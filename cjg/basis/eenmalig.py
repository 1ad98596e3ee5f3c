"""A form is done once: a double click, a reload or a cut connection leads to the result of the first submit.

Every form that writes carries a token (`{% form_token %}`). Its row is inserted in the transaction of the effect, so
that of two submits at the same time the second waits and then goes where the first went.
"""

import hashlib
import hmac
import json
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase

from cjg.basis.concepten import delete_concept, key_of, posted_page
from cjg.basis.herstel import SENT_BEFORE, resend_page
from cjg.basis.idempotency import Submission, once
from cjg.basis.sleutels import derive

TOKEN_FIELD = "eenmalig"  # noqa: S105  # the name of a field
_FORM_TYPES = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})
_NOT_THE_CONTENT = frozenset({"csrfmiddlewaretoken", TOKEN_FIELD})


class OnceMiddleware:
    """Do each submit of a form once; stands last, right around the view and the pages for its errors.

    Only a redirect counts as done. Any other answer (a form with errors, a refusal) frees the token again; an error of
    ours takes everything back.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        token = _token_of(request)
        if not token:
            return self.get_response(request)
        with transaction.atomic():
            submission = once(actor=_actor_of(request), token=token, verzoek_hash=_fingerprint(request))
            if not submission.is_first and submission.is_same:
                return HttpResponseRedirect(submission.location)
            if not submission.is_first and "sleutel" not in request.POST:
                # A form with the key of its object asks its own view what a second, different save means.
                return resend_page(request, SENT_BEFORE, status=409, location=submission.location)
            response = self.get_response(request)
            _end(submission, request, response)
        return response


def _token_of(request: HttpRequest) -> str:
    if request.method != "POST" or request.content_type not in _FORM_TYPES or request.path.startswith("/api/"):
        return ""
    return request.POST.get(TOKEN_FIELD, "")


def _actor_of(request: HttpRequest) -> str:
    # A token is a secret of the page it stands in, so that it tells people without an account apart too.
    user = _user_of(request)
    return str(user.pk) if user is not None else "anoniem"


def _user_of(request: HttpRequest) -> Any:
    user: Any = getattr(request, "user", None)
    return user if user is not None and user.is_authenticated else None


def _end(submission: Submission, request: HttpRequest, response: HttpResponseBase) -> None:
    if response.status_code >= 500:
        transaction.set_rollback(True)
    elif isinstance(response, HttpResponse) and response.status_code in {302, 303}:
        submission.finish(response.headers["Location"])
        page, user = posted_page(request), _user_of(request)
        if page and user is not None:
            delete_concept(eigenaar=user.pk, sleutel=key_of(page))
    else:
        submission.release()


def _fingerprint(request: HttpRequest) -> bytes:
    # keyed: the body may be little more than a BSN, which a bare hash would give away
    content = sorted((name, values) for name, values in request.POST.lists() if name not in _NOT_THE_CONTENT)
    text = json.dumps([request.get_full_path(), content])
    return hmac.new(derive("eenmalig"), text.encode(errors="replace"), hashlib.sha256).digest()
