"""What a client may see: computed from age, gezag and what was hidden, never stored as a row."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.db.models import Q

from cjg.basis.api import open_on
from cjg.dossier.leeftijd import Rubriek, may_see_by_age
from cjg.dossier.models import Afscherming, Gezag, Gezinslid, Persoon
from cjg.dossier.models.gezin import GEZAG_BEVOEGD, JEUGDIGE_ROLLEN


def jeugdigen_of_client(persoon: Persoon, rubriek: Rubriek, day: datetime.date) -> list[Persoon]:
    """Return the jeugdigen about whom this person may see a part of the dossier on a day, eldest first.

    The person is one of them when old enough. Three statements, whatever the size of the gezin.
    """
    onder_gezag = set(
        Gezag.objects.filter(open_on(day), gezagsdrager=persoon, soort__in=GEZAG_BEVOEGD).values_list(
            "jeugdige_id", flat=True
        )
    )
    jeugdigen = (
        Persoon.objects.filter(Q(pk__in=onder_gezag) | Q(pk=persoon.pk))
        .filter(gezinslidmaatschappen__in=Gezinslid.objects.filter(open_on(day), rol__in=JEUGDIGE_ROLLEN))
        .order_by("geboortedatum", "pk")
        .distinct()
    )
    hidden = hidden_objects(persoon, rubriek.value, day)
    return [
        jeugdige
        for jeugdige in jeugdigen
        if may_see_by_age(
            zelf=jeugdige.pk == persoon.pk, heeft_gezag=jeugdige.pk in onder_gezag, leeftijd=jeugdige.age_on(day)
        )
        and jeugdige.pk not in hidden
        and None not in hidden
    ]


def client_may_see(
    persoon: Persoon, jeugdige: Persoon, rubriek: Rubriek, day: datetime.date, *, object_id: UUID | None = None
) -> bool:
    """Tell whether a client may see a part of the dossier about a jeugdige, or one object (goal, note) in it."""
    if jeugdige.pk not in {kind.pk for kind in jeugdigen_of_client(persoon, rubriek, day)}:
        return False
    return object_id is None or object_id not in hidden_objects(persoon, None, day)


def hidden_objects(persoon: Persoon, objectsoort: str | None, day: datetime.date) -> set[UUID | None]:
    """Return what is hidden from a person on a day: ids of one kind (None among them: all of that kind)."""
    rows = Afscherming.objects.filter(open_on(day), persoon=persoon)
    if objectsoort is not None:
        rows = rows.filter(objectsoort=objectsoort)
    return set(rows.values_list("object_id", flat=True))
