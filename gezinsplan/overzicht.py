"""What coaching says on the overview of a gezin."""

from __future__ import annotations

import datetime
from typing import Any

from cjg.dossier.api import Gezin, OverzichtDeel, visible_to
from gezinsplan.models import Doel, Gezinsplan, Planversie, Traject

MEESTE = 10


def trajecten_of(user: Any, gezin: Gezin, day: datetime.date) -> OverzichtDeel | None:
    """Return the trajecten of a gezin, those that run first, and the goals of the plan in force."""
    queryset: Any = Traject.objects.filter(gezin=gezin).select_related("team")
    rows = visible_to(user, queryset.with_deelnemers().with_aanspreekpunt(day).with_next_evaluatie())
    trajecten = list(rows.order_by("-begindatum", "-pk")[:MEESTE])
    trajecten.sort(key=lambda traject: not traject.is_open)
    plan = Gezinsplan.objects.active_of(gezin).first()
    if not trajecten and plan is None:
        return None
    context = {"trajecten": trajecten, "plan": plan, "doelen": _goals(plan) if plan is not None else []}
    return OverzichtDeel("Hulp en plan", "gezinsplan/overzicht.html", context, tuple(trajecten))


def _goals(plan: Gezinsplan) -> list[Doel]:
    versies = Planversie.objects.filter(plan=plan, status=Planversie.Status.VASTGESTELD).order_by("-nummer")
    return list(Doel.objects.filter(planversie__in=versies[:1]).select_related("voor").order_by("volgorde", "pk"))
