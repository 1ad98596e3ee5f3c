"""The client's side: for clients alone, and clients are for there alone; canaries; the log in plain words."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from cjg.basis.api import now
from cjg.dossier.api import Persoon, break_glass, may_see_by_age
from cjg.inzage.api import Inzageregel
from cjg.organisatie.api import Gebruiker
from tests.poort.routes import all_routes
from tests.portaal.conftest import Huis

PAGES = ("/mijn/", "/mijn/plan/", "/mijn/besluiten/", "/mijn/inzage/", "/mijn/waarom/")
FAMILY = ("kind10", "kind14", "kind17", "jong20", "ouder", "vader")


@pytest.mark.parametrize("path", PAGES)
def test_staff_find_no_page_of_a_client(huis: Huis, path: str) -> None:
    for naam, user in huis.cast.staff.items():
        client = Client()
        client.force_login(Gebruiker.objects.get(pk=user.pk))
        assert client.get(path).status_code == 404, naam
    assert set(Inzageregel.objects.values_list("resultaat", flat=True)) == {"geweigerd"}


def test_client_finds_no_page_of_staff(huis: Huis) -> None:
    """Whatever page is added: a client gets there only when it lies in the client's own room."""
    client = huis.client("ouder")
    some = {"pk": huis.gezin.pk, "gebruiker": huis.cast.anna.pk}
    tried = 0
    for route in all_routes():
        kwargs = {naam: some.get(naam, "x") for naam in route.parameters}
        try:
            url = reverse(route.name, kwargs=kwargs)
        except NoReverseMatch:  # an address that needs something else is tried by its own room
            continue
        if route.name == "vragenlijsten:invullen":  # public: by a link that nobody keeps
            continue
        if url.startswith(("/mijn/", "/api/", "/sessie/", "/-/")) or url == "/":
            continue
        response = client.get(url)
        assert response.status_code in {404, 405}, (url, response.status_code)
        tried += 1
    assert tried > 10
    assert not Inzageregel.objects.filter(resultaat="gelukt").exists()


def test_client_starts_in_the_own_room(huis: Huis) -> None:
    response = huis.client("kind17").get("/")
    assert (response.status_code, response["Location"]) == (302, "/mijn/")


def test_account_without_a_person_or_that_ended_sees_nothing(huis: Huis) -> None:
    los = Gebruiker.objects.create_user("los@thuis.example", naam="Los Account", soort=Gebruiker.Soort.CLIENT)
    client = Client()
    client.force_login(los)
    assert client.get("/mijn/").status_code == 404
    signed_in = huis.client("ouder")
    Gebruiker.objects.filter(pk=huis.accounts["ouder"].pk).update(is_active=False)
    assert signed_in.get("/mijn/").status_code == 302, "signed out at once"


@pytest.mark.parametrize("lezer", FAMILY)
def test_no_strange_name_on_any_page(besloten_eens: Huis, lezer: str) -> None:
    """Each person carries its own names; a page may hold those of the reader and of whom they read about, no others."""
    Persoon.objects.filter(achternaam="Vreemdeling").update(achternaam="Kanarie-vreemd")
    mag = {besloten_eens.personen[lezer].voornamen}
    for naam in ("kind10", "kind14", "kind17", "jong20"):
        persoon = besloten_eens.personen[naam]
        gezag = lezer == "ouder"
        leeftijd = persoon.age_on(now().date())
        if may_see_by_age(zelf=naam == lezer, heeft_gezag=gezag, leeftijd=leeftijd):
            mag.add(persoon.voornamen)
    vreemd = {persoon.voornamen for persoon in besloten_eens.personen.values()} - mag | {"Vera", "Kanarie-vreemd"}
    for path in PAGES:
        body = re.sub(r"[A-Za-z0-9_-]{30,}", "", besloten_eens.get(lezer, path))  # tokens may spell any short name
        assert not {naam for naam in vreemd if naam in body}, path


