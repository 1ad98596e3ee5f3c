"""Reads of work items."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import Q


class TaakQuerySet(models.QuerySet["Taak"]):  # type: ignore[name-defined]  # a cycle with models
    """Reads of taken."""

    def visible_on(self, day: datetime.date) -> Self:
        """Keep the open ones whose time to be seen has come."""
        return self.filter(status="open", zichtbaar_vanaf__lte=day)

    def of(self, medewerker_ids: Collection[UUID], team_ids: Collection[UUID] = ()) -> Self:
        """Keep those of these medewerkers, and those that lie with these teams without anybody's name."""
        return self.filter(Q(medewerker__in=medewerker_ids) | Q(medewerker__isnull=True, team__in=team_ids))

    def once_per_subject(self) -> Self:
        """Show a thing once, also to somebody who has it twice: as coach and as replacement or teamleider."""
        first = self.order_by("soort", "onderwerp_id", "uiterlijk", "id").distinct("soort", "onderwerp_id", "uiterlijk")
        keep: Self = self.model._base_manager.filter(pk__in=first.values("pk")).order_by("uiterlijk", "id")
        return keep
