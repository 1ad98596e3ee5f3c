"""The intake and the dossier over REST: the same rules, the same gate."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from cjg.basis.api import today, uuid7
from cjg.dossier.api import Gezin
from cjg.intake.models import Aanmelding, Contactmoment, Wachtlijstplaats
from cjg.inzage.models import Inzageregel
from tests.cast import Cast
from tests.intake.test_aanmelding import accept, register

API = "/api/v1"


class Api:
    """A client of the API in the browser session of somebody."""

    def __init__(self, gebruiker: Any) -> None:
        self.client = Client()
        self.client.force_login(gebruiker)

    def get(self, pad: str) -> Any:
        return self.client.get(API + pad)

    def post(self, pad: str, data: Any = None, **koppen: str) -> Any:
        return self.client.post(API + pad, data or {}, content_type="application/json", headers=koppen)

    def patch(self, pad: str, data: Any, versie: int | None = None) -> Any:
        koppen = {} if versie is None else {"If-Match": f'"{versie}"'}
        return self.client.patch(API + pad, data, content_type="application/json", headers=koppen)


def contact_json(**anders: Any) -> dict[str, Any]:
    """Return a contactmoment as a client sends it."""
    data = {"datum": today().isoformat(), "kanaal": "school", "vraagsteller": "ouder", "gemeente": "0392"}
    return data | {"wijk": "Noord 1", "themas": ["opvoeden"], "resultaten": ["advies"]} | anders


def aanmelding_json(**anders: Any) -> dict[str, Any]:
    """Return an aanmelding of a new gezin as a client sends it."""
    data = {"datum": today().isoformat(), "verwijzer": "zelf", "kerntaak": "coaching", "vraag": "Rust aan tafel."}
    data |= {"urgentie": "gewoon", "veiligheid": "geen-zorgen", "gemeente": "0473"}
    return data | {"jeugdigen": [{"achternaam": "Mees", "voornamen": "Max", "geboortedatum": "2016-05-04"}]} | anders


def test_contactmoment_is_logged_read_and_changed(cast: Cast) -> None:
    api = Api(cast.ema)
    antwoord = api.post("/contactmomenten", contact_json(duurMinuten=15))
    assert antwoord.status_code == 201, antwoord.json()
    uuid = antwoord.json()["uuid"]
    assert antwoord.headers["ETag"] == '"1"'
    gelezen = api.get(f"/contactmomenten/{uuid}").json()
    assert (gelezen["wijk"], gelezen["gemeente"], gelezen["duurMinuten"]) == ("Noord 1", "0392", 15)
    assert api.patch(f"/contactmomenten/{uuid}", {"kanaal": "chat"}, versie=1).json()["kanaal"] == "chat"
    assert api.get("/contactmomenten?kanaal=chat").json()["count"] == 1
    assert Contactmoment.objects.get().themas == ["opvoeden"]


def test_unknown_gemeente_is_called_onbekend(cast: Cast) -> None:
    antwoord = Api(cast.ema).post("/contactmomenten", contact_json(gemeente="onbekend", wijk=None))
    assert antwoord.json()["gemeente"] == "onbekend"
    assert Contactmoment.objects.get().gemeente_id is None


FOUT = {
    "datum": {"datum": "2999-01-01"},
    "kanaal": {"kanaal": "fax"},
    "themas.0": {"themas": ["onzin"]},
    "gemeente": {"gemeente": "9999", "wijk": None},
    "wijk": {"wijk": "Zuid"},
    "aantalBereikt": {"kanaal": "groepsbijeenkomst"},
    "toelichting": {"toelichting": "bel terug op 06 12345678"},
    "onzin": {"onzin": 1},
}


@pytest.mark.parametrize("veld", FOUT)
def test_wrong_contactmoment_is_refused_with_the_field(cast: Cast, veld: str) -> None:
    antwoord = Api(cast.ema).post("/contactmomenten", contact_json(**FOUT[veld]))
    assert antwoord.status_code == 400
    assert antwoord.headers["Content-Type"].startswith("application/problem+json")
    assert [param["name"] for param in antwoord.json()["invalidParams"]] == [veld]
    assert "12345678" not in antwoord.content.decode()
    assert not Contactmoment.objects.exists()


def test_stale_and_unversioned_changes_are_refused(cast: Cast) -> None:
    api = Api(cast.ema)
    uuid = api.post("/contactmomenten", contact_json()).json()["uuid"]
    assert api.patch(f"/contactmomenten/{uuid}", {"kanaal": "chat"}).status_code == 428
    assert api.patch(f"/contactmomenten/{uuid}", {"kanaal": "chat"}, versie=7).status_code == 412
    assert Contactmoment.objects.get().kanaal == "school"


def test_same_key_makes_one_contactmoment(cast: Cast) -> None:
    api, sleutel = Api(cast.ema), str(uuid7())
    antwoorden = [api.post("/contactmomenten", contact_json(), **{"Idempotency-Key": sleutel}) for _ in range(2)]
    assert antwoorden[0].json() == antwoorden[1].json()
    assert Contactmoment.objects.count() == 1


@pytest.mark.parametrize("naam", ["fatima", "gijs", "joop", "beheerder", "superuser"])
def test_what_the_screens_refuse_the_api_refuses(cast: Cast, naam: str) -> None:
    api = Api(getattr(cast, naam))
    assert api.get("/contactmomenten").status_code == 403
    assert api.post("/contactmomenten", contact_json()).status_code == 403
    assert api.post("/aanmeldingen", aanmelding_json()).status_code == 403
    assert not Contactmoment.objects.exists()
    assert not Aanmelding.objects.exists()


def test_aanmelding_walks_from_contact_to_wachtlijst(cast: Cast) -> None:
    ema = Api(cast.ema)
    contact = ema.post("/contactmomenten", contact_json(gemeente="0473", wijk="Zandvoort")).json()["uuid"]
    antwoord = ema.post("/aanmeldingen", aanmelding_json(contactmoment=contact))
    assert antwoord.status_code == 201, antwoord.json()
    uuid = antwoord.json()["uuid"]
    assert ema.get(f"/aanmeldingen/{uuid}").json()["status"] == "nieuw"
    assert ema.post(f"/aanmeldingen/{uuid}/_accepteren").status_code == 428
    stap = ema.post(f"/aanmeldingen/{uuid}/_accepteren", **{"If-Match": '"1"'})
    assert (stap.status_code, stap.json()["status"]) == (200, "wachtlijst")
    plaatsen = ema.get("/wachtlijst").json()["results"]
    assert [(plaats["aanmelding"], plaats["plaats"], plaats["wachtdagen"]) for plaats in plaatsen] == [(uuid, 1, 0)]
    assert Inzageregel.objects.filter(objectsoort="wachtlijstplaats").exists()


def test_aanmelding_joins_a_gezin_only_when_one_may_see_it(cast: Cast) -> None:
    data = aanmelding_json(gezin=str(cast.gezin.pk), jeugdigen=[str(cast.kind14.pk)], team=str(cast.team.pk))
    assert Api(cast.chantal).post("/aanmeldingen", data).status_code == 400
    assert not Aanmelding.objects.exists()
    antwoord = Api(cast.anna).post("/aanmeldingen", data)
    assert antwoord.json()["jeugdigen"] == [str(cast.kind14.pk)]


def test_ending_needs_a_reason_over_rest_too(cast: Cast) -> None:
    aanmelding, api = register(cast), Api(cast.anna)
    pad = f"/aanmeldingen/{aanmelding.pk}/_sluiten"
    versie = {"If-Match": '"1"'}
    assert api.post(pad, {"reden": ""}, **versie).status_code == 400
    assert Aanmelding.objects.get().status == "nieuw"
    assert api.post(pad, {"reden": "Het gezin redt zich."}, **versie).json()["status"] == "gesloten"


def test_aanmelding_is_changed_over_rest(cast: Cast) -> None:
    aanmelding, api = register(cast), Api(cast.anna)
    assert api.patch(f"/aanmeldingen/{aanmelding.pk}", {"urgentie": "hoog"}, versie=1).json()["urgentie"] == "hoog"
    assert api.patch(f"/aanmeldingen/{aanmelding.pk}", {"gemeente": "0392"}, versie=2).status_code == 400


def test_wachtlijst_place_moves_to_another_team(cast: Cast) -> None:
    plaats = accept(register(cast))
    antwoord = Api(cast.anna).patch(f"/wachtlijst/{plaats.pk}", {"team": str(cast.ander_team.pk)}, versie=1)
    assert antwoord.status_code == 200, antwoord.json()
    assert Wachtlijstplaats.objects.get().team == cast.ander_team
    assert Api(cast.chantal).get(f"/wachtlijst/{plaats.pk}").status_code == 200


def test_place_counts_the_whole_team(cast: Cast) -> None:
    for _ in range(3):
        accept(register(cast))
    rows = Api(cast.anna).get("/wachtlijst?pageSize=2").json()
    assert [row["plaats"] for row in rows["results"]] == [1, 2]
    volgende = Api(cast.anna).client.get(rows["next"]).json()
    assert [row["plaats"] for row in volgende["results"]] == [3]


def test_persons_and_gezinnen_are_only_those_one_may_see(cast: Cast) -> None:
    anna, chantal = Api(cast.anna), Api(cast.chantal)
    assert {rij["achternaam"] for rij in anna.get("/personen").json()["results"]} == {"Kanariestein"}
    assert anna.get("/jeugdigen").json()["count"] == 3
    assert [rij["naam"] for rij in anna.get("/gezinnen").json()["results"]] == ["Kanariestein"]
    for pad in (f"/gezinnen/{cast.gezin.pk}", f"/personen/{cast.kind14.pk}", f"/jeugdigen/{cast.kind14.pk}"):
        assert anna.get(pad).status_code == 200
        assert chantal.get(pad).status_code == 404
    assert Inzageregel.objects.filter(persoon_id=cast.kind14.pk, gezin_id=cast.gezin.pk).exists()


def test_person_is_added_and_changed(cast: Cast) -> None:
    anna = Api(cast.anna)
    data = {"achternaam": "van der Mees", "gezin": str(cast.gezin.pk), "rol": "212"}
    nieuw = anna.post("/personen", data)
    assert nieuw.status_code == 201, nieuw.json()
    assert (nieuw.json()["voorvoegsel"], nieuw.json()["achternaam"]) == ("van der", "Mees")
    uuid = nieuw.json()["uuid"]
    assert anna.patch(f"/personen/{uuid}", {"roepnaam": "Mo"}, versie=1).json()["roepnaam"] == "Mo"
    assert Api(cast.chantal).post("/personen", data).status_code == 400


def test_search_keeps_names_and_bsn_in_the_body(cast: Cast) -> None:
    data = {"naam": "Kees Kanariestein", "geboortedatum": cast.kind14.geboortedatum.isoformat()}
    gevonden = Api(cast.anna).post("/personen/_zoek", data).json()
    assert gevonden["results"][0]["uuid"] == str(cast.kind14.pk)
    elders = Api(cast.chantal).post("/personen/_zoek", data).json()
    assert str(cast.kind14.pk) not in str(elders)
    assert elders["bekendElders"] is True
    assert Api(cast.anna).post("/personen/_zoek", {"bsn": "12"}).status_code == 400


def test_gezin_is_made_with_members(cast: Cast) -> None:
    leden = [
        {"nieuwPersoon": {"achternaam": "Mees", "voornamen": "Max"}, "rol": "301"},
        {"nieuwPersoon": {"achternaam": "Mees", "voornamen": "Mila"}, "rol": "112"},
    ]
    antwoord = Api(cast.anna).post("/gezinnen", {"naam": "Mees", "gemeente": "0392", "leden": leden})
    assert antwoord.status_code == 201, antwoord.json()
    assert len(antwoord.json()["leden"]) == 2
    assert Api(cast.bram).get(f"/gezinnen/{antwoord.json()['uuid']}").status_code == 200
    aantal = Gezin.objects.count()
    assert Api(cast.anna).post("/gezinnen", {"naam": "Leeg", "gemeente": "0392", "leden": []}).status_code == 400
    assert Gezin.objects.count() == aantal
