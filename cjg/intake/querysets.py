"""Reads of intake: contactmomenten, aanmeldingen and the wachtlijst."""

from __future__ import annotations

from django.db import models


class ContactmomentQuerySet(models.QuerySet["Contactmoment"]):  # type: ignore[name-defined]  # a cycle with models
    """Reads of contactmomenten."""


class AanmeldingQuerySet(models.QuerySet["Aanmelding"]):  # type: ignore[name-defined]  # a cycle with models
    """Reads of aanmeldingen."""


class WachtlijstplaatsQuerySet(models.QuerySet["Wachtlijstplaats"]):  # type: ignore[name-defined]  # a cycle with models
    """Reads of the wachtlijst."""
