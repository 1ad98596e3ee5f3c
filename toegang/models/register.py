"""The registers that a besluit rests on: aanbieders, producten, contracten and mandaten."""

from __future__ import annotations

from typing import Any, ClassVar

import pghistory
from django.db import models
from django.db.models import Q

from cjg.basis.api import Period, PeriodQuerySet, Stamped, no_overlap, period_constraint


class Leveringsvorm(models.TextChoices):
    ZIN = "zin", "Zorg in natura"
    PGB = "pgb", "Persoonsgebonden budget"


class Eenheid(models.TextChoices):
    """iJw WJ756."""

    MINUUT = "01", "minuten"
    UUR = "04", "uren"
    ETMAAL = "14", "etmalen"
    DAGDEEL = "16", "dagdelen"
    STUKS = "82", "stuks"


class Productcategorie(models.TextChoices):
    """iJw 3.2, code list JZ020: the categories in use."""

    PERSOONLIJKE_VERZORGING = "40", "Persoonlijke verzorging"
    DAGBEHANDELING = "41", "Dagbehandeling"
    VERVOER = "42", "Vervoerdiensten"
    VERBLIJF_MET_BEHANDELING = "43", "Verblijf met behandeling"
    VERBLIJF_ZONDER_BEHANDELING = "44", "Verblijf zonder behandeling"
    AMBULANT = "45", "Jeugdhulp ambulant"
    CRISIS = "46", "Jeugdhulp crisis"
    MAATWERK = "50", "Maatwerkarrangement jeugd"
    BASIS_GGZ = "51", "Generalistische basis-ggz"
    SPECIALISTISCHE_GGZ = "52", "Specialistische ggz"
    JEUGD_GGZ = "54", "Jeugd-ggz"


class Aanbieder(Stamped):
    """A contracted aanbieder of jeugdhulp."""

    agb_code = models.CharField("AGB-code", max_length=8, unique=True)
    naam = models.CharField("naam", max_length=120)
    telefoon = models.CharField("telefoon", max_length=20, blank=True)

    class Meta:
        verbose_name = "aanbieder"
        verbose_name_plural = "aanbieders"
        ordering = ["naam"]
        constraints = [
            models.CheckConstraint(
                name="aanbieder_agb_acht_cijfers",
                condition=Q(agb_code__regex=r"^[0-9]{8}$"),
                violation_error_message="Een AGB-code heeft acht cijfers.",
            )
        ]

    def __str__(self) -> str:
        return self.naam


class Product(Stamped):
    """A product that can be granted: category and code as in the iJw messages."""

    categorie = models.CharField("productcategorie", max_length=2, choices=Productcategorie)
    code = models.CharField("productcode", max_length=5)
    naam = models.CharField("naam", max_length=120)
    eenheid = models.CharField("eenheid van het tarief", max_length=2, choices=Eenheid, default=Eenheid.UUR)

    class Meta:
        verbose_name = "product"
        verbose_name_plural = "producten"
        ordering = ["categorie", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["categorie", "code"],
                name="product_code_uniek",
                violation_error_message="Dit product bestaat al.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.naam}"


class Contract(Period, Stamped):
    """What an aanbieder may deliver for a gemeente, from–until; `is_maatwerk` marks a one-off contract."""

    aanbieder = models.ForeignKey(Aanbieder, models.PROTECT, related_name="contracten")
    product = models.ForeignKey(Product, models.PROTECT, related_name="contracten")
    gemeente = models.ForeignKey("organisatie.Gemeente", models.PROTECT, related_name="+")
    is_maatwerk = models.BooleanField("maatwerkcontract", default=False)
    tarief_cent = models.PositiveIntegerField("tarief in eurocent")
    wachttijd_weken = models.PositiveSmallIntegerField("wachttijd in weken", null=True, blank=True)

    objects: ClassVar[models.Manager[Any]] = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = "contract"
        verbose_name_plural = "contracten"
        constraints = [
            period_constraint("contract_periode"),
            no_overlap("contract_geen_overlap", ["aanbieder", "product", "gemeente"]),
        ]


@pghistory.track()
class Mandaat(Period, Stamped):
    """Who may decide what in name of the college (Awb 10:3): by role, kind of care, form, duration, amount."""

    gemeente = models.ForeignKey("organisatie.Gemeente", models.PROTECT, related_name="mandaten")
    rol = models.CharField("rol", max_length=40)
    leveringsvorm = models.CharField("leveringsvorm", max_length=4, choices=Leveringsvorm, blank=True)
    productcategorie = models.CharField("productcategorie", max_length=2, choices=Productcategorie, blank=True)
    max_dagen = models.PositiveIntegerField("langste duur in dagen")
    max_bedrag_cent = models.PositiveBigIntegerField("hoogste bedrag in eurocent")
    grondslag = models.CharField("grondslag", max_length=200)

    objects: ClassVar[models.Manager[Any]] = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = "mandaat"
        verbose_name_plural = "mandaten"
        constraints = [
            period_constraint("mandaat_periode"),
            no_overlap("mandaat_geen_overlap", ["gemeente", "rol", "leveringsvorm", "productcategorie"]),
        ]
