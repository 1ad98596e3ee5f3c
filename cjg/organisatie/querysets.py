"""Reads of the organisation that other rooms need."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied

from cjg.basis.api import open_on
from cjg.organisatie.models import Afwezigheid, Medewerker


def medewerker_of(user: Any) -> Medewerker:
    """Return the medewerker who acts with an account.

    Raises PermissionDenied for an account that is nobody's, such as a system: a medewerker answers for what is written.
    """
    medewerker = Medewerker.objects.filter(gebruiker=user.pk).first()
    if medewerker is None:
        raise PermissionDenied("Dit doet een medewerker, niet een systeem.")
    return medewerker


def replacement_of(medewerker_id: UUID, day: datetime.date) -> UUID:
    """Return who acts for a medewerker on a day: the replacement while absent, else the medewerker.

    One step only: a replacement who is away as well keeps the work, so that it never goes round in circles.
    """
    vervanger: UUID | None = (
        Afwezigheid.objects.filter(open_on(day), medewerker_id=medewerker_id, vervanger__isnull=False)
        .values_list("vervanger_id", flat=True)
        .first()
    )
    return vervanger or medewerker_id
