"""`manage.py importeer contactmomenten`: every wrong line is named, all or nothing, twice changes nothing."""

from __future__ import annotations

import datetime
from io import StringIO
from pathlib import Path

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cjg.intake.models import Contactmoment
from tests.intake.csv_bestand import KOP, regel, write

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day() -> object:
    with time_machine.travel(datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC), tick=False):
        yield


def run(pad: Path, *opties: str) -> str:
    """Import a file and return what was printed; the message of a refusal is printed as well."""
    uit = StringIO()
    try:
        call_command("importeer", "contactmomenten", str(pad), *opties, stdout=uit)
    except CommandError as fout:
        uit.write(f"geweigerd: {fout}\n")
    return uit.getvalue()


FOUTEN = {
    "dag bestaat niet": (regel(datum="2026-02-30"), "datum"),
    "datum anders geschreven": (regel(datum="27-02-2026"), "datum"),
    "datum in de toekomst": (regel(datum="2026-11-23"), "datum"),
    "jaar onmogelijk": (regel(datum="0026-02-03"), "datum"),
    "onbekend kanaal": (regel(kanaal="fax"), "kanaal"),
    "geen kanaal": (regel(kanaal=""), "kanaal"),
    "onbekende vraagsteller": (regel(vraagsteller="oma"), "vraagsteller"),
    "gemeente bestaat niet": (regel(gemeente="9999"), "gemeente"),
    "geen gemeente": (regel(gemeente="", wijk=""), "gemeente"),
    "wijk bestaat niet": (regel(wijk="Zuid"), "wijk"),
    "wijk van een andere gemeente": (regel(wijk="Zandvoort"), "wijk"),
    "wijk bij gemeente onbekend": (regel(gemeente="onbekend"), "wijk"),
    "onbekende leeftijdsgroep": (regel(leeftijdsgroep="4-12"), "leeftijdsgroep"),
    "geen thema": (regel(themas=""), "themas"),
    "onbekend thema": (regel(themas="opvoeden|onzin"), "themas"),
    "geen resultaat": (regel(resultaten=""), "resultaten"),
    "duur onder nul": (regel(duur_minuten="-5"), "duur_minuten"),
    "duur geen getal": (regel(duur_minuten="kwartier"), "duur_minuten"),
    "aantal geen getal": (regel(kanaal="groepsbijeenkomst", aantal_bereikt="veel"), "aantal_bereikt"),
    "groep zonder aantal": (regel(kanaal="groepsbijeenkomst"), "aantal_bereikt"),
    "aantal zonder groep": (regel(aantal_bereikt="12"), "aantal_bereikt"),
    "onbekend signaal": (regel(signaal="rood"), "signaal"),
    "geen bron_id": (regel(bron_id=""), "bron_id"),
    "bron_id te lang": (regel(bron_id="B" * 81), "bron_id"),
    "toelichting te lang": (regel(toelichting="a" * 2001), "toelichting"),
    "te weinig waarden": (";".join(regel().split(";")[:-2]), ""),
    "te veel waarden": (regel() + ";nog iets", ""),
    "aanhalingsteken niet gesloten": (regel(toelichting='"open'), ""),
    "tekst na aanhalingsteken": (regel(toelichting='"dicht" en door'), ""),
}


@pytest.mark.parametrize("naam", FOUTEN)
def test_wrong_line_is_reported_with_number_column_and_reason(tmp_path: Path, naam: str) -> None:
    slecht, kolom = FOUTEN[naam]
    pad = write(tmp_path, regel(bron_id="B-0"), slecht, regel(bron_id="B-9"))
    uit = run(pad)
    plaats = f"regel 3, kolom {kolom}: " if kolom else "regel 3: "
    gemeld = [lijn for lijn in uit.splitlines() if lijn.startswith("regel ")]
    assert len(gemeld) == 1, uit
    assert gemeld[0].startswith(plaats)
    assert gemeld[0].endswith(".")
    assert "geweigerd: 1 regel is niet goed. Er is niets ingelezen." in uit
    assert not Contactmoment.objects.exists()


