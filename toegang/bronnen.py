"""What this room gives to the reminder scan: besluiten that must be taken by a day (Awb 4:13)."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, QuerySet, Subquery, UUIDField, Value
from django.db.models.functions import Coalesce
from django.urls import reverse

from cjg.basis.api import open_on
from cjg.organisatie.api import Teamlidmaatschap
from cjg.taken.api import KOLOMMEN, Herinneringsbron, Taaksoort
from toegang.models import Besluit


def _url(besluit_id: UUID) -> str:
    return reverse("toegang:besluit", args=[besluit_id])


def due_besluiten(today: datetime.date, until: datetime.date) -> QuerySet[Any, Any]:
    """Return the besluiten not yet taken that are due up to and including a day, for the scan.

    Who did the onderzoek is reminded; when late also who leads the team of the traject, or of that medewerker.
    """
    teams = Teamlidmaatschap.objects.filter(open_on(today), gebruiker__medewerker=OuterRef("voorbereid_door"))
    rows: Any = Besluit.objects.all()
    return (  # type: ignore[no-any-return]  # a queryset of values
        rows.in_onderzoek()
        .filter(uiterlijk__lte=until)
        .annotate(
            onderwerp_id=F("pk"),
            medewerker_id=F("voorbereid_door_id"),
            team_id=Coalesce(
                "traject__team",
                Subquery(teams.order_by("begindatum", "pk").values("team")[:1]),
                output_field=UUIDField(),
            ),
            titel=Value("Besluit over jeugdhulp nemen"),
        )
        .order_by()
        .values(*KOLOMMEN)
    )


BESLUIT = Taaksoort("besluit", "Besluit", url=_url)
BESLUITEN = Herinneringsbron(BESLUIT, due_besluiten)
