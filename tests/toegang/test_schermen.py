"""The screens of toegang through HTTP: the walk, what is refused, what is logged, how many statements."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cjg.basis.api import today
from cjg.inzage.api import Handeling
from cjg.inzage.models import Inzageregel
from tests.cast import Cast
from tests.toegang.helpers import BEGIN, content, record, record_all_steps, start, steps, take, voorziening
from toegang.models import Aanbieder, Beschikking, Besluit, Mandaat, Onderzoek, Product
from toegang.services import prepare_voorziening, publish_besluit

DAY = datetime.timedelta(days=1)


def signed_in(user: Any) -> Client:
    """Return a browser in which somebody signed in with a second factor."""
    client = Client()
    client.force_login(user)
    session = client.session
    session["tweede_factor"] = True
    session.save()
    return client


def url(naam: str, besluit: Besluit, *more: Any) -> str:
    return reverse(f"toegang:{naam}", args=[besluit.pk, *more])


def read(response: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def stap_data(cast: Cast, nummer: int, besluit: Besluit, **changes: Any) -> dict[str, Any]:
    """What a browser sends for one step."""
    stap = steps(cast)[nummer - 1]
    data: dict[str, Any] = {"versie": Onderzoek.objects.get(besluit=besluit).versie}
    for name in stap.__dataclass_fields__:
        value = getattr(stap, name, None)
        if name == "nummer" or value is None or value == "":
            continue
        is_bool = isinstance(value, bool)
        data[name] = getattr(value, "pk", ("ja" if value else "nee") if is_bool and nummer > 1 else value)
    return {**data, **changes}


def besluit_data(besluit: Besluit, **changes: Any) -> dict[str, Any]:
    """What a browser sends for the decision."""
    v = voorziening()
    assert v.product is not None
    assert v.aanbieder is not None
    return {
        "versie": Besluit.objects.get(pk=besluit.pk).versie,
        "uitkomst": "toegekend",
        "motivering": "Met deze hulp leert Kiki rustig te blijven.",
        "product": v.product.pk,
        "aanbieder": v.aanbieder.pk,
        "ingangsdatum": v.ingangsdatum,
        "einddatum": v.einddatum,
        "volume": 2,
        "eenheid": "04",
        "frequentie": "2",
        **changes,
    }


def test_walk_from_application_to_letter(cast: Cast, registers: None) -> None:
    """Anna starts and records, Ida decides, Ida publishes, Anna reads the letter."""
    anna, ida = signed_in(cast.anna), signed_in(cast.ida)
    start_url = reverse("toegang:starten", args=[cast.gezin.pk])
    assert "Kiki" in read(anna.get(start_url))
    done = anna.post(
        start_url,
        {
            "jeugdige": cast.kind10.pk,
            "aanvraag": "Hulp bij boze buien.",
            "ontvangstdatum": today(),
            "soort": "nieuw",
            "afgiftesoort": "iv",
        },
    )
    besluit = Besluit.objects.get()
    assert done["Location"] == url("besluit", besluit)
    for nummer in (1, 2, 3, 4):
        page = anna.get(url("besluit", besluit))
        assert f"Stap {nummer} opslaan" in read(page)
        saved = anna.post(url("stap", besluit, nummer), stap_data(cast, nummer, besluit))
        assert saved.status_code == 302, read(saved)
    assert "Besluit nemen" in read(ida.get(url("besluit", besluit)))
    taken = ida.post(url("nemen", besluit), besluit_data(besluit))
    assert taken.status_code == 302, read(taken)
    shown = read(ida.get(url("bekendmaken", besluit)))
    assert "Olga Kanariestein" in shown
    versie = Besluit.objects.get(pk=besluit.pk).versie
    assert ida.post(url("bekendmaken", besluit), {"versie": versie}).status_code == 302
    besluit.refresh_from_db()
    assert besluit.status == "bekendgemaakt"
    pdf = anna.get(url("brief", besluit, 1))
    assert pdf["Content-Type"] == "application/pdf"
    assert pdf["Cache-Control"] == "no-store"
    assert pdf.content == bytes(Beschikking.objects.get().pdf)


def test_wrong_step_shows_all_errors_and_loses_nothing(cast: Cast, besluit: Besluit) -> None:
    before = content(besluit)
    data = stap_data(cast, 1, besluit, hulpvraag="", situatie="Veel ruzie thuis, elke dag.")
    del data["vertrouwenspersoon_verteld"]
    answer = signed_in(cast.anna).post(url("stap", besluit, 1), data)
    assert answer.status_code == 422
    page = read(answer)
    assert "Schrijf op wat het gezin vraagt, in hun eigen woorden." in page
    assert "Vertel het gezin over de vertrouwenspersoon." in page
    assert "Veel ruzie thuis, elke dag." in page
    assert "Fout: " in answer.content.decode()
    assert content(besluit) == before


def test_stale_step_shows_both_texts_and_can_be_saved_again(cast: Cast, besluit: Besluit) -> None:
    stale = stap_data(cast, 1, besluit, situatie="Mijn tekst")
    record(besluit, steps(cast)[0])
    anna = signed_in(cast.anna)
    answer = anna.post(url("stap", besluit, 1), stale)
    assert answer.status_code == 409
    page = read(answer)
    assert "Iemand anders heeft dit intussen gewijzigd" in page
    assert "Mijn tekst" in page
    assert "Kiki wordt snel boos" in page
    versie = re.search(r'name="versie" value="(\d+)"', answer.content.decode())
    assert versie is not None
    assert versie[1] == "2"
    assert anna.post(url("stap", besluit, 1), {**stale, "versie": versie[1]}).status_code == 302
    assert Onderzoek.objects.get(besluit=besluit).situatie == "Mijn tekst"


def test_decision_outside_the_mandate_names_who_may(cast: Cast, klaar: Besluit) -> None:
    before = content(klaar)
    answer = signed_in(cast.anna).post(url("nemen", klaar), besluit_data(klaar))
    assert answer.status_code == 403
    assert "Wie het wel mag nemen: gedragswetenschapper of teamleider of manager" in read(answer)
    assert "Met deze hulp leert Kiki rustig te blijven." in read(answer)
    assert content(klaar) == before


def test_decision_with_wrong_fields_names_each(cast: Cast, klaar: Besluit) -> None:
    before = content(klaar)
    data = besluit_data(klaar, motivering="", einddatum=BEGIN - DAY, volume="", budget_cent="veel")
    answer = signed_in(cast.ida).post(url("nemen", klaar), data)
    assert answer.status_code == 422
    page = read(answer)
    assert "Schrijf op waarom u dit besluit." in page
    assert "Schrijf een bedrag als 1.250,50." in page
    assert content(klaar) == before
    answer = signed_in(cast.ida).post(url("nemen", klaar), {**data, "motivering": "Omdat.", "budget_cent": ""})
    page = read(answer)
    assert "De einddatum ligt voor de begindatum." in page
    assert "Vul ook in hoeveel." in page
    assert content(klaar) == before


def test_stale_decision_shows_both(cast: Cast, klaar: Besluit) -> None:
    data = besluit_data(klaar, volume=3)
    prepare_voorziening(besluit=klaar, voorziening=voorziening(), expected_versie=klaar.versie)
    answer = signed_in(cast.ida).post(url("nemen", klaar), data)
    assert answer.status_code == 409
    assert "Hoeveel" in read(answer)
    assert Besluit.objects.get(pk=klaar.pk).status == "onderzoek"


def test_proposal_is_saved_incomplete_and_offered_to_the_decider(cast: Cast, klaar: Besluit) -> None:
    data = besluit_data(klaar, einddatum="", aanbieder="", budget_cent="1.250,50")
    assert signed_in(cast.anna).post(url("voorstel", klaar), data).status_code == 302
    klaar.refresh_from_db()
    assert (klaar.volume, klaar.productcategorie, klaar.budget_cent) == (2, "45", 125_050)
    assert 'value="1250,50"' in signed_in(cast.ida).get(url("nemen", klaar)).content.decode()


def test_taken_besluit_offers_no_forms(cast: Cast, klaar: Besluit) -> None:
    take(klaar, cast.ida)
    ida = signed_in(cast.ida)
    page = read(ida.get(url("besluit", klaar)))
    assert "Bekendmaken" in page
    assert "opslaan" not in page
    for naam in ("nemen", "voorstel", "termijn"):
        assert ida.get(url(naam, klaar)).status_code == 302
    before = content(klaar)
    assert ida.post(url("nemen", klaar), besluit_data(klaar)).status_code == 422
    assert content(klaar) == before


def test_term_is_changed_and_completed_on_screen(cast: Cast, besluit: Besluit) -> None:
    anna = signed_in(cast.anna)
    wrong = anna.post(url("termijn", besluit), {"soort": "aanvulling", "reden": "Verslag mist", "versie": 1})
    assert wrong.status_code == 422
    assert "Vul in tot en met welke dag u wacht." in read(wrong)
    right = {"soort": "aanvulling", "reden": "Verslag mist", "gegeven_tot": today() + 7 * DAY, "versie": 1}
    assert anna.post(url("termijn", besluit), right).status_code == 302
    assert "Wacht op een aanvulling" in read(anna.get(url("termijn", besluit)))
    arrived = {"aanvulling": "1", "ontvangen_op": today(), "versie": 2}
    assert anna.post(url("termijn", besluit), arrived).status_code == 302
    assert "ontvangen op" in read(anna.get(url("besluit", besluit)))


def test_geheim_address_is_on_no_screen(cast: Cast, klaar: Besluit) -> None:
    from cjg.dossier.api import Adres

    Adres.objects.create(
        persoon=cast.ouder,
        straat="Geheimweg",
        huisnummer=7,
        postcode="2011 AB",
        woonplaats="Haarlem",
        is_geheim=True,
        begindatum=today(),
    )
    take(klaar, cast.ida)
    page = read(signed_in(cast.ida).get(url("bekendmaken", klaar)))
    assert "Geheimweg" not in page
    assert "Geef de brief zelf" in page


def test_example_of_the_letter_is_marked_and_not_kept(cast: Cast, klaar: Besluit) -> None:
    take(klaar, cast.ida)
    answer = signed_in(cast.ida).get(url("voorbeeld", klaar, 1))
    assert answer.content.startswith(b"%PDF-")
    assert not Beschikking.objects.exists()
    assert signed_in(cast.ida).get(url("voorbeeld", klaar, 9)).status_code == 404


# ---- who may

ROUTES = ("besluit", "voorstel", "nemen", "termijn")


@pytest.mark.parametrize("naam", ["chantal", "dirk", "ema", "fatima", "gijs", "beheerder", "superuser"])
def test_outsiders_find_nothing(cast: Cast, klaar: Besluit, naam: str) -> None:
    client = signed_in(getattr(cast, naam))
    before = content(klaar)
    for route in ROUTES:
        assert client.get(url(route, klaar)).status_code in (403, 404), route
    assert client.get(url("besluit", klaar)).status_code == 404
    assert client.post(url("nemen", klaar), besluit_data(klaar)).status_code in (403, 404)
    assert client.get(reverse("toegang:starten", args=[cast.gezin.pk])).status_code in (403, 404)
    assert content(klaar) == before


def test_clients_do_not_reach_the_screens_of_staff(cast: Cast, klaar: Besluit) -> None:
    for account in (cast.ouder_account, cast.youth_account):
        assert signed_in(account).get(url("besluit", klaar)).status_code in (302, 403, 404)


def test_administratie_publishes_but_records_no_step(cast: Cast, klaar: Besluit) -> None:
    joop = signed_in(cast.joop)
    assert joop.get(url("besluit", klaar)).status_code == 200
    assert joop.post(url("stap", klaar, 1), stap_data(cast, 1, klaar)).status_code == 403
    taken = take(klaar, cast.ida)
    assert joop.post(url("bekendmaken", taken), {"versie": taken.versie}).status_code == 302


def test_coach_does_not_publish(cast: Cast, klaar: Besluit) -> None:
    taken = take(klaar, cast.ida)
    before = content(klaar)
    assert signed_in(cast.anna).post(url("bekendmaken", taken), {"versie": taken.versie}).status_code == 403
    assert content(klaar) == before


def test_letter_of_another_dossier_is_not_found(cast: Cast, klaar: Besluit) -> None:
    taken = take(klaar, cast.ida)
    publish_besluit(besluit=taken, expected_versie=taken.versie, today=today())
    assert signed_in(cast.anna).get(url("brief", taken, 1)).status_code == 200
    assert signed_in(cast.anna).get(url("brief", taken, 2)).status_code == 404
    assert signed_in(cast.chantal).get(url("brief", taken, 1)).status_code == 404


# ---- the log and the list


def test_page_and_letter_leave_a_line(cast: Cast, klaar: Besluit) -> None:
    taken = take(klaar, cast.ida)
    publish_besluit(besluit=taken, expected_versie=taken.versie, today=today())
    Inzageregel.objects.all()
    anna = signed_in(cast.anna)
    anna.get(url("besluit", taken))
    anna.get(url("brief", taken, 1))
    lines = Inzageregel.objects.filter(actor_id=cast.anna.pk).values_list("handeling", "persoon_id", "objectsoort")
    assert (Handeling.LEZEN, cast.kind10.pk, "besluit") in lines
    assert (Handeling.AFDRUKKEN, cast.kind10.pk, "beschikking") in lines
    assert (Handeling.AFDRUKKEN, cast.ouder.pk, "beschikking") in lines


def test_list_shows_open_besluiten_by_their_day(cast: Cast, registers: None) -> None:
    later = start(cast)
    sooner = start(cast, jeugdige=cast.kind14, ontvangstdatum=today() - 30 * DAY)
    page = read(signed_in(cast.anna).get(reverse("toegang:besluiten")))
    assert page.index(sooner.nummer) < page.index(later.nummer)
    assert "0 van 4" in page


@pytest.mark.parametrize(
    ("toon", "expected"),
    [("open", 2), ("te-laat", 1), ("van-mij", 2), ("te-nemen", 1), ("versturen", 1), ("bekend", 0), ("onzin", 2)],
)
def test_list_filters(cast: Cast, registers: None, toon: str, expected: int) -> None:
    record_all_steps(cast, start(cast))
    start(cast, jeugdige=cast.kind14, ontvangstdatum=today() - 80 * DAY)
    taken = start(cast, jeugdige=cast.kind17)
    record_all_steps(cast, taken)
    take(taken, cast.ida)
    answer = signed_in(cast.anna).get(reverse("toegang:besluiten"), {"toon": toon})
    assert len(answer.context["table"].rows) == expected


@pytest.mark.parametrize("item_count", [1, 3])
def test_list_takes_as_many_statements_for_more_rows(
    cast: Cast, registers: None, item_count: int, django_assert_num_queries: Any
) -> None:
    for n in range(item_count):
        start(cast, aanvraag=f"Vraag {n}")
    client = signed_in(cast.anna)
    client.get(reverse("toegang:besluiten"))
    with django_assert_num_queries(QUERIES_OF_LIST):
        answer = client.get(reverse("toegang:besluiten"))
    assert len(answer.context["table"].rows) == item_count


QUERIES_OF_LIST = 7


def test_empty_list_says_what_will_be_here(cast: Cast) -> None:
    assert "Geen besluiten in deze lijst" in read(signed_in(cast.anna).get(reverse("toegang:besluiten")))


def test_changed_cursor_shows_the_first_page(cast: Cast, besluit: Besluit) -> None:
    answer = signed_in(cast.anna).get(reverse("toegang:besluiten"), {"cursor": "onzin"})
    assert answer.status_code == 200
    assert besluit.nummer in read(answer)


# ---- registers


@pytest.fixture
def contractmanager(cast: Cast) -> Client:
    from cjg.organisatie.api import Gebruiker, Rol, create_medewerker

    medewerker = create_medewerker(
        email="cor@cjg.example",
        naam="Cor Testman",
        functie="Contractmanager",
        rollen=[Rol.CONTRACTMANAGER],
        teams=[],
        begindatum=today(),
    )
    return signed_in(Gebruiker.objects.get(pk=medewerker.gebruiker_id))


def test_registers_are_seen_by_staff_and_kept_by_the_contractmanager(
    cast: Cast, registers: None, contractmanager: Client
) -> None:
    for naam in ("aanbieders", "mandaten"):
        page = reverse(f"toegang:{naam}")
        assert signed_in(cast.anna).get(page).status_code == 200
        assert signed_in(cast.fatima).get(page).status_code == 403
        assert contractmanager.get(page).status_code == 200
    for naam in ("aanbieder-nieuw", "mandaat-nieuw"):
        assert signed_in(cast.anna).get(reverse(f"toegang:{naam}")).status_code == 403
        assert contractmanager.get(reverse(f"toegang:{naam}")).status_code == 200
    aanbieder = Aanbieder.objects.get(agb_code="22990101")
    page = read(contractmanager.get(reverse("toegang:aanbieder", args=[aanbieder.pk])))
    assert "€ 84,60" in page
    assert "per uur" in page


def test_contractmanager_adds_an_aanbieder_with_a_contract(registers: None, contractmanager: Client) -> None:
    wrong = contractmanager.post(reverse("toegang:aanbieder-nieuw"), {"naam": "Nieuw", "agb_code": "123"})
    assert wrong.status_code == 422
    assert "Een AGB-code heeft acht cijfers." in read(wrong)
    contractmanager.post(reverse("toegang:aanbieder-nieuw"), {"naam": "Nieuw", "agb_code": "22990999"})
    aanbieder = Aanbieder.objects.get(agb_code="22990999")
    data = {
        "gemeente": "0392",
        "product": Product.objects.get(code="45A04").pk,
        "tarief_cent": "90,25",
        "begindatum": today(),
    }
    page = reverse("toegang:contract-nieuw", args=[aanbieder.pk])
    assert contractmanager.post(page, data).status_code == 302
    assert aanbieder.contracten.get().tarief_cent == 9025
    assert contractmanager.post(page, data).status_code == 422, "it overlaps itself"


def test_mandate_is_added_and_ended(cast: Cast, klaar: Besluit, contractmanager: Client) -> None:
    take(klaar, cast.ida)
    mandaat = Besluit.objects.get(pk=klaar.pk).mandaat
    assert mandaat is not None
    page = reverse("toegang:mandaat-beeindigen", args=[mandaat.pk])
    refused = contractmanager.post(page, {"einddatum": today() - DAY})
    assert refused.status_code == 422
    assert "nog een besluit genomen" in read(refused)
    assert contractmanager.post(page, {"einddatum": today()}).status_code == 302
    data = {
        "gemeente": "0392",
        "rol": "gedragswetenschapper",
        "leveringsvorm": "zin",
        "productcategorie": "45",
        "max_dagen": 183,
        "max_bedrag_cent": "5.000",
        "begindatum": today() + DAY,
        "grondslag": "artikel 9",
    }
    assert contractmanager.post(reverse("toegang:mandaat-nieuw"), data).status_code == 302
    assert Mandaat.objects.get(grondslag="artikel 9").max_bedrag_cent == 500_000


def test_data_for_letters_are_changed_with_a_version(registers: None, contractmanager: Client) -> None:
    page = reverse("toegang:briefgegevens", args=["0392"])
    form = contractmanager.get(page).context["form"]
    data = {name: form[name].value() for name in form.fields} | {"plaats": "Haarlem-Noord"}
    assert contractmanager.post(page, data).status_code == 302
    assert contractmanager.post(page, data).status_code == 409
    assert contractmanager.get(reverse("toegang:briefgegevens", args=["0363"])).status_code == 404
