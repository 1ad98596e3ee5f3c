"""Intake: anonymous contactmomenten, aanmeldingen of a gezin and the wachtlijst."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q

from cjg.basis.api import Stamped, Versioned
from cjg.intake.codes import (
    AndereKinderen,
    Kanaal,
    Kerntaak,
    Leeftijdsgroep,
    Medewerkersrol,
    Resultaat,
    Signaal,
    Thema,
    Urgentie,
    Veiligheid,
    Verwijzer,
    Vraagsteller,
)
from cjg.intake.querysets import AanmeldingQuerySet, ContactmomentQuerySet, WachtlijstplaatsQuerySet


def in_choices(veld: str, keuzes: type[models.TextChoices], naam: str, *, leeg: bool = False) -> models.CheckConstraint:
    """A constraint that a column holds one of the codes (or nothing, where `leeg`)."""
    waarden = [*keuzes.values, ""] if leeg else keuzes.values
    return models.CheckConstraint(
        name=naam,
        condition=Q(**{f"{veld}__in": waarden}),
        violation_error_message="Kies een waarde uit de lijst.",
    )


@pghistory.track()
class Contactmoment(Versioned):
    """One question to the CJG, mostly anonymous: the free text names nobody (werkproces §2)."""

    datum = models.DateField("datum")
    kanaal = models.CharField("kanaal", max_length=20, choices=Kanaal)
    vraagsteller = models.CharField("wie stelt de vraag", max_length=24, choices=Vraagsteller)
    gemeente = models.ForeignKey(
        "organisatie.Gemeente", models.PROTECT, null=True, blank=True, related_name="+", help_text="Leeg: niet bekend."
    )
    wijk = models.ForeignKey("organisatie.Gebied", models.PROTECT, null=True, blank=True, related_name="+")
    vindplaats = models.CharField("vindplaats", max_length=80, blank=True)
    leeftijdsgroep = models.CharField(
        "leeftijd van het kind", max_length=10, choices=Leeftijdsgroep, default=Leeftijdsgroep.ONBEKEND
    )
    themas = ArrayField(models.CharField(max_length=24, choices=Thema), verbose_name="onderwerpen")
    resultaten = ArrayField(models.CharField(max_length=20, choices=Resultaat), verbose_name="wat is er gedaan")
    duur_minuten = models.PositiveSmallIntegerField("duur in minuten", null=True, blank=True)
    aantal_bereikt = models.PositiveIntegerField("aantal mensen bereikt", null=True, blank=True)
    signaal = models.CharField("signaal", max_length=24, choices=Signaal, blank=True)
    toelichting = models.TextField("toelichting", blank=True, max_length=2000, validators=[MaxLengthValidator(2000)])
    medewerker = models.ForeignKey(
        "organisatie.Medewerker", models.PROTECT, null=True, blank=True, related_name="contactmomenten"
    )
    medewerkersrol = models.CharField("rol", max_length=6, choices=Medewerkersrol, default=Medewerkersrol.IA)
    bron_id = models.CharField("kenmerk in de bron", max_length=80, null=True, blank=True, unique=True)

    objects: ClassVar[models.Manager[Any]] = ContactmomentQuerySet.as_manager()

    class Meta:
        verbose_name = "contactmoment"
        verbose_name_plural = "contactmomenten"
        indexes = [
            models.Index(fields=["-datum", "-id"], name="contactmoment_datum"),
            models.Index(fields=["gemeente", "datum"], name="contactmoment_gemeente"),
            models.Index(fields=["medewerker", "-datum", "-id"], name="contactmoment_medewerker"),
        ]
        constraints = [
            in_choices("kanaal", Kanaal, "contactmoment_kanaal"),
            in_choices("vraagsteller", Vraagsteller, "contactmoment_vraagsteller"),
            in_choices("leeftijdsgroep", Leeftijdsgroep, "contactmoment_leeftijdsgroep"),
            in_choices("signaal", Signaal, "contactmoment_signaal", leeg=True),
            in_choices("medewerkersrol", Medewerkersrol, "contactmoment_medewerkersrol"),
            models.CheckConstraint(
                name="contactmoment_themas",
                condition=Q(themas__contained_by=Thema.values, themas__len__gte=1),
                violation_error_message="Kies ten minste één onderwerp uit de lijst.",
            ),
            models.CheckConstraint(
                name="contactmoment_resultaten",
                condition=Q(resultaten__contained_by=Resultaat.values, resultaten__len__gte=1),
                violation_error_message="Kies ten minste één ding dat is gedaan.",
            ),
            models.CheckConstraint(
                name="contactmoment_groep_heeft_aantal",
                condition=~Q(kanaal=Kanaal.GROEPSBIJEENKOMST) | Q(aantal_bereikt__isnull=False),
                violation_error_message="Vul in hoeveel mensen u met de groepsbijeenkomst bereikte.",
            ),
            models.CheckConstraint(
                name="contactmoment_duur",
                condition=Q(duur_minuten__isnull=True) | Q(duur_minuten__range=(1, 1440)),
                violation_error_message="Vul een duur in tussen 1 en 1440 minuten.",
            ),
        ]

    @property
    def thema_labels(self) -> str:
        """The themes as people read them."""
        return ", ".join(str(Thema(code).label) for code in self.themas)

    @property
    def resultaat_labels(self) -> str:
        """What was done, as people read it."""
        return ", ".join(str(Resultaat(code).label) for code in self.resultaten)


@pghistory.track()
class Aanmelding(Versioned):
    """A contact that needs more: of a named gezin, with the question in the family's own words."""

    class Status(models.TextChoices):
        NIEUW = "nieuw", "Nieuw"
        WACHTLIJST = "wachtlijst", "Op de wachtlijst"
        GESTART = "gestart", "Gestart"
        DOORVERWEZEN = "doorverwezen", "Doorverwezen"
        GESLOTEN = "gesloten", "Gesloten"

    datum = models.DateField("datum")
    gezin = models.ForeignKey("dossier.Gezin", models.PROTECT, related_name="aanmeldingen")
    jeugdigen = models.ManyToManyField("dossier.Persoon", related_name="aanmeldingen", through="Aangemelde")
    verwijzer = models.CharField("verwijzer", max_length=30, choices=Verwijzer)
    kerntaak = models.CharField("kerntaak", max_length=20, choices=Kerntaak)
    vraag = models.TextField("de vraag, in eigen woorden", max_length=4000)
    urgentie = models.CharField("urgentie", max_length=10, choices=Urgentie)
    veiligheid = models.CharField("veiligheid", max_length=16, choices=Veiligheid)
    direct_handelen = models.TextField("wat is er nu gedaan voor de veiligheid", blank=True, max_length=4000)
    andere_kinderen = models.CharField(
        "andere kinderen in het gezin", max_length=16, choices=AndereKinderen, default=AndereKinderen.NIET_GEVRAAGD
    )
    andere_kinderen_toelichting = models.TextField("toelichting andere kinderen", blank=True, max_length=2000)
    contactmoment = models.OneToOneField(
        Contactmoment, models.SET_NULL, null=True, blank=True, related_name="aanmelding"
    )
    team = models.ForeignKey("organisatie.Team", models.PROTECT, related_name="aanmeldingen")
    status = models.CharField("status", max_length=14, choices=Status, default=Status.NIEUW)
    toelichting_einde = models.TextField("reden of waarheen", blank=True, max_length=2000)
    medewerker = models.ForeignKey("organisatie.Medewerker", models.PROTECT, null=True, related_name="+")

    objects: ClassVar[models.Manager[Any]] = AanmeldingQuerySet.as_manager()

    dossier_pad: ClassVar[str] = "gezin"

    class Meta:
        verbose_name = "aanmelding"
        verbose_name_plural = "aanmeldingen"
        indexes = [models.Index(fields=["-datum", "-id"], name="aanmelding_datum")]
        constraints = [
            in_choices("verwijzer", Verwijzer, "aanmelding_verwijzer"),
            in_choices("kerntaak", Kerntaak, "aanmelding_kerntaak"),
            in_choices("urgentie", Urgentie, "aanmelding_urgentie"),
            in_choices("veiligheid", Veiligheid, "aanmelding_veiligheid"),
            in_choices("andere_kinderen", AndereKinderen, "aanmelding_andere_kinderen"),
            models.CheckConstraint(
                name="aanmelding_status",
                condition=Q(status__in=["nieuw", "wachtlijst", "gestart", "doorverwezen", "gesloten"]),
                violation_error_message="Kies een status uit de lijst.",
            ),
            models.CheckConstraint(
                name="aanmelding_einde_heeft_reden",
                condition=~Q(status__in=["doorverwezen", "gesloten"]) | ~Q(toelichting_einde=""),
                violation_error_message="Schrijf de reden op.",
            ),
            models.CheckConstraint(
                name="aanmelding_geen_contact_heeft_reden",
                condition=~Q(andere_kinderen=AndereKinderen.GEEN_CONTACT) | ~Q(andere_kinderen_toelichting=""),
                violation_error_message="Schrijf op waarom er geen contact is met de andere kinderen.",
            ),
            models.CheckConstraint(
                name="aanmelding_vraag_ingevuld",
                condition=~Q(vraag=""),
                violation_error_message="Schrijf op wat het gezin vraagt.",
            ),
            models.CheckConstraint(
                name="aanmelding_onveilig_heeft_handelen",
                condition=~Q(veiligheid=Veiligheid.DIRECT_ONVEILIG) | ~Q(direct_handelen=""),
                violation_error_message="Schrijf op wat u nu doet voor de veiligheid.",
            ),
        ]

    @property
    def is_open(self) -> bool:
        """Tell whether nothing has ended it yet: new or waiting."""
        return self.status in (self.Status.NIEUW, self.Status.WACHTLIJST)

    def getoond(self) -> list[tuple[UUID | None, UUID]]:
        """The (person, dossier) pairs that a display shows: the aangemelden, when they were read."""
        aangemelden = getattr(self, "getoonde_aangemelden", ())
        return [(aangemelde.persoon_id, self.gezin_id) for aangemelde in aangemelden] or [(None, self.gezin_id)]


