"""Writing of coaching: trajecten, plans and evaluations."""

from gezinsplan.services.afsluiting import close_traject
from gezinsplan.services.evaluatie import agree_longer, hold_evaluatie, move_evaluatie
from gezinsplan.services.plan import (
    adopt_plan,
    new_version,
    record_akkoord,
    save_concept,
    set_voortgang,
    start_plan,
)
from gezinsplan.services.traject import change_phase, hand_over_traject, start_traject

__all__ = [
    "adopt_plan",
    "agree_longer",
    "change_phase",
    "close_traject",
    "hand_over_traject",
    "hold_evaluatie",
    "move_evaluatie",
    "new_version",
    "record_akkoord",
    "save_concept",
    "set_voortgang",
    "start_plan",
    "start_traject",
]
