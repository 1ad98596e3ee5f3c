"""Break-glass from the search to the judgement of the FG."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from cjg.basis.api import now, today
from cjg.dossier.api import Noodtoegang, Recht, break_glass, make_pass, may
from cjg.inzage.api import Inzageregel
from cjg.taken.api import Taak
from tests.cast import Cast

REDEN = "De moeder belt in paniek en haar coach is ziek."


def as_user(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_from_the_hint_to_the_dossier(cast: Cast) -> None:
    client = as_user(cast.chantal)
    dag = cast.kind10.geboortedatum
    assert dag
    body = client.post("/zoeken/", {"zoek": f"kiki kanariestein {dag:%d-%m-%Y}"}).content.decode()
    gevonden = re.search(r'href="(/noodtoegang/nemen/[^"]+)"', body)
    assert gevonden
    page = client.get(gevonden[1])
    assert page.status_code == 200
    assert "Kanariestein" not in page.content.decode(), "nothing of the dossier before it is taken"
    response = client.post(gevonden[1], {"reden": REDEN})
    assert response.status_code == 302
    assert response["Location"] == f"/gezinnen/{cast.gezin.pk}/"
    assert may(cast.chantal, Recht.INZIEN, cast.gezin)
    regels = Inzageregel.objects.filter(handeling="noodtoegang")
    assert {regel.persoon_id for regel in regels} == {
        persoon.pk for persoon in (cast.ouder, cast.kind10, cast.kind14, cast.kind17)
    }
    assert {(regel.grond, regel.gezin_id, regel.resultaat) for regel in regels} == {("nood", cast.gezin.pk, "gelukt")}


def test_fg_gets_a_task_the_same_day_that_names_no_dossier(cast: Cast) -> None:
    noodtoegang = break_glass(gezin=cast.gezin, gebruiker=cast.chantal, reden=REDEN, now=now())
    taak = Taak.objects.get()
    assert (taak.medewerker, taak.onderwerp_id, taak.uiterlijk) == (cast.medewerker("gijs"), noodtoegang.pk, today())
    assert taak.gezin_id is None
    assert "Kanariestein" not in taak.titel


def test_short_reason_is_refused_kept_and_opens_nothing(cast: Cast) -> None:
    pas = make_pass(cast.chantal.pk, [cast.gezin.pk], now=now())
    response = as_user(cast.chantal).post(f"/noodtoegang/nemen/{pas}/", {"reden": "spoed"})
    assert response.status_code == 422
    assert ">spoed</textarea>" in response.content.decode().replace("\n", "")
    assert not Noodtoegang.objects.exists()
    assert not may(cast.chantal, Recht.INZIEN, cast.gezin)


def test_taking_it_twice_is_taking_it_once(cast: Cast) -> None:
    pas = make_pass(cast.chantal.pk, [cast.gezin.pk], now=now())
    client = as_user(cast.chantal)
    for _ in range(2):
        assert client.post(f"/noodtoegang/nemen/{pas}/", {"reden": REDEN}).status_code == 302
    assert Noodtoegang.objects.count() == 1


@pytest.mark.parametrize("naam", ["fatima", "gijs", "beheerder", "superuser"])
def test_who_does_not_work_in_dossiers_takes_nothing(cast: Cast, naam: str) -> None:
    user = getattr(cast, naam)
    pas = make_pass(user.pk, [cast.gezin.pk], now=now())
    assert as_user(user).post(f"/noodtoegang/nemen/{pas}/", {"reden": REDEN}).status_code == 403
    assert not Noodtoegang.objects.exists()


def test_fg_sees_what_was_done_and_judges(cast: Cast) -> None:
    noodtoegang = break_glass(gezin=cast.gezin, gebruiker=cast.chantal, reden=REDEN, now=now())
    as_user(cast.chantal).get(f"/gezinnen/{cast.gezin.pk}/toegang/")
    gijs = as_user(cast.gijs)
    assert "Chantal Testman" in gijs.get("/noodtoegang/").content.decode()
    body = gijs.get(f"/noodtoegang/{noodtoegang.pk}/").content.decode()
    assert REDEN in body
    assert "<strong>toegang</strong>, over 4 personen" in body
    assert "Kanariestein" not in body, "the FG has no access to a dossier"
    response = gijs.post(f"/noodtoegang/{noodtoegang.pk}/", {"oordeel": "terecht", "toelichting": ""})
    assert response.status_code == 302
    noodtoegang.refresh_from_db()
    assert (noodtoegang.oordeel, noodtoegang.beoordeeld_door) == ("terecht", cast.gijs)
    assert Taak.objects.get().status == Taak.Status.GEREED
    assert "Chantal" not in gijs.get("/noodtoegang/").content.decode()
    assert "Chantal" in gijs.get("/noodtoegang/?filter=beoordeeld").content.decode()


def test_judgement_is_final_unless_it_was_a_question(cast: Cast) -> None:
    noodtoegang = break_glass(gezin=cast.gezin, gebruiker=cast.chantal, reden=REDEN, now=now())
    gijs = as_user(cast.gijs)
    url = f"/noodtoegang/{noodtoegang.pk}/"
    assert gijs.post(url, {"oordeel": "vragen", "toelichting": "Waarom belde u Anna niet?"}).status_code == 302
    assert Taak.objects.get().status == Taak.Status.OPEN
    assert gijs.post(url, {"oordeel": "onterecht", "toelichting": "Anna was bereikbaar."}).status_code == 302
    assert gijs.post(url, {"oordeel": "terecht"}).status_code == 422
    noodtoegang.refresh_from_db()
    assert noodtoegang.oordeel == "onterecht"


def test_not_justified_asks_for_words(cast: Cast) -> None:
    noodtoegang = break_glass(gezin=cast.gezin, gebruiker=cast.chantal, reden=REDEN, now=now())
    response = as_user(cast.gijs).post(f"/noodtoegang/{noodtoegang.pk}/", {"oordeel": "onterecht"})
    assert response.status_code == 422
    noodtoegang.refresh_from_db()
    assert noodtoegang.oordeel == ""


@pytest.mark.parametrize("naam", ["anna", "chantal", "hanna", "fatima", "beheerder", "superuser"])
def test_only_the_fg_sees_and_judges(cast: Cast, naam: str) -> None:
    noodtoegang = break_glass(gezin=cast.gezin, gebruiker=cast.chantal, reden=REDEN, now=now())
    client = as_user(getattr(cast, naam))
    assert client.get("/noodtoegang/").status_code == 403
    assert client.get(f"/noodtoegang/{noodtoegang.pk}/").status_code == 403
    assert client.post(f"/noodtoegang/{noodtoegang.pk}/", {"oordeel": "terecht"}).status_code == 403
    noodtoegang.refresh_from_db()
    assert noodtoegang.oordeel == ""


@pytest.mark.parametrize("aantal", [1, 3])
def test_list_takes_the_same_statements_for_more_rows(cast: Cast, aantal: int, django_assert_num_queries: Any) -> None:
    for user in (cast.chantal, cast.ema, cast.joop)[:aantal]:
        break_glass(gezin=cast.gezin, gebruiker=user, reden=REDEN, now=now())
    client = as_user(cast.gijs)
    client.get("/noodtoegang/")
    with django_assert_num_queries(7):
        client.get("/noodtoegang/")
