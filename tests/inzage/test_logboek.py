"""The log as the FG reads it: filters, pages, the seal, and that reading it is a line as well."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

import pytest
from django.test import Client

from cjg.basis.api import now, today
from cjg.inzage.api import Actor, Inzageregel, Regel, record
from cjg.inzage.zegels import seal_status
from tests.cast import Cast


def fg(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.gijs)
    return client


def write(cast: Cast, aantal: int = 1, *, handeling: str = "lezen", resultaat: str = "gelukt", grond: str = "") -> None:
    regels = [Regel(uuid.uuid4(), cast.gezin.pk, "gezinsplan", uuid.uuid4(), handeling, grond) for _ in range(aantal)]
    record(actor=Actor(cast.anna.pk, "Anna Testman", "coach", "CJG"), regels=regels, doel="hulp", resultaat=resultaat)


def rows(response: Any) -> list[Inzageregel]:
    return list(response.context["table"].rows)


def test_fg_reads_who_did_what_where_and_why(cast: Cast) -> None:
    write(cast)
    response = fg(cast).get("/inzage/")
    body = response.content.decode()
    for tekst in ("Anna Testman", "coach, CJG", "Bekeken: gezinsplan", "hulp", f"dossier {str(cast.gezin.pk)[-8:]}"):
        assert tekst in body
    assert "Kanariestein" not in body


def test_reading_the_log_is_a_line_itself(cast: Cast) -> None:
    client = fg(cast)
    client.get("/inzage/")
    client.get(f"/inzage/?dossier={cast.gezin.pk}")
    eigen = Inzageregel.objects.filter(actor_id=cast.gijs.pk, objectsoort="inzagelogboek").order_by("tijdstip")
    assert [(regel.gezin_id, regel.doel) for regel in eigen] == [(None, "toezicht"), (cast.gezin.pk, "toezicht")]


FILTERS: dict[str, int] = {
    "": 3,
    "wie={anna}": 3,
    "wie={bram}": 0,
    "dossier={gezin}": 3,
    "dossier={ander}": 0,
    "handeling=wijzigen": 1,
    "resultaat=geweigerd": 1,
    "resultaat=gelukt&handeling=lezen": 1,
    "van={morgen}&tot={morgen}": 0,
    "van={gisteren}&tot={vandaag}": 3,
}


@pytest.mark.parametrize("query", FILTERS)
def test_filter_keeps_what_fits(cast: Cast, query: str) -> None:
    write(cast)
    write(cast, handeling="wijzigen")
    write(cast, resultaat="geweigerd")
    dag = datetime.timedelta(days=1)
    ingevuld = query.format(
        anna=cast.anna.pk,
        bram=cast.bram.pk,
        gezin=cast.gezin.pk,
        ander=cast.ander_gezin.pk,
        morgen=today() + dag,
        vandaag=today(),
        gisteren=today() - dag,
    )
    assert len(rows(fg(cast).get(f"/inzage/?{ingevuld}"))) == FILTERS[query]


@pytest.mark.parametrize(
    "query", ["van=gisteren", "dossier=12", "wie=x", "handeling=alles", "van=2026-02-01&tot=2026-01-01"]
)
def test_wrong_filter_says_so_and_shows_nothing(cast: Cast, query: str) -> None:
    write(cast)
    response = fg(cast).get(f"/inzage/?{query}")
    assert response.status_code == 422
    assert rows(response) == []
    assert "cjg-errors" in response.content.decode()


def test_pages_hold_every_line_once(cast: Cast) -> None:
    write(cast, 120)
    client, cursor, gezien = fg(cast), "", []
    while True:
        response = client.get("/inzage/", {"dossier": str(cast.gezin.pk), "handeling": "lezen", "cursor": cursor})
        gezien += [regel.id for regel in rows(response) if regel.actor_id == cast.anna.pk]
        cursor = response.context["table"].page.next_cursor
        if not cursor:
            break
    assert len(gezien) == len(set(gezien)) == 120


def test_seal_status_says_since_when_lines_wait(cast: Cast) -> None:
    write(cast)
    stand = seal_status(now())
    assert (stand.tot, stand.is_late) == (None, False)
    assert stand.onverzegeld_sinds
    assert seal_status(now() + datetime.timedelta(hours=4)).is_late
    assert "Nog niets verzegeld." in fg(cast).get("/inzage/").content.decode()


@pytest.mark.parametrize("naam", ["anna", "hanna", "fatima", "beheerder", "superuser"])
def test_only_the_fg_reads_the_log(cast: Cast, naam: str) -> None:
    client = Client()
    client.force_login(getattr(cast, naam))
    assert client.get("/inzage/").status_code == 403


@pytest.mark.parametrize("aantal", [1, 60])
def test_list_takes_the_same_statements_for_more_lines(cast: Cast, aantal: int, django_assert_num_queries: Any) -> None:
    write(cast, aantal)
    client = fg(cast)
    client.get("/inzage/")
    with django_assert_num_queries(11):
        client.get("/inzage/")