def test_all_faults_of_a_file_are_reported_at_once(tmp_path: Path) -> None:
    regels = [slecht for slecht, _ in FOUTEN.values()]
    # what is broken in its quotes can only be told apart when nothing follows that closes them
    uit = run(write(tmp_path, *regels))
    genoemd = {int(lijn.split()[1].rstrip(",:")) for lijn in uit.splitlines() if lijn.startswith("regel ")}
    assert genoemd == set(range(2, len(regels) + 2))


def test_repeated_bron_id_names_the_first_line(tmp_path: Path) -> None:
    uit = run(write(tmp_path, regel(), regel(bron_id="B-2"), regel(kanaal="fax")))
    assert "regel 4, kolom bron_id: Dit kenmerk staat ook op regel 2." in uit
    assert "regel 4, kolom kanaal" in uit
    assert not Contactmoment.objects.exists()


def test_import_writes_all_fields(tmp_path: Path) -> None:
    groep = regel(
        bron_id="B-2", kanaal="groepsbijeenkomst", aantal_bereikt="14", gemeente="onbekend", wijk="", signaal="school"
    )
    assert run(write(tmp_path, regel(), groep)) == "Ingelezen: 2 regels. Al bekend: 0 regels.\n"
    eerste, tweede = Contactmoment.objects.order_by("bron_id")
    assert eerste.datum == datetime.date(2026, 2, 27)
    assert (eerste.kanaal, eerste.vraagsteller, eerste.gemeente_id) == ("centraal-nummer", "ouder", "0392")
    assert eerste.wijk.naam == "Noord 2"
    assert (eerste.themas, eerste.resultaten) == (["opvoeden", "scheiding"], ["informatie", "advies"])
    assert (eerste.duur_minuten, eerste.aantal_bereikt, eerste.signaal) == (60, None, "")
    assert (eerste.toelichting, eerste.medewerkersrol) == ("vraag over grenzen stellen thuis", "ia")
    assert (tweede.gemeente_id, tweede.wijk_id, tweede.aantal_bereikt) == (None, None, 14)
    assert tweede.signaal == "school"
    eerste.full_clean()


def test_import_keeps_history_with_its_reason(tmp_path: Path) -> None:
    run(write(tmp_path, regel()))
    gebeurtenis = Contactmoment.pgh_event_model.objects.get()
    assert gebeurtenis.pgh_context.metadata == {"reden": "importeer contactmomenten"}


def test_second_import_changes_nothing(tmp_path: Path) -> None:
    pad = write(tmp_path, regel(), regel(bron_id="B-2"))
    run(pad)
    voor = list(Contactmoment.objects.order_by("bron_id").values())
    assert run(pad) == "Ingelezen: 0 regels. Al bekend: 2 regels.\n"
    assert list(Contactmoment.objects.order_by("bron_id").values()) == voor


def test_longer_file_adds_only_what_is_new(tmp_path: Path) -> None:
    run(write(tmp_path, regel()))
    assert run(write(tmp_path, regel(), regel(bron_id="B-2"))) == "Ingelezen: 1 regel. Al bekend: 1 regel.\n"
    assert Contactmoment.objects.count() == 2


def test_trial_writes_nothing(tmp_path: Path) -> None:
    uit = run(write(tmp_path, regel()), "--proef")
    assert uit == "1 regel, die is goed: 1 nieuw, 0 al bekend. Dit was een proef: er is niets opgeslagen.\n"
    assert not Contactmoment.objects.exists()
    assert not Contactmoment.pgh_event_model.objects.exists()


def test_comma_and_bom_and_quotes_are_read(tmp_path: Path) -> None:
    waarden = regel(toelichting='"eerst bellen, dan ""mailen""\nen klaar"').replace(";", ",")
    pad = write(tmp_path, waarden, regel(bron_id="B-2").replace(";", ","), kop=KOP.replace(";", ","))
    pad.write_bytes(b"\xef\xbb\xbf" + pad.read_bytes())
    assert run(pad) == "Ingelezen: 2 regels. Al bekend: 0 regels.\n"
    tekst = Contactmoment.objects.get(bron_id="B-1").toelichting
    assert tekst == 'eerst bellen, dan "mailen"\nen klaar'


