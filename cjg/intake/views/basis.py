"""What the screens of the intake have in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from cjg.basis.api import InvalidCursorError, KeysetPage, Tab, keyset_page
from cjg.intake.rules import RULES
from cjg.organisatie.api import allowed, require


class RuleView:
    """Mixin that asks the table of rules before anything else; put it before the view."""

    action: ClassVar[str]
    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse who may not do this, whatever the address says."""
        require(RULES, request.user, self.action)
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc,no-any-return]


def read_page(request: HttpRequest, queryset: QuerySet[Any], order: Sequence[str]) -> KeysetPage[Any]:
    """Return the page that the address asks for; a cursor that no longer fits gives the first page."""
    try:
        return keyset_page(queryset, order=order, cursor=request.GET.get("cursor", ""))
    except InvalidCursorError:
        return keyset_page(queryset, order=order)


def contact_tabs(user: Any, current: str) -> list[Tab]:
    """Return the pages about contactmomenten that this user may open."""
    paginas = [
        ("Vastleggen", "intake:contactmoment-nieuw", "contactmoment.vastleggen"),
        ("Mijn dag", "intake:contactmomenten-dag", "contactmoment.vastleggen"),
        ("Alle contacten", "intake:contactmomenten", "contactmoment.inzien"),
    ]
    return [Tab(label, reverse(naam), naam == current) for label, naam, regel in paginas if allowed(RULES, user, regel)]


def intake_tabs(user: Any, current: str) -> list[Tab]:
    """Return the pages about aanmeldingen that this user may open."""
    paginas = [
        ("Aanmeldingen", "intake:aanmeldingen", "wachtlijst.inzien"),
        ("Wachtlijst", "intake:wachtlijst", "wachtlijst.inzien"),
    ]
    return [Tab(label, reverse(naam), naam == current) for label, naam, regel in paginas if allowed(RULES, user, regel)]
