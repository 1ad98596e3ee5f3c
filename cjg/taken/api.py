"""The door of `taken`: work items, reminders and mail, whatever they are about.

A higher room registers its kinds of work and where reminders come from (`register_taaksoort`, `register_provider`,
in `AppConfig.ready`); its services finish, move and stop the tasks in the transaction of what they are about.
"""

from cjg.taken.bronnen import (
    KOLOMMEN,
    Herinneringsbron,
    Taaksoort,
    register_provider,
    register_taaksoort,
    taaksoort,
)
from cjg.taken.models import Digest, Herinnering, Taak, Verzending
from cjg.taken.services import (
    add_taak,
    claim_next,
    finish_taken,
    hand_over,
    judge_verzending,
    mark_uncertain,
    move_taken,
    prepare_digests,
    reassign_taken,
    scan_reminders,
    send_digests,
    stop_taken,
    tick_taak,
    untick_taak,
)

__all__ = [
    "KOLOMMEN",
    "Digest",
    "Herinnering",
    "Herinneringsbron",
    "Taak",
    "Taaksoort",
    "Verzending",
    "add_taak",
    "claim_next",
    "finish_taken",
    "hand_over",
    "judge_verzending",
    "mark_uncertain",
    "move_taken",
    "prepare_digests",
    "reassign_taken",
    "register_provider",
    "register_taaksoort",
    "scan_reminders",
    "send_digests",
    "stop_taken",
    "taaksoort",
    "tick_taak",
    "untick_taak",
]
