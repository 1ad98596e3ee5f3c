"""Error pages: in Dutch, without the database, small inside htmx, and never with what went wrong inside."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path

from cjg.basis import errors
from cjg.urls import urlpatterns as real_urls


def _raise(error: Exception) -> Callable[[HttpRequest], HttpResponse]:
    def view(request: HttpRequest) -> HttpResponse:
        raise error

    view.login_required = False  # type: ignore[attr-defined]
    return view


urlpatterns = [
    *real_urls,
    path("proef/400/", _raise(SuspiciousOperation("geheim"))),
    path("proef/403/", _raise(PermissionDenied())),
    path("proef/403-met-reden/", _raise(PermissionDenied("Alleen de teamleider mag dit."))),
    path("proef/500/", _raise(RuntimeError("geheim"))),
    path("proef/503/", _raise(OperationalError("geheim"))),
]
handler400 = "cjg.basis.errors.bad_request"
handler403 = "cjg.basis.errors.permission_denied"
handler404 = "cjg.basis.errors.not_found"
handler500 = "cjg.basis.errors.server_error"


@pytest.fixture(autouse=True)
def _routes(settings: Any) -> None:
    settings.ROOT_URLCONF = __name__


@pytest.fixture
def browser() -> Client:
    return Client(raise_request_exception=False)


CASES = [
    ("/proef/400/", 400, "Dit kunnen wij niet verwerken"),
    ("/proef/403/", 403, "Vraag het uw teamleider"),
    ("/proef/403-met-reden/", 403, "Alleen de teamleider mag dit."),
    ("/proef/500/", 500, "Er ging bij ons iets mis"),
    ("/proef/503/", 503, "even niet bereikbaar"),
]


@pytest.mark.parametrize(("url", "status", "text"), CASES)
def test_error_page_says_what_to_do_without_touching_the_database(
    browser: Client, url: str, status: int, text: str
) -> None:
    # No database mark on this test: a query would fail it.
    response = browser.get(url)
    assert response.status_code == status
    page = response.content.decode()
    assert text in page
    assert "<title>" in page
    assert "geheim" not in page


@pytest.mark.parametrize(("url", "status", "text"), CASES)
def test_error_inside_htmx_is_a_fragment(browser: Client, url: str, status: int, text: str) -> None:
    response = browser.get(url, headers={"HX-Request": "true"})
    assert response.status_code == status
    page = response.content.decode()
    assert text in page
    assert 'role="alert"' in page
    assert "<html" not in page


@pytest.mark.parametrize("url", [case[0] for case in CASES])
def test_errors_carry_the_policy_and_are_not_kept(browser: Client, url: str) -> None:
    response = browser.get(url)
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert "require-trusted-types-for 'script'" in response["Content-Security-Policy"]
    assert response["Cache-Control"] == "no-store"
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.django_db
def test_unknown_address_is_not_found(browser: Client) -> None:
    response = browser.get("/bestaat/niet/")
    assert response.status_code == 404
    assert "Deze pagina is er niet" in response.content.decode()


@pytest.mark.django_db
def test_form_without_proof_of_origin_is_refused_with_what_to_do() -> None:
    response = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "x"})
    assert response.status_code == 403
    assert "wat u typte staat er nog" in response.content.decode()


def test_too_many_requests_says_how_long_to_wait() -> None:
    response = errors.too_many_requests(RequestFactory().get("/"))
    assert response.status_code == 429
    assert response["Retry-After"] == "300"


def test_error_page_that_fails_itself_still_says_something(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any) -> str:
        raise ValueError("kapot")

    monkeypatch.setattr(errors, "render_to_string", fail)
    response = errors.server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "Er ging bij ons iets mis" in response.content.decode()


@pytest.mark.django_db
def test_expired_session_inside_htmx_leads_to_the_sign_in_page(browser: Client) -> None:
    response = browser.get("/stijl/paneel/", headers={"HX-Request": "true"})
    assert response.status_code == 200
    assert response["HX-Redirect"].startswith("/accounts/login/?next=")
    assert response.content == b""
