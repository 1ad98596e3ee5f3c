"""Logging and changing contactmomenten: anonymous, so free text that names somebody is refused."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import fields
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from cjg.basis.api import bump_versie, uuid7
from cjg.intake.anoniem import identifying_faults
from cjg.intake.codes import Medewerkersrol
from cjg.intake.gegevens import Contactgegevens, Fout, contact_faults, refuse, text_length_faults
from cjg.intake.models import Contactmoment
from cjg.organisatie.api import Gebied, Gemeente, Rol


class AlreadyLoggedError(Exception):
    """A form was sent again with other content: what was saved first stands as `contactmoment`."""

    def __init__(self, contactmoment: Contactmoment) -> None:
        super().__init__("Dit contact is al opgeslagen.")
        self.contactmoment = contactmoment


@transaction.atomic
def log_contactmoment(
    *,
    gegevens: Contactgegevens,
    medewerker_id: UUID | None,
    today: datetime.date,
    pk: UUID | None = None,
) -> Contactmoment:
    """Log a contactmoment.

    `pk` is the key that the form or device made beforehand: sending the same twice makes one contactmoment and
    returns it. Raises `ValidationError` per field, for instance for text that holds a BSN or a phone number
    (werkproces §2), `AlreadyLoggedError` when the key was used for other content, and `PermissionDenied` when it
    belongs to a contactmoment of somebody else.
    """
    gegevens = _clean(gegevens)
    wijk = _check(gegevens, today)
    contactmoment = Contactmoment(pk=pk or uuid7(), medewerker_id=medewerker_id)
    _fill(contactmoment, gegevens, wijk)
    # One statement that waits for a simultaneous double submit and then finds its row.
    Contactmoment.objects.bulk_create([contactmoment], ignore_conflicts=True)
    saved: Contactmoment = Contactmoment.objects.get(pk=contactmoment.pk)
    if saved.medewerker_id != medewerker_id:
        raise PermissionDenied("Deze sleutel hoort bij een ander contact.")
    if gegevens_of(saved) != gegevens:
        raise AlreadyLoggedError(saved)
    return saved


@transaction.atomic
def change_contactmoment(
    *,
    contactmoment: Contactmoment,
    gegevens: Contactgegevens,
    expected_versie: int,
    today: datetime.date,
    now: datetime.datetime,
) -> Contactmoment:
    """Change a contactmoment. Raises `StaleVersion`, or `ValidationError` per field; then nothing changed."""
    gegevens = _clean(gegevens)
    wijk = _check(gegevens, today)
    bump_versie(contactmoment, expected_versie, now=now)
    _fill(contactmoment, gegevens, wijk)
    contactmoment.save(update_fields=[*_COLUMNS, "gemeente", "wijk"])
    return contactmoment


_COLUMNS = [veld.name for veld in fields(Contactgegevens) if veld.name not in ("gemeente", "wijk")]


def gegevens_of(contactmoment: Contactmoment) -> Contactgegevens:
    """Return the content of a contactmoment as it would be given."""
    velden: dict[str, Any] = {naam: getattr(contactmoment, naam) for naam in _COLUMNS}
    velden["themas"], velden["resultaten"] = tuple(contactmoment.themas), tuple(contactmoment.resultaten)
    wijk = contactmoment.wijk
    return Contactgegevens(**velden, gemeente=contactmoment.gemeente_id or "", wijk=wijk.naam if wijk else "")


def _clean(gegevens: Contactgegevens) -> Contactgegevens:
    velden: dict[str, Any] = {veld.name: getattr(gegevens, veld.name) for veld in fields(gegevens)}
    for naam in ("toelichting", "vindplaats"):
        velden[naam] = velden[naam].replace("\r\n", "\n").strip()
    for naam in ("themas", "resultaten"):
        velden[naam] = tuple(dict.fromkeys(velden[naam]))
    return Contactgegevens(**velden)


def _check(gegevens: Contactgegevens, today: datetime.date) -> Gebied | None:
    wijk = Gebied.objects.filter(naam=gegevens.wijk).first() if gegevens.wijk else None
    known = Gemeente.objects.filter(code=gegevens.gemeente).values_list("code", flat=True) if gegevens.gemeente else ()
    fouten: list[Fout] = [
        *contact_faults(
            gegevens, today=today, gemeenten=set(known), wijken={wijk.naam: wijk.gemeente_id} if wijk else {}
        ),
        *text_length_faults(gegevens),
        *identifying_faults(gegevens, today=today),
    ]
    refuse(fouten)
    return wijk


def _fill(contactmoment: Contactmoment, gegevens: Contactgegevens, wijk: Gebied | None) -> None:
    for naam in _COLUMNS:
        setattr(contactmoment, naam, getattr(gegevens, naam))
    contactmoment.themas, contactmoment.resultaten = list(gegevens.themas), list(gegevens.resultaten)
    contactmoment.gemeente_id = gegevens.gemeente or None
    contactmoment.wijk = wijk


def medewerkersrol_of(rollen: Collection[str]) -> str:
    """Return in which role somebody logs a contact: coaches and POH log them too (IA-2 counts them apart)."""
    if Rol.IA_MEDEWERKER in rollen:
        return Medewerkersrol.IA.value
    if Rol.POH_JEUGD in rollen:
        return Medewerkersrol.POH.value
    return Medewerkersrol.COACH.value if Rol.COACH in rollen else Medewerkersrol.IA.value
