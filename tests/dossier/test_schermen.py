"""The screens of the gezin: list, overview, and changing persons, members and gezag."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cjg.basis.api import today
from cjg.dossier.api import Betrokkenheid, Gezag, Gezinslid, LidInvoer, Persoon, PersoonInvoer, add_betrokkenheid
from cjg.dossier.services import create_gezin
from cjg.inzage.models import Inzageregel
from tests.cast import Cast, birth_date


def client_of(gebruiker: Any) -> Client:
    """Return a browser in which somebody is signed in."""
    client = Client()
    client.force_login(gebruiker)
    return client


def address(naam: str, cast: Cast, *meer: Any) -> str:
    """Return the address of a page of the gezin of the cast."""
    return reverse(f"dossier:{naam}", args=[cast.gezin.pk, *meer])


def test_overview_names_the_gezin_and_logs_every_person_shown(cast: Cast) -> None:
    antwoord = client_of(cast.anna).get(address("gezin", cast))
    tekst = antwoord.content.decode()
    assert all(naam in tekst for naam in ("Kiki", "Kees", "Karim", "Olga", "Noord 1"))
    getoond = set(Inzageregel.objects.filter(objectsoort="gezin").values_list("persoon_id", flat=True))
    assert getoond == {cast.ouder.pk, cast.kind10.pk, cast.kind14.pk, cast.kind17.pk}


PAGINAS = ["gezin", "adres", "gezag", "lid-toevoegen"]


@pytest.mark.parametrize("naam", ["chantal", "dirk", "ema", "fatima", "gijs", "joop", "beheerder", "superuser"])
@pytest.mark.parametrize("pagina", PAGINAS)
def test_pages_of_a_dossier_are_not_there_for_who_is_not_involved(cast: Cast, pagina: str, naam: str) -> None:
    client = client_of(getattr(cast, naam))
    assert client.get(address(pagina, cast)).status_code == 404
    assert not Inzageregel.objects.exclude(resultaat="geweigerd").exists()


def test_who_may_look_but_not_manage_is_refused_to_change(cast: Cast) -> None:
    client = client_of(cast.ida)
    assert client.get(address("gezin", cast)).status_code == 200
    assert client.get(address("persoon-wijzigen", cast, cast.kind14.pk)).status_code == 403
    assert client.post(address("persoon-wijzigen", cast, cast.kind14.pk), {}).status_code == 403


def test_list_shows_only_what_one_may_see(cast: Cast) -> None:
    tekst = client_of(cast.anna).get(reverse("dossier:gezinnen")).content.decode()
    assert "Kanariestein" in tekst
    assert "Vreemdeling" not in tekst


def test_list_takes_the_same_statements_for_one_and_three_rows(cast: Cast) -> None:
    client, tellingen = client_of(cast.anna), []
    for extra in (0, 2):
        for _ in range(extra):
            kind = LidInvoer(PersoonInvoer("Mees", "Max", geboortedatum=birth_date(8)), "301")
            gezin = create_gezin(naam="Mees", gemeente=cast.gezin.gemeente, leden=[kind], today=today())
            grond = Betrokkenheid.Grond.OVERIG
            add_betrokkenheid(gezin=gezin, grond=grond, bron_id=gezin.pk, begindatum=today(), team=cast.team)
        client.get(reverse("dossier:gezinnen"))
        with CaptureQueriesContext(connection) as gevangen:
            client.get(reverse("dossier:gezinnen"))
        tellingen.append(len(gevangen))
    assert tellingen[0] == tellingen[1] <= 12


def person_data(**anders: Any) -> dict[str, Any]:
    """Return what the form about Kees sends."""
    return {"voornamen": "Kees", "achternaam": "Kanariestein", "geslacht": "m", "versie": "1"} | anders


def test_person_is_changed_and_a_stale_change_shows_both_versions(cast: Cast) -> None:
    adres, client = address("persoon-wijzigen", cast, cast.kind14.pk), client_of(cast.anna)
    assert client.get(adres).status_code == 200
    assert client.post(adres, person_data(roepnaam="Keesje")).status_code == 302
    antwoord = client.post(adres, person_data(roepnaam="Kas"))
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 409
    assert "Keesje" in tekst
    assert "Kas" in tekst
    assert Persoon.objects.get(pk=cast.kind14.pk).roepnaam == "Keesje"


def test_wrong_bsn_of_a_person_is_refused(cast: Cast) -> None:
    antwoord = client_of(cast.anna).post(address("persoon-wijzigen", cast, cast.kind14.pk), person_data(bsn="12"))
    assert antwoord.status_code == 422
    assert Persoon.objects.get(pk=cast.kind14.pk).versie == 1


def test_person_of_another_gezin_is_not_there(cast: Cast) -> None:
    vreemde = Persoon.objects.get(achternaam="Vreemdeling")
    assert client_of(cast.anna).get(address("persoon-wijzigen", cast, vreemde.pk)).status_code == 404


def test_member_is_added_and_ended(cast: Cast) -> None:
    client = client_of(cast.anna)
    data = {"rol": "212", "voornamen": "Stef", "achternaam": "Stiefman", "geslacht": "m"}
    assert client.post(address("lid-toevoegen", cast), data).status_code == 302
    lid = Gezinslid.objects.get(persoon__achternaam="Stiefman")
    einde = address("lid-einde", cast, lid.pk)
    assert client.get(einde).status_code == 200
    assert client.post(einde, {"einddatum": today().isoformat(), "versie": "1"}).status_code == 302
    assert Gezinslid.objects.get(pk=lid.pk).einddatum == today()


def test_empty_member_is_refused(cast: Cast) -> None:
    antwoord = client_of(cast.anna).post(address("lid-toevoegen", cast), {"rol": "212", "geslacht": "m"})
    assert antwoord.status_code == 422
    assert cast.gezin.leden.count() == 4


def test_gezag_differs_per_child(cast: Cast) -> None:
    client, veld = client_of(cast.anna), f"gezag-{cast.kind10.pk}-{cast.ouder.pk}"
    assert client.get(address("gezag", cast)).status_code == 200
    assert client.post(address("gezag", cast), {"begindatum": today().isoformat(), veld: "zonder"}).status_code == 302
    nu = Gezag.objects.filter(gezagsdrager=cast.ouder, einddatum__isnull=True)
    assert {rij.jeugdige_id: rij.soort for rij in nu}[cast.kind10.pk] == "zonder"
    assert {rij.soort for rij in nu.exclude(jeugdige=cast.kind10)} == {"met"}
