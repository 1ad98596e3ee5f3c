"""Registering and changing aanmeldingen: of a gezin that was found, or of one that is made on the spot."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction

from cjg.basis.api import bump_versie, uuid7
from cjg.dossier.api import (
    Gezin,
    Gezinsrol,
    LidInvoer,
    Persoon,
    add_gezinslid,
    create_gezin,
)
from cjg.intake.codes import AndereKinderen, Kerntaak, Resultaat, Veiligheid
from cjg.intake.models import Aangemelde, Aanmelding, Contactmoment
from cjg.intake.services.overgang import involve, move_team
from cjg.organisatie.api import Gebied, Gebruiker, Gemeente, Team


@dataclass(frozen=True, slots=True, kw_only=True)
class Aanmeldgegevens:
    """What is asked for a gezin, by whom, how urgent and how safe."""

    datum: datetime.date
    verwijzer: str
    kerntaak: str
    vraag: str
    urgentie: str
    veiligheid: str
    direct_handelen: str = ""
    andere_kinderen: str = AndereKinderen.NIET_GEVRAAGD.value
    andere_kinderen_toelichting: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NieuwGezin:
    """A gezin that is made together with its aanmelding; its members with role jeugdige are the aangemelden."""

    naam: str
    gemeente: Gemeente
    leden: Sequence[LidInvoer]


@dataclass(frozen=True, slots=True, kw_only=True)
class BestaandGezin:
    """A gezin that the user found: which of its jeugdigen are aangemeld, and who comes to it."""

    gezin: Gezin
    jeugdigen: Sequence[Persoon] = ()
    nieuwe_leden: Sequence[LidInvoer] = ()


@transaction.atomic
def register_aanmelding(
    *,
    gegevens: Aanmeldgegevens,
    gezin: NieuwGezin | BestaandGezin,
    team: Team,
    door: Gebruiker,
    today: datetime.date,
    contactmoment: Contactmoment | None = None,
    pk: UUID | None = None,
) -> Aanmelding:
    """Register an aanmelding; its team and the one who registers it are involved with the dossier from today.

    The caller got an existing gezin and existing persons through the gate. `pk` is the key that the form made:
    sending it twice makes one aanmelding. Raises `ValidationError` per field, among others when there is no
    jeugdige, when the safety is direct onveilig and nothing was done, or when the contactmoment led to another
    aanmelding; nothing is saved then.
    """
    pk = pk or uuid7()
    bestaand = _registered_before(pk, door)
    if bestaand is not None:
        return bestaand
    dossier, jeugdigen = _make_gezin(gezin, today)
    aanmelding = Aanmelding(pk=pk, gezin=dossier, team=team, medewerker_id=door.profiel.medewerker_id)
    _fill(aanmelding, gegevens, today)
    if contactmoment is not None:
        _follow_contactmoment(aanmelding, contactmoment)
    aanmelding.full_clean()
    aanmelding.save(force_insert=True)
    Aangemelde.objects.bulk_create(
        Aangemelde(aanmelding=aanmelding, persoon=persoon, volgorde=volgorde)
        for volgorde, persoon in enumerate(jeugdigen)
    )
    involve(aanmelding, today)
    return aanmelding


@transaction.atomic
def change_aanmelding(
    *,
    aanmelding: Aanmelding,
    gegevens: Aanmeldgegevens,
    team: Team,
    expected_versie: int,
    today: datetime.date,
    now: datetime.datetime,
) -> Aanmelding:
    """Change an aanmelding that is new or waiting; another team is involved at once, the former no longer.

    Raises `StaleVersion`, or `ValidationError` per field and when the aanmelding is started or ended.
    """
    bump_versie(aanmelding, expected_versie, now=now)
    aanmelding.refresh_from_db(fields=["status", "team"])
    if not aanmelding.is_open:
        raise ValidationError("Deze aanmelding loopt niet meer. U kunt haar niet meer wijzigen.", code="niet_open")
    _fill(aanmelding, gegevens, today)
    aanmelding.full_clean()
    aanmelding.save(update_fields=[veld.name for veld in fields(gegevens)])
    if team.pk != aanmelding.team_id:
        move_team(aanmelding, team, today)
    return aanmelding


def derive_team(*, kerntaak: str, gemeente: Gemeente | None, wijk: Gebied | None) -> Team | None:
    """Return the team that an aanmelding belongs to, or None when that has to be chosen.

    Dak- en thuisloze jongeren have one team for the region; otherwise the team of the wijk, or of the gemeente when
    it has only one.
    """
    if kerntaak == Kerntaak.DAK_EN_THUISLOOS:
        return Team.objects.filter(soort=Team.Soort.DAK_EN_THUISLOOS).order_by("naam").first()
    if wijk is not None:
        return wijk.team
    if gemeente is None:
        return None
    teams = list(Team.objects.filter(gemeente=gemeente, soort=Team.Soort.GEBIEDSTEAM)[:2])
    return teams[0] if len(teams) == 1 else None


def gegevens_of(aanmelding: Aanmelding) -> Aanmeldgegevens:
    """Return the content of an aanmelding as it would be given."""
    return Aanmeldgegevens(**{veld.name: getattr(aanmelding, veld.name) for veld in fields(Aanmeldgegevens)})


def _registered_before(pk: UUID, door: Gebruiker) -> Aanmelding | None:
    with connection.cursor() as cursor:
        # A double submit waits here until the first is saved, and then finds it.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"aanmelding {pk}"])
    bestaand: Aanmelding | None = Aanmelding.objects.filter(pk=pk).first()
    if bestaand is not None and bestaand.medewerker_id != door.profiel.medewerker_id:
        raise PermissionDenied("Deze sleutel hoort bij een andere aanmelding.")
    return bestaand


def _make_gezin(invoer: NieuwGezin | BestaandGezin, today: datetime.date) -> tuple[Gezin, list[Persoon]]:
    if isinstance(invoer, NieuwGezin):
        gezin = create_gezin(naam=invoer.naam, gemeente=invoer.gemeente, leden=invoer.leden, today=today)
        leden = gezin.leden.filter(rol=Gezinsrol.JEUGDIGE).select_related("persoon").order_by("pk")
        jeugdigen = [lid.persoon for lid in leden]
    else:
        gezin, jeugdigen = invoer.gezin, list(invoer.jeugdigen)
        _refuse_strangers(gezin, jeugdigen)
        for lid in invoer.nieuwe_leden:
            nieuw = add_gezinslid(gezin=gezin, lid=lid, today=today)
            if nieuw.rol == Gezinsrol.JEUGDIGE:
                jeugdigen.append(nieuw.persoon)
    if not jeugdigen:
        raise ValidationError({"jeugdigen": "Kies voor welke jeugdige de aanmelding is."})
    return gezin, jeugdigen


def _refuse_strangers(gezin: Gezin, jeugdigen: Sequence[Persoon]) -> None:
    leden = set(gezin.leden.filter(einddatum__isnull=True).values_list("persoon_id", flat=True))
    if any(persoon.pk not in leden for persoon in jeugdigen):
        raise ValidationError({"jeugdigen": "Kies alleen jeugdigen die nu bij dit gezin horen."})


def _fill(aanmelding: Aanmelding, gegevens: Aanmeldgegevens, today: datetime.date) -> None:
    fouten: dict[str, Any] = {}
    if gegevens.datum > today:
        fouten["datum"] = "Deze datum ligt in de toekomst. Kies vandaag of een dag ervoor."
    if gegevens.veiligheid == Veiligheid.DIRECT_ONVEILIG and not gegevens.direct_handelen.strip():
        fouten["direct_handelen"] = "Schrijf op wat u nu doet voor de veiligheid."
    geen_contact = gegevens.andere_kinderen == AndereKinderen.GEEN_CONTACT
    if geen_contact and not gegevens.andere_kinderen_toelichting.strip():
        fouten["andere_kinderen_toelichting"] = "Schrijf op waarom er geen contact is met de andere kinderen."
    if fouten:
        raise ValidationError(fouten)
    for veld in fields(gegevens):
        waarde = getattr(gegevens, veld.name)
        setattr(aanmelding, veld.name, waarde.strip() if isinstance(waarde, str) else waarde)


def _follow_contactmoment(aanmelding: Aanmelding, contactmoment: Contactmoment) -> None:
    """Tie an aanmelding to the contact it came from, which then counts as led to an aanmelding (IA-6)."""
    row: Contactmoment = Contactmoment.objects.select_for_update().get(pk=contactmoment.pk)
    if Aanmelding.objects.filter(contactmoment=row).exists():
        raise ValidationError("Van dit contact is al een aanmelding gemaakt.", code="al_aangemeld")
    if Resultaat.AANMELDING not in row.resultaten:
        bump_versie(row, row.versie)
        geen = Resultaat.GEEN.value
        row.resultaten = [*(code for code in row.resultaten if code != geen), Resultaat.AANMELDING.value]
        row.save(update_fields=["resultaten"])
    aanmelding.contactmoment = row
