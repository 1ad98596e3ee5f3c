"""Reads of quarterly reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models

if TYPE_CHECKING:
    pass


class KwartaalrapportQuerySet(models.QuerySet["Kwartaalrapport"]):  # type: ignore[name-defined,unused-ignore]  # a cycle with models
    """Reads of quarterly reports."""

    def visible_to(self, user: Any) -> Self:
        """Keep what a user may see: all for who sees exact figures, adopted ones of the own gemeente for others."""
        from rapportage.rules import EXACT, LIJST, RULES

        if RULES[EXACT](user, None):
            return self
        if not RULES[LIJST](user, None):
            return self.none()
        return self.filter(status="vastgesteld", gemeente__in=user.profiel.gemeenten)

    def newest_first(self) -> Self:
        """Order by quarter, newest first, the region after the gemeenten, with what a line shows."""
        rows = self.select_related("gemeente", "vastgesteld_door__gebruiker")
        return rows.order_by("-jaar", "-kwartaal", models.F("gemeente__naam").asc(nulls_last=True))
