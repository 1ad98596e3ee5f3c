"""How far ahead the log's partitions reach."""

from typing import TYPE_CHECKING

from cjg.basis.api import HEALTHY, Health, HealthStatus

if TYPE_CHECKING:
    import psycopg

ENOUGH_MONTHS = 3

_MONTHS = """
SELECT count(to_regclass('public.inzage_inzageregel_' || to_char(current_date + make_interval(months => maand), 'YYYY_MM')))
FROM generate_series(1, %s) AS maand
"""


def check_partitions(cursor: "psycopg.Cursor[tuple[object, ...]]") -> Health:
    """Say that the work is in danger when fewer than three coming months have a partition.

    Lines still arrive in the default partition then; sealing and removing whole months do not work there.
    """
    row = cursor.execute(_MONTHS, [ENOUGH_MONTHS]).fetchone()
    if row == (ENOUGH_MONTHS,):
        return HEALTHY
    return Health(HealthStatus.DEGRADED, "Het inzagelogboek heeft te weinig maanden vooruit. Draait de klok (beat)?")
