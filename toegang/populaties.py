"""Besluiten as populations that reports count over (indicatoren.md, GC-9 and TG-1).

The reference date of a besluit is its bekendmaking; its gemeente is that of its jeugdige, kept on the besluit.
"""

from __future__ import annotations

from django.db.models import BooleanField, Case, F, QuerySet, Value, When

from cjg.basis.api import Periode
from toegang.models import Besluit


def bekendgemaakte_besluiten(periode: Periode, *, gemeente: str | None = None) -> QuerySet[Besluit]:
    """Return the besluiten made known in a period; of one gemeente (CBS code) or of all together (TG-1).

    Break down by `uitkomst`, `leveringsvorm`, `productcategorie`, `soort` and `afgiftesoort`.
    """
    besluiten: QuerySet[Besluit] = Besluit.objects.bekendgemaakt_in(periode)
    return besluiten if gemeente is None else besluiten.filter(gemeente_id=gemeente)


def toekenningen(periode: Periode, *, gemeente: str | None = None) -> QuerySet[Besluit]:
    """Return the (partly) granted besluiten of a period, with `is_maatwerk` from the contract (GC-9).

    Count `soort="nieuw"`, `soort="verlenging"`, `leveringsvorm="pgb"` and `is_maatwerk=True`.
    """
    is_maatwerk = Case(
        When(contract__isnull=False, then=F("contract__is_maatwerk")),
        default=Value(False),
        output_field=BooleanField(),
    )
    besluiten: QuerySet[Besluit] = bekendgemaakte_besluiten(periode, gemeente=gemeente)
    return besluiten.filter(uitkomst__in=Besluit.TOEKENNEND).annotate(is_maatwerk=is_maatwerk)
