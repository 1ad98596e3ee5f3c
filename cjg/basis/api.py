"""The door of `basis`: all that other apps may import from it, except the REST frame (`cjg.basis.rest_api`)."""

from cjg.basis.bsn import bsn_hash, example_bsn, is_example_bsn, is_valid_bsn, normalise_bsn
from cjg.basis.ids import uuid7
from cjg.basis.klok import AMSTERDAM, now, today
from cjg.basis.models import (
    DateRange,
    Period,
    PeriodQuerySet,
    StaleVersion,
    Stamped,
    Versioned,
    bump_versie,
    no_overlap,
    open_on,
    period_constraint,
)
from cjg.basis.namen import display_name, fold, initials, list_name, search_key, sort_key, split_voorvoegsel
from cjg.basis.velden import EncryptedTextField, UnreadableError

__all__ = [
    "AMSTERDAM",
    "DateRange",
    "EncryptedTextField",
    "Period",
    "PeriodQuerySet",
    "StaleVersion",
    "Stamped",
    "UnreadableError",
    "Versioned",
    "bsn_hash",
    "bump_versie",
    "display_name",
    "example_bsn",
    "fold",
    "initials",
    "is_example_bsn",
    "is_valid_bsn",
    "list_name",
    "no_overlap",
    "normalise_bsn",
    "now",
    "open_on",
    "period_constraint",
    "search_key",
    "sort_key",
    "split_voorvoegsel",
    "today",
    "uuid7",
]
