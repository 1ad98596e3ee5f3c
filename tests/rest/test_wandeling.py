"""One family's whole walk over REST with OAuth tokens alone: from first contact to the quarterly PDF.

A real server, real requests: people sign in through an app with PKCE and give it permission, a system signs in with
its own secret. Nothing here touches the database; what one caller needs of another goes over the API as well.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import pytest
from oauth2_provider.models import Application

from cjg.basis.api import Kwartaal, today
from cjg.dossier.api import Gezinsrol
from cjg.organisatie.api import Gebruiker, Gemeente, Rol, create_medewerker
from tests.cast import Cast, make_cast
from tests.rest.oauth import Rest, make_app, sign_in, sign_in_system
from toegang.api import load_example_registers

Json = dict[str, Any]
# Contacts fall in the last quarter that is over, so that its report can be adopted at the end.
KWARTAAL = Kwartaal.last_finished(today())
CONTACTDAG = KWARTAAL.periode.last_day
DAG = dt.timedelta(days=1)
DOSSIER = "dossiers:lezen dossiers:schrijven trajecten:lezen trajecten:schrijven aanmeldingen:lezen"


@dataclass
class Walk:
    """Who walks along, each with a token of its own, and what was made on the way."""

    site: str
    cast: Cast
    app: Application
    manager: Gebruiker
    made: dict[str, str] = field(default_factory=dict)

    def be(self, user: Any, scope: str) -> Rest:
        """Sign somebody in."""
        return sign_in(self.site, self.app, user, f"zelf:lezen {scope}")


@pytest.fixture
def walk(transactional_db: None, live_server: Any) -> Walk:
    cast = make_cast()
    load_example_registers(Gemeente.objects.filter(is_opdrachtgever=True))
    mila = create_medewerker(
        email="mila@cjg.example", naam="Mila", functie="Manager", rollen=[Rol.MANAGER], teams=[], begindatum=CONTACTDAG
    )
    return Walk(live_server.url, cast, make_app(), Gebruiker.objects.get(pk=mila.gebruiker_id))


def added(answer: Any) -> Json:
    """Return what was made, after reading it again at the address that the answer gives."""
    assert answer.status_code == 201, answer.text
    body: Json = answer.json()
    assert answer.headers["Location"].endswith(f"/{body['uuid']}")
    return body


def done(answer: Any) -> Json:
    assert answer.status_code == 200, answer.text
    body: Json = answer.json()
    return body


def refused(answer: Any, status: int) -> Json:
    assert answer.status_code == status, answer.text
    body: Json = answer.json()
    assert body["status"] == status
    assert body["title"]
    assert body["detail"]
    return body


def change(caller: Rest, path: str, body: Json) -> Json:
    """Change something as a careful client does: read it, edit it with its ETag; and see an old ETag refused."""
    etag = caller.get(path).headers["ETag"]
    assert caller.patch(path, body).status_code == 428
    changed = done(caller.patch(path, body, If_Match=etag))
    refused(caller.patch(path, body, If_Match=etag), 412)
    return changed


def operate(caller: Rest, path: str, operation: str, body: Json | None = None) -> Json:
    """Do an operation on top of the newest version."""
    etag = caller.get(path).headers["ETag"]
    return done(caller.post(f"{path}/{operation}", body or {}, If_Match=etag))


def test_family_walks_from_first_contact_to_the_quarterly_pdf(walk: Walk) -> None:
    contact = _contact(walk)
    _gezin(walk)
    _aanmelding(walk, contact)
    _traject(walk)
    _plan(walk)
    _evaluatie(walk)
    _besluit(walk)
    _afsluiting(walk)
    _rapport(walk)


def _contact(walk: Walk) -> str:
    """1. A system and a person log contacts; nothing that identifies somebody gets in, nothing twice."""
    scope = "contactmomenten:lezen contactmomenten:schrijven"
    site = sign_in_system(walk.site, "Websitekoppeling", [Rol.IA_MEDEWERKER], [], scope, CONTACTDAG)
    ema = walk.be(walk.cast.ema, scope)
    body = {"datum": str(CONTACTDAG), "kanaal": "website", "vraagsteller": "ouder", "gemeente": "0392"}
    body |= {"themas": ["opvoeden"], "resultaten": ["advies"], "wijk": "Noord 1"}  # type: ignore[dict-item]
    for _ in range(11):
        added(site.post("/contactmomenten", body))
    wrong = refused(ema.post("/contactmomenten", body | {"toelichting": "Bel terug op 06 12345678."}), 400)
    assert [param["name"] for param in wrong["invalidParams"]] == ["toelichting"]
    key = str(uuid4())
    last = body | {"kanaal": "centraal-nummer", "resultaten": ["aanmelding"]}
    first, again = (ema.post("/contactmomenten", last, Idempotency_Key=key) for _ in range(2))
    assert again.headers["Idempotent-Replayed"] == "true"
    assert (added(first), first.headers["Location"]) == (added(again), again.headers["Location"])
    refused(ema.post("/contactmomenten", body, Idempotency_Key=key), 409)
    assert ema.get(first.headers["Location"]).json() == first.json()
    assert change(ema, f"/contactmomenten/{first.json()['uuid']}", {"duurMinuten": 25})["duurMinuten"] == 25
    _all_pages(ema, 12)
    assert refused(ema.get("/gezinnen"), 403)["scopes"] == ["dossiers:lezen"]
    return str(first.json()["uuid"])


def _all_pages(ema: Rest, total: int) -> None:
    """Walk through a list by its own links, forwards and back."""
    page = done(ema.get("/contactmomenten?pageSize=5"))
    first, seen = page["results"], [each["uuid"] for each in page["results"]]
    assert (page["count"], page["previous"]) == (total, None)
    while page["next"]:
        page = done(ema.get(page["next"]))
        seen += [each["uuid"] for each in page["results"]]
    assert len(seen) == len(set(seen)) == total
    while page["previous"]:
        page = done(ema.get(page["previous"]))
    assert page["results"] == first


def _gezin(walk: Walk) -> None:
    """2. Nobody has this BSN yet: the gezin is made, with roles and gezag; a namesake elsewhere is only a hint."""
    ema = walk.be(walk.cast.ema, "dossiers:lezen dossiers:schrijven")
    found = done(ema.post("/personen/_zoek", {"bsn": "999990019"}))
    assert (found["results"], found["bekendElders"]) == ([], False)
    vreemd = walk.cast.ander_gezin.leden.get().persoon
    elders = {"naam": "Vera Vreemdeling", "geboortedatum": str(vreemd.geboortedatum)}
    found = done(ema.post("/personen/_zoek", elders))
    assert (found["results"], found["bekendElders"]) == ([], True)
    ouder = {"achternaam": "Wandelaar", "voornamen": "Wilma", "geboortedatum": "1985-04-12", "geslacht": "v"}
    adres = {"straat": "Kade", "huisnummer": 3, "toevoeging": "a", "postcode": "2011 AB", "woonplaats": "Haarlem"}
    kind = {"achternaam": "Wandelaar", "voornamen": "Wout", "bsn": "999990019", "geslacht": "m"}
    kind["geboortedatum"] = f"{today().year - 9}-01-15"
    leden = [
        {"nieuwPersoon": ouder | {"adres": adres}, "rol": "112", "gezag": "met", "begindatum": str(CONTACTDAG)},
        {"nieuwPersoon": kind, "rol": Gezinsrol.JEUGDIGE.value, "begindatum": str(CONTACTDAG)},
    ]
    gezin = added(ema.post("/gezinnen", {"naam": "Wandelaar", "gemeente": "0392", "leden": leden}))
    rollen = {lid["rol"]: lid["persoon"] for lid in gezin["leden"]}
    walk.made |= {"gezin": gezin["uuid"], "ouder": rollen["112"], "kind": rollen[Gezinsrol.JEUGDIGE]}
    assert done(ema.get(f"/personen/{walk.made['ouder']}"))["adres"] == adres
    verhuisd = {"adres": adres | {"huisnummer": 5, "isGeheim": True}}
    assert change(ema, f"/personen/{walk.made['kind']}", verhuisd)["adres"] is None, "a geheim adres stays inside"
    assert change(ema, f"/gezinnen/{gezin['uuid']}", {"naam": "Wandelaar-Mees"})["naam"] == "Wandelaar-Mees"
    found = done(ema.post("/personen/_zoek", {"bsn": "999990019"}))
    assert [persoon["uuid"] for persoon in found["results"]] == [walk.made["kind"]]
    assert change(ema, f"/personen/{walk.made['kind']}", {"roepnaam": "Wouter"})["roepnaam"] == "Wouter"
    refused(walk.be(walk.cast.chantal, "dossiers:lezen").get(f"/gezinnen/{gezin['uuid']}"), 404)


def _aanmelding(walk: Walk, contact: str) -> None:
    """3. The contact becomes an aanmelding, and waits for a coach of the team of the wijk."""
    ema = walk.be(walk.cast.ema, "aanmeldingen:lezen aanmeldingen:schrijven")
    body = {
        "datum": str(CONTACTDAG),
        "gezin": walk.made["gezin"],
        "jeugdigen": [walk.made["kind"]],
        "verwijzer": "zelf",
        "kerntaak": "coaching",
        "vraag": "Wout wil niet naar school.",
        "urgentie": "gewoon",
        "veiligheid": "geen-zorgen",
        "contactmoment": contact,
    }
    aanmelding = added(ema.post("/aanmeldingen", body))
    assert (aanmelding["status"], aanmelding["team"]) == ("nieuw", str(walk.cast.team.pk))
    walk.made["aanmelding"] = aanmelding["uuid"]
    path = f"/aanmeldingen/{aanmelding['uuid']}"
    assert change(ema, path, {"urgentie": "hoog"})["urgentie"] == "hoog"
    assert operate(ema, path, "_accepteren")["status"] == "wachtlijst"
    hanna = walk.be(walk.cast.hanna, "aanmeldingen:lezen aanmeldingen:schrijven")
    (plaats,) = done(hanna.get(f"/wachtlijst?team={walk.cast.team.pk}&urgentie=hoog"))["results"]
    wacht = (today() - CONTACTDAG).days
    assert (plaats["gezin"], plaats["plaats"], plaats["wachtdagen"]) == (walk.made["gezin"], 1, wacht)
    assert change(hanna, f"/wachtlijst/{plaats['uuid']}", {"bellenOp": str(today())})["bellenOp"] == str(today())


def _traject(walk: Walk) -> None:
    """3. Anna becomes the vast aanspreekpunt; Bram may not appoint her."""
    anna, bram = walk.be(walk.cast.anna, DOSSIER), walk.be(walk.cast.bram, DOSSIER)
    walk.made["anna"] = done(anna.get("/zelf"))["medewerker"]
    body = {
        "gezin": walk.made["gezin"],
        "jeugdigen": [walk.made["kind"]],
        "soort": "gezinscoaching",
        "aanspreekpunt": walk.made["anna"],
        "begindatum": str(CONTACTDAG + DAG),
        "aanmelding": walk.made["aanmelding"],
    }
    refused(bram.post("/trajecten", body), 403)
    traject = added(anna.post("/trajecten", body))
    assert (traject["aanspreekpunt"], traject["team"]) == (walk.made["anna"], str(walk.cast.team.pk))
    walk.made["traject"] = traject["uuid"]
    assert done(anna.get("/wachtlijst"))["results"] == []
    assert done(anna.get(f"/aanmeldingen/{walk.made['aanmelding']}"))["status"] == "gestart"


def _plan(walk: Walk) -> None:
    """4. A gezinsplan with a goal and actions: discussed, agreed, vastgesteld; a change is a new version."""
    anna = walk.be(walk.cast.anna, DOSSIER)
    acties = [{"wie": "Wilma", "wat": "Loopt mee naar school.", "voor": str(today() + 30 * DAG)}]
    doel = {"omschrijving": "Wout gaat elke dag naar school.", "leefgebied": "onderwijs", "voor": walk.made["kind"]}
    plan = added(anna.post("/gezinsplannen", {"gezinnen": [walk.made["gezin"]], "doelen": [doel | {"acties": acties}]}))
    path = f"/gezinsplannen/{plan['uuid']}"
    early = anna.post(f"{path}/_vaststellen", {}, If_Match=anna.get(path).headers["ETag"])
    assert "akkoord" in refused(early, 400)["detail"]
    bram = done(walk.be(walk.cast.bram, "").get("/zelf"))["medewerker"]
    rest = {
        "krachten": "Wilma houdt vol.",
        "besprokenMet": bram,
        "besprokenOp": str(today()),
        "familiegroepsplan": "afgezien",
        "familiegroepsplanOp": str(today()),
        "akkoord": [{"persoon": walk.made["ouder"], "antwoord": "akkoord"}],
    }
    change(anna, path, rest)
    adopted = operate(anna, path, "_vaststellen")
    assert (adopted["status"], adopted["versie"]) == ("vastgesteld", 1)
    walk.made |= {"plan": plan["uuid"], "doel": adopted["doelen"][0]["uuid"]}


def _evaluatie(walk: Walk) -> None:
    """5. The evaluations stand there by themselves; the first is held, with a score on the goal."""
    anna = walk.be(walk.cast.anna, DOSSIER)
    first, second = done(anna.get(f"/evaluaties?traject={walk.made['traject']}"))["results"]
    assert (first["soort"], second["soort"]) == ("3-maanden", "6-maanden")
    held = {
        "gehoudenOp": str(today()),
        "scores": [{"doel": walk.made["doel"], "door": "coach", "gas": 1}],
        "vervolg": "ongewijzigd",
        "reden": "Het gaat goed, het is nog niet klaar.",
    }
    answer = change(anna, f"/evaluaties/{first['uuid']}", held)
    assert (answer["status"], [score["gas"] for score in answer["scores"]]) == ("gehouden", [1])


def _besluit(walk: Walk) -> None:
    """6. Four steps, a besluit under a mandate by who may take it, made known, and the letter as sent."""
    scope = "besluiten:lezen besluiten:schrijven"
    anna, bram, ida, joop = (walk.be(getattr(walk.cast, wie), scope) for wie in ("anna", "bram", "ida", "joop"))
    aanbieder = next(a for a in done(anna.get("/aanbieders"))["results"] if a["agbCode"] == "22990101")
    assert {"productcategorie", "productcode", "begindatum"} <= set(aanbieder["contracten"][0])
    body = {
        "gezin": walk.made["gezin"],
        "jeugdige": walk.made["kind"],
        "ontvangstdatum": str(today()),
        "soort": "nieuw",
        "aanvraag": "Hulp om weer naar school te gaan.",
    }
    besluit = added(anna.post("/besluiten", body))
    path = f"/besluiten/{besluit['uuid']}"
    hulp = {
        "productcategorie": "45",
        "productcode": "45A04",
        "ingangsdatum": str(today() + 7 * DAG),
        "einddatum": str(today() + 100 * DAG),
        "volume": 2,
        "eenheid": "04",
        "frequentie": "2",
        "aanbieder": aanbieder["uuid"],
    }
    assert change(anna, path, hulp)["productcode"] == "45A04"
    assert done(anna.get(f"{path}/onderzoek"))["ontbrekendeStappen"] == [1, 2, 3, 4]
    assert change(anna, f"{path}/onderzoek", _stappen(bram, ida))["ontbrekendeStappen"] == []
    nemen = {"uitkomst": "toegekend", "motivering": "Wout leert zo weer naar school te gaan."}
    etag = anna.get(path).headers["ETag"]
    assert "mandaat" in refused(anna.post(f"{path}/_nemen", nemen, If_Match=etag), 403)["detail"].lower()
    assert operate(ida, path, "_nemen", nemen)["status"] == "genomen"
    refused(anna.get(f"{path}/beschikking"), 404)
    sent = operate(joop, path, "_bekendmaken")
    assert (sent["status"], sent["bekendmaking"]) == ("bekendgemaakt", str(today()))
    brief = anna.get(f"{path}/beschikking")
    assert (brief.status_code, brief.headers["Content-Type"]) == (200, "application/pdf")
    assert brief.content.startswith(b"%PDF")
    assert done(anna.get(f"/besluiten?status=bekendgemaakt&gezin={walk.made['gezin']}"))["count"] == 1


def _stappen(bram: Rest, ida: Rest) -> Json:
    return {
        "hulpvraag": "Hoe krijgen wij Wout weer naar school?",
        "situatie": "Wout is bang op school.",
        "vertrouwenspersoonVerteld": True,
        "eigenKracht": "Wilma loopt elke dag mee.",
        "netwerk": "Oma helpt.",
        "vrijToegankelijk": "De coach hielp drie maanden.",
        "voorliggend": "Er is geen andere wet die helpt.",
        "reflectie": "Bram steunt de vraag.",
        "reflectieDoor": done(bram.get("/zelf"))["medewerker"],
        "specialistischNodig": True,
        "specialistisch": "Twee uur per week.",
        "deskundige": done(ida.get("/zelf"))["medewerker"],
        "leveringsvorm": "zin",
        "leveringsvormToelichting": "Het gezin wil geen budget.",
    }


def _afsluiting(walk: Walk) -> None:
    """7. The traject closes with its last evaluation, and the eindevragenlijst comes back on paper."""
    anna = walk.be(walk.cast.anna, f"{DOSSIER} vragenlijsten:lezen vragenlijsten:schrijven")
    path = f"/trajecten/{walk.made['traject']}"
    sluit = {"einddatum": str(today()), "redenBeeindiging": "01", "toelichting": "Wout gaat weer naar school."}
    sluit["evaluatie"] = {  # type: ignore[assignment]
        "gehoudenOp": str(today()),
        "scores": [{"doel": walk.made["doel"], "door": "coach", "gas": 2}],
    }
    closed = operate(anna, path, "_afsluiten", sluit)
    assert (closed["status"], closed["redenBeeindiging"], closed["einddatum"]) == ("afgesloten", "01", str(today()))
    soorten = [each["soort"] for each in done(anna.get(f"/evaluaties?traject={walk.made['traject']}"))["results"]]
    assert "afsluiting" in soorten
    (lijst,) = done(anna.get("/eindevragenlijsten"))["results"]
    assert (lijst["traject"], lijst["informant"], lijst["ontvangenOp"]) == (walk.made["traject"], "ouder", None)
    stellingen = "zelf-verder eigen-plan belangrijke-mensen samenwerking beter gehoord problemen-verminderd zonder-hulp"
    antwoorden = {"antwoorden": {**dict.fromkeys(stellingen.split(), 4), "nut": 8}}
    wie = {"traject": walk.made["traject"], "persoon": walk.made["ouder"], "informant": "ouder"}
    added(anna.post("/eindevragenlijsten", wie | antwoorden))
    refused(anna.post("/eindevragenlijsten", wie | antwoorden), 409)
    manager = walk.be(walk.manager, "vragenlijsten:lezen")
    (gelezen,) = done(manager.get("/eindevragenlijsten"))["results"]
    assert (gelezen["antwoorden"]["nut"], gelezen["traject"]) == (8, None)


def _rapport(walk: Walk) -> None:
    """8. The manager adopts the report of Haarlem; the accountmanager downloads it, and sees nothing else."""
    manager = walk.be(walk.manager, "rapporten:lezen rapporten:schrijven")
    codes = {each["code"] for each in done(manager.get("/indicatoren"))["results"]}
    assert {"IA-1", "IA-2", "GC-1", "GC-1b", "GC-3", "GC-4", "GC-9", "GC-14", "GC-16", "TG-1"} <= codes
    vraag = {"jaar": KWARTAAL.jaar, "kwartaal": KWARTAAL.nummer, "gemeente": "0392"}
    rapport = added(manager.post("/kwartaalrapporten", vraag))
    path = f"/kwartaalrapporten/{rapport['uuid']}"
    fatima = walk.be(walk.cast.fatima, "rapporten:lezen rapporten:schrijven dossiers:lezen contactmomenten:lezen")
    refused(fatima.get(path), 404)
    refused(fatima.post(f"{path}/_vaststellen", {}, If_Match='"1"'), 403)
    adopted = operate(manager, path, "_vaststellen")
    assert (adopted["status"], len(adopted["sha256"])) == ("vastgesteld", 64)
    totals = {(c["indicator"], c["waarde"]) for c in adopted["cijfers"] if not c["uitsplitsing"]}
    assert {("IA-1", 1), ("IA-2", 11)} <= totals  # one call to the central number; eleven advices through the website
    assert done(fatima.get(path))["cijfers"] == adopted["cijfers"]
    assert [each["gemeente"] for each in done(fatima.get("/kwartaalrapporten"))["results"]] == ["0392"]
    starts = {"pdf": b"%PDF", "xlsx": b"PK", "csv": b"\xef\xbb\xbf"}
    for soort, start in starts.items():
        file = fatima.get(f"{path}/{soort}")
        assert file.status_code == 200
        assert file.content.startswith(start), (soort, file.content[:20])
        assert hashlib.sha256(file.content).digest() == hashlib.sha256(manager.get(f"{path}/{soort}").content).digest()
    refused(fatima.get("/contactmomenten"), 403)
    assert done(fatima.get("/gezinnen"))["results"] == []
    refused(fatima.get(f"/gezinnen/{walk.made['gezin']}"), 404)
