"""Searching: only what one may see, the one hint, and a line in the log per person shown."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.test import Client

from cjg.basis.api import example_bsn, now, today
from cjg.dossier.api import (
    Betrokkenheid,
    LidInvoer,
    Noodtoegang,
    PersoonInvoer,
    add_betrokkenheid,
    create_gezin,
    make_pass,
)
from cjg.inzage.api import Inzageregel
from cjg.werkplek.zoekvraag import Zoekvraag, read_zoekvraag
from tests.cast import Cast, birth_date

DAG = datetime.date(2014, 5, 1)


@pytest.mark.parametrize(
    ("tekst", "vraag"),
    [
        ("sem de vries", Zoekvraag("sem de vries")),
        ("sem de vries 1-5-2014", Zoekvraag("sem de vries", DAG)),
        ("01/05/2014", Zoekvraag("", DAG)),
        ("2014-05-01 vries", Zoekvraag("vries", DAG)),
        ("vries 1 mei 2014", Zoekvraag("vries", DAG)),
        ("1 mrt 2014", Zoekvraag("", datetime.date(2014, 3, 1))),
        (example_bsn(1), Zoekvraag(bsn=example_bsn(1))),
        (f"{example_bsn(1)[:4]}.{example_bsn(1)[4:6]}.{example_bsn(1)[6:]}", Zoekvraag(bsn=example_bsn(1))),
    ],
)
def test_name_date_and_bsn_are_recognised(tekst: str, vraag: Zoekvraag) -> None:
    assert read_zoekvraag(tekst) == vraag


@pytest.mark.parametrize("tekst", ["123456789", "vries 31-2-2014"])
def test_impossible_bsn_or_date_is_told(tekst: str) -> None:
    assert read_zoekvraag(tekst).fout


def search(user: Any, tekst: str, path: str = "/zoeken/") -> Any:
    client = Client()
    client.force_login(user)
    return client.post(path, {"zoek": tekst})


def test_name_with_a_typing_error_is_found_and_logged_per_person(cast: Cast) -> None:
    response = search(cast.anna, "kiki kanariesteen")
    assert cast.kind10.naam in response.content.decode()
    regels = Inzageregel.objects.filter(persoon_id=cast.kind10.pk)
    assert {(regel.handeling, regel.doel, regel.gezin_id, regel.grond) for regel in regels} == {
        ("zoeken", "zoeken", cast.gezin.pk, "betrokkenheid")
    }


def test_log_never_holds_what_was_typed(cast: Cast) -> None:
    search(cast.anna, "kiki kanariesteen")
    for regel in Inzageregel.objects.values():
        assert "kanariesteen" not in " ".join(map(str, regel.values())).lower()


@pytest.mark.parametrize("path", ["/zoeken/", "/zoeken/palet/"])
def test_somebody_elses_dossier_is_not_found_by_name(cast: Cast, path: str) -> None:
    response = search(cast.chantal, "kanariestein", path)
    assert "Kanariestein" not in response.content.decode().replace("kanariestein", "")
    assert not Inzageregel.objects.exists()


def test_exact_name_with_birth_date_gives_the_hint_and_nothing_else(cast: Cast) -> None:
    dag = cast.kind10.geboortedatum
    assert dag
    body = search(cast.chantal, f"kiki kanariestein {dag:%d-%m-%Y}").content.decode()
    assert "bekend bij een ander team" in body
    for geheim in (str(cast.gezin.pk), str(cast.kind10.pk), "Gezin Kanariestein", "Olga"):
        assert geheim not in body
    regel = Inzageregel.objects.get()
    assert (regel.persoon_id, regel.gezin_id, regel.grond) == (cast.kind10.pk, cast.gezin.pk, "bekend elders")


@pytest.mark.parametrize("tekst", ["kiki kanariestein", "kiki kanariesteen {dag}", "kiki kanariestein 1-1-2001"])
def test_guessed_name_gives_no_hint(cast: Cast, tekst: str) -> None:
    body = search(cast.chantal, tekst.format(dag=cast.kind10.geboortedatum)).content.decode()
    assert "bekend bij een ander team" not in body
    assert "/noodtoegang/" not in body
    assert not Inzageregel.objects.exists()


def test_exact_bsn_gives_the_hint(cast: Cast) -> None:
    kind = LidInvoer(PersoonInvoer("Bsnmans", "Bo", geboortedatum=birth_date(8), bsn=example_bsn(7)), "301")
    create_gezin(naam="Bsnmans", gemeente=cast.gezin.gemeente, leden=[kind], today=today())
    body = search(cast.chantal, example_bsn(7)).content.decode()
    assert "bekend bij een ander team" in body
    assert "Bsnmans" not in body


@pytest.mark.parametrize("naam", ["fatima", "gijs", "beheerder", "superuser"])
def test_who_does_not_work_in_dossiers_cannot_search(cast: Cast, naam: str) -> None:
    user = getattr(cast, naam)
    response = search(user, "kanariestein")
    assert response.status_code == 403
    client = Client()
    client.force_login(user)
    assert client.get("/zoeken/").status_code == 403


def test_wrong_input_is_answered_with_a_sentence_and_kept(cast: Cast) -> None:
    response = search(cast.anna, "123456789")
    assert response.status_code == 422
    body = response.content.decode()
    assert "Dit is geen geldig BSN" in body
    assert 'value="123456789"' in body


@pytest.mark.parametrize("aantal", [1, 3])
def test_search_takes_the_same_statements_for_more_hits(
    cast: Cast, aantal: int, django_assert_num_queries: Any
) -> None:
    for nummer in range(aantal - 1):
        kind = LidInvoer(PersoonInvoer("Kanariestein", f"Kiki{nummer}", geboortedatum=birth_date(10)), "301")
        gezin = create_gezin(naam="Kanariestein", gemeente=cast.gezin.gemeente, leden=[kind], today=today())
        grond = Betrokkenheid.Grond.OVERIG
        add_betrokkenheid(gezin=gezin, grond=grond, bron_id=gezin.pk, begindatum=today(), team=cast.team)
    client = Client()
    client.force_login(cast.anna)
    client.get("/zoeken/")
    with django_assert_num_queries(9):
        client.post("/zoeken/", {"zoek": "kiki kanariestein"})


def test_pass_is_worth_nothing_to_somebody_else_or_later(cast: Cast) -> None:
    pas = make_pass(cast.chantal.pk, [cast.gezin.pk], now=now())
    oud = make_pass(cast.chantal.pk, [cast.gezin.pk], now=now() - datetime.timedelta(minutes=20))
    for user, waarde in ((cast.bram, pas), (cast.dirk, pas), (cast.chantal, oud), (cast.chantal, "verzonnen")):
        client = Client()
        client.force_login(user)
        for method in (client.get, client.post):
            response = method(f"/noodtoegang/nemen/{waarde}/", {"reden": "Ik wil graag in dit dossier kijken."})
            assert response.status_code == 404
    assert not Noodtoegang.objects.exists()
    assert set(Inzageregel.objects.values_list("resultaat", flat=True)) == {"geweigerd"}
