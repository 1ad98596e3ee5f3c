"""The frame of the API, tried on a small resource (`proef_api`)."""

import json
from typing import Any, cast

import pytest
from django.apps import apps
from django.test import Client
from pytest_django import Settings
from rest_framework.test import APIClient

from cjg.basis.api import search_key, sort_key
from cjg.basis.rest import access
from tests.basis.proef_api import ProefViewSet

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.basis.proef_api")]

BASE = "/api/v1/proeven"


@pytest.fixture
def api() -> APIClient:
    """Return a client in which a medewerker has signed in."""
    account = apps.get_model("organisatie", "Gebruiker").objects.create_user("anna@example.nl", naam="Anna")
    client = APIClient()
    client.force_authenticate(account)
    ProefViewSet.effects.clear()
    return client


def _people(*names: str) -> list[Any]:
    model: Any = apps.get_model("dossier", "Persoon")
    return [
        model._base_manager.create(achternaam=name, sorteersleutel=sort_key(name), zoeksleutel=search_key(name))
        for name in names
    ]


def _assert_problem(response: Any, status: int, code: str) -> dict[str, Any]:
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    assert response["API-Version"] == "1.0.0"
    assert response["Cache-Control"] == "no-store"
    body: dict[str, Any] = json.loads(response.content)
    assert {"type", "title", "status", "detail", "instance", "code"} <= set(body)
    assert (body["status"], body["code"]) == (status, code)
    return body


def _invalid(response: Any) -> dict[str, str]:
    body = _assert_problem(response, 400, "ongeldige-invoer")
    return {param["name"]: param["code"] for param in body["invalidParams"]}


# ---- names and input ----------------------------------------------------------------------------


def test_create_speaks_camel_case_outside_and_snake_case_inside(api: APIClient) -> None:
    response = api.post(BASE, {"achternaam": "Berg", "voornamen": "Anna", "overledenOp": "2026-01-31"})
    assert response.status_code == 201
    assert response.json()["overledenOp"] == "2026-01-31"
    assert response.json()["volledigeNaam"] == "Anna Berg"
    assert response["ETag"] == '"1"'
    person = apps.get_model("dossier", "Persoon")._base_manager.get(pk=response.json()["uuid"])
    assert str(person.overleden_op) == "2026-01-31"


def test_every_wrong_field_is_named_at_once(api: APIClient) -> None:
    body = {
        "achternaam": 5,
        "overledenOp": "31-01-2026",
        "aantalKeer": 8,
        "isGezin": "ja",
        "gemeldOp": "2026-01-31T10:00:00",
        "geslacht": "x",
        "onzin": 1,
        "doelen": [{"korteOmschrijving": "goed"}, {"uiterlijkOp": "2026-1-1"}],
    }
    assert _invalid(api.post(BASE, body)) == {
        "achternaam": "verkeerd-type",
        "overledenOp": "verkeerd-type",
        "aantalKeer": "invalid",
        "isGezin": "verkeerd-type",
        "gemeldOp": "verkeerd-type",
        "geslacht": "invalid-choice",
        "onzin": "onbekend-veld",
        "doelen.1.korteOmschrijving": "required",
        "doelen.1.uiterlijkOp": "verkeerd-type",
    }
    assert not ProefViewSet.effects


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("overledenOp", "2026-02-30"),
        ("overledenOp", "20260131"),
        ("overledenOp", 20260131),
        ("aantalKeer", "5"),
        ("aantalKeer", True),
        ("aantalKeer", 5.0),
        ("isGezin", 1),
        ("voornamen", ["Anna"]),
        ("voornamen", "Anna\x00"),
        ("doelen", {"korteOmschrijving": "x"}),
    ],
)
def test_another_type_than_the_schema_names_is_refused(api: APIClient, field: str, value: object) -> None:
    assert set(_invalid(api.post(BASE, {"achternaam": "Berg", field: value}))) == {field}
    assert not ProefViewSet.effects


def test_refusals_never_repeat_what_was_sent(api: APIClient) -> None:
    response = api.post(BASE, {"achternaam": "Berg", "geslacht": "999900006", "overledenOp": "999900006"})
    assert _invalid(response)
    assert b"999900006" not in response.content


