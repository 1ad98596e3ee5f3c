"""A toegangsbesluit: what is asked, what is decided under which mandate, and the term to decide in."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

import pghistory
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import MD5

from cjg.basis.api import Stamped, Versioned
from toegang.models.register import Aanbieder, Contract, Eenheid, Leveringsvorm, Mandaat, Product, Productcategorie
from toegang.querysets import BesluitQuerySet


@pghistory.track()
class Besluit(Versioned):
    """One decision on one application for a jeugdige; it names its gezin beside its jeugdige."""

    class Soort(models.TextChoices):
        NIEUW = "nieuw", "Nieuw"
        VERLENGING = "verlenging", "Verlenging"
        WIJZIGING = "wijziging", "Wijziging"
        BEEINDIGING = "beeindiging", "Beëindiging"
        INTREKKING = "intrekking", "Intrekking"

    class Afgiftesoort(models.TextChoices):
        IV = "iv", "Individuele voorziening"
        PGB = "pgb", "Persoonsgebonden budget"
        LIGHT = "light", "Light"

    class Status(models.TextChoices):
        ONDERZOEK = "onderzoek", "Onderzoek"
        GENOMEN = "genomen", "Besluit genomen"
        BEKENDGEMAAKT = "bekendgemaakt", "Bekendgemaakt"

    class Uitkomst(models.TextChoices):
        TOEGEKEND = "toegekend", "Toegekend"
        GEDEELTELIJK = "gedeeltelijk", "Gedeeltelijk toegekend"
        AFGEWEZEN = "afgewezen", "Afgewezen"
        BUITEN_BEHANDELING = "buiten-behandeling", "Buiten behandeling"

    class Frequentie(models.TextChoices):
        """iJw WMO757."""

        DAG = "1", "per dag"
        WEEK = "2", "per week"
        MAAND = "4", "per maand"
        TOTAAL = "6", "in totaal"

    TOEKENNEND: ClassVar[tuple[str, ...]] = (Uitkomst.TOEGEKEND.value, Uitkomst.GEDEELTELIJK.value)

    gezin = models.ForeignKey("dossier.Gezin", models.PROTECT, related_name="besluiten")
    jeugdige = models.ForeignKey("dossier.Persoon", models.PROTECT, related_name="besluiten")
    gemeente = models.ForeignKey("organisatie.Gemeente", models.PROTECT, related_name="+")
    traject = models.ForeignKey("gezinsplan.Traject", models.PROTECT, null=True, blank=True, related_name="besluiten")
    planversie = models.ForeignKey(
        "gezinsplan.Planversie", models.PROTECT, null=True, blank=True, related_name="besluiten"
    )
    nummer = models.CharField("besluitnummer", max_length=20, unique=True)
    ontvangstdatum = models.DateField("ontvangen op")
    uiterlijk = models.DateField("uiterlijk beslissen op")
    soort = models.CharField("soort", max_length=12, choices=Soort, default=Soort.NIEUW)
    afgiftesoort = models.CharField("afgiftesoort", max_length=6, choices=Afgiftesoort, default=Afgiftesoort.IV)
    kenmerk_aanvraag = models.CharField("kenmerk van de aanvraag", max_length=40, blank=True)
    aanvraag = models.TextField("wat is gevraagd", blank=True, max_length=4000)
    status = models.CharField("status", max_length=14, choices=Status, default=Status.ONDERZOEK)
    uitkomst = models.CharField("uitkomst", max_length=20, choices=Uitkomst, blank=True)
    motivering = models.TextField("motivering", blank=True, max_length=8000)
    leveringsvorm = models.CharField("leveringsvorm", max_length=4, choices=Leveringsvorm, blank=True)
    productcategorie = models.CharField("productcategorie", max_length=2, choices=Productcategorie, blank=True)
    product = models.ForeignKey(Product, models.PROTECT, null=True, blank=True, related_name="+")
    ingangsdatum = models.DateField("van", null=True, blank=True)
    einddatum = models.DateField("tot en met", null=True, blank=True)
    volume = models.PositiveIntegerField("hoeveel", null=True, blank=True)
    eenheid = models.CharField("eenheid", max_length=2, choices=Eenheid, blank=True)
    frequentie = models.CharField("hoe vaak", max_length=1, choices=Frequentie, blank=True)
    budget_cent = models.PositiveBigIntegerField("bedrag in eurocent", null=True, blank=True)
    kosten_cent = models.PositiveBigIntegerField("hoogste kosten in eurocent", null=True, blank=True)
    aanbieder = models.ForeignKey(Aanbieder, models.PROTECT, null=True, blank=True, related_name="+")
    contract = models.ForeignKey(Contract, models.PROTECT, null=True, blank=True, related_name="+")
    mandaat = models.ForeignKey(Mandaat, models.PROTECT, null=True, blank=True, related_name="+")
    voorbereid_door = models.ForeignKey("organisatie.Medewerker", models.PROTECT, related_name="+")
    genomen_door = models.ForeignKey("organisatie.Medewerker", models.PROTECT, null=True, blank=True, related_name="+")
    genomen_op = models.DateField("besloten op", null=True, blank=True)
    bekendmaking = models.DateField("bekendgemaakt op", null=True, blank=True)
    bezwaar_tot = models.DateField("bezwaar tot en met", null=True, blank=True)

    objects: ClassVar[models.Manager[Any]] = BesluitQuerySet.as_manager()

    dossier_pad: ClassVar[str] = "gezin"

    class Meta:
        verbose_name = "besluit"
        verbose_name_plural = "besluiten"
        ordering = ["-ontvangstdatum"]
        indexes = [
            models.Index(fields=["gemeente", "bekendmaking"], name="besluit_bekendmaking"),
            models.Index(fields=["uiterlijk", "id"], name="besluit_termijn", condition=Q(status="onderzoek")),
        ]
        constraints = [
            models.UniqueConstraint(
                "jeugdige",
                "ontvangstdatum",
                "soort",
                MD5("aanvraag"),
                name="besluit_aanvraag_eenmaal",
                condition=Q(status="onderzoek"),
                violation_error_message="Er loopt al een onderzoek voor deze aanvraag.",
            ),
            models.CheckConstraint(
                name="besluit_genomen_compleet",
                condition=Q(status="onderzoek", uitkomst="", genomen_op__isnull=True, bekendmaking__isnull=True)
                | (
                    ~Q(status="onderzoek")
                    & ~Q(uitkomst="")
                    & ~Q(motivering="")
                    & Q(genomen_op__isnull=False, genomen_door__isnull=False, mandaat__isnull=False)
                ),
                violation_error_message="Een besluit heeft een uitkomst, een motivering, een beslisser en een mandaat.",
            ),
            models.CheckConstraint(
                name="besluit_bekendmaking_compleet",
                condition=Q(status="bekendgemaakt", bekendmaking__gte=F("genomen_op"), bezwaar_tot__isnull=False)
                | (~Q(status="bekendgemaakt") & Q(bekendmaking__isnull=True)),
                violation_error_message="De bekendmaking is op of na de dag van het besluit.",
            ),
            models.CheckConstraint(
                name="besluit_toekenning_compleet",
                condition=~Q(uitkomst__in=["toegekend", "gedeeltelijk"])
                | (~Q(leveringsvorm="") & ~Q(productcategorie="") & Q(ingangsdatum__isnull=False)),
                violation_error_message="Vul in welke hulp het is, in welke vorm en vanaf wanneer.",
            ),
            models.CheckConstraint(
                name="besluit_zin_heeft_aanbieder",
                condition=~Q(uitkomst__in=["toegekend", "gedeeltelijk"], leveringsvorm="zin")
                | Q(aanbieder__isnull=False),
                violation_error_message="Kies de aanbieder die de hulp geeft.",
            ),
            models.CheckConstraint(
                name="besluit_pgb_heeft_bedrag",
                condition=~Q(uitkomst__in=["toegekend", "gedeeltelijk"], leveringsvorm="pgb") | Q(budget_cent__gt=0),
                violation_error_message="Vul het bedrag van het PGB in.",
            ),
            models.CheckConstraint(
                name="besluit_ontvangen_voor_genomen",
                condition=Q(genomen_op__isnull=True) | Q(genomen_op__gte=F("ontvangstdatum")),
                violation_error_message="Het besluit ligt voor de dag dat de aanvraag is ontvangen.",
            ),
            models.CheckConstraint(
                name="besluit_periode",
                condition=Q(einddatum__isnull=True) | Q(einddatum__gte=F("ingangsdatum")),
                violation_error_message="De einddatum ligt voor de begindatum. Controleer de datums.",
            ),
        ]

    def __str__(self) -> str:
        return self.nummer

    @property
    def is_toegekend(self) -> bool:
        return self.uitkomst in self.TOEKENNEND

    @property
    def is_in_onderzoek(self) -> bool:
        return self.status == self.Status.ONDERZOEK

    @property
    def kenmerk(self) -> str:
        """The reference of the application: its own, or ours if it came without one."""
        return self.kenmerk_aanvraag or f"A-{self.nummer}"

    def getoond(self) -> list[tuple[UUID | None, UUID]]:
        """Whom a display of this besluit shows: its jeugdige, in the dossier of its gezin."""
        return [(self.jeugdige_id, self.gezin_id)]


@pghistory.track()
class Termijnwijziging(Stamped):
    """Why the term to decide moved: a notice of extension (Awb 4:14) or a suspension (Awb 4:5, 4:15)."""

    class Soort(models.TextChoices):
        VERDAGING = "verdaging", "Langer de tijd nemen (Awb 4:14)"
        AANVULLING = "aanvulling", "Wachten op een aanvulling (Awb 4:5 en 4:15)"
        INSTEMMING = "instemming", "Wachten, met instemming van de aanvrager (Awb 4:15)"

    besluit = models.ForeignKey(Besluit, models.CASCADE, related_name="termijnwijzigingen")
    soort = models.CharField("soort", max_length=12, choices=Soort)
    weken = models.PositiveSmallIntegerField("weken langer", null=True, blank=True)
    gemeld_op = models.DateField("aan de aanvrager gemeld op")
    gegeven_tot = models.DateField("wachten tot en met", null=True, blank=True)
    ontvangen_op = models.DateField("aanvulling ontvangen op", null=True, blank=True)
    reden = models.TextField("reden", max_length=2000)
    door = models.ForeignKey("organisatie.Medewerker", models.PROTECT, related_name="+")

    dossier_pad: ClassVar[str] = "besluit__gezin"

    class Meta:
        verbose_name = "termijnwijziging"
        verbose_name_plural = "termijnwijzigingen"
        ordering = ["gemeld_op", "id"]
        constraints = [
            models.CheckConstraint(
                name="termijnwijziging_compleet",
                condition=Q(soort="verdaging", weken__range=(1, 8), gegeven_tot__isnull=True)
                | Q(soort__in=["aanvulling", "instemming"], weken__isnull=True, gegeven_tot__gte=F("gemeld_op")),
                violation_error_message="Vul in hoeveel weken het langer duurt, of tot en met welke dag u wacht.",
            ),
            models.CheckConstraint(
                name="termijnwijziging_ontvangen_na_melding",
                condition=Q(ontvangen_op__isnull=True) | Q(ontvangen_op__gte=F("gemeld_op")),
                violation_error_message="De aanvulling kan niet zijn ontvangen voordat erom is gevraagd.",
            ),
            models.UniqueConstraint(
                fields=["besluit"],
                condition=Q(soort="verdaging"),
                name="termijnwijziging_een_verdaging",
                violation_error_message="De termijn is al een keer verlengd.",
            ),
        ]
