"""Questionnaires, the people they were sent to, and the answers; whatever they are about."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from cjg.basis.api import EncryptedTextField, Stamped
from cjg.taken.api import Verzending
from cjg.vragenlijsten.querysets import UitnodigingQuerySet


class Informant(models.TextChoices):
    """Who answers."""

    OUDER = "ouder", "Ouder of opvoeder"
    JEUGDIGE = "jeugdige", "Jeugdige van 12 jaar of ouder"
    KIND = "kind", "Kind jonger dan 12 jaar"


class Vragenlijst(Stamped):
    """One version of a questionnaire for one kind of informant. Published versions do not change."""

    code = models.SlugField("code", max_length=60)
    nummer = models.PositiveIntegerField("versie", default=1)
    titel = models.CharField("titel", max_length=120)
    informant = models.CharField("voor wie", max_length=12, choices=Informant)
    kerntaak = models.CharField("kerntaak", max_length=30)

    class Meta:
        verbose_name = "vragenlijst"
        verbose_name_plural = "vragenlijsten"
        constraints = [
            models.UniqueConstraint(
                fields=["code", "nummer", "informant"],
                name="vragenlijst_versie_uniek",
                violation_error_message="Deze versie van de vragenlijst bestaat al.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.titel} ({self.get_informant_display()})"


class Vraag(Stamped):
    """One question or statement of a questionnaire."""

    class Schaal(models.TextChoices):
        EENS = "eens", "Helemaal mee oneens tot helemaal mee eens"
        CIJFER = "cijfer", "Rapportcijfer 1 tot en met 10"
        ZONDER_HULP = "zonder-hulp", "Zonder hulp verder (CBS 3.1)"
        TEKST = "tekst", "Eigen woorden"

    vragenlijst = models.ForeignKey(Vragenlijst, models.CASCADE, related_name="vragen")
    code = models.SlugField("code", max_length=40)
    tekst = models.CharField("vraag", max_length=250)
    schaal = models.CharField("schaal", max_length=12, choices=Schaal)
    volgorde = models.PositiveSmallIntegerField("volgorde")
    verplicht = models.BooleanField("verplicht", default=True)

    class Meta:
        verbose_name = "vraag"
        verbose_name_plural = "vragen"
        ordering = ["volgorde"]
        constraints = [
            models.UniqueConstraint(fields=["vragenlijst", "code"], name="vraag_code_uniek"),
            models.UniqueConstraint(fields=["vragenlijst", "volgorde"], name="vraag_volgorde_uniek"),
        ]

    def __str__(self) -> str:
        return self.tekst


class Uitnodiging(Stamped):
    """One questionnaire sent to one person about one thing (a traject); answered at most once.

    The link holds a random token, of which only the hash is kept.
    """

    vragenlijst = models.ForeignKey(Vragenlijst, models.PROTECT, related_name="uitnodigingen")
    onderwerp_soort = models.CharField("onderwerp", max_length=60)
    onderwerp_id = models.UUIDField("onderwerp", db_index=True)
    persoon_id = models.UUIDField("aan wie")
    gemeente = models.ForeignKey("organisatie.Gemeente", models.PROTECT, null=True, blank=True)
    kerntaak = models.CharField("kerntaak", max_length=30)
    token_hash = models.BinaryField("sleutel van de link", max_length=32, unique=True)
    verstuurd_op = models.DateField("verstuurd op")
    verloopt_op = models.DateField("geldig tot en met")
    ontvangen_op = models.DateField("ontvangen op", null=True, blank=True)
    ingevoerd_door = models.ForeignKey(
        "organisatie.Medewerker",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="ingevoerd vanaf papier door",
    )

    objects: ClassVar[models.Manager[Any]] = UitnodigingQuerySet.as_manager()

    class Meta:
        verbose_name = "uitnodiging"
        verbose_name_plural = "uitnodigingen"
        indexes = [
            models.Index(fields=["ontvangen_op"], name="uitnodiging_ontvangen", condition=Q(ontvangen_op__isnull=False))
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["vragenlijst", "onderwerp_id", "persoon_id"],
                name="uitnodiging_eenmaal",
                violation_error_message="Deze persoon heeft de vragenlijst al gekregen.",
            ),
            models.CheckConstraint(
                name="uitnodiging_ontvangen_na_versturen",
                condition=Q(ontvangen_op__isnull=True) | Q(ontvangen_op__gte=models.F("verstuurd_op")),
            ),
        ]


class Uitnodigingsmail(Verzending):
    """A mail with the link of an uitnodiging. The link itself is made when the mail is sent, and kept nowhere."""

    uitnodiging = models.ForeignKey(Uitnodiging, models.CASCADE, related_name="mails")
    adres = EncryptedTextField("e-mailadres")

    class Meta:
        verbose_name = "mail met een vragenlijst"
        verbose_name_plural = "mails met een vragenlijst"
        indexes = [models.Index(fields=["status"], name="vragenlijstmail_te_doen", condition=~Q(status="verzonden"))]


class Antwoord(Stamped):
    """The answer to one question."""

    uitnodiging = models.ForeignKey(Uitnodiging, models.CASCADE, related_name="antwoorden")
    vraag = models.ForeignKey(Vraag, models.PROTECT, related_name="antwoorden")
    waarde = models.SmallIntegerField(
        "antwoord", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(10)]
    )
    tekst = models.TextField("eigen woorden", blank=True, max_length=4000)

    class Meta:
        verbose_name = "antwoord"
        verbose_name_plural = "antwoorden"
        constraints = [
            models.UniqueConstraint(fields=["uitnodiging", "vraag"], name="antwoord_eenmaal"),
            models.CheckConstraint(
                name="antwoord_waarde_1_tot_10", condition=Q(waarde__isnull=True) | Q(waarde__range=(1, 10))
            ),
        ]
