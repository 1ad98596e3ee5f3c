"""Teams, and the gebieden they work in."""

from __future__ import annotations

import datetime

from django.db import transaction

from cjg.basis.api import bump_versie
from cjg.organisatie.models import Gebied, Gemeente, Team


@transaction.atomic
def add_team(*, naam: str, soort: str, gemeente: Gemeente | None) -> Team:
    """Add a team. Raises `ValidationError` when there is one with this name."""
    team = Team(naam=naam, soort=soort, gemeente=gemeente)
    team.full_clean()
    team.save()
    return team


@transaction.atomic
def change_team(
    *, team: Team, expected_versie: int, naam: str, soort: str, gemeente: Gemeente | None, now: datetime.datetime
) -> Team:
    """Change a team. Raises `StaleVersion`, or `ValidationError` when the name is taken."""
    bump_versie(team, expected_versie, now=now)
    team.naam, team.soort, team.gemeente = naam, soort, gemeente
    team.full_clean()
    team.save(update_fields=["naam", "soort", "gemeente"])
    return team


@transaction.atomic
def add_gebied(*, naam: str, gemeente: Gemeente, team: Team) -> Gebied:
    """Add a gebied with the team that works there. Raises `ValidationError` when there is one with this name."""
    gebied = Gebied(naam=naam, gemeente=gemeente, team=team)
    gebied.full_clean()
    gebied.save()
    return gebied


@transaction.atomic
def change_gebied(
    *, gebied: Gebied, expected_versie: int, naam: str, gemeente: Gemeente, team: Team, now: datetime.datetime
) -> Gebied:
    """Change a gebied: from now on its aanmeldingen go to this team. Raises `StaleVersion` or `ValidationError`."""
    bump_versie(gebied, expected_versie, now=now)
    gebied.naam, gebied.gemeente, gebied.team = naam, gemeente, team
    gebied.full_clean()
    gebied.save(update_fields=["naam", "gemeente", "team"])
    return gebied