def test_unclosed_quote_does_not_hide_what_follows(tmp_path: Path) -> None:
    goed = [regel(bron_id=f"B-{nummer}") for nummer in range(60)]
    uit = run(write(tmp_path, regel(toelichting='"open'), *goed, regel(bron_id="X", kanaal="fax")))
    assert "regel 2: Een aanhalingsteken wordt niet gesloten." in uit
    assert "regel 63, kolom kanaal" in uit
    assert uit.count("regel ") == 2


def test_empty_lines_are_skipped_and_counted_in_the_numbers(tmp_path: Path) -> None:
    uit = run(write(tmp_path, "", regel(), "  ", regel(bron_id="B-2", kanaal="fax")))
    assert "regel 5, kolom kanaal" in uit


@pytest.mark.parametrize(
    ("kop", "verwacht"),
    [
        (KOP.replace(";datum", ""), "regel 1, kolom datum: Deze kolom ontbreekt."),
        (KOP.replace("bron_id", "kenmerk"), "regel 1, kolom bron_id: Deze kolom ontbreekt."),
        (KOP + ";naam", "regel 1, kolom nummer 14: De naam van deze kolom is niet bekend."),
        (KOP + ";datum", "regel 1, kolom datum: Deze kolom staat er twee keer in."),
        ("", "regel 1: Het bestand is leeg."),
        (KOP, "regel 2: Onder de namen van de kolommen staat niets."),
        (KOP.replace(";", "\t"), "regel 1: Er staat maar één kolom. Zet ; of , tussen de namen"),
        (f"{KOP}\r{regel()}\r", "regel 1: Deze regel is geen goede CSV-regel."),
    ],
)
def test_wrong_header_is_explained(tmp_path: Path, kop: str, verwacht: str) -> None:
    pad = tmp_path / "contacten.csv"
    pad.write_bytes(f"{kop}\n".encode())
    uit = run(pad)
    assert verwacht in uit
    assert "Er is niets ingelezen" in uit


def test_other_encoding_is_reported_per_line(tmp_path: Path) -> None:
    uit = run(write(tmp_path, regel(toelichting="géén vraag"), regel(bron_id="B-2"), encoding="cp1252"))
    assert "regel 2: Dit is geen UTF-8." in uit
    assert not Contactmoment.objects.exists()


def test_binary_file_is_refused_in_bounded_memory(tmp_path: Path) -> None:
    pad = tmp_path / "foto.csv"
    pad.write_bytes(KOP.encode() + b"\n" + b"\xff\x00" * 500_000)
    uit = run(pad)
    assert "regel 2: Deze regel is te lang." in uit


def test_null_character_is_refused(tmp_path: Path) -> None:
    uit = run(write(tmp_path, regel(toelichting="a\x00b")))
    assert "regel 2, kolom toelichting: Deze tekst heeft tekens die niet mogen." in uit


def test_file_that_cannot_be_opened_says_why_in_dutch(tmp_path: Path) -> None:
    assert "kan niet worden gelezen: het bestaat niet." in run(tmp_path / "weg.csv")
    assert "kan niet worden gelezen: dit is een map." in run(tmp_path)


def test_text_of_twenty_megabytes_is_one_fault(tmp_path: Path) -> None:
    uit = run(write(tmp_path, regel(toelichting="a" * 20_000_000), regel(bron_id="B-2", kanaal="fax")))
    assert "regel 2: Deze regel is te lang." in uit
    assert "regel 3, kolom kanaal: ‘fax’ staat niet in de lijst. Kies uit: centraal-nummer, e-mail," in uit
    assert not Contactmoment.objects.exists()


def test_message_repeats_no_personal_data(tmp_path: Path) -> None:
    """A shifted column puts anything anywhere."""
    uit = run(write(tmp_path, regel(signaal="Jan de Boer", wijk="999990019", leeftijdsgroep="0612345678")))
    assert uit.count("Deze waarde staat niet in de lijst") == 3
    assert not any(deel in uit for deel in ("Boer", "999990019", "0612345678"))


def test_number_of_statements_does_not_grow_with_the_file(tmp_path: Path) -> None:
    aantallen = []
    for groep in (range(1), range(100, 400)):
        pad = write(tmp_path, *(regel(bron_id=f"S-{nummer}") for nummer in groep))
        with CaptureQueriesContext(connection) as gevangen:
            run(pad)
        aantallen.append(len(gevangen))
    assert aantallen[0] == aantallen[1]
