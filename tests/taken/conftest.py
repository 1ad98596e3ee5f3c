"""A small organisation, and things with a due date that this room can be reminded of."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pytest
from django.db.models import DateField, F, QuerySet, TextField, UUIDField, Value
from django.db.models.functions import Cast

from cjg.basis.api import uuid7
from cjg.organisatie.api import Medewerker, Rol, Team, create_medewerker
from cjg.taken import bronnen
from cjg.taken.bronnen import KOLOMMEN, Herinneringsbron, Taaksoort

MAANDAG = dt.date(2026, 11, 2)
NU = dt.datetime(2026, 11, 2, 6, 0, tzinfo=dt.UTC)


def make_medewerker(naam: str, team: Team, *rollen: Rol) -> Medewerker:
    """Make a medewerker with roles in a team, from long before any test."""
    return create_medewerker(
        email=f"{naam}@cjg.example",
        naam=naam.capitalize(),
        functie=str(rollen[0]),
        rollen=rollen,
        teams=[team],
        begindatum=dt.date(2020, 1, 1),
    )


@dataclass
class Organisatie:
    """One team: a coach, her colleague and their teamleider."""

    team: Team
    anna: Medewerker
    bram: Medewerker
    hanna: Medewerker


@pytest.fixture
def organisatie(db: None) -> Organisatie:
    """Make the team Noord 1 with Anna, Bram and Hanna."""
    return make_organisatie()


def make_organisatie() -> Organisatie:
    """Make the team Noord 1 with Anna, Bram and Hanna."""
    team = Team.objects.get(naam="Noord 1")
    return Organisatie(
        team,
        make_medewerker("anna", team, Rol.COACH),
        make_medewerker("bram", team, Rol.COACH),
        make_medewerker("hanna", team, Rol.TEAMLEIDER),
    )


@dataclass
class Afspraken:
    """Things with a due date, as a higher room would have them in a table."""

    rows: list[tuple[UUID, dt.date, UUID | None, UUID]] = field(default_factory=list)

    def add(self, uiterlijk: dt.date, wie: Medewerker | None, team: Team) -> UUID:
        """Add something due on a day; returns what it is called in tasks and reminders."""
        onderwerp = uuid7()
        self.rows.append((onderwerp, uiterlijk, wie.pk if wie else None, team.pk))
        return onderwerp

    def move(self, onderwerp: UUID, uiterlijk: dt.date) -> None:
        """Give something another due date."""
        self.rows = [(row[0], uiterlijk, *row[2:]) if row[0] == onderwerp else row for row in self.rows]

    def give(self, onderwerp: UUID, wie: Medewerker) -> None:
        """Give something to another medewerker."""
        self.rows = [(*row[:2], wie.pk, row[3]) if row[0] == onderwerp else row for row in self.rows]

    def remove(self, onderwerp: UUID) -> None:
        """Let something be done."""
        self.rows = [row for row in self.rows if row[0] != onderwerp]

    def query(self, today: dt.date, until: dt.date) -> QuerySet[Any, Any]:
        """Return the rows due by a day, the way a provider does."""
        due = [row for row in self.rows if row[1] <= until]
        parts = [_row(*row) for row in due]
        if not parts:
            nothing: QuerySet[Any, Any] = Team.objects.none().values("pk")
            return nothing
        rows: QuerySet[Any, Any] = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
        return rows


def _row(onderwerp: UUID, uiterlijk: dt.date, wie: UUID | None, team: UUID) -> QuerySet[Any, Any]:
    row: QuerySet[Any, Any] = (
        Team.objects.filter(pk=team)
        .order_by()
        .annotate(
            onderwerp_id=Cast(Value(onderwerp), UUIDField()),
            gezin_id=Cast(Value(None), UUIDField()),
            uiterlijk=Cast(Value(uiterlijk), DateField()),
            medewerker_id=Cast(Value(wie), UUIDField()),
            team_id=F("pk"),
            titel=Value("Afspraak nakomen", TextField()),
        )
        .values(*KOLOMMEN)
    )
    return row


AFSPRAAK = Taaksoort("afspraak", "Afspraak", url=lambda onderwerp: f"/afspraken/{onderwerp}/")


@pytest.fixture
def afspraken(monkeypatch: pytest.MonkeyPatch) -> Afspraken:
    """Let the scan see only the things of the test."""
    made = Afspraken()
    monkeypatch.setattr(bronnen, "_bronnen", {"afspraak": Herinneringsbron(AFSPRAAK, made.query)})
    monkeypatch.setattr(bronnen, "_soorten", {"afspraak": AFSPRAAK})
    return made
