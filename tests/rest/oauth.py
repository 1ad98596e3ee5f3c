"""Tokens as a client gets them: over HTTP, people with PKCE and the page that asks permission, systems by themselves."""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
from typing import Any
from urllib.parse import parse_qs, urlsplit

import requests
from django.conf import settings
from django.test import Client
from oauth2_provider.models import Application

from cjg.organisatie.api import Rol, Team, create_systeem

TERUG = "https://app.example/terug"
_PROVIDER: Any = settings.OAUTH2_PROVIDER
SCOPES: frozenset[str] = frozenset(_PROVIDER["SCOPES"])
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?')


class Rest:
    """One caller of the API, with a token and nothing else."""

    def __init__(self, site: str, token: str) -> None:
        self.site, self.token = site, token
        self.session = requests.Session()
        self.session.headers["Authorization"] = f"Bearer {token}"

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> requests.Response:
        """Send one request; `If_Match` and the like become headers."""
        url = path if path.startswith("http") else f"{self.site}/api/v1{path}"
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        answer = self.session.request(method, url, json=body, headers=named, timeout=60, allow_redirects=False)
        assert answer.headers["API-Version"]
        assert answer.headers["Cache-Control"] == "no-store"
        if answer.status_code >= 400:
            assert answer.headers["Content-Type"].startswith("application/problem+json"), answer.text
        return answer

    def get(self, path: str, **headers: str) -> requests.Response:
        """Read."""
        return self.call("GET", path, **headers)

    def post(self, path: str, body: Any, **headers: str) -> requests.Response:
        """Add, or do an operation."""
        return self.call("POST", path, body, **headers)

    def patch(self, path: str, body: Any, **headers: str) -> requests.Response:
        """Change."""
        return self.call("PATCH", path, body, **headers)


def make_app() -> Application:
    """Register an app in which people sign in: public, so without a secret."""
    return Application.objects.create(
        name="Collega-app",
        client_type=Application.CLIENT_PUBLIC,
        authorization_grant_type=Application.GRANT_AUTHORIZATION_CODE,
        redirect_uris=TERUG,
    )


def sign_in(site: str, app: Application, user: Any, scope: str) -> Rest:
    """Let somebody who is signed in give an app permission, and trade the code for a token."""
    browser = requests.Session()
    signed_in = Client()
    signed_in.force_login(user)
    browser.cookies.set(settings.SESSION_COOKIE_NAME, signed_in.cookies[settings.SESSION_COOKIE_NAME].value)
    verifier = secrets.token_urlsafe(48)
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
    query = {
        "response_type": "code",
        "client_id": app.client_id,
        "redirect_uri": TERUG,
        "scope": scope,
        "state": "toestand",
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    page = browser.get(f"{site}/o/authorize/", params=query, timeout=60)
    assert "wil namens u inloggen" in page.text
    fields = dict(_HIDDEN.findall(page.text)) | {"allow": "ja"}
    sent = browser.post(
        f"{site}/o/authorize/", data=fields, headers={"Referer": page.url}, timeout=60, allow_redirects=False
    )
    assert sent.status_code == 302, sent.text
    back = parse_qs(urlsplit(sent.headers["Location"]).query)
    assert back["state"] == ["toestand"]
    body = {"grant_type": "authorization_code", "code": back["code"][0], "redirect_uri": TERUG}
    body |= {"client_id": app.client_id, "code_verifier": verifier}
    return Rest(site, _token(requests.post(f"{site}/o/token/", data=body, timeout=60), scope))


def sign_in_system(site: str, naam: str, rollen: list[Rol], teams: list[Team], scope: str, day: Any) -> Rest:
    """Make a system with its own rights and secret, and let it get a token by itself."""
    secret = secrets.token_urlsafe(48)
    app = Application.objects.create(
        name=naam,
        user=create_systeem(naam=naam, rollen=rollen, teams=teams, begindatum=day),
        client_type=Application.CLIENT_CONFIDENTIAL,
        client_secret=secret,
        authorization_grant_type=Application.GRANT_CLIENT_CREDENTIALS,
    )
    body = {"grant_type": "client_credentials", "scope": scope}
    answer = requests.post(f"{site}/o/token/", data=body, auth=(app.client_id, secret), timeout=60)
    return Rest(site, _token(answer, scope))


def _token(answer: requests.Response, scope: str) -> str:
    assert answer.status_code == 200, answer.text
    given = answer.json()
    assert set(given["scope"].split()) == set(scope.split())
    return str(given["access_token"])
