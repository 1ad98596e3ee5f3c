import datetime as dt
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjg.basis import tekstcontrole
from cjg.basis.api import Soort, example_bsn, find_identifying

TODAY = dt.date(2026, 11, 22)


def _kinds(text: str) -> list[str]:
    return [str(each.soort) for each in find_identifying(text, today=TODAY) if not each.is_warning]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("bsn 999990019 genoemd", "bsn"),
        ("BSN999990019", "bsn"),
        ("nummer 9999.90.019 gegeven", "bsn"),
        ("999 990 019", "bsn"),
        ("9 9 9 9 9 0 0 1 9", "bsn"),
        ("999-990-019.", "bsn"),
        ("12 999990019", "bsn"),
        ("999\u200b990\u200b019", "bsn"),
        ("９９９９９００１９", "bsn"),
        ("bsn 10000008 zonder nul", "bsn"),
        ("bel terug op 06 12345678", "telefoon"),
        ("06-12 34 56 78", "telefoon"),
        ("(023) 512 34 56", "telefoon"),
        ("+31 (0)6 12345678", "telefoon"),
        ("0031612345678", "telefoon"),
        ("mail naar j.de-vries+school@voorbeeld.nl graag", "e-mail"),
        ("woont op 2011 AB 12", "adres"),
        ("2011ab 12a", "adres"),
        ("Kerkstraat 12", "adres"),
        ("nr 12, 2011 AB Haarlem", "adres"),
        ("postcode 2011AB huisnummer 5", "adres"),
        ("3 mei 2012", "geboortedatum"),
        ("03-05-2012", "geboortedatum"),
        ("3/5/12", "geboortedatum"),
        ("2012-05-03", "geboortedatum"),
        ("3 MRT. '12", "geboortedatum"),
        ("geboren op 3-5-2026", "geboortedatum"),
        ("NL91 ABNA 0417 1643 00", "iban"),
        ("nl91abna0417164300 graag", "iban"),
        ("BE68 5390 0754 7034", "iban"),
    ],
)
def test_identifying_data_is_found(text: str, kind: str) -> None:
    assert _kinds(text) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "tips gegeven voor het slapen",
        "verwezen naar ouderavond op school",
        "gesprek over scheiding en school",
        "belt volgende week terug",
        "kind van 12 jaar, 3 keer per week, 45 minuten",
        "afspraak op 3 december 2026 om 14.30 uur",
        "afspraak op 24-11-2026",
        "in 2011 is 3 keer gebeld",
        "bel 112 of 0800-0113 of 14 023",
        "bedrag van 1.250,50 per 12 maanden",
        "123456789 is geen BSN",
        "1234567890123456",
        "schooljaar 2025-2026",
        "groep 7/8, 10 kinderen",
        "NL91 ABNA 1417 1643 01",
        "20120503",
        "regel 31-02-2012",
        "@ school",
        "versie 1.2.3.4",
    ],
)
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert _kinds(text) == []


@given(index=st.integers(0, 9000), gap=st.sampled_from(["", " ", ".", "-", "\u00a0", " - "]), cut=st.integers(1, 8))
def test_every_bsn_is_found_however_it_is_spaced(index: int, gap: str, cut: int) -> None:
    bsn = example_bsn(index)
    assert _kinds(f"het nummer is {bsn[:cut]}{gap}{bsn[cut:]} dus") == ["bsn"]


def test_findings_never_repeat_the_text_and_say_what_to_do() -> None:
    text = "bsn 999990019, 06 12345678, jan@voorbeeld.nl, 3 mei 2012"
    found = find_identifying(text, today=TODAY)
    assert [each.soort for each in found] == [Soort.BSN, Soort.TELEFOON, Soort.E_MAIL, Soort.GEBOORTEDATUM]
    for each in found:
        secret = text[each.begin : each.einde]
        assert secret not in each.melding
        assert each.gemaskeerd not in ("", secret)
        assert each.melding.endswith(("Haal het weg.", "Schrijf de leeftijdsgroep op."))


@pytest.mark.parametrize(
    "text",
    [
        "gesproken met Jan de Vries",
        "moeder Fatima belt",
        "mevr. van den Berg",
        "J. Jansen kwam langs",
        "zoon heet Milan",
    ],
)
def test_a_likely_name_is_a_warning(text: str) -> None:
    (found,) = find_identifying(text, today=TODAY)
    assert (found.soort, found.is_warning) == (Soort.NAAM, True)


@pytest.mark.parametrize(
    "text", ["melding bij Veilig Thuis", "Haarlem Noord", "Moeder belt over slapen", "Coach Noord"]
)
def test_known_words_with_capitals_are_no_names(text: str) -> None:
    assert find_identifying(text, today=TODAY) == []


def test_a_text_of_twenty_megabytes_is_refused_at_once() -> None:
    started = time.process_time()
    (found,) = find_identifying("tekst " * 3_500_000, today=TODAY)
    assert time.process_time() - started < 1
    assert (found.soort, found.is_warning) == (Soort.TE_LANG, False)
    assert "Maak de tekst korter" in found.melding


ADVERSARIAL = [
    "@",
    "a@",
    "0",
    "06 ",
    "0 6-",
    "(0",
    "+31 ",
    "9 9 9 ",
    "1-1-",
    "2011",
    "2011AB ",
    "NL91 ",
    "NL91ABNA",
    "Ab ",
    "Ab-",
    "a.",
    "straat ",
    "van der ",
    "J. ",
    "moeder Ab",
    "1 mei ",
    "999990019 ",
    "06 12345678 ",
]


@pytest.mark.parametrize("unit", ADVERSARIAL)
def test_time_grows_no_faster_than_the_text(unit: str) -> None:
    def seconds(length: int) -> float:
        text = (unit * (length // len(unit) + 1))[:length]
        best = 10.0
        for _ in range(3):
            started = time.process_time()
            find_identifying(text, today=TODAY)
            best = min(best, time.process_time() - started)
        return best

    small, large = seconds(20_000), seconds(160_000)
    assert large < max(0.05, 24 * small), f"{small:.4f}s for 20 thousand, {large:.4f}s for 160 thousand characters"
    assert large < 5


@given(st.text(max_size=300))
def test_any_text_is_searched_without_error_and_places_fit(text: str) -> None:
    for each in find_identifying(text, today=TODAY):
        assert 0 <= each.begin < each.einde <= len(text)


def test_findings_are_capped() -> None:
    assert len(find_identifying("999990019, " * 1000, today=TODAY)) == tekstcontrole._MAX_FINDINGS
