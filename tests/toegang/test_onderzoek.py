"""The four steps: in order, complete, by the right people."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError

from cjg.basis.api import StaleVersion, today
from tests.cast import Cast
from tests.toegang.helpers import content, pgb_step, record, record_all_steps, steps, take
from toegang.models import Besluit, Onderzoek
from toegang.services import Opties, Situatie, Specialistisch, Stap, Vorm, missing_steps, record_stap


def refused(besluit: Besluit, stap: Stap) -> dict[str, list[str]]:
    """Record a step that must be refused, check that nothing changed, and return the errors."""
    before = content(besluit)
    with pytest.raises(ValidationError) as caught:
        record(besluit, stap)
    assert content(besluit) == before
    return caught.value.message_dict if hasattr(caught.value, "error_dict") else {"": caught.value.messages}


def test_steps_are_dated_and_counted(cast: Cast, besluit: Besluit) -> None:
    for nummer, stap in enumerate(steps(cast), start=1):
        onderzoek = record(besluit, stap)
        assert missing_steps(onderzoek) == [n for n in (1, 2, 3, 4) if n > nummer]
    assert onderzoek.situatie_op == onderzoek.leveringsvorm_op == today()
    assert onderzoek.versie == 5


@pytest.mark.parametrize("index", [1, 2, 3])
def test_step_out_of_order_is_refused(cast: Cast, besluit: Besluit, index: int) -> None:
    assert "Leg eerst stap 1 vast" in refused(besluit, steps(cast)[index])[""][0]


def test_earlier_step_can_be_changed_again(cast: Cast, klaar: Besluit) -> None:
    first = steps(cast)[0]
    assert isinstance(first, Situatie)
    onderzoek = record(klaar, replace(first, hulpvraag="Nieuwe vraag"))
    assert onderzoek.hulpvraag == "Nieuwe vraag"
    assert missing_steps(onderzoek) == []


def test_empty_steps_name_every_field(cast: Cast, besluit: Besluit) -> None:
    assert set(refused(besluit, Situatie(" ", "", False))) == {"hulpvraag", "situatie", "vertrouwenspersoon_verteld"}
    record(besluit, steps(cast)[0])
    empty = Opties("", "", "", "", "", None)
    assert len(refused(besluit, empty)) == 6
    record(besluit, steps(cast)[1])
    assert set(refused(besluit, Specialistisch(None, "", None))) == {
        "specialistisch_nodig",
        "specialistisch",
        "deskundige",
    }
    record(besluit, steps(cast)[2])
    assert set(refused(besluit, Vorm("", ""))) == {"leveringsvorm", "leveringsvorm_toelichting"}


def test_pgb_needs_its_three_tests_answered(cast: Cast, besluit: Besluit) -> None:
    for stap in steps(cast)[:3]:
        record(besluit, stap)
    unanswered = pgb_step(pgb_bekwaam=None, pgb_motivering=" ", pgb_kwaliteit=None)
    assert set(refused(besluit, unanswered)) == {"pgb_bekwaam", "pgb_motivering", "pgb_kwaliteit"}
    assert record(besluit, pgb_step(pgb_bekwaam=False)).pgb_bekwaam is False


def test_changing_to_care_in_kind_forgets_the_pgb_tests(cast: Cast, besluit: Besluit) -> None:
    record_all_steps(cast, besluit, last=pgb_step())
    onderzoek = record(besluit, steps(cast)[3])
    assert (onderzoek.pgb_bekwaam, onderzoek.pgb_motivering) == (None, "")


def test_nobody_reflects_with_himself(cast: Cast, besluit: Besluit) -> None:
    record(besluit, steps(cast)[0])
    opties = steps(cast)[1]
    assert isinstance(opties, Opties)
    assert set(refused(besluit, replace(opties, reflectie_door=cast.medewerker("anna")))) == {"reflectie_door"}


def test_expert_is_registered_and_the_number_is_kept(cast: Cast, besluit: Besluit) -> None:
    record(besluit, steps(cast)[0])
    record(besluit, steps(cast)[1])
    assert "SKJ" in refused(besluit, Specialistisch(True, "Nodig", cast.medewerker("bram")))["deskundige"][0]
    assert record(besluit, steps(cast)[2]).deskundige_registratie == "120012345"


def test_step_4_is_not_needed_without_specialistic_help(cast: Cast, besluit: Besluit) -> None:
    for stap in [*steps(cast)[:2], Specialistisch(False, "De coach helpt.", cast.medewerker("ida"))]:
        onderzoek = record(besluit, stap)
    assert missing_steps(onderzoek) == []
    assert "niet nodig" in refused(besluit, steps(cast)[3])[""][0]


def test_stale_step_is_refused(cast: Cast, besluit: Besluit) -> None:
    record(besluit, steps(cast)[0])
    before = content(besluit)
    with pytest.raises(StaleVersion):
        record_stap(besluit=besluit, stap=steps(cast)[0], expected_versie=1, today=today())
    assert content(besluit) == before


def test_onderzoek_of_a_taken_besluit_does_not_change(cast: Cast, klaar: Besluit) -> None:
    take(klaar, cast.ida)
    assert "al genomen" in refused(klaar, steps(cast)[0])[""][0]
    assert Onderzoek.objects.get(besluit=klaar).versie == 5


def test_too_long_a_text_is_refused_at_its_field(besluit: Besluit) -> None:
    assert set(refused(besluit, Situatie("x" * 8001, "y", True))) == {"hulpvraag"}
