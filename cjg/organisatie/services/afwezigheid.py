"""Who is away, and who takes over: the replacement sees the work of the absent colleague in that period only."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from cjg.organisatie.models import Afwezigheid, Gebruiker, Medewerker
from cjg.organisatie.rules import RULES, allowed


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
    door: Gebruiker,
) -> Afwezigheid:
    """Record an absence; the replacement sees the work of the absent colleague in that period.

    Raises `ValidationError` when it overlaps another absence, the replacement is the absent one, does not work here
    any more or is away in that period too, or is who records this and may not take over.
    """
    if vervanger is not None:
        _check_may_take_over(vervanger, medewerker, door)
        _check_is_there(vervanger, begindatum, einddatum)
    afwezigheid = Afwezigheid(
        medewerker=medewerker, reden=reden, begindatum=begindatum, einddatum=einddatum, vervanger=vervanger
    )
    afwezigheid.full_clean()
    afwezigheid.save()
    return afwezigheid


def _check_may_take_over(vervanger: Medewerker, medewerker: Medewerker, door: Gebruiker) -> None:
    """Nobody opens dossiers for themselves: a teamleider may take over in the own team, others are named."""
    is_self = vervanger.gebruiker_id == door.pk
    if is_self and not allowed(RULES, door, "afwezigheid.zelf overnemen", medewerker):
        raise ValidationError({"vervanger": "U kunt uzelf niet als vervanger kiezen. Vraag het een collega."})


def _check_is_there(vervanger: Medewerker, begindatum: datetime.date, einddatum: datetime.date | None) -> None:
    last = vervanger.laatste_werkdag
    if not vervanger.gebruiker.is_active or (last is not None and last < (einddatum or begindatum)):
        raise ValidationError({"vervanger": f"{vervanger} is dan uit dienst. Kies een andere vervanger."})
    until = Q(begindatum__lte=einddatum) if einddatum else Q()
    away = Afwezigheid.objects.filter(until, Q(einddatum__isnull=True) | Q(einddatum__gte=begindatum))
    if away.filter(medewerker=vervanger).exists():
        raise ValidationError({"vervanger": f"{vervanger} is dan ook afwezig. Kies een andere vervanger."})


@transaction.atomic
def change_vervanger(*, afwezigheid: Afwezigheid, vervanger: Medewerker | None, door: Gebruiker) -> Afwezigheid:
    """Let somebody else take over from now on. Raises `ValidationError` as `register_afwezigheid` does."""
    if vervanger is not None:
        _check_may_take_over(vervanger, afwezigheid.medewerker, door)
        _check_is_there(vervanger, afwezigheid.begindatum, afwezigheid.einddatum)
    afwezigheid.vervanger = vervanger
    afwezigheid.full_clean()
    afwezigheid.save(update_fields=["vervanger"])
    return afwezigheid
