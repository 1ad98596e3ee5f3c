"""Who works here: accounts, medewerkers, teams, gebieden, rollen, absence and replacement."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from typing import Any, ClassVar, Self
from uuid import UUID

import pghistory
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.db.models.functions import Lower

from cjg.basis.api import Period, PeriodQuerySet, Stamped, Versioned, no_overlap, open_on, period_constraint, uuid7
from cjg.organisatie.profiel import Profiel, profile_of


class Rol(models.TextChoices):
    """The roles of werkproces §9. A role gives no dossier by itself: betrokkenheid or a grant does."""

    IA_MEDEWERKER = "ia-medewerker", "I&A-medewerker"
    COACH = "coach", "Coach"
    POH_JEUGD = "poh-jeugd", "POH-Jeugd"
    GEDRAGSWETENSCHAPPER = "gedragswetenschapper", "Gedragswetenschapper"
    TEAMLEIDER = "teamleider", "Teamleider"
    ADMINISTRATIE = "administratie", "Administratie (team passende hulp)"
    COORDINATOR_GROEPSAANBOD = "coordinator-groepsaanbod", "Coördinator groepsaanbod"
    DATA_MEDEWERKER = "data-medewerker", "Data-medewerker"
    CONTRACTMANAGER = "contractmanager", "Contractmanager"
    MANAGER = "manager", "Manager"
    ACCOUNTMANAGER = "accountmanager", "Accountmanager gemeente"
    FUNCTIONARIS_GEGEVENSBESCHERMING = "functionaris-gegevensbescherming", "Functionaris gegevensbescherming"
    BEHEERDER = "beheerder", "Beheerder"


class Gemeente(models.Model):
    """A municipality that the CJG works for, or that a person can move to (CBS code list 2026)."""

    code = models.CharField("CBS-code", max_length=4, primary_key=True)
    naam = models.CharField("naam", max_length=80)
    is_opdrachtgever = models.BooleanField("opdrachtgever van dit CJG", default=False)

    class Meta:
        verbose_name = "gemeente"
        verbose_name_plural = "gemeenten"
        ordering = ["naam"]
        constraints = [
            models.CheckConstraint(
                name="gemeente_code_vier_cijfers",
                condition=Q(code__regex=r"^[0-9]{4}$"),
                violation_error_message="Een gemeentecode heeft vier cijfers.",
            )
        ]

    def __str__(self) -> str:
        return self.naam


@pghistory.track()
class Team(Versioned):
    """A team of the CJG: a gebiedsteam, the I&A team, team passende hulp or the flexteam."""

    class Soort(models.TextChoices):
        GEBIEDSTEAM = "gebiedsteam", "Gebiedsteam"
        IA = "informatie-advies", "Informatie en advies"
        PASSENDE_HULP = "passende-hulp", "Team passende hulp"
        DAK_EN_THUISLOOS = "dak-en-thuisloos", "Dak- en thuisloze jongeren"
        FLEXTEAM = "flexteam", "Flexteam"
        EXPERTISE = "expertise", "Expertiseteam"
        BEDRIJFSBUREAU = "bedrijfsbureau", "Bedrijfsbureau"

    naam = models.CharField("naam", max_length=80, unique=True)
    soort = models.CharField("soort", max_length=20, choices=Soort)
    gemeente = models.ForeignKey(Gemeente, models.PROTECT, null=True, blank=True, related_name="teams")

    class Meta:
        verbose_name = "team"
        verbose_name_plural = "teams"
        ordering = ["naam"]

    def __str__(self) -> str:
        return self.naam


@pghistory.track()
class Gebied(Versioned):
    """The area of a gebiedsteam; called wijk in contacts and reports."""

    naam = models.CharField("naam", max_length=80, unique=True)
    gemeente = models.ForeignKey(Gemeente, models.PROTECT, related_name="gebieden")
    team = models.ForeignKey(Team, models.PROTECT, related_name="gebieden")

    class Meta:
        verbose_name = "gebied"
        verbose_name_plural = "gebieden"
        ordering = ["naam"]

    def __str__(self) -> str:
        return self.naam


class GebruikerManager(BaseUserManager["Gebruiker"]):
    """Makes accounts; the e-mail address is what one signs in with."""

    def create_user(self, email: str, password: str | None = None, **velden: Any) -> Gebruiker:
        """Make an account with a hashed password, or without one that can be used."""
        gebruiker = self.model(email=self.normalize_email(email).lower(), **velden)
        gebruiker.set_password(password)
        gebruiker.save(using=self._db)
        return gebruiker

    def create_superuser(self, email: str, password: str | None = None, **velden: Any) -> Gebruiker:
        """Make a technical account. It sees no dossier: the gate does not know superusers."""
        return self.create_user(email, password, is_superuser=True, **velden)

    def get_by_natural_key(self, username: str | None) -> Gebruiker:
        """Find an account by its address, whatever the case of the letters."""
        return self.get(email__iexact=username)


@pghistory.track(fields=["email", "naam", "soort", "is_active"], model_name="GebruikerEvent")
class Gebruiker(AbstractBaseUser, PermissionsMixin):
    """An account to sign in with: of a medewerker, of a client or of a system (REST client)."""

    class Soort(models.TextChoices):
        MEDEWERKER = "medewerker", "Medewerker"
        CLIENT = "client", "Cliënt"
        SYSTEEM = "systeem", "Systeem"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    email = models.EmailField("e-mailadres", max_length=254, unique=True)
    naam = models.CharField("naam", max_length=120)
    soort = models.CharField("soort", max_length=12, choices=Soort, default=Soort.MEDEWERKER)
    is_active = models.BooleanField("actief", default=True)
    aangemaakt_op = models.DateTimeField("aangemaakt op", auto_now_add=True)

    objects: ClassVar[GebruikerManager] = GebruikerManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["naam"]

    class Meta:
        verbose_name = "gebruiker"
        verbose_name_plural = "gebruikers"
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="gebruiker_email_uniek",
                violation_error_message="Er is al een account met dit e-mailadres.",
            )
        ]

    def __str__(self) -> str:
        return self.naam

    @property
    def profiel(self) -> Profiel:
        """Roles, teams and replacements of today; read once per request."""
        return profile_of(self)

    @property
    def rollen(self) -> frozenset[str]:
        """The codes of the roles held today."""
        return self.profiel.rollen

    @property
    def is_medewerker(self) -> bool:
        return self.soort == self.Soort.MEDEWERKER

    @property
    def is_client(self) -> bool:
        return self.soort == self.Soort.CLIENT


class MedewerkerQuerySet(models.QuerySet["Medewerker"]):
    """Reads of medewerkers; an `einddatum` or a `laatste_werkdag` is the last day."""

    def at_work(self, day: datetime.date) -> Self:
        """Keep who works here on a day, in the order of names."""
        still = Q(laatste_werkdag__isnull=True) | Q(laatste_werkdag__gte=day)
        rows = self.filter(still, gebruiker__is_active=True, gebruiker__soort=Gebruiker.Soort.MEDEWERKER)
        return rows.select_related("gebruiker").order_by("gebruiker__naam", "pk")

    def left(self, day: datetime.date) -> Self:
        """Keep who has left before a day."""
        return self.filter(Q(laatste_werkdag__lt=day) | Q(gebruiker__is_active=False))

    def absent(self, day: datetime.date) -> Self:
        """Keep who is away on a day."""
        return self.filter(Exists(Afwezigheid.objects.filter(open_on(day), medewerker=OuterRef("pk"))))

    def for_list(self, day: datetime.date) -> Self:
        """Add what the list shows: roles, teams and absence of the day."""
        rollen: Any = Prefetch("gebruiker__roltoekenningen", Roltoekenning.objects.open_on(day), "rollen_nu")
        teams: Any = Prefetch(
            "gebruiker__lidmaatschappen", Teamlidmaatschap.objects.open_on(day).select_related("team"), "teams_nu"
        )
        weg: Any = Prefetch(
            "afwezigheden",
            Afwezigheid.objects.open_on(day).select_related("vervanger__gebruiker"),
            "afwezig_nu",
        )
        return self.select_related("gebruiker").prefetch_related(rollen, teams, weg)

    def in_teams(self, team_ids: Collection[UUID], day: datetime.date) -> Self:
        """Keep who is in one of these teams on a day."""
        member = Teamlidmaatschap.objects.filter(open_on(day), gebruiker=OuterRef("gebruiker"), team__in=team_ids)
        return self.filter(Exists(member))


@pghistory.track()
class Medewerker(Versioned):
    """Somebody who works for the CJG, with an account or (after leaving) without a usable one."""

    gebruiker = models.OneToOneField(Gebruiker, models.PROTECT, related_name="medewerker")
    functie = models.CharField("functie", max_length=80)
    registratienummer = models.CharField("SKJ- of BIG-nummer", max_length=20, blank=True)
    telefoon = models.CharField("telefoon", max_length=20, blank=True)
    fte = models.DecimalField("fte", max_digits=4, decimal_places=3, default=1)
    laatste_werkdag = models.DateField("laatste werkdag", null=True, blank=True)

    objects: ClassVar[models.Manager[Any]] = MedewerkerQuerySet.as_manager()

    class Meta:
        verbose_name = "medewerker"
        verbose_name_plural = "medewerkers"
        constraints = [
            models.CheckConstraint(
                name="medewerker_fte_tussen_0_en_1",
                condition=Q(fte__gt=0, fte__lte=1),
                violation_error_message="Vul een aantal fte in tussen 0 en 1.",
            )
        ]

    def __str__(self) -> str:
        return self.gebruiker.naam


@pghistory.track()
class Roltoekenning(Period, Stamped):
    """A role of an account, from–until; an accountmanager's role is for one gemeente."""

    gebruiker = models.ForeignKey(Gebruiker, models.CASCADE, related_name="roltoekenningen")
    rol = models.CharField("rol", max_length=40, choices=Rol)
    gemeente = models.ForeignKey(Gemeente, models.PROTECT, null=True, blank=True)

    objects: ClassVar[models.Manager[Any]] = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = "roltoekenning"
        verbose_name_plural = "roltoekenningen"
        constraints = [
            period_constraint("roltoekenning_periode"),
            no_overlap("roltoekenning_geen_overlap", ["gebruiker", "rol"], condition=Q(gemeente__isnull=True)),
            no_overlap("roltoekenning_geen_overlap_gemeente", ["gebruiker", "rol", "gemeente"]),
            models.CheckConstraint(
                name="roltoekenning_rol",
                condition=Q(rol__in=Rol.values),
                violation_error_message="Kies een rol uit de lijst.",
            ),
            models.CheckConstraint(
                name="roltoekenning_accountmanager_heeft_gemeente",
                condition=~Q(rol=Rol.ACCOUNTMANAGER) | Q(gemeente__isnull=False),
                violation_error_message="Kies de gemeente van de accountmanager.",
            ),
        ]


