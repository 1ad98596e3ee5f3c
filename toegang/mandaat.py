"""The mandate rule: who may decide what in name of the college (Awb 10:1-10:5, werkproces §6). Pure.

Each row of the register is a power that was given to a role; powers add up. A besluit needs one row that covers all
of it: gemeente, day, leveringsvorm, productcategorie, duration and amount.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from toegang.models import Mandaat


@dataclass(frozen=True, slots=True)
class Omvang:
    """What a besluit asks of a mandate. A rejection grants no day and no cent; what it is about still counts.

    An empty leveringsvorm or productcategorie (not known in a rejection) needs a mandate for all of them.
    """

    gemeente: str
    dag: datetime.date
    leveringsvorm: str = ""
    productcategorie: str = ""
    dagen: int = 0
    bedrag_cent: int = 0


def covers(mandaat: Mandaat, omvang: Omvang) -> bool:
    """Tell whether one row of the register gives the power for a besluit of this size, whoever holds it."""
    return (
        mandaat.gemeente_id == omvang.gemeente
        and mandaat.is_open_on(omvang.dag)
        and mandaat.leveringsvorm in ("", omvang.leveringsvorm)
        and mandaat.productcategorie in ("", omvang.productcategorie)
        and omvang.dagen <= mandaat.max_dagen
        and omvang.bedrag_cent <= mandaat.max_bedrag_cent
    )


def find_mandaat(mandaten: Iterable[Mandaat], rollen: Collection[str], omvang: Omvang) -> Mandaat | None:
    """Return the smallest mandate of these roles that covers a besluit, or None when they may not take it."""
    return next((m for m in _smallest_first(mandaten, omvang) if m.rol in rollen), None)


def roles_that_may(mandaten: Iterable[Mandaat], omvang: Omvang) -> list[str]:
    """Return the roles that may take a besluit of this size, the next in line first."""
    return list(dict.fromkeys(m.rol for m in _smallest_first(mandaten, omvang)))


def _smallest_first(mandaten: Iterable[Mandaat], omvang: Omvang) -> list[Mandaat]:
    covering = [m for m in mandaten if covers(m, omvang)]
    return sorted(covering, key=lambda m: (m.max_dagen, m.max_bedrag_cent, m.rol, str(m.pk)))
