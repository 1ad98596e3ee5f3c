"""Signing in: throttling per account, the second factor, the end of a session."""

from __future__ import annotations

import time
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from cjg.organisatie.api import Gebruiker
from tests.cast import Cast

WACHTWOORD = "een-lang-wachtwoord-42"


@pytest.fixture
def anna(cast: Cast) -> Gebruiker:
    cast.anna.set_password(WACHTWOORD)
    cast.anna.save()
    return cast.anna


def login(client: Client, email: str, password: str) -> Any:
    return client.post(reverse("account_login"), {"login": email, "password": password})


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_password_is_kept_as_argon2id(anna: Gebruiker) -> None:
    assert anna.password.startswith("argon2$argon2id$")


def test_right_password_signs_in(client: Client, anna: Gebruiker) -> None:
    login(client, anna.email, WACHTWOORD)
    assert is_signed_in(client)


def test_wrong_passwords_for_one_account_do_not_lock_out_the_office(client: Client, anna: Gebruiker) -> None:
    """Everybody of the office comes from one address; a colleague's typing errors keep nobody else out."""
    for _ in range(12):
        login(client, "bram@cjg.example", "niet-het-wachtwoord")
    login(client, anna.email, WACHTWOORD)
    assert is_signed_in(client)


def test_account_is_throttled_after_five_wrong_passwords(client: Client, anna: Gebruiker) -> None:
    for _ in range(5):
        login(client, anna.email, "niet-het-wachtwoord")
    login(client, anna.email, WACHTWOORD)
    assert not is_signed_in(client)


def test_nobody_signs_up(client: Client, db: None) -> None:
    client.post(
        reverse("account_signup"),
        {"email": "nieuw@buiten.example", "password1": WACHTWOORD, "password2": WACHTWOORD},
    )
    assert not Gebruiker.objects.filter(email="nieuw@buiten.example").exists()


def test_staff_without_second_factor_is_sent_to_make_one(client: Client, anna: Gebruiker, settings: Any) -> None:
    settings.DEMO = False
    client.force_login(anna)
    response = client.get("/")
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("mfa_index"))


def test_idle_session_ends(client: Client, anna: Gebruiker, settings: LazySettings) -> None:
    client.force_login(anna)
    client.get("/onbekend")
    session = client.session
    session["sessie_laatst"] = int(time.time()) - settings.SESSION_IDLE_SECONDS - 1
    session.save()
    client.get("/onbekend")
    assert not is_signed_in(client)


def test_old_session_ends_however_busy(client: Client, anna: Gebruiker, settings: LazySettings) -> None:
    client.force_login(anna)
    client.get("/onbekend")
    session = client.session
    session["sessie_begin"] = int(time.time()) - settings.SESSION_COOKIE_AGE - 1
    session.save()
    client.get("/onbekend")
    assert not is_signed_in(client)


def test_page_without_signing_in_leads_to_the_login_page(client: Client, db: None) -> None:
    response = client.get("/accounts/email/")
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))
