"""Who may see the dossier of one gezin, and why: read from the same tables as the gate reads (architecture §4)."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from uuid import UUID

from cjg.basis.api import open_on
from cjg.dossier.leeftijd import may_see_by_age
from cjg.dossier.models import Betrokkenheid, Clientaccount, Gezag, Gezin, Gezinslid, Persoon, Toegangsverlening
from cjg.dossier.models.gezin import GEZAG_BEVOEGD
from cjg.dossier.rechten import RECHTEN_PER_ROL, Recht
from cjg.organisatie.api import (
    Afwezigheid,
    Gebruiker,
    Rol,
    Roltoekenning,
    Teamlidmaatschap,
)


@dataclass(frozen=True, slots=True)
class Inziende:
    """One account that may look in the dossier today, what it may do there, and why."""

    gebruiker: Gebruiker
    rollen: tuple[str, ...]
    gronden: tuple[str, ...]
    mag: tuple[str, ...]


def who_may_see(gezin: Gezin, day: datetime.date) -> list[Inziende]:
    """Return the accounts that betrokkenheid lets into a dossier on a day, by name. Five statements.

    Grants and break-glass are apart: see `grants_on`.
    """
    gronden = _grounds(gezin, day)
    rollen: dict[UUID, set[str]] = {}
    toekenningen = Roltoekenning.objects.filter(open_on(day), gebruiker__in=gronden)
    for gebruiker_id, rol in toekenningen.values_list("gebruiker_id", "rol"):
        rollen.setdefault(gebruiker_id, set()).add(rol)
    accounts = Gebruiker.objects.filter(pk__in=gronden, is_active=True).order_by("naam", "pk")
    gevonden = []
    for gebruiker in accounts:
        held = rollen.get(gebruiker.pk, set())
        mag = {recht for rol in held for recht in RECHTEN_PER_ROL.get(rol, ())}
        if Recht.INZIEN in mag:
            gevonden.append(
                Inziende(
                    gebruiker,
                    tuple(Rol(rol).label for rol in sorted(held) if rol in RECHTEN_PER_ROL),
                    tuple(gronden[gebruiker.pk]),
                    tuple(recht.label for recht in Recht if recht in mag),
                )
            )
    return gevonden


def grants_on(gezin: Gezin, now: datetime.datetime) -> list[Toegangsverlening]:
    """Return the grants on a dossier that hold now or later, the first to end first; one statement."""
    geldig = Toegangsverlening.objects.filter(content_object=gezin, einde__gt=now)
    return list(geldig.select_related("user", "door", "permission").order_by("einde", "user__naam", "permission_id"))


@dataclass(frozen=True, slots=True)
class Meelezer:
    """A member of the gezin with an account, and about which jeugdigen it may read."""

    persoon: Persoon
    jeugdigen: tuple[Persoon, ...]


def clients_of(gezin: Gezin, day: datetime.date) -> list[Meelezer]:
    """Return the members of a gezin (read with `with_leden`) who can sign in, and whom they may read about.

    By age and gezag; what was hidden from somebody is not subtracted here. Two statements.
    """
    gezinsleden: list[Gezinslid] = gezin.huidige_leden  # type: ignore[attr-defined]  # by `with_leden`
    leden = [lid.persoon for lid in gezinsleden]
    jeugdigen = [lid.persoon for lid in gezinsleden if lid.is_jeugdige]
    met_account = set(Clientaccount.objects.filter(persoon__in=leden).values_list("persoon_id", flat=True))
    gezag = set(
        Gezag.objects.filter(open_on(day), jeugdige__in=jeugdigen, soort__in=GEZAG_BEVOEGD).values_list(
            "gezagsdrager_id", "jeugdige_id"
        )
    )
    return [
        Meelezer(
            persoon,
            tuple(
                kind
                for kind in jeugdigen
                if may_see_by_age(
                    zelf=kind.pk == persoon.pk,
                    heeft_gezag=(persoon.pk, kind.pk) in gezag,
                    leeftijd=kind.age_on(day),
                )
            ),
        )
        for persoon in leden
        if persoon.pk in met_account
    ]


def _grounds(gezin: Gezin, day: datetime.date) -> dict[UUID, list[str]]:
    """Return per account why the gate knows it in this dossier, in words."""
    betrokken = Betrokkenheid.objects.filter(open_on(day), gezin=gezin).select_related("team", "medewerker")
    teams = {rij.team.pk: rij.team.naam for rij in betrokken if rij.team}
    medewerkers = {rij.medewerker.pk: rij.medewerker for rij in betrokken if rij.medewerker}
    gronden: dict[UUID, list[str]] = {
        medewerker.gebruiker_id: ["Zelf betrokken"] for medewerker in medewerkers.values()
    }
    leden = Teamlidmaatschap.objects.filter(open_on(day), team__in=teams).order_by("begindatum", "pk")
    for gebruiker_id, team_id in leden.values_list("gebruiker_id", "team_id"):
        gronden.setdefault(gebruiker_id, []).append(f"Lid van team {teams[team_id]}")
    afwezig = Afwezigheid.objects.filter(open_on(day), medewerker__in=medewerkers, vervanger__isnull=False)
    for gebruiker_id, naam in afwezig.values_list("vervanger__gebruiker_id", "medewerker__gebruiker__naam"):
        gronden.setdefault(gebruiker_id, []).append(f"Vervangt {naam}")
    return gronden
