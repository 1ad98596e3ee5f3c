"""Besluiten and registers over REST: the same walk and the same refusals as in the browser."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from rest_framework.test import APIClient

from cjg.basis.api import today
from cjg.inzage.api import Inzageregel
from tests.cast import Cast
from tests.toegang.helpers import content, record_all_steps, start, take, voorziening
from toegang.models import Aanbieder, Beschikking, Besluit, Onderzoek
from toegang.services import publish_besluit

URL = "/api/v1/besluiten"
DAY = datetime.timedelta(days=1)


def api(user: Any) -> APIClient:
    client = APIClient()
    client.force_authenticate(user)
    return client


def minimal(cast: Cast, **changes: Any) -> dict[str, Any]:
    """What the contract asks at least."""
    return {
        "gezin": str(cast.gezin.pk),
        "jeugdige": str(cast.kind10.pk),
        "ontvangstdatum": str(today()),
        "soort": "nieuw",
        **changes,
    }


def hulp() -> dict[str, Any]:
    """The help of the helpers, as a client sends it."""
    v = voorziening()
    return {
        "productcategorie": "45",
        "productcode": "45A04",
        "ingangsdatum": str(v.ingangsdatum),
        "einddatum": str(v.einddatum),
        "volume": 2,
        "eenheid": "04",
        "frequentie": "2",
        "aanbieder": str(Aanbieder.objects.get(agb_code="22990101").pk),
    }


def stappen(cast: Cast) -> dict[str, Any]:
    """All four steps, as a client sends them."""
    return {
        "hulpvraag": "Hoe gaan wij om met boze buien?",
        "situatie": "Kiki wordt snel boos.",
        "vertrouwenspersoonVerteld": True,
        "eigenKracht": "Moeder volgde een cursus.",
        "netwerk": "Oma helpt.",
        "vrijToegankelijk": "Dat was niet genoeg.",
        "voorliggend": "Nee.",
        "reflectie": "Bram steunt de vraag.",
        "reflectieDoor": str(cast.medewerker("bram").pk),
        "specialistischNodig": True,
        "specialistisch": "Twee uur per week.",
        "deskundige": str(cast.medewerker("ida").pk),
        "leveringsvorm": "zin",
        "leveringsvormToelichting": "Het gezin wil geen budget.",
    }


def test_walk_over_rest(cast: Cast, registers: None) -> None:
    """Start with a proposal, record the steps, take under a mandate, read the letter."""
    anna, ida = api(cast.anna), api(cast.ida)
    made = anna.post(URL, minimal(cast, aanvraag="Hulp bij boze buien.", **hulp()), format="json")
    assert made.status_code == 201, made.content
    body = made.json()
    assert (body["status"], body["productcode"], body["volume"]) == ("onderzoek", "45A04", 2)
    assert body["uiterlijk"] == str(Besluit.objects.get().uiterlijk)
    one = f"{URL}/{body['uuid']}"
    read = anna.get(f"{one}/onderzoek")
    assert read.json()["ontbrekendeStappen"] == [1, 2, 3, 4]
    saved = anna.patch(f"{one}/onderzoek", stappen(cast), format="json", headers={"If-Match": read["ETag"]})
    assert saved.status_code == 200, saved.content
    assert saved.json()["ontbrekendeStappen"] == []
    assert saved.json()["deskundigeRegistratie"] == "120012345"
    etag = ida.get(one)["ETag"]
    besluit = {"uitkomst": "toegekend", "motivering": "Dit helpt Kiki."}
    refused = anna.post(f"{one}/_nemen", besluit, format="json", headers={"If-Match": etag})
    assert refused.status_code == 403
    assert "gedragswetenschapper" in refused.json()["detail"]
    taken = ida.post(f"{one}/_nemen", besluit, format="json", headers={"If-Match": etag})
    assert taken.status_code == 200, taken.content
    assert (taken.json()["status"], taken.json()["leveringsvorm"], taken.json()["kosten"]) == (
        "genomen",
        "zin",
        26 * 2 * 8460,
    )
    assert anna.get(f"{one}/beschikking").status_code == 404
    row = Besluit.objects.get()
    publish_besluit(besluit=row, expected_versie=row.versie, today=today())
    pdf = anna.get(f"{one}/beschikking")
    assert (pdf.status_code, pdf["Content-Type"]) == (200, "application/pdf")
    assert pdf.content == bytes(Beschikking.objects.get().pdf)
    assert anna.get(f"{one}/beschikking?volgnummer=2").status_code == 404


def test_start_needs_no_more_than_the_contract_says(cast: Cast, registers: None) -> None:
    assert api(cast.anna).post(URL, minimal(cast), format="json").status_code == 201


def test_start_names_every_wrong_field(cast: Cast, registers: None) -> None:
    wrong = {"jeugdige": "geen-uuid", "soort": "anders", "ontvangstdatum": "22-11-2026", "onbekend": 1}
    answer = api(cast.anna).post(URL, wrong, format="json")
    assert answer.status_code == 400
    assert {param["name"] for param in answer.json()["invalidParams"]} == {"gezin", *wrong}
    assert not Besluit.objects.exists()


@pytest.mark.parametrize("wie", ["chantal", "dirk", "fatima", "superuser"])
def test_start_in_a_strange_dossier_is_refused(cast: Cast, registers: None, wie: str) -> None:
    answer = api(getattr(cast, wie)).post(URL, minimal(cast), format="json")
    assert answer.status_code in (400, 403)
    assert not Besluit.objects.exists()


def test_same_key_starts_one(cast: Cast, registers: None) -> None:
    headers = {"Idempotency-Key": "een-keer"}
    first = api(cast.anna).post(URL, minimal(cast), format="json", headers=headers)
    again = api(cast.anna).post(URL, minimal(cast), format="json", headers=headers)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json()["uuid"] == again.json()["uuid"]
    other = api(cast.anna).post(URL, minimal(cast, aanvraag="anders"), format="json", headers=headers)
    assert other.status_code == 409


def test_strange_besluit_does_not_exist(cast: Cast, klaar: Besluit) -> None:
    before = content(klaar)
    chantal = api(cast.chantal)
    for path in ("", "/onderzoek", "/beschikking"):
        assert chantal.get(f"{URL}/{klaar.pk}{path}").status_code == 404
    etag = {"If-Match": '"1"'}
    assert chantal.patch(f"{URL}/{klaar.pk}", hulp(), format="json", headers=etag).status_code == 404
    assert chantal.patch(f"{URL}/{klaar.pk}/onderzoek", {}, format="json", headers=etag).status_code == 404
    assert chantal.post(f"{URL}/{klaar.pk}/_nemen", {}, format="json", headers=etag).status_code == 404
    assert chantal.get(URL).json()["results"] == []
    assert content(klaar) == before
    assert Inzageregel.objects.filter(actor_id=cast.chantal.pk, resultaat="geweigerd").count() == 6


def test_stale_edits_get_both_and_change_nothing(cast: Cast, klaar: Besluit) -> None:
    before = content(klaar)
    anna = api(cast.anna)
    for path in ("", "/onderzoek"):
        body = {"volume": 3} if not path else {"hulpvraag": "Anders"}
        answer = anna.patch(f"{URL}/{klaar.pk}{path}", body, format="json", headers={"If-Match": '"99"'})
        assert answer.status_code == 412, answer.content
        assert answer.json()["ingezonden"] == body
        assert answer.json()["huidig"]
        assert anna.patch(f"{URL}/{klaar.pk}{path}", body, format="json").status_code == 428
    assert content(klaar) == before


def test_patch_changes_only_what_is_sent(cast: Cast, klaar: Besluit) -> None:
    anna = api(cast.anna)
    etag = anna.get(f"{URL}/{klaar.pk}")["ETag"]
    first = anna.patch(f"{URL}/{klaar.pk}", hulp() | {"budget": 100_000}, format="json", headers={"If-Match": etag})
    second = anna.patch(f"{URL}/{klaar.pk}", {"volume": 3}, format="json", headers={"If-Match": first["ETag"]})
    assert (second.json()["volume"], second.json()["budget"], second.json()["productcode"]) == (3, 100_000, "45A04")


@pytest.mark.parametrize("field", ["uitkomst", "status", "bekendmaking", "mandaat", "genomenOp"])
def test_what_a_besluit_decides_is_not_patched(cast: Cast, klaar: Besluit, field: str) -> None:
    before = content(klaar)
    answer = api(cast.hanna).patch(
        f"{URL}/{klaar.pk}", {field: "toegekend"}, format="json", headers={"If-Match": '"1"'}
    )
    assert answer.status_code == 400
    assert content(klaar) == before


def test_decision_that_is_not_complete_names_every_field(cast: Cast, klaar: Besluit) -> None:
    before = content(klaar)
    body = {"uitkomst": "toegekend", "motivering": "Omdat.", "leveringsvorm": "pgb"}
    answer = api(cast.ida).post(f"{URL}/{klaar.pk}/_nemen", body, format="json", headers={"If-Match": '"1"'})
    assert answer.status_code == 400
    names = {param["name"] for param in answer.json()["invalidParams"]}
    assert names == {"leveringsvorm", "productcategorie", "ingangsdatum", "einddatum", "aanbieder", "volume"}
    assert content(klaar) == before


def test_unknown_product_is_named(cast: Cast, klaar: Besluit) -> None:
    answer = api(cast.anna).patch(
        f"{URL}/{klaar.pk}", {"productcode": "99999"}, format="json", headers={"If-Match": '"1"'}
    )
    assert answer.status_code == 400
    assert answer.json()["invalidParams"][0]["name"] == "productcode"


def test_steps_out_of_order_leave_nothing(cast: Cast, besluit: Besluit) -> None:
    """All of the steps that are sent, or none of them."""
    before = content(besluit)
    body = {key: value for key, value in stappen(cast).items() if key != "reflectie"}
    answer = api(cast.anna).patch(f"{URL}/{besluit.pk}/onderzoek", body, format="json", headers={"If-Match": '"1"'})
    assert answer.status_code == 400
    assert answer.json()["invalidParams"][0]["name"] == "reflectie"
    assert content(besluit) == before


def test_administratie_may_not_record_steps(cast: Cast, besluit: Besluit) -> None:
    answer = api(cast.joop).patch(
        f"{URL}/{besluit.pk}/onderzoek", {"hulpvraag": "x"}, format="json", headers={"If-Match": '"1"'}
    )
    assert answer.status_code == 403
    assert Onderzoek.objects.get(besluit=besluit).versie == 1


def test_list_is_filtered_and_logged(cast: Cast, registers: None) -> None:
    open_one, taken = start(cast), start(cast, jeugdige=cast.kind14)
    record_all_steps(cast, taken)
    take(taken, cast.ida)
    anna = api(cast.anna)
    found = anna.get(URL, {"status": "genomen"}).json()
    assert (found["count"], found["results"][0]["uuid"]) == (1, str(taken.pk))
    assert anna.get(URL, {"jeugdige": str(cast.kind10.pk)}).json()["results"][0]["uuid"] == str(open_one.pk)
    assert anna.get(URL, {"status": "onzin"}).status_code == 400
    assert anna.get(URL, {"onbekend": "1"}).status_code == 400
    shown = Inzageregel.objects.filter(actor_id=cast.anna.pk, objectsoort="besluit")
    assert {cast.kind10.pk, cast.kind14.pk} == set(shown.values_list("persoon_id", flat=True))


@pytest.mark.parametrize("item_count", [1, 3])
def test_list_takes_as_many_statements_for_more_rows(
    cast: Cast, registers: None, item_count: int, django_assert_num_queries: Any
) -> None:
    for n in range(item_count):
        start(cast, aanvraag=f"Vraag {n}")
    anna = api(cast.anna)
    anna.get(URL)
    with django_assert_num_queries(QUERIES_OF_LIST):
        assert anna.get(URL).json()["count"] == item_count


QUERIES_OF_LIST = 5


def test_registers_are_read_by_role(cast: Cast, registers: None, django_assert_max_num_queries: Any) -> None:
    anna = api(cast.anna)
    with django_assert_max_num_queries(6):
        aanbieders = anna.get("/api/v1/aanbieders").json()["results"]
    linde = next(row for row in aanbieders if row["agbCode"] == "22990101")
    assert {"productcode": "45A04", "tarief": 8460, "gemeente": "0392"}.items() <= next(
        row for row in linde["contracten"] if row["productcode"] == "45A04" and row["gemeente"] == "0392"
    ).items()
    producten = anna.get("/api/v1/producten").json()["results"]
    assert "45A04" in [row["productcode"] for row in producten]
    assert api(cast.fatima).get("/api/v1/aanbieders").status_code == 403
    assert anna.post("/api/v1/aanbieders", {}, format="json").status_code == 405
