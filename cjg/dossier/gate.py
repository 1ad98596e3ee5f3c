"""The gate for views: the object through `visible_to`, and the log line in the same transaction as what is shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from cjg.dossier.rechten import Recht
from cjg.dossier.toegang import grounds_of, visible_to
from cjg.inzage.api import Handeling, Regel, Resultaat, actor_of, record

STALE = 412  # Precondition Failed: the answer holds both versions
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_ACTION_OF_METHOD = {"POST": Handeling.WIJZIGEN, "PUT": Handeling.WIJZIGEN, "PATCH": Handeling.WIJZIGEN}


class Shown:
    """What one request showed or changed: gathered while the page is made, written as one statement."""

    def __init__(self) -> None:
        self._keys: dict[tuple[UUID | None, UUID | None, str, UUID | None, str, str], None] = {}

    def add(self, objecten: tuple[Any, ...], handeling: str, objectsoort: str | None = None) -> None:
        """Remember objects; each names its persons and dossiers itself, without a query (`getoond`)."""
        for obj in objecten:
            self.add_pairs(obj, obj.getoond(), handeling, objectsoort)

    def add_pairs(
        self,
        obj: Model,
        paren: Iterable[tuple[UUID | None, UUID | None]],
        handeling: str,
        objectsoort: str | None = None,
        grond: str = "",
    ) -> None:
        """Remember an object as shown about these (person, dossier) pairs only, on a ground of its own if it has one."""
        soort = objectsoort or str(obj._meta.verbose_name)
        for persoon_id, gezin_id in paren:
            self._keys[(persoon_id, gezin_id, soort, obj.pk, str(handeling), grond)] = None

    def only_read(self) -> None:
        """Say that nothing was changed after all, only shown."""
        self._keys = {(*key[:4], str(Handeling.LEZEN), *key[5:]): None for key in self._keys}

    def __bool__(self) -> bool:
        return bool(self._keys)

    def write(self, request: HttpRequest, doel: str, grond: str | None = None) -> None:
        """Insert the lines; raises when they cannot be written, so that nothing is shown.

        Without a `grond` it is read per dossier: betrokkenheid, or the kind of grant that holds now.
        """
        if not self._keys:
            return
        regels = [
            Regel(persoon, gezin, soort, obj, handeling, eigen or grond or "")
            for persoon, gezin, soort, obj, handeling, eigen in self._keys
        ]
        gronden = grounds_of(request.user) if grond is None else None
        record(actor=actor_of(request), regels=regels, doel=doel, gronden=gronden)


def record_refusal(request: HttpRequest, objectsoort: str, object_id: UUID | None, doel: str) -> None:
    """Log that somebody was refused, in a transaction of its own: the refused one was rolled back."""
    handeling = Handeling.LEZEN if request.method in SAFE_METHODS else Handeling.WIJZIGEN
    regel = Regel(None, None, objectsoort, object_id, handeling, "geweigerd")
    with transaction.atomic():
        record(actor=actor_of(request), regels=[regel], doel=doel, resultaat=Resultaat.GEWEIGERD)


def lookup_visible(user: Any, queryset: QuerySet[Any], recht: Recht | None, lookup: dict[str, Any]) -> Any:
    """Return one object that this user may reach with a right.

    Raises `Http404` when it is not theirs (or is not there), `PermissionDenied` when it is theirs but the right
    for this is missing.
    """
    try:
        obj = visible_to(user, queryset, Recht.INZIEN).filter(**lookup).first()
    except (ValidationError, ValueError) as fout:
        raise Http404 from fout
    if obj is None:
        raise Http404
    if recht is None:
        raise PermissionDenied("Dit mag u hier niet doen.")
    if recht != Recht.INZIEN and not visible_to(user, queryset.model._base_manager.filter(pk=obj.pk), recht).exists():
        raise PermissionDenied("Dit mag u in dit dossier niet doen. Vraag het aan het vaste aanspreekpunt.")
    return obj


class LoggedView:
    """What every page about persons shares: one transaction, the log lines in it, a refusal logged apart.

    The log lines are written after the page was made and before it leaves; if that fails, it does not leave.
    """

    doel: ClassVar[str] = "hulpverlening"
    grond: ClassVar[str | None] = None
    objectsoort: ClassVar[str] = ""

    request: HttpRequest
    kwargs: dict[str, Any]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Handle a request in one transaction, log what was shown, and log a refusal apart."""
        self._shown = Shown()
        try:
            with transaction.atomic():
                self.check_entry()
                response: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
                if hasattr(response, "render") and callable(response.render):
                    response = response.render()
                self._shown.write(request, self.doel, self.grond)
        except (Http404, PermissionDenied):
            record_refusal(request, self._refused_kind(), self._refused_id(), self.doel)
            raise
        if isinstance(response, HttpResponse):
            response["Cache-Control"] = "no-store"
        return response

    def check_entry(self) -> None:
        """Refuse who has no business here at all, by raising `Http404` or `PermissionDenied`."""

    def show(self, *objecten: Model, objectsoort: str | None = None) -> None:
        """Record that this page shows these objects."""
        self._shown.add(objecten, Handeling.LEZEN, objectsoort)

    def record_change(
        self, *objecten: Model, handeling: Handeling = Handeling.WIJZIGEN, objectsoort: str | None = None
    ) -> None:
        """Record that this request changed, added, removed or printed these objects."""
        self._shown.add(objecten, handeling, objectsoort)

    def show_pairs(
        self,
        obj: Model,
        paren: Iterable[tuple[UUID | None, UUID | None]],
        *,
        handeling: Handeling = Handeling.LEZEN,
        objectsoort: str | None = None,
        grond: str = "",
    ) -> None:
        """Record that this page shows of an object only what is about these (person, dossier) pairs."""
        self._shown.add_pairs(obj, paren, handeling, objectsoort, grond)

    def _refused_kind(self) -> str:
        return self.objectsoort or type(self).__name__

    def _refused_id(self) -> UUID | None:
        waarde = self.kwargs.get("pk")
        return waarde if isinstance(waarde, UUID) else None


