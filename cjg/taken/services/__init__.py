"""Writing of work items, reminders and mail."""

from cjg.taken.services.digest import prepare_digests, send_digests
from cjg.taken.services.scan import Scanresultaat, scan_reminders
from cjg.taken.services.taken import (
    add_taak,
    finish_taken,
    move_taken,
    reassign_taken,
    stop_taken,
    tick_taak,
    untick_taak,
)
from cjg.taken.services.verzending import claim_next, hand_over, judge_verzending, mark_uncertain

__all__ = [
    "Scanresultaat",
    "add_taak",
    "claim_next",
    "finish_taken",
    "hand_over",
    "judge_verzending",
    "mark_uncertain",
    "move_taken",
    "prepare_digests",
    "reassign_taken",
    "scan_reminders",
    "send_digests",
    "stop_taken",
    "tick_taak",
    "untick_taak",
]
