"""The screens of coaching, walked as the coach and the teamleider; closed to who has no business there."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cjg.basis.api import today
from cjg.inzage.api import Inzageregel
from cjg.taken.api import Taak
from gezinsplan.inhoud import content_of
from gezinsplan.models import Evaluatie, Planversie, Traject
from tests.cast import Cast
from tests.gezinsplan.conftest import DAG, Hulp, make_concept, make_traject


def as_user(cast: Cast, naam: str) -> Client:
    client = Client()
    client.force_login(getattr(cast, naam))
    return client


def url(name: str, *args: Any) -> str:
    return reverse(f"gezinsplan:{name}", args=args)


def plan_data(cast: Cast, versie: Planversie, **changed: str) -> dict[str, str]:
    """What the editor sends for a concept with one goal and one action."""
    return {
        "versie": str(versie.versie),
        "aantal-doelen": "1",
        "aantal-acties-0": "1",
        "d0-id": "",
        "d0-omschrijving": "Kees gaat elke dag naar school.",
        "d0-leefgebied": "onderwijs",
        "d0-voor": str(cast.kind14.pk),
        "d0-a0-id": "",
        "d0-a0-soort": "gezin",
        "d0-a0-wie": "Olga",
        "d0-a0-wat": "Maakt Kees wakker.",
        "d0-a0-uiterlijk": "",
        "krachten": "Samen eten lukt.",
        "zorgen": "",
        "verwachte_duur_maanden": "6",
        "familiegroepsplan": "afgezien",
        "familiegroepsplan_op": "",
        "besproken_met": str(cast.medewerker("bram").pk),
        "besproken_op": today().isoformat(),
    } | changed


def test_coach_starts_a_traject_and_makes_and_adopts_the_plan(cast: Cast) -> None:
    anna = as_user(cast, "anna")
    start = f"{url('traject-start')}?gezin={cast.gezin.pk}"
    assert anna.get(start).status_code == 200
    data = {
        "jeugdigen": [str(cast.kind14.pk)],
        "soort": "gezinscoaching",
        "aanspreekpunt": str(cast.medewerker("anna").pk),
        "team": str(cast.team.pk),
        "begindatum": today().isoformat(),
        "regie": "cjg",
    }
    response = anna.post(start, data)
    traject = Traject.objects.get()
    assert response["Location"] == url("traject", traject.pk)
    assert anna.get(url("traject", traject.pk)).status_code == 200
    assert anna.get(url("gezin-plan", cast.gezin.pk)).status_code == 200
    anna.post(url("gezin-plan", cast.gezin.pk))
    versie = Planversie.objects.get()
    assert anna.get(url("bewerken", versie.plan_id)).status_code == 200
    anna.post(url("bewerken", versie.plan_id), plan_data(cast, versie))
    page = anna.get(url("plan", versie.plan_id)).content.decode()
    assert f"Vraag {cast.kind14.naam} om akkoord." in page
    for persoon in (cast.kind14, cast.ouder):
        antwoord = {"antwoord": "akkoord", "datum": today().isoformat(), "toelichting": ""}
        anna.post(url("akkoord", versie.plan_id, persoon.pk), antwoord)
    versie.refresh_from_db()
    anna.post(url("vaststellen", versie.plan_id), {"versie": str(versie.versie)})
    versie.refresh_from_db()
    assert versie.is_vastgesteld
    pdf = anna.get(url("plan-pdf", versie.plan_id))
    assert pdf.content.startswith(b"%PDF")
    assert Inzageregel.objects.filter(handeling="afdrukken", objectsoort="gezinsplan").exists()


def test_coach_may_not_appoint_somebody_else(cast: Cast) -> None:
    data = {
        "jeugdigen": [str(cast.kind14.pk)],
        "soort": "gezinscoaching",
        "aanspreekpunt": str(cast.medewerker("bram").pk),
        "team": str(cast.team.pk),
        "begindatum": today().isoformat(),
        "regie": "cjg",
    }
    start = f"{url('traject-start')}?gezin={cast.gezin.pk}"
    assert as_user(cast, "anna").post(start, data).status_code == 422
    assert not Traject.objects.exists()
    assert as_user(cast, "hanna").post(start, data).status_code == 302


def test_editor_adds_rows_without_saving_and_keeps_what_was_typed(cast: Cast) -> None:
    versie = make_concept(cast)
    before = content_of(versie)
    page = as_user(cast, "anna").post(
        url("bewerken", versie.plan_id), plan_data(cast, versie, krachten="Getypt", erbij="doel")
    )
    assert page.status_code == 200
    assert 'name="d1-omschrijving"' in page.content.decode()
    assert "Getypt" in page.content.decode()
    page = as_user(cast, "anna").post(url("bewerken", versie.plan_id), plan_data(cast, versie, erbij="actie-0"))
    assert 'name="d0-a1-wat"' in page.content.decode()
    assert content_of(versie) == before


def test_editor_shows_both_texts_after_a_stale_edit(cast: Cast) -> None:
    versie = make_concept(cast)
    stale = plan_data(cast, versie, krachten="Tekst van Bram")
    as_user(cast, "anna").post(url("bewerken", versie.plan_id), plan_data(cast, versie, krachten="Tekst van Anna"))
    page = as_user(cast, "bram").post(url("bewerken", versie.plan_id), stale)
    assert page.status_code == 409
    assert "Tekst van Anna" in page.content.decode()
    assert "Tekst van Bram" in page.content.decode()
    versie.refresh_from_db()
    assert versie.krachten == "Tekst van Anna"


def test_editor_with_a_mistake_keeps_what_was_typed(cast: Cast) -> None:
    versie = make_concept(cast)
    page = as_user(cast, "anna").post(url("bewerken", versie.plan_id), plan_data(cast, versie, **{"d0-a0-wie": ""}))
    assert page.status_code == 422
    assert "Schrijf op wie dit doet." in page.content.decode()
    assert "Maakt Kees wakker." in page.content.decode()


def test_coach_holds_and_moves_an_evaluation_and_closes(hulp: Hulp) -> None:
    anna = as_user(hulp.cast, "anna")
    first, second = hulp.traject.evaluaties.order_by("uiterlijk")
    assert anna.get(url("evaluaties")).status_code == 200
    assert anna.get(url("evaluatie-verzetten", second.pk)).status_code == 200
    moved = today() + 30 * DAG
    anna.post(
        url("evaluatie-verzetten", second.pk),
        {"uiterlijk": moved.isoformat(), "reden": "Vakantie", "versie": str(second.versie)},
    )
    second.refresh_from_db()
    assert second.uiterlijk == moved
    assert anna.get(url("evaluatie", first.pk)).status_code == 200
    doel = hulp.versie.doelen.order_by("volgorde").first()
    assert doel is not None
    data = {"gehouden_op": today().isoformat(), "wat_werkte": "", "vervolg": "ongewijzigd", "reden": "Gaat goed"}
    anna.post(url("evaluatie", first.pk), data | {"versie": str(first.versie), f"{doel.pk}-gezin": "1"})
    first.refresh_from_db()
    assert (first.status, first.scores.get().gas) == ("gehouden", 1)
    assert anna.get(url("evaluatie", first.pk)).status_code == 200
    assert anna.get(url("afsluiten", hulp.traject.pk)).status_code == 200
    hulp.traject.refresh_from_db()
    data = {"reden": "01", "einddatum": today().isoformat(), "gehouden_op": today().isoformat(), "toelichting": ""}
    response = anna.post(
        url("afsluiten", hulp.traject.pk), data | {"versie": str(hulp.traject.versie), "wat_werkte": ""}
    )
    assert response["Location"] == url("vragenlijsten", hulp.traject.pk)
    hulp.traject.refresh_from_db()
    assert not hulp.traject.is_open


def test_link_of_a_questionnaire_leads_to_the_public_page(hulp: Hulp) -> None:
    test_coach_holds_and_moves_an_evaluation_and_closes(hulp)
    anna = as_user(hulp.cast, "anna")
    page = anna.get(url("vragenlijsten", hulp.traject.pk))
    rij = next(rij for persoon, rij in page.context["rijen"] if persoon == hulp.cast.kind14)
    page = anna.post(url("vragenlijsten", hulp.traject.pk), {"uitnodiging": str(rij.pk)})
    link = page.context["link"]
    path = "/" + link.split("/", 3)[3]
    public = Client()
    page = public.get(path)
    assert page.status_code == 200
    assert "Je kreeg hulp" in page.content.decode()
    assert hulp.cast.kind14.naam not in page.content.decode()
    vragen = rij.vragenlijst.vragen.all()
    antwoorden = {vraag.code: "" if vraag.schaal == "tekst" else "4" for vraag in vragen}
    assert public.post(path, antwoorden | {"nut": ""}).status_code == 422
    assert "Bedankt" in public.post(path, antwoorden).content.decode()
    assert "Bedankt" in public.get(path).content.decode()
    papier = next(
        rij for persoon, rij in anna.get(url("vragenlijsten", hulp.traject.pk)).context["rijen"] if not rij.ontvangen_op
    )
    address = url("vragenlijst-papier", hulp.traject.pk, papier.pk)
    assert anna.get(address).status_code == 200
    assert anna.post(address, antwoorden).status_code == 302
    assert public.get("/vragenlijst/verzonnen/").status_code == 404


def test_teamleider_agrees_with_longer_and_hands_over(hulp: Hulp) -> None:
    evaluatie = hulp.traject.evaluaties.get(soort="6-maanden")
    data = {"gehouden_op": today().isoformat(), "vervolg": "ongewijzigd", "reden": "Nog niet klaar", "wat_werkte": ""}
    as_user(hulp.cast, "anna").post(
        url("evaluatie", evaluatie.pk), data | {"versie": str(evaluatie.versie), "grond_langer": "waakvlam"}
    )
    assert Taak.objects.get(status="open").team == hulp.cast.team
    assert as_user(hulp.cast, "anna").post(url("evaluatie-akkoord", evaluatie.pk)).status_code == 403
    hanna = as_user(hulp.cast, "hanna")
    hanna.post(url("evaluatie-akkoord", evaluatie.pk))
    evaluatie.refresh_from_db()
    assert evaluatie.akkoord_door == hulp.cast.medewerker("hanna")
    assert as_user(hulp.cast, "anna").get(url("overdragen", hulp.traject.pk)).status_code == 403
    assert hanna.get(url("overdragen", hulp.traject.pk)).status_code == 200
    hulp.traject.refresh_from_db()
    data = {
        "medewerker": str(hulp.cast.medewerker("bram").pk),
        "team": str(hulp.cast.team.pk),
        "dag": today().isoformat(),
        "notitie": "Bel eerst.",
        "versie": str(hulp.traject.versie),
    }
    assert hanna.post(url("overdragen", hulp.traject.pk), data).status_code == 302
    assert "Bram Testman" in hanna.get(url("traject", hulp.traject.pk)).content.decode()


def test_new_version_and_comparison(hulp: Hulp) -> None:
    anna = as_user(hulp.cast, "anna")
    plan = hulp.versie.plan_id
    anna.post(url("plan", plan))
    nieuw = Planversie.objects.get(nummer=2)
    anna.post(url("bewerken", plan), plan_data(hulp.cast, nieuw))
    page = anna.get(url("vergelijken", plan))
    assert page.status_code == 200
    assert "Vervallen" in page.content.decode()
    assert anna.get(url("plan", plan) + "?versie=1").status_code == 200
    assert anna.get(url("plan", plan) + "?versie=9").status_code == 404


@pytest.mark.parametrize("naam", ["chantal", "dirk", "ema", "fatima", "gijs", "joop", "beheerder", "superuser"])
def test_every_page_is_closed_to_outsiders(hulp: Hulp, naam: str) -> None:
    client = as_user(hulp.cast, naam)
    evaluatie = Evaluatie.objects.first()
    assert evaluatie is not None
    for address in (
        url("traject", hulp.traject.pk),
        url("afsluiten", hulp.traject.pk),
        url("overdragen", hulp.traject.pk),
        url("vragenlijsten", hulp.traject.pk),
        url("evaluatie", evaluatie.pk),
        url("evaluatie-verzetten", evaluatie.pk),
        url("plan", hulp.versie.plan_id),
        url("plan-pdf", hulp.versie.plan_id),
        url("bewerken", hulp.versie.plan_id),
        url("vergelijken", hulp.versie.plan_id),
        url("gezin-plan", hulp.cast.gezin.pk),
        f"{url('traject-start')}?gezin={hulp.cast.gezin.pk}",
    ):
        assert client.get(address).status_code == 404, address


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_evaluations_takes_a_fixed_number_of_statements(
    cast: Cast, django_assert_max_num_queries: Any, count: int
) -> None:
    for persoon in (cast.kind10, cast.kind14, cast.kind17)[:count]:
        make_traject(cast, jeugdigen=[persoon])
    anna = as_user(cast, "anna")
    with django_assert_max_num_queries(12):
        page = anna.get(url("evaluaties"))
    assert page.content.decode().count("Kanariestein") >= 2 * count


def test_akkoord_of_an_adopted_plan_changes_nothing(hulp: Hulp) -> None:
    before = hulp.versie.akkoorden.count()
    antwoord = {"antwoord": "niet-akkoord", "datum": today().isoformat(), "toelichting": "Toch niet"}
    as_user(hulp.cast, "anna").post(url("akkoord", hulp.versie.plan_id, hulp.cast.kind14.pk), antwoord)
    assert hulp.versie.akkoorden.count() == before
    assert not hulp.versie.akkoorden.filter(antwoord="niet-akkoord").exists()
