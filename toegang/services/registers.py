"""Keeping the registers: aanbieders, contracts, mandates and the data for letters."""

from __future__ import annotations

import datetime
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model

from cjg.basis.api import bump_versie
from cjg.organisatie.api import Gemeente
from toegang.models import Aanbieder, Besluit, Briefgegevens, Contract, Mandaat

M = TypeVar("M", bound=Model)


@transaction.atomic
def add_aanbieder(*, naam: str, agb_code: str, telefoon: str = "") -> Aanbieder:
    """Add an aanbieder. Raises `ValidationError` for a code that is not eight digits or is known already."""
    return _save(Aanbieder(naam=naam.strip(), agb_code=agb_code, telefoon=telefoon))


@transaction.atomic
def add_contract(**values: Any) -> Contract:
    """Add a contract; the fields are those of `Contract`. Raises `ValidationError`, also for an overlap in time."""
    return _save(Contract(**values))


@transaction.atomic
def add_mandaat(**values: Any) -> Mandaat:
    """Give a role a power; the fields are those of `Mandaat`. Raises `ValidationError`, also for an overlap."""
    return _save(Mandaat(**values))


@transaction.atomic
def end_mandaat(*, mandaat: Mandaat, einddatum: datetime.date) -> Mandaat:
    """End a mandate; it holds up to and including its last day.

    Raises `ValidationError` for a day before its beginning, or before the last besluit that was taken under it.
    """
    mandaat = Mandaat.objects.select_for_update().get(pk=mandaat.pk)
    if einddatum < mandaat.begindatum:
        raise ValidationError({"einddatum": "Deze dag ligt voor het begin van het mandaat."})
    if Besluit.objects.filter(mandaat=mandaat, genomen_op__gt=einddatum).exists():
        raise ValidationError(
            {"einddatum": "Na deze dag is nog een besluit genomen met dit mandaat. Kies een latere dag."}
        )
    mandaat.einddatum = einddatum
    mandaat.save(update_fields=["einddatum"])
    return mandaat


@transaction.atomic
def save_briefgegevens(*, gemeente: Gemeente, expected_versie: int, **values: Any) -> Briefgegevens:
    """Set what letters of a gemeente say; letters already sent stay as they are.

    Raises `ValidationError` (per field), `StaleVersion` when somebody else changed it.
    """
    gegevens = Briefgegevens.objects.filter(gemeente=gemeente).first()
    if gegevens is None:
        return _save(Briefgegevens(gemeente=gemeente, **values))
    bump_versie(gegevens, expected_versie)
    for name, value in values.items():
        setattr(gegevens, name, value)
    gegevens.full_clean()
    gegevens.save(update_fields=list(values))
    return gegevens


def _save(row: M) -> M:
    row.full_clean()
    row.save(force_insert=True)
    return row
