"""A toegangsbesluit: the four steps before it, the decision under a mandate, and the letter exactly as sent."""

from __future__ import annotations

from typing import Any, ClassVar

import pghistory
from django.db import models
from django.db.models import F, Q

from cjg.basis.api import Stamped, Versioned
from toegang.models.register import Aanbieder, Contract, Leveringsvorm, Mandaat, Product, Productcategorie
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

    class Eenheid(models.TextChoices):
        """iJw WJ756."""

        MINUUT = "01", "minuten"
        UUR = "04", "uren"
        ETMAAL = "14", "etmalen"
        DAGDEEL = "16", "dagdelen"
        STUKS = "82", "stuks"

    class Frequentie(models.TextChoices):
        """iJw WMO757."""

        DAG = "1", "per dag"
        WEEK = "2", "per week"
        MAAND = "4", "per maand"
        TOTAAL = "6", "in totaal"

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
    aanvraag = models.TextField("wat is gevraagd", max_length=4000)
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
                name="besluit_periode",
                condition=Q(einddatum__isnull=True) | Q(einddatum__gte=F("ingangsdatum")),
                violation_error_message="De einddatum ligt voor de begindatum. Controleer de datums.",
            ),
        ]

    @property
    def is_toegekend(self) -> bool:
        return self.uitkomst in (self.Uitkomst.TOEGEKEND, self.Uitkomst.GEDEELTELIJK)


@pghistory.track()
class Onderzoek(Versioned):
    """The four steps to a besluit (werkproces §6; CRvB 1-5-2017, ECLI:NL:CRVB:2017:1477)."""

    besluit = models.OneToOneField(Besluit, models.CASCADE, related_name="onderzoek")
    situatie = models.TextField("1. situatie en vraag", blank=True, max_length=8000)
    situatie_op = models.DateField("datum stap 1", null=True, blank=True)
    opties = models.TextField(
        "2. opties: eigen kracht, netwerk, vrij toegankelijk, andere wet", blank=True, max_length=8000
    )
    ontbrekende_voorziening = models.CharField("welke vrije voorziening ontbrak", max_length=200, blank=True)
    reflectie = models.TextField("2. professionele reflectie", blank=True, max_length=8000)
    reflectie_door = models.ForeignKey(
        "organisatie.Medewerker", models.PROTECT, null=True, blank=True, related_name="+"
    )
    opties_op = models.DateField("datum stap 2", null=True, blank=True)
    specialistisch_nodig = models.BooleanField("3. specialistische hulp nodig", null=True, blank=True)
    specialistisch = models.TextField("3. waarom, welke hulp en hoeveel", blank=True, max_length=8000)
    deskundige = models.ForeignKey("organisatie.Medewerker", models.PROTECT, null=True, blank=True, related_name="+")
    specialistisch_op = models.DateField("datum stap 3", null=True, blank=True)
    leveringsvorm = models.CharField("4. leveringsvorm", max_length=4, choices=Leveringsvorm, blank=True)
    leveringsvorm_toelichting = models.TextField("4. waarom deze vorm", blank=True, max_length=8000)
    leveringsvorm_op = models.DateField("datum stap 4", null=True, blank=True)
    pgb_bekwaam = models.BooleanField("PGB: kan het budget beheren (8.1.1 lid 2a)", null=True, blank=True)
    pgb_motivering = models.TextField(
        "PGB: waarom zorg in natura niet past (8.1.1 lid 2b)", blank=True, max_length=4000
    )
    pgb_kwaliteit = models.BooleanField("PGB: de hulp is van goede kwaliteit (8.1.1 lid 2c)", null=True, blank=True)
    vertrouwenspersoon_verteld = models.BooleanField("gewezen op de vertrouwenspersoon (2.5)", default=False)

    dossier_pad: ClassVar[str] = "besluit__gezin"

    class Meta:
        verbose_name = "onderzoek"
        verbose_name_plural = "onderzoeken"


class Beschikking(Stamped):
    """The letter of a besluit, exactly as sent: the application can add one, never change or remove it."""

    besluit = models.OneToOneField(Besluit, models.PROTECT, related_name="beschikking")
    kenmerk = models.CharField("kenmerk", max_length=30, unique=True)
    geadresseerden = models.JSONField("gericht aan")
    pdf = models.BinaryField("pdf")
    sha256 = models.CharField("sha-256", max_length=64)
    verstuurd_op = models.DateField("verstuurd op")

    dossier_pad: ClassVar[str] = "besluit__gezin"

    class Meta:
        verbose_name = "beschikking"
        verbose_name_plural = "beschikkingen"
