"""The door of `inzage`: writing lines (for the gate alone) and reading them back."""

from cjg.inzage.lezen import NOOD, Samengevat, is_break_glass, lines_about, merge_by_day
from cjg.inzage.models import Inzageregel
from cjg.inzage.services import Actor, Gronden, Handeling, Regel, Resultaat, actor_of, record

__all__ = [
    "NOOD",
    "Actor",
    "Gronden",
    "Handeling",
    "Inzageregel",
    "Regel",
    "Resultaat",
    "Samengevat",
    "actor_of",
    "is_break_glass",
    "lines_about",
    "merge_by_day",
    "record",
]
