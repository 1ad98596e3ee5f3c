"""The gate for clients: who signs in as a person of a dossier, and what that person is shown of it.

It stands beside `DossierView` and follows the same rules: nothing is shown without its line in the log, and what is
not theirs does not exist. Staff get nothing here either: they look through their own gate.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any, ClassVar
from uuid import UUID

from django.db.models import Model
from django.http import Http404

from cjg.basis.api import open_on, today
from cjg.dossier.clienttoegang import jeugdigen_of_client
from cjg.dossier.gate import LoggedView, LoggedViewSetMixin
from cjg.dossier.leeftijd import Rubriek
from cjg.dossier.models import Clientaccount, Gezinslid, Persoon
from cjg.inzage.api import Handeling

GROND = "client"


def persoon_of_client(user: Any) -> Persoon | None:
    """Return the person that signs in with this account, or None for anybody who is not an active client."""
    if not (user.is_authenticated and user.is_active and user.is_client):
        return None
    account = Clientaccount.objects.filter(gebruiker_id=user.pk).select_related("persoon").first()
    return account.persoon if account else None


def gezinnen_of(personen: Iterable[Persoon], day: datetime.date) -> dict[UUID, list[UUID]]:
    """Return per person the gezinnen that they are in on a day; one statement."""
    leden = Gezinslid.objects.filter(open_on(day), persoon__in=list(personen)).order_by("gezin_id")
    gevonden: dict[UUID, list[UUID]] = {}
    for persoon_id, gezin_id in leden.values_list("persoon_id", "gezin_id"):
        gevonden.setdefault(persoon_id, []).append(gezin_id)
    return gevonden


class ClientEntry:
    """What pages and REST views for clients share: the person, and about whom they may see which part."""

    doel: ClassVar[str] = "eigen dossier"
    grond: ClassVar[str | None] = GROND

    request: Any
    persoon: Persoon

    def check_entry(self) -> None:
        """Let in only a client with a person; for everybody else this page does not exist."""
        persoon = persoon_of_client(self.request.user)
        if persoon is None:
            raise Http404
        self.persoon = persoon
        self.day = today()
        self._jeugdigen: dict[Rubriek, list[Persoon]] = {}

    def jeugdigen(self, rubriek: Rubriek) -> list[Persoon]:
        """Return the jeugdigen about whom this client may see a part of the dossier today, eldest first."""
        if rubriek not in self._jeugdigen:
            self._jeugdigen[rubriek] = jeugdigen_of_client(self.persoon, rubriek, self.day)
        return self._jeugdigen[rubriek]

    def show_about(
        self,
        obj: Model,
        personen: Iterable[UUID],
        gezin_id: UUID | None,
        *,
        handeling: Handeling = Handeling.LEZEN,
    ) -> None:
        """Record that this page shows an object as far as it is about these persons, and nothing of others in it."""
        paren = [(persoon_id, gezin_id) for persoon_id in personen]
        self._shown.add_pairs(obj, paren, handeling)  # type: ignore[attr-defined]  # of the view that it is mixed into


class ClientView(ClientEntry, LoggedView):
    """Mixin for class-based views for clients; put it first."""


class ClientViewSetMixin(ClientEntry, LoggedViewSetMixin):
    """The gate for REST viewsets for clients; put it first."""

    def initial(self, request: Any, *args: Any, **kwargs: Any) -> None:
        """Let the frame see who is asking, then let in only a client with a person."""
        super().initial(request, *args, **kwargs)  # type: ignore[misc]
        self.check_entry()
