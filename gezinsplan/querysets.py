"""Reads of coaching: trajecten, plans and evaluations."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from typing import Self
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q, Subquery

from cjg.basis.api import Periode, PeriodQuerySet, open_on
from cjg.dossier.api import Gezin


class TrajectQuerySet(PeriodQuerySet["Traject"]):  # type: ignore[name-defined]  # a cycle with models
    """Reads of trajecten."""

    def running(self) -> Self:
        """Keep those without an end."""
        return self.filter(einddatum__isnull=True)

    def open_in(self, periode: Periode) -> Self:
        """Keep those open in a half-open period (indicatoren): begun before its end, not ended before its begin."""
        still = Q(einddatum__isnull=True) | Q(einddatum__gte=periode.begin)
        return self.filter(still, begindatum__lt=periode.einde)

    def with_deelnemers(self) -> Self:
        """Read along who takes part, the one first named first."""
        deelnames = apps.get_model("gezinsplan", "TrajectDeelname").objects.select_related("persoon")
        return self.prefetch_related(Prefetch("deelnames", queryset=deelnames.order_by("volgorde", "pk")))

    def with_aanspreekpunt(self, day: datetime.date) -> Self:
        """Add `aanspreekpunt_id` and `aanspreekpunt_naam`: the vast aanspreekpunt on a day, or the last one."""
        rows = apps.get_model("gezinsplan", "Aanspreekpunt").objects.filter(traject=OuterRef("pk"))
        # The day may lie before the begin or after the end: then the first or last one is still who to ask.
        current = rows.order_by(open_on_rank(day), "-begindatum")
        return self.annotate(
            aanspreekpunt_id=Subquery(current.values("medewerker_id")[:1]),
            aanspreekpunt_naam=Subquery(current.values("medewerker__gebruiker__naam")[:1]),
        )

    def with_next_evaluatie(self) -> Self:
        """Add `volgende_evaluatie` (day), `volgende_soort` and `volgende_id` of the first evaluation not yet held."""
        rows = apps.get_model("gezinsplan", "Evaluatie").objects
        planned = rows.filter(traject=OuterRef("pk"), status="gepland").order_by("uiterlijk", "pk")
        return self.annotate(
            volgende_evaluatie=Subquery(planned.values("uiterlijk")[:1]),
            volgende_soort=Subquery(planned.values("soort")[:1]),
            volgende_id=Subquery(planned.values("pk")[:1]),
        )

    def of_medewerkers(self, medewerker_ids: Collection[UUID], day: datetime.date) -> Self:
        """Keep those of which one of these medewerkers is the aanspreekpunt on a day."""
        rows = apps.get_model("gezinsplan", "Aanspreekpunt").objects
        mine = rows.filter(open_on(day), traject=OuterRef("pk"), medewerker__in=medewerker_ids)
        return self.filter(Exists(mine))


def open_on_rank(day: datetime.date) -> models.Case:
    """Return an order in which rows that hold on a day come first."""
    return models.Case(models.When(open_on(day), then=0), default=1, output_field=models.IntegerField())


class GezinsplanQuerySet(models.QuerySet["Gezinsplan"]):  # type: ignore[name-defined]  # a cycle with models
    """Reads of plans."""

    def active_of(self, gezin: Gezin) -> Self:
        """Keep the running plan of a gezin (at most one)."""
        return self.filter(plan_gezinnen__gezin=gezin, plan_gezinnen__is_actief=True)

    def with_gezinnen(self, day: datetime.date) -> Self:
        """Read along the gezinnen with their members of a day."""
        gezinnen = Prefetch("gezin", queryset=Gezin.objects.with_leden(day))
        rows = apps.get_model("gezinsplan", "PlanGezin").objects.order_by("pk").prefetch_related(gezinnen)
        return self.prefetch_related(Prefetch("plan_gezinnen", queryset=rows))

    def with_versies(self) -> Self:
        """Read along the versions, newest first, without their goals."""
        rows = apps.get_model("gezinsplan", "Planversie").objects.order_by("-nummer")
        return self.prefetch_related(Prefetch("versies", queryset=rows.select_related("vastgesteld_door__gebruiker")))


class EvaluatieQuerySet(models.QuerySet["Evaluatie"]):  # type: ignore[name-defined]  # a cycle with models
    """Reads of evaluations."""

    def planned(self) -> Self:
        """Keep those that are still to be held, of trajecten that run."""
        return self.filter(status="gepland", traject__einddatum__isnull=True)

    def with_traject(self) -> Self:
        """Read along the traject, its gezin and who takes part."""
        deelnames = apps.get_model("gezinsplan", "TrajectDeelname").objects.select_related("persoon")
        return self.select_related("traject__gezin", "traject__team").prefetch_related(
            Prefetch("traject__deelnames", queryset=deelnames.order_by("volgorde", "pk"))
        )

    def with_aanspreekpunt(self, day: datetime.date) -> Self:
        """Add `medewerker_id` and `medewerker_naam`: who holds the traject on a day."""
        rows = apps.get_model("gezinsplan", "Aanspreekpunt").objects.filter(
            open_on(day), traject=OuterRef("traject_id")
        )
        return self.annotate(
            medewerker_id=Subquery(rows.values("medewerker_id")[:1]),
            medewerker_naam=Subquery(rows.values("medewerker__gebruiker__naam")[:1]),
        )
