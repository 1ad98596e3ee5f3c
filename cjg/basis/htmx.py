"""One view, one template: the whole page, or for htmx the part of it that changed."""

import json
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from cjg.basis.concepten import place_of


def is_htmx(request: HttpRequest) -> bool:
    """Tell whether htmx asks for a fragment; going back in history asks for the whole page."""
    htmx: Any = getattr(request, "htmx", None)
    return bool(htmx) and not htmx.history_restore_request


def render_page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any] | None = None,
    *,
    partial: str | None = None,
    status: int = 200,
    draft: bool | str = False,
) -> HttpResponse:
    """Render a page, or for an htmx request its template partial `partial` (`template#partial`).

    A form with errors gets `status=422`, with which htmx 4 swaps the answer like any other. With `draft` what is typed
    into its form is kept as a draft, of this page or of the page with the address that is given.
    """
    context = {**(context or {}), "concept": None}
    if draft:
        context["concept"] = place_of(request, draft if isinstance(draft, str) else "")
    name = f"{template}#{partial}" if partial and is_htmx(request) else template
    response = render(request, name, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def add_toast(response: HttpResponse, text: str, *, undo_url: str = "") -> None:
    """Let the page show a short message after this htmx answer, with a button that posts to `undo_url`."""
    response["HX-Trigger"] = json.dumps({"cjg:toast": {"text": text, "undo": undo_url}})


class HtmxRedirectMiddleware:
    """Turn a redirect into `HX-Redirect` for htmx, which would otherwise swap the next page into a part of this one.

    So a view redirects as always, and an expired session leads to the sign-in page and not into a fragment.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if is_htmx(request) and response.status_code in {301, 302, 303, 307, 308}:
            told = HttpResponse(headers={"HX-Redirect": response.headers["Location"]})
            told.cookies = response.cookies
            return told
        return response
