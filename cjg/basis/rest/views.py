"""The base of every REST resource: one transaction per POST, versions by ETag, no unknown query parameters."""

import re
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import transaction
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from rest_framework import viewsets
from rest_framework.exceptions import PermissionDenied
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.routers import SimpleRouter

from cjg.basis.models import Versioned
from cjg.basis.rest.access import client_of
from cjg.basis.rest.pagination import bad_parameter
from cjg.basis.rest.problem import ApiProblem
from cjg.basis.rest.replay import Replay, begin, check_key, finish

if TYPE_CHECKING:
    _GenericViewSet = viewsets.GenericViewSet[Any]
else:  # DRF's class takes no parameters at run time
    _GenericViewSet = viewsets.GenericViewSet

_ETAG = re.compile(r'(?:W/)?"(\d{1,9})"')


class ApiRouter(SimpleRouter):
    """Routes without a trailing slash; objects by uuid; actions as last segment (`url_path="_vaststellen"`)."""

    def __init__(self) -> None:
        super().__init__(trailing_slash=False, use_regex_path=False)


class ApiViewSet(_GenericViewSet):
    """Base of the viewsets of the API; the gate's mixin of `cjg.dossier` goes before it.

    `scope`: resource name of the OAuth scopes. `ordering`: total order of the list. `query_params`: filters beside
    those of `filterset_class`; any other parameter is refused, so that a typing error never shows everything. `is_open`:
    for everybody, without signing in.
    """

    http_method_names = ["get", "head", "post", "patch"]
    lookup_value_converter = "uuid"
    scope: ClassVar[str | None] = None
    scope_reads: bool = False
    is_open: ClassVar[bool] = False
    ordering: ClassVar[tuple[str, ...]] = ("-id",)
    query_params: ClassVar[frozenset[str]] = frozenset()
    _replay: Replay | None = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Handle a POST in one transaction with its Idempotency-Key, so that both stay or neither does."""
        if request.method != "POST":
            return super().dispatch(request, *args, **kwargs)
        with transaction.atomic():
            response = super().dispatch(request, *args, **kwargs)
            if response.status_code >= 400:
                transaction.set_rollback(True)
            else:
                self._finish(response)
        return response

    def _finish(self, response: HttpResponseBase) -> None:
        if self._replay is not None and self._replay.is_first:
            finish(self._replay, response)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Let DRF check who and whether; then the query, and whether this POST was done before."""
        super().initial(request, *args, **kwargs)
        self._check_query(request)
        if request.method == "POST" and (key := request.headers.get("Idempotency-Key")) is not None:
            self._replay = begin(client_of(request), check_key(key), request.path, request.data)
            if not self._replay.is_first:
                self.check_replay(self._replay)
                raise _ReplayedError

    def handle_exception(self, exc: Exception) -> Response:
        """Answer a repeated POST with its first answer."""
        if isinstance(exc, _ReplayedError) and self._replay is not None:
            return self._replay.response()
        return super().handle_exception(exc)

    def check_replay(self, replay: Replay) -> None:
        """See whether the caller may still see what the first answer was about: rights can have gone meanwhile.

        Looks the object up again through `get_object`, so that the gate of a dossier judges and logs it. A resource
        that its maker can't read (an anonymous contact) overrides this.
        """
        if not hasattr(self, "retrieve"):
            return
        if replay.object_id is not None:
            self.kwargs.setdefault("pk", replay.object_id)
        if "pk" in self.kwargs:
            self.get_object()

    def get_permissions(self) -> Any:
        """Return who may come in."""
        return [AllowAny()] if self.is_open else super().get_permissions()

    def get_serializer(self, *args: Any, **kwargs: Any) -> Any:
        """Return the serializer, and remember it for the ETag of the object that it shows."""
        self._serializer = super().get_serializer(*args, **kwargs)
        return self._serializer

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """Add the ETag of the object that was shown, and where an object that was made stands."""
        response = super().finalize_response(request, response, *args, **kwargs)
        if response.status_code == 201 and hasattr(self, "retrieve"):
            response.setdefault("Location", request.build_absolute_uri(f"{request.path}/{response.data['uuid']}"))
        shown = getattr(getattr(self, "_serializer", None), "instance", None)
        if isinstance(shown, Versioned) and response.status_code < 400:
            response.setdefault("ETag", f'"{shown.versie}"')
        return response

    def expected_version(self) -> int:
        """Return the version that this edit started from, out of `If-Match`; raises `ApiProblem` (428 or 400)."""
        header = self.request.headers.get("If-Match")
        if header is None:
            raise ApiProblem(428)
        match = _ETAG.fullmatch(header.strip())
        if match is None:
            raise ApiProblem(
                400, "If-Match klopt niet. Stuur de ETag mee die u bij het ophalen kreeg.", code="if-match-ongeldig"
            )
        return int(match[1])

    def current_representation(self) -> Any:
        """Return the object as it is now, for a stale edit; None for who may not see it."""
        try:
            instance = self.get_object()
        except (Http404, PermissionDenied, ApiProblem):
            return None
        return super().get_serializer(instance).data

    def _check_query(self, request: Request) -> None:
        action = getattr(self, "action", None)
        if action is None:
            return  # there is no such method here: that is the answer
        known = set(self.query_params)
        if action == "list":
            known |= {"cursor", "pageSize"}
            known |= set(getattr(getattr(self, "filterset_class", None), "base_filters", ()))
        for name in request.query_params:
            if name not in known:
                raise bad_parameter(name[:40], "Deze parameter bestaat niet.", "onbekende-parameter")
            if "\x00" in request.query_params[name]:
                raise bad_parameter(name, "Nultekens zijn niet toegestaan.")


class _ReplayedError(Exception):
    """This POST was done before: the first answer goes out again."""
