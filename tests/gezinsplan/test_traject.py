"""Starting, handing over and closing a traject."""

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from cjg.basis.api import StaleVersion, add_months, now, today
from cjg.dossier.api import Betrokkenheid, Recht, may
from cjg.intake.api import Aanmelding, Wachtlijstplaats
from cjg.organisatie.api import Gebruiker, Medewerker
from cjg.taken.api import Taak, scan_reminders
from cjg.vragenlijsten.api import Uitnodiging
from gezinsplan.models import Aanspreekpunt, Evaluatie, Gezinsplan, Traject
from gezinsplan.overgangen import BY_HAND, OVERGANGEN
from gezinsplan.services import change_phase, close_traject, hand_over_traject, start_traject
from tests.cast import Cast
from tests.gezinsplan.conftest import DAG, Hulp, evaluatie_invoer, make_traject


def fresh(gebruiker: Gebruiker) -> Gebruiker:
    return Gebruiker.objects.get(pk=gebruiker.pk)


def waiting(cast: Cast) -> Aanmelding:
    """An aanmelding of the cast's gezin on the wachtlijst of Noord 1."""
    aanmelding: Aanmelding = Aanmelding.objects.create(
        datum=today() - 400 * DAG,
        gezin=cast.gezin,
        verwijzer="zelf",
        kerntaak="coaching",
        vraag="Hoe krijgen we Kees naar school?",
        urgentie="gewoon",
        veiligheid="geen-zorgen",
        team=cast.team,
        status="wachtlijst",
    )
    Wachtlijstplaats.objects.create(aanmelding=aanmelding, team=cast.team, sinds=aanmelding.datum)
    return aanmelding


def close(traject: Traject, cast: Cast, **changed: Any) -> Traject:
    values: dict[str, Any] = {
        "reden": "01",
        "einddatum": today(),
        "toelichting": "",
        "evaluatie": None,
        "door": cast.medewerker("anna"),
        "expected_versie": traject.versie,
        "today": today(),
        "now": now(),
    }
    return close_traject(traject=traject, **(values | changed))


def hand_over(traject: Traject, medewerker: Medewerker, **changed: Any) -> Aanspreekpunt:
    values: dict[str, Any] = {
        "notitie": "Kees belt liever dan hij mailt.",
        "dag": today(),
        "expected_versie": traject.versie,
        "today": today(),
        "now": now(),
    }
    return hand_over_traject(traject=traject, medewerker=medewerker, **(values | changed))


def test_start_traject_makes_evaluations_one_aanspreekpunt_and_access(cast: Cast) -> None:
    aanmelding = waiting(cast)
    begin = dt.date(today().year - 1, 11, 30)
    traject = make_traject(cast, begindatum=begin, aanmelding=aanmelding, team=cast.ander_team)
    evaluaties = dict(traject.evaluaties.values_list("soort", "uiterlijk"))
    assert evaluaties == {"3-maanden": add_months(begin, 3), "6-maanden": add_months(begin, 6)}
    assert [punt.medewerker for punt in traject.aanspreekpunten.all()] == [cast.medewerker("anna")]
    assert [deelname.persoon for deelname in traject.deelnames.all()] == [cast.kind14, cast.kind10]
    assert may(cast.chantal, Recht.REGISTREREN, cast.gezin)
    aanmelding.refresh_from_db()
    assert (aanmelding.status, aanmelding.wachtlijstplaats.tot) == ("gestart", begin)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"jeugdigen": []}, "jeugdigen"),
        ({"jeugdigen": ["kind14", "kind14"]}, "jeugdigen"),
        ({"jeugdigen": ["ouder"]}, "jeugdigen"),
        ({"aanspreekpunt": "ema"}, "aanspreekpunt"),
        ({"aanspreekpunt": "hanna"}, "aanspreekpunt"),
        ({"begindatum": 93}, "begindatum"),
        ({"gezin": "ander_gezin"}, "jeugdigen"),
    ],
)
def test_start_traject_refuses_what_cannot_be(cast: Cast, changed: dict[str, Any], field: str) -> None:
    if "jeugdigen" in changed:
        changed = {"jeugdigen": [getattr(cast, naam) for naam in changed["jeugdigen"]]}
    if "aanspreekpunt" in changed:
        changed = {"aanspreekpunt": cast.medewerker(changed["aanspreekpunt"])}
    if "begindatum" in changed:
        changed = {"begindatum": today() + changed["begindatum"] * DAG}
    if "gezin" in changed:
        changed = {"gezin": cast.ander_gezin}
    with pytest.raises(ValidationError) as fout:
        make_traject(cast, **changed)
    assert set(fout.value.message_dict) == {field}
    assert not Traject.objects.exists()
    assert not Betrokkenheid.objects.filter(grond="traject").exists()


