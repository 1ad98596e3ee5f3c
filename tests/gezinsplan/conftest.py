"""The family of the cast, helped: a traject of Anna, a plan with goals, a clock."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import pytest

from cjg.basis.api import now, today
from cjg.dossier.api import Persoon
from gezinsplan.invoer import ActieInvoer, DoelInvoer, EvaluatieInvoer, PlanInvoer
from gezinsplan.models import Evaluatie, Planversie, Traject
from gezinsplan.ontbrekend import whose_akkoord
from gezinsplan.services import adopt_plan, record_akkoord, save_concept, start_plan, start_traject
from tests.cast import Cast

DAG = dt.timedelta(days=1)


def make_traject(cast: Cast, *, begindatum: dt.date | None = None, **changed: Any) -> Traject:
    """Start a traject of the cast's gezin with Anna as aanspreekpunt."""
    values: dict[str, Any] = {
        "gezin": cast.gezin,
        "jeugdigen": [cast.kind14, cast.kind10],
        "soort": Traject.Soort.GEZINSCOACHING,
        "aanspreekpunt": cast.medewerker("anna"),
        "team": cast.team,
        "begindatum": begindatum or today() - 100 * DAG,
        "today": today(),
        "now": now(),
    }
    return start_traject(**(values | changed))


def plan_invoer(cast: Cast, **changed: Any) -> PlanInvoer:
    """Return a whole plan: two goals, each with actions, discussed with Bram."""
    values: dict[str, Any] = {
        "doelen": (
            DoelInvoer(
                "Kees gaat elke dag naar school.",
                "onderwijs",
                voor=cast.kind14.pk,
                acties=(
                    ActieInvoer("Olga", "Brengt Kees om acht uur naar de fiets.", today() + 30 * DAG),
                    ActieInvoer("Anna", "Belt de mentor.", today() + 7 * DAG, soort="professional"),
                ),
            ),
            DoelInvoer(
                "Wij eten samen zonder ruzie.", "opvoeding", acties=(ActieInvoer("Opa Jan", "Komt op woensdag."),)
            ),
        ),
        "krachten": "Iedereen wil graag samen eten.",
        "zorgen": "Kees blijft vaak thuis.",
        "verwachte_duur_maanden": 6,
        "besproken_met": cast.medewerker("bram").pk,
        "besproken_op": today() - DAG,
        "familiegroepsplan": "afgezien",
        "familiegroepsplan_op": today() - 20 * DAG,
    }
    return PlanInvoer(**(values | changed))


def make_concept(cast: Cast, **changed: Any) -> Planversie:
    """Make a filled-in concept."""
    versie = start_plan(gezinnen=[cast.gezin], now=now())
    return save_concept(versie=versie, invoer=plan_invoer(cast, **changed), expected_versie=versie.versie, now=now())


def agree(versie: Planversie, *personen: Persoon) -> None:
    """Let these persons (default: all whose akkoord is needed) agree with a concept."""
    for persoon in personen or whose_akkoord(versie.plan_id, today()):
        record_akkoord(versie=versie, persoon=persoon, antwoord="akkoord", datum=today(), toelichting="", today=today())


def make_plan(cast: Cast) -> Planversie:
    """Make a plan that is vastgesteld by Anna."""
    versie = make_concept(cast)
    agree(versie)
    return adopt_plan(
        versie=versie, door=cast.medewerker("anna"), expected_versie=versie.versie, today=today(), now=now()
    )


def evaluatie_invoer(**changed: Any) -> EvaluatieInvoer:
    """Return what was found at an evaluation held today."""
    values: dict[str, Any] = {
        "gehouden_op": today(),
        "vervolg": Evaluatie.Vervolg.ONGEWIJZIGD,
        "reden": "Het gaat goed, het is nog niet klaar.",
        "wat_werkte": "De vaste eettijd.",
    }
    return EvaluatieInvoer(**(values | changed))


@dataclass
class Hulp:
    """A traject with its adopted plan."""

    cast: Cast
    traject: Traject
    versie: Planversie


@pytest.fixture
def hulp(cast: Cast) -> Hulp:
    """The cast's gezin with a traject that began 100 days ago, and an adopted plan."""
    traject = make_traject(cast)
    versie = make_plan(cast)
    traject.refresh_from_db()
    return Hulp(cast, traject, versie)
