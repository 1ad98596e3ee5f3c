"""Reads of coaching: trajecten, plans and evaluations."""

from __future__ import annotations

from django.db import models

from cjg.basis.api import PeriodQuerySet


class TrajectQuerySet(PeriodQuerySet["Traject"]):  # type: ignore[name-defined]  # a cycle with models
    """Reads of trajecten."""


class GezinsplanQuerySet(models.QuerySet["Gezinsplan"]):  # type: ignore[name-defined]  # a cycle with models
    """Reads of plans."""


class EvaluatieQuerySet(models.QuerySet["Evaluatie"]):  # type: ignore[name-defined]  # a cycle with models
    """Reads of evaluations."""
