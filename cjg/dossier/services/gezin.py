"""Making and changing persons, gezinnen, members and gezag."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from cjg.basis.api import bsn_hash, bump_versie, normalise_bsn, search_key, sort_key, split_voorvoegsel
from cjg.dossier.models import Gezag, Gezin, Gezinslid, Persoon, VerantwoordelijkeGemeente
from cjg.dossier.models.gezin import JEUGDIGE_ROLLEN, Gezinsrol
from cjg.dossier.services.adres import AdresInvoer, set_adres
from cjg.organisatie.api import Gemeente

BSN_BEKEND = "Er is al iemand met dit BSN. Zoek deze persoon en kies die."


@dataclass(frozen=True, slots=True)
class PersoonInvoer:
    """What is known of a person; only the achternaam is needed."""

    achternaam: str
    voornamen: str = ""
    roepnaam: str = ""
    voorvoegsel: str = ""
    geboortedatum: datetime.date | None = None
    geslacht: str = "o"
    bsn: str = ""
    telefoon: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class LidInvoer:
    """A member of a gezin to be: somebody already known, or a new person, with the role.

    `gezag` (of an adult) is applied to every jeugdige of the gezin; per child it can be changed afterwards.
    """

    persoon: Persoon | PersoonInvoer
    rol: str
    gezag: str = ""
    begindatum: datetime.date | None = None
    einddatum: datetime.date | None = None
    adres: AdresInvoer | None = None


@transaction.atomic
def create_persoon(*, invoer: PersoonInvoer, today: datetime.date) -> Persoon:
    """Make a person.

    Raises `ValidationError` (per field) for a BSN that fails the elfproef or is known already, a birth date
    that lies ahead or more than 120 years back (iJw TR002), or a missing name.
    """
    persoon = Persoon()
    _fill_persoon(persoon, invoer, today)
    persoon.save(force_insert=True)
    return persoon


@transaction.atomic
def update_persoon(
    *, persoon: Persoon, invoer: PersoonInvoer, expected_versie: int, today: datetime.date, now: datetime.datetime
) -> Persoon:
    """Change what is known of a person. Raises `StaleVersion` or, per field, `ValidationError`."""
    bump_versie(persoon, expected_versie, now=now)
    _fill_persoon(persoon, invoer, today)
    persoon.save(update_fields=[*(veld.name for veld in fields(invoer)), "bsn_hash", "sorteersleutel", "zoeksleutel"])
    return persoon


@transaction.atomic
def create_gezin(*, naam: str, gemeente: Gemeente, leden: Sequence[LidInvoer], today: datetime.date) -> Gezin:
    """Make a gezin with its members, their gezag and the verantwoordelijke gemeente of each jeugdige.

    The gemeente of a jeugdige who has one already stays as it is. Raises `ValidationError` when there is no
    jeugdige, or when a member is not valid.
    """
    if not any(lid.rol in JEUGDIGE_ROLLEN for lid in leden):
        raise ValidationError({"leden": "Voeg ten minste één jeugdige toe."})
    gezin = Gezin(naam=naam, gemeente=gemeente)
    _set_gezin_keys(gezin)
    gezin.full_clean()
    gezin.save(force_insert=True)
    for lid in leden:
        add_gezinslid(gezin=gezin, lid=lid, today=today)
    return gezin


@transaction.atomic
def rename_gezin(*, gezin: Gezin, naam: str, expected_versie: int, now: datetime.datetime) -> Gezin:
    """Give a gezin another name. Raises `StaleVersion` or `ValidationError`."""
    bump_versie(gezin, expected_versie, now=now)
    gezin.naam = naam
    _set_gezin_keys(gezin)
    gezin.full_clean()
    gezin.save(update_fields=["naam", "sorteersleutel", "zoeksleutel"])
    return gezin


@transaction.atomic
def add_gezinslid(*, gezin: Gezin, lid: LidInvoer, today: datetime.date) -> Gezinslid:
    """Add a member; an adult's gezag is set over each jeugdige, and a new jeugdige under each adult with gezag."""
    persoon = lid.persoon
    if isinstance(persoon, PersoonInvoer):
        persoon = create_persoon(invoer=persoon, today=today)
    gezinslid = Gezinslid(
        gezin=gezin, persoon=persoon, rol=lid.rol, begindatum=lid.begindatum or today, einddatum=lid.einddatum
    )
    gezinslid.full_clean()
    gezinslid.save(force_insert=True)
    if lid.adres is not None:
        set_adres(personen=[persoon], invoer=lid.adres, begindatum=gezinslid.begindatum)
    if gezinslid.is_jeugdige:
        _ensure_gemeente(persoon, gezin.gemeente, gezinslid.begindatum)
    _derive_gezag(gezinslid, lid.gezag)
    return gezinslid


@transaction.atomic
def end_gezinslid(*, gezinslid: Gezinslid, einddatum: datetime.date, expected_versie: int) -> None:
    """End a membership; `einddatum` is the last day. Raises `StaleVersion` or `ValidationError`."""
    bump_versie(gezinslid, expected_versie)
    gezinslid.einddatum = einddatum
    gezinslid.full_clean()
    gezinslid.save(update_fields=["einddatum"])


@transaction.atomic
def set_gezag(*, jeugdige: Persoon, gezagsdrager: Persoon, soort: str, begindatum: datetime.date) -> Gezag:
    """Record who has gezag from a day on; an earlier record that still ran ends the day before."""
    earlier = Gezag.objects.select_for_update().filter(
        jeugdige=jeugdige, gezagsdrager=gezagsdrager, einddatum__isnull=True
    )
    for row in earlier:
        if row.begindatum >= begindatum:
            row.delete()
        else:
            row.einddatum = begindatum - datetime.timedelta(days=1)
            row.save(update_fields=["einddatum"])
    gezag = Gezag(jeugdige=jeugdige, gezagsdrager=gezagsdrager, soort=soort, begindatum=begindatum)
    gezag.full_clean()
    gezag.save(force_insert=True)
    return gezag


