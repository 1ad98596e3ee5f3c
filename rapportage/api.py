"""The door of `rapportage`: the reports of a quarter, and adopting them."""

from rapportage.services import adopt_rapport, open_rapporten

__all__ = ["adopt_rapport", "open_rapporten"]
