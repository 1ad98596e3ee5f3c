"""The indicators of the quarterly report, in the order in which the report shows them."""

from __future__ import annotations

from rapportage.indicatoren.kerntaak1 import IA_1, IA_2, IA_2B
from rapportage.indicatoren.kerntaak2 import GC_1, GC_1B, GC_3, GC_4, GC_14, GC_14_WACHTLIJST, GC_16
from rapportage.indicatoren.soort import Doel, Eenheid, Indicator, Maat, Uitsplitsing
from rapportage.indicatoren.toegang import GC_9, TG_1

INDICATOREN: tuple[Indicator, ...] = (
    IA_1,
    IA_2,
    IA_2B,
    GC_1,
    GC_1B,
    GC_3,
    GC_4,
    GC_14,
    GC_14_WACHTLIJST,
    GC_16,
    GC_9,
    TG_1,
)

__all__ = ["INDICATOREN", "Doel", "Eenheid", "Indicator", "Maat", "Uitsplitsing"]
