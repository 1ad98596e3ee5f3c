"""The four steps that come before a besluit."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

import pghistory
from django.db import models

from cjg.basis.api import Versioned
from toegang.models.besluit import Besluit
from toegang.models.register import Leveringsvorm


@pghistory.track()
class Onderzoek(Versioned):
    """The four steps to a besluit (werkproces §6; CRvB 1-5-2017, ECLI:NL:CRVB:2017:1477).

    Each step has the day on which it was last recorded; without that day it is open. A trigger freezes the row
    once the besluit is taken.
    """

    besluit = models.OneToOneField(Besluit, models.CASCADE, related_name="onderzoek")
    hulpvraag = models.TextField("wat vraagt het gezin", blank=True, max_length=8000)
    situatie = models.TextField("welke problemen zijn er", blank=True, max_length=8000)
    vertrouwenspersoon_verteld = models.BooleanField("gewezen op de vertrouwenspersoon (2.5)", default=False)
    situatie_op = models.DateField("datum stap 1", null=True, blank=True)
    eigen_kracht = models.TextField("wat kan het gezin zelf", blank=True, max_length=8000)
    netwerk = models.TextField("wat kan het netwerk", blank=True, max_length=8000)
    vrij_toegankelijk = models.TextField("wat kan vrij toegankelijke hulp", blank=True, max_length=8000)
    voorliggend = models.TextField("is er een andere wet of regeling", blank=True, max_length=8000)
    ontbrekende_voorziening = models.CharField("welke vrije voorziening ontbrak", max_length=200, blank=True)
    reflectie = models.TextField("professionele reflectie", blank=True, max_length=8000)
    reflectie_door = models.ForeignKey(
        "organisatie.Medewerker", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="collega"
    )
    opties_op = models.DateField("datum stap 2", null=True, blank=True)
    specialistisch_nodig = models.BooleanField("is specialistische hulp nodig", null=True, blank=True)
    specialistisch = models.TextField("waarom, welke hulp en hoeveel", blank=True, max_length=8000)
    deskundige = models.ForeignKey(
        "organisatie.Medewerker", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="deskundige"
    )
    deskundige_registratie = models.CharField("SKJ- of BIG-nummer", max_length=20, blank=True)
    specialistisch_op = models.DateField("datum stap 3", null=True, blank=True)
    leveringsvorm = models.CharField("zorg in natura of PGB", max_length=4, choices=Leveringsvorm, blank=True)
    leveringsvorm_toelichting = models.TextField("waarom deze vorm", blank=True, max_length=8000)
    pgb_bekwaam = models.BooleanField("kan het budget beheren (8.1.1 lid 2a)", null=True, blank=True)
    pgb_motivering = models.TextField("waarom past zorg in natura niet (8.1.1 lid 2b)", blank=True, max_length=4000)
    pgb_kwaliteit = models.BooleanField("de hulp is van goede kwaliteit (8.1.1 lid 2c)", null=True, blank=True)
    leveringsvorm_op = models.DateField("datum stap 4", null=True, blank=True)

    dossier_pad: ClassVar[str] = "besluit__gezin"

    class Meta:
        verbose_name = "onderzoek"
        verbose_name_plural = "onderzoeken"

    def getoond(self) -> list[tuple[UUID | None, UUID]]:
        """Whom a display of this onderzoek shows; the besluit comes with it (select_related)."""
        return self.besluit.getoond()
