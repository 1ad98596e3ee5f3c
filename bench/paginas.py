"""Pages: statements for few and for many rows, CPU against an empty page, the cost of the log, and a first visit."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from unittest import mock
from urllib.parse import urljoin, urlsplit

import brotli
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path, reverse

from bench.verslag import Action, Verslag, cpu_of, statements_of
from bench.wereld import Meetteam
from cjg.dossier.api import Gezin, visible_to
from cjg.organisatie.api import Gebruiker, public

LIST_STATEMENTS, DOSSIER_STATEMENTS, LOG_STATEMENTS = 12, 20, 1
LIST_CPU, DOSSIER_CPU, LEADER_CPU, LOG_CPU = 80.0, 150.0, 1.5, 10.0
HOST = "localhost"
# who looks at which list of the own team
LISTS = (
    ("Vandaag", "coach", "werkplek:vandaag"),
    ("caseload", "coach", "werkplek:caseload"),
    ("caseload", "leider", "werkplek:caseload"),
    ("gezinnen", "coach", "dossier:gezinnen"),
    ("gezinnen", "leider", "dossier:gezinnen"),
    ("evaluaties", "coach", "gezinsplan:evaluaties"),
    ("wachtlijst", "leider", "intake:wachtlijst"),
    ("aanmeldingen", "leider", "intake:aanmeldingen"),
    ("besluiten", "leider", "toegang:besluiten?toon=bekend"),
)


@public
def empty(request: HttpRequest) -> HttpResponse:
    """The anchor: what a request costs when the page does nothing."""
    return HttpResponse("")


def fetch(client: Client, url: str) -> Action:
    """Return the action that gets a page and checks that it is a page."""

    def action() -> Any:
        response = client.get(url)
        assert response.status_code == 200, (url, response.status_code)
        return response

    return action


def sign_in(user: Gebruiker) -> Client:
    """Return a browser signed in as somebody."""
    client = Client(SERVER_NAME=HOST)
    client.force_login(user)
    return client


def empty_page_cpu() -> float:
    """Return the CPU of a page that does nothing, on this server in this run."""
    from cjg import urls

    with override_settings(ROOT_URLCONF=(*urls.urlpatterns, path("-/leeg", empty))):
        return cpu_of(fetch(Client(SERVER_NAME=HOST), "/-/leeg"), times=200)


def list_pages(teams: Mapping[int, Meetteam]) -> dict[tuple[str, str], dict[int, Action]]:
    """Return per list and role the action that gets it, per number of rows; contacts are narrowed by their dates."""
    pages: dict[tuple[str, str], dict[int, Action]] = {}
    for aantal, team in teams.items():
        clients = {"coach": sign_in(team.coach), "leider": sign_in(team.leider)}
        for naam, rol, route in LISTS:
            pages.setdefault((naam, rol), {})[aantal] = fetch(clients[rol], _address(route))
    return pages


def _address(route: str) -> str:
    naam, _, query = route.partition("?")
    return f"{reverse(naam)}?{query}"


def measure_statements(verslag: Verslag, pages: Mapping[tuple[str, str], Mapping[int, Action]]) -> None:
    """Print the statements of each list: the same for few and for many rows, and within the budget."""
    for (naam, rol), actions in pages.items():
        counts = {aantal: len(statements_of(action)) for aantal, action in actions.items()}
        for aantal, count in counts.items():
            verslag.figure(f"{naam} ({rol}), {aantal} rows: statements", count, most=LIST_STATEMENTS)
        verslag.same(f"{naam} ({rol}): statements for few and many rows", *counts.values())


def measure_lists(
    verslag: Verslag, teams: Mapping[int, Meetteam], contacts: Mapping[int, Action], anchor: float
) -> None:
    """Statements and CPU of every list, and what the leader's costs beside the coach's."""
    pages = list_pages(teams)
    pages["contactmomenten", "I&A"] = dict(contacts)
    measure_statements(verslag, pages)
    cost: dict[tuple[str, str], float] = {}
    for (naam, rol), actions in pages.items():
        cost[naam, rol] = cpu_of(actions[max(actions)])
        verslag.figure(f"{naam} ({rol}): CPU ÷ empty page", cost[naam, rol] / anchor, most=LIST_CPU, unit="×")
    for naam in ("caseload", "gezinnen"):
        ratio = cost[naam, "leider"] / cost[naam, "coach"]
        verslag.figure(f"{naam}: leader's ÷ coach's", ratio, most=LEADER_CPU, unit="×")


def measure_dossier(verslag: Verslag, user: Gebruiker, anchor: float) -> None:
    """The page of one gezin: its cost, and the part of it that goes to its log lines."""
    gezin = visible_to(user, Gezin.objects.filter(trajecten__einddatum__isnull=True)).order_by("pk")[0]
    action = fetch(sign_in(user), reverse("dossier:gezin", args=[gezin.pk]))
    statements = statements_of(action)
    verslag.figure("dossier: statements", len(statements), most=DOSSIER_STATEMENTS)
    cost = cpu_of(action, times=40)
    verslag.figure("dossier: CPU ÷ empty page", cost / anchor, most=DOSSIER_CPU, unit="×")
    with mock.patch("cjg.dossier.gate.Shown.write"):
        unlogged = len(statements_of(action))
        without = cpu_of(action, times=40)
    verslag.figure("dossier: statements for the log", len(statements) - unlogged, most=LOG_STATEMENTS)
    verslag.figure("dossier: part of the CPU for the log", 100 * (cost - without) / cost, most=LOG_CPU, unit="%")
    html = action().content
    verslag.figure("dossier: HTML compressed", len(brotli.compress(html, quality=5)) / 1024, most=60, unit="KB")
    verslag.figure("dossier: nodes", len(re.findall(rb"<[a-zA-Z]", html)), most=1500)


def measure_first_visit(verslag: Verslag) -> None:
    """What a browser fetches for the first page: the page, its styles, scripts, pictures and fonts."""
    page = Client(SERVER_NAME=HOST).get(reverse("account_login"))
    assert page.status_code == 200
    html = page.content.decode()
    sizes = {"": len(zlib.compress(page.content, 6))}
    todo = re.findall(
        r'(?:<script[^>]+src|<link[^>]+rel="(?:stylesheet|preload|icon|manifest)"[^>]*href|<img[^>]+src)="([^"]+)"',
        html,
    )
    todo += re.findall(r'<link[^>]+href="([^"]+)"[^>]*rel="(?:stylesheet|preload|icon|manifest)"', html)
    strange = [url for url in todo if urlsplit(url).netloc]
    for url in dict.fromkeys(todo):
        content = _static(url)
        sizes[url] = min(len(content), len(brotli.compress(content, quality=9)))
        if url.endswith(".css"):
            # a browser fetches the regular and the bold cut of a font when the page uses them
            fonts = re.findall(rb'url\(["\']?([^"\')]+\.woff2)', content)
            for font in fonts[:2]:
                place = urljoin(url, font.decode())
                sizes[place] = len(_static(place))
    script = sum(size for url, size in sizes.items() if url.endswith(".js"))
    verslag.figure("first visit: compressed", sum(sizes.values()) / 1024, most=100, unit="KB")
    verslag.figure("first visit: requests", len(sizes), most=12)
    verslag.figure("first visit: JavaScript", script / 1024, most=30, unit="KB")
    verslag.figure("first visit: addresses of others", len(strange), most=0)


def _static(url: str) -> bytes:
    name = urlsplit(url).path.removeprefix("/static/")
    file = finders.find(name) or finders.find(re.sub(r"\.[0-9a-f]{12}(?=\.)", "", name))
    return Path(str(file)).read_bytes() if file else b""
