import datetime as dt
import uuid
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client

from cjg.basis.api import ConceptTooLargeError, delete_concept, load_concept, now, save_concept
from cjg.basis.models import Concept
from cjg.basis.tasks import clean_up

pytestmark = pytest.mark.django_db

ANNA, BRAM = uuid.uuid4(), uuid.uuid4()


def test_save_concept_replaces_what_was_kept_before() -> None:
    save_concept(eigenaar=ANNA, sleutel="plan-1", velden={"doel": ["eerst"]})
    save_concept(eigenaar=ANNA, sleutel="plan-1", velden={"doel": ["later"], "themas": ["a", "b"]})
    concept = load_concept(eigenaar=ANNA, sleutel="plan-1")
    assert concept is not None
    assert concept.velden == {"doel": ["later"], "themas": ["a", "b"]}
    assert concept.as_data().getlist("themas") == ["a", "b"]
    assert Concept.objects.count() == 1


def test_load_concept_of_somebody_else_or_another_form_gives_nothing() -> None:
    save_concept(eigenaar=ANNA, sleutel="plan-1", velden={"doel": ["geheim"]})
    assert load_concept(eigenaar=BRAM, sleutel="plan-1") is None
    assert load_concept(eigenaar=ANNA, sleutel="plan-2") is None


def test_save_concept_keeps_no_secret_and_stores_nothing_readable() -> None:
    save_concept(
        eigenaar=ANNA,
        sleutel="plan-1",
        velden={"doel": ["Zonderling\x00"], "csrfmiddlewaretoken": ["x"], "password": ["x"], "eenmalig": ["x"]},
    )
    concept = load_concept(eigenaar=ANNA, sleutel="plan-1")
    assert concept is not None
    assert concept.velden == {"doel": ["Zonderling"]}
    with connection.cursor() as cursor:
        cursor.execute("SELECT inhoud FROM basis_concept")
        assert b"Zonderling" not in bytes(cursor.fetchall()[0][0])


def test_save_concept_of_too_much_text_keeps_the_last_good_one() -> None:
    save_concept(eigenaar=ANNA, sleutel="plan-1", velden={"doel": ["goed"]})
    with pytest.raises(ConceptTooLargeError):
        save_concept(eigenaar=ANNA, sleutel="plan-1", velden={"doel": ["x" * 300_000]})
    concept = load_concept(eigenaar=ANNA, sleutel="plan-1")
    assert concept is not None
    assert concept.velden == {"doel": ["goed"]}


def test_clean_up_deletes_drafts_of_thirty_days_and_keeps_younger_ones() -> None:
    save_concept(eigenaar=ANNA, sleutel="oud", velden={}, now=now() - dt.timedelta(days=31))
    save_concept(eigenaar=ANNA, sleutel="jong", velden={}, now=now() - dt.timedelta(days=29))
    assert clean_up() == {"verzoeken": 0, "concepten": 1}
    assert list(Concept.objects.values_list("sleutel", flat=True)) == ["jong"]


@pytest.fixture
def signed_in(client: Client) -> Any:
    account = apps.get_model("organisatie", "Gebruiker").objects.create_user("anna@example.nl", naam="Anna")
    client.force_login(account)
    client.account = account  # type: ignore[attr-defined]
    return client


def test_autosave_says_when_it_saved(signed_in: Any, settings: Any) -> None:
    settings.DEMO = True
    response = signed_in.post("/concepten/plan-1", {"doel": "rust", "themas": ["a", "b"]})
    assert response.status_code == 200
    assert response.json()["melding"].startswith("Concept bewaard om ")
    concept = load_concept(eigenaar=signed_in.account.pk, sleutel="plan-1")
    assert concept is not None
    assert concept.velden == {"doel": ["rust"], "themas": ["a", "b"]}
    assert signed_in.post("/concepten/plan-1/weg").status_code == 204
    assert load_concept(eigenaar=signed_in.account.pk, sleutel="plan-1") is None


def test_autosave_of_too_much_text_is_refused_in_dutch(signed_in: Any, settings: Any) -> None:
    settings.DEMO = True
    response = signed_in.post("/concepten/plan-1", {"doel": "x" * 300_000})
    assert response.status_code == 413
    assert "te lang" in response.json()["melding"]


def test_autosave_after_the_session_ended_says_so_and_keeps_nothing(client: Client) -> None:
    response = client.post("/concepten/plan-1", {"doel": "rust"})
    assert response.status_code == 401
    assert "Meld u" in response.json()["melding"]
    assert not Concept.objects.exists()


def test_autosave_from_another_site_is_refused(db: None) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post("/concepten/plan-1", {"doel": "rust"}).status_code == 403
    assert not Concept.objects.exists()


def test_delete_concept_of_somebody_else_keeps_mine() -> None:
    save_concept(eigenaar=ANNA, sleutel="plan-1", velden={"doel": ["rust"]})
    delete_concept(eigenaar=BRAM, sleutel="plan-1")
    assert load_concept(eigenaar=ANNA, sleutel="plan-1") is not None
