"""Sessions in the database, that tell an outage from a session that was ended.

Django answers both with 400 "the session was deleted": somebody whose work was cut off by an outage would be told that
their request was wrong, instead of to try again in a minute.
"""

from typing import Any

from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore
from django.db import InterfaceError, OperationalError


class SessionStore(DatabaseSessionStore):
    """Django's store in the database, with that difference."""

    def save(self, must_create: bool = False) -> Any:
        """Save the session.

        Raises:
            UpdateError: the session was ended.
            OperationalError, InterfaceError: the database is away.
        """
        try:
            return super().save(must_create=must_create)
        except UpdateError as error:
            if isinstance(error.__context__, OperationalError | InterfaceError):
                raise error.__context__ from None
            raise
