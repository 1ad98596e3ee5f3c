"""Starting, preparing and taking a besluit."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from cjg.basis.api import StaleVersion, decide_by, today
from cjg.dossier.api import Betrokkenheid, Recht, may, set_verantwoordelijke_gemeente
from cjg.organisatie.api import Gebruiker, Gemeente
from tests.cast import Cast
from tests.toegang.helpers import (
    BEGIN,
    content,
    pgb,
    pgb_step,
    record,
    record_all_steps,
    start,
    steps,
    take,
    voorziening,
)
from toegang.models import Aanbieder, Besluit, Mandaat, Onderzoek
from toegang.services import NoMandateError, Specialistisch, prepare_voorziening

DAY = datetime.timedelta(days=1)


def refused(besluit: Besluit, action: Any) -> dict[str, list[str]]:
    """Run an action that must be refused, check that nothing changed, and return the errors per field."""
    before = content(besluit)
    with pytest.raises(ValidationError) as caught:
        action()
    assert content(besluit) == before
    return caught.value.message_dict if hasattr(caught.value, "error_dict") else {"": caught.value.messages}


def role_of(besluit: Besluit) -> str:
    """The role whose mandate a besluit was taken under."""
    assert besluit.mandaat is not None
    return besluit.mandaat.rol


# ---- starting


def test_start_gives_number_term_and_onderzoek(cast: Cast, registers: None) -> None:
    besluit = start(cast)
    jaar, gemeente, volgnummer = besluit.nummer.split("-")
    assert (jaar, gemeente, len(volgnummer)) == (str(today().year), "0392", 6)
    assert besluit.uiterlijk == decide_by(besluit.ontvangstdatum)
    assert Onderzoek.objects.get(besluit=besluit).situatie_op is None


def test_numbers_are_never_used_twice(cast: Cast) -> None:
    first = start(cast)
    second = start(cast, jeugdige=cast.kind14)
    assert first.nummer != second.nummer


def test_start_involves_team_passende_hulp(cast: Cast) -> None:
    assert not may(cast.joop, Recht.BESLUITEN, cast.gezin)
    besluit = start(cast)
    assert may(Gebruiker.objects.get(pk=cast.joop.pk), Recht.BESLUITEN, cast.gezin)
    assert Betrokkenheid.objects.get(bron_id=besluit.pk).grond == "besluit"


def test_same_application_twice_is_one_onderzoek(cast: Cast) -> None:
    """A form that is sent twice does not start two."""
    start(cast)
    with pytest.raises(ValidationError, match="Er loopt al een onderzoek"):
        start(cast)
    assert Besluit.objects.count() == 1
    assert Betrokkenheid.objects.filter(grond="besluit").count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"ontvangstdatum": today() + DAY}, "ontvangstdatum"),
        ({"aanvraag": "x" * 4001}, "aanvraag"),
    ],
)
def test_start_names_the_field_that_is_wrong(cast: Cast, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(ValidationError) as caught:
        start(cast, **changes)
    assert list(caught.value.message_dict) == [field]
    assert not Besluit.objects.exists()


def test_start_refuses_a_parent_and_a_child_of_another_gezin(cast: Cast) -> None:
    for persoon in (cast.ouder, cast.ander_gezin.leden.get().persoon):
        with pytest.raises(ValidationError, match="Kies een jeugdige van dit gezin"):
            start(cast, jeugdige=persoon)
    assert not Besluit.objects.exists()


def test_start_refuses_somebody_of_23(cast: Cast) -> None:
    cast.kind17.geboortedatum = today().replace(day=1).replace(year=today().year - 24)
    cast.kind17.save()
    with pytest.raises(ValidationError, match="23 jaar of ouder"):
        start(cast, jeugdige=cast.kind17)


def test_gemeente_follows_the_woonplaatsbeginsel(cast: Cast) -> None:
    """A sibling can belong to another gemeente than the gezin."""
    set_verantwoordelijke_gemeente(
        persoon=cast.kind14,
        gemeente=Gemeente.objects.get(code="0473"),
        begindatum=today() - 100 * DAY,
        grond="woonadres",
    )
    assert start(cast, jeugdige=cast.kind14).gemeente_id == "0473"
    assert start(cast).gemeente_id == "0392"


def test_start_refuses_a_jeugdige_of_a_gemeente_without_contract(cast: Cast) -> None:
    set_verantwoordelijke_gemeente(
        persoon=cast.kind14,
        gemeente=Gemeente.objects.get(code="0363"),
        begindatum=today() - 100 * DAY,
        grond="woonadres",
    )
    with pytest.raises(ValidationError, match="Amsterdam"):
        start(cast, jeugdige=cast.kind14)
    assert not Besluit.objects.exists()


# ---- preparing


def test_proposal_may_be_incomplete(besluit: Besluit) -> None:
    changed = prepare_voorziening(
        besluit=besluit, voorziening=voorziening(aanbieder=None, einddatum=None), expected_versie=1
    )
    assert (changed.volume, changed.einddatum, changed.versie) == (2, None, 2)


def test_proposal_that_cannot_be_is_refused_with_all_errors(besluit: Besluit) -> None:
    wrong = voorziening(productcategorie="51", einddatum=today(), eenheid="14", frequentie="1", volume=0)
    errors = refused(
        besluit, lambda: prepare_voorziening(besluit=besluit, voorziening=wrong, expected_versie=besluit.versie)
    )
    assert set(errors) == {"product", "einddatum", "frequentie", "volume"}


def test_stale_proposal_is_refused(besluit: Besluit) -> None:
    prepare_voorziening(besluit=besluit, voorziening=voorziening(), expected_versie=1)
    before = content(besluit)
    with pytest.raises(StaleVersion):
        prepare_voorziening(besluit=besluit, voorziening=voorziening(volume=9), expected_versie=1)
    assert content(besluit) == before


# ---- taking


def test_besluit_is_taken_under_the_mandate_of_the_role(cast: Cast, klaar: Besluit) -> None:
    taken = take(klaar, cast.ida)
    assert (taken.status, taken.genomen_op, taken.leveringsvorm) == ("genomen", today(), "zin")
    assert taken.genomen_door == cast.medewerker("ida")
    assert role_of(taken) == "gedragswetenschapper"
    assert taken.kosten_cent == 26 * 2 * 8460
    assert taken.contract is not None
    assert taken.contract.aanbieder == taken.aanbieder


def test_above_the_mandate_the_next_in_line_decides(cast: Cast, klaar: Besluit) -> None:
    longer = voorziening(einddatum=BEGIN + 366 * DAY)
    before = content(klaar)
    with pytest.raises(NoMandateError, match="teamleider of manager"):
        take(klaar, cast.ida, voorziening=longer)
    assert content(klaar) == before
    assert role_of(take(klaar, cast.hanna, voorziening=longer)) == "teamleider"


def test_exactly_the_longest_duration_is_within_the_mandate(cast: Cast, klaar: Besluit) -> None:
    """Both the first and the last day count: 366 days end 365 days after the first."""
    longest = voorziening(einddatum=BEGIN + 365 * DAY)
    mandaat = take(klaar, cast.ida, voorziening=longest).mandaat
    assert mandaat is not None
    assert mandaat.max_dagen == 366


def test_coach_without_mandate_hears_who_may(cast: Cast, klaar: Besluit) -> None:
    with pytest.raises(NoMandateError, match="gedragswetenschapper of teamleider of manager"):
        take(klaar, cast.anna)


def test_nobody_may_when_the_register_is_empty(cast: Cast, klaar: Besluit) -> None:
    Mandaat.objects.all().delete()
    with pytest.raises(NoMandateError, match="Leg dit besluit voor aan de gemeente"):
        take(klaar, cast.hanna)


def test_mandate_that_ended_yesterday_gives_nothing(cast: Cast, klaar: Besluit) -> None:
    Mandaat.objects.filter(rol="gedragswetenschapper").update(einddatum=today() - DAY)
    with pytest.raises(NoMandateError):
        take(klaar, cast.ida)
    Mandaat.objects.filter(rol="gedragswetenschapper").update(einddatum=today())
    assert take(klaar, cast.ida).status == "genomen"


def test_reflection_partner_does_not_decide(cast: Cast, besluit: Besluit) -> None:
    opties = steps(cast)[1]
    record(besluit, steps(cast)[0])
    record(besluit, type(opties)(**{**_fields(opties), "reflectie_door": cast.medewerker("hanna")}))
    for stap in steps(cast)[2:]:
        record(besluit, stap)
    before = content(besluit)
    with pytest.raises(NoMandateError, match="U dacht mee in stap 2"):
        take(besluit, cast.hanna)
    assert content(besluit) == before


def _fields(stap: Any) -> dict[str, Any]:
    return {name: getattr(stap, name) for name in stap.__dataclass_fields__ if name != "nummer"}


@pytest.mark.parametrize("recorded", [0, 1, 2, 3])
def test_missing_steps_are_named(cast: Cast, besluit: Besluit, recorded: int) -> None:
    for stap in steps(cast)[:recorded]:
        record(besluit, stap)
    errors = refused(besluit, lambda: take(besluit, cast.ida))
    sentence = errors["__all__"][0]
    assert [f"stap {nummer} " in sentence for nummer in (1, 2, 3, 4)] == [recorded < n for n in (1, 2, 3, 4)]


def test_everything_that_is_missing_is_said_at_once(cast: Cast, klaar: Besluit) -> None:
    empty = voorziening(
        productcategorie="",
        product=None,
        ingangsdatum=None,
        einddatum=None,
        volume=None,
        eenheid="",
        frequentie="",
        aanbieder=None,
    )
    errors = refused(klaar, lambda: take(klaar, cast.ida, voorziening=empty, motivering=" "))
    assert set(errors) == {"motivering", "productcategorie", "ingangsdatum", "einddatum", "aanbieder", "volume"}


def test_grant_without_specialistic_help_is_refused(cast: Cast, besluit: Besluit) -> None:
    for stap in [*steps(cast)[:2], Specialistisch(False, "De coach kan dit zelf.", cast.medewerker("ida"))]:
        record(besluit, stap)
    assert "uitkomst" in refused(besluit, lambda: take(besluit, cast.ida))
    assert take(besluit, cast.hanna, uitkomst="afgewezen").uitkomst == "afgewezen"


def test_rejection_keeps_no_voorziening_and_needs_a_mandate(cast: Cast, klaar: Besluit) -> None:
    with pytest.raises(NoMandateError):
        take(klaar, cast.joop, uitkomst="afgewezen")
    taken = take(klaar, cast.ida, uitkomst="afgewezen")
    assert (taken.aanbieder, taken.product, taken.volume, taken.kosten_cent) == (None, None, None, None)
    assert (taken.leveringsvorm, taken.productcategorie) == ("zin", "45")


def test_aanbieder_without_contract_is_refused(cast: Cast, klaar: Besluit) -> None:
    other = voorziening(aanbieder=Aanbieder.objects.get(agb_code="22990103"))
    assert "geen contract" in refused(klaar, lambda: take(klaar, cast.ida, voorziening=other))["aanbieder"][0]


def test_unit_that_the_tariff_does_not_know_is_refused(cast: Cast, klaar: Besluit) -> None:
    stuks = voorziening(eenheid="82")
    assert "uren" in refused(klaar, lambda: take(klaar, cast.ida, voorziening=stuks))["eenheid"][0]


def test_amount_above_the_contract_is_refused(cast: Cast, klaar: Besluit) -> None:
    dear = voorziening(budget_cent=26 * 2 * 8460 + 1)
    assert "€ 4.399,20" in refused(klaar, lambda: take(klaar, cast.ida, voorziening=dear))["budget_cent"][0]


def test_help_without_product_needs_an_amount(cast: Cast, klaar: Besluit) -> None:
    open_help = voorziening(product=None, volume=None, eenheid="", frequentie="")
    assert set(refused(klaar, lambda: take(klaar, cast.ida, voorziening=open_help))) == {"volume"}
    taken = take(klaar, cast.ida, voorziening=voorziening(product=None, budget_cent=100_000))
    assert taken.kosten_cent == 100_000


def test_pgb_is_decided_by_who_has_that_mandate(cast: Cast, besluit: Besluit) -> None:
    record_all_steps(cast, besluit, last=pgb_step())
    with pytest.raises(NoMandateError, match="teamleider"):
        take(besluit, cast.ida, voorziening=pgb())
    taken = take(besluit, cast.hanna, voorziening=pgb())
    assert (taken.leveringsvorm, taken.afgiftesoort, taken.kosten_cent) == ("pgb", "pgb", 300_000)


@pytest.mark.parametrize("changes", [{"pgb_bekwaam": False}, {"pgb_kwaliteit": False}])
def test_pgb_that_fails_a_test_is_not_granted(cast: Cast, besluit: Besluit, changes: dict[str, Any]) -> None:
    record_all_steps(cast, besluit, last=pgb_step(**changes))
    errors = refused(besluit, lambda: take(besluit, cast.hanna, voorziening=pgb()))
    assert "8.1.1" in errors["__all__"][0]
    assert take(besluit, cast.hanna, uitkomst="afgewezen").uitkomst == "afgewezen"


def test_pgb_dearer_than_care_in_kind_is_refused(cast: Cast, besluit: Besluit) -> None:
    record_all_steps(cast, besluit, last=pgb_step())
    dear = pgb(budget_cent=26 * 2 * 8460 + 1)
    assert "8.1.1 lid 4" in refused(besluit, lambda: take(besluit, cast.hanna, voorziening=dear))["budget_cent"][0]


def test_pgb_names_no_aanbieder(cast: Cast, besluit: Besluit) -> None:
    record_all_steps(cast, besluit, last=pgb_step())
    with_aanbieder = pgb(aanbieder=Aanbieder.objects.get(agb_code="22990101"))
    assert set(refused(besluit, lambda: take(besluit, cast.hanna, voorziening=with_aanbieder))) == {"aanbieder"}


def test_stale_decision_is_refused(cast: Cast, klaar: Besluit) -> None:
    prepare_voorziening(besluit=klaar, voorziening=voorziening(), expected_versie=1)
    before = content(klaar)
    with pytest.raises(StaleVersion):
        take(klaar, cast.ida, expected_versie=1)
    assert content(klaar) == before


def test_besluit_is_taken_once(cast: Cast, klaar: Besluit) -> None:
    take(klaar, cast.ida)
    assert "al genomen" in refused(klaar, lambda: take(klaar, cast.hanna))[""][0]


def test_system_and_unknown_product_category_decide_nothing(cast: Cast, klaar: Besluit) -> None:
    systeem = Gebruiker.objects.create_user("koppeling@cjg.example", naam="Koppeling", soort="systeem")
    with pytest.raises(NoMandateError, match="medewerker"):
        take(klaar, systeem)


def test_planversie_of_the_day_is_kept_with_the_besluit(cast: Cast, klaar: Besluit) -> None:
    from gezinsplan.models import Gezinsplan, PlanGezin, Planversie

    plan = Gezinsplan.objects.create()
    PlanGezin.objects.create(plan=plan, gezin=cast.gezin)
    versies = [
        Planversie.objects.create(
            plan=plan,
            nummer=nummer,
            status="vastgesteld",
            vastgesteld_op=today(),
            vastgesteld_door=cast.medewerker("anna"),
        )
        for nummer in (1, 2)
    ]
    Planversie.objects.create(plan=plan, nummer=3)
    assert take(klaar, cast.ida).planversie_id == versies[1].pk
