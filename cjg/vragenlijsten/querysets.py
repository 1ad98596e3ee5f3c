"""Reads of questionnaires that were sent and came back."""

from __future__ import annotations

from typing import Self

from django.apps import apps
from django.db import models
from django.db.models import OuterRef, Subquery

from cjg.basis.api import Periode


class UitnodigingQuerySet(models.QuerySet["Uitnodiging"]):  # type: ignore[name-defined]  # a cycle with models
    """Reads of uitnodigingen."""

    def received_in(self, periode: Periode) -> Self:
        """Keep those that came back in a half-open period."""
        return self.filter(ontvangen_op__gte=periode.begin, ontvangen_op__lt=periode.einde)

    def with_answer(self, code: str) -> Self:
        """Add the answer to one question as `waarde`; empty where it was not asked or not answered."""
        antwoord = apps.get_model("vragenlijsten", "Antwoord").objects
        waarde = antwoord.filter(uitnodiging=OuterRef("pk"), vraag__code=code).values("waarde")[:1]
        return self.annotate(waarde=Subquery(waarde))