class DossierView(LoggedView):
    """Mixin for class-based views of staff on a dossier; put it first. All that it shows goes through `show`.

    `recht` is needed to look, `recht_schrijven` for every other method.
    """

    recht: ClassVar[Recht] = Recht.INZIEN
    recht_schrijven: ClassVar[Recht | None] = None

    @property
    def needed_recht(self) -> Recht | None:
        """The right that this request needs."""
        return self.recht if self.request.method in SAFE_METHODS else self.recht_schrijven

    def get_visible(self, queryset: QuerySet[Any], **lookup: Any) -> Any:
        """Return the object that the request names; 404 when not theirs, 403 when the right is missing."""
        return lookup_visible(self.request.user, queryset, self.needed_recht, lookup or {"pk": self.kwargs["pk"]})

    def visible(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Keep the rows that the user may look at."""
        return visible_to(self.request.user, queryset, self.recht)


class LoggedViewSetMixin:
    """What every REST resource about persons shares, as `LoggedView` for pages; put it first.

    Listing, reading, adding and changing are logged by themselves from what the serializer was given; a request that
    failed leaves nothing but its refusal.
    """

    doel: ClassVar[str] = "hulpverlening"
    grond: ClassVar[str | None] = None

    request: Any
    kwargs: dict[str, Any]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Handle a request in one transaction; roll it back and log the refusal when it failed."""
        self._shown = Shown()
        with transaction.atomic():
            response: Any = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
            if response.status_code >= 400:
                transaction.set_rollback(True)
            else:
                response.render()
                self._shown.write(self.request, self.doel, self.grond)
        if response.status_code == STALE and self._shown:
            self._log_both_versions()
        if response.status_code in (403, 404):
            record_refusal(self.request, type(self).__name__, _as_uuid(self.kwargs.get("pk")), self.doel)
        return response  # type: ignore[no-any-return]

    def _log_both_versions(self) -> None:
        # the edit was rolled back, but its answer shows the object as somebody else left it
        self._shown.only_read()
        with transaction.atomic():
            self._shown.write(self.request, self.doel, self.grond)

    def paginate_queryset(self, queryset: Any) -> Any:
        """Cut a page, and record what is on it as shown."""
        page = super().paginate_queryset(queryset)  # type: ignore[misc]
        self.show_page(page or ())
        return page

    def show_page(self, page: Iterable[Any]) -> None:
        """Record every object of a page as shown."""
        self._shown.add(tuple(page), Handeling.LEZEN)

    def record_change(self, *objecten: Model, handeling: Handeling = Handeling.WIJZIGEN) -> None:
        """Record that this request changed or added these objects."""
        self._shown.add(objecten, handeling)


class DossierViewSetMixin(LoggedViewSetMixin):
    """The gate for REST viewsets of dossiers; put it first. `get_queryset` must start from `self.visible(...)`."""

    recht: ClassVar[Recht] = Recht.INZIEN
    recht_schrijven: ClassVar[Recht | None] = None

    @property
    def needed_recht(self) -> Recht | None:
        """The right that this request needs."""
        return self.recht if self.request.method in SAFE_METHODS else self.recht_schrijven

    def visible(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Keep the rows that the user may look at."""
        return visible_to(self.request.user, queryset, self.recht)

    def get_object(self) -> Any:
        """Return the object that the path names; 404 when not theirs, 403 when the right is missing."""
        obj = lookup_visible(
            self.request.user,
            self.get_queryset(),  # type: ignore[attr-defined]
            self.needed_recht,
            {"pk": self.kwargs["pk"]},
        )
        self._shown.add((obj,), _ACTION_OF_METHOD.get(self.request.method, Handeling.LEZEN))
        return obj


def _as_uuid(waarde: Any) -> UUID | None:
    try:
        return UUID(str(waarde)) if waarde else None
    except ValueError:
        return None
