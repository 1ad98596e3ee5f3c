"""Who is away, and who takes over: the replacement sees the work of the absent colleague in that period only."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from cjg.organisatie.models import Afwezigheid, Medewerker


@transaction.atomic
def end_afwezigheid(*, afwezigheid: Afwezigheid, einddatum: datetime.date) -> Afwezigheid:
    """End an absence: `einddatum` is the last day away. Raises `ValidationError` for a day before its begin."""
    afwezigheid.einddatum = einddatum
    afwezigheid.full_clean()
    afwezigheid.save(update_fields=["einddatum"])
    return afwezigheid


@transaction.atomic
def register_afwezigheid(
    *,
    medewerker: Medewerker,
    reden: str,
    begindatum: datetime.date,
    einddatum: datetime.date | None,
    vervanger: Medewerker | None,
) -> Afwezigheid:
    """Record an absence; the replacement sees the work of the absent colleague in that period.

    Raises `ValidationError` when it overlaps another absence, the replacement is the absent one, does not work here
    any more or is away in that period too.
    """
    if vervanger is not None:
        _check_is_there(vervanger, begindatum, einddatum)
    afwezigheid = Afwezigheid(
        medewerker=medewerker, reden=reden, begindatum=begindatum, einddatum=einddatum, vervanger=vervanger
    )
    afwezigheid.full_clean()
    afwezigheid.save()
    return afwezigheid


def _check_is_there(vervanger: Medewerker, begindatum: datetime.date, einddatum: datetime.date | None) -> None:
    last = vervanger.laatste_werkdag
    if not vervanger.gebruiker.is_active or (last is not None and last < (einddatum or begindatum)):
        raise ValidationError({"vervanger": f"{vervanger} is dan uit dienst. Kies een andere vervanger."})
    until = Q(begindatum__lte=einddatum) if einddatum else Q()
    away = Afwezigheid.objects.filter(until, Q(einddatum__isnull=True) | Q(einddatum__gte=begindatum))
    if away.filter(medewerker=vervanger).exists():
        raise ValidationError({"vervanger": f"{vervanger} is dan ook afwezig. Kies een andere vervanger."})


@transaction.atomic
def change_vervanger(*, afwezigheid: Afwezigheid, vervanger: Medewerker | None) -> Afwezigheid:
    """Let somebody else take over from now on. Raises `ValidationError` as `register_afwezigheid` does."""
    if vervanger is not None:
        _check_is_there(vervanger, afwezigheid.begindatum, afwezigheid.einddatum)
    afwezigheid.vervanger = vervanger
    afwezigheid.full_clean()
    afwezigheid.save(update_fields=["vervanger"])
    return afwezigheid