def test_log_in_plain_words_with_repeats_merged_and_break_glass_marked(huis: Huis) -> None:
    staff = Client()
    staff.force_login(huis.cast.bram)
    for _ in range(3):
        staff.get(f"/gezinnen/{huis.gezin.pk}/toegang/")
    break_glass(gezin=huis.gezin, gebruiker=huis.cast.chantal, reden="Kees belt en is in paniek.", now=now())
    staff.force_login(huis.cast.chantal)
    staff.get(f"/gezinnen/{huis.gezin.pk}/toegang/")
    response = huis.client("kind14").get("/mijn/inzage/")
    body = response.content.decode()
    eigen = [rij for rij in response.context["regels"] if rij["over"] == huis.personen["kind14"]]
    assert [(rij["wie"], rij["regel"].aantal) for rij in eigen] == [("Chantal Testman", 1), ("Bram Testman", 3)]
    assert body.count("Noodtoegang") == 1
    assert "Bekeken: wie mag meekijken" in body
    assert "Coach, Centrum voor Jeugd en Gezin" in body


def test_family_does_not_follow_each_other_by_name(huis: Huis) -> None:
    """A youth sees that a parent looked, not which; a parent does not see when the youth looks at the own dossier."""
    huis.get("ouder", "/mijn/plan/")
    huis.get("kind14", "/mijn/plan/")
    regels = huis.client("kind14").get("/mijn/inzage/").context["regels"]
    assert {rij["wie"] for rij in regels} == {"", "Iemand uit het gezin"}
    regels = huis.client("ouder").get("/mijn/inzage/").context["regels"]
    assert {rij["regel"].actor_id for rij in regels} == {huis.accounts["ouder"].pk}


def test_youths_read_je_and_adults_u(huis: Huis) -> None:
    jong, oud = huis.get("kind14", "/mijn/"), huis.get("ouder", "/mijn/")
    assert "Jouw vaste aanspreekpunt" in jong
    assert "Uw vaste aanspreekpunt" in oud
    for path in PAGES:
        body = huis.get("kind17", path).split("<main")[1].split("</main>")[0]
        assert " u " not in body
        assert " uw " not in body


def test_verbs_follow_the_form_of_address(huis: Huis) -> None:
    jong, oud = huis.get("kind17", "/mijn/waarom/"), huis.get("ouder", "/mijn/waarom/")
    assert "Dit kun je lezen" in jong
    assert "of mis je iets?" in jong
    assert "Dit kunt u lezen" in oud
    assert "of mist u iets?" in oud
    assert "voor jou" in huis.get("kind17", "/mijn/")


def test_next_step_duration_and_trusted_person_are_in_sight(besloten_eens: Huis) -> None:
    body = besloten_eens.get("ouder", "/mijn/")
    assert "Samen kijken hoe het gaat" in body
    assert "Wij verwachten tot ongeveer" in body
    for path in PAGES:
        assert "Vertrouwenspersoon Jeugd" in besloten_eens.get("ouder", path)


@pytest.mark.parametrize("maand", ["2026-13", "x", "1800-01", "9999-12", ""])
def test_impossible_month_shows_a_month(huis: Huis, maand: str) -> None:
    assert "heeft niemand gekeken" in huis.get("ouder", f"/mijn/inzage/?maand={maand}")


@pytest.fixture
def besloten_eens(huis: Huis) -> Huis:
    """The family with the register that names the vertrouwenspersoon."""
    from cjg.organisatie.api import Gemeente
    from toegang.api import load_example_registers

    load_example_registers(Gemeente.objects.filter(is_opdrachtgever=True))
    return huis


QUERIES: dict[str, int] = {"/mijn/": 20, "/mijn/plan/": 20, "/mijn/besluiten/": 12, "/mijn/inzage/": 16}


@pytest.mark.parametrize("path", QUERIES)
def test_page_takes_a_fixed_number_of_statements(huis: Huis, path: str, django_assert_max_num_queries: Any) -> None:
    client = huis.client("ouder")
    client.get(path)
    with django_assert_max_num_queries(QUERIES[path]):
        client.get(path)
