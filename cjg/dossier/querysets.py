"""Reads of the dossier: persons and gezinnen, as populations that higher rooms filter further."""

from __future__ import annotations

import datetime
from typing import Self

from django.db import models
from django.db.models import Prefetch

from cjg.basis.api import open_on


class PersoonQuerySet(models.QuerySet["Persoon"]):  # type: ignore[name-defined]  # a cycle with models
    """Reads of persons."""

    def with_gemeente_on(self, day: datetime.date) -> Self:
        """Annotate `gemeente_code`: the responsible municipality on a day (woonplaatsbeginsel), or None."""
        from cjg.dossier.models import VerantwoordelijkeGemeente

        geldig = VerantwoordelijkeGemeente.objects.filter(open_on(day), persoon=models.OuterRef("pk"))
        return self.annotate(gemeente_code=models.Subquery(geldig.values("gemeente_id")[:1]))


class GezinQuerySet(models.QuerySet["Gezin"]):  # type: ignore[name-defined]  # a cycle with models
    """Reads of gezinnen."""

    def with_leden(self, day: datetime.date) -> Self:
        """Prefetch the members of a day, oldest role first, as `huidige_leden`."""
        from cjg.dossier.models import Gezinslid

        leden = (
            Gezinslid.objects.filter(open_on(day))
            .select_related("persoon")
            .order_by("-rol", "persoon__geboortedatum", "pk")
        )
        return self.prefetch_related(Prefetch("leden", queryset=leden, to_attr="huidige_leden"))
