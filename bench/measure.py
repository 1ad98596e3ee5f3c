"""What is measured: statements per page for 10 and 1,000 rows, page CPU against an empty page, report, PDF, import."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import path, reverse

from cjg.organisatie.api import Gebruiker, public
from tests import database

LIST_STATEMENTS, DOSSIER_STATEMENTS = 12, 20
LIST_CPU, DOSSIER_CPU = 80.0, 150.0


@public
def empty(request: HttpRequest) -> HttpResponse:
    """The anchor: what a request costs when the page does nothing."""
    return HttpResponse("")


@dataclass
class Report:
    """The lines that are printed, and whether a budget was overrun."""

    overruns: list[str] = field(default_factory=list)

    def line(self, what: str, value: float, budget: float | None, unit: str = "") -> None:
        """Print one figure with its budget, and remember an overrun."""
        over = budget is not None and value > budget
        limit = f"≤ {budget:g}" if budget is not None else ""
        print(f"{what:<62}{value:>10.1f} {unit:<6}{limit:<10}{'OVER' if over else ''}")
        if over:
            self.overruns.append(what)


def run() -> int:
    """Load the data and measure; returns 1 when a budget is overrun."""
    name = database.make_test_database()
    try:
        report = Report()
        began = time.perf_counter()
        call_command("voorbeelddata", schaal="s", verbosity=0)
        report.line("voorbeelddata --schaal s", time.perf_counter() - began, 120, "s")
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM intake_contactmoment")
            print(f"contactmomenten: {cursor.fetchone()[0]}")
        measure_pages(report)
        measure_report(report)
        print("over budget: " + (", ".join(report.overruns) or "none"))
        return 1 if report.overruns else 0
    finally:
        database.remove_test_database(name)


def cpu_of(action: Callable[[], Any], times: int = 15) -> float:
    """Return the median CPU seconds of this process for one call, after a warm-up."""
    action()
    samples = []
    for _ in range(times):
        began = time.process_time()
        action()
        samples.append(time.process_time() - began)
    return statistics.median(samples)


def statements_of(action: Callable[[], Any]) -> int:
    """Return how many statements one call sends."""
    action()
    with CaptureQueriesContext(connection) as queries:
        action()
    return len(queries)


def fetch(client: Client, url: str) -> Callable[[], Any]:
    """Return the action that gets a page and checks that it is a page."""

    def action() -> Any:
        response = client.get(url)
        assert response.status_code == 200, (url, response.status_code)
        return response

    return action


def client_with_role(rol: str) -> Client:
    """Return a browser signed in as the example account of a role with the most to see."""
    client = Client()
    client.force_login(Gebruiker.objects.filter(roltoekenningen__rol=rol).order_by("email")[0])
    return client


def measure_pages(report: Report) -> None:
    """Statements and CPU of the pages, against the empty page of the same server."""
    from cjg import urls

    with override_settings(ROOT_URLCONF=(*urls.urlpatterns, path("-/leeg", empty))):
        anchor = cpu_of(fetch(Client(), "/-/leeg"), times=60)
    print(f"empty page: {anchor * 1000:.2f} ms CPU")
    coach, leader, ia = (client_with_role(rol) for rol in ("coach", "teamleider", "ia-medewerker"))
    lists = {
        "Vandaag (coach)": (coach, "werkplek:vandaag"),
        "caseload (coach)": (coach, "werkplek:caseload"),
        "caseload (teamleider)": (leader, "werkplek:caseload"),
        "gezinnen (coach)": (coach, "dossier:gezinnen"),
        "gezinnen (teamleider)": (leader, "dossier:gezinnen"),
        "contactmomenten (I&A)": (ia, "intake:contactmomenten"),
        "wachtlijst (teamleider)": (leader, "intake:wachtlijst"),
        "besluiten (teamleider)": (leader, "toegang:besluiten"),
    }
    cost: dict[str, float] = {}
    for name, (client, route) in lists.items():
        action = fetch(client, reverse(route))
        report.line(f"{name}: statements", statements_of(action), LIST_STATEMENTS)
        cost[name] = cpu_of(action)
        report.line(f"{name}: CPU ÷ empty page", cost[name] / anchor, LIST_CPU, "×")
    report.line(
        "caseload of the leader ÷ of the coach", cost["caseload (teamleider)"] / cost["caseload (coach)"], 1.5, "×"
    )
    measure_dossier(report, coach, anchor)


def measure_dossier(report: Report, coach: Client, anchor: float) -> None:
    """The page of one gezin, with its log lines."""
    from cjg.dossier.api import Gezin, visible_to

    user = Gebruiker.objects.get(pk=coach.session["_auth_user_id"])
    gezin = visible_to(user, Gezin.objects.all()).order_by("sorteersleutel")[0]
    action = fetch(coach, reverse("dossier:gezin", args=[gezin.pk]))
    report.line("dossier: statements", statements_of(action), DOSSIER_STATEMENTS)
    report.line("dossier: CPU ÷ empty page", cpu_of(action) / anchor, DOSSIER_CPU, "×")


def measure_report(report: Report) -> None:
    """One quarter of one gemeente, and its PDF."""
