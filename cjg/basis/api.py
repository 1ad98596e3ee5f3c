"""The door of `basis`: all that other apps may import from it, except the REST frame (`cjg.basis.rest_api`)."""

from cjg.basis.bsn import bsn_hash, example_bsn, is_example_bsn, is_valid_bsn, normalise_bsn
from cjg.basis.databaserol import AppendOnly, append_only, truncate_guard
from cjg.basis.ids import uuid7
from cjg.basis.klok import AMSTERDAM, now, today
from cjg.basis.leeftijden import Leeftijdsgroep, age_group, age_on, birthday
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
from cjg.basis.perioden import Kwartaal, Periode, day_bounds, day_start, local_date
from cjg.basis.termijnen import (
    Opschorting,
    add_months,
    add_working_days,
    bezwaar_until,
    count_working_days,
    decide_by,
    decide_on_bezwaar_by,
    feestdagen,
    is_working_day,
    term_end,
    working_day_from,
)
from cjg.basis.sleutels import derive as derive_key
from cjg.basis.velden import EncryptedTextField, UnreadableError, decrypt, encrypt

__all__ = [
    "AMSTERDAM",
    "AppendOnly",
    "DateRange",
    "EncryptedTextField",
    "Kwartaal",
    "Leeftijdsgroep",
    "Opschorting",
    "Period",
    "PeriodQuerySet",
    "Periode",
    "StaleVersion",
    "Stamped",
    "UnreadableError",
    "Versioned",
    "add_months",
    "add_working_days",
    "age_group",
    "age_on",
    "append_only",
    "bezwaar_until",
    "birthday",
    "bsn_hash",
    "bump_versie",
    "count_working_days",
    "day_bounds",
    "day_start",
    "decide_by",
    "decide_on_bezwaar_by",
    "decrypt",
    "derive_key",
    "display_name",
    "encrypt",
    "example_bsn",
    "feestdagen",
    "fold",
    "initials",
    "is_example_bsn",
    "is_valid_bsn",
    "is_working_day",
    "list_name",
    "local_date",
    "no_overlap",
    "normalise_bsn",
    "now",
    "open_on",
    "period_constraint",
    "search_key",
    "sort_key",
    "split_voorvoegsel",
    "term_end",
    "today",
    "truncate_guard",
    "uuid7",
    "working_day_from",
]
