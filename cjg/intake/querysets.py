"""Reads of intake: contactmomenten, aanmeldingen and the wachtlijst."""

from __future__ import annotations

import datetime
from typing import Any, Self
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import Case, Count, ExpressionWrapper, F, OuterRef, Prefetch, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from cjg.basis.api import Periode, open_on
from cjg.intake.codes import Resultaat, Urgentie

# IA-2: what counts as a question answered or advice given.
BEANTWOORD = (Resultaat.INFORMATIE, Resultaat.ADVIES, Resultaat.CONSULTATIE, Resultaat.SOCIALE_BASIS)
URGENTIE_VOLGORDE = (Urgentie.DIRECT, Urgentie.HOOG, Urgentie.GEWOON)


def urgency_order(veld: str) -> Case:
    """Return the rank of an urgency: direct comes first."""
    cases = [When(**{veld: code}, then=Value(rang)) for rang, code in enumerate(URGENTIE_VOLGORDE)]
    return Case(*cases, default=Value(len(cases)), output_field=models.SmallIntegerField())


def _first_jeugdige_gemeente(aanmelding_ref: str, day: datetime.date) -> Subquery:
    """Return the responsible gemeente on a day of the jeugdige first named in an aanmelding."""
    gemeente = apps.get_model("dossier", "VerantwoordelijkeGemeente")
    aangemelde = apps.get_model("intake", "Aangemelde")
    eerste = aangemelde.objects.filter(aanmelding=OuterRef(OuterRef(aanmelding_ref))).order_by("volgorde", "pk")
    geldig = gemeente.objects.filter(open_on(day), persoon__in=eerste.values("persoon_id")[:1])
    return Subquery(geldig.values("gemeente_id")[:1])


class ContactmomentQuerySet(models.QuerySet["Contactmoment"]):  # type: ignore[name-defined]  # a cycle with models
    """Reads of contactmomenten."""

    def in_period(self, periode: Periode) -> Self:
        """Keep the contacts of a half-open period, by `datum`."""
        return self.filter(datum__gte=periode.begin, datum__lt=periode.einde)

    def of_gemeente(self, code: str | None) -> Self:
        """Keep the contacts registered with a gemeente; `None` keeps all of them (the region)."""
        return self if code is None else self.filter(gemeente_id=code)

    def answered(self) -> Self:
        """Keep the contacts in which a question was answered or advice was given (IA-2)."""
        return self.filter(resultaten__overlap=[str(code) for code in BEANTWOORD])

    def of_medewerker_on(self, medewerker_id: UUID | None, day: datetime.date) -> Self:
        """Keep one medewerker's own contacts of a day, the last one first."""
        return self.filter(medewerker_id=medewerker_id, medewerker__isnull=False, datum=day).order_by("-id")

    def for_list(self) -> Self:
        """Join what a line of the list shows."""
        return self.select_related("gemeente", "wijk", "medewerker__gebruiker")


class AanmeldingQuerySet(models.QuerySet["Aanmelding"]):  # type: ignore[name-defined]  # a cycle with models
    """Reads of aanmeldingen."""

    def with_aangemelden(self) -> Self:
        """Prefetch the jeugdigen as `getoonde_aangemelden`, first-named first: for display and for the log."""
        return self.prefetch_related(aangemelden_prefetch())

    def for_list(self) -> Self:
        """Join what a line of the list shows."""
        return self.select_related("gezin", "team").with_aangemelden()

    def with_gemeente_on(self, day: datetime.date) -> Self:
        """Annotate `gemeente_code`: of the jeugdige first named, on a day."""
        return self.annotate(gemeente_code=_first_jeugdige_gemeente("pk", day))


def aangemelden_prefetch(pad: str = "") -> Prefetch[Any]:
    """Return the prefetch of the jeugdigen of an aanmelding, reached over `pad` (such as `aanmelding__`)."""
    aangemelde = apps.get_model("intake", "Aangemelde")
    rijen = aangemelde.objects.select_related("persoon").order_by("volgorde", "pk")
    return Prefetch(f"{pad}aangemelden", queryset=rijen, to_attr="getoonde_aangemelden")


class WachtlijstplaatsQuerySet(models.QuerySet["Wachtlijstplaats"]):  # type: ignore[name-defined]  # a cycle with models
    """Reads of the wachtlijst."""

    def waiting_on(self, day: datetime.date) -> Self:
        """Keep the places that wait at the end of a day; on the day of `tot` the wait is over."""
        return self.filter(Q(tot__isnull=True) | Q(tot__gt=day), sinds__lte=day)

    def with_order(self) -> Self:
        """Annotate `urgentie_rang`: the wachtlijst is ordered by it, then by date of aanmelding."""
        return self.annotate(urgentie_rang=urgency_order("aanmelding__urgentie"), aangemeld_op=F("aanmelding__datum"))

    def with_place(self) -> Self:
        """Annotate `plaats`: the place on the whole wachtlijst of the team, from 1; needs `with_order`."""
        rang = urgency_order("aanmelding__urgentie")
        voor = (
            apps.get_model("intake", "Wachtlijstplaats")
            .objects.filter(tot__isnull=True, team=OuterRef("team"))
            .annotate(rang=rang)
            .filter(
                Q(rang__lt=OuterRef("urgentie_rang"))
                | Q(rang=OuterRef("urgentie_rang"), aanmelding__datum__lt=OuterRef("aangemeld_op"))
                | Q(
                    rang=OuterRef("urgentie_rang"),
                    aanmelding__datum=OuterRef("aangemeld_op"),
                    pk__lt=OuterRef("pk"),
                )
            )
        )
        aantal = voor.order_by().values("team").annotate(aantal=Count("pk")).values("aantal")
        return self.annotate(plaats=Coalesce(Subquery(aantal), 0) + 1)

    def with_waiting_days(self, day: datetime.date) -> Self:
        """Annotate `wachtdagen`: days from the aanmelding up to a day."""
        dagen = ExpressionWrapper(Value(day) - F("aanmelding__datum"), output_field=models.DurationField())
        return self.annotate(wachttijd=dagen)

    def with_gemeente_on(self, day: datetime.date) -> Self:
        """Annotate `gemeente_code`: of the jeugdige first named in the aanmelding, on a day."""
        return self.annotate(gemeente_code=_first_jeugdige_gemeente("aanmelding_id", day))

    def for_list(self) -> Self:
        """Join what a line of the list shows."""
        return self.select_related("team", "aanmelding__gezin", "beller__gebruiker").prefetch_related(
            aangemelden_prefetch("aanmelding__")
        )


WACHTLIJST_VOLGORDE = ("urgentie_rang", "aangemeld_op", "pk")
