"""Real OAuth 2.0 tokens on the frame: a system with client credentials, a person with a code and PKCE."""

import base64
import hashlib
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.apps import apps
from django.test import Client
from oauth2_provider.models import Application

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.basis.proef_api")]

BASE = "/api/v1/proeven"
SECRET = "geheim-van-de-toepassing-0123456789"


def _account(soort: str, name: str = "anna") -> Any:
    return apps.get_model("organisatie", "Gebruiker").objects.create_user(f"{name}@example.nl", naam=name, soort=soort)


def _application(account: Any, grant: str) -> Any:
    return Application.objects.create(
        name="koppeling",
        user=account,
        client_type="confidential",
        authorization_grant_type=grant,
        client_secret=SECRET,
        redirect_uris="http://localhost/terug",
        skip_authorization=True,
    )


def _system_token(client: Client, account: Any, scope: str) -> Any:
    application = _application(account, "client-credentials")
    basic = base64.b64encode(f"{application.client_id}:{SECRET}".encode()).decode()
    return client.post(
        "/o/token/", {"grant_type": "client_credentials", "scope": scope}, headers={"Authorization": f"Basic {basic}"}
    )


def _bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def test_a_system_acts_as_its_own_account_within_its_scopes(client: Client) -> None:
    account = _account("systeem")
    token = _system_token(client, account, "dossiers:lezen").json()["access_token"]
    assert client.get(BASE, headers=_bearer(token)).status_code == 200
    response = client.post(BASE, {"achternaam": "Berg"}, content_type="application/json", headers=_bearer(token))
    assert (response.status_code, response.json()["code"]) == (403, "scope-ontbreekt")
    account.is_active = False
    account.save(update_fields=["is_active"])
    assert client.get(BASE, headers=_bearer(token)).status_code == 401


def test_a_program_can_not_act_as_the_person_who_registered_it(client: Client) -> None:
    response = _system_token(client, _account("medewerker"), "dossiers:lezen")
    token = response.json().get("access_token", "geen")
    assert client.get(BASE, headers=_bearer(token)).status_code == 401


@pytest.mark.parametrize("header", ["Bearer onzin", "Bearer ", "bearer é"])
def test_an_unknown_token_is_refused_even_beside_a_session(client: Client, header: str) -> None:
    client.force_login(_account("medewerker"))
    assert client.get(BASE, headers={"Authorization": header}).status_code == 401


def test_a_token_in_the_address_is_not_read(client: Client) -> None:
    token = _system_token(client, _account("systeem"), "dossiers:lezen").json()["access_token"]
    assert client.get(f"{BASE}?access_token={token}").status_code == 401


def test_a_person_signs_in_with_a_code_and_pkce(client: Client, settings: Any) -> None:
    settings.DEMO = True
    account = _account("medewerker")
    application = _application(account, "authorization-code")
    client.force_login(account)
    verifier = "v" * 64
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
    asked = {
        "response_type": "code",
        "client_id": application.client_id,
        "redirect_uri": "http://localhost/terug",
        "scope": "dossiers:lezen",
        "state": "x",
    }
    without = client.get("/o/authorize/", asked)
    assert "code" not in parse_qs(urlsplit(without.get("Location", "")).query)
    answer = client.get("/o/authorize/", {**asked, "code_challenge": challenge, "code_challenge_method": "S256"})
    code = parse_qs(urlsplit(answer["Location"]).query)["code"][0]
    exchange = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": "http://localhost/terug",
        "client_id": application.client_id,
        "client_secret": SECRET,
    }
    other = Client()
    assert other.post("/o/token/", {**exchange, "code_verifier": "w" * 64}).status_code == 400
    answer = client.get("/o/authorize/", {**asked, "code_challenge": challenge, "code_challenge_method": "S256"})
    exchange["code"] = parse_qs(urlsplit(answer["Location"]).query)["code"][0]
    token = other.post("/o/token/", {**exchange, "code_verifier": verifier}).json()["access_token"]
    assert other.get(BASE, headers=_bearer(token)).status_code == 200