def test_start_traject_twice_for_a_jeugdige_is_refused(cast: Cast) -> None:
    make_traject(cast)
    with pytest.raises(ValidationError, match="loopt al"):
        make_traject(cast, jeugdigen=[cast.kind14])
    make_traject(cast, jeugdigen=[cast.kind17])
    assert Traject.objects.count() == 2


def test_start_traject_for_somebody_of_23_is_refused(cast: Cast) -> None:
    cast.kind17.geboortedatum = (today() - 23 * 366 * DAG).replace(day=1)
    cast.kind17.save(update_fields=["geboortedatum"])
    with pytest.raises(ValidationError, match="tot 23 jaar"):
        make_traject(cast, jeugdigen=[cast.kind17], begindatum=today())


def test_hand_over_traject_moves_tasks_access_and_keeps_one_aanspreekpunt(cast: Cast) -> None:
    traject = make_traject(cast, team=cast.ander_team)
    scan_reminders(today=today(), now=now())
    assert Taak.objects.filter(medewerker=cast.medewerker("anna"), status="open").count() == 1
    hand_over(traject, cast.medewerker("chantal"))
    open_on_today = [punt for punt in traject.aanspreekpunten.all() if punt.is_open_on(today())]
    assert [punt.medewerker for punt in open_on_today] == [cast.medewerker("chantal")]
    assert not Taak.objects.filter(medewerker=cast.medewerker("anna"), status="open").exists()
    assert Taak.objects.filter(medewerker=cast.medewerker("chantal"), status="open").count() == 1
    assert not Betrokkenheid.objects.filter(
        bron_id=traject.pk, medewerker=cast.medewerker("anna"), einddatum__isnull=True
    ).exists()


def test_hand_over_traject_there_and_back(cast: Cast) -> None:
    traject = make_traject(cast)
    for n, naam in enumerate(("bram", "anna", "bram")):
        hand_over(traject, cast.medewerker(naam), dag=today() - (5 - n) * DAG)
    assert [punt.medewerker.gebruiker.naam for punt in traject.aanspreekpunten.order_by("begindatum")] == [
        "Anna Testman",
        "Bram Testman",
        "Anna Testman",
        "Bram Testman",
    ]
    hand_over(traject, cast.medewerker("anna"), dag=today() + 10 * DAG)
    hand_over(traject, cast.medewerker("bram"), dag=today() + 11 * DAG)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"notitie": "  "}, "notitie"),
        ({"medewerker": "anna"}, "medewerker"),
        ({"medewerker": "ema"}, "medewerker"),
        ({"dag": -100}, "dag"),
        ({"dag": 93}, "dag"),
    ],
)
def test_hand_over_traject_refuses_what_cannot_be(cast: Cast, changed: dict[str, Any], field: str) -> None:
    traject = make_traject(cast)
    medewerker = cast.medewerker(changed.pop("medewerker", "bram"))
    if "dag" in changed:
        changed["dag"] = today() + changed["dag"] * DAG
    with pytest.raises(ValidationError) as fout:
        hand_over(traject, medewerker, **changed)
    assert set(fout.value.message_dict) == {field}
    assert Aanspreekpunt.objects.count() == 1


def test_hand_over_traject_from_a_stale_page_changes_nothing(cast: Cast) -> None:
    traject = make_traject(cast)
    hand_over(traject, cast.medewerker("bram"))
    with pytest.raises(StaleVersion):
        hand_over(traject, cast.medewerker("chantal"), expected_versie=1, dag=today() + DAG)
    assert Aanspreekpunt.objects.count() == 2


@pytest.mark.parametrize("van", Traject.Status.values)
@pytest.mark.parametrize("naar", Traject.Status.values)
def test_change_phase_follows_the_table(cast: Cast, van: str, naar: str) -> None:
    """Each pair of phases: by hand only what the table of hands allows, and that is a part of the whole table."""
    traject = make_traject(cast)
    if van == Traject.Status.AFGESLOTEN:
        close(traject, cast)
    else:
        Traject.objects.filter(pk=traject.pk).update(status=van)
    traject.refresh_from_db()
    if (van, naar) in BY_HAND:
        assert (van, naar) in OVERGANGEN
        change_phase(traject=traject, naar=naar, expected_versie=traject.versie, now=now())
    else:
        with pytest.raises(ValidationError):
            change_phase(traject=traject, naar=naar, expected_versie=traject.versie, now=now())
    traject.refresh_from_db()
    assert traject.status == (naar if (van, naar) in BY_HAND else van)


