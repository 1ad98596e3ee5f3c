"""The screens of the intake: contacts, aanmeldingen and the wachtlijst, as the roles use them."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cjg.basis.api import example_bsn, today, uuid7
from cjg.dossier.api import Betrokkenheid, Gezin, Gezinslid
from cjg.intake.models import Aanmelding, Contactmoment, Wachtlijstplaats
from cjg.intake.services.contactmoment import log_contactmoment
from cjg.inzage.models import Inzageregel
from tests.cast import Cast
from tests.intake.invoer import aanvraag, contact
from tests.intake.test_aanmelding import accept, register

NIEUW = reverse("intake:contactmoment-nieuw")


def client_of(gebruiker: Any) -> Client:
    """Return a browser in which somebody is signed in."""
    client = Client()
    client.force_login(gebruiker)
    return client


def contact_data(**anders: Any) -> dict[str, Any]:
    """Return what the contact form sends."""
    velden: dict[str, Any] = {
        "datum": today().isoformat(),
        "kanaal": "centraal-nummer",
        "vraagsteller": "ouder",
        "themas": ["opvoeden", "school-verzuim"],
        "resultaten": ["advies"],
        "leeftijdsgroep": "4-11",
        "plaats": "wijk:Noord 1",
        "sleutel": str(uuid7()),
    }
    return velden | anders


def test_contact_is_logged_and_the_day_shows_it(cast: Cast) -> None:
    client = client_of(cast.ema)
    antwoord = client.post(NIEUW, contact_data(), follow=True)
    assert antwoord.status_code == 200
    assert "Het contact is opgeslagen." in antwoord.content.decode()
    row = Contactmoment.objects.get()
    assert (row.medewerker, row.medewerkersrol, row.wijk.naam) == (cast.medewerker("ema"), "ia", "Noord 1")


def test_contact_of_a_coach_counts_as_that_of_a_coach(cast: Cast) -> None:
    client_of(cast.anna).post(NIEUW, contact_data())
    assert Contactmoment.objects.get().medewerkersrol == "coach"


def test_next_contact_starts_from_the_last(cast: Cast) -> None:
    client = client_of(cast.ema)
    antwoord = client.post(NIEUW, contact_data(kanaal="school", vindplaats="De Regenboog", volgende="1"))
    assert antwoord.headers["Location"] == NIEUW
    form = client.get(NIEUW).context["form"]
    assert form["kanaal"].initial == "school"
    assert form["plaats"].initial == "wijk:Noord 1"
    assert form["vindplaats"].initial == "De Regenboog"
    assert [code for code, _ in form.fields["themas"].choices][:2] == ["opvoeden", "school-verzuim"]


def test_logging_takes_at_most_four_choices_beyond_what_is_filled_in(cast: Cast) -> None:
    client = client_of(cast.ema)
    client.post(NIEUW, contact_data(volgende="1"))
    form = client.get(NIEUW).context["form"]
    gevuld = {naam: form[naam].initial for naam in form.fields if form[naam].initial not in (None, "", [])}
    keuzes = {"vraagsteller": "school", "themas": ["pesten-weerbaarheid"], "resultaten": ["informatie"]}
    client.post(NIEUW, gevuld | keuzes)
    assert Contactmoment.objects.count() == 2
    assert len(keuzes) <= 4


def test_same_form_sent_twice_makes_one_contact(cast: Cast) -> None:
    client, data = client_of(cast.ema), contact_data()
    for _ in range(2):
        assert client.post(NIEUW, data).status_code == 302
    assert Contactmoment.objects.count() == 1


def test_form_sent_again_with_other_content_asks_first(cast: Cast) -> None:
    client, data = client_of(cast.ema), contact_data()
    client.post(NIEUW, data)
    antwoord = client.post(NIEUW, data | {"kanaal": "chat"})
    assert antwoord.status_code == 422
    assert "al opgeslagen" in antwoord.content.decode()
    assert Contactmoment.objects.count() == 1
    opnieuw = data | {"kanaal": "chat", "sleutel": str(antwoord.context["form"].data["sleutel"])}
    assert client.post(NIEUW, opnieuw).status_code == 302
    assert Contactmoment.objects.count() == 2


@pytest.mark.parametrize("veld", ["vraagsteller", "themas", "resultaten", "plaats", "datum", "kanaal"])
def test_contact_without_a_choice_keeps_what_was_typed(cast: Cast, veld: str) -> None:
    data = contact_data(toelichting="belt volgende week terug")
    del data[veld]
    antwoord = client_of(cast.ema).post(NIEUW, data)
    assert antwoord.status_code == 422
    assert veld in antwoord.context["form"].errors
    assert "belt volgende week terug" in antwoord.content.decode()
    assert not Contactmoment.objects.exists()


def test_group_meeting_asks_how_many_were_reached(cast: Cast) -> None:
    client = client_of(cast.ema)
    assert client.post(NIEUW, contact_data(kanaal="groepsbijeenkomst")).status_code == 422
    client.post(NIEUW, contact_data(kanaal="groepsbijeenkomst", aantal_bereikt="23"))
    assert Contactmoment.objects.get().aantal_bereikt == 23


def test_other_gemeente_and_unknown_place_are_kept(cast: Cast) -> None:
    client = client_of(cast.ema)
    client.post(NIEUW, contact_data(plaats="anders", andere_gemeente="0377"))
    client.post(NIEUW, contact_data(plaats="onbekend"))
    assert set(Contactmoment.objects.values_list("gemeente_id", flat=True)) == {"0377", None}
    assert client.get(NIEUW).context["form"]["plaats"].initial == "onbekend"


@pytest.mark.parametrize("naam", ["fatima", "gijs", "joop", "beheerder", "superuser"])
def test_who_does_not_log_contacts_is_refused(cast: Cast, naam: str) -> None:
    client = client_of(getattr(cast, naam))
    for adres in (NIEUW, reverse("intake:contactmomenten"), reverse("intake:contactmomenten-dag")):
        assert client.get(adres).status_code == 403
    assert client.post(NIEUW, contact_data()).status_code == 403
    assert not Contactmoment.objects.exists()


def test_only_ones_own_contact_can_be_changed(cast: Cast) -> None:
    row = log_contactmoment(gegevens=contact(), medewerker_id=cast.medewerker("ema").pk, today=today())
    adres = reverse("intake:contactmoment-wijzigen", args=[row.pk])
    assert client_of(cast.anna).get(adres).status_code == 403
    assert client_of(cast.anna).post(adres, contact_data(versie="1", kanaal="chat")).status_code == 403
    assert client_of(cast.ema).get(adres).status_code == 200
    assert client_of(cast.ema).post(adres, contact_data(versie="1", kanaal="chat")).status_code == 302
    assert Contactmoment.objects.get().kanaal == "chat"


def test_stale_change_shows_both_versions_and_loses_nothing(cast: Cast) -> None:
    row = log_contactmoment(gegevens=contact(), medewerker_id=cast.medewerker("ema").pk, today=today())
    adres, client = reverse("intake:contactmoment-wijzigen", args=[row.pk]), client_of(cast.ema)
    client.post(adres, contact_data(versie="1", kanaal="chat"))
    antwoord = client.post(adres, contact_data(versie="1", kanaal="school", toelichting="mijn lange tekst"))
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 409
    assert all(deel in tekst for deel in ("intussen gewijzigd", "Chat", "School", "mijn lange tekst"))
    assert Contactmoment.objects.get().kanaal == "chat"
    opnieuw = contact_data(versie=str(antwoord.context["versie"]), kanaal="school", toelichting="mijn lange tekst")
    assert client.post(adres, opnieuw).status_code == 302
    assert Contactmoment.objects.get().kanaal == "school"


def test_list_of_contacts_filters_and_shows_what_is_on(cast: Cast) -> None:
    for kanaal in ("school", "chat"):
        log_contactmoment(gegevens=contact(kanaal=kanaal), medewerker_id=None, today=today())
    antwoord = client_of(cast.ema).get(reverse("intake:contactmomenten"), {"kanaal": "chat"})
    table = antwoord.context["table"]
    assert [row.kanaal for row in table.rows] == ["chat"]
    assert [chip.label for chip in table.chips] == ["Kanaal: Chat"]


def aanmeld_data(**anders: Any) -> dict[str, Any]:
    """Return what the form for a new gezin sends: a parent and a child."""
    velden: dict[str, Any] = {
        "naam": "Mees",
        "gemeente": "0392",
        "datum": today().isoformat(),
        "verwijzer": "school",
        "vraag": "Wij willen weer rust aan tafel.",
        "kerntaak": "coaching",
        "urgentie": "gewoon",
        "veiligheid": "geen-zorgen",
        "andere_kinderen": "geen",
        "team": "",
        "wijk": "",
        "sleutel": str(uuid7()),
        "leden-TOTAL_FORMS": "2",
        "leden-INITIAL_FORMS": "0",
        "leden-0-rol": "301",
        "leden-0-voornamen": "Max",
        "leden-0-achternaam": "van der Mees",
        "leden-0-geboortedatum": "2016-05-04",
        "leden-0-geslacht": "m",
        "leden-1-rol": "112",
        "leden-1-voornamen": "Mila",
        "leden-1-achternaam": "Mees",
    }
    return velden | anders


def test_search_finds_a_visible_gezin_and_logs_who_was_shown(cast: Cast) -> None:
    antwoord = client_of(cast.anna).post(reverse("intake:aanmelding-zoeken"), {"naam": "Kees Kanariesteen"})
    assert "Aanmelden bij dit gezin" in antwoord.content.decode()
    getoond = set(Inzageregel.objects.filter(handeling="zoeken").values_list("persoon_id", flat=True))
    assert getoond == {cast.ouder.pk, cast.kind10.pk, cast.kind14.pk, cast.kind17.pk}


def test_search_gives_away_no_more_than_the_one_hint(cast: Cast) -> None:
    data = {"naam": "Kees Kanariestein", "geboortedatum": cast.kind14.geboortedatum.isoformat()}
    tekst = client_of(cast.ema).post(reverse("intake:aanmelding-zoeken"), data).content.decode()
    assert "bekend bij een ander team" in tekst
    assert "Olga" not in tekst
    vaag = client_of(cast.ema).post(reverse("intake:aanmelding-zoeken"), {"naam": "Kanariestein"}).content.decode()
    assert "bekend bij een ander team" not in vaag


def test_search_refuses_a_wrong_bsn_without_repeating_it_in_the_message(cast: Cast) -> None:
    antwoord = client_of(cast.anna).post(reverse("intake:aanmelding-zoeken"), {"bsn": "123456789"})
    assert antwoord.status_code == 422
    assert "geen geldig BSN" in antwoord.content.decode()


def test_new_gezin_is_registered_with_its_aanmelding(cast: Cast) -> None:
    noord = cast.team.gebieden.get()
    client = client_of(cast.ema)
    antwoord = client.post(reverse("intake:aanmelding-nieuw"), aanmeld_data(wijk=str(noord.pk)), follow=True)
    assert antwoord.status_code == 200, antwoord.content.decode()[:2000]
    aanmelding = Aanmelding.objects.get()
    assert aanmelding.team == cast.team
    persoon = aanmelding.jeugdigen.get()
    assert (persoon.voorvoegsel, persoon.achternaam) == ("van der", "Mees")
    assert Inzageregel.objects.filter(handeling="toevoegen", gezin_id=aanmelding.gezin_id).exists()


def test_contact_becomes_an_aanmelding(cast: Cast) -> None:
    client = client_of(cast.ema)
    antwoord = client.post(NIEUW, contact_data(aanmelden="1"))
    row = Contactmoment.objects.get()
    assert antwoord.headers["Location"] == f"{reverse('intake:aanmelding-zoeken')}?contact={row.pk}"
    nieuw = client.get(reverse("intake:aanmelding-nieuw"), {"contact": row.pk})
    assert nieuw.context["form"]["team"].initial == cast.team
    client.post(reverse("intake:aanmelding-nieuw"), aanmeld_data(team=str(cast.team.pk), contact=str(row.pk)))
    assert Aanmelding.objects.get().contactmoment == row


def test_rows_are_added_and_taken_away_without_javascript(cast: Cast) -> None:
    client, gezinnen = client_of(cast.ema), Gezin.objects.count()
    meer = client.post(reverse("intake:aanmelding-nieuw"), aanmeld_data(**{"leden-toevoegen": "301"}))
    assert meer.status_code == 200
    assert len(meer.context["leden"].forms) == 3
    assert "van der Mees" in meer.content.decode()
    minder = client.post(reverse("intake:aanmelding-nieuw"), aanmeld_data(**{"leden-weg": "0"}))
    assert [rij["voornamen"].value() for rij in minder.context["leden"].forms] == ["Mila"]
    assert Gezin.objects.count() == gezinnen


FOUT = {
    "geen kind": {"leden-0-rol": "112"},
    "direct onveilig zonder handelen": {"veiligheid": "direct-onveilig"},
    "geen team": {},
    "geen gemeente": {"gemeente": "9999"},
    "bsn fout": {"leden-0-bsn": "123456789"},
    "twee keer hetzelfde bsn": {"leden-0-bsn": example_bsn(7), "leden-1-bsn": example_bsn(7)},
    "geboren in de toekomst": {"leden-0-geboortedatum": "2999-01-01"},
    "rij zonder achternaam": {"leden-1-achternaam": ""},
    "vraag van 20 MB": {"vraag": "a" * 5000},
}


@pytest.mark.parametrize("naam", FOUT)
def test_wrong_aanmelding_is_refused_and_nothing_is_saved(cast: Cast, naam: str) -> None:
    voor = (Gezin.objects.count(), Gezinslid.objects.count())
    team = "" if naam == "geen team" else str(cast.team.pk)
    antwoord = client_of(cast.ema).post(reverse("intake:aanmelding-nieuw"), aanmeld_data(team=team) | FOUT[naam])
    assert antwoord.status_code == 422
    assert "cjg-errors" in antwoord.content.decode()
    assert (Gezin.objects.count(), Gezinslid.objects.count()) == voor
    assert not Aanmelding.objects.exists()


def test_joining_a_gezin_of_another_team_is_not_there(cast: Cast) -> None:
    adres = reverse("intake:aanmelding-bij-gezin", args=[cast.gezin.pk])
    assert client_of(cast.chantal).get(adres).status_code == 404
    assert client_of(cast.chantal).post(adres, aanmeld_data()).status_code == 404
    assert not Aanmelding.objects.exists()


def test_known_gezin_is_joined_for_the_chosen_jeugdigen(cast: Cast) -> None:
    data = aanmeld_data(team=str(cast.team.pk), jeugdigen=[str(cast.kind14.pk)])
    data |= {"leden-TOTAL_FORMS": "0"}
    adres = reverse("intake:aanmelding-bij-gezin", args=[cast.gezin.pk])
    assert client_of(cast.anna).get(adres).status_code == 200
    assert client_of(cast.anna).post(adres, data).status_code == 302
    assert list(Aanmelding.objects.get().jeugdigen.all()) == [cast.kind14]


def test_gezag_that_differs_per_child_is_asked_next(cast: Cast) -> None:
    data = aanmeld_data(team=str(cast.team.pk)) | {"leden-1-gezag": "verschilt"}
    antwoord = client_of(cast.ema).post(reverse("intake:aanmelding-nieuw"), data)
    gezin = Aanmelding.objects.get().gezin
    assert antwoord.headers["Location"] == reverse("dossier:gezag", args=[gezin.pk])


def test_steps_of_an_aanmelding(cast: Cast) -> None:
    aanmelding, client = register(cast), client_of(cast.anna)
    stap = reverse("intake:aanmelding-stap", args=[aanmelding.pk, "accepteren"])
    assert client.get(reverse("intake:aanmelding", args=[aanmelding.pk])).status_code == 200
    assert client.get(stap).status_code == 200
    assert client.post(stap, {"versie": "1"}).status_code == 302
    assert Wachtlijstplaats.objects.get().team == cast.team
    sluiten = reverse("intake:aanmelding-stap", args=[aanmelding.pk, "sluiten"])
    assert client.post(sluiten, {"versie": "2", "reden": ""}).status_code == 422
    assert client.post(sluiten, {"versie": "2", "reden": "Het gezin redt zich."}).status_code == 302
    assert Aanmelding.objects.get().status == "gesloten"
    assert client.post(sluiten, {"versie": "3", "reden": "Nog eens."}).status_code == 403


def test_traject_is_started_by_who_may_name_an_aanspreekpunt(cast: Cast) -> None:
    """I&A registers and puts on the wachtlijst; the button to start led her to a form that always refused."""
    aanmelding = register(cast)
    accept(aanmelding)
    adres = reverse("intake:aanmelding", args=[aanmelding.pk])
    for gebruiker, aantal in ((cast.ema, 0), (cast.anna, 1), (cast.hanna, 1)):
        assert client_of(gebruiker).get(adres).content.decode().count("Traject starten") == aantal
        wachtlijst = f"{reverse('intake:wachtlijst')}?team={aanmelding.team_id}"
        assert client_of(gebruiker).get(wachtlijst).content.decode().count("Traject starten<") == aantal


def test_aanmelding_of_another_team_is_not_there(cast: Cast) -> None:
    aanmelding = register(cast)
    stap = reverse("intake:aanmelding-stap", args=[aanmelding.pk, "accepteren"])
    for adres in (reverse("intake:aanmelding", args=[aanmelding.pk]), stap):
        assert client_of(cast.chantal).get(adres).status_code == 404
    assert client_of(cast.chantal).post(stap, {"versie": "1"}).status_code == 404
    assert Aanmelding.objects.get().status == "nieuw"


def test_aanmelding_is_changed_and_a_stale_change_shows_both(cast: Cast) -> None:
    aanmelding, client = register(cast), client_of(cast.anna)
    adres = reverse("intake:aanmelding-wijzigen", args=[aanmelding.pk])
    assert client.get(adres).status_code == 200
    data = aanmeld_data(team=str(cast.team.pk), versie="1", vraag="Nu anders.")
    assert client.post(adres, data).status_code == 302
    antwoord = client.post(adres, data | {"vraag": "Weer anders."})
    assert antwoord.status_code == 409
    assert "Nu anders." in antwoord.content.decode()
    assert Aanmelding.objects.get().vraag == "Nu anders."


def test_wachtlijst_is_ordered_by_urgency_then_date(cast: Cast) -> None:
    dagen = {"gewoon": 30, "hoog": 10, "direct": 1}
    for urgentie, terug in dagen.items():
        datum = today() - datetime.timedelta(days=terug)
        accept(register(cast, gegevens=aanvraag(urgentie=urgentie, datum=datum)))
    antwoord = client_of(cast.anna).get(reverse("intake:wachtlijst"))
    rows = antwoord.context["table"].rows
    assert [(row.aanmelding.urgentie, row.plaats, row.dagen) for row in rows] == [
        ("direct", 1, 1),
        ("hoog", 2, 10),
        ("gewoon", 3, 30),
    ]
    assert rows[1].waarom.startswith("Hoog, aangemeld op")


def test_wachtlijst_plans_a_call(cast: Cast) -> None:
    plaats = accept(register(cast))
    adres = reverse("intake:wachtlijstplaats", args=[plaats.pk])
    client = client_of(cast.anna)
    assert client.get(adres).status_code == 200
    data = {"versie": "1", "team": str(cast.team.pk), "bellen_op": today().isoformat()}
    data |= {"beller": str(cast.medewerker("bram").pk)}
    assert client.post(adres, data).status_code == 302
    assert Wachtlijstplaats.objects.get().beller == cast.medewerker("bram")
    assert client.post(adres, data).status_code == 409


def _statements(client: Client, adres: str) -> int:
    client.get(adres)
    with CaptureQueriesContext(connection) as gevangen:
        assert client.get(adres).status_code == 200
    return len(gevangen)


@pytest.mark.parametrize(
    ("naam", "aantal"),
    [("contactmomenten", 7), ("contactmomenten-dag", 6), ("aanmeldingen", 11), ("wachtlijst", 12)],
)
def test_list_takes_the_same_statements_for_one_and_three_rows(cast: Cast, naam: str, aantal: int) -> None:
    client, adres = client_of(cast.anna), reverse(f"intake:{naam}")
    tellingen = []
    for extra in (1, 2):
        for _ in range(extra):
            medewerker = cast.medewerker("anna")
            log_contactmoment(gegevens=contact(), medewerker_id=medewerker.pk, today=today())
            accept(register(cast))
        tellingen.append(_statements(client, adres))
    assert tellingen[0] == tellingen[1]
    assert tellingen[1] <= aantal


def test_dossier_of_the_wachtlijst_is_logged(cast: Cast) -> None:
    aanmelding = register(cast)
    accept(aanmelding)
    client_of(cast.anna).get(reverse("intake:wachtlijst"))
    regel = Inzageregel.objects.get(objectsoort="wachtlijstplaats")
    assert (regel.gezin_id, regel.persoon_id) == (aanmelding.gezin_id, aanmelding.jeugdigen.get().pk)
    assert Betrokkenheid.objects.filter(gezin=aanmelding.gezin).count() == 2


def test_name_in_the_text_is_warned_about_once(cast: Cast) -> None:
    client, data = client_of(cast.ema), contact_data(toelichting="Gesproken met mevrouw Jansen over slapen")
    antwoord = client.post(NIEUW, data)
    assert antwoord.status_code == 422
    assert "lijkt op een naam" in antwoord.content.decode()
    assert not Contactmoment.objects.exists()
    assert client.post(NIEUW, data | {"namen_bevestigd": "on"}).status_code == 302
