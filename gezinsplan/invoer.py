"""What people fill in, as frozen values: a concept of a plan, an evaluation."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from uuid import UUID


@dataclass(frozen=True)
class ActieInvoer:
    """Who does what, and by when. `id` names an action that is there already."""

    wie: str
    wat: str
    uiterlijk: datetime.date | None = None
    soort: str = "gezin"
    id: UUID | None = None


@dataclass(frozen=True)
class DoelInvoer:
    """A goal in the family's own words; `voor` is whose, nobody for the whole gezin."""

    omschrijving: str
    leefgebied: str
    voor: UUID | None = None
    gas_begin: int = -2
    acties: tuple[ActieInvoer, ...] = ()
    id: UUID | None = None


@dataclass(frozen=True)
class PlanInvoer:
    """The content of one concept."""

    doelen: tuple[DoelInvoer, ...] = ()
    krachten: str = ""
    zorgen: str = ""
    verwachte_duur_maanden: int | None = None
    besproken_met: UUID | None = None
    besproken_op: datetime.date | None = None
    familiegroepsplan: str = ""
    familiegroepsplan_op: datetime.date | None = None


@dataclass(frozen=True)
class ScoreInvoer:
    """How far a goal was reached, by one judge."""

    doel: UUID
    door: str
    gas: int


@dataclass(frozen=True)
class EvaluatieInvoer:
    """What was found at an evaluation, and what happens next."""

    gehouden_op: datetime.date
    vervolg: str
    reden: str
    wat_werkte: str = ""
    grond_langer: str = ""
    scores: tuple[ScoreInvoer, ...] = field(default_factory=tuple)
