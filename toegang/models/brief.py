"""The beschikking: the letter of a besluit exactly as sent, and what the letters of a gemeente say."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

import pghistory
from django.db import models

from cjg.basis.api import Stamped, Versioned
from toegang.models.besluit import Besluit


class Beschikking(Stamped):
    """The letter of a besluit to one addressee: the application can add one, never change or remove it.

    One letter per addressee, because separated parents must not read each other's address and a youth is written
    to otherwise than a parent. `volgnummer` 1 is the main addressee.
    """

    besluit = models.ForeignKey(Besluit, models.PROTECT, related_name="beschikkingen")
    volgnummer = models.PositiveSmallIntegerField("volgnummer")
    kenmerk = models.CharField("kenmerk", max_length=30, unique=True)
    geadresseerde = models.ForeignKey("dossier.Persoon", models.PROTECT, related_name="+", verbose_name="gericht aan")
    pdf = models.BinaryField("pdf")
    sha256 = models.CharField("sha-256", max_length=64)
    verstuurd_op = models.DateField("verstuurd op")

    dossier_pad: ClassVar[str] = "besluit__gezin"

    class Meta:
        verbose_name = "beschikking"
        verbose_name_plural = "beschikkingen"
        ordering = ["besluit", "volgnummer"]
        constraints = [
            models.UniqueConstraint(
                fields=["besluit", "geadresseerde"],
                name="beschikking_een_per_geadresseerde",
                violation_error_message="Deze persoon heeft de brief al gekregen.",
            ),
            models.UniqueConstraint(fields=["besluit", "volgnummer"], name="beschikking_volgnummer"),
        ]

    def __str__(self) -> str:
        return self.kenmerk

    def getoond(self) -> list[tuple[UUID | None, UUID]]:
        """Whom a display of this letter shows: the jeugdige it is about and whom it is sent to."""
        gezin_id = self.besluit.gezin_id
        return list(dict.fromkeys([(self.besluit.jeugdige_id, gezin_id), (self.geadresseerde_id, gezin_id)]))


@pghistory.track()
class Briefgegevens(Versioned):
    """What differs per gemeente in a beschikking: sender, verordening, where to object and who can help."""

    gemeente = models.OneToOneField("organisatie.Gemeente", models.PROTECT, related_name="+")
    afzender = models.CharField("naam van de organisatie", max_length=120)
    adres = models.CharField("adres van de organisatie", max_length=200)
    telefoon = models.CharField("telefoonnummer", max_length=20)
    email = models.EmailField("e-mailadres", blank=True)
    plaats = models.CharField("plaats boven de brief", max_length=80)
    verordening = models.CharField("naam van de verordening", max_length=200)
    artikelen = models.CharField("artikelen van de verordening", max_length=80)
    bezwaar_adres = models.CharField("adres voor bezwaar", max_length=200)
    bezwaar_online = models.CharField("bezwaar via internet", max_length=120, blank=True)
    rechtbank = models.CharField("adres van de rechtbank", max_length=200)
    vertrouwenspersoon = models.CharField("vertrouwenspersoon", max_length=200)
    clientondersteuning = models.CharField("cliëntondersteuning", max_length=200)
    privacy = models.CharField("waar staat de uitleg over privacy", max_length=200)

    class Meta:
        verbose_name = "briefgegevens"
        verbose_name_plural = "briefgegevens"

    def __str__(self) -> str:
        return f"Briefgegevens {self.gemeente_id}"