@pytest.mark.parametrize(
    ("raw", "status", "code"),
    [
        (b'{"achternaam": "a", "achternaam": "b"}', 400, "onleesbaar"),
        (b'{"aantalKeer": NaN}', 400, "onleesbaar"),
        (b'{"aantalKeer": 1e999}', 400, "onleesbaar"),
        (b'{"aantalKeer": ' + b"9" * 5000 + b"}", 400, "onleesbaar"),
        (b'{"achternaam": "\\ud800"}', 400, "onleesbaar"),
        (b'{"achternaam": "\xff"}', 400, "onleesbaar"),
        (b'{"achternaam":', 400, "onleesbaar"),
        (b"[" * 50 + b"]" * 50, 400, "onleesbaar"),
        (b"[" * 100_000, 400, "onleesbaar"),
        (b"[]", 400, "ongeldige-invoer"),
        (b'"tekst"', 400, "ongeldige-invoer"),
        (b'{"achternaam": "' + b"a" * 5_300_000 + b'"}', 413, "te-groot"),
    ],
)
def test_broken_json_is_refused_in_dutch(api: APIClient, raw: bytes, status: int, code: str) -> None:
    _assert_problem(api.post(BASE, raw, content_type="application/json"), status, code)
    assert not ProefViewSet.effects


def test_another_content_type_is_refused(api: APIClient) -> None:
    _assert_problem(
        api.post(BASE, b"achternaam=Berg", content_type="application/x-www-form-urlencoded"), 415, "formaat-onbekend"
    )


def test_another_answer_than_json_is_refused(api: APIClient) -> None:
    _assert_problem(api.get(BASE, headers={"accept": "text/html"}), 406, "niet-leverbaar")


# ---- lists --------------------------------------------------------------------------------------


def test_list_pages_forward_and_back_without_skipping(api: APIClient) -> None:
    names = ["Aalders", "Berg", "Berg", "Berg", "Çelik", "Dijk", "de Vries"]
    _people(*reversed(names))
    seen, url, pages = [], f"{BASE}?pageSize=2", []
    while url:
        page = api.get(url).json()
        assert page["count"] == 7
        pages.append([row["uuid"] for row in page["results"]])
        seen += [row["achternaam"] for row in page["results"]]
        last, url = page, page["next"]
    assert seen == names
    assert len({key for page in pages for key in page}) == 7
    assert (
        api.get(last["previous"]).json()["results"]
        == api.get(api.get(api.get(f"{BASE}?pageSize=2").json()["next"]).json()["next"]).json()["results"]
    )
    back, url = [pages[-1]], last["previous"]
    while url:
        page = api.get(url).json()
        back.insert(0, [row["uuid"] for row in page["results"]])
        url = page["previous"]
    assert back == pages


def test_list_does_not_skip_when_rows_are_added_between_pages(api: APIClient) -> None:
    _people("Berg", "Dijk")
    first = api.get(f"{BASE}?pageSize=1").json()
    _people("Aalders")
    assert [row["achternaam"] for row in api.get(first["next"]).json()["results"]] == ["Dijk"]


def test_cursor_holds_no_readable_name_and_fits_one_list_only(api: APIClient) -> None:
    _people("Berg", "Dijk")
    link = api.get(f"{BASE}?pageSize=1").json()["next"]
    assert "Berg" not in link
    cursor = link.split("cursor=")[1].split("&")[0]
    for broken in ("x", cursor[:-6], "AAAA" + cursor, "é"):
        _assert_problem(api.get(BASE, {"cursor": broken}), 400, "ongeldige-invoer")


