"""Reading the log back: the lines about some persons, and the same thing several times on one day as one."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Case, Count, Max, Min, Q, QuerySet, Value, When
from django.db.models.functions import TruncDate

from cjg.basis.api import AMSTERDAM
from cjg.inzage.models import Inzageregel

MEEST_PER_LIJST = 500
NOOD = "nood"


@dataclass(frozen=True, slots=True)
class Samengevat:
    """What one actor did with one kind of thing about one person on one day (NEN 7513: who, what, when, why)."""

    dag: datetime.date
    eerst: datetime.datetime
    laatst: datetime.datetime
    aantal: int
    actor_id: UUID | None
    actor_naam: str
    rol: str
    organisatie: str
    persoon_id: UUID | None
    objectsoort: str
    handeling: str
    doel: str
    grond: str
    noodtoegang: bool


def lines_about(persoon_ids: Iterable[UUID], *, without_actors: Iterable[UUID] = ()) -> QuerySet[Inzageregel]:
    """Return what was shown or changed about these persons; refusals showed nothing and are left out."""
    regels = Inzageregel.objects.filter(persoon_id__in=list(persoon_ids), resultaat=Inzageregel.Resultaat.GELUKT)
    return regels.exclude(actor_id__in=list(without_actors)) if without_actors else regels


def is_break_glass() -> Case:
    """Return the expression that a line was written under break-glass."""
    nood = Q(grond=NOOD) | Q(handeling=Inzageregel.Handeling.NOODTOEGANG)
    return Case(When(nood, then=Value(True)), default=Value(False), output_field=BooleanField())


def merge_by_day(regels: QuerySet[Inzageregel], *, limit: int = MEEST_PER_LIJST) -> list[Samengevat]:
    """Return lines with the repeats of one day merged, newest first; one statement."""
    velden = ("actor_id", "actor_naam", "rol", "organisatie", "persoon_id", "objectsoort", "handeling", "doel", "grond")
    rijen: Any = (
        regels.order_by()
        .annotate(dag=TruncDate("tijdstip", tzinfo=AMSTERDAM), noodtoegang=is_break_glass())
        .values("dag", "noodtoegang", *velden)
        .annotate(eerst=Min("tijdstip"), laatst=Max("tijdstip"), aantal=Count("verzoek_id", distinct=True))
        .order_by("-laatst", "persoon_id", "objectsoort", "handeling")
    )
    return [Samengevat(**rij) for rij in rijen[:limit]]
