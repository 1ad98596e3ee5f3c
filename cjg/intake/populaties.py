"""Populations for the quarterly report: what an indicator counts, without who may see it.

Anonymous contacts and counts of a wachtlijst; a report shows numbers only (`indicatoren.md`).
"""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import QuerySet

from cjg.basis.api import Periode
from cjg.intake.models import Aanmelding, Contactmoment, Wachtlijstplaats


def contactmomenten_in(periode: Periode, gemeente: str | None = None) -> QuerySet[Contactmoment]:
    """Return the contacts of a period by `datum`, of one gemeente or (None) of the region.

    IA-1: filter `kanaal="centraal-nummer"`. IA-2: `.answered()`; IA-2b: the sum of `aantal_bereikt` over those with
    `kanaal="groepsbijeenkomst"`. Breakdowns: `datum`, `wijk`, `themas`, `vraagsteller`, `medewerkersrol`, `kanaal`,
    `vindplaats`, `leeftijdsgroep`. `aangemaakt_op` tells what was entered late.
    """
    queryset: Any = Contactmoment.objects.all()
    return queryset.in_period(periode).of_gemeente(gemeente)  # type: ignore[no-any-return]


def wachtlijst_on(day: datetime.date, gemeente: str | None = None) -> QuerySet[Wachtlijstplaats]:
    """Return the places that wait at the end of a day, with `wachttijd`, `urgentie_rang` and `gemeente_code` (GC-14).

    The gemeente is that of the jeugdige first named in the aanmelding, on that day. `wachttijd` runs from the date
    of the aanmelding.
    """
    queryset: Any = Wachtlijstplaats.objects.all()
    rows = queryset.waiting_on(day).with_order().with_waiting_days(day).with_gemeente_on(day)
    return rows if gemeente is None else rows.filter(gemeente_code=gemeente)  # type: ignore[no-any-return]


def aanmeldingen_of(periode: Periode, gemeente: str | None = None) -> QuerySet[Aanmelding]:
    """Return the aanmeldingen that came in during a period, with `gemeente_code` on its last day."""
    queryset: Any = Aanmelding.objects.filter(datum__gte=periode.begin, datum__lt=periode.einde)
    rows = queryset.with_gemeente_on(periode.last_day)
    return rows if gemeente is None else rows.filter(gemeente_code=gemeente)  # type: ignore[no-any-return]
