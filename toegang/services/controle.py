"""Checks that several services share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Model, TextField


def too_long(model: type[Model], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the texts that are longer than their field: Django itself checks this in forms only."""
    errors = {}
    for name, value in values.items():
        field = model._meta.get_field(name)
        if isinstance(field, TextField) and field.max_length and len(value or "") > field.max_length:
            errors[name] = f"Deze tekst is te lang: {len(value)} tekens. Houd het bij {field.max_length} tekens."
    return errors
