"""Who of the family sees what: age and gezag of feiten §5.3, row by row and part by part, on the real pages."""

from __future__ import annotations

import itertools
from uuid import UUID

import pytest
from django.utils import timezone

from cjg.dossier.api import Afscherming
from cjg.inzage.api import Inzageregel
from tests.portaal.conftest import JEUGDIGEN, Huis

ALLEN = frozenset(JEUGDIGEN)
# The reader -> about whom they read. Under 12: who has gezag; 12-15: the youth and who has gezag; from 16: the youth.
# `ouder` has gezag over all, `vader` over nobody; each of the children is a sibling of the others.
MATRIX: dict[str, frozenset[str]] = {
    "kind10": frozenset(),
    "kind14": frozenset({"kind14"}),
    "kind17": frozenset({"kind17"}),
    "jong20": frozenset({"jong20"}),
    "ouder": frozenset({"kind10", "kind14"}),
    "vader": frozenset(),
}


@pytest.mark.parametrize("lezer", MATRIX)
def test_plan_shows_the_goals_of_whom_one_may_read_about(huis: Huis, lezer: str) -> None:
    body = huis.get(lezer, "/mijn/plan/")
    seen = {naam for naam in JEUGDIGEN if f"Doel van {naam}." in body}
    assert seen == MATRIX[lezer]
    assert ("Doel van iedereen." in body) == bool(MATRIX[lezer])
    volwassene = {"ouder", "vader"} - {lezer}
    assert not any(f"Doel van {naam}." in body for naam in volwassene)


def test_besluiten_show_whom_one_may_read_about(besloten: Huis) -> None:
    for lezer, over in MATRIX.items():
        body = besloten.get(lezer, "/mijn/besluiten/")
        assert {naam for naam in JEUGDIGEN if besloten.besluiten[naam].nummer in body} == over, lezer


# Until 12 the parent with gezag gets the letter, from 12 to 16 both, from 16 the youth alone.
GERICHT_AAN = {"kind10": {"ouder"}, "kind14": {"ouder", "kind14"}, "kind17": {"kind17"}, "jong20": {"jong20"}}


def test_letter_is_for_its_own_addressee_only(besloten: Huis) -> None:
    for lezer, over in itertools.product(MATRIX, JEUGDIGEN):
        before = Inzageregel.objects.filter(resultaat="gelukt").count()
        response = besloten.client(lezer).get(f"/mijn/besluiten/{besloten.besluiten[over].pk}/brief/")
        if lezer in GERICHT_AAN[over]:
            assert response.status_code == 200, (lezer, over)
            assert response.content.startswith(b"%PDF-")
            regel = Inzageregel.objects.get(
                actor_id=besloten.accounts[lezer].pk, persoon_id=besloten.personen[over].pk, resultaat="gelukt"
            )
            assert (regel.handeling, regel.objectsoort, regel.grond) == ("afdrukken", "beschikking", "client")
        else:
            assert response.status_code == 404, (lezer, over)
            assert Inzageregel.objects.filter(resultaat="gelukt").count() == before


@pytest.mark.parametrize("lezer", MATRIX)
def test_overview_names_whom_one_may_read_about(huis: Huis, lezer: str) -> None:
    body = huis.get(lezer, "/mijn/")
    eigen = huis.personen[lezer].voornamen
    for naam in JEUGDIGEN:
        roepnaam = huis.personen[naam].voornamen
        if roepnaam != eigen:
            assert (roepnaam in body) == (naam in MATRIX[lezer])
    assert ("Anna Testman" in body) == bool(MATRIX[lezer]), "the aanspreekpunt of the help that one may see"


@pytest.mark.parametrize("lezer", MATRIX)
def test_log_shows_lines_about_whom_one_may_read_and_oneself(huis: Huis, lezer: str) -> None:
    staff = huis.client(lezer)
    staff.force_login(huis.cast.bram)
    staff.get(f"/gezinnen/{huis.gezin.pk}/toegang/")
    response = huis.client(lezer).get("/mijn/inzage/")
    over = {rij["over"] for rij in response.context["regels"]}
    zelf = set() if lezer == "kind10" else {huis.personen[lezer]}
    assert over == {huis.personen[naam] for naam in MATRIX[lezer]} | zelf


@pytest.mark.parametrize("lezer", MATRIX)
def test_each_page_logs_only_whom_it_shows(huis: Huis, lezer: str) -> None:
    for path in ("/mijn/", "/mijn/plan/", "/mijn/waarom/"):
        huis.get(lezer, path)
    regels = Inzageregel.objects.filter(actor_id=huis.accounts[lezer].pk)
    mag = {huis.personen[naam].pk for naam in MATRIX[lezer]} | {huis.personen[lezer].pk}
    assert {regel.persoon_id for regel in regels} <= mag
    assert {(regel.grond, regel.rol, regel.resultaat) for regel in regels} <= {("client", "client", "gelukt")}
    shown = {regel.persoon_id for regel in regels.filter(objectsoort="planversie")}
    assert shown >= {huis.personen[naam].pk for naam in MATRIX[lezer]}


def hide(huis: Huis, objectsoort: str, object_id: UUID) -> None:
    """Hide something from the parent."""
    Afscherming.objects.create(
        gezin=huis.gezin,
        persoon=huis.personen["ouder"],
        objectsoort=objectsoort,
        object_id=object_id,
        reden="Kees wil dit zelf vertellen.",
        door=huis.cast.anna,
        begindatum=timezone.localdate(),
    )


@pytest.mark.parametrize(
    ("objectsoort", "wat", "path", "weg"),
    [
        ("plan", "kind14", "/mijn/plan/", "Doel van kind14."),
        ("doel", "doel", "/mijn/plan/", "Doel van kind14."),
        ("planversie", "versie", "/mijn/plan/", "Doel van"),
        ("gegevens", "kind14", "/mijn/", "Kees"),
    ],
)
def test_what_was_hidden_from_somebody_is_gone_for_them_alone(
    huis: Huis, objectsoort: str, wat: str, path: str, weg: str
) -> None:
    doel = huis.versie.doelen.get(omschrijving="Doel van kind14.")
    ids = {"kind14": huis.personen["kind14"].pk, "doel": doel.pk, "versie": huis.versie.pk}
    assert weg in huis.get("ouder", path)
    hide(huis, objectsoort, ids[wat])
    assert weg not in huis.get("ouder", path)
    assert weg in huis.get("kind14", path)


def test_hidden_besluit_and_its_letter_are_gone_for_them_alone(besloten: Huis) -> None:
    besluit = besloten.besluiten["kind14"]
    hide(besloten, "besluit", besluit.pk)
    assert besluit.nummer not in besloten.get("ouder", "/mijn/besluiten/")
    assert besloten.client("ouder").get(f"/mijn/besluiten/{besluit.pk}/brief/").status_code == 404
    assert besluit.nummer in besloten.get("kind14", "/mijn/besluiten/")


def test_text_about_everybody_is_for_who_agreed_with_it(huis: Huis) -> None:
    assert "Zorgen over iedereen." in huis.get("ouder", "/mijn/plan/")
    assert "Zorgen over iedereen." in huis.get("kind17", "/mijn/plan/")
    assert "Zorgen over iedereen." not in huis.get("vader", "/mijn/plan/")
