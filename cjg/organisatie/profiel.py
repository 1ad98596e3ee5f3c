"""What an account may count on today: its roles, teams and the colleagues it replaces, in one query."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q

from cjg.basis.api import today

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from cjg.organisatie.models import Gebruiker


@dataclass(frozen=True, slots=True)
class Profiel:
    """Roles, teams and replacements of one account on one day.

    `medewerker_ids` are the medewerkers in whose place this account acts: itself, and the absent
    colleagues whose replacement it is. `gemeenten` are the codes that a role is limited to.
    """

    dag: datetime.date
    rollen: frozenset[str] = frozenset()
    team_ids: tuple[UUID, ...] = ()
    medewerker_id: UUID | None = None
    medewerker_ids: tuple[UUID, ...] = ()
    gemeenten: frozenset[str] = frozenset()


def profile_of(user: Gebruiker | AnonymousUser, *, day: datetime.date | None = None) -> Profiel:
    """Return the profile of an account on a day (default: today); one query, kept on the account.

    An account that is not active, or nobody, has an empty profile.
    """
    day = day or today()
    kept: Profiel | None = getattr(user, "_profiel", None)
    if kept is not None and kept.dag == day:
        return kept
    profiel = _read_profile(user.pk, day) if user.is_authenticated and user.is_active else Profiel(dag=day)
    user._profiel = profiel  # type: ignore[union-attr]  # noqa: SLF001 - a cache on the instance, gone with the request
    return profiel


def _read_profile(gebruiker_id: UUID, day: datetime.date) -> Profiel:
    # Models by name: this module is imported by models.py itself.
    open_on = Q(begindatum__lte=day) & (Q(einddatum__isnull=True) | Q(einddatum__gte=day))
    gebruiker, roltoekenning, lidmaatschap, afwezigheid = (
        apps.get_model("organisatie", naam)
        for naam in ("Gebruiker", "Roltoekenning", "Teamlidmaatschap", "Afwezigheid")
    )
    rollen = roltoekenning.objects.filter(open_on, gebruiker=OuterRef("pk"))
    rij = (
        gebruiker.objects.filter(pk=gebruiker_id)
        .values(
            eigen=F("medewerker__id"),
            rollen=ArraySubquery(rollen.values("rol")),
            gemeenten=ArraySubquery(rollen.filter(gemeente__isnull=False).values("gemeente_id")),
            teams=ArraySubquery(lidmaatschap.objects.filter(open_on, gebruiker=OuterRef("pk")).values("team_id")),
            vervangt=ArraySubquery(
                afwezigheid.objects.filter(open_on, vervanger__gebruiker=OuterRef("pk")).values("medewerker_id")
            ),
        )
        .first()
    )
    if rij is None:
        return Profiel(dag=day)
    eigen = (rij["eigen"],) if rij["eigen"] else ()
    return Profiel(
        dag=day,
        rollen=frozenset(rij["rollen"]),
        team_ids=tuple(rij["teams"]),
        medewerker_id=rij["eigen"],
        medewerker_ids=eigen + tuple(rij["vervangt"]),
        gemeenten=frozenset(rij["gemeenten"]),
    )