@pghistory.track()
class Teamlidmaatschap(Period, Stamped):
    """Membership of a team, from–until."""

    gebruiker = models.ForeignKey(Gebruiker, models.CASCADE, related_name="lidmaatschappen")
    team = models.ForeignKey(Team, models.PROTECT, related_name="lidmaatschappen")

    objects: ClassVar[models.Manager[Any]] = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = "teamlidmaatschap"
        verbose_name_plural = "teamlidmaatschappen"
        constraints = [
            period_constraint("teamlidmaatschap_periode"),
            no_overlap("teamlidmaatschap_geen_overlap", ["gebruiker", "team"]),
        ]


@pghistory.track()
class Afwezigheid(Period, Stamped):
    """Absence of a medewerker, and who replaces them: the replacement sees and gets their work."""

    class Reden(models.TextChoices):
        VERLOF = "verlof", "Verlof"
        ZIEK = "ziek", "Ziek"
        ANDERS = "anders", "Anders"

    medewerker = models.ForeignKey(Medewerker, models.CASCADE, related_name="afwezigheden")
    vervanger = models.ForeignKey(Medewerker, models.PROTECT, null=True, blank=True, related_name="vervangingen")
    reden = models.CharField("reden", max_length=10, choices=Reden)

    objects: ClassVar[models.Manager[Any]] = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = "afwezigheid"
        verbose_name_plural = "afwezigheden"
        constraints = [
            period_constraint("afwezigheid_periode"),
            no_overlap("afwezigheid_geen_overlap", ["medewerker"]),
            models.CheckConstraint(
                name="afwezigheid_vervanger_is_een_ander",
                condition=Q(vervanger__isnull=True) | ~Q(vervanger=F("medewerker")),
                violation_error_message="Kies een andere medewerker als vervanger.",
            ),
        ]
