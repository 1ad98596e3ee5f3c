"""The gezin, its members and the gezag: what access to a dossier is given to."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

import pghistory
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q

from cjg.basis.api import Period, PeriodQuerySet, Versioned, no_overlap, period_constraint
from cjg.dossier.models.persoon import Persoon
from cjg.dossier.querysets import GezinQuerySet


@pghistory.track()
class Gezin(Versioned):
    """A gezin is the anchor of its dossier: all that is about it hangs here, and access is given to it."""

    naam = models.CharField("naam", max_length=120)
    gemeente = models.ForeignKey("organisatie.Gemeente", models.PROTECT, related_name="+")
    sorteersleutel = models.CharField(max_length=160, editable=False)
    zoeksleutel = models.CharField(max_length=160, editable=False)

    objects: ClassVar[models.Manager[Any]] = GezinQuerySet.as_manager()

    dossier_pad: ClassVar[str] = "pk"

    class Meta:
        verbose_name = "gezin"
        verbose_name_plural = "gezinnen"
        indexes = [
            models.Index(fields=["sorteersleutel", "id"], name="gezin_sortering"),
            GinIndex(OpClass("zoeksleutel", name="gin_trgm_ops"), name="gezin_zoeksleutel"),
        ]
        # Every right on a dossier is a permission of this model (guardian refuses one of another type).
        default_permissions = ()
        permissions = [
            ("inzien", "Dossier inzien"),
            ("registreren", "In het dossier schrijven"),
            ("beheren", "Personen, gezag en betrokkenen beheren"),
            ("vaststellen", "Gezinsplan vaststellen"),
            ("besluiten", "Toegangsbesluit voorbereiden en nemen"),
            ("overdragen", "Traject toewijzen en overdragen"),
        ]
        constraints = [
            models.CheckConstraint(
                name="gezin_heeft_naam", condition=~Q(naam=""), violation_error_message="Vul een naam in."
            )
        ]

    def __str__(self) -> str:
        return self.naam

    def getoond(self) -> list[tuple[UUID | None, UUID]]:
        """The (person, dossier) pairs that a display shows: the members, when they were read (`with_leden`)."""
        leden = getattr(self, "huidige_leden", ())
        return [(lid.persoon_id, self.pk) for lid in leden] or [(None, self.pk)]


class Gezinsrol(models.TextChoices):
    """Role in the gezin: CORV reference list Jeugdzorgrol 1.0.87, the codes that a gezin uses."""

    JEUGDIGE = "301", "Jeugdige"
    KIND = "115", "Kind"
    OUDER_MET_GEZAG = "112", "Ouder met gezag"
    OUDER_ZONDER_GEZAG = "113", "Ouder zonder gezag"
    OUDER_GEZAG_ONBEKEND = "111", "Ouder, gezag niet bekend"
    NIET_JURIDISCHE_OUDER = "114", "Niet-juridische ouder"
    BROER_OF_ZUS = "121", "Broer of zus"
    HALFBROER_OF_ZUS = "122", "Halfbroer of halfzus"
    GROOTOUDER = "125", "Grootouder"
    OVERIGE_VERWANT = "139", "Overige verwant"
    VOOGD = "191", "Voogd"
    PLEEGOUDER = "211", "Pleegouder"
    STIEFOUDER = "212", "Stiefouder"
    OPVOEDER = "213", "Opvoeder of verzorger"
    STIEFBROER_OF_ZUS = "221", "Stiefbroer of stiefzus"
    PLEEGBROER_OF_ZUS = "222", "Pleegbroer of pleegzus"


JEUGDIGE_ROLLEN = (Gezinsrol.JEUGDIGE.value, Gezinsrol.KIND.value)


@pghistory.track()
class Gezinslid(Period, Versioned):
    """A person in a gezin with a role, from–until; a jeugdige can be in two gezinnen."""

    gezin = models.ForeignKey(Gezin, models.CASCADE, related_name="leden")
    persoon = models.ForeignKey(Persoon, models.PROTECT, related_name="gezinslidmaatschappen")
    rol = models.CharField("rol", max_length=3, choices=Gezinsrol)

    objects: ClassVar[models.Manager[Any]] = PeriodQuerySet.as_manager()

    dossier_pad: ClassVar[str] = "gezin"

    class Meta:
        verbose_name = "gezinslid"
        verbose_name_plural = "gezinsleden"
        constraints = [
            period_constraint("gezinslid_periode"),
            no_overlap("gezinslid_geen_overlap", ["gezin", "persoon"]),
            models.CheckConstraint(
                name="gezinslid_rol",
                condition=Q(rol__in=Gezinsrol.values),
                violation_error_message="Kies een rol uit de lijst.",
            ),
        ]

    @property
    def is_jeugdige(self) -> bool:
        return self.rol in JEUGDIGE_ROLLEN

    def getoond(self) -> list[tuple[UUID | None, UUID]]:
        """The (person, dossier) pair that a display of this member shows."""
        return [(self.persoon_id, self.gezin_id)]


@pghistory.track()
class Gezag(Period, Versioned):
    """Whether an adult has gezag over a jeugdige, from–until. Per child: in a blended family they differ."""

    class Soort(models.TextChoices):
        MET = "met", "Met gezag"
        ZONDER = "zonder", "Zonder gezag"
        VOOGDIJ = "voogdij", "Voogdij"
        ONBEKEND = "onbekend", "Niet bekend"

    jeugdige = models.ForeignKey(Persoon, models.CASCADE, related_name="gezagsdragers")
    gezagsdrager = models.ForeignKey(Persoon, models.CASCADE, related_name="gezag_over")
    soort = models.CharField("gezag", max_length=10, choices=Soort)

    objects: ClassVar[models.Manager[Any]] = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = "gezag"
        verbose_name_plural = "gezag"
        constraints = [
            period_constraint("gezag_periode"),
            no_overlap("gezag_geen_overlap", ["jeugdige", "gezagsdrager"]),
            models.CheckConstraint(
                name="gezag_over_een_ander",
                condition=~Q(jeugdige=F("gezagsdrager")),
                violation_error_message="Iemand kan geen gezag over zichzelf hebben.",
            ),
        ]


GEZAG_BEVOEGD = (Gezag.Soort.MET.value, Gezag.Soort.VOOGDIJ.value)
