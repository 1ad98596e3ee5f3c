"""About whom a client may see who looked: the same for pages and for the API."""

from __future__ import annotations

from uuid import UUID

from cjg.dossier.api import Clientaccount, ClientEntry, Persoon, Rubriek, hidden_objects, may_see_by_age


def about_whom(view: ClientEntry) -> dict[UUID, Persoon]:
    """Return about whom this client may see who looked: themselves from 12 years, and the jeugdigen of the rules."""
    zelf = view.persoon
    verborgen = hidden_objects(zelf, Rubriek.INZAGE.value, view.day)
    old_enough = may_see_by_age(zelf=True, heeft_gezag=False, leeftijd=zelf.age_on(view.day))
    eigen = [zelf] if old_enough and not verborgen & {zelf.pk, None} else []
    return {persoon.pk: persoon for persoon in [*eigen, *view.jeugdigen(Rubriek.INZAGE)]}


def youths_own_accounts(view: ClientEntry) -> list[UUID]:
    """Return the accounts of the jeugdigen about whom this client reads, but is not: youths are not watched."""
    anderen = [jeugdige for jeugdige in view.jeugdigen(Rubriek.INZAGE) if jeugdige != view.persoon]
    return list(Clientaccount.objects.filter(persoon__in=anderen).values_list("gebruiker_id", flat=True))
