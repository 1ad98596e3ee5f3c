"""Headers on every kind of answer, and static files under their hash."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as project
from django.core.management import call_command
from django.test import Client
from django.utils.translation import gettext

pytestmark = pytest.mark.django_db
POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
    "require-trusted-types-for 'script'",
    "trusted-types cjg",
}


@pytest.mark.parametrize(
    "url", ["/accounts/login/", "/bestaat-niet/", "/stijl/", "/static/cjg/cjg.css", "/accounts/password/reset/"]
)
def test_every_answer_carries_the_policies(url: str) -> None:
    response = Client().get(url)
    response.close()
    given = {part.strip() for part in response["Content-Security-Policy"].split(";")}
    assert given >= POLICY
    assert "unsafe" not in response["Content-Security-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]


def test_pages_are_not_kept_and_static_files_are() -> None:
    assert "no-store" in Client().get("/accounts/login/")["Cache-Control"]
    response = Client().get("/static/cjg/cjg.css")
    response.close()
    assert "no-store" not in response["Cache-Control"]


def test_strict_transport_follows_the_address(settings: Any) -> None:
    settings.SECURE_HSTS_SECONDS = 63_072_000
    response = Client().get("/static/cjg/cjg.css", secure=True)
    response.close()
    assert response["Strict-Transport-Security"].startswith("max-age=63072000")


def test_collected_modules_find_each_other_by_hash(tmp_path: Path, settings: Any) -> None:
    settings.STATIC_ROOT = tmp_path
    settings.STATICFILES_DIRS = project.STATICFILES_DIRS
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "cjg.basis.static.HashedStorage"}}
    call_command("collectstatic", verbosity=0, interactive=False)
    entry = next(path for path in (tmp_path / "cjg").glob("cjg.*.js"))
    wanted = re.findall(r"""(?:from|import)\s*\(?["'](\./[^"']+)["']""", entry.read_text())
    assert len(wanted) >= 5
    for address in wanted:
        assert re.fullmatch(r"\./[a-z]+\.[0-9a-f]{12}\.js", address), address
        assert (tmp_path / "cjg" / address).exists()
    style = next(path for path in (tmp_path / "cjg").glob("cjg.*.css"))
    fonts = re.findall(r"url\(\"([^\"]+)\"\)", style.read_text())
    assert fonts
    assert all((tmp_path / "cjg" / font).resolve().exists() for font in fonts)


def test_pages_hold_no_inline_script_or_style() -> None:
    page = Client().get("/accounts/login/").content.decode()
    assert not re.search(r"<script(?![^>]*\bsrc=)", page)
    assert " style=" not in page
    assert not re.search(r"\son\w+=", page)


def test_sign_in_library_speaks_with_u() -> None:
    assert gettext("You have signed out.") == "U bent uitgelogd."
