"""A person in a dossier: names, birth date, BSN, addresses and the responsible municipality."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar
from uuid import UUID

import pghistory
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q

from cjg.basis.api import EncryptedTextField, Period, PeriodQuerySet, Versioned, no_overlap, period_constraint
from cjg.dossier.querysets import PersoonQuerySet


class Geslacht(models.TextChoices):
    """As iJw COD046 and CBS: man, vrouw, onbekend (also: other than these)."""

    MAN = "m", "Man"
    VROUW = "v", "Vrouw"
    ONBEKEND = "o", "Onbekend of anders"


@pghistory.track(exclude=["bsn", "bsn_hash"])
class Persoon(Versioned):
    """A natural person: a child, a parent or somebody else of the gezin.

    `bsn` is encrypted; `bsn_hash` is a keyed hash to find it by. `sorteersleutel` and `zoeksleutel` are
    stored because the database has no Dutch collation (architecture §5).
    """

    voornamen = models.CharField("voornamen", max_length=120, blank=True)
    roepnaam = models.CharField("roepnaam", max_length=60, blank=True)
    voorvoegsel = models.CharField("voorvoegsel", max_length=20, blank=True)
    achternaam = models.CharField("achternaam", max_length=120)
    geboortedatum = models.DateField("geboortedatum", null=True, blank=True)
    geslacht = models.CharField("geslacht", max_length=1, choices=Geslacht, default=Geslacht.ONBEKEND)
    bsn = EncryptedTextField("BSN", blank=True, default="")
    bsn_hash = models.BinaryField("zoeksleutel van het BSN", max_length=32, null=True, unique=True, editable=False)
    telefoon = models.CharField("telefoon", max_length=20, blank=True)
    email = models.EmailField("e-mailadres", blank=True)
    overleden_op = models.DateField("overleden op", null=True, blank=True)
    sorteersleutel = models.CharField(max_length=260, editable=False)
    zoeksleutel = models.CharField(max_length=320, editable=False)

    objects: ClassVar[models.Manager[Any]] = PersoonQuerySet.as_manager()

    dossier_pad: ClassVar[str] = "gezinslidmaatschappen__gezin"

    class Meta:
        verbose_name = "persoon"
        verbose_name_plural = "personen"
        indexes = [
            GinIndex(OpClass("zoeksleutel", name="gin_trgm_ops"), name="persoon_zoeksleutel"),
            models.Index(fields=["sorteersleutel", "id"], name="persoon_sortering"),
            models.Index(fields=["geboortedatum"], name="persoon_geboortedatum"),
        ]
        constraints = [
            models.CheckConstraint(
                name="persoon_geslacht",
                condition=Q(geslacht__in=Geslacht.values),
                violation_error_message="Kies een geslacht uit de lijst.",
            ),
            models.CheckConstraint(
                name="persoon_heeft_achternaam",
                condition=~Q(achternaam=""),
                violation_error_message="Vul een achternaam in.",
            ),
            models.CheckConstraint(
                name="persoon_overleden_na_geboorte",
                condition=Q(overleden_op__isnull=True)
                | Q(geboortedatum__isnull=True)
                | Q(overleden_op__gte=models.F("geboortedatum")),
                violation_error_message="De datum van overlijden ligt voor de geboortedatum. Controleer de datums.",
            ),
        ]

    def __str__(self) -> str:
        return self.naam

    @property
    def naam(self) -> str:
        """The name as one says it: roepnaam or voornamen, voorvoegsel, achternaam."""
        return " ".join(deel for deel in (self.roepnaam or self.voornamen, self.voorvoegsel, self.achternaam) if deel)

    def age_on(self, day: datetime.date) -> int | None:
        """Age in whole years on a day; None when the birth date is not known or lies ahead."""
        if self.geboortedatum is None or self.geboortedatum > day:
            return None
        had_birthday = (day.month, day.day) >= (self.geboortedatum.month, self.geboortedatum.day)
        return day.year - self.geboortedatum.year - (not had_birthday)

    def getoond(self) -> list[tuple[UUID | None, UUID | None]]:
        """The (person, dossier) pairs that a display of this object shows; `gezin_id` where a query gave it."""
        return [(self.pk, getattr(self, "gezin_id", None))]


@pghistory.track()
class Adres(Period, Versioned):
    """An address of a person, from–until; a geheim adres is shown only to who must know."""

    class Soort(models.TextChoices):
        BRP = "01", "BRP-adres"
        CORRESPONDENTIE = "02", "Correspondentieadres"
        VERBLIJF = "03", "Verblijfadres"
        TIJDELIJK = "04", "Tijdelijk verblijfadres"

    persoon = models.ForeignKey(Persoon, models.CASCADE, related_name="adressen")
    soort = models.CharField("soort adres", max_length=2, choices=Soort, default=Soort.BRP)
    straat = models.CharField("straat", max_length=80)
    huisnummer = models.PositiveIntegerField("huisnummer")
    toevoeging = models.CharField("toevoeging", max_length=10, blank=True)
    postcode = models.CharField("postcode", max_length=7)
    woonplaats = models.CharField("woonplaats", max_length=80)
    is_geheim = models.BooleanField("geheim adres", default=False)

    objects: ClassVar[models.Manager[Any]] = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = "adres"
        verbose_name_plural = "adressen"
        constraints = [
            period_constraint("adres_periode"),
            no_overlap("adres_geen_overlap", ["persoon", "soort"]),
            models.CheckConstraint(
                name="adres_postcode",
                condition=Q(postcode__regex=r"^[1-9][0-9]{3} ?[A-Z]{2}$"),
                violation_error_message="Vul een postcode in als 1234 AB.",
            ),
        ]

    @property
    def regel(self) -> str:
        return f"{self.straat} {self.huisnummer}{self.toevoeging}, {self.postcode} {self.woonplaats}"


@pghistory.track()
class VerantwoordelijkeGemeente(Period, Versioned):
    """The municipality responsible for a jeugdige by the woonplaatsbeginsel (Jeugdwet 1.1), from–until."""

    class Grond(models.TextChoices):
        WOONADRES = "woonadres", "Woonadres in de BRP"
        VERBLIJF = "verblijf", "Adres vóór het eerste verblijf"
        MOEDER = "moeder", "Inschrijving van de moeder bij de geboorte"
        WERKELIJK = "werkelijk-verblijf", "Werkelijk verblijf"

    persoon = models.ForeignKey(Persoon, models.CASCADE, related_name="verantwoordelijke_gemeenten")
    gemeente = models.ForeignKey("organisatie.Gemeente", models.PROTECT, related_name="+")
    grond = models.CharField("grond", max_length=20, choices=Grond, default=Grond.WOONADRES)

    objects: ClassVar[models.Manager[Any]] = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = "verantwoordelijke gemeente"
        verbose_name_plural = "verantwoordelijke gemeenten"
        constraints = [
            period_constraint("verantwoordelijke_gemeente_periode"),
            no_overlap("verantwoordelijke_gemeente_geen_overlap", ["persoon"]),
        ]
