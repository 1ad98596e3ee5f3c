"""Reads of toegang: besluiten as lists and as populations for reports."""

from __future__ import annotations

from typing import Self

from django.db import models

from cjg.basis.api import Periode


class BesluitQuerySet(models.QuerySet["Besluit"]):  # type: ignore[name-defined]  # a cycle with models
    """Reads of besluiten."""

    def with_names(self) -> Self:
        """Read what a page says about a besluit in the same statement."""
        return self.select_related(
            "gezin",
            "jeugdige",
            "gemeente",
            "product",
            "aanbieder",
            "mandaat",
            "voorbereid_door__gebruiker",
            "genomen_door__gebruiker",
        )

    def in_onderzoek(self) -> Self:
        """Keep the besluiten that still have to be taken: the work list."""
        return self.filter(status="onderzoek")

    def bekendgemaakt_in(self, periode: Periode) -> Self:
        """Keep the besluiten made known in a period: the reference date of reports is the bekendmaking."""
        return self.filter(status="bekendgemaakt", bekendmaking__gte=periode.begin, bekendmaking__lt=periode.einde)
