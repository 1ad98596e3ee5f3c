"""A quarterly report from concept to frozen files, and who may see what of it."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.test import Client

from cjg.basis.api import Kwartaal, now
from cjg.intake.api import Contactmoment
from cjg.organisatie.api import Gebruiker, Gemeente, Medewerker, Rol, create_medewerker
from rapportage.models import Kwartaalopname, Kwartaalrapport
from rapportage.opname import canonical
from rapportage.services import adopt_rapport, explain_rapport, open_rapporten
from tests.cast import Cast

KWARTAAL = Kwartaal(2026, 3)
LATER = dt.date(2026, 11, 20)


def _contact(dag: dt.date, gemeente: str = "0392", **velden: Any) -> Contactmoment:
    basis: dict[str, Any] = {"kanaal": "centraal-nummer", "vraagsteller": "ouder", "themas": ["opvoeden"]}
    contact: Contactmoment = Contactmoment.objects.create(
        datum=dag, gemeente=Gemeente.objects.get(code=gemeente), **{**basis, "resultaten": ["advies"], **velden}
    )
    return contact


@pytest.fixture
def manager(db: None) -> Gebruiker:
    medewerker = create_medewerker(
        email="manager@cjg.example", naam="Mia Manager", functie="Manager", rollen=[Rol.MANAGER], teams=[],
        begindatum=dt.date(2020, 1, 1),
    )  # fmt: skip
    return Gebruiker.objects.get(pk=medewerker.gebruiker_id)


def _client(user: Gebruiker) -> Client:
    client = Client()
    client.force_login(user)
    return client


def _haarlem() -> Kwartaalrapport:
    return next(rapport for rapport in open_rapporten(KWARTAAL) if rapport.gemeente_id == "0392")


def _adopt(rapport: Kwartaalrapport, manager: Gebruiker) -> Kwartaalrapport:
    medewerker = Medewerker.objects.get(gebruiker=manager)
    return adopt_rapport(rapport=rapport, medewerker=medewerker, expected_versie=rapport.versie, now=now(), today=LATER)


def test_quarter_has_a_report_per_gemeente_and_one_of_the_region(manager: Gebruiker) -> None:
    assert [rapport.gebied for rapport in open_rapporten(KWARTAAL)] == ["0392", "0473", "regio"]
    assert len(open_rapporten(KWARTAAL)) == 3
    assert Kwartaalrapport.objects.count() == 3


def test_adopted_report_has_files_and_a_hash_that_can_be_made_again(manager: Gebruiker) -> None:
    _contact(dt.date(2026, 7, 1))
    _contact(dt.date(2026, 10, 1))  # the first day that no longer belongs to it
    rapport = _adopt(_haarlem(), manager)
    inhoud = json.loads(rapport.inhoud)
    assert rapport.sha256 == hashlib.sha256(canonical(inhoud)).hexdigest()
    ia_1 = next(indicator for indicator in inhoud["indicatoren"] if indicator["code"] == "IA-1")
    assert ia_1["cijfers"]["0392"]["totaal"] == {"aantal": 1}
    bestanden = {bestand.soort: bytes(bestand.inhoud) for bestand in rapport.bestanden.all()}
    assert set(bestanden) == {"pdf", "xlsx", "csv", "json"}
    assert bestanden["pdf"].startswith(b"%PDF")
    assert json.loads(bestanden["json"])["sha256"] == rapport.sha256


def test_late_contact_changes_no_report_of_a_frozen_quarter(manager: Gebruiker) -> None:
    """Zandvoort is adopted after Haarlem, and is made from the same figures."""
    _contact(dt.date(2026, 8, 3), "0473")
    _adopt(_haarlem(), manager)
    _contact(dt.date(2026, 8, 4), "0473")
    zandvoort = next(rapport for rapport in open_rapporten(KWARTAAL) if rapport.gemeente_id == "0473")
    inhoud = json.loads(_adopt(zandvoort, manager).inhoud)
    ia_1 = next(indicator for indicator in inhoud["indicatoren"] if indicator["code"] == "IA-1")
    assert ia_1["cijfers"]["0473"]["totaal"] == {"aantal": 1}
    assert Kwartaalopname.objects.count() == 1


def test_late_contact_is_counted_as_naregistratie_in_the_next_report(manager: Gebruiker) -> None:
    _contact(dt.date(2026, 5, 4))
    vorig = next(r for r in open_rapporten(KWARTAAL.previous()) if r.gemeente_id == "0392")
    _adopt(vorig, manager)
    _contact(dt.date(2026, 5, 5))
    inhoud = json.loads(_adopt(_haarlem(), manager).inhoud)
    cijfers = next(i for i in inhoud["indicatoren"] if i["code"] == "IA-1")["cijfers"]["0392"]
    assert cijfers["naregistratie"] == 1
    assert cijfers["vorige"]["2026-K2"]["aantal"] == 1


def test_quarter_that_is_not_over_cannot_be_adopted(manager: Gebruiker) -> None:
    rapport = _haarlem()
    medewerker = Medewerker.objects.get(gebruiker=manager)
    with pytest.raises(ValidationError, match="nog niet voorbij"):
        adopt_rapport(
            rapport=rapport, medewerker=medewerker, expected_versie=1, now=now(), today=KWARTAAL.periode.last_day
        )
    assert not Kwartaalopname.objects.exists()


def test_adopted_report_is_frozen_for_the_application(manager: Gebruiker) -> None:
    rapport = _adopt(_haarlem(), manager)
    with pytest.raises(ValidationError, match="al vastgesteld"):
        explain_rapport(rapport=rapport, toelichting="Toch anders", expected_versie=rapport.versie)
    for sql in (
        "UPDATE rapportage_kwartaalrapport SET toelichting = 'anders'",
        "DELETE FROM rapportage_kwartaalrapport WHERE status = 'vastgesteld'",
        "UPDATE rapportage_kwartaalopname SET inhoud = '{}'",
        "DELETE FROM rapportage_rapportbestand",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    rapport.refresh_from_db()
    assert rapport.toelichting == ""


def test_accountmanager_gets_the_adopted_report_of_the_own_gemeente_and_nothing_else(
    cast: Cast, manager: Gebruiker
) -> None:
    fatima = _client(cast.fatima)
    rapport = _haarlem()
    assert fatima.get(f"/kwartaalrapporten/{rapport.pk}/").status_code == 404
    _adopt(rapport, manager)
    zandvoort = next(r for r in open_rapporten(KWARTAAL) if r.gemeente_id == "0473")
    _adopt(zandvoort, manager)
    lijst = fatima.get("/kwartaalrapporten/")
    assert lijst.status_code == 200
    assert str(rapport.pk) in lijst.content.decode()
    assert str(zandvoort.pk) not in lijst.content.decode()
    for soort in ("", "pdf/", "xlsx/", "csv/", "json/"):
        assert fatima.get(f"/kwartaalrapporten/{rapport.pk}/{soort}").status_code == 200
        assert fatima.get(f"/kwartaalrapporten/{zandvoort.pk}/{soort}").status_code == 404
    assert fatima.post(f"/kwartaalrapporten/{rapport.pk}/vaststellen/", {"versie": 1}).status_code == 403


def test_coach_has_no_reports(cast: Cast) -> None:
    rapport = _haarlem()
    anna = _client(cast.anna)
    assert anna.get("/kwartaalrapporten/").status_code == 403
    assert anna.get(f"/kwartaalrapporten/{rapport.pk}/").status_code == 404
    assert anna.post(f"/kwartaalrapporten/{rapport.pk}/toelichting/", {"versie": 1}).status_code == 404
    rapport.refresh_from_db()
    assert rapport.versie == 1


def test_manager_opens_explains_and_adopts_in_the_browser(manager: Gebruiker) -> None:
    client = _client(manager)
    code = Kwartaal.last_finished(dt.date.today()).code
    assert client.get("/kwartaalrapporten/").status_code == 200
    opened = client.post("/kwartaalrapporten/", {"kwartaal": code}, follow=True)
    rapport = opened.context["rapport"]
    url = f"/kwartaalrapporten/{rapport.pk}/"
    client.post(f"{url}toelichting/", {"toelichting": "Een nieuw spreekuur.", "versie": rapport.versie})
    stale = client.post(f"{url}toelichting/", {"toelichting": "Mijn tekst", "versie": rapport.versie})
    assert stale.status_code == 409
    assert "Mijn tekst" in stale.content.decode()
    assert "Een nieuw spreekuur." in stale.content.decode()
    rapport.refresh_from_db()
    page = client.post(f"{url}vaststellen/", {"versie": rapport.versie}, follow=True)
    assert "Het rapport is vastgesteld" in page.content.decode()
    rapport.refresh_from_db()
    assert rapport.is_vastgesteld
    assert client.get(f"{url}pdf/").content.startswith(b"%PDF")


def test_explanation_that_was_typed_goes_along_with_adopting(manager: Gebruiker) -> None:
    """The button to adopt sends the text beside it: it would be lost, and the report frozen without it."""
    client, rapport = _client(manager), _haarlem()
    url = f"/kwartaalrapporten/{rapport.pk}/vaststellen/"
    stale = client.post(url, {"versie": rapport.versie + 1, "toelichting": "Mijn tekst"})
    assert stale.status_code == 409
    assert "Mijn tekst" in stale.content.decode()
    rapport.refresh_from_db()
    assert (rapport.is_vastgesteld, rapport.toelichting) == (False, "")
    client.post(url, {"versie": rapport.versie, "toelichting": "Een nieuw spreekuur."})
    rapport.refresh_from_db()
    assert rapport.is_vastgesteld
    assert json.loads(rapport.inhoud)["toelichting"] == "Een nieuw spreekuur."


def test_catalogue_names_every_indicator(cast: Cast) -> None:
    page = _client(cast.anna).get("/indicatoren/").content.decode()
    for code in ("IA-1", "IA-2", "IA-2b", "GC-1", "GC-1b", "GC-3", "GC-4", "GC-9", "GC-14", "GC-16", "TG-1"):
        assert f"({code})" in page


def test_report_walks_over_rest_from_opening_to_its_files(manager: Gebruiker) -> None:
    client = _client(manager)
    last = Kwartaal.last_finished(dt.date.today())
    body = {"jaar": last.jaar, "kwartaal": last.nummer, "gemeente": "regio"}
    opened = client.post("/api/v1/kwartaalrapporten", json.dumps(body), content_type="application/json")
    assert opened.status_code == 201, opened.content
    url = f"/api/v1/kwartaalrapporten/{opened.json()['uuid']}"
    assert client.get(url).json()["cijfers"] == []
    adopted = client.post(f"{url}/_vaststellen", headers={"If-Match": opened["ETag"]})
    assert adopted.status_code == 200, adopted.content
    figures = adopted.json()["cijfers"]
    assert {"IA-1", "GC-1", "TG-1"} <= {figure["indicator"] for figure in figures}
    assert client.get(f"{url}/pdf").content.startswith(b"%PDF")
    assert client.get(f"{url}/csv").status_code == 200
    again = client.post(f"{url}/_vaststellen", headers={"If-Match": adopted["ETag"]})
    assert again.status_code == 409


def test_rest_shows_the_catalogue_and_refuses_a_wrong_gemeente(manager: Gebruiker) -> None:
    client = _client(manager)
    assert client.get("/api/v1/indicatoren").json()["count"] == 12
    body = {"jaar": 2026, "kwartaal": 3, "gemeente": "0363"}
    refused = client.post("/api/v1/kwartaalrapporten", json.dumps(body), content_type="application/json")
    assert refused.status_code == 400
    assert not Kwartaalrapport.objects.exists()
