"""Work items, reminders and mail. What a task is about is named by kind and uuid: this room knows no dossier."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from cjg.basis.api import Stamped
from cjg.taken.querysets import TaakQuerySet


class Taak(Stamped):
    """Something one medewerker (or a team) has to do, about one thing, by one day."""

    class Status(models.TextChoices):
        OPEN = "open", "Open"
        GEREED = "gereed", "Gereed"
        VERVALLEN = "vervallen", "Vervallen"

    soort = models.CharField("soort", max_length=60)
    titel = models.CharField("wat", max_length=120)
    onderwerp_soort = models.CharField("onderwerp", max_length=60)
    onderwerp_id = models.UUIDField("onderwerp")
    gezin_id = models.UUIDField("dossier", null=True, blank=True)
    uiterlijk = models.DateField("uiterlijk")
    zichtbaar_vanaf = models.DateField("zichtbaar vanaf")
    medewerker = models.ForeignKey(
        "organisatie.Medewerker", models.PROTECT, null=True, blank=True, related_name="taken"
    )
    team = models.ForeignKey("organisatie.Team", models.PROTECT, null=True, blank=True, related_name="taken")
    status = models.CharField("status", max_length=12, choices=Status, default=Status.OPEN)
    afgesloten_op = models.DateTimeField("afgesloten op", null=True, blank=True)

    objects: ClassVar[models.Manager[Any]] = TaakQuerySet.as_manager()

    class Meta:
        verbose_name = "taak"
        verbose_name_plural = "taken"
        indexes = [
            models.Index(fields=["medewerker", "uiterlijk", "id"], name="taak_open", condition=Q(status="open")),
            models.Index(fields=["onderwerp_id"], name="taak_onderwerp"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["soort", "onderwerp_id", "uiterlijk", "medewerker"],
                name="taak_eenmaal",
                nulls_distinct=False,
                violation_error_message="Deze taak bestaat al.",
            ),
            models.CheckConstraint(
                name="taak_heeft_een_ontvanger",
                condition=Q(medewerker__isnull=False) | Q(team__isnull=False),
                violation_error_message="Kies wie de taak doet.",
            ),
            models.CheckConstraint(
                name="taak_afgesloten_als_niet_open",
                condition=Q(status="open", afgesloten_op__isnull=True)
                | (~Q(status="open") & Q(afgesloten_op__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.titel


class Herinnering(Stamped):
    """That one receiver is reminded of one due date, of one kind: never twice, whatever crashes.

    The unique constraint is what makes the scan repeatable (architecture §6). A reminder is seen on screen
    through its taak, and goes into the receiver's one digest mail of the day.
    """

    class Soort(models.TextChoices):
        VOORAF = "14-dagen-vooraf", "14 dagen vooraf"
        OP_DE_DAG = "op-de-dag", "Op de dag zelf"
        TE_LAAT = "7-dagen-te-laat", "7 dagen te laat"

    onderwerp_soort = models.CharField("onderwerp", max_length=60)
    onderwerp_id = models.UUIDField("onderwerp")
    soort = models.CharField("soort", max_length=20, choices=Soort)
    vervaldatum = models.DateField("vervaldatum")
    ontvanger = models.ForeignKey("organisatie.Medewerker", models.PROTECT, related_name="herinneringen")
    taak = models.ForeignKey(Taak, models.CASCADE, related_name="herinneringen")
    dag = models.DateField("dag van verzending")
    digest = models.ForeignKey("Digest", models.SET_NULL, null=True, blank=True, related_name="herinneringen")

    class Meta:
        verbose_name = "herinnering"
        verbose_name_plural = "herinneringen"
        indexes = [models.Index(fields=["dag"], name="herinnering_niet_gemaild", condition=Q(digest__isnull=True))]
        constraints = [
            models.UniqueConstraint(
                fields=["onderwerp_id", "soort", "vervaldatum", "ontvanger"],
                name="herinnering_eenmaal",
                violation_error_message="Deze herinnering is er al.",
            )
        ]


class Verzending(Stamped):
    """A mail that is handed over at most once by itself.

    Commit "geclaimd", hand over, commit "verzonden". A crash in between leaves "onzeker", which is shown to a
    person and never sent again by itself.
    """

    class Status(models.TextChoices):
        KLAAR = "klaar", "Klaar om te versturen"
        GECLAIMD = "geclaimd", "Wordt verstuurd"
        VERZONDEN = "verzonden", "Verzonden"
        ONZEKER = "onzeker", "Niet zeker of deze mail is aangekomen"
        MISLUKT = "mislukt", "Niet verstuurd"
        AFGEHANDELD = "afgehandeld", "Afgehandeld zonder mail"

    status = models.CharField("status", max_length=12, choices=Status, default=Status.KLAAR)
    geclaimd_op = models.DateTimeField("geclaimd op", null=True, blank=True)
    verzonden_op = models.DateTimeField("verzonden op", null=True, blank=True)
    beoordeeld_door = models.ForeignKey(
        "organisatie.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="beoordeeld door"
    )
    beoordeeld_op = models.DateTimeField("beoordeeld op", null=True, blank=True)

    class Meta:
        abstract = True


class Digest(Verzending):
    """The one mail of one day to one medewerker; it counts, and names nobody."""

    medewerker = models.ForeignKey("organisatie.Medewerker", models.PROTECT, related_name="digests")
    dag = models.DateField("dag")
    aantal = models.PositiveIntegerField("aantal taken", default=0)

    class Meta:
        verbose_name = "digest"
        verbose_name_plural = "digests"
        indexes = [models.Index(fields=["status", "dag"], name="digest_te_doen", condition=~Q(status="verzonden"))]
        constraints = [
            models.UniqueConstraint(
                fields=["medewerker", "dag"],
                name="digest_een_per_dag",
                violation_error_message="Er is vandaag al een mail voor deze medewerker.",
            )
        ]
