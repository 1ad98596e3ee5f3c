"""The screens of the beheerder: who works here, with which roles and teams, and until when."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.urls import reverse

from cjg.basis.api import today
from cjg.dossier.api import Recht, may
from cjg.organisatie.api import Gebruiker, Medewerker, Rol, Roltoekenning, Team, Teamlidmaatschap
from cjg.organisatie.models import Gebied
from cjg.organisatie.services import close_accounts
from tests.cast import Cast
from tests.pagina import form_with

GISTEREN = datetime.timedelta(days=1)
NIEUW = {
    "naam": "Karel Nieuwman",
    "email": "Karel@cjg.example",
    "functie": "Coach",
    "fte": "0,8",
    "rollen": ["coach"],
    "begindatum": today().isoformat(),
}


def client_of(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def address(name: str, medewerker: Medewerker | None = None, *args: Any) -> str:
    return reverse(f"organisatie:{name}", args=[medewerker.pk, *args] if medewerker else args)


def fresh(user: Gebruiker) -> Gebruiker:
    return Gebruiker.objects.get(pk=user.pk)


def test_beheerder_begins_at_the_medewerkers(cast: Cast) -> None:
    cast.beheerder.lidmaatschappen.all().delete()
    assert client_of(cast.beheerder).get("/")["Location"] == address("medewerkers")


def test_new_medewerker_is_invited_by_mail_and_can_make_a_password(cast: Cast) -> None:
    answer = client_of(cast.beheerder).post(address("medewerker-nieuw"), NIEUW | {"team": str(cast.team.pk)})
    nieuw = Medewerker.objects.get(gebruiker__email="karel@cjg.example")
    assert answer["Location"] == address("medewerker", nieuw)
    assert nieuw.gebruiker.rollen == {Rol.COACH}
    assert nieuw.gebruiker.profiel.team_ids == (cast.team.pk,)
    assert not nieuw.gebruiker.has_usable_password()
    (brief,) = mail.outbox
    assert brief.to == ["karel@cjg.example"]
    link = next(word for word in brief.body.split() if "/accounts/password/reset/key/" in word)
    page = Client().get(link.removeprefix("http://testserver"), follow=True)
    assert "Maak een nieuw wachtwoord" in page.content.decode()


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"naam": ""}, "Vul de naam in."),
        ({"email": "geen adres"}, "geldig e-mailadres"),
        ({"email": "ANNA@cjg.example"}, "Er is al een account met dit e-mailadres"),
        ({"fte": "0"}, "Vul meer dan 0 fte in."),
        ({"rollen": ["accountmanager"]}, "Kies de gemeente van de accountmanager."),
        ({"begindatum": "31-02-2026"}, "datum"),
        ({"naam": "x" * 121}, "120"),
    ],
)
def test_wrong_medewerker_is_refused_at_the_field(cast: Cast, changed: dict[str, Any], sentence: str) -> None:
    before = Gebruiker.objects.count()
    answer = client_of(cast.beheerder).post(address("medewerker-nieuw"), NIEUW | changed)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert Gebruiker.objects.count() == before
    assert mail.outbox == []


def test_list_is_narrowed_to_a_name_a_role_a_team_and_a_state(cast: Cast) -> None:
    client = client_of(cast.beheerder)

    def names(**query: str) -> set[str]:
        rows = client.get(address("medewerkers"), query).context["table"].rows
        return {row.gebruiker.naam.split()[0] for row in rows}

    assert names(naam="CHAN") == {"Chantal"}
    assert names(rol="teamleider") == {"Hanna"}
    assert names(team=str(cast.ander_team.pk)) == {"Chantal"}
    assert names(status="afwezig") == set()
    assert "Superuser" not in names()


def test_list_takes_the_same_statements_for_one_and_many(cast: Cast, django_assert_num_queries: Any) -> None:
    client = client_of(cast.beheerder)
    client.get(address("medewerkers"))  # the first request writes when the session began
    for query in ({"naam": "chantal"}, {}):
        with django_assert_num_queries(8):
            client.get(address("medewerkers"), query)


def test_role_is_given_and_ended(cast: Cast) -> None:
    client, anna = client_of(cast.beheerder), cast.medewerker("anna")
    data = {"rol": "teamleider", "begindatum": today().isoformat()}
    assert client.post(address("rol-nieuw", anna), data).status_code == 302
    assert Rol.TEAMLEIDER in fresh(cast.anna).rollen
    again = client.post(address("rol-nieuw", anna), data)
    assert again.status_code == 422
    toekenning = Roltoekenning.objects.get(gebruiker=cast.anna, rol="teamleider")
    page = address("rol-einde", anna, toekenning.pk)
    assert client.post(page, {"einddatum": (today() - GISTEREN).isoformat()}).status_code == 422
    assert client.post(page, {"einddatum": today().isoformat()}).status_code == 302
    toekenning.refresh_from_db()
    assert toekenning.einddatum == today()


def test_role_of_somebody_else_is_not_ended_by_another_address(cast: Cast) -> None:
    toekenning = Roltoekenning.objects.get(gebruiker=cast.bram)
    page = address("rol-einde", cast.medewerker("anna"), toekenning.pk)
    assert client_of(cast.beheerder).post(page, {"einddatum": today().isoformat()}).status_code == 404
    toekenning.refresh_from_db()
    assert toekenning.einddatum is None


def test_another_team_shows_other_dossiers(cast: Cast) -> None:
    client, chantal = client_of(cast.beheerder), cast.medewerker("chantal")
    assert not may(fresh(cast.chantal), Recht.INZIEN, cast.gezin)
    data = {"team": str(cast.team.pk), "begindatum": today().isoformat()}
    assert client.post(address("teamlid-nieuw", chantal), data).status_code == 302
    assert may(fresh(cast.chantal), Recht.INZIEN, cast.gezin)
    lid = Teamlidmaatschap.objects.get(gebruiker=cast.chantal, team=cast.team)
    client.post(address("teamlid-einde", chantal, lid.pk), {"einddatum": today().isoformat()})
    Teamlidmaatschap.objects.filter(pk=lid.pk).update(begindatum=today() - 2 * GISTEREN, einddatum=today() - GISTEREN)
    assert not may(fresh(cast.chantal), Recht.INZIEN, cast.gezin)


def test_stale_change_shows_both_texts_and_overwrites_nothing(cast: Cast) -> None:
    client, anna = client_of(cast.beheerder), cast.medewerker("anna")
    page = address("medewerker-wijzigen", anna)
    form = form_with(client.get(page).content.decode(), "functie").data()
    assert client.post(page, form | {"functie": ["Coach noord"]}).status_code == 302
    answer = client.post(page, form | {"functie": ["Coach zuid"], "eenmalig": [""]})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Coach noord" in text
    assert "Coach zuid" in text
    assert Medewerker.objects.get(pk=anna.pk).functie == "Coach noord"
    shown = form_with(text, "functie").data()
    assert client.post(page, shown).status_code == 302
    assert Medewerker.objects.get(pk=anna.pk).functie == "Coach zuid"


def test_who_leaves_works_until_the_last_day_and_not_after_it(cast: Cast) -> None:
    client, anna = client_of(cast.beheerder), cast.medewerker("anna")
    data = {"laatste_werkdag": today().isoformat(), "versie": str(anna.versie)}
    assert client.post(address("uit-dienst", anna), data).status_code == 302
    assert may(fresh(cast.anna), Recht.INZIEN, cast.gezin), "the last day is a working day"
    assert close_accounts(today=today()) == 0
    assert close_accounts(today=today() + GISTEREN) == 1
    assert close_accounts(today=today() + GISTEREN) == 0
    assert not fresh(cast.anna).is_active
    assert not may(fresh(cast.anna), Recht.INZIEN, cast.gezin)
    assert client.post(address("weer-in-dienst", anna)).status_code == 302
    assert fresh(cast.anna).is_active


def test_second_factor_is_taken_away_and_every_session_ends(cast: Cast) -> None:
    Authenticator.objects.create(user=cast.anna, type=Authenticator.Type.TOTP, data={"secret": "x"})
    anna = client_of(cast.anna)
    anna.get("/accounts/email/")
    other = client_of(cast.bram)
    assert client_of(cast.beheerder).post(address("tweede-stap", cast.medewerker("anna"))).status_code == 302
    assert not Authenticator.objects.filter(user=cast.anna).exists()
    assert anna.get("/gezinnen/").status_code == 302
    assert other.get("/gezinnen/").status_code == 200


def test_invitation_is_sent_again_but_not_to_a_closed_account(cast: Cast) -> None:
    client, anna = client_of(cast.beheerder), cast.medewerker("anna")
    client.post(address("uitnodigen", anna))
    assert [brief.to for brief in mail.outbox] == [[cast.anna.email]]
    Gebruiker.objects.filter(pk=cast.anna.pk).update(is_active=False)
    answer = client.post(address("uitnodigen", anna), follow=True)
    assert "Dit account is gesloten" in answer.content.decode()
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("route", ["rol-nieuw", "teamlid-nieuw", "uit-dienst", "tweede-stap", "afwezigheid-nieuw"])
def test_beheerder_gives_nothing_to_themselves(cast: Cast, route: str) -> None:
    zelf = cast.medewerker("beheerder")
    data = {"rol": "coach", "team": str(cast.ander_team.pk), "begindatum": today().isoformat()}
    assert client_of(cast.beheerder).post(address(route, zelf), data).status_code == 403
    assert fresh(cast.beheerder).rollen == {Rol.BEHEERDER}
    assert cast.ander_team.pk not in fresh(cast.beheerder).profiel.team_ids


@pytest.mark.parametrize("naam", ["anna", "ema", "fatima", "gijs", "ida", "joop", "superuser"])
def test_others_do_not_manage_medewerkers(cast: Cast, naam: str) -> None:
    client, bram = client_of(getattr(cast, naam)), cast.medewerker("bram")
    for route in ("medewerkers", "medewerker-nieuw", "teams", "team-nieuw", "gebied-nieuw"):
        assert client.get(address(route)).status_code == 403, route
    for route in ("medewerker", "medewerker-wijzigen", "rol-nieuw", "uit-dienst", "afwezigheid-nieuw"):
        assert client.get(address(route, bram)).status_code == 403, route
    before = Roltoekenning.objects.count()
    data = {"rol": "coach", "begindatum": today().isoformat()}
    assert client.post(address("rol-nieuw", bram), data).status_code == 403
    assert Roltoekenning.objects.count() == before


def test_history_says_who_changed_what(cast: Cast) -> None:
    client, anna = client_of(cast.beheerder), cast.medewerker("anna")
    client.post(address("rol-nieuw", anna), {"rol": "teamleider", "begindatum": today().isoformat()})
    text = client.get(address("medewerker", anna)).content.decode()
    assert "Rol Teamleider" in text
    assert "toegevoegd · Bea Testman" in text


def test_team_and_gebied_are_added_and_changed(cast: Cast) -> None:
    client = client_of(cast.beheerder)
    data = {"naam": "Noord 3", "soort": "gebiedsteam", "gemeente": "0392"}
    assert client.post(address("team-nieuw"), data).status_code == 302
    assert client.post(address("team-nieuw"), data).status_code == 422
    team = Team.objects.get(naam="Noord 3")
    gebied = {"naam": "Delftwijk", "gemeente": "0392", "team": str(team.pk)}
    assert client.post(address("gebied-nieuw"), gebied).status_code == 302
    rij = Gebied.objects.get(naam="Delftwijk")
    page = reverse("organisatie:gebied", args=[rij.pk])
    assert client.post(page, gebied | {"team": str(cast.team.pk), "versie": "1"}).status_code == 302
    stale = client.post(page, gebied | {"versie": "1"})
    assert stale.status_code == 409
    assert "Noord 1" in stale.content.decode()
    rij.refresh_from_db()
    assert rij.team == cast.team
