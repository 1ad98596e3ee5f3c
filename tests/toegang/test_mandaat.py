"""The mandate rule against a simpler model, and its borders."""

from __future__ import annotations

import datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from toegang.mandaat import Omvang, covers, find_mandaat, roles_that_may
from toegang.models import Mandaat

DAY = datetime.timedelta(days=1)
DAG = datetime.date(2026, 11, 22)
ROLLEN = ("gedragswetenschapper", "teamleider", "manager")

# Few and near values, so that borders are hit often.
gemeenten = st.sampled_from(["0392", "0473"])
vormen = st.sampled_from(["", "zin", "pgb"])
categorieen = st.sampled_from(["", "45", "51"])
dagen = st.integers(0, 4)
bedragen = st.integers(0, 4)
dates = st.integers(-2, 2).map(lambda n: DAG + n * DAY)
mandaten = st.builds(
    Mandaat,
    gemeente_id=gemeenten,
    rol=st.sampled_from(ROLLEN),
    leveringsvorm=vormen,
    productcategorie=categorieen,
    max_dagen=dagen,
    max_bedrag_cent=bedragen,
    begindatum=dates,
    einddatum=st.none() | dates,
)
omvangen = st.builds(Omvang, gemeenten, st.just(DAG), vormen, categorieen, dagen, bedragen)


def model_allows(m: Mandaat, o: Omvang) -> bool:
    """The rule once more, written from the text of werkproces §6."""
    if m.gemeente_id != o.gemeente:
        return False
    if m.begindatum > o.dag or (m.einddatum and m.einddatum < o.dag):
        return False
    for van_mandaat, gevraagd in ((m.leveringsvorm, o.leveringsvorm), (m.productcategorie, o.productcategorie)):
        if van_mandaat and van_mandaat != gevraagd:
            return False
    return not (o.dagen > m.max_dagen or o.bedrag_cent > m.max_bedrag_cent)


@settings(max_examples=400)
@given(st.lists(mandaten, max_size=8), st.frozensets(st.sampled_from([*ROLLEN, "coach"])), omvangen)
def test_mandate_is_found_exactly_when_a_row_of_these_roles_allows(
    rows: list[Mandaat], rollen: frozenset[str], omvang: Omvang
) -> None:
    allowed = [m for m in rows if m.rol in rollen and model_allows(m, omvang)]
    found = find_mandaat(rows, rollen, omvang)
    assert (found is not None) == bool(allowed)
    if found is not None:
        assert found in allowed
        assert found.max_dagen == min(m.max_dagen for m in allowed)


@settings(max_examples=400)
@given(st.lists(mandaten, max_size=8), omvangen)
def test_roles_named_in_a_refusal_are_those_that_may(rows: list[Mandaat], omvang: Omvang) -> None:
    assert set(roles_that_may(rows, omvang)) == {m.rol for m in rows if model_allows(m, omvang)}


@settings(max_examples=200)
@given(mandaten, omvangen, st.sampled_from(["dagen", "bedrag_cent"]))
def test_asking_for_less_never_needs_more(mandaat: Mandaat, omvang: Omvang, field: str) -> None:
    from dataclasses import replace

    if covers(mandaat, omvang):
        less: dict[str, Any] = {field: max(getattr(omvang, field) - 1, 0)}
        assert covers(mandaat, replace(omvang, **less))


def test_unknown_kind_of_help_needs_a_mandate_for_all_kinds() -> None:
    limited = Mandaat(gemeente_id="0392", productcategorie="45", max_dagen=9, max_bedrag_cent=9, begindatum=DAG)
    assert not covers(limited, Omvang("0392", DAG))
    assert covers(limited, Omvang("0392", DAG, productcategorie="45"))
