"""What reports need to know of a person, without a day fixed beforehand: each row brings its own."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from cjg.dossier.models import VerantwoordelijkeGemeente


def gemeente_at(persoon: QuerySet[Any] | OuterRef | Subquery, day: str) -> Subquery:
    """Return the responsible gemeente (CBS code) of a person on the day in the column `day` of the outer query.

    `persoon` is how the outer query reaches the person: an `OuterRef` or a subquery of one key. Empty where none is
    known. Source: Jeugdwet 1.1 (woonplaatsbeginsel); indicatoren.md, rules for all.
    """
    holds = Q(begindatum__lte=OuterRef(day)) & (Q(einddatum__isnull=True) | Q(einddatum__gte=OuterRef(day)))
    rows: Any = VerantwoordelijkeGemeente.objects
    return Subquery(rows.filter(holds, persoon=persoon).values("gemeente_id")[:1])
