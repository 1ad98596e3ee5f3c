"""Who may see a dossier and why, and temporary access given and ended by a teamleider."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.test import Client

from cjg.basis.api import day_start, now, today
from cjg.dossier.api import Gezin, Recht, Toegangsverlening, grant_access, may
from cjg.dossier.rechtenoverzicht import clients_of, who_may_see
from cjg.inzage.api import Inzageregel
from cjg.organisatie.api import Gebruiker, register_afwezigheid
from tests.cast import Cast


def as_user(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def give(cast: Cast, door: Any, **anders: Any) -> Any:
    invoer = {
        "gebruiker": cast.chantal.pk,
        "niveau": "lezen",
        "tot_en_met": today() + datetime.timedelta(days=7),
        "reden": "Meekijken bij de overdracht.",
    } | anders
    return as_user(door).post(f"/gezinnen/{cast.gezin.pk}/toegang/", invoer)


def test_overview_agrees_with_the_gate_for_everybody(cast: Cast) -> None:
    """The page is read from the same tables as the gate; it may not say anything else than the gate does."""
    register_afwezigheid(
        medewerker=cast.medewerker("anna"),
        reden="ziek",
        begindatum=today(),
        einddatum=None,
        vervanger=cast.medewerker("chantal"),
        door=cast.hanna,
    )
    by_page = {rij.gebruiker.pk for rij in who_may_see(cast.gezin, today())}
    accounts = Gebruiker.objects.all()
    assert by_page == {account.pk for account in accounts if may(account, Recht.INZIEN, cast.gezin)}
    assert cast.chantal.pk in by_page
    by_right = {
        rij.gebruiker.pk: {recht for recht in Recht if recht.label in rij.mag}
        for rij in who_may_see(cast.gezin, today())
    }
    for account in accounts.filter(pk__in=by_page):
        assert by_right[account.pk] == {recht for recht in Recht if may(account, recht, cast.gezin)}


def test_overview_says_about_whom_the_family_reads(cast: Cast) -> None:
    gezin = Gezin.objects.with_leden(today()).get(pk=cast.gezin.pk)
    assert {rij.persoon: set(rij.jeugdigen) for rij in clients_of(gezin, today())} == {
        cast.ouder: {cast.kind10, cast.kind14},
        cast.kind17: {cast.kind17},
    }


def test_page_names_who_and_why_and_is_logged(cast: Cast) -> None:
    body = as_user(cast.bram).get(f"/gezinnen/{cast.gezin.pk}/toegang/").content.decode()
    assert "Anna Testman" in body
    assert "Lid van team Noord 1" in body
    assert "Tijdelijke toegang geven" not in body, "a coach does not hand out access"
    assert {regel.objectsoort for regel in Inzageregel.objects.all()} == {"toegang"}
    assert Inzageregel.objects.count() == 4


def test_teamleider_gives_access_up_to_and_including_a_day(cast: Cast) -> None:
    assert give(cast, cast.hanna).status_code == 302
    assert may(cast.chantal, Recht.INZIEN, cast.gezin)
    assert not may(cast.chantal, Recht.REGISTREREN, cast.gezin)
    verlening = Toegangsverlening.objects.get(user=cast.chantal)
    assert (verlening.door, verlening.reden) == (cast.hanna, "Meekijken bij de overdracht.")
    assert verlening.einde == day_start(today() + datetime.timedelta(days=8))


def test_teamleider_ends_access(cast: Cast) -> None:
    give(cast, cast.hanna, niveau="coach")
    url = f"/gezinnen/{cast.gezin.pk}/toegang/{cast.chantal.pk}/beeindigen/"
    assert as_user(cast.bram).post(url).status_code == 403
    assert may(cast.chantal, Recht.INZIEN, cast.gezin)
    assert as_user(cast.hanna).post(url).status_code == 302
    assert not may(cast.chantal, Recht.INZIEN, cast.gezin)


@pytest.mark.parametrize(
    "fout",
    [
        {"reden": "   "},
        {"tot_en_met": today() - datetime.timedelta(days=1)},
        {"tot_en_met": today() + datetime.timedelta(days=120)},
        {"tot_en_met": "volgende week"},
        {"niveau": "alles"},
        {"gebruiker": ""},
    ],
)
def test_wrong_grant_is_refused_and_nothing_typed_is_lost(cast: Cast, fout: dict[str, Any]) -> None:
    before = Toegangsverlening.objects.count()
    response = give(cast, cast.hanna, **fout)
    assert response.status_code == 422
    if "reden" not in fout:
        assert "Meekijken bij de overdracht." in response.content.decode()
    assert Toegangsverlening.objects.count() == before


@pytest.mark.parametrize("naam", ["fatima", "gijs", "beheerder", "superuser", "ouder_account"])
def test_access_is_never_given_to_who_does_not_work_in_dossiers(cast: Cast, naam: str) -> None:
    before = Toegangsverlening.objects.count()
    assert give(cast, cast.hanna, gebruiker=getattr(cast, naam).pk).status_code == 422
    assert Toegangsverlening.objects.count() == before


@pytest.mark.parametrize(("naam", "status"), [("anna", 403), ("ida", 403), ("chantal", 404), ("gijs", 404)])
def test_others_give_nothing(cast: Cast, naam: str, status: int) -> None:
    before = Toegangsverlening.objects.count()
    assert give(cast, getattr(cast, naam)).status_code == status
    assert Toegangsverlening.objects.count() == before


@pytest.mark.parametrize("aantal", [1, 3])
def test_page_takes_the_same_statements_for_more_grants(
    cast: Cast, aantal: int, django_assert_num_queries: Any
) -> None:
    for user in (cast.chantal, cast.dirk, cast.ema)[:aantal]:
        einde = now() + datetime.timedelta(days=2)
        grant_access(
            gezin=cast.gezin,
            gebruiker=user,
            rechten=[Recht.INZIEN],
            reden="Waarneming",
            begin=now(),
            einde=einde,
            door=cast.hanna,
        )
    client = as_user(cast.bram)
    client.get(f"/gezinnen/{cast.gezin.pk}/toegang/")
    with django_assert_num_queries(17):
        client.get(f"/gezinnen/{cast.gezin.pk}/toegang/")
