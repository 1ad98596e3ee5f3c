"""Reads of toegang: besluiten."""

from __future__ import annotations

from django.db import models


class BesluitQuerySet(models.QuerySet["Besluit"]):  # type: ignore[name-defined]  # a cycle with models
    """Reads of besluiten."""
