"""Who is involved with a dossier, and who was given access to it: temporarily, or by break-glass."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from uuid import UUID

from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q

from cjg.basis.api import local_date, open_on
from cjg.dossier.models import Betrokkenheid, Gezin, Noodtoegang, Toegangsverlening
from cjg.dossier.rechten import Recht, may_break_glass, role_gives
from cjg.organisatie.api import Gebruiker, Medewerker, Rol, Team
from cjg.taken.api import add_taak, finish_taken

NOODTOEGANG_DUUR = datetime.timedelta(hours=4)
NOODTOEGANG_TAAK = "noodtoegang-beoordelen"
LANGSTE_TOEGANG = datetime.timedelta(days=92)
NOODTOEGANG_RECHTEN = (Recht.INZIEN, Recht.REGISTREREN)


@transaction.atomic
def add_betrokkenheid(
    *,
    gezin: Gezin,
    grond: str,
    bron_id: UUID,
    begindatum: datetime.date,
    team: Team | None = None,
    medewerker: Medewerker | None = None,
) -> Betrokkenheid:
    """Involve a team or a medewerker from a day on, because of `bron_id`. Doing it twice changes nothing.

    What ended on that day or later runs on: something that is closed and opened again on one day.
    """
    still_open = Q(einddatum__isnull=True) | Q(einddatum__gte=begindatum)
    bestaand: Betrokkenheid | None = (
        Betrokkenheid.objects.filter(still_open, gezin=gezin, bron_id=bron_id, team=team, medewerker=medewerker)
        .order_by("-begindatum")
        .first()
    )
    if bestaand is not None:
        if bestaand.einddatum is not None:
            bestaand.einddatum = None
            bestaand.save(update_fields=["einddatum"])
        return bestaand
    betrokkenheid = Betrokkenheid(
        gezin=gezin, grond=grond, bron_id=bron_id, begindatum=begindatum, team=team, medewerker=medewerker
    )
    betrokkenheid.full_clean()
    betrokkenheid.save(force_insert=True)
    return betrokkenheid


@transaction.atomic
def end_betrokkenheid(
    *, bron_id: UUID, einddatum: datetime.date, team: Team | None = None, medewerker: Medewerker | None = None
) -> int:
    """End what follows from `bron_id` (of one team or medewerker, or all of it); `einddatum` is the last day.

    What would begin after that day is removed. Returns how many rows ended.
    """
    rows = Betrokkenheid.objects.filter(Q(einddatum__isnull=True) | Q(einddatum__gt=einddatum), bron_id=bron_id)
    if team is not None:
        rows = rows.filter(team=team)
    if medewerker is not None:
        rows = rows.filter(medewerker=medewerker)
    rows.filter(begindatum__gt=einddatum).delete()
    return rows.filter(begindatum__lte=einddatum).update(einddatum=einddatum)


@transaction.atomic
def grant_access(
    *,
    gezin: Gezin,
    gebruiker: Gebruiker,
    rechten: Iterable[Recht],
    reden: str,
    begin: datetime.datetime,
    einde: datetime.datetime,
    door: Gebruiker,
    soort: str = Toegangsverlening.Soort.TIJDELIJK,
) -> list[Toegangsverlening]:
    """Give an account rights on one dossier for a time.

    Raises `ValidationError` for somebody whose role never works in dossiers, without a reason, with an end before
    the begin, for longer than three months, or when it overlaps an earlier grant.
    """
    if not role_gives(gebruiker.rollen, Recht.INZIEN):
        raise ValidationError({"gebruiker": "Deze medewerker werkt niet in dossiers. Kies iemand anders."})
    if einde - begin > LANGSTE_TOEGANG:
        raise ValidationError({"einde": "Tijdelijke toegang duurt ten hoogste drie maanden. Kies een eerdere datum."})
    permissions = Permission.objects.filter(
        content_type__app_label="dossier", content_type__model="gezin", codename__in=[str(recht) for recht in rechten]
    )
    verleningen = [
        Toegangsverlening(
            user=gebruiker,
            permission=permission,
            content_object=gezin,
            soort=soort,
            reden=reden.strip(),
            begin=begin,
            einde=einde,
            door=door,
        )
        for permission in permissions
    ]
    for verlening in verleningen:
        verlening.clean_fields()
        verlening.validate_constraints()
    try:
        with transaction.atomic():
            return Toegangsverlening.objects.bulk_create(verleningen)
    except IntegrityError as fout:
        raise ValidationError("Deze toegang is voor deze periode al gegeven.") from fout


@transaction.atomic
def end_access(*, gezin: Gezin, gebruiker: Gebruiker, now: datetime.datetime) -> int:
    """End the temporary access of an account to a dossier now; what would begin later is removed.

    Break-glass is left alone: it ends by itself, and what it was is judged. Returns how many rights ended.
    """
    verleningen = Toegangsverlening.objects.filter(
        content_object=gezin, user=gebruiker, soort=Toegangsverlening.Soort.TIJDELIJK, einde__gt=now
    )
    later, _ = verleningen.filter(begin__gte=now).delete()
    return later + verleningen.filter(begin__lt=now).update(einde=now)


@transaction.atomic
def break_glass(*, gezin: Gezin, gebruiker: Gebruiker, reden: str, now: datetime.datetime) -> Noodtoegang:
    """Take four hours of access to a dossier that is not yours, with a typed reason; the FG judges it afterwards.

    Raises `PermissionDenied` for who does not work in dossiers (beheerder, FG, accountmanager), and
    `ValidationError` for a reason of fewer than 15 characters or while an earlier one still runs.
    """
    if not may_break_glass(gebruiker.rollen):
        raise PermissionDenied("Met uw rol kunt u geen noodtoegang nemen.")
    if len(reden.strip()) < 15:
        raise ValidationError({"reden": "Schrijf in een hele zin waarom u nu in dit dossier moet kijken."})
    einde = now + NOODTOEGANG_DUUR
    noodtoegang = Noodtoegang.objects.create(
        gezin=gezin, gebruiker=gebruiker, reden=reden.strip(), begin=now, einde=einde
    )
    grant_access(
        gezin=gezin,
        gebruiker=gebruiker,
        rechten=NOODTOEGANG_RECHTEN,
        reden=reden,
        begin=now,
        einde=einde,
        door=gebruiker,
        soort=Toegangsverlening.Soort.NOOD,
    )
    _tell_fg(noodtoegang, now)
    return noodtoegang


@transaction.atomic
def judge_noodtoegang(
    *, noodtoegang: Noodtoegang, oordeel: str, toelichting: str, door: Gebruiker, now: datetime.datetime
) -> Noodtoegang:
    """Record the FG's judgement of a break-glass access; after asking questions it can still be judged.

    Raises `PermissionDenied` for anybody but the FG, `ValidationError` when it was judged already.
    """
    if Rol.FUNCTIONARIS_GEGEVENSBESCHERMING not in door.rollen:
        raise PermissionDenied("Alleen de functionaris gegevensbescherming beoordeelt noodtoegang.")
    locked: Noodtoegang = Noodtoegang.objects.select_for_update().get(pk=noodtoegang.pk)
    if locked.is_beoordeeld:
        raise ValidationError("Deze noodtoegang is al beoordeeld.")
    noodtoegang.oordeel, noodtoegang.toelichting = oordeel, toelichting
    noodtoegang.beoordeeld_door, noodtoegang.beoordeeld_op = door, now
    noodtoegang.full_clean()
    noodtoegang.save(update_fields=["oordeel", "toelichting", "beoordeeld_door", "beoordeeld_op"])
    if oordeel != Noodtoegang.Oordeel.VRAGEN:
        finish_taken(onderwerp_id=noodtoegang.pk, now=now)
    return noodtoegang


def _tell_fg(noodtoegang: Noodtoegang, now: datetime.datetime) -> None:
    """Give each FG a task for today. It names no dossier: the FG has no access to one."""
    day = local_date(now)
    fgs = Medewerker.objects.filter(
        open_on(day, "gebruiker__roltoekenningen__"),
        gebruiker__roltoekenningen__rol=Rol.FUNCTIONARIS_GEGEVENSBESCHERMING,
        gebruiker__is_active=True,
    ).distinct()
    for medewerker in fgs:
        add_taak(
            soort=NOODTOEGANG_TAAK,
            titel="Noodtoegang beoordelen",
            onderwerp_soort="noodtoegang",
            onderwerp_id=noodtoegang.pk,
            gezin_id=None,
            uiterlijk=day,
            zichtbaar_vanaf=day,
            medewerker=medewerker,
        )
