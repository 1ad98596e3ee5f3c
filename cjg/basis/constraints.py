"""From a refusal of the database back to the Dutch sentence that the constraint carries."""

from functools import lru_cache

from django.apps import apps
from django.db import IntegrityError
from psycopg import errors

_DEFAULT = "Dit past niet bij wat er al vastligt. Laad de gegevens opnieuw en probeer het nog eens."


def message_of(refusal: IntegrityError) -> str:
    """Return what to tell the user about a refusal: the message of its constraint, or a general one.

    Never the text of the database, which repeats the values of the row.
    """
    return _messages().get(constraint_of(refusal), _DEFAULT)


def constraint_of(refusal: IntegrityError) -> str:
    """Return the name of the constraint that refused, or an empty text."""
    cause = refusal.__cause__
    return (cause.diag.constraint_name or "") if isinstance(cause, errors.Error) else ""


def is_conflict(refusal: IntegrityError) -> bool:
    """Tell whether the refusal is about other rows (uniqueness, overlap, references), not about this row alone."""
    return not isinstance(refusal.__cause__, errors.CheckViolation | errors.NotNullViolation)


@lru_cache(maxsize=1)
def _messages() -> dict[str, str]:
    return {
        constraint.name: str(constraint.violation_error_message)
        for model in apps.get_models()
        for constraint in model._meta.constraints
        if constraint.violation_error_message != constraint.default_violation_error_message
    }
