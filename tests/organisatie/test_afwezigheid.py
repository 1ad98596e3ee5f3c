"""Absence with a replacement: who sees the caseload, from when and until when."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cjg.basis.api import today
from cjg.dossier.api import Betrokkenheid, Recht, may
from cjg.organisatie.api import Afwezigheid, Gebruiker, Medewerker, register_afwezigheid
from tests.cast import Cast

DAG = datetime.timedelta(days=1)


def client_of(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def address(name: str, medewerker: Medewerker, *args: Any) -> str:
    return reverse(f"organisatie:{name}", args=[medewerker.pk, *args])


def sees(user: Gebruiker, cast: Cast) -> bool:
    return may(Gebruiker.objects.get(pk=user.pk), Recht.INZIEN, cast.gezin)


def form(vervanger: Medewerker | None = None, **changed: str) -> dict[str, str]:
    data = {"reden": "ziek", "begindatum": today().isoformat(), "vervanger": str(vervanger.pk) if vervanger else ""}
    return data | changed


@pytest.fixture(autouse=True)
def only_anna(cast: Cast) -> None:
    """The dossier is Anna's own: her team does not see it by itself."""
    Betrokkenheid.objects.filter(gezin=cast.gezin, team=cast.team).delete()


@pytest.mark.parametrize("wie", ["beheerder", "hanna"])
def test_replacement_sees_the_caseload_and_loses_it_afterwards(cast: Cast, wie: str) -> None:
    client, anna = client_of(getattr(cast, wie)), cast.medewerker("anna")
    assert not sees(cast.chantal, cast)
    assert client.post(address("afwezigheid-nieuw", anna), form(cast.medewerker("chantal"))).status_code == 302
    assert sees(cast.chantal, cast)
    page = client_of(cast.chantal).get(reverse("dossier:gezinnen"))
    assert "Kanariestein" in page.content.decode()

    afwezigheid = Afwezigheid.objects.get(medewerker=anna)
    end = client.post(address("afwezigheid-einde", anna, afwezigheid.pk), {"einddatum": today().isoformat()})
    assert end.status_code == 302
    assert sees(cast.chantal, cast), "the last day counts"
    begin, last = today() - 3 * DAG, today() - DAG
    Afwezigheid.objects.filter(pk=afwezigheid.pk).update(begindatum=begin, einddatum=last)
    assert not sees(cast.chantal, cast)
    assert "Kanariestein" not in client_of(cast.chantal).get(reverse("dossier:gezinnen")).content.decode()


def test_replacement_is_changed_and_the_first_one_loses_it(cast: Cast) -> None:
    client, anna = client_of(cast.hanna), cast.medewerker("anna")
    client.post(address("afwezigheid-nieuw", anna), form(cast.medewerker("chantal")))
    afwezigheid = Afwezigheid.objects.get(medewerker=anna)
    data = {"vervanger": str(cast.medewerker("bram").pk)}
    assert client.post(address("vervanger", anna, afwezigheid.pk), data).status_code == 302
    assert not sees(cast.chantal, cast)
    assert sees(cast.bram, cast)


def test_two_absences_at_the_same_time_are_refused(cast: Cast) -> None:
    client, anna = client_of(cast.hanna), cast.medewerker("anna")
    assert client.post(address("afwezigheid-nieuw", anna), form()).status_code == 302
    answer = client.post(address("afwezigheid-nieuw", anna), form(begindatum=(today() + DAG).isoformat()))
    assert answer.status_code == 422
    assert Afwezigheid.objects.count() == 1


@pytest.mark.parametrize(
    ("einddatum", "sentence"), [("2020-01-01", "einddatum ligt voor de begindatum"), ("32-13-2026", "datum")]
)
def test_wrong_last_day_is_refused_and_stays_in_the_form(cast: Cast, einddatum: str, sentence: str) -> None:
    data = form(cast.medewerker("bram"), einddatum=einddatum)
    answer = client_of(cast.hanna).post(address("afwezigheid-nieuw", cast.medewerker("anna")), data)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in text.lower() or sentence in text
    assert einddatum in text
    assert not Afwezigheid.objects.exists()


def test_replacement_who_is_away_too_is_refused(cast: Cast) -> None:
    bram = cast.medewerker("bram")
    register_afwezigheid(
        medewerker=bram, reden="verlof", begindatum=today(), einddatum=today() + DAG, vervanger=None, door=cast.hanna
    )
    page = address("afwezigheid-nieuw", cast.medewerker("anna"))
    answer = client_of(cast.hanna).post(page, form(bram))
    assert answer.status_code == 422
    assert "is dan ook afwezig" in answer.content.decode()
    later = form(bram, begindatum=(today() + 2 * DAG).isoformat())
    assert client_of(cast.hanna).post(page, later).status_code == 302


def test_teamleider_may_take_over_in_the_own_team_only(cast: Cast) -> None:
    hanna = cast.medewerker("hanna")
    client = client_of(cast.hanna)
    assert client.post(address("afwezigheid-nieuw", cast.medewerker("anna")), form(hanna)).status_code == 302
    page = address("afwezigheid-nieuw", cast.medewerker("chantal"))
    assert client.get(page).status_code == 403
    assert client.post(page, form(hanna)).status_code == 403
    assert Afwezigheid.objects.count() == 1


def test_beheerder_does_not_open_a_caseload_for_themselves(cast: Cast) -> None:
    page = address("afwezigheid-nieuw", cast.medewerker("anna"))
    answer = client_of(cast.beheerder).post(page, form(cast.medewerker("beheerder")))
    assert answer.status_code == 422
    assert "uzelf niet als vervanger" in answer.content.decode()
    assert not Afwezigheid.objects.exists()


def test_absence_of_another_is_not_ended_by_this_address(cast: Cast) -> None:
    bram = cast.medewerker("bram")
    rij = register_afwezigheid(
        medewerker=bram, reden="ziek", begindatum=today(), einddatum=None, vervanger=None, door=cast.hanna
    )
    page = address("afwezigheid-einde", cast.medewerker("anna"), rij.pk)
    assert client_of(cast.hanna).post(page, {"einddatum": today().isoformat()}).status_code == 404
    rij.refresh_from_db()
    assert rij.einddatum is None
