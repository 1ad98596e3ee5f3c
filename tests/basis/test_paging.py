"""Keyset pages: every row once, in order, forwards and backwards, with nothing to read in the address."""

import base64
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cjg.basis.api import InvalidCursorError, KeysetPage, keyset_page
from cjg.organisatie.api import Gebruiker

pytestmark = pytest.mark.django_db
ORDERS = [["naam"], ["-naam"], ["last_login"], ["-last_login", "naam"], ["soort", "-last_login"], ["-pk"]]


@pytest.fixture
def people() -> list[Gebruiker]:
    """Names that are equal, and moments that are missing."""
    made = []
    for number in range(23):
        gebruiker = Gebruiker.objects.create_user(f"p{number}@voorbeeld.test", naam=f"Naam {number % 5}")
        gebruiker.last_login = None if number % 4 == 0 else datetime(2026, 1, 1 + number % 3, tzinfo=UTC)
        gebruiker.save(update_fields=["last_login"])
        made.append(gebruiker)
    return made


def walk(order: list[str], size: int) -> tuple[list[Any], KeysetPage[Gebruiker], int]:
    """Go through all pages; return the keys that were seen, the last page and the number of pages."""
    page = keyset_page(Gebruiker.objects.all(), order=order, size=size)
    seen, pages = [row.pk for row in page.rows], 1
    while page.next_cursor:
        page = keyset_page(Gebruiker.objects.all(), order=order, cursor=page.next_cursor, size=size)
        seen += [row.pk for row in page.rows]
        pages += 1
    return seen, page, pages


@pytest.mark.parametrize("order", ORDERS, ids=" ".join)
@pytest.mark.usefixtures("people")
def test_pages_together_are_the_whole_list_in_order(order: list[str]) -> None:
    whole = [row.pk for row in keyset_page(Gebruiker.objects.all(), order=order, size=1000).rows]
    seen, last, pages = walk(order, 5)
    assert seen == whole
    assert (len(seen), pages) == (23, 5)
    assert last.next_cursor == ""


@pytest.mark.parametrize("order", ORDERS, ids=" ".join)
@pytest.mark.usefixtures("people")
def test_going_back_shows_the_same_pages(order: list[str]) -> None:
    page = keyset_page(Gebruiker.objects.all(), order=order, size=5)
    assert page.previous_cursor == ""
    forward = [[row.pk for row in page.rows]]
    while page.next_cursor:
        page = keyset_page(Gebruiker.objects.all(), order=order, cursor=page.next_cursor, size=5)
        forward.append([row.pk for row in page.rows])
    backward = [[row.pk for row in page.rows]]
    while page.previous_cursor:
        page = keyset_page(Gebruiker.objects.all(), order=order, cursor=page.previous_cursor, size=5)
        backward.append([row.pk for row in page.rows])
    assert backward[::-1] == forward


@pytest.mark.usefixtures("people")
def test_each_page_takes_one_statement_and_no_offset() -> None:
    page = keyset_page(Gebruiker.objects.all(), order=["naam"], size=5)
    with CaptureQueriesContext(connection) as captured:
        keyset_page(Gebruiker.objects.all(), order=["naam"], cursor=page.next_cursor, size=5)
    assert len(captured) == 1
    assert "OFFSET" not in captured[0]["sql"]


@pytest.mark.usefixtures("people")
def test_row_that_was_added_meanwhile_shifts_nothing() -> None:
    page = keyset_page(Gebruiker.objects.all(), order=["naam"], size=5)
    Gebruiker.objects.create_user("nieuw@voorbeeld.test", naam="Aaltje")
    following = keyset_page(Gebruiker.objects.all(), order=["naam"], cursor=page.next_cursor, size=5)
    assert not {row.pk for row in page.rows} & {row.pk for row in following.rows}


@pytest.mark.usefixtures("people")
def test_cursor_shows_no_name() -> None:
    page = keyset_page(Gebruiker.objects.all(), order=["naam"], size=5)
    sealed = base64.urlsafe_b64decode(page.next_cursor + "==")
    assert b"Naam" not in sealed


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    "spoil", [lambda c: c[:-2] + "xx", lambda c: "", lambda c: c * 40, lambda c: "é", lambda c: "a"]
)
def test_changed_cursor_is_refused_or_the_first_page(spoil: Any) -> None:
    page = keyset_page(Gebruiker.objects.all(), order=["naam"], size=5)
    spoiled = spoil(page.next_cursor)
    if not spoiled:
        again = keyset_page(Gebruiker.objects.all(), order=["naam"], cursor=spoiled, size=5)
        assert [row.pk for row in again.rows] == [row.pk for row in page.rows]
        return
    with pytest.raises(InvalidCursorError):
        keyset_page(Gebruiker.objects.all(), order=["naam"], cursor=spoiled, size=5)


@pytest.mark.usefixtures("people")
def test_cursor_of_another_order_is_refused() -> None:
    page = keyset_page(Gebruiker.objects.all(), order=["naam"], size=5)
    with pytest.raises(InvalidCursorError):
        keyset_page(Gebruiker.objects.all(), order=["-naam"], cursor=page.next_cursor, size=5)


def test_empty_list_has_no_neighbours() -> None:
    page = keyset_page(Gebruiker.objects.all(), order=["naam"])
    assert (len(page), page.next_cursor, page.previous_cursor) == (0, "", "")
