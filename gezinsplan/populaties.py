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
from cjg.dossier.api import gemeente_at
from cjg.organisatie.api import Gebied
from gezinsplan.models import Evaluatie, Traject, TrajectDeelname

COACHING = (Traject.Soort.GEZINSCOACHING.value, Traject.Soort.JONGERENCOACHING.value)
NIEUW_NA = datetime.timedelta(days=365)
UITLOOP = datetime.timedelta(days=7)


def reached_jeugdigen(periode: Periode, soorten: Sequence[str] = COACHING) -> QuerySet[TrajectDeelname]:
    """Return each jeugdige who took part in a traject of these soorten that was open in the period, once (GC-1).

    One row per `persoon`: their last participation. With `peildag` (the last day in the period on which they took
    part), `gemeente_code` and `wijk` on that day, the `soorten` they took part in, `is_nieuw` (GC-1b) and
    `vastgelegd_op`. A young person is under 23 on `peildag`; whoever counts them filters on it.
    """
    deel: QuerySet[Any] = _participations(periode, soorten)
    last = deel.order_by("persoon", "-peildag", "-begindatum", "pk").distinct("persoon").values("pk")
    own = deel.filter(persoon=OuterRef("persoon")).order_by()
    registered = own.values("persoon").annotate(eerste=Min(_registered())).values("eerste")
    # chosen first, so that a condition on the row does not bring another row of the same person forward
    rows: QuerySet[TrajectDeelname] = deel.filter(pk__in=last).annotate(
        wijk=_wijk("traject__team_id"),
        soorten=ArraySubquery(own.order_by("traject__soort").values("traject__soort").distinct()),
        is_nieuw=Exists(_new_participations(periode, own)),
        vastgelegd_op=Subquery(registered),
    )
    return rows.annotate(gemeente_code=gemeente_at(OuterRef("persoon_id"), "peildag"))


def _participations(periode: Periode, soorten: Sequence[str]) -> QuerySet[TrajectDeelname]:
    """Return the participations in a traject that was open in the period, with the last day of each in it."""
    last = Value(periode.last_day, output_field=DateField())
    rows: Any = TrajectDeelname.objects.filter(
        _reaches(periode.begin),
        _reaches(periode.begin, "traject__"),
        traject__soort__in=soorten,
        begindatum__lt=periode.einde,
        traject__begindatum__lt=periode.einde,
    ).annotate(peildag=Least(Coalesce("einddatum", last), Coalesce("traject__einddatum", last), last))
    return rows  # type: ignore[no-any-return]


def _registered() -> Greatest:
    return Greatest("aangemaakt_op", "traject__aangemaakt_op")


def _reaches(day: Any, prefix: str = "") -> Q:
    return Q(**{f"{prefix}einddatum__isnull": True}) | Q(**{f"{prefix}einddatum__gte": day})


def _new_participations(periode: Periode, own: QuerySet[TrajectDeelname]) -> QuerySet[TrajectDeelname]:
    """Keep those in a traject that started in the period, with none of any kerntaak in the 365 days before (GC-1b)."""
    start = ExpressionWrapper(OuterRef("traject__begindatum") - NIEUW_NA, output_field=DateField())
    earlier = TrajectDeelname.objects.filter(
        _reaches(start),
        _reaches(start, "traject__"),
        persoon=OuterRef("persoon"),
        begindatum__lt=OuterRef("traject__begindatum"),
        traject__begindatum__lt=OuterRef("traject__begindatum"),
    )
    started = own.filter(traject__begindatum__gte=periode.begin, traject__begindatum__lt=periode.einde)
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
    last day, `teamnaam` and `vastgelegd_op`.
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
        teamnaam=F("team__naam"),
        vastgelegd_op=F("gewijzigd_op"),
    )
    return rows  # type: ignore[no-any-return]


def _months(aantal: int) -> Any:
    """Return so many calendar months as PostgreSQL counts them: 31 January + 1 month is the last of February."""
    return Func(template=f"interval '{aantal} months'", output_field=DurationField())


def started_trajecten(periode: Periode, soorten: Sequence[str] = COACHING) -> QuerySet[Traject]:
    """Return the trajecten that started in the period (GC-14).

    With `wachttijd` (from the date of the aanmelding to the start; empty without aanmelding), `urgentie`,
    `gemeente_code` on the first day, `teamnaam` and `vastgelegd_op`.
    """
    rows: Any = Traject.objects.filter(
        soort__in=soorten, begindatum__gte=periode.begin, begindatum__lt=periode.einde
    ).annotate(
        wachttijd=ExpressionWrapper(F("begindatum") - F("aanmelding__datum"), output_field=DurationField()),
        urgentie=F("aanmelding__urgentie"),
        gemeente_code=gemeente_of_traject("pk", "begindatum"),
        teamnaam=F("team__naam"),
        vastgelegd_op=F("aangemaakt_op"),
    )
    return rows  # type: ignore[no-any-return]


def due_evaluaties(periode: Periode, soorten: Sequence[str] = COACHING) -> QuerySet[Evaluatie]:
    """Return the evaluations at 3 and 6 months that were due in the period, of trajecten still open on that day (GC-16).

    With `is_op_tijd` (held no later than 7 days after the due date), `gemeente_code` on the due date, `teamnaam` and
    `vastgelegd_op`.
    """
    on_time = Q(gehouden_op__lte=ExpressionWrapper(F("uiterlijk") + UITLOOP, output_field=DateField()))
    rows: Any = Evaluatie.objects.filter(
        Q(traject__einddatum__isnull=True) | Q(traject__einddatum__gte=F("uiterlijk")),
        soort__in=(Evaluatie.Soort.DRIE_MAANDEN, Evaluatie.Soort.ZES_MAANDEN),
        traject__soort__in=soorten,
        uiterlijk__gte=periode.begin,
        uiterlijk__lt=periode.einde,
    ).annotate(
        is_op_tijd=Case(When(on_time, then=Value(True)), default=Value(False)),
        gemeente_code=gemeente_of_traject("traject_id", "uiterlijk"),
        teamnaam=F("traject__team__naam"),
        vastgelegd_op=F("gewijzigd_op"),
    )
    return rows  # type: ignore[no-any-return]