def test_count_beyond_a_thousand_is_null(api: APIClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cjg.basis.rest.pagination.COUNT_UNTIL", 2)
    _people("a", "b")
    assert api.get(BASE).json()["count"] == 2
    _people("c")
    assert api.get(BASE).json()["count"] is None


@pytest.mark.parametrize(
    "query", ["pageSize=0", "pageSize=101", "pageSize=x", "pageSize=-1", "page=2", "naam=x", "naamBevat=%00"]
)
def test_a_wrong_query_parameter_is_refused(api: APIClient, query: str) -> None:
    assert list(_invalid(api.get(f"{BASE}?{query}"))) == [query.split("=", maxsplit=1)[0]]


def test_filter_keeps_what_was_asked_for(api: APIClient) -> None:
    _people("Berg", "Dijk")
    assert [row["achternaam"] for row in api.get(f"{BASE}?naamBevat=Di").json()["results"]] == ["Dijk"]


def test_list_takes_a_fixed_number_of_queries(api: APIClient, django_assert_num_queries: Any) -> None:
    _people("Berg")
    with django_assert_num_queries(2):
        api.get(BASE)
    _people("Dijk", "Vries")
    with django_assert_num_queries(2):
        api.get(BASE)


# ---- versions -----------------------------------------------------------------------------------


def test_patch_with_the_etag_changes_and_gives_the_next_one(api: APIClient) -> None:
    (person,) = _people("Berg")
    etag = api.get(f"{BASE}/{person.pk}")["ETag"]
    response = api.patch(f"{BASE}/{person.pk}", {"voornamen": "Anna"}, headers={"If-Match": etag})
    assert response.status_code == 200
    assert (etag, response["ETag"]) == ('"1"', '"2"')


def test_patch_with_a_stale_etag_shows_both_versions_and_changes_nothing(api: APIClient) -> None:
    (person,) = _people("Berg")
    api.patch(f"{BASE}/{person.pk}", {"voornamen": "Anna"}, headers={"If-Match": '"1"'})
    response = api.patch(f"{BASE}/{person.pk}", {"voornamen": "Bram"}, headers={"If-Match": '"1"'})
    body = _assert_problem(response, 412, "verouderd")
    assert (body["verwachteVersie"], body["huidigeVersie"]) == (1, 2)
    assert body["ingezonden"] == {"voornamen": "Bram"}
    assert body["huidig"]["voornamen"] == "Anna"
    person.refresh_from_db()
    assert (person.voornamen, person.versie) == ("Anna", 2)


@pytest.mark.parametrize(
    ("header", "status", "code"),
    [
        (None, 428, "if-match-ontbreekt"),
        ("*", 400, "if-match-ongeldig"),
        ("1", 400, "if-match-ongeldig"),
    ],
)
def test_patch_without_a_usable_if_match_changes_nothing(
    api: APIClient, header: str | None, status: int, code: str
) -> None:
    (person,) = _people("Berg")
    headers = {"If-Match": header} if header else {}
    _assert_problem(api.patch(f"{BASE}/{person.pk}", {"voornamen": "Anna"}, headers=headers), status, code)
    person.refresh_from_db()
    assert (person.voornamen, person.versie) == ("", 1)


# ---- errors -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/onzin",
        "/api/v1/proeven/",
        "/api/v1/proeven/geen-uuid",
        "/api/v1/docs/",
        "/api/v1/proeven/01a20465-4e54-7006-9641-ad539cca1712",
    ],
)
def test_an_address_that_is_not_there_is_a_problem_without_redirect(api: APIClient, path: str) -> None:
    _assert_problem(api.get(path), 404, "niet-gevonden")


def test_a_method_that_is_not_there_names_those_that_are(api: APIClient) -> None:
    response = api.delete(BASE)
    _assert_problem(response, 405, "methode-niet-toegestaan")
    assert set(response["Allow"].split(", ")) >= {"GET", "POST"}


def test_without_signing_in_it_says_how(client: Client) -> None:
    response = client.get(BASE)
    _assert_problem(response, 401, "niet-aangemeld")
    assert response["WWW-Authenticate"].startswith("Bearer")


def test_an_unexpected_error_says_nothing_about_the_inside(api: APIClient) -> None:
    (person,) = _people("Berg")
    with pytest.raises(RuntimeError):
        api.post(f"{BASE}/{person.pk}/_breken")
    api.raise_request_exception = False
    response = api.post(f"{BASE}/{person.pk}/_breken")
    _assert_problem(response, 500, "storing")
    assert b"999900006" not in response.content


