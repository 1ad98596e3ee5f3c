"""A session that was ended and a database that is away are different things to say."""

import psycopg
import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.db import OperationalError, connection

from cjg.basis.sessions import SessionStore


@pytest.mark.django_db
def test_session_that_was_ended_is_not_brought_back() -> None:
    session = SessionStore()
    session["x"] = 1
    session.save()
    SessionStore(session.session_key).delete()
    with pytest.raises(UpdateError):
        session.save()
    assert not SessionStore().exists(str(session.session_key))


@pytest.mark.django_db(transaction=True)
def test_outage_while_saving_is_an_outage() -> None:
    session = SessionStore()
    session["x"] = 1
    session.save()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    _end_backend(pid)
    with pytest.raises(OperationalError):
        session.save()
    connection.close()
    session.save()


def _end_backend(pid: int) -> None:
    """End a connection, as the same role may."""
    parameters = connection.settings_dict
    with psycopg.connect(
        host=parameters["HOST"],
        dbname=parameters["NAME"],
        user=parameters["USER"],
        password=parameters["PASSWORD"],
        autocommit=True,
    ) as other:
        other.execute("SELECT pg_terminate_backend(%s)", [pid])
