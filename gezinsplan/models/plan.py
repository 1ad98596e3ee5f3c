"""The gezinsplan: one active plan per gezin (or one for two), in versions that never change once vastgesteld."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

import pghistory
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q

from cjg.basis.api import Stamped, Versioned
from gezinsplan.querysets import GezinsplanQuerySet


class Leefgebied(models.TextChoices):
    ZORG = "zorg", "Zorg"
    INKOMEN = "inkomen", "Inkomen"
    WERK = "werk", "Werk"
    WONEN = "wonen", "Wonen"
    VEILIGHEID = "veiligheid", "Veiligheid"
    ONDERWIJS = "onderwijs", "Onderwijs"
    OPVOEDING = "opvoeding", "Opvoeding"
    VRIJE_TIJD = "vrije-tijd", "Vrije tijd"


@pghistory.track()
class Gezinsplan(Versioned):
    """The plan of one gezin, or one for two gezinnen; its content lives in its versions."""

    class Status(models.TextChoices):
        ACTIEF = "actief", "Lopend"
        AFGESLOTEN = "afgesloten", "Afgesloten"

    gezinnen = models.ManyToManyField("dossier.Gezin", related_name="plannen", through="PlanGezin")
    status = models.CharField("status", max_length=12, choices=Status, default=Status.ACTIEF)
    familiegroepsplan = models.CharField(
        "eigen plan aangeboden (familiegroepsplan)",
        max_length=12,
        choices=[("gemaakt", "Gemaakt"), ("afgezien", "Gezin ziet ervan af"), ("later", "Later")],
        blank=True,
    )
    familiegroepsplan_op = models.DateField("aangeboden op", null=True, blank=True)

    objects: ClassVar[models.Manager[Any]] = GezinsplanQuerySet.as_manager()

    dossier_pad: ClassVar[str] = "gezinnen"

    class Meta:
        verbose_name = "gezinsplan"
        verbose_name_plural = "gezinsplannen"

    def getoond(self) -> list[tuple[UUID | None, UUID]]:
        """The (person, dossier) pairs that a display shows: the members that were read with it (`with_leden`)."""
        return [paar for deel in self.plan_gezinnen.all() for paar in deel.gezin.getoond()]


class PlanGezin(Stamped):
    """That a plan is of a gezin. `is_actief` repeats the plan's status, for the database to hold one active plan."""

    plan = models.ForeignKey(Gezinsplan, models.CASCADE, related_name="plan_gezinnen")
    gezin = models.ForeignKey("dossier.Gezin", models.PROTECT, related_name="plan_gezinnen")
    is_actief = models.BooleanField("lopend", default=True)

    class Meta:
        verbose_name = "gezin van een plan"
        verbose_name_plural = "gezinnen van een plan"
        constraints = [
            models.UniqueConstraint(fields=["plan", "gezin"], name="plangezin_eenmaal"),
            models.UniqueConstraint(
                fields=["gezin"],
                condition=Q(is_actief=True),
                name="plangezin_een_actief_plan",
                violation_error_message="Dit gezin heeft al een lopend gezinsplan.",
            ),
        ]


@pghistory.track()
class Planversie(Versioned):
    """One version of a plan. Vastgesteld = frozen: triggers refuse every change to it and what hangs on it."""

    class Status(models.TextChoices):
        CONCEPT = "concept", "Concept"
        VASTGESTELD = "vastgesteld", "Vastgesteld"

    plan = models.ForeignKey(Gezinsplan, models.CASCADE, related_name="versies")
    nummer = models.PositiveIntegerField("versie")
    status = models.CharField("status", max_length=12, choices=Status, default=Status.CONCEPT)
    krachten = models.TextField("wat gaat goed", blank=True, max_length=4000, validators=[MaxLengthValidator(4000)])
    zorgen = models.TextField("wat zijn de zorgen", blank=True, max_length=4000, validators=[MaxLengthValidator(4000)])
    besproken_met = models.ForeignKey(
        "organisatie.Medewerker", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="collega"
    )
    besproken_op = models.DateField("besproken op", null=True, blank=True)
    verwachte_duur_maanden = models.PositiveSmallIntegerField("verwachte duur in maanden", null=True, blank=True)
    vastgesteld_op = models.DateField("vastgesteld op", null=True, blank=True)
    vastgesteld_door = models.ForeignKey(
        "organisatie.Medewerker", models.PROTECT, null=True, blank=True, related_name="+"
    )

    dossier_pad: ClassVar[str] = "plan__gezinnen"

    class Meta:
        verbose_name = "planversie"
        verbose_name_plural = "planversies"
        ordering = ["-nummer"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "nummer"], name="planversie_nummer"),
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(status="concept"),
                name="planversie_een_concept",
                violation_error_message="Er is al een concept van dit plan.",
            ),
            models.CheckConstraint(
                name="planversie_vastgesteld_compleet",
                condition=Q(status="concept", vastgesteld_op__isnull=True)
                | Q(status="vastgesteld", vastgesteld_op__isnull=False, vastgesteld_door__isnull=False),
            ),
        ]

    @property
    def is_vastgesteld(self) -> bool:
        return self.status == self.Status.VASTGESTELD

    def getoond(self) -> list[tuple[UUID | None, UUID]]:
        """The (person, dossier) pairs that a display shows: those of its plan, which was read with it."""
        return self.plan.getoond()


