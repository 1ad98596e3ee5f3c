"""Evaluaties of a traject at 3 and 6 months and at closing, with a GAS score per goal."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

import pghistory
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q

from cjg.basis.api import Stamped, Versioned
from gezinsplan.models.plan import Doel
from gezinsplan.models.traject import Traject
from gezinsplan.querysets import EvaluatieQuerySet


@pghistory.track()
class Evaluatie(Versioned):
    """One evaluation of a traject, due on `uiterlijk`; made by the system, held by people."""

    class Soort(models.TextChoices):
        DRIE_MAANDEN = "3-maanden", "3 maanden"
        ZES_MAANDEN = "6-maanden", "6 maanden"
        AFSLUITING = "afsluiting", "Afsluiting"

    class Status(models.TextChoices):
        GEPLAND = "gepland", "Gepland"
        GEHOUDEN = "gehouden", "Gehouden"
        VERVALLEN = "vervallen", "Vervallen"

    class Vervolg(models.TextChoices):
        AFSCHALEN = "afschalen", "Afschalen"
        ONGEWIJZIGD = "ongewijzigd", "Ongewijzigd voortzetten"
        GEWIJZIGD = "gewijzigd", "Gewijzigd voortzetten"
        OPSCHALEN = "opschalen", "Opschalen"
        AFSLUITEN = "afsluiten", "Afsluiten"

    traject = models.ForeignKey(Traject, models.CASCADE, related_name="evaluaties")
    soort = models.CharField("soort", max_length=12, choices=Soort)
    uiterlijk = models.DateField("uiterlijk")
    status = models.CharField("status", max_length=12, choices=Status, default=Status.GEPLAND)
    gehouden_op = models.DateField("gehouden op", null=True, blank=True)
    wat_werkte = models.TextField("wat werkte", blank=True, max_length=4000, validators=[MaxLengthValidator(4000)])
    vervolg = models.CharField("vervolg", max_length=12, choices=Vervolg, blank=True)
    reden = models.TextField("reden", blank=True, max_length=2000, validators=[MaxLengthValidator(2000)])
    grond_langer = models.CharField(
        "grond voor langer dan 6 maanden", max_length=30, choices=Traject.GrondLanger, blank=True
    )
    gehouden_door = models.ForeignKey(
        "organisatie.Medewerker",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="vastgelegd door",
    )
    akkoord_door = models.ForeignKey(
        "organisatie.Medewerker", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="teamleider"
    )
    akkoord_op = models.DateField("akkoord op", null=True, blank=True)

    objects: ClassVar[models.Manager[Any]] = EvaluatieQuerySet.as_manager()

    dossier_pad: ClassVar[str] = "traject__gezin"

    class Meta:
        verbose_name = "evaluatie"
        verbose_name_plural = "evaluaties"
        ordering = ["uiterlijk"]
        indexes = [models.Index(fields=["uiterlijk", "id"], name="evaluatie_gepland", condition=Q(status="gepland"))]
        constraints = [
            models.UniqueConstraint(
                fields=["traject", "soort"],
                condition=~Q(status="vervallen"),
                name="evaluatie_soort_eenmaal",
                violation_error_message="Deze evaluatie is er al.",
            ),
            models.CheckConstraint(
                name="evaluatie_gehouden_compleet",
                condition=(Q(status="gehouden", gehouden_op__isnull=False) & ~Q(vervolg=""))
                | (~Q(status="gehouden") & Q(gehouden_op__isnull=True)),
                violation_error_message="Vul in wanneer de evaluatie was en wat het vervolg is.",
            ),
            models.CheckConstraint(
                name="evaluatie_akkoord_met_grond",
                condition=Q(akkoord_door__isnull=True, akkoord_op__isnull=True)
                | (Q(akkoord_door__isnull=False, akkoord_op__isnull=False) & ~Q(grond_langer="")),
                violation_error_message="De teamleider gaat akkoord met een grond.",
            ),
        ]

    @property
    def is_gepland(self) -> bool:
        return self.status == self.Status.GEPLAND

    @property
    def needs_agreement(self) -> bool:
        """Whether the teamleider still has to agree that the traject lasts longer than six months."""
        return bool(self.grond_langer) and self.akkoord_door_id is None

    def getoond(self) -> list[tuple[UUID | None, UUID]]:
        """The (person, dossier) pairs that a display shows: those of its traject, which was read with it."""
        return self.traject.getoond()


@pghistory.track()
class Evaluatiescore(Stamped):
    """How far a goal was reached, by one judge: GAS −2…+2, 0 is the level agreed as the goal."""

    class Door(models.TextChoices):
        GEZIN = "gezin", "Gezin"
        KIND = "kind", "Kind"
        COACH = "coach", "Coach"

    evaluatie = models.ForeignKey(Evaluatie, models.CASCADE, related_name="scores")
    doel = models.ForeignKey(Doel, models.PROTECT, related_name="scores")
    door = models.CharField("door", max_length=8, choices=Door)
    gas = models.SmallIntegerField("score")

    class Meta:
        verbose_name = "evaluatiescore"
        verbose_name_plural = "evaluatiescores"
        constraints = [
            models.UniqueConstraint(fields=["evaluatie", "doel", "door"], name="evaluatiescore_eenmaal"),
            models.CheckConstraint(
                name="evaluatiescore_gas",
                condition=Q(gas__range=(-2, 2)),
                violation_error_message="Kies een score van −2 tot en met +2.",
            ),
        ]
