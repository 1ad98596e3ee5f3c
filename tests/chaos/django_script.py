"""What the programs beside the web server share: Django on the embedded servers of the deployment under test."""

import os
from collections.abc import Callable

import django


def set_up() -> None:
    """Load Django with the environment of the deployment."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cjg.settings")
    django.setup()


def until_committed(work: Callable[[], object]) -> None:
    """Do something again until the database says it is done; it was killed, so it comes back."""
    import time

    from django.db import InterfaceError, OperationalError, close_old_connections, connection

    while True:
        try:
            work()
        except (OperationalError, InterfaceError):
            connection.close()
            close_old_connections()
            time.sleep(0.2)
        else:
            return
