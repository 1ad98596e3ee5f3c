"""The eindevragenlijst: sent once per person in their own version, answered once, the link kept by nobody."""

import datetime as dt
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection

from cjg.basis.api import now, today, uuid7
from cjg.vragenlijsten.api import (
    EINDEVRAGENLIJST,
    EINDEVRAGENLIJST_DAK_EN_THUISLOOS,
    Antwoord,
    Genodigde,
    Informant,
    Uitnodiging,
    Uitnodigingsmail,
    Vragenlijst,
    current_vragenlijst,
    invite,
    issue_link,
    receive_answers,
    send_uitnodigingen,
)
from cjg.vragenlijsten.services import find_uitnodiging, hash_token

pytestmark = pytest.mark.django_db
STELLINGEN = {
    "zelf-verder",
    "eigen-plan",
    "belangrijke-mensen",
    "samenwerking",
    "beter",
    "gehoord",
    "problemen-verminderd",
}
OUDER: dict[str, Any] = dict.fromkeys(STELLINGEN, 4) | {"nut": 8, "zonder-hulp": 3, "eigen-woorden": ""}


def ask(informant: str = Informant.OUDER, email: str = "", **changed: Any) -> Uitnodiging:
    """Send one eindevragenlijst."""
    values: dict[str, Any] = {
        "code": EINDEVRAGENLIJST,
        "genodigden": [Genodigde(uuid7(), informant, email)],
        "onderwerp_soort": "traject",
        "onderwerp_id": uuid7(),
        "gemeente_code": "0392",
        "kerntaak": "coaching",
        "today": today(),
    }
    return invite(**(values | changed))[0]


def token_of(link: str) -> str:
    return link.rstrip("/").rsplit("/", 1)[1]


def test_eindevragenlijst_has_a_version_for_each_informant() -> None:
    for informant, codes in {
        Informant.OUDER: STELLINGEN | {"nut", "zonder-hulp", "eigen-woorden"},
        Informant.JEUGDIGE: STELLINGEN | {"nut", "zonder-hulp", "eigen-woorden"},
        Informant.KIND: {"eigen-plan", "belangrijke-mensen", "beter", "gehoord", "nut", "eigen-woorden"},
    }.items():
        lijst = current_vragenlijst(EINDEVRAGENLIJST, informant)
        assert lijst is not None
        assert set(lijst.vragen.values_list("code", flat=True)) == codes
    eigen = current_vragenlijst(EINDEVRAGENLIJST_DAK_EN_THUISLOOS, Informant.JEUGDIGE)
    assert eigen is not None
    assert eigen.vragen.get(code="eigen-plan").tekst.startswith("Ik heb mijn eigen plan")
    assert current_vragenlijst(EINDEVRAGENLIJST_DAK_EN_THUISLOOS, Informant.OUDER) is None


def test_invite_twice_leaves_one(django_assert_num_queries: Any) -> None:
    persoon, onderwerp = uuid7(), uuid7()
    for _ in range(2):
        ask(genodigden=[Genodigde(persoon, Informant.OUDER, "ouder@example.nl")], onderwerp_id=onderwerp)
    assert Uitnodiging.objects.count() == 1
    assert Uitnodigingsmail.objects.count() == 1


def test_a_new_version_is_used_from_then_on() -> None:
    nieuw = Vragenlijst.objects.create(
        code=EINDEVRAGENLIJST, nummer=2, titel="Nieuw", informant=Informant.OUDER, kerntaak="coaching"
    )
    assert ask().vragenlijst == nieuw
    assert ask(Informant.JEUGDIGE).vragenlijst.nummer == 1


def test_issue_link_keeps_only_a_hash_and_stops_the_link_before() -> None:
    uitnodiging = ask()
    first, second = (token_of(issue_link(uitnodiging=uitnodiging, today=today())) for _ in range(2))
    assert find_uitnodiging(first) is None
    assert find_uitnodiging(second) == uitnodiging
    with connection.cursor() as cursor:
        cursor.execute("SELECT u::text FROM vragenlijsten_uitnodiging AS u")
        row = cursor.fetchone()[0]
    assert second not in row
    assert hash_token(second).hex() in row


def test_receive_answers_keeps_one_row_per_answered_question() -> None:
    uitnodiging = receive_answers(uitnodiging=ask(), antwoorden=OUDER, today=today())
    assert uitnodiging.ontvangen_op == today()
    waarden = dict(Antwoord.objects.values_list("vraag__code", "waarde"))
    assert waarden == {code: waarde for code, waarde in OUDER.items() if waarde}
    assert Uitnodiging.objects.all().with_answer("nut").get().waarde == 8


def test_receive_answers_twice_keeps_the_first() -> None:
    uitnodiging = receive_answers(uitnodiging=ask(), antwoorden=OUDER, today=today())
    with pytest.raises(ValidationError, match="al ingevuld"):
        receive_answers(uitnodiging=uitnodiging, antwoorden=OUDER | {"nut": 1}, today=today())
    with pytest.raises(ValidationError, match="al ingevuld"):
        issue_link(uitnodiging=uitnodiging, today=today())
    assert Antwoord.objects.get(vraag__code="nut").waarde == 8


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"nut": 11}, "nut"),
        ({"nut": 0}, "nut"),
        ({"nut": "8"}, "nut"),
        ({"nut": True}, "nut"),
        ({"nut": None}, "nut"),
        ({"beter": 6}, "beter"),
        ({"zonder-hulp": 5}, "zonder-hulp"),
        ({"eigen-woorden": "a" * 4001}, "eigen-woorden"),
        ({"verzonnen": 1}, "verzonnen"),
    ],
)
def test_receive_answers_refuses_what_cannot_be(changed: dict[str, Any], code: str) -> None:
    uitnodiging = ask()
    with pytest.raises(ValidationError) as fout:
        receive_answers(uitnodiging=uitnodiging, antwoorden=OUDER | changed, today=today())
    assert set(fout.value.message_dict) == {code}
    uitnodiging.refresh_from_db()
    assert uitnodiging.ontvangen_op is None
    assert not Antwoord.objects.exists()


def test_receive_answers_after_the_end_only_from_paper() -> None:
    uitnodiging = ask()
    late = uitnodiging.verloopt_op + dt.timedelta(days=1)
    with pytest.raises(ValidationError, match="verlopen"):
        receive_answers(uitnodiging=uitnodiging, antwoorden=OUDER, today=late)
    assert not Antwoord.objects.exists()


def test_send_uitnodigingen_mails_a_working_link_without_a_name() -> None:
    ask(Informant.JEUGDIGE, "kees@example.nl")
    ask(Informant.OUDER)
    assert send_uitnodigingen(clock=now) == 1
    assert send_uitnodigingen(clock=now) == 0
    sent = mail.outbox[0]
    assert sent.to == ["kees@example.nl"]
    assert "Vul je de vragenlijst in" in sent.body
    link = next(line for line in sent.body.splitlines() if "/vragenlijst/" in line)
    found = find_uitnodiging(token_of(link))
    assert found is not None
    assert found.vragenlijst.informant == Informant.JEUGDIGE


def test_send_uitnodigingen_leaves_out_what_was_answered_on_paper() -> None:
    uitnodiging = ask(email="ouder@example.nl")
    receive_answers(uitnodiging=uitnodiging, antwoorden=OUDER, today=today())
    assert send_uitnodigingen(clock=now) == 0
    assert mail.outbox == []
