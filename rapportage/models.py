"""Quarterly reports: computed, looked at, vastgesteld and then frozen with their SHA-256."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from cjg.basis.api import Kwartaal, Stamped, Versioned
from rapportage.querysets import KwartaalrapportQuerySet


class Kwartaalopname(Stamped):
    """The figures of one quarter of all gemeenten and the region, with one mask, taken when the first report is adopted.

    All reports of that quarter are made from it, whenever they are adopted: so they cannot contradict each other, and
    no difference between them gives a small number away. The application can add one, never change or remove it.
    `inhoud` is canonical JSON (RFC 8785) as text; `sha256` is over its bytes.
    """

    jaar = models.PositiveSmallIntegerField("jaar")
    kwartaal = models.PositiveSmallIntegerField("kwartaal")
    inhoud = models.TextField("cijfers")
    sha256 = models.CharField("sha-256", max_length=64)

    class Meta:
        verbose_name = "kwartaalopname"
        verbose_name_plural = "kwartaalopnames"
        constraints = [
            models.UniqueConstraint(
                fields=["jaar", "kwartaal"],
                name="kwartaalopname_een_per_kwartaal",
                violation_error_message="De cijfers van dit kwartaal liggen al vast.",
            ),
            models.CheckConstraint(name="kwartaalopname_kwartaal", condition=Q(kwartaal__range=(1, 4))),
        ]

    def __str__(self) -> str:
        return f"{self.jaar}-K{self.kwartaal}"


class Kwartaalrapport(Versioned):
    """The report of one quarter for one gemeente, or (gemeente empty) for the whole region.

    `inhoud` is canonical JSON (RFC 8785) as text: exact figures, the mask and the definitions; `sha256` is
    over its bytes. Vastgesteld = frozen: a trigger refuses every change.
    """

    class Status(models.TextChoices):
        CONCEPT = "concept", "Concept"
        VASTGESTELD = "vastgesteld", "Vastgesteld"

    jaar = models.PositiveSmallIntegerField("jaar")
    kwartaal = models.PositiveSmallIntegerField("kwartaal")
    gemeente = models.ForeignKey("organisatie.Gemeente", models.PROTECT, null=True, blank=True, related_name="+")
    status = models.CharField("status", max_length=12, choices=Status, default=Status.CONCEPT)
    toelichting = models.TextField("toelichting van het CJG", blank=True, max_length=8000)
    opname = models.ForeignKey(
        Kwartaalopname, models.PROTECT, null=True, blank=True, related_name="rapporten", verbose_name="cijfers uit"
    )
    inhoud = models.TextField("cijfers", blank=True)
    sha256 = models.CharField("sha-256", max_length=64, blank=True)
    vastgesteld_op = models.DateTimeField("vastgesteld op", null=True, blank=True)
    vastgesteld_door = models.ForeignKey(
        "organisatie.Medewerker", models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects: ClassVar[models.Manager[Any]] = KwartaalrapportQuerySet.as_manager()

    class Meta:
        verbose_name = "kwartaalrapport"
        verbose_name_plural = "kwartaalrapporten"
        ordering = ["-jaar", "-kwartaal", "gemeente"]
        constraints = [
            models.UniqueConstraint(
                fields=["jaar", "kwartaal", "gemeente"],
                name="kwartaalrapport_een_per_gemeente",
                nulls_distinct=False,
                violation_error_message="Dit kwartaalrapport bestaat al.",
            ),
            models.CheckConstraint(
                name="kwartaalrapport_kwartaal",
                condition=Q(kwartaal__range=(1, 4)),
                violation_error_message="Kies kwartaal 1, 2, 3 of 4.",
            ),
            models.CheckConstraint(
                name="kwartaalrapport_vastgesteld_compleet",
                condition=Q(status="concept", vastgesteld_op__isnull=True)
                | (
                    Q(status="vastgesteld", vastgesteld_op__isnull=False, opname__isnull=False)
                    & ~Q(sha256="")
                    & ~Q(inhoud="")
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.periode.label}, {self.gebied_naam}"

    @property
    def is_vastgesteld(self) -> bool:
        return self.status == self.Status.VASTGESTELD

    @property
    def periode(self) -> Kwartaal:
        """The quarter it is about."""
        return Kwartaal(self.jaar, self.kwartaal)

    @property
    def gebied(self) -> str:
        """The code of the gemeente, or `regio`."""
        return self.gemeente_id or "regio"

    @property
    def gebied_naam(self) -> str:
        """The name of the gemeente (comes with it), or the region."""
        return self.gemeente.naam if self.gemeente else "Hele regio"


class Rapportbestand(Stamped):
    """A file rendered from a frozen report, stored once."""

    class Soort(models.TextChoices):
        PDF = "pdf", "PDF"
        XLSX = "xlsx", "Excel"
        CSV = "csv", "CSV"
        JSON = "json", "JSON"

    rapport = models.ForeignKey(Kwartaalrapport, models.PROTECT, related_name="bestanden")
    soort = models.CharField("soort", max_length=4, choices=Soort)
    inhoud = models.BinaryField("bestand")
    sha256 = models.CharField("sha-256", max_length=64)

    class Meta:
        verbose_name = "rapportbestand"
        verbose_name_plural = "rapportbestanden"
        constraints = [models.UniqueConstraint(fields=["rapport", "soort"], name="rapportbestand_eenmaal")]
