"""OAuth 2.0 for real, over HTTP: people with PKCE, systems with client credentials, and what each may then do."""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from oauth2_provider.models import AccessToken, Application

from cjg.dossier.api import Clientaccount
from cjg.inzage.api import Inzageregel
from cjg.organisatie.api import Gebruiker
from tests.cast import Cast

TERUG = "https://app.example/terug"


def register(capsys: Any, *args: str) -> dict[str, str]:
    """Run the management command, and return what it printed."""
    capsys.readouterr()
    call_command("maak_oauth_toepassing", *args)
    return dict(regel.split(": ", 1) for regel in capsys.readouterr().out.splitlines() if ": " in regel)


def fresh_verifier() -> tuple[str, str]:
    verifier = secrets.token_urlsafe(48)
    digest = hashlib.sha256(verifier.encode()).digest()
    return verifier, base64.urlsafe_b64encode(digest).decode().rstrip("=")


def ask(client: Client, app: dict[str, str], scope: str, challenge: str, answer: str = "allow") -> str:
    """Walk the page that asks for permission; return where the browser is sent."""
    query = {
        "response_type": "code",
        "client_id": app["client_id"],
        "redirect_uri": TERUG,
        "scope": scope,
        "state": "xyz",
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    page = client.get("/o/authorize/", query)
    assert page.status_code == 200
    body = page.content.decode()
    assert "wil namens u inloggen" in body
    assert f"form-action 'self' {TERUG.removesuffix('/terug')}" in page["Content-Security-Policy"]
    velden = dict(re.findall(r'<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?', body))
    velden.pop("csrfmiddlewaretoken", None)
    response = client.post("/o/authorize/", velden | ({"allow": "ja"} if answer == "allow" else {}))
    assert response.status_code == 302
    return str(response["Location"])


def token_for(user: Gebruiker, app: dict[str, str], scope: str) -> str:
    """Sign somebody in through an app with PKCE, and return the access token."""
    client = Client()
    client.force_login(user)
    verifier, challenge = fresh_verifier()
    terug = parse_qs(urlsplit(ask(client, app, scope, challenge)).query)
    assert terug["state"] == ["xyz"]
    body = {"grant_type": "authorization_code", "code": terug["code"][0], "redirect_uri": TERUG}
    wrong = Client().post("/o/token/", body | {"client_id": app["client_id"], "code_verifier": "x" * 60})
    assert wrong.status_code == 400, "the code is worth nothing without the verifier"
    terug = parse_qs(urlsplit(ask(client, app, scope, challenge)).query)
    body["code"] = terug["code"][0]
    response = Client().post("/o/token/", body | {"client_id": app["client_id"], "code_verifier": verifier})
    assert response.status_code == 200, response.content
    return str(response.json()["access_token"])


def call(token: str, path: str, method: str = "get", **options: Any) -> Any:
    return getattr(Client(), method)(f"/api/v1{path}", headers={"Authorization": f"Bearer {token}"}, **options)


@pytest.fixture
def app(cast: Cast, capsys: Any) -> dict[str, str]:
    return register(capsys, "app", "Cliëntapp", "--terug-naar", TERUG)


def test_client_signs_in_through_an_app_and_reads_the_own_log(cast: Cast, app: dict[str, str]) -> None:
    staff = Client()
    staff.force_login(cast.bram)
    staff.get(f"/gezinnen/{cast.gezin.pk}/toegang/")
    token = token_for(cast.youth_account, app, "zelf:lezen inzage:lezen")
    zelf = call(token, "/zelf").json()
    assert (zelf["naam"], zelf["soort"], zelf["rollen"]) == ("Karim Kanariestein", "client", [])
    assert zelf["scopes"] == ["inzage:lezen", "zelf:lezen"]
    answer = call(token, "/inzage").json()
    assert [
        (regel["wie"], regel["rol"], regel["handeling"], regel["wat"], regel["over"]) for regel in answer["results"]
    ] == [("Bram Testman", "Coach", "Bekeken", "wie mag meekijken", str(cast.kind17.pk))]
    eigen = Inzageregel.objects.filter(actor_id=cast.youth_account.pk, grond="client")
    assert [(regel.persoon_id, regel.objectsoort) for regel in eigen] == [(cast.kind17.pk, "inzageregel")]


def test_parent_reads_about_the_children_under_16(cast: Cast, app: dict[str, str]) -> None:
    staff = Client()
    staff.force_login(cast.bram)
    staff.get(f"/gezinnen/{cast.gezin.pk}/toegang/")
    answer = call(token_for(cast.ouder_account, app, "inzage:lezen"), "/inzage").json()
    assert {regel["over"] for regel in answer["results"]} == {
        str(persoon.pk) for persoon in (cast.ouder, cast.kind10, cast.kind14)
    }
    token = AccessToken.objects.latest("pk").token
    vandaag = timezone.localdate().isoformat()
    assert call(token, f"/inzage?van={vandaag}&tot={vandaag}").json()["count"] >= 3
    assert call(token, "/inzage?tot=2020-01-01").json()["count"] == 0
    assert call(token, "/inzage?tot=gisteren").status_code == 400


def test_client_reaches_nothing_of_staff_with_any_scope(cast: Cast, app: dict[str, str]) -> None:
    scopes = "dossiers:lezen trajecten:lezen besluiten:lezen contactmomenten:lezen zelf:lezen"
    token = token_for(cast.ouder_account, app, scopes)
    for path in (
        "/gezinnen",
        "/personen",
        "/trajecten",
        "/besluiten",
        "/contactmomenten",
        f"/gezinnen/{cast.gezin.pk}",
    ):
        response = call(token, path)
        assert response.status_code in {403, 404} or response.json()["results"] == [], path
    assert not Inzageregel.objects.filter(resultaat="gelukt").exists()


def test_staff_have_no_log_of_a_client(cast: Cast, app: dict[str, str]) -> None:
    assert call(token_for(cast.anna, app, "inzage:lezen"), "/inzage").status_code == 404
    assert Inzageregel.objects.get().resultaat == "geweigerd"


def test_token_without_the_scope_is_refused(cast: Cast, app: dict[str, str]) -> None:
    token = token_for(cast.anna, app, "zelf:lezen")
    assert call(token, "/zelf").status_code == 200
    response = call(token, "/gezinnen")
    assert response.status_code == 403
    assert response.json()["scopes"] == ["dossiers:lezen"]


def test_staff_see_through_an_app_what_they_see_themselves(cast: Cast, app: dict[str, str]) -> None:
    token = token_for(cast.anna, app, "zelf:lezen dossiers:lezen")
    zelf = call(token, "/zelf").json()
    assert [rol["code"] for rol in zelf["rollen"]] == ["coach"]
    assert [team["naam"] for team in zelf["teams"]] == ["Noord 1"]
    assert [gezin["naam"] for gezin in call(token, "/gezinnen").json()["results"]] == ["Kanariestein"]


def test_refusing_gives_the_app_no_code(cast: Cast, app: dict[str, str]) -> None:
    client = Client()
    client.force_login(cast.anna)
    terug = ask(client, app, "zelf:lezen", fresh_verifier()[1], answer="deny")
    assert terug.startswith(f"{TERUG}?error=access_denied")


def test_app_without_pkce_gets_nothing(cast: Cast, app: dict[str, str]) -> None:
    client = Client()
    client.force_login(cast.anna)
    query = {"response_type": "code", "client_id": app["client_id"], "redirect_uri": TERUG, "scope": "zelf:lezen"}
    response = client.get("/o/authorize/", query)
    assert response.status_code == 302
    assert "error=invalid_request" in response["Location"]


def test_unknown_app_or_address_is_answered_in_our_own_page(cast: Cast, app: dict[str, str]) -> None:
    client = Client()
    client.force_login(cast.anna)
    for query in ({"client_id": "x"}, {"client_id": app["client_id"], "redirect_uri": "https://boef.example/"}):
        response = client.get("/o/authorize/", {"response_type": "code", "scope": "zelf:lezen"} | query)
        assert response.status_code == 400
        assert "Deze toepassing kan niet verder" in response.content.decode()


def test_asking_needs_signing_in_first(client: Client, app: dict[str, str]) -> None:
    response = client.get("/o/authorize/", {"client_id": app["client_id"]})
    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/")


def system_token(geheim: dict[str, str], scope: str) -> Any:
    body = {"grant_type": "client_credentials", "scope": scope}
    basic = base64.b64encode(f"{geheim['client_id']}:{geheim['client_secret']}".encode()).decode()
    return Client().post("/o/token/", body, headers={"Authorization": f"Basic {basic}"})


def test_system_acts_under_its_own_name_with_its_own_rights(cast: Cast, capsys: Any) -> None:
    geheim = register(capsys, "systeem", "Schoolkoppeling", "--rol", "coach", "--team", "Noord 1")
    token = system_token(geheim, "zelf:lezen dossiers:lezen dossiers:schrijven").json()["access_token"]
    zelf = call(token, "/zelf").json()
    assert (zelf["naam"], zelf["soort"]) == ("Schoolkoppeling", "systeem")
    assert [gezin["naam"] for gezin in call(token, "/gezinnen").json()["results"]] == ["Kanariestein"]
    systeem = Gebruiker.objects.get(naam="Schoolkoppeling")
    regels = Inzageregel.objects.filter(actor_id=systeem.pk)
    assert {(regel.actor_naam, regel.rol) for regel in regels} == {("Schoolkoppeling", "coach")}
    assert call(token, f"/gezinnen/{cast.ander_gezin.pk}").status_code == 404


def test_row_history_knows_who_changed_through_the_api(cast: Cast, capsys: Any) -> None:
    geheim = register(capsys, "systeem", "Schoolkoppeling", "--rol", "coach", "--team", "Noord 1")
    token = system_token(geheim, "dossiers:lezen dossiers:schrijven").json()["access_token"]
    persoon = call(token, f"/personen/{cast.kind10.pk}")
    response = Client().patch(
        f"/api/v1/personen/{cast.kind10.pk}",
        {"roepnaam": "Kiek"},
        content_type="application/json",
        headers={"Authorization": f"Bearer {token}", "If-Match": persoon["ETag"]},
    )
    assert response.status_code == 200, response.content
    systeem = Gebruiker.objects.get(naam="Schoolkoppeling")
    event: Any = cast.kind10.events.latest("pgh_id")
    assert event.pgh_context.metadata["gebruiker"] == str(systeem.pk)


def test_system_whose_account_ended_is_out_at_once(cast: Cast, capsys: Any) -> None:
    geheim = register(capsys, "systeem", "Schoolkoppeling", "--rol", "coach")
    token = system_token(geheim, "zelf:lezen").json()["access_token"]
    assert call(token, "/zelf").status_code == 200
    Gebruiker.objects.filter(naam="Schoolkoppeling").update(is_active=False)
    assert call(token, "/zelf").status_code == 401


def test_application_of_a_person_lends_nobody_that_persons_rights(cast: Cast) -> None:
    """A client-credentials application that belongs to a medewerker is no way to act as them."""
    geheim = "een-geheim-dat-lang-genoeg-is"
    app = Application.objects.create(
        name="Sluiproute",
        user=cast.anna,
        client_type=Application.CLIENT_CONFIDENTIAL,
        authorization_grant_type=Application.GRANT_CLIENT_CREDENTIALS,
        client_secret=geheim,
    )
    answer = system_token({"client_id": app.client_id, "client_secret": geheim}, "zelf:lezen dossiers:lezen")
    token = answer.json()["access_token"]
    for path in ("/zelf", "/gezinnen"):
        assert call(token, path).status_code == 401


def test_secret_is_stored_as_a_hash_only(cast: Cast, capsys: Any) -> None:
    geheim = register(capsys, "systeem", "Schoolkoppeling")
    assert geheim["client_secret"] not in Application.objects.get(client_id=geheim["client_id"]).client_secret


@pytest.mark.parametrize(
    "args",
    [
        ("app", "X", "--terug-naar", "javascript:alert(1)"),
        ("app", "X", "--terug-naar", "geen adres"),
        ("systeem", "X", "--team", "Bestaat niet"),
    ],
)
def test_wrong_registration_is_refused_and_leaves_nothing(cast: Cast, args: tuple[str, ...]) -> None:
    before = Gebruiker.objects.count()
    with pytest.raises(CommandError):
        call_command("maak_oauth_toepassing", *args)
    assert not Application.objects.exists()
    assert Gebruiker.objects.count() == before


def test_account_of_a_system_never_signs_in(cast: Cast, capsys: Any) -> None:
    register(capsys, "systeem", "Schoolkoppeling")
    systeem = Gebruiker.objects.get(naam="Schoolkoppeling")
    assert not systeem.has_usable_password()
    assert not Clientaccount.objects.filter(gebruiker=systeem).exists()
