"""Eindevragenlijsten over REST: typed over by staff, read as figures without a name."""

from typing import Any

import pytest

from cjg.basis.api import now, today
from cjg.organisatie.api import Medewerker, Rol, Team, create_medewerker
from cjg.vragenlijsten.api import Antwoord, Uitnodiging
from gezinsplan.services import close_traject
from tests.gezinsplan.conftest import Hulp
from tests.gezinsplan.test_rest import JSON, api

URL = "/api/v1/eindevragenlijsten"


@pytest.fixture
def gesloten(hulp: Hulp) -> Hulp:
    close_traject(
        traject=hulp.traject,
        reden="01",
        einddatum=today(),
        toelichting="",
        evaluatie=None,
        door=hulp.cast.medewerker("anna"),
        expected_versie=hulp.traject.versie,
        today=today(),
        now=now(),
    )
    return hulp


def body(hulp: Hulp, **changed: Any) -> dict[str, Any]:
    stellingen = "zelf-verder eigen-plan belangrijke-mensen samenwerking beter gehoord problemen-verminderd zonder-hulp"
    values: dict[str, Any] = {
        "traject": str(hulp.traject.pk),
        "persoon": str(hulp.cast.ouder.pk),
        "informant": "ouder",
        "antwoorden": {**dict.fromkeys(stellingen.split(), 4), "nut": 8},
    }
    return values | changed


def test_coach_types_over_a_questionnaire_and_sees_no_answers(gesloten: Hulp) -> None:
    response = api(gesloten.cast.anna).post(URL, body(gesloten), format=JSON)
    assert response.status_code == 201, response.content
    assert Antwoord.objects.get(vraag__code="nut").waarde == 8
    rijen = api(gesloten.cast.anna).get(URL).json()["results"]
    assert [rij["antwoorden"] for rij in rijen] == [None, None]
    assert {rij["traject"] for rij in rijen} == {str(gesloten.traject.pk)}
    assert api(gesloten.cast.anna).post(URL, body(gesloten), format=JSON).status_code == 409


def test_data_medewerker_reads_answers_without_the_traject(gesloten: Hulp) -> None:
    api(gesloten.cast.anna).post(URL, body(gesloten), format=JSON)
    dora: Medewerker = create_medewerker(
        email="dora@cjg.example",
        naam="Dora",
        functie="Data",
        rollen=[Rol.DATA_MEDEWERKER],
        teams=[Team.objects.get(naam="Bedrijfsbureau")],
        begindatum=today(),
    )
    (rij,) = api(dora.gebruiker).get(URL).json()["results"]
    assert (rij["traject"], rij["informant"], rij["antwoorden"]["zelf-verder"]) == (None, "ouder", 4)
    assert str(gesloten.cast.ouder.pk) not in str(rij)


@pytest.mark.parametrize("wie", ["chantal", "fatima", "dirk", "gijs"])
def test_questionnaires_of_a_strange_dossier_are_closed(gesloten: Hulp, wie: str) -> None:
    client = api(getattr(gesloten.cast, wie))
    assert client.get(URL).json()["results"] == []
    assert client.post(URL, body(gesloten), format=JSON).status_code in (400, 403)
    assert not Uitnodiging.objects.filter(ontvangen_op__isnull=False).exists()


@pytest.mark.parametrize("antwoorden", [{}, {"nut": 11}, {"verzonnen": 1}, {"nut": [8]}])
def test_wrong_answers_are_refused_and_kept_out(gesloten: Hulp, antwoorden: dict[str, Any]) -> None:
    response = api(gesloten.cast.anna).post(URL, body(gesloten, antwoorden=antwoorden), format=JSON)
    assert response.status_code == 400
    assert not Antwoord.objects.exists()
    assert not Uitnodiging.objects.filter(ontvangen_op__isnull=False).exists()
