"""The door of `gezinsplan`: what higher rooms may use of trajecten, plans and evaluations."""

from gezinsplan.models import Evaluatie, Traject, TrajectDeelname
from gezinsplan.populaties import (
    closed_trajecten,
    due_evaluaties,
    gemeente_of_traject,
    reached_jeugdigen,
    started_trajecten,
)

__all__ = [
    "Evaluatie",
    "Traject",
    "TrajectDeelname",
    "closed_trajecten",
    "due_evaluaties",
    "gemeente_of_traject",
    "reached_jeugdigen",
    "started_trajecten",
]
