"""Coaching over REST: the same walk and the same refusals as in the browser."""

from __future__ import annotations

from typing import Any

import pytest
from rest_framework.test import APIClient

from cjg.basis.api import today
from cjg.inzage.api import Inzageregel
from gezinsplan.models import Gezinsplan, Traject
from tests.cast import Cast
from tests.gezinsplan.conftest import Hulp

JSON = "json"


def api(user: Any) -> APIClient:
    client = APIClient()
    client.force_authenticate(user)
    return client


def start(cast: Cast, wie: str = "anna") -> Any:
    body = {
        "gezin": str(cast.gezin.pk),
        "jeugdigen": [str(cast.kind14.pk), str(cast.kind10.pk)],
        "soort": "gezinscoaching",
        "aanspreekpunt": str(cast.medewerker("anna").pk),
        "begindatum": str(today()),
    }
    return api(getattr(cast, wie)).post("/api/v1/trajecten", body, format=JSON)


def test_traject_starts_with_its_evaluations(cast: Cast) -> None:
    response = start(cast)
    assert response.status_code == 201, response.content
    assert response.json()["jeugdigen"] == [str(cast.kind14.pk), str(cast.kind10.pk)]
    assert response.json()["aanspreekpunt"] == str(cast.medewerker("anna").pk)
    evaluaties = api(cast.anna).get("/api/v1/evaluaties").json()["results"]
    assert [evaluatie["soort"] for evaluatie in evaluaties] == ["3-maanden", "6-maanden"]
    assert Inzageregel.objects.filter(persoon_id=cast.kind14.pk, actor_id=cast.anna.pk).exists()


@pytest.mark.parametrize("wie", ["chantal", "fatima", "dirk", "superuser", "ouder_account"])
def test_traject_in_a_strange_dossier_is_refused(cast: Cast, wie: str) -> None:
    assert start(cast, wie).status_code in (400, 403)
    assert not Traject.objects.exists()


def test_strange_traject_does_not_exist(cast: Cast) -> None:
    uuid = start(cast).json()["uuid"]
    assert api(cast.chantal).get(f"/api/v1/trajecten/{uuid}").status_code == 404
    assert api(cast.chantal).get("/api/v1/trajecten").json()["results"] == []
    assert Inzageregel.objects.filter(actor_id=cast.chantal.pk, resultaat="geweigerd").exists()


def test_traject_closes_with_its_reason(cast: Cast) -> None:
    begun = start(cast)
    sluit = {"einddatum": str(today()), "redenBeeindiging": "01"}
    url = f"/api/v1/trajecten/{begun.json()['uuid']}/_afsluiten"
    closed = api(cast.anna).post(url, sluit, format=JSON, headers={"If-Match": begun["ETag"]})
    assert closed.status_code == 200, closed.content
    assert (closed.json()["status"], closed.json()["einddatum"]) == ("afgesloten", str(today()))


def test_stale_edit_gets_both_versions_and_changes_nothing(cast: Cast) -> None:
    uuid = start(cast).json()["uuid"]
    response = api(cast.anna).patch(
        f"/api/v1/trajecten/{uuid}", {"status": "plan"}, format=JSON, headers={"If-Match": '"99"'}
    )
    assert response.status_code == 412
    assert Traject.objects.get(pk=uuid).status == "verkenning"


def test_plan_is_written_agreed_and_vastgesteld(cast: Cast) -> None:
    start(cast)
    client = api(cast.anna)
    doel = {
        "omschrijving": "Wij eten elke dag samen.",
        "leefgebied": "opvoeding",
        "voor": str(cast.ouder.pk),
        "acties": [{"wie": "Olga", "wat": "Kookt om zes uur", "voor": str(today())}],
    }
    begun = client.post("/api/v1/gezinsplannen", {"gezinnen": [str(cast.gezin.pk)], "doelen": [doel]}, format=JSON)
    assert begun.status_code == 201, begun.content
    url = f"/api/v1/gezinsplannen/{begun.json()['uuid']}"
    early = client.post(f"{url}/_vaststellen", {}, format=JSON, headers={"If-Match": client.get(url)["ETag"]})
    assert early.status_code == 400
    assert Gezinsplan.objects.get().versies.get().status == "concept"
    personen = (cast.ouder, cast.kind14, cast.kind17)
    changed = client.patch(
        url,
        {
            "besprokenMet": str(cast.medewerker("ida").pk),
            "besprokenOp": str(today()),
            "familiegroepsplan": "afgezien",
            "familiegroepsplanOp": str(today()),
            "akkoord": [{"persoon": str(persoon.pk), "antwoord": "akkoord"} for persoon in personen],
        },
        format=JSON,
        headers={"If-Match": client.get(url)["ETag"]},
    )
    assert changed.status_code == 200, changed.content
    adopted = client.post(f"{url}/_vaststellen", {}, format=JSON, headers={"If-Match": changed["ETag"]})
    assert adopted.status_code == 200, adopted.content
    assert (adopted.json()["status"], adopted.json()["versie"]) == ("vastgesteld", 1)


def test_evaluatie_is_recorded(cast: Cast) -> None:
    start(cast)
    client = api(cast.anna)
    first = client.get("/api/v1/evaluaties").json()["results"][0]
    url = f"/api/v1/evaluaties/{first['uuid']}"
    body = {"gehoudenOp": str(today()), "vervolg": "ongewijzigd", "reden": "Het gaat goed zo."}
    held = client.patch(url, body, format=JSON, headers={"If-Match": client.get(url)["ETag"]})
    assert held.status_code == 200, held.content
    assert held.json()["status"] == "gehouden"


def test_coach_may_not_appoint_somebody_else_over_rest_either(cast: Cast) -> None:
    assert start(cast, "bram").status_code == 403
    assert not Traject.objects.exists()
    assert start(cast, "hanna").status_code == 201


def test_closing_needs_the_same_right_as_in_the_browser(cast: Cast) -> None:
    begun = start(cast)
    url = f"/api/v1/trajecten/{begun.json()['uuid']}/_afsluiten"
    sluit = {"einddatum": str(today()), "redenBeeindiging": "01"}
    assert api(cast.ida).post(url, sluit, format=JSON, headers={"If-Match": begun["ETag"]}).status_code == 403
    assert Traject.objects.get().is_open


def test_stale_edit_of_an_adopted_plan_makes_no_new_version(hulp: Hulp) -> None:
    url = f"/api/v1/gezinsplannen/{hulp.versie.plan_id}"
    body = {"krachten": "Anders"}
    assert api(hulp.cast.anna).patch(url, body, format=JSON, headers={"If-Match": '"99"'}).status_code == 412
    assert hulp.versie.plan.versies.count() == 1
    etag = api(hulp.cast.anna).get(url)["ETag"]
    assert api(hulp.cast.anna).patch(url, body, format=JSON, headers={"If-Match": etag}).status_code == 200
    assert hulp.versie.plan.versies.count() == 2
