"""Who works here: taking somebody on, their roles and teams from–until, and their last day."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.text import slugify

from cjg.basis.api import bump_versie
from cjg.organisatie.models import (
    Gebruiker,
    Gemeente,
    Medewerker,
    Rol,
    Roltoekenning,
    Team,
    Teamlidmaatschap,
)


@transaction.atomic
def create_medewerker(
    *,
    email: str,
    naam: str,
    functie: str,
    rollen: Iterable[Rol],
    teams: Iterable[Team],
    begindatum: datetime.date,
    gemeente: Gemeente | None = None,
    registratienummer: str = "",
    telefoon: str = "",
    fte: Decimal = Decimal(1),
    password: str | None = None,
) -> Medewerker:
    """Make an account with its medewerker, roles and teams from a day on.

    Without a password the account cannot be used until one is set by mail or single sign-on. Raises `ValidationError`
    when the address is none or in use, or a role needs more than was given.
    """
    check_email_is_free(email)
    Gebruiker(email=email, naam=naam).full_clean(exclude=["password"], validate_unique=False)
    gebruiker = Gebruiker.objects.create_user(email, password, naam=naam)
    medewerker = Medewerker.objects.create(
        gebruiker=gebruiker, functie=functie, registratienummer=registratienummer, telefoon=telefoon, fte=fte
    )
    rollen = list(rollen)
    if Rol.ACCOUNTMANAGER in rollen and gemeente is None:
        raise ValidationError({"gemeente": "Kies de gemeente van de accountmanager."})
    Roltoekenning.objects.bulk_create(
        Roltoekenning(
            gebruiker=gebruiker,
            rol=rol,
            begindatum=begindatum,
            gemeente=gemeente if rol == Rol.ACCOUNTMANAGER else None,
        )
        for rol in rollen
    )
    Teamlidmaatschap.objects.bulk_create(
        Teamlidmaatschap(gebruiker=gebruiker, team=team, begindatum=begindatum) for team in teams
    )
    return medewerker


@transaction.atomic
def create_systeem(*, naam: str, rollen: Iterable[Rol], teams: Iterable[Team], begindatum: datetime.date) -> Gebruiker:
    """Make the account of a program: it acts with its own roles and teams, and stands in the log under its own name.

    Nobody can sign in with it. An accountmanager's role is for one gemeente and no program has it. Raises
    `ValidationError` when there is a system with this name.
    """
    email = f"{slugify(naam)}@systeem.invalid"
    if Gebruiker.objects.filter(email__iexact=email).exists():
        raise ValidationError({"naam": "Er is al een systeem met deze naam."})
    systeem = Gebruiker.objects.create_user(email, naam=naam, soort=Gebruiker.Soort.SYSTEEM)
    for rol in rollen:
        toekenning = Roltoekenning(gebruiker=systeem, rol=rol, begindatum=begindatum)
        toekenning.full_clean()
        toekenning.save()
    Teamlidmaatschap.objects.bulk_create(
        Teamlidmaatschap(gebruiker=systeem, team=team, begindatum=begindatum) for team in teams
    )
    return systeem


def check_email_is_free(email: str, *, but: Gebruiker | None = None) -> None:
    """Raise `ValidationError` when somebody else signs in with this address."""
    others = Gebruiker.objects.filter(email__iexact=email)
    if (others.exclude(pk=but.pk) if but else others).exists():
        raise ValidationError({"email": "Er is al een account met dit e-mailadres. Kies een ander adres."})


@transaction.atomic
def change_medewerker(
    *,
    medewerker: Medewerker,
    expected_versie: int,
    naam: str,
    email: str,
    functie: str,
    telefoon: str,
    registratienummer: str,
    fte: Decimal,
    now: datetime.datetime,
) -> Medewerker:
    """Change what is known of a medewerker. Raises `StaleVersion`, or `ValidationError` for a wrong value."""
    gebruiker = medewerker.gebruiker
    bump_versie(medewerker, expected_versie, now=now)
    check_email_is_free(email, but=gebruiker)
    gebruiker.naam, gebruiker.email = naam, email.lower()
    gebruiker.save(update_fields=["naam", "email"])
    medewerker.functie, medewerker.telefoon = functie, telefoon
    medewerker.registratienummer, medewerker.fte = registratienummer, fte
    medewerker.clean_fields(exclude=["gebruiker"])
    medewerker.save(update_fields=["functie", "telefoon", "registratienummer", "fte"])
    return medewerker


@transaction.atomic
def grant_rol(
    *,
    medewerker: Medewerker,
    rol: str,
    begindatum: datetime.date,
    einddatum: datetime.date | None = None,
    gemeente: Gemeente | None = None,
) -> Roltoekenning:
    """Give a role from a day on; only the role of accountmanager is for one gemeente.

    Raises `ValidationError` when the same role holds in that period already, or the gemeente is missing.
    """
    toekenning = Roltoekenning(
        gebruiker=medewerker.gebruiker,
        rol=rol,
        begindatum=begindatum,
        einddatum=einddatum,
        gemeente=gemeente if rol == Rol.ACCOUNTMANAGER else None,
    )
    toekenning.full_clean()
    toekenning.save()
    return toekenning


@transaction.atomic
def join_team(
    *, medewerker: Medewerker, team: Team, begindatum: datetime.date, einddatum: datetime.date | None = None
) -> Teamlidmaatschap:
    """Put somebody in a team from a day on. Raises `ValidationError` when they are in it then already."""
    lidmaatschap = Teamlidmaatschap(
        gebruiker=medewerker.gebruiker, team=team, begindatum=begindatum, einddatum=einddatum
    )
    lidmaatschap.full_clean()
    lidmaatschap.save()
    return lidmaatschap


@transaction.atomic
def end_period(*, rij: Roltoekenning | Teamlidmaatschap, einddatum: datetime.date) -> None:
    """End a role or a membership: `einddatum` is its last day. Raises `ValidationError` for a day before its begin."""
    rij.einddatum = einddatum
    rij.full_clean()
    rij.save(update_fields=["einddatum"])


@transaction.atomic
def end_employment(
    *, medewerker: Medewerker, laatste_werkdag: datetime.date, expected_versie: int, now: datetime.datetime
) -> None:
    """Let somebody go: roles and teams end with the last working day, and the account closes after it.

    What was to begin later never begins. Raises `StaleVersion`.
    """
    bump_versie(medewerker, expected_versie, now=now)
    medewerker.laatste_werkdag = laatste_werkdag
    medewerker.save(update_fields=["laatste_werkdag"])
    for model in (Roltoekenning, Teamlidmaatschap):
        rows = model.objects.filter(gebruiker=medewerker.gebruiker)
        rows.filter(begindatum__gt=laatste_werkdag).delete()
        rows.filter(Q(einddatum__isnull=True) | Q(einddatum__gt=laatste_werkdag)).update(einddatum=laatste_werkdag)


@transaction.atomic
def close_accounts(*, today: datetime.date) -> int:
    """Close the accounts of who no longer works here; returns how many. May run twice."""
    leavers = Medewerker.objects.filter(laatste_werkdag__lt=today, gebruiker__is_active=True)
    return Gebruiker.objects.filter(medewerker__in=leavers).update(is_active=False)


@transaction.atomic
def resume_employment(*, medewerker: Medewerker, expected_versie: int, now: datetime.datetime) -> None:
    """Take somebody on again: the account opens; roles and teams are given anew. Raises `StaleVersion`."""
    bump_versie(medewerker, expected_versie, now=now)
    medewerker.laatste_werkdag = None
    medewerker.save(update_fields=["laatste_werkdag"])
    Gebruiker.objects.filter(pk=medewerker.gebruiker_id).update(is_active=True)
