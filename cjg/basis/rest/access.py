"""Who calls the API: tokens and sessions, scopes, and how often one client may come back."""

import time
from typing import TYPE_CHECKING, Any

import pghistory
import redis
from django.core.cache import cache
from oauth2_provider.contrib.rest_framework import OAuth2Authentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from cjg.basis.rest.problem import ApiProblem

if TYPE_CHECKING:  # DRF itself imports this module while it makes APIView
    from rest_framework.views import APIView

WINDOW = 60
PER_CLIENT = 3000
PER_ADDRESS = 300


class BearerAuthentication(OAuth2Authentication):  # type: ignore[misc]  # untyped library
    """OAuth 2.0 tokens. A system (client credentials) acts as the account that its application belongs to.

    That account must be one of a system: nobody's own rights may be lent to a program that way.
    """

    def authenticate(self, request: Request) -> tuple[Any, Any] | None:
        """Return the account and the token, or None without a token; raises `AuthenticationFailed`."""
        if not request.META.get("HTTP_AUTHORIZATION", "").lower().startswith("bearer "):
            return None  # never look for a token in the body or the address
        found = super().authenticate(request)
        if found is None:
            raise AuthenticationFailed
        user, token = found
        if user is None:
            user = token.application.user if token.application else None
            if getattr(user, "soort", None) != "systeem":
                raise AuthenticationFailed
        if not user.is_active:
            raise AuthenticationFailed
        # The middleware opened the context of the row history before anybody was known.
        pghistory.context(gebruiker=str(user.pk))
        return user, token


class HasScope(BasePermission):
    """A token needs `<scope>:lezen` or `<scope>:schrijven` of the view; a browser session is judged by role alone.

    The view names its `scope`; an action that reads by POST (such as `_zoek`) names `scope_reads = True`.
    """

    def has_permission(self, request: Request, view: "APIView") -> bool:
        """Tell whether the caller may come in; raises `ApiProblem` (403) naming the missing scope."""
        if not request.user.is_authenticated:
            return False
        token: Any = request.auth
        if token is None:
            return True
        needed = needed_scope(view, request.method or "GET")
        if needed is None or not token.allow_scopes([needed]):
            raise ApiProblem(
                403,
                "Uw toegangstoken geeft dit recht niet. Vraag een token met de genoemde scope.",
                code="scope-ontbreekt",
                extra={"scopes": [needed] if needed else []},
            )
        return True


def needed_scope(view: "APIView", method: str) -> str | None:
    """Return the scope that a method of a view needs, or None when the view names none (then no token gets in)."""
    scope = getattr(view, "scope", None)
    reads = method in SAFE_METHODS or getattr(view, "scope_reads", False)
    return f"{scope}:{'lezen' if reads else 'schrijven'}" if scope else None


def client_of(request: Request) -> str:
    """Return who is calling, as one text: the account with the application it uses, or the address."""
    if request.user.is_authenticated:
        application = getattr(request.auth, "application_id", None) or "sessie"
        return f"{request.user.pk}/{application}"
    return f"adres/{request.META.get('REMOTE_ADDR', '')}"


class ClientThrottle(BaseThrottle):
    """Counts the requests of one client per minute. Without Valkey nobody is refused."""

    def allow_request(self, request: Request, view: "APIView") -> bool:
        """Tell whether the client is within its share."""
        client = client_of(request)
        limit = PER_ADDRESS if client.startswith("adres/") else PER_CLIENT
        window, self._elapsed = divmod(time.time(), WINDOW)
        key = f"rest-teller:{client}:{int(window)}"
        try:
            cache.add(key, 0, 2 * WINDOW)
            return int(cache.incr(key)) <= limit
        except (ValueError, redis.RedisError):
            return True

    def wait(self) -> float:
        """Return how many seconds until the next share."""
        return WINDOW - self._elapsed