def test_a_refusal_of_the_database_becomes_the_sentence_of_its_constraint(api: APIClient) -> None:
    (person,) = _people("Berg")
    body = _assert_problem(api.post(f"{BASE}/{person.pk}/_weigeren"), 400, "ongeldige-invoer")
    assert body["detail"] == "Vul een achternaam in."
    person.refresh_from_db()
    assert person.achternaam == "Berg"


def test_a_file_comes_as_it_is_and_its_errors_as_a_problem(api: APIClient) -> None:
    (person,) = _people("Berg")
    response = api.get(f"{BASE}/{person.pk}/pdf", headers={"accept": "application/pdf"})
    assert (response.content, response["Content-Type"]) == (b"%PDF-1.7", "application/pdf")
    _assert_problem(api.get(f"{BASE}/{person.pk}0/pdf"), 404, "niet-gevonden")
    gone = "01a20465-4e54-7006-9641-ad539cca1712"
    _assert_problem(api.get(f"{BASE}/{gone}/pdf", headers={"accept": "application/pdf"}), 404, "niet-gevonden")


# ---- who ----------------------------------------------------------------------------------------


class _Token:
    application_id = 7

    def __init__(self, *scopes: str) -> None:
        self.scopes = set(scopes)

    def allow_scopes(self, scopes: list[str]) -> bool:
        return set(scopes) <= self.scopes


@pytest.mark.parametrize(
    ("scopes", "reads", "writes"),
    [
        ((), 403, 403),
        (("dossiers:lezen",), 200, 403),
        (("dossiers:schrijven",), 403, 201),
        (("besluiten:lezen",), 403, 403),
    ],
)
def test_a_token_needs_the_scope_for_reading_and_writing_apart(
    api: APIClient, scopes: tuple[str, ...], reads: int, writes: int
) -> None:
    api.force_authenticate(apps.get_model("organisatie", "Gebruiker").objects.get(), cast("Any", _Token(*scopes)))
    assert api.get(BASE).status_code == reads
    response = api.post(BASE, {"achternaam": "Berg"})
    assert response.status_code == writes
    if writes == 403:
        assert _assert_problem(response, 403, "scope-ontbreekt")["scopes"] == ["dossiers:schrijven"]
        assert not ProefViewSet.effects


def test_a_session_writes_with_a_csrf_token_only() -> None:
    account = apps.get_model("organisatie", "Gebruiker").objects.create_user("bram@example.nl", naam="Bram")
    client = Client(enforce_csrf_checks=True)
    client.force_login(account)
    assert client.get(BASE).status_code == 200
    response = client.post(BASE, {"achternaam": "Berg"}, content_type="application/json")
    _assert_problem(response, 403, "geen-toegang")


def test_a_client_that_asks_too_often_has_to_wait(api: APIClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "PER_CLIENT", 2)
    monkeypatch.setattr(access, "WINDOW", 10**9)
    assert [api.get(BASE).status_code for _ in range(2)] == [200, 200]
    response = api.get(BASE)
    _assert_problem(response, 429, "te-veel-verzoeken")
    assert int(response["Retry-After"]) > 0
    other = apps.get_model("organisatie", "Gebruiker").objects.create_user("bram@example.nl", naam="Bram")
    api.force_authenticate(other)
    assert api.get(BASE).status_code == 200


# ---- the document -------------------------------------------------------------------------------


def test_openapi_document_is_open_to_everybody_and_every_site(client: Client) -> None:
    response = client.get("/api/v1/openapi.json")
    document = response.json()
    assert document["openapi"].startswith("3.1")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert set(document["info"]["contact"]) == {"name", "url", "email"}
    assert document["servers"][0]["url"] == "/api/v1"
    assert response["API-Version"] == document["info"]["version"]


def test_docs_page_has_the_policy_of_every_page_and_no_outside_address(client: Client) -> None:
    response = client.get("/api/v1/docs")
    assert response.status_code == 200
    assert b"https://" not in response.content
    assert b"http://" not in response.content
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_root_names_the_links(client: Client) -> None:
    response = client.get("/api/v1/")
    assert response.json()["openapi"] == "/api/v1/openapi.json"
    assert response["API-Version"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"


def test_errors_before_the_view_are_problems_too(client: Client, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["elders.nl"]
    response = client.get("/api/v1/openapi.json")
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
