"""The state machine and the rules as tables: state × action × role."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from cjg.basis.api import today
from cjg.organisatie.api import Gebruiker, allowed
from tests.cast import Cast
from tests.toegang.helpers import content, record, record_all_steps, start, steps, take, voorziening
from toegang.models import Besluit
from toegang.rules import (
    BEKENDMAKEN,
    LIJST,
    NEMEN,
    OVERGANGEN,
    REDENEN,
    REGISTER_BEHEREN,
    REGISTER_ZIEN,
    RULES,
    STARTEN,
    TERMIJN,
    VASTLEGGEN,
    VOORBEREIDEN,
)
from toegang.services import change_term, prepare_voorziening, publish_besluit

STATES = ("onderzoek", "genomen", "bekendgemaakt")
ACTIONS = (VASTLEGGEN, VOORBEREIDEN, TERMIJN, NEMEN, BEKENDMAKEN)

# What each action leads to from each state; nothing means refused.
TABEL: dict[str, tuple[str, str, str]] = {
    VASTLEGGEN: ("onderzoek", "", ""),
    VOORBEREIDEN: ("onderzoek", "", ""),
    TERMIJN: ("onderzoek", "", ""),
    NEMEN: ("genomen", "", ""),
    BEKENDMAKEN: ("", "bekendgemaakt", ""),
}

WERK = {LIJST, STARTEN, VASTLEGGEN, VOORBEREIDEN, TERMIJN, NEMEN, REGISTER_ZIEN}
# Who may do which work, before the gate and the register of mandaten have their say.
ROLLEN: dict[str, set[str]] = {
    "anna": WERK,
    "bram": WERK,
    "chantal": WERK,
    "ida": WERK | {BEKENDMAKEN},
    "hanna": WERK | {BEKENDMAKEN},
    "joop": (WERK - {VASTLEGGEN}) | {BEKENDMAKEN},
    "dirk": WERK,
    "ema": {NEMEN},
    "fatima": {NEMEN},
    "gijs": {NEMEN},
    "beheerder": {NEMEN},
    "superuser": set(),
    "ouder_account": set(),
    "youth_account": set(),
}


def test_every_state_and_action_has_a_transition_or_a_reason() -> None:
    both = {(state, action) for state in STATES for action in ACTIONS}
    assert set(OVERGANGEN) | set(REDENEN) == both
    assert not set(OVERGANGEN) & set(REDENEN)
    assert {Besluit.Status(state) for state in STATES} == set(Besluit.Status)


@pytest.mark.parametrize("action", ACTIONS)
def test_transitions_are_as_written_here(action: str) -> None:
    assert tuple(OVERGANGEN.get((state, action), "") for state in STATES) == TABEL[action]


@pytest.mark.parametrize("wie", ROLLEN)
def test_roles_are_as_written_here(cast: Cast, wie: str) -> None:
    user = getattr(cast, wie)
    assert {action for action in RULES if allowed(RULES, user, action)} == ROLLEN[wie]


def test_contractmanager_and_manager_keep_the_registers(cast: Cast) -> None:
    from cjg.organisatie.api import Rol, create_medewerker

    for rol in (Rol.CONTRACTMANAGER, Rol.MANAGER):
        made = create_medewerker(
            email=f"{rol}@cjg.example", naam=rol, functie=rol, rollen=[rol], teams=[], begindatum=today()
        )
        user = Gebruiker.objects.get(pk=made.gebruiker_id)
        assert {action for action in RULES if allowed(RULES, user, action)} == {
            NEMEN,
            REGISTER_ZIEN,
            REGISTER_BEHEREN,
        }


def in_state(cast: Cast, state: str) -> Besluit:
    """Return a besluit in a state, all its steps recorded."""
    besluit = start(cast)
    record_all_steps(cast, besluit)
    if state == "onderzoek":
        return Besluit.objects.get(pk=besluit.pk)
    besluit = take(besluit, cast.ida)
    if state == "genomen":
        return besluit
    return publish_besluit(besluit=besluit, expected_versie=besluit.versie, today=today())


def do(cast: Cast, besluit: Besluit, action: str) -> Any:
    """Do one action through its service, otherwise filled in well."""
    if action == VASTLEGGEN:
        return record(besluit, steps(cast)[0])
    if action == VOORBEREIDEN:
        return prepare_voorziening(besluit=besluit, voorziening=voorziening(), expected_versie=besluit.versie)
    if action == TERMIJN:
        return change_term(
            besluit=besluit,
            soort="verdaging",
            weken=1,
            reden="Ziekte",
            medewerker=cast.medewerker("anna"),
            expected_versie=besluit.versie,
            today=today(),
        )
    if action == NEMEN:
        return take(besluit, cast.hanna)
    return publish_besluit(besluit=besluit, expected_versie=besluit.versie, today=today())


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("action", ACTIONS)
def test_services_follow_the_table(cast: Cast, registers: None, state: str, action: str) -> None:
    besluit = in_state(cast, state)
    after = TABEL[action][STATES.index(state)]
    if after:
        do(cast, besluit, action)
        assert Besluit.objects.get(pk=besluit.pk).status == after
        return
    before = content(besluit)
    with pytest.raises(ValidationError) as refusal:
        do(cast, besluit, action)
    assert refusal.value.messages == [REDENEN[Besluit.Status(state), action]]
    assert content(besluit) == before
