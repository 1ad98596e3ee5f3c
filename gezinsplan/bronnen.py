"""What this room gives to the reminder scan: evaluations that are due."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import UUID

from django.db.models import Case, CharField, F, QuerySet, Value, When
from django.urls import reverse

from cjg.taken.api import KOLOMMEN, Herinneringsbron, Taaksoort
from gezinsplan.models import Evaluatie
from gezinsplan.services.evaluatie import AKKOORD_TAAK


def _url(evaluatie_id: UUID) -> str:
    return reverse("gezinsplan:evaluatie", args=[evaluatie_id])


def due_evaluaties(today: datetime.date, until: datetime.date) -> QuerySet[Any, Any]:
    """Return the planned evaluations of running trajecten due up to and including a day, for the scan."""
    titel = Case(
        *(
            When(soort=soort, then=Value(f"Evaluatie {soort.label.lower()} houden"))
            for soort in (Evaluatie.Soort.DRIE_MAANDEN, Evaluatie.Soort.ZES_MAANDEN)
        ),
        default=Value("Evaluatie houden"),
        output_field=CharField(),
    )
    rows: Any = Evaluatie.objects.all()
    return (  # type: ignore[no-any-return]  # a queryset of values
        rows.planned()
        .filter(uiterlijk__lte=until)
        .with_aanspreekpunt(today)
        .annotate(
            onderwerp_id=F("pk"),
            gezin_id=F("traject__gezin_id"),
            team_id=F("traject__team_id"),
            titel=titel,
        )
        .order_by()
        .values(*KOLOMMEN)
    )


EVALUATIE = Taaksoort("evaluatie", "Evaluatie", url=_url)
AKKOORD = Taaksoort(AKKOORD_TAAK, "Akkoord teamleider", url=_url)
EVALUATIES = Herinneringsbron(EVALUATIE, due_evaluaties)