class Aangemelde(Stamped):
    """A jeugdige for whom help is asked."""

    aanmelding = models.ForeignKey(Aanmelding, models.CASCADE, related_name="aangemelden")
    persoon = models.ForeignKey("dossier.Persoon", models.PROTECT, related_name="+")
    volgorde = models.PositiveSmallIntegerField("volgorde", default=0)

    class Meta:
        verbose_name = "aangemelde"
        verbose_name_plural = "aangemelden"
        ordering = ["volgorde"]
        constraints = [models.UniqueConstraint(fields=["aanmelding", "persoon"], name="aangemelde_eenmaal")]


@pghistory.track()
class Wachtlijstplaats(Versioned):
    """The wait of an accepted aanmelding in one team; `tot` is the day on which the wait ended."""

    class Einde(models.TextChoices):
        GESTART = "gestart", "Traject gestart"
        INGETROKKEN = "ingetrokken", "Gezin wil niet meer"
        DOORVERWEZEN = "doorverwezen", "Doorverwezen"

    aanmelding = models.OneToOneField(Aanmelding, models.CASCADE, related_name="wachtlijstplaats")
    team = models.ForeignKey("organisatie.Team", models.PROTECT, related_name="wachtlijst")
    sinds = models.DateField("sinds")
    tot = models.DateField("tot", null=True, blank=True)
    reden_einde = models.CharField("reden", max_length=14, choices=Einde, blank=True)
    bellen_op = models.DateField("volgende keer bellen op", null=True, blank=True)
    beller = models.ForeignKey(
        "organisatie.Medewerker", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="wie belt"
    )

    objects: ClassVar[models.Manager[Any]] = WachtlijstplaatsQuerySet.as_manager()

    dossier_pad: ClassVar[str] = "aanmelding__gezin"

    class Meta:
        verbose_name = "wachtlijstplaats"
        verbose_name_plural = "wachtlijstplaatsen"
        indexes = [models.Index(fields=["team", "sinds"], name="wachtlijst_open", condition=Q(tot__isnull=True))]
        constraints = [
            models.CheckConstraint(
                name="wachtlijst_einde_met_reden",
                condition=Q(tot__isnull=True, reden_einde="") | (Q(tot__gte=F("sinds")) & ~Q(reden_einde="")),
                violation_error_message="Kies waarom het wachten stopt.",
            )
        ]

    def getoond(self) -> list[tuple[UUID | None, UUID]]:
        """The (person, dossier) pairs that a display shows: those of its aanmelding, which has to be read."""
        return self.aanmelding.getoond()
