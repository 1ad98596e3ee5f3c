"""Coaching: trajecten, the 1Gezin1Plan plans with their goals, and evaluations."""

from gezinsplan.models.evaluatie import Evaluatie, Evaluatiescore
from gezinsplan.models.plan import Actie, Actievoortgang, Akkoord, Doel, Gezinsplan, PlanGezin, Planversie
from gezinsplan.models.traject import Aanspreekpunt, Traject, TrajectDeelname

__all__ = [
    "Aanspreekpunt",
    "Actie",
    "Actievoortgang",
    "Akkoord",
    "Doel",
    "Evaluatie",
    "Evaluatiescore",
    "Gezinsplan",
    "PlanGezin",
    "Planversie",
    "Traject",
    "TrajectDeelname",
]
