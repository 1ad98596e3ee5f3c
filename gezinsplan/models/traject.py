"""A traject of a gezin: who takes part, who is the vast aanspreekpunt, from when to when."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

import pghistory
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q

from cjg.basis.api import Period, PeriodQuerySet, Stamped, Versioned, no_overlap, period_constraint
from gezinsplan.querysets import TrajectQuerySet


@pghistory.track()
class Traject(Period, Versioned):
    """Help by the CJG itself to one gezin; counted for the jeugdige first named (indicatoren, rules)."""

    class Soort(models.TextChoices):
        GEZINSCOACHING = "gezinscoaching", "Gezinscoaching"
        JONGERENCOACHING = "jongerencoaching", "Jongerencoaching"
        DAK_EN_THUISLOOS = "dak-en-thuisloos", "Dak- en thuisloze jongeren"
        POH_JEUGD = "poh-jeugd", "POH-Jeugd"

    class Status(models.TextChoices):
        VERKENNING = "verkenning", "Verkenning"
        PLAN = "plan", "Plan maken"
        UITVOERING = "uitvoering", "Uitvoering"
        VOORTZETTING = "voortzetting", "Voortzetting"
        AFGESLOTEN = "afgesloten", "Afgesloten"

    class RedenBeeindiging(models.TextChoices):
        """CBS Beleidsinformatie Jeugd, reden beëindiging."""

        VOLGENS_PLAN = "01", "Volgens plan"
        IN_OVERLEG = "02", "Eerder gestopt, samen besloten"
        DOOR_CLIENT = "03", "Eerder gestopt door het gezin"
        DOOR_AANBIEDER = "04", "Eerder gestopt door het CJG"
        EXTERN = "05", "Andere oorzaak, zoals verhuizing"

    class GrondLanger(models.TextChoices):
        """Why a traject may last longer than six months (werkproces §4)."""

        VEILIGHEID = "veiligheid", "Veiligheid"
        WACHTTIJD_DERDEN = "wachttijd-derden", "Wachten op anderen"
        STUT_EN_STEUN = "langdurige-stut-en-steun", "Langdurige stut en steun"
        WAAKVLAM = "waakvlam", "Waakvlam"

    class Regie(models.TextChoices):
        """Who supports the family's own direction (regie-ondersteuning, 001); never empty."""

        GEZIN = "gezin", "Het gezin zelf"
        NETWERK = "netwerk", "Iemand uit het netwerk"
        CJG = "cjg", "CJG"
        AANBIEDER = "aanbieder", "Aanbieder"
        GI = "gi", "Gecertificeerde instelling"

    gezin = models.ForeignKey("dossier.Gezin", models.PROTECT, related_name="trajecten")
    soort = models.CharField("soort", max_length=20, choices=Soort)
    status = models.CharField("status", max_length=14, choices=Status, default=Status.VERKENNING)
    team = models.ForeignKey("organisatie.Team", models.PROTECT, related_name="trajecten")
    aanmelding = models.ForeignKey("intake.Aanmelding", models.PROTECT, null=True, blank=True, related_name="trajecten")
    regie = models.CharField("regie-ondersteuning", max_length=10, choices=Regie, default=Regie.CJG)
    grond_langer = models.CharField("grond voor langer dan 6 maanden", max_length=30, choices=GrondLanger, blank=True)
    reden_beeindiging = models.CharField("reden van beëindiging", max_length=2, choices=RedenBeeindiging, blank=True)
    toelichting_einde = models.TextField(
        "toelichting bij het einde", blank=True, max_length=4000, validators=[MaxLengthValidator(4000)]
    )

    objects: ClassVar[models.Manager[Any]] = TrajectQuerySet.as_manager()

    dossier_pad: ClassVar[str] = "gezin"

    class Meta:
        verbose_name = "traject"
        verbose_name_plural = "trajecten"
        indexes = [
            models.Index(fields=["team", "begindatum", "id"], name="traject_open", condition=Q(einddatum__isnull=True)),
            models.Index(fields=["begindatum"], name="traject_begindatum"),
            models.Index(fields=["einddatum"], name="traject_einddatum"),
        ]
        constraints = [
            period_constraint("traject_periode"),
            models.CheckConstraint(
                name="traject_afgesloten_met_reden",
                condition=(Q(status="afgesloten", einddatum__isnull=False) & ~Q(reden_beeindiging=""))
                | (~Q(status="afgesloten") & Q(einddatum__isnull=True, reden_beeindiging="")),
                violation_error_message="Een afgesloten traject heeft een einddatum en een reden.",
            ),
        ]

    @property
    def is_open(self) -> bool:
        return self.einddatum is None

    @property
    def kerntaak(self) -> str:
        """The kerntaak that this help belongs to (001): both kinds of coaching are one."""
        is_coaching = self.soort in (self.Soort.GEZINSCOACHING, self.Soort.JONGERENCOACHING)
        return "coaching" if is_coaching else self.soort

    def getoond(self) -> list[tuple[UUID | None, UUID]]:
        """The (person, dossier) pairs that a display shows: who takes part, when that was read."""
        deelnames = self.__dict__.get("_prefetched_objects_cache", {}).get("deelnames", ())
        return [(deelname.persoon_id, self.gezin_id) for deelname in deelnames] or [(None, self.gezin_id)]


@pghistory.track()
class TrajectDeelname(Period, Stamped):
    """A jeugdige taking part in a traject, from–until; `volgorde` 0 is the jeugdige first named."""

    traject = models.ForeignKey(Traject, models.CASCADE, related_name="deelnames")
    persoon = models.ForeignKey("dossier.Persoon", models.PROTECT, related_name="trajectdeelnames")
    volgorde = models.PositiveSmallIntegerField("volgorde", default=0)

    objects: ClassVar[models.Manager[Any]] = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = "trajectdeelname"
        verbose_name_plural = "trajectdeelnames"
        ordering = ["volgorde"]
        constraints = [
            period_constraint("trajectdeelname_periode"),
            no_overlap("trajectdeelname_geen_overlap", ["traject", "persoon"]),
        ]


@pghistory.track()
class Aanspreekpunt(Period, Stamped):
    """The vast aanspreekpunt (1 gezicht, 004): exactly one coach per traject at any time."""

    traject = models.ForeignKey(Traject, models.CASCADE, related_name="aanspreekpunten")
    medewerker = models.ForeignKey("organisatie.Medewerker", models.PROTECT, related_name="aanspreekpunten")
    overdracht = models.TextField(
        "notitie bij de overdracht", blank=True, max_length=4000, validators=[MaxLengthValidator(4000)]
    )

    objects: ClassVar[models.Manager[Any]] = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = "aanspreekpunt"
        verbose_name_plural = "aanspreekpunten"
        ordering = ["begindatum"]
        indexes = [models.Index(fields=["medewerker", "traject"], name="aanspreekpunt_medewerker")]
        constraints = [
            period_constraint("aanspreekpunt_periode"),
            no_overlap("aanspreekpunt_een_tegelijk", ["traject"]),
        ]
