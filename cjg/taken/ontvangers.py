"""Who gets a reminder: teamleiders per team, and who is away with or without a replacement."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import F, QuerySet

from cjg.basis.api import open_on
from cjg.organisatie.api import Afwezigheid, Rol, Teamlidmaatschap


def teamleiders(day: datetime.date) -> QuerySet[Teamlidmaatschap, Any]:
    """Return `team_id`, `leider` (a medewerker): who leads which team on a day."""
    return (
        Teamlidmaatschap.objects.filter(
            open_on(day),
            open_on(day, "gebruiker__roltoekenningen__"),
            gebruiker__roltoekenningen__rol=Rol.TEAMLEIDER,
            gebruiker__is_active=True,
            gebruiker__medewerker__isnull=False,
        )
        .annotate(leider=F("gebruiker__medewerker"))
        .values("team_id", "leider")
        .distinct()
    )


def absent_medewerkers(day: datetime.date) -> QuerySet[Afwezigheid, Any]:
    """Return `medewerker_id`, `vervanger_id` (or nobody) of who is away on a day."""
    return Afwezigheid.objects.filter(open_on(day)).values("medewerker_id", "vervanger_id")