@pghistory.track()
class Doel(Stamped):
    """A goal in the family's own words, on one leefgebied, of one person or of all."""

    planversie = models.ForeignKey(Planversie, models.CASCADE, related_name="doelen")
    herkomst_id = models.UUIDField("zelfde doel in een eerdere versie", null=True, blank=True)
    omschrijving = models.TextField("doel, in eigen woorden", max_length=1000, validators=[MaxLengthValidator(1000)])
    leefgebied = models.CharField("leefgebied", max_length=12, choices=Leefgebied)
    voor = models.ForeignKey(
        "dossier.Persoon", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="van wie"
    )
    volgorde = models.PositiveSmallIntegerField("volgorde", default=0)
    gas_begin = models.SmallIntegerField("niveau bij de start", default=-2)

    class Meta:
        verbose_name = "doel"
        verbose_name_plural = "doelen"
        ordering = ["volgorde"]
        constraints = [
            models.CheckConstraint(
                name="doel_omschreven", condition=~Q(omschrijving=""), violation_error_message="Schrijf het doel op."
            ),
            models.CheckConstraint(name="doel_gas", condition=Q(gas_begin__range=(-2, 2))),
        ]


@pghistory.track()
class Actie(Stamped):
    """What somebody does for a goal, and by when."""

    class Soort(models.TextChoices):
        GEZIN = "gezin", "Gezin"
        NETWERK = "netwerk", "Netwerk"
        PROFESSIONAL = "professional", "Professional"

    doel = models.ForeignKey(Doel, models.CASCADE, related_name="acties")
    soort = models.CharField("wie", max_length=14, choices=Soort, default=Soort.GEZIN)
    wie = models.CharField("naam", max_length=120)
    wat = models.CharField("wat", max_length=500)
    uiterlijk = models.DateField("vóór", null=True, blank=True)
    volgorde = models.PositiveSmallIntegerField("volgorde", default=0)

    class Meta:
        verbose_name = "actie"
        verbose_name_plural = "acties"
        ordering = ["volgorde"]
        constraints = [
            models.CheckConstraint(
                name="actie_ingevuld",
                condition=~Q(wat="") & ~Q(wie=""),
                violation_error_message="Schrijf op wie wat doet.",
            )
        ]


@pghistory.track()
class Actievoortgang(Stamped):
    """Where an action stands. Apart from the action itself, which is frozen with its version."""

    class Status(models.TextChoices):
        OPEN = "open", "Open"
        GEREED = "gereed", "Gedaan"
        VERVALLEN = "vervallen", "Vervallen"

    actie = models.OneToOneField(Actie, models.CASCADE, related_name="voortgang")
    status = models.CharField("status", max_length=12, choices=Status, default=Status.OPEN)
    bijgewerkt_op = models.DateField("bijgewerkt op")

    class Meta:
        verbose_name = "voortgang van een actie"
        verbose_name_plural = "voortgang van acties"


@pghistory.track()
class Akkoord(Stamped):
    """The agreement of one person with one version; whose is needed follows from age and gezag."""

    class Antwoord(models.TextChoices):
        AKKOORD = "akkoord", "Akkoord"
        DEELS = "deels", "Deels akkoord"
        NIET = "niet-akkoord", "Niet akkoord"

    planversie = models.ForeignKey(Planversie, models.CASCADE, related_name="akkoorden")
    persoon = models.ForeignKey("dossier.Persoon", models.PROTECT, related_name="+")
    antwoord = models.CharField("antwoord", max_length=14, choices=Antwoord)
    datum = models.DateField("datum")
    toelichting = models.CharField("toelichting", max_length=500, blank=True)

    class Meta:
        verbose_name = "akkoord"
        verbose_name_plural = "akkoorden"
        constraints = [
            models.UniqueConstraint(
                fields=["planversie", "persoon"],
                name="akkoord_eenmaal",
                violation_error_message="Deze persoon heeft al geantwoord.",
            )
        ]