@transaction.atomic
def set_verantwoordelijke_gemeente(
    *, persoon: Persoon, gemeente: Gemeente, grond: str, begindatum: datetime.date
) -> VerantwoordelijkeGemeente:
    """Record which gemeente is responsible from a day on (Jeugdwet 1.1, woonplaats); the one before ends."""
    earlier = VerantwoordelijkeGemeente.objects.select_for_update().filter(persoon=persoon, einddatum__isnull=True)
    for row in earlier:
        if row.begindatum >= begindatum:
            row.delete()
        else:
            row.einddatum = begindatum - datetime.timedelta(days=1)
            row.save(update_fields=["einddatum"])
    nieuw = VerantwoordelijkeGemeente(persoon=persoon, gemeente=gemeente, grond=grond, begindatum=begindatum)
    nieuw.full_clean()
    nieuw.save(force_insert=True)
    return nieuw


def _fill_persoon(persoon: Persoon, invoer: PersoonInvoer, today: datetime.date) -> None:
    fouten: dict[str, Any] = {}
    voorvoegsel, achternaam = invoer.voorvoegsel.strip(), invoer.achternaam.strip()
    if not voorvoegsel:
        voorvoegsel, achternaam = split_voorvoegsel(achternaam)
    try:
        bsn = normalise_bsn(invoer.bsn) if invoer.bsn else ""
    except ValueError as fout:
        bsn, fouten["bsn"] = "", str(fout)
    if bsn and Persoon.objects.filter(bsn_hash=bsn_hash(bsn)).exclude(pk=persoon.pk).exists():
        fouten["bsn"] = BSN_BEKEND
    if invoer.geboortedatum and invoer.geboortedatum > today:
        fouten["geboortedatum"] = "De geboortedatum ligt in de toekomst. Controleer de datum."
    if invoer.geboortedatum and invoer.geboortedatum.year < today.year - 120:
        fouten["geboortedatum"] = "De geboortedatum is meer dan 120 jaar geleden. Controleer de datum."
    for veld in fields(invoer):
        setattr(persoon, veld.name, getattr(invoer, veld.name))
    persoon.voorvoegsel, persoon.achternaam, persoon.bsn = voorvoegsel, achternaam, bsn
    persoon.bsn_hash = bsn_hash(bsn) if bsn and "bsn" not in fouten else None
    persoon.sorteersleutel = sort_key(achternaam, voorvoegsel, persoon.roepnaam or persoon.voornamen)[:260]
    persoon.zoeksleutel = search_key(persoon.voornamen, persoon.roepnaam, voorvoegsel, achternaam)[:320]
    try:
        persoon.full_clean(exclude=["bsn_hash"])
    except ValidationError as fout:
        fouten = fout.message_dict | fouten
    if fouten:
        raise ValidationError(fouten)


def _set_gezin_keys(gezin: Gezin) -> None:
    gezin.naam = gezin.naam.strip()
    gezin.sorteersleutel = sort_key(gezin.naam)[:160]
    gezin.zoeksleutel = search_key(gezin.naam)[:160]


def _ensure_gemeente(persoon: Persoon, gemeente: Gemeente, begindatum: datetime.date) -> None:
    if not VerantwoordelijkeGemeente.objects.filter(persoon=persoon, einddatum__isnull=True).exists():
        grond = VerantwoordelijkeGemeente.Grond.WOONADRES
        set_verantwoordelijke_gemeente(persoon=persoon, gemeente=gemeente, grond=grond, begindatum=begindatum)


def _derive_gezag(nieuw: Gezinslid, gezag: str) -> None:
    """Follow from the roles who has gezag over whom, where nothing is recorded yet."""
    leden = Gezinslid.objects.filter(gezin=nieuw.gezin, einddatum__isnull=True).exclude(pk=nieuw.pk)
    if nieuw.is_jeugdige:
        paren = [
            (nieuw.persoon_id, lid.persoon_id, _gezag_of_role(lid.rol))
            for lid in leden
            if lid.rol in (Gezinsrol.OUDER_MET_GEZAG, Gezinsrol.VOOGD)
        ]
    else:
        soort = gezag or _gezag_of_role(nieuw.rol)
        paren = [(lid.persoon_id, nieuw.persoon_id, soort) for lid in leden if lid.is_jeugdige and soort]
    known = set(
        Gezag.objects.filter(
            jeugdige__in=[paar[0] for paar in paren], gezagsdrager__in=[paar[1] for paar in paren]
        ).values_list("jeugdige_id", "gezagsdrager_id")
    )
    Gezag.objects.bulk_create(
        Gezag(jeugdige_id=kind, gezagsdrager_id=ouder, soort=soort, begindatum=nieuw.begindatum)
        for kind, ouder, soort in paren
        if (kind, ouder) not in known
    )


def _gezag_of_role(rol: str) -> str:
    return {
        Gezinsrol.OUDER_MET_GEZAG: Gezag.Soort.MET.value,
        Gezinsrol.OUDER_ZONDER_GEZAG: Gezag.Soort.ZONDER.value,
        Gezinsrol.OUDER_GEZAG_ONBEKEND: Gezag.Soort.ONBEKEND.value,
        Gezinsrol.VOOGD: Gezag.Soort.VOOGDIJ.value,
    }.get(Gezinsrol(rol), "")
