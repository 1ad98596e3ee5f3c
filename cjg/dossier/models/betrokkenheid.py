"""Why somebody may see a dossier: betrokkenheid, grants, break-glass; and what is hidden from a client."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar
from uuid import UUID

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from guardian.models import UserObjectPermissionBase

from cjg.basis.api import Period, PeriodQuerySet, Stamped, no_overlap, period_constraint, uuid7
from cjg.dossier.models.gezin import Gezin
from cjg.dossier.models.persoon import Persoon


class TsTzRange(Func):
    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


@pghistory.track()
class Betrokkenheid(Period, Stamped):
    """A team or a medewerker that is involved with a dossier, from–until, and through what.

    Written by higher rooms through `cjg.dossier.api` only. `bron_id` names what it follows from (an
    aanmelding, a traject), so that the same thing ends it again.
    """

    class Grond(models.TextChoices):
        AANMELDING = "aanmelding", "Aanmelding"
        TRAJECT = "traject", "Traject"
        BESLUIT = "besluit", "Toegangsbesluit"
        OVERIG = "overig", "Anders"

    gezin = models.ForeignKey(Gezin, models.CASCADE, related_name="betrokkenheden")
    team = models.ForeignKey("organisatie.Team", models.PROTECT, null=True, blank=True, related_name="+")
    medewerker = models.ForeignKey("organisatie.Medewerker", models.PROTECT, null=True, blank=True, related_name="+")
    grond = models.CharField("grond", max_length=12, choices=Grond)
    bron_id = models.UUIDField("volgt uit")

    objects: ClassVar[models.Manager[Any]] = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = "betrokkenheid"
        verbose_name_plural = "betrokkenheden"
        indexes = [
            models.Index(fields=["team", "gezin"], name="betrokkenheid_team"),
            models.Index(fields=["medewerker", "gezin"], name="betrokkenheid_medewerker"),
        ]
        constraints = [
            period_constraint("betrokkenheid_periode"),
            no_overlap("betrokkenheid_geen_overlap_team", ["gezin", "team", "bron_id"]),
            no_overlap("betrokkenheid_geen_overlap_medewerker", ["gezin", "medewerker", "bron_id"]),
            models.CheckConstraint(
                name="betrokkenheid_team_of_medewerker",
                condition=Q(team__isnull=True) ^ Q(medewerker__isnull=True),
                violation_error_message="Kies een team of een medewerker.",
            ),
        ]


@pghistory.track()
class Toegangsverlening(UserObjectPermissionBase):
    """A grant on one dossier to one account, with validity, reason and giver: temporary or break-glass.

    guardian's direct-foreign-key model; its uniqueness is replaced by an exclusion over the validity, and
    only the gate reads it, because guardian itself knows no validity.
    """

    class Soort(models.TextChoices):
        TIJDELIJK = "tijdelijk", "Tijdelijke toegang"
        NOOD = "nood", "Noodtoegang"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    content_object = models.ForeignKey(Gezin, models.CASCADE, related_name="verleningen")
    soort = models.CharField("soort", max_length=12, choices=Soort)
    reden = models.CharField("reden", max_length=500)
    begin = models.DateTimeField("vanaf")
    einde = models.DateTimeField("tot")
    door = models.ForeignKey("organisatie.Gebruiker", models.PROTECT, related_name="+")

    class Meta(UserObjectPermissionBase.Meta):
        abstract = False
        verbose_name = "toegangsverlening"
        verbose_name_plural = "toegangsverleningen"
        unique_together: ClassVar[list[Sequence[str]]] = []
        indexes = [models.Index(fields=["user", "permission", "content_object"], name="verlening_gebruiker")]
        constraints = [
            ExclusionConstraint(
                name="verlening_geen_overlap",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    ("permission", RangeOperators.EQUAL),
                    ("content_object", RangeOperators.EQUAL),
                    (TsTzRange("begin", "einde"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Deze toegang is voor deze periode al gegeven.",
            ),
            models.CheckConstraint(
                name="verlening_periode",
                condition=Q(einde__gt=F("begin")),
                violation_error_message="Het einde ligt voor het begin. Controleer de tijden.",
            ),
            models.CheckConstraint(
                name="verlening_heeft_reden",
                condition=~Q(reden=""),
                violation_error_message="Vul de reden in.",
            ),
        ]


@pghistory.track()
class Noodtoegang(Stamped):
    """Break-glass: four hours of access with a typed reason, judged afterwards by the FG."""

    class Oordeel(models.TextChoices):
        TERECHT = "terecht", "Terecht"
        ONTERECHT = "onterecht", "Niet terecht"
        VRAGEN = "vragen", "Navraag gedaan"

    gezin = models.ForeignKey(Gezin, models.CASCADE, related_name="noodtoegangen")
    gebruiker = models.ForeignKey("organisatie.Gebruiker", models.PROTECT, related_name="+")
    reden = models.CharField("reden", max_length=500)
    begin = models.DateTimeField("vanaf")
    einde = models.DateTimeField("tot")
    oordeel = models.CharField("oordeel", max_length=12, choices=Oordeel, blank=True)
    toelichting = models.CharField("toelichting", max_length=500, blank=True)
    beoordeeld_door = models.ForeignKey("organisatie.Gebruiker", models.PROTECT, null=True, related_name="+")
    beoordeeld_op = models.DateTimeField("beoordeeld op", null=True)

    class Meta:
        verbose_name = "noodtoegang"
        verbose_name_plural = "noodtoegangen"
        constraints = [
            models.CheckConstraint(
                name="noodtoegang_oordeel_door_iemand",
                condition=Q(oordeel="", beoordeeld_door__isnull=True, beoordeeld_op__isnull=True)
                | (~Q(oordeel="") & Q(beoordeeld_door__isnull=False, beoordeeld_op__isnull=False)),
            ),
            models.CheckConstraint(
                name="noodtoegang_beoordeeld_door_een_ander",
                condition=Q(beoordeeld_door__isnull=True) | ~Q(beoordeeld_door=F("gebruiker")),
                violation_error_message="Iemand anders beoordeelt deze noodtoegang.",
            ),
        ]

    @property
    def is_beoordeeld(self) -> bool:
        return self.oordeel in (self.Oordeel.TERECHT, self.Oordeel.ONTERECHT)

    def getoond(self) -> list[tuple[UUID | None, UUID]]:
        """What a display of this shows: that there is a dossier, of nobody by name."""
        return [(None, self.gezin_id)]


class Clientaccount(Stamped):
    """The account with which a person of a dossier signs in. What it sees is computed, never a row."""

    gebruiker = models.OneToOneField("organisatie.Gebruiker", models.CASCADE, related_name="clientaccount")
    persoon = models.OneToOneField(Persoon, models.CASCADE, related_name="clientaccount")

    class Meta:
        verbose_name = "cliëntaccount"
        verbose_name_plural = "cliëntaccounts"


@pghistory.track()
class Afscherming(Period, Stamped):
    """Something (a dossier part, a plan, a goal, a note) that one client may not see, though the rules say so."""

    gezin = models.ForeignKey(Gezin, models.CASCADE, related_name="afschermingen")
    persoon = models.ForeignKey(Persoon, models.CASCADE, related_name="+", verbose_name="verborgen voor")
    objectsoort = models.CharField("wat", max_length=60)
    object_id = models.UUIDField("welke", null=True, blank=True)
    reden = models.CharField("reden", max_length=500)
    door = models.ForeignKey("organisatie.Gebruiker", models.PROTECT, related_name="+")

    objects: ClassVar[models.Manager[Any]] = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = "afscherming"
        verbose_name_plural = "afschermingen"
        constraints = [
            period_constraint("afscherming_periode"),
            models.CheckConstraint(
                name="afscherming_heeft_reden", condition=~Q(reden=""), violation_error_message="Vul de reden in."
            ),
        ]
