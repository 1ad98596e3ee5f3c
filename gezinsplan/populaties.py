"""What the quarterly report counts of coaching: units with their own reference date, without who may see them.

The gemeente of a traject is that of the jeugdige first named in it, on the reference date (indicatoren.md, rules for
all). `vastgelegd_op` is the moment at which a unit came to count: what is later than a report is late for it.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Case,
    DateField,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    Func,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Greatest, Least

from cjg.basis.api import Periode
from cjg.dossier.api import Persoon, gemeente_at
from cjg.organisatie.api import Gebied
from gezinsplan.models import Evaluatie, Traject, TrajectDeelname

COACHING = (Traject.Soort.GEZINSCOACHING.value, Traject.Soort.JONGERENCOACHING.value)
NIEUW_NA = datetime.timedelta(days=365)


def reached_jeugdigen(periode: Periode, soorten: Sequence[str] = COACHING) -> QuerySet[Persoon]:
    """Return each person who took part in a traject of these soorten that was open in the period, once (GC-1).

    With `peildag` (the last day in the period on which they took part), `gemeente_code` and `wijk` on that day, the
    `soorten` they took part in, `is_nieuw` (GC-1b) and `vastgelegd_op`. A young person is under 23 on `peildag`;
    whoever counts them filters on it.
    """
    deel = _participations(periode, soorten)
    laatste = deel.order_by("-laatste_dag", "-begindatum", "pk")
    registered = deel.order_by().values("persoon").annotate(eerste=Min("vastgelegd")).values("eerste")
    rows: QuerySet[Persoon] = Persoon.objects.filter(Exists(deel)).annotate(
        peildag=Subquery(laatste.values("laatste_dag")[:1]),
        wijk=Subquery(laatste.values(gebied=_wijk("traject__team_id"))[:1]),
        soorten=ArraySubquery(deel.order_by("traject__soort").values("traject__soort").distinct()),
        is_nieuw=Exists(_new_participations(periode, deel)),
        vastgelegd_op=Subquery(registered),
    )
    return rows.annotate(gemeente_code=gemeente_at(OuterRef("pk"), "peildag"))


def _participations(periode: Periode, soorten: Sequence[str]) -> QuerySet[TrajectDeelname]:
    """Return the participations of the outer person in a traject that was open in the period."""
    open_in: Any = TrajectDeelname.objects.filter(
        _reaches(periode.begin),
        _reaches(periode.begin, "traject__"),
        persoon=OuterRef("pk"),
        traject__soort__in=soorten,
        begindatum__lt=periode.einde,
        traject__begindatum__lt=periode.einde,
    )
    last = Value(periode.last_day, output_field=DateField())
    rows: QuerySet[TrajectDeelname] = open_in.annotate(
        laatste_dag=Least(Coalesce("einddatum", last), Coalesce("traject__einddatum", last), last),
        vastgelegd=Greatest("aangemaakt_op", "traject__aangemaakt_op"),
    )
    return rows


def _reaches(day: Any, prefix: str = "") -> Q:
    return Q(**{f"{prefix}einddatum__isnull": True}) | Q(**{f"{prefix}einddatum__gte": day})


def _new_participations(periode: Periode, deel: QuerySet[TrajectDeelname]) -> QuerySet[TrajectDeelname]:
    """Keep those in a traject that started in the period, with none of any kerntaak in the 365 days before (GC-1b)."""
    start = ExpressionWrapper(OuterRef("traject__begindatum") - NIEUW_NA, output_field=DateField())
    earlier = TrajectDeelname.objects.filter(
        _reaches(start),
        _reaches(start, "traject__"),
        persoon=OuterRef("persoon"),
        begindatum__lt=OuterRef("traject__begindatum"),
        traject__begindatum__lt=OuterRef("traject__begindatum"),
    )
    started = deel.filter(traject__begindatum__gte=periode.begin, traject__begindatum__lt=periode.einde)
    return started.filter(~Exists(earlier))


def _wijk(team: str) -> Subquery:
    """Return the name of the gebied of a team; empty for a team that works everywhere."""
    return Subquery(Gebied.objects.filter(team=OuterRef(team)).order_by("naam").values("naam")[:1])


def _first_named(traject: str) -> Subquery:
    """Return the jeugdige first named in the traject of the row two queries out."""
    deelnames = TrajectDeelname.objects.filter(traject=OuterRef(OuterRef(traject)))
    return Subquery(deelnames.order_by("volgorde", "begindatum", "pk").values("persoon")[:1])


def gemeente_of_traject(traject: str, day: str) -> Subquery:
    """Return the gemeente of a traject (its key in the column `traject`) on the day in the column `day`."""
    return gemeente_at(_first_named(traject), day)


def closed_trajecten(periode: Periode, soorten: Sequence[str] = COACHING) -> QuerySet[Traject]:
    """Return the trajecten whose last day lies in the period (GC-3).

    With `duur` (einddatum − begindatum; the same day is 0), `duurklasse` in calendar months, `gemeente_code` on the
    last day, `wijk` and `vastgelegd_op`.
    """
    rows: Any = Traject.objects.filter(
        soort__in=soorten, einddatum__gte=periode.begin, einddatum__lt=periode.einde
    ).annotate(
        duur=ExpressionWrapper(F("einddatum") - F("begindatum"), output_field=DurationField()),
        duurklasse=Case(
            When(einddatum__lt=F("begindatum") + _months(3), then=Value("0-3")),
            When(einddatum__lt=F("begindatum") + _months(6), then=Value("3-6")),
            When(einddatum__lt=F("begindatum") + _months(12), then=Value("6-12")),
            default=Value("12+"),
        ),
        gemeente_code=gemeente_of_traject("pk", "einddatum"),
        wijk=_wijk("team_id"),
        vastgelegd_op=F("gewijzigd_op"),
    )
    return rows  # type: ignore[no-any-return]


def _months(aantal: int) -> Any:
    """Return so many calendar months as PostgreSQL counts them: 31 January + 1 month is the last of February."""
    return Func(template=f"interval '{aantal} months'", output_field=DurationField())


def started_trajecten(periode: Periode, soorten: Sequence[str] = COACHING) -> QuerySet[Traject]:
    """Return the trajecten that started in the period (GC-14).

    With `wachttijd` (from the date of the aanmelding to the start; empty without aanmelding), `urgentie`,
    `gemeente_code` on the first day, `wijk` and `vastgelegd_op`.
    """
    rows: Any = Traject.objects.filter(
        soort__in=soorten, begindatum__gte=periode.begin, begindatum__lt=periode.einde
    ).annotate(
        wachttijd=ExpressionWrapper(F("begindatum") - F("aanmelding__datum"), output_field=DurationField()),
        urgentie=F("aanmelding__urgentie"),
        gemeente_code=gemeente_of_traject("pk", "begindatum"),
        wijk=_wijk("team_id"),
        vastgelegd_op=F("aangemaakt_op"),
    )
    return rows  # type: ignore[no-any-return]


def due_evaluaties(periode: Periode, soorten: Sequence[str] = COACHING) -> QuerySet[Evaluatie]:
    """Return the evaluations at 3 and 6 months that were due in the period, of trajecten still open on that day (GC-16).

    With `gemeente_code` on the due date, `wijk` and `vastgelegd_op`.
    """
    rows: Any = Evaluatie.objects.filter(
        Q(traject__einddatum__isnull=True) | Q(traject__einddatum__gte=F("uiterlijk")),
        soort__in=(Evaluatie.Soort.DRIE_MAANDEN, Evaluatie.Soort.ZES_MAANDEN),
        traject__soort__in=soorten,
        uiterlijk__gte=periode.begin,
        uiterlijk__lt=periode.einde,
    ).annotate(
        gemeente_code=gemeente_of_traject("traject_id", "uiterlijk"),
        wijk=_wijk("traject__team_id"),
        vastgelegd_op=F("gewijzigd_op"),
    )
    return rows  # type: ignore[no-any-return]
