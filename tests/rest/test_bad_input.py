"""What is wrong is refused everywhere in the same way: a Dutch problem that names each field, and nothing is saved."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import resolve
from django.utils import timezone
from oauth2_provider.models import AccessToken

from cjg.basis.api import today
from cjg.basis.rest.pages import openapi_document
from cjg.basis.rest.problem import STANDARD
from cjg.organisatie.api import Gemeente, Rol, Roltoekenning
from tests.cast import Cast
from tests.poort.world import World, make_world
from tests.rest.oauth import SCOPES, make_app
from toegang.api import load_example_registers

Json = dict[str, Any]
STRANGE = "01a20465-4e54-7006-9641-ad539cca1712"
SECRET = "geheime inhoud 999990019"
ROOMS = ("dossier", "intake", "gezinsplan", "toegang", "rapportage", "vragenlijsten", "taken", "organisatie")
# The object of a path stands in the world under another name than its route.
OBJECTS = {
    "contactmomenten": "contactmoment",
    "aanmeldingen": "aanmelding",
    "wachtlijst": "wachtlijstplaats",
    "personen": "kind",
    "gezinnen": "gezin",
    "trajecten": "traject",
    "gezinsplannen": "plan",
    "evaluaties": "evaluatie",
    "besluiten": "besluit",
    "kwartaalrapporten": "rapport",
}


def _writes() -> list[tuple[str, str]]:
    openapi_document.cache_clear()
    paths = json.loads(openapi_document())["paths"]
    return sorted((path, method) for path, item in paths.items() for method in item if method in {"post", "patch"})


WRITES = _writes()


@dataclass
class Api:
    """One caller with a token for everything; the roles decide what of it is allowed."""

    world: World
    token: str

    def path(self, path: str) -> str:
        """Name the object of a route that is in the dossier of the cast."""
        name = OBJECTS.get(path.strip("/").split("/")[0], "")
        return path.replace("{uuid}", str(self.world.objects[name].pk)) if "{uuid}" in path else path

    def call(self, method: str, path: str, body: Any, *, content_type: str = "application/json", **headers: str) -> Any:
        """Send a body as it is, or anything else as JSON."""
        data = body if isinstance(body, str | bytes) else json.dumps(body)
        named = {"Authorization": f"Bearer {self.token}"} | {n.replace("_", "-"): v for n, v in headers.items()}
        return Client().generic(method.upper(), f"/api/v1{path}", data, content_type=content_type, headers=named)


def make_api(world: World, user: Any) -> Api:
    expires = timezone.now() + dt.timedelta(hours=1)
    token = AccessToken.objects.create(
        user=user, application=make_app(), token=f"proef-{user.pk}", scope=" ".join(SCOPES), expires=expires
    )
    return Api(world, token.token)


@pytest.fixture
def api(cast: Cast) -> Api:
    """Hanna, with every role at once: what she is refused is refused for what she sent."""
    load_example_registers(Gemeente.objects.filter(is_opdrachtgever=True))
    roles = (Rol.COACH, Rol.IA_MEDEWERKER, Rol.GEDRAGSWETENSCHAPPER, Rol.ADMINISTRATIE, Rol.MANAGER)
    for rol in roles:
        Roltoekenning.objects.create(gebruiker=cast.hanna, rol=rol, begindatum=today())
    return make_api(make_world(cast), type(cast.hanna).objects.get(pk=cast.hanna.pk))


def everything() -> dict[str, list[Any]]:
    """Return every row of every room: to show that a refusal changed nothing."""
    models = [model for name in ROOMS for model in apps.get_app_config(name).get_models()]
    return {model._meta.label: list(model._base_manager.order_by("pk").values_list()) for model in models}


def problem(answer: Any, status: int, *names: str) -> Json:
    """Hold an answer to what every refusal is."""
    assert answer.status_code == status, answer.content[:2000]
    assert answer["Content-Type"].startswith("application/problem+json")
    assert answer["API-Version"]
    assert answer["Cache-Control"] == "no-store"
    body: Json = answer.json()
    assert body["status"] == status
    assert body["title"] in {title for _, title, _ in STANDARD.values()} | {"De inhoud is niet te lezen"}
    assert body["detail"].endswith(".")
    assert SECRET not in answer.content.decode()
    params = body.get("invalidParams", [])
    assert all(param["reason"].endswith(".") and param["code"] for param in params)
    assert set(names) <= {param["name"] for param in params}, params
    return body


def test_every_scope_that_a_route_needs_can_be_asked_for() -> None:
    paths = json.loads(openapi_document())["paths"]
    needed = {
        scope
        for item in paths.values()
        for operation in item.values()
        for way in operation["security"]
        for scope in way.get("oauth2", [])
    }
    assert needed <= SCOPES
    assert SCOPES - needed <= _read_only(), "a scope that opens nothing"


def _read_only() -> set[str]:
    """Name the scopes for writing of what can only be read."""
    views = {getattr(resolve(f"/api/v1{path}".replace("{uuid}", STRANGE)).func, "cls", None) for path, _ in WRITES}
    written = {f"{view.scope}:schrijven" for view in views if view}
    return {name for name in SCOPES if name.endswith(":schrijven")} - written


WRONG_BODIES: list[tuple[str, Any, str, int]] = [
    ("broken", '{"naam": "' + SECRET, "application/json", 400),
    ("not utf-8", b'{"naam": "\xff"}', "application/json", 400),
    ("a list", ["een", SECRET], "application/json", 400),
    ("a number", 7, "application/json", 400),
    ("twice the same name", '{"a": 1, "a": 2}', "application/json", 400),
    ("nested without end", "[" * 5000 + "]" * 5000, "application/json", 400),
    ("a form", f"naam={SECRET}", "application/x-www-form-urlencoded", 415),
    ("plain text", SECRET, "text/plain", 415),
    ("20 MB", '{"naam": "' + "x" * 20_000_000 + '"}', "application/json", 413),
]


# What an operation is refused for before its body counts: the aanmelding of the cast waits, so it isn't reopened.
NOT_NOW = {"/aanmeldingen/{uuid}/_heropenen"}


def test_unreadable_body_is_refused_by_every_route(api: Api) -> None:
    before = everything()
    for name, body, content_type, status in WRONG_BODIES:
        for path, method in WRITES:
            if _takes_body(path, method) and path not in NOT_NOW:
                answer = api.call(method, api.path(path), body, content_type=content_type, If_Match='"1"')
                assert answer.status_code == status, (name, path, answer.content[:1000])
                problem(answer, status)
    assert everything() == before


def _takes_body(path: str, method: str) -> bool:
    return "requestBody" in json.loads(openapi_document())["paths"][path][method]


def test_unknown_field_is_named_by_every_route(api: Api) -> None:
    before = everything()
    for path, method in WRITES:
        if _takes_body(path, method) and path not in NOT_NOW:
            problem(api.call(method, api.path(path), {"bestaatNiet": SECRET}, If_Match='"1"'), 400, "bestaatNiet")
    assert everything() == before


def test_nobody_and_a_stranger_change_nothing(api: Api, cast: Cast) -> None:
    before = everything()
    stranger = make_api(api.world, cast.chantal)
    nobody = Api(api.world, "geen-token")
    for path, method in WRITES:
        problem(nobody.call(method, api.path(path), {}), 401)
        if "{uuid}" in path and not path.startswith(("/contactmomenten", "/kwartaalrapporten")):
            problem(stranger.call(method, api.path(path), {}, If_Match='"1"'), 404)
            problem(api.call(method, path.replace("{uuid}", STRANGE), {}, If_Match='"1"'), 404)
    assert everything() == before


PATCHES: dict[str, Json] = {
    "/contactmomenten/{uuid}": {"kanaal": "chat"},
    "/aanmeldingen/{uuid}": {"urgentie": "hoog"},
    "/wachtlijst/{uuid}": {"bellenOp": str(today())},
    "/personen/{uuid}": {"roepnaam": "Kiek"},
    "/gezinnen/{uuid}": {"naam": "Kanariestein-Mees"},
    "/trajecten/{uuid}": {"status": "plan"},
    "/gezinsplannen/{uuid}": {"krachten": "Samen eten."},
    "/evaluaties/{uuid}": {"gehoudenOp": str(today()), "vervolg": "ongewijzigd", "reden": "Het gaat goed."},
    "/besluiten/{uuid}": {"leveringsvorm": "zin"},
    "/besluiten/{uuid}/onderzoek": {
        "hulpvraag": "Hoe?",
        "situatie": "Kees is vaak boos.",
        "vertrouwenspersoonVerteld": True,
    },
}


def test_every_patch_is_tried_on_a_stale_version() -> None:
    assert {path for path, method in WRITES if method == "patch"} == set(PATCHES)


def test_stale_edit_gets_both_versions_and_changes_nothing(api: Api) -> None:
    before = everything()
    versions = {}
    for path, body in PATCHES.items():
        url = api.path(path)
        problem(api.call("patch", url, body), 428)
        problem(api.call("patch", url, body, If_Match="versie een"), 400)
        refusal = problem(api.call("patch", url, body, If_Match='"77"'), 412)
        assert (refusal["ingezonden"], refusal["verwachteVersie"]) == (body, 77)
        assert set(body) <= set(refusal["huidig"])
        versions[path] = refusal["huidigeVersie"]
    assert everything() == before
    for path, body in PATCHES.items():
        answer = api.call("patch", api.path(path), body, If_Match=f'"{versions[path]}"')
        assert answer.status_code == 200, (path, answer.content)


def bodies(cast: Cast) -> dict[str, Json]:
    """Return for each resource that can be added to what is accepted."""
    vandaag = str(today())
    persoon = {"achternaam": "Mees", "voornamen": "Max", "geboortedatum": "2016-05-04"}
    return {
        "/contactmomenten": {
            "datum": vandaag,
            "kanaal": "school",
            "vraagsteller": "ouder",
            "gemeente": "0392",
            "themas": ["opvoeden"],
            "resultaten": ["advies"],
        },
        "/personen": persoon | {"gezin": str(cast.gezin.pk), "rol": "301"},
        "/gezinnen": {"naam": "Mees", "gemeente": "0392", "leden": [{"nieuwPersoon": persoon, "rol": "301"}]},
        "/aanmeldingen": {
            "datum": vandaag,
            "verwijzer": "zelf",
            "kerntaak": "coaching",
            "vraag": "Rust aan tafel.",
            "urgentie": "gewoon",
            "veiligheid": "geen-zorgen",
            "gemeente": "0473",
            "jeugdigen": [persoon],
        },
        "/trajecten": {
            "gezin": str(cast.gezin.pk),
            "jeugdigen": [str(cast.kind17.pk)],
            "soort": "jongerencoaching",
            "aanspreekpunt": str(cast.medewerker("anna").pk),
            "begindatum": vandaag,
        },
        "/besluiten": {
            "gezin": str(cast.gezin.pk),
            "jeugdige": str(cast.kind10.pk),
            "ontvangstdatum": vandaag,
            "soort": "nieuw",
        },
        "/kwartaalrapporten": {"jaar": 2026, "kwartaal": 1, "gemeente": "0392"},
    }


ADRES = {"straat": "Kade", "huisnummer": 3, "postcode": "2011 AB", "woonplaats": "Haarlem"}
# path, what is changed, the field that is named
WRONG_FIELDS: list[tuple[str, Json, str]] = [
    ("/contactmomenten", {"datum": "22-11-2026"}, "datum"),
    ("/contactmomenten", {"datum": "2026-02-30"}, "datum"),
    ("/contactmomenten", {"datum": "2999-01-01"}, "datum"),
    ("/contactmomenten", {"datum": 20261122}, "datum"),
    ("/contactmomenten", {"kanaal": "fax"}, "kanaal"),
    ("/contactmomenten", {"kanaal": ["chat"]}, "kanaal"),
    ("/contactmomenten", {"themas": "opvoeden"}, "themas"),
    ("/contactmomenten", {"themas": []}, "themas"),
    ("/contactmomenten", {"gemeente": "0000"}, "gemeente"),
    ("/contactmomenten", {"duurMinuten": "tien"}, "duurMinuten"),
    ("/contactmomenten", {"duurMinuten": 10**30}, "duurMinuten"),
    ("/contactmomenten", {"toelichting": "x" * 20_000}, "toelichting"),
    ("/contactmomenten", {"toelichting": "nul\x00teken"}, "toelichting"),
    ("/contactmomenten", {"vraagsteller": None}, "vraagsteller"),
    ("/personen", {"bsn": "123456789"}, "bsn"),
    ("/personen", {"bsn": 999990019}, "bsn"),
    ("/personen", {"geboortedatum": "2999-01-01"}, "geboortedatum"),
    ("/personen", {"geboortedatum": "1850-01-01"}, "geboortedatum"),
    ("/personen", {"email": "geen adres"}, "email"),
    ("/personen", {"gezin": STRANGE}, "gezin"),
    ("/personen", {"adres": {"straat": "Kade"}}, "adres.postcode"),
    ("/personen", {"adres": {**ADRES, "postcode": "12"}}, "adres.postcode"),
    ("/personen", {"rol": "999"}, "rol"),
    ("/gezinnen", {"leden": []}, "leden"),
    ("/gezinnen", {"leden": [{"rol": "301"}]}, "leden.0.persoon"),
    ("/gezinnen", {"leden": [{"persoon": STRANGE, "rol": "301"}]}, "leden"),
    ("/gezinnen", {"gemeente": "9999"}, "gemeente"),
    ("/aanmeldingen", {"jeugdigen": [STRANGE]}, "jeugdigen"),
    ("/aanmeldingen", {"jeugdigen": [{"voornamen": "Max"}]}, "jeugdigen.0.achternaam"),
    ("/aanmeldingen", {"gezin": STRANGE}, "gezin"),
    ("/aanmeldingen", {"contactmoment": STRANGE}, "contactmoment"),
    ("/aanmeldingen", {"verwijzer": "buurman"}, "verwijzer"),
    ("/trajecten", {"gezin": STRANGE}, "gezin"),
    ("/trajecten", {"jeugdigen": [STRANGE]}, "jeugdigen"),
    ("/trajecten", {"begindatum": "gisteren"}, "begindatum"),
    ("/besluiten", {"gezin": STRANGE}, "gezin"),
    ("/besluiten", {"productcode": "99Z99"}, "productcode"),
    ("/besluiten", {"budget": -1}, "budget"),
    ("/kwartaalrapporten", {"kwartaal": 5}, "kwartaal"),
    ("/kwartaalrapporten", {"gemeente": "0363"}, "gemeente"),
    ("/kwartaalrapporten", {"jaar": 2099}, "kwartaal"),
]


def test_wrong_field_is_named_and_nothing_is_saved(api: Api) -> None:
    right, before = bodies(api.world.cast), everything()
    for path, wrong, name in WRONG_FIELDS:
        answer = api.call("post", path, right[path] | wrong)
        assert answer.status_code == 400, (path, wrong, answer.content[:1000])
        problem(answer, 400, name)
    assert everything() == before


def test_all_wrong_fields_are_named_at_once(api: Api) -> None:
    right, before = bodies(api.world.cast), everything()
    optional = {"/aanmeldingen": {"gemeente"}, "/personen": {"voornamen", "geboortedatum"}}
    for path, body in right.items():
        problem(api.call("post", path, {}), 400, *(set(body) - optional.get(path, set())))
    assert everything() == before


def test_double_submit_is_one(api: Api) -> None:
    for number, (path, body) in enumerate(bodies(api.world.cast).items()):
        key = f"knop-twee-keer-{number}"
        first = api.call("post", path, body, Idempotency_Key=key)
        assert first.status_code == 201, (path, first.content)
        after = everything()
        again = api.call("post", path, body, Idempotency_Key=key)
        assert (again.status_code, again.json(), again["Location"]) == (201, first.json(), first["Location"])
        assert again["Idempotent-Replayed"] == "true"
        problem(api.call("post", path, body | {"onbekend": 1}, Idempotency_Key=key), 409)
        problem(api.call("post", path, body, Idempotency_Key="x" * 300), 400)
        assert everything() == after
