"""The gate of views: what is shown is logged in the same transaction, and a refusal is logged apart."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.db import DatabaseError, connection, connections
from django.test import Client

from cjg.dossier.api import Gezin
from cjg.inzage.api import Inzageregel
from tests.cast import Cast

pytestmark = pytest.mark.urls("tests.dossier.urls")


def page(user: Any, gezin_id: uuid.UUID, method: str = "get") -> Any:
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return getattr(client, method)(f"/gezinnen/{gezin_id}/")


def test_each_person_shown_leaves_one_line(cast: Cast) -> None:
    response = page(cast.anna, cast.gezin.pk)
    assert cast.kind10.naam in response.content.decode()
    regels = Inzageregel.objects.all()
    assert {regel.persoon_id for regel in regels} == {
        persoon.pk for persoon in (cast.ouder, cast.kind10, cast.kind14, cast.kind17)
    }
    for regel in regels:
        assert (regel.actor_id, regel.gezin_id, regel.object_id) == (cast.anna.pk, cast.gezin.pk, cast.gezin.pk)
        assert (regel.handeling, regel.resultaat, regel.grond) == ("lezen", "gelukt", "betrokkenheid")
        assert (regel.rol, regel.doel) == ("coach", "hulpverlening")


def test_list_logs_exactly_what_it_shows(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.chantal)
    assert client.get("/gezinnen/").content.decode() == cast.ander_gezin.naam
    assert set(Inzageregel.objects.values_list("gezin_id", flat=True)) == {cast.ander_gezin.pk}


def test_page_of_someone_elses_dossier_does_not_exist(cast: Cast) -> None:
    response = page(cast.chantal, cast.gezin.pk)
    assert response.status_code == 404
    assert "Kanariestein" not in response.content.decode()
    regel = Inzageregel.objects.get()
    assert (regel.resultaat, regel.actor_id, regel.object_id) == ("geweigerd", cast.chantal.pk, cast.gezin.pk)
    assert (regel.persoon_id, regel.gezin_id) == (None, None)


def test_own_dossier_without_the_right_is_forbidden_and_unchanged(cast: Cast) -> None:
    assert page(cast.anna, cast.gezin.pk, "post").status_code == 403
    assert Gezin.objects.get(pk=cast.gezin.pk).naam == "Kanariestein"
    assert Inzageregel.objects.get().resultaat == "geweigerd"


def test_change_is_logged_as_a_change(cast: Cast) -> None:
    assert page(cast.hanna, cast.gezin.pk, "post").status_code == 200
    assert set(Inzageregel.objects.values_list("handeling", flat=True)) == {"wijzigen"}


def test_personal_page_is_not_kept_by_the_browser(cast: Cast) -> None:
    assert page(cast.anna, cast.gezin.pk)["Cache-Control"] == "no-store"


@pytest.mark.django_db(transaction=True, databases=["default", "eigenaar"])
def test_nothing_is_shown_or_changed_when_the_line_cannot_be_written(cast: Cast) -> None:
    with connections["eigenaar"].cursor() as cursor:
        cursor.execute("REVOKE INSERT ON inzage_inzageregel FROM cjg_app")
    try:
        with pytest.raises(DatabaseError), connection.cursor() as cursor:
            cursor.execute("INSERT INTO inzage_inzageregel (id) VALUES (gen_random_uuid())")
        shown, changed = page(cast.anna, cast.gezin.pk), page(cast.hanna, cast.gezin.pk, "post")
    finally:
        from cjg.basis.databaserol import grant_rights

        grant_rights()
    assert (shown.status_code, changed.status_code) == (500, 500)
    assert "Kanariestein" not in shown.content.decode()
    assert Gezin.objects.get(pk=cast.gezin.pk).naam == "Kanariestein"


@pytest.mark.parametrize("extra", [0, 2])
def test_logging_takes_one_statement_whatever_is_shown(cast: Cast, extra: int, django_assert_num_queries: Any) -> None:
    """Session, account, profile, gezin, members, and the log line with its ground, between BEGIN and COMMIT (savepoints)."""
    from cjg.dossier.api import LidInvoer, PersoonInvoer, add_gezinslid

    for nummer in range(extra):
        lid = LidInvoer(PersoonInvoer("Kanariestein", f"Extra {nummer}"), "301")
        add_gezinslid(gezin=cast.gezin, lid=lid, today=cast.gezin.aangemaakt_op.date())
    client = Client()
    client.force_login(cast.anna)
    client.get("/gezinnen/")
    with django_assert_num_queries(8):
        client.get(f"/gezinnen/{cast.gezin.pk}/")
