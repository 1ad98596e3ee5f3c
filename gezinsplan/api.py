"""The door of `gezinsplan`: trajecten, plans and evaluations, and what reports count of them."""

from gezinsplan.invoer import ActieInvoer, DoelInvoer, EvaluatieInvoer, PlanInvoer, ScoreInvoer
from gezinsplan.models import Aanspreekpunt, Evaluatie, Gezinsplan, Planversie, Traject, TrajectDeelname
from gezinsplan.populaties import (
    closed_trajecten,
    due_evaluaties,
    gemeente_of_traject,
    reached_jeugdigen,
    started_trajecten,
)
from gezinsplan.services import (
    adopt_plan,
    close_traject,
    hand_over_traject,
    hold_evaluatie,
    move_evaluatie,
    new_version,
    record_akkoord,
    save_concept,
    start_plan,
    start_traject,
)

__all__ = [
    "Aanspreekpunt",
    "ActieInvoer",
    "DoelInvoer",
    "Evaluatie",
    "EvaluatieInvoer",
    "Gezinsplan",
    "PlanInvoer",
    "Planversie",
    "ScoreInvoer",
    "Traject",
    "TrajectDeelname",
    "adopt_plan",
    "close_traject",
    "closed_trajecten",
    "due_evaluaties",
    "gemeente_of_traject",
    "hand_over_traject",
    "hold_evaluatie",
    "move_evaluatie",
    "new_version",
    "reached_jeugdigen",
    "record_akkoord",
    "save_concept",
    "start_plan",
    "start_traject",
    "started_trajecten",
]
