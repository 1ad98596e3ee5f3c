"""Asking somebody whether an application may act for them (OAuth 2.0, authorization code with PKCE)."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from oauth2_provider.views import AuthorizationView


class ToestemmingView(AuthorizationView):  # type: ignore[misc]  # untyped library
    """The page with that question, in our own layout.

    After the answer the browser goes to the application. Browsers hold that redirect to `form-action` too, so the
    application's own origin is added to it, for this page alone.
    """

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer as the library does, with the application's origin in the policy."""
        response: Any = super().dispatch(request, *args, **kwargs)
        redirect_uri = getattr(response, "context_data", None) and response.context_data.get("redirect_uri")
        if redirect_uri:
            response._csp_update = {"form-action": [_origin(redirect_uri)]}  # noqa: SLF001 - as the decorators of django-csp do
        return response  # type: ignore[no-any-return]  # untyped library


def _origin(uri: str) -> str:
    parts = urlsplit(uri)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else f"{parts.scheme}:"