def test_close_traject_ends_all_that_ran_for_it(hulp: Hulp) -> None:
    cast, traject = hulp.cast, hulp.traject
    scan_reminders(today=today(), now=now())
    assert Taak.objects.filter(status="open").exists()
    score = evaluatie_invoer(vervolg="afsluiten", reden="De doelen zijn bereikt.")
    close(traject, cast, evaluatie=score, einddatum=today() - DAG)
    traject.refresh_from_db()
    assert (traject.status, traject.einddatum, traject.reden_beeindiging) == ("afgesloten", today() - DAG, "01")
    assert dict(traject.evaluaties.values_list("soort", "status")) == {
        "3-maanden": "vervallen",
        "6-maanden": "vervallen",
        "afsluiting": "gehouden",
    }
    assert not Taak.objects.filter(status="open").exists()
    assert {punt.einddatum for punt in traject.aanspreekpunten.all()} == {today() - DAG}
    assert {deelname.einddatum for deelname in traject.deelnames.all()} == {today() - DAG}
    assert Gezinsplan.objects.get().status == "afgesloten"
    assert scan_reminders(today=today(), now=now()).herinneringen == 0
    einden = Betrokkenheid.objects.filter(bron_id=traject.pk).values_list("einddatum", flat=True)
    assert set(einden) == {today() + 30 * DAG}


def test_close_traject_asks_each_jeugdige_of_12_and_each_parent(hulp: Hulp) -> None:
    close(hulp.traject, hulp.cast)
    gevraagd = set(Uitnodiging.objects.values_list("persoon_id", "vragenlijst__informant"))
    assert gevraagd == {(hulp.cast.kind14.pk, "jeugdige"), (hulp.cast.ouder.pk, "ouder")}
    assert set(Uitnodiging.objects.values_list("kerntaak", "gemeente")) == {("coaching", "0392")}


def test_close_traject_of_kerntaak_3_asks_its_own_questions(cast: Cast) -> None:
    traject = make_traject(cast, soort="dak-en-thuisloos", jeugdigen=[cast.kind17])
    close(traject, cast)
    assert list(Uitnodiging.objects.values_list("vragenlijst__code", "kerntaak")) == [
        ("eindevragenlijst-dak-en-thuisloos", "dak-en-thuisloos")
    ]


def test_close_traject_keeps_the_plan_while_other_help_runs(hulp: Hulp) -> None:
    make_traject(hulp.cast, jeugdigen=[hulp.cast.kind17])
    close(hulp.traject, hulp.cast)
    assert Gezinsplan.objects.get().status == "actief"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"reden": "06"}, "reden"),
        ({"reden": ""}, "reden"),
        ({"einddatum": 1}, "einddatum"),
        ({"einddatum": -101}, "einddatum"),
    ],
)
def test_close_traject_refuses_what_cannot_be(hulp: Hulp, changed: dict[str, Any], field: str) -> None:
    if "einddatum" in changed:
        changed["einddatum"] = today() + changed["einddatum"] * DAG
    with pytest.raises(ValidationError) as fout:
        close(hulp.traject, hulp.cast, **changed)
    assert set(fout.value.message_dict) == {field}
    hulp.traject.refresh_from_db()
    assert hulp.traject.is_open
    assert not Uitnodiging.objects.exists()
    assert not Evaluatie.objects.exclude(status="gepland").exists()


def test_close_traject_twice_is_refused(hulp: Hulp) -> None:
    close(hulp.traject, hulp.cast)
    with pytest.raises(ValidationError, match="al afgesloten"):
        close(hulp.traject, hulp.cast)


def test_access_ends_after_the_aftercare(cast: Cast) -> None:
    cast.gezin.betrokkenheden.all().delete()
    traject = make_traject(cast, team=cast.ander_team)
    close(traject, cast)
    Betrokkenheid.objects.filter(bron_id=traject.pk).update(einddatum=today() - DAG)
    assert not may(fresh(cast.anna), Recht.INZIEN, cast.gezin)
    assert not may(fresh(cast.chantal), Recht.INZIEN, cast.gezin)


def test_start_again_after_closing(hulp: Hulp) -> None:
    close(hulp.traject, hulp.cast, einddatum=today() - DAG)
    opnieuw = start_traject(
        gezin=hulp.cast.gezin,
        jeugdigen=[hulp.cast.kind14],
        soort="gezinscoaching",
        aanspreekpunt=hulp.cast.medewerker("bram"),
        team=hulp.cast.team,
        begindatum=today(),
        today=today(),
        now=now(),
    )
    assert opnieuw.is_open
