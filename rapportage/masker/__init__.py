"""Protects small numbers: which counts of a quarter are not shown, decided once over all its tables."""

from rapportage.masker.opbouw import build, cell_key, decide_mask
from rapportage.masker.stelsel import Cel, Staat, Stelsel, decide

__all__ = ["Cel", "Staat", "Stelsel", "build", "cell_key", "decide", "decide_mask"]
