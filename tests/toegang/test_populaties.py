"""GC-9 and TG-1: counted again in plain SQL, with a case on each border."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import connection
from django.db.models import Count, Q

from cjg.basis.api import Kwartaal, bezwaar_until
from tests.cast import Cast
from toegang.api import bekendgemaakte_besluiten, toekenningen
from toegang.models import Aanbieder, Besluit, Contract, Mandaat

K3 = Kwartaal(2026, 3)
FIRST, LAST = datetime.date(2026, 7, 1), datetime.date(2026, 9, 30)
DAY = datetime.timedelta(days=1)


def add(cast: Cast, bekend: datetime.date | None, **values: Any) -> Besluit:
    """Add a besluit as an import would: its state is what it is."""
    nummer = f"T-{Besluit.objects.count():06}"
    aanbieder = Aanbieder.objects.get(agb_code="22990101")
    base: dict[str, Any] = {
        "gezin": cast.gezin,
        "jeugdige": cast.kind10,
        "gemeente_id": "0392",
        "nummer": nummer,
        "ontvangstdatum": FIRST - 60 * DAY,
        "uiterlijk": FIRST,
        "aanvraag": nummer,
        "voorbereid_door": cast.medewerker("anna"),
        "genomen_door": cast.medewerker("hanna"),
        "genomen_op": (bekend or LAST) - DAY,
        "mandaat": Mandaat.objects.filter(gemeente="0392").first(),
        "motivering": "omdat",
        "uitkomst": "toegekend",
        "leveringsvorm": "zin",
        "productcategorie": "45",
        "ingangsdatum": FIRST,
        "aanbieder": aanbieder,
        "status": "bekendgemaakt" if bekend else "genomen",
        "bekendmaking": bekend,
        "bezwaar_tot": bezwaar_until(bekend) if bekend else None,
    }
    return Besluit.objects.create(**(base | values))


@pytest.fixture
def besluiten(cast: Cast, registers: None) -> None:
    """On, before and after each border; each outcome and form; another gemeente; not made known."""
    maatwerk = Contract.objects.filter(is_maatwerk=True, gemeente="0392").get()
    pgb = {"leveringsvorm": "pgb", "aanbieder": None, "budget_cent": 100_000}
    geen = {"leveringsvorm": "", "productcategorie": "", "ingangsdatum": None, "aanbieder": None}
    for bekend, values in (
        (FIRST, {}),
        (LAST, {"soort": "verlenging"}),
        (FIRST - DAY, {}),
        (LAST + DAY, {}),
        (None, {}),
        (FIRST + DAY, {"uitkomst": "gedeeltelijk", **pgb}),
        (FIRST + DAY, {"uitkomst": "afgewezen", "productcategorie": "", "aanbieder": None}),
        (FIRST + DAY, {"uitkomst": "buiten-behandeling", **geen}),
        (FIRST + DAY, {"contract": maatwerk, "aanbieder": maatwerk.aanbieder, "productcategorie": "50"}),
        (FIRST + DAY, {"gemeente_id": "0473"}),
    ):
        add(cast, bekend, **values)


def test_gc_9_counts_new_extended_pgb_and_maatwerk(besluiten: None) -> None:
    found = toekenningen(K3.periode, gemeente="0392").aggregate(
        nieuw=Count("pk", Q(soort="nieuw")),
        verlenging=Count("pk", Q(soort="verlenging")),
        pgb=Count("pk", Q(leveringsvorm="pgb")),
        maatwerk=Count("pk", Q(is_maatwerk=True)),
    )
    sql = """
        SELECT count(*) FILTER (WHERE b.soort = 'nieuw'), count(*) FILTER (WHERE b.soort = 'verlenging'),
            count(*) FILTER (WHERE b.leveringsvorm = 'pgb'), count(*) FILTER (WHERE c.is_maatwerk)
        FROM toegang_besluit b LEFT JOIN toegang_contract c ON c.id = b.contract_id
        WHERE b.uitkomst IN ('toegekend', 'gedeeltelijk') AND b.gemeente_id = '0392'
            AND b.bekendmaking >= '2026-07-01' AND b.bekendmaking < '2026-10-01'"""
    assert tuple(found.values()) == _row(sql) == (3, 1, 1, 1)


def test_tg_1_counts_every_outcome_by_form(besluiten: None) -> None:
    rows = bekendgemaakte_besluiten(K3.periode, gemeente="0392").values_list("uitkomst", "leveringsvorm")
    found = {(uitkomst, vorm): n for uitkomst, vorm, n in rows.annotate(n=Count("pk")).order_by()}
    assert found == {
        ("toegekend", "zin"): 3,
        ("gedeeltelijk", "pgb"): 1,
        ("afgewezen", "zin"): 1,
        ("buiten-behandeling", ""): 1,
    }


def test_region_is_all_gemeenten_together(besluiten: None) -> None:
    region = bekendgemaakte_besluiten(K3.periode).count()
    parts = [bekendgemaakte_besluiten(K3.periode, gemeente=code).count() for code in ("0392", "0473")]
    assert (region, parts) == (7, [6, 1])


def _row(sql: str) -> tuple[int, ...]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        row: tuple[int, ...] = cursor.fetchone()
    return row
