"""Changing the organisation: who works here, in which team and role, and who is away."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

from cjg.organisatie.models import (
    Afwezigheid,
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
    password: str | None = None,
) -> Medewerker:
    """Make an account with its medewerker, roles and teams from a day on.

    Without a password the account cannot be used until one is set by mail or single sign-on. Raises
    `ValidationError` when the address is none, or has an account.
    """
    Gebruiker(email=email, naam=naam).full_clean(exclude=["password"], validate_unique=False)
    gebruiker = Gebruiker.objects.create_user(email, password, naam=naam)
    medewerker = Medewerker.objects.create(gebruiker=gebruiker, functie=functie, registratienummer=registratienummer)
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


@transaction.atomic
def end_afwezigheid(*, afwezigheid: Afwezigheid, einddatum: datetime.date) -> Afwezigheid:
    """End an absence: `einddatum` is the last day away. Raises `ValidationError` for a day before its begin."""
    afwezigheid.einddatum = einddatum
    afwezigheid.full_clean()
    afwezigheid.save(update_fields=["einddatum"])
    return afwezigheid


@transaction.atomic
def register_afwezigheid(
    *,
    medewerker: Medewerker,
    reden: str,
    begindatum: datetime.date,
    einddatum: datetime.date | None,
    vervanger: Medewerker | None,
) -> Afwezigheid:
    """Record an absence; the replacement sees the work of the absent colleague in that period.

    Raises `ValidationError` when it overlaps another absence or the replacement is the absent one.
    """
    afwezigheid = Afwezigheid(
        medewerker=medewerker, reden=reden, begindatum=begindatum, einddatum=einddatum, vervanger=vervanger
    )
    afwezigheid.full_clean()
    afwezigheid.save()
    return afwezigheid
