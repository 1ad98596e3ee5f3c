"""The beschikking: what the law asks stands in it, in plain Dutch, to the right people, and a screen reader reads it."""

from __future__ import annotations

import datetime
import io
import re
import shutil
import subprocess
import time
from html.parser import HTMLParser
from typing import Any

import pikepdf
import pytest
import textstat
from django.template.loader import render_to_string

from cjg.basis.api import bezwaar_until, render_pdf, today
from cjg.dossier.api import Adres, Persoon
from tests.cast import Cast
from tests.toegang.helpers import pgb, pgb_step, record_all_steps, start, take, voorziening
from toegang.brief import Brief, address_lines, choose_address, tone_for
from toegang.models import Besluit
from toegang.services import change_term
from toegang.services.bekendmaking import TEMPLATE, letter_context, make_letters

DAY = datetime.timedelta(days=1)
# Words that letters do not use: stiff, vague or passive (directduidelijk.nl, taaltips).
VERBODEN = [
    "aangaande",
    "betreffende",
    "conform",
    "danwel",
    "derhalve",
    "dienen",
    "dient",
    "doch",
    "echter",
    "eveneens",
    "gaarne",
    "geacht",
    "hierbij",
    "hiertoe",
    "hieromtrent",
    "indien",
    "ingevolge",
    "jegens",
    "middels",
    "mits",
    "nadere",
    "nochtans",
    "omtrent",
    "onderhavige",
    "onverwijld",
    "tevens",
    "teneinde",
    "terzake",
    "thans",
    "tijdig",
    "uiterlijk",
    "vermelde",
    "verzoeken",
    "voornoemde",
    "voorts",
    "werden",
    "wordt",
    "worden",
    "zorgdragen",
    "zulks",
]


class Sentences(HTMLParser):
    """Keeps the running text of a letter: paragraphs, list items and headings of the body, not the tables."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[str] = []
        self.open = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        css = dict(attrs).get("class") or ""
        if tag in ("p", "li") and css not in ("afzender", "adres", "ondertekening"):
            self.open = tag
            self.blocks.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == self.open:
            self.open = ""

    def handle_data(self, data: str) -> None:
        if self.open:
            self.blocks[-1] += data

    @property
    def text(self) -> str:
        """The text, each block ended as a sentence."""
        blocks = [" ".join(block.split()) for block in self.blocks]
        return " ".join(block if block[-1] in ".?" else f"{block}." for block in blocks if block)


def html_of(brief: Brief) -> str:
    return render_to_string(TEMPLATE, letter_context(brief))


def text_of(html: str) -> str:
    """All text of a letter on one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", re.sub(r"(?s)<head>.*?</head>", "", html)).split())


def letters(besluit: Besluit) -> list[Brief]:
    return make_letters(Besluit.objects.with_names().get(pk=besluit.pk), today())


@pytest.fixture
def variants(cast: Cast, registers: None) -> dict[str, Brief]:
    """One letter per outcome, form and tone, and per kind of besluit."""
    made: dict[str, Brief] = {}
    uitkomsten: list[tuple[str, dict[str, Any]]] = [
        ("toegekend", {}),
        ("gedeeltelijk", {}),
        ("afgewezen", {}),
        ("pgb", {"voorziening": pgb(), "uitkomst": "toegekend"}),
        ("buiten-behandeling", {"today": today() + DAY}),
    ]
    for wie, jeugdige in (("ouder", cast.kind10), ("jongere", cast.kind17)):
        for naam, changes in uitkomsten:
            besluit = start(cast, jeugdige=jeugdige, aanvraag=f"{wie} {naam}")
            record_all_steps(cast, besluit, last=pgb_step() if naam == "pgb" else None)
            if naam == "buiten-behandeling":
                _ask(cast, besluit)
            take(besluit, cast.hanna, **({"uitkomst": naam} | changes))
            made[f"{wie} {naam}"] = letters(besluit)[0]
    for soort in ("verlenging", "wijziging", "beeindiging", "intrekking"):
        besluit = start(cast, soort=soort)
        record_all_steps(cast, besluit)
        made[soort] = letters(take(besluit, cast.hanna))[0]
    return made


def _ask(cast: Cast, besluit: Besluit) -> None:
    change_term(
        besluit=besluit,
        soort="aanvulling",
        reden="Het verslag ontbreekt.",
        medewerker=cast.medewerker("anna"),
        expected_versie=1,
        gegeven_tot=today(),
        today=today(),
    )


def test_every_letter_holds_what_the_law_asks(variants: dict[str, Brief]) -> None:
    """feiten §5.2, point by point; Awb 3:41, 3:45, 3:46, 3:47, 6:5, 6:7, 6:8, 8:81, 10:10; Jeugdwet 2.3, 2.5."""
    for naam, brief in variants.items():
        text, besluit = text_of(html_of(brief)), brief.besluit
        asked = [
            _dutch(today()),
            besluit.nummer,
            f"Kenmerk aanvraag A-{besluit.nummer}",
            f"Aanvraag ontvangen {_dutch(besluit.ontvangstdatum)}",
            "het college van burgemeester en wethouders van Haarlem, namens deze: Hanna Testman Teamleider",
            "Hanna Testman mag dit besluit nemen volgens artikel 3 van het Mandaatbesluit",
            brief.lezer.naam,
            besluit.jeugdige.naam,
            "Deze brief is een beschikking",
            besluit.motivering,
            "artikel 2.3 van de Jeugdwet",
            "Verordening jeugdhulp gemeente Haarlem (voorbeeld), artikel 2.1 tot en met 2.6",
            "Vertrouwenspersoon Jeugd",
            "Cliëntondersteuning Haarlem",
            "binnen zes weken",
            "de dag na de datum van deze brief",
            _dutch(bezwaar_until(today())),
            "College van B en W van Haarlem, Bezwaarschriften",
            "naam en adres",
            f"het nummer van dit besluit: {besluit.nummer}",
            "niet eens bent met het besluit",
            "handtekening",
            "voorlopige voorziening",
            "Rechtbank Voorbeeld",
            "Anna Testman",
        ]
        missing = [part for part in asked if part not in text]
        assert not missing, f"{naam}: {missing}"


def test_granted_letter_describes_the_help(variants: dict[str, Brief]) -> None:
    text = text_of(html_of(variants["ouder toegekend"]))
    for part in (
        "Kiki krijgt hulp van Jeugdhulp De Linde",
        "Begeleiding van jeugdige en gezin",
        "Jeugdhulp ambulant (45 / 45A04)",
        "Zorg in natura",
        "2 uren per week",
        f"Van {_dutch(voorziening().ingangsdatum)}",
        f"Tot en met {_dutch(voorziening().einddatum)}",
        "telefoon 023-000 01 01",
        "artikel 8.1.2",
        "Ida Testman is deskundig en staat in het beroepsregister, nummer 120012345",
    ):
        assert part in text


def test_pgb_letter_names_amount_conditions_and_tests(variants: dict[str, Brief]) -> None:
    text = text_of(html_of(variants["ouder pgb"]))
    for part in ("€ 3.000,00", "zorgovereenkomst", "SVB", "artikel 8.1.1", "Kan het gezin het budget beheren?"):
        assert part in text
    assert "Aanbieder" not in text


def test_refusing_letters_say_so_first_and_describe_no_help(variants: dict[str, Brief]) -> None:
    for wie, naam in (("ouder", "Kiki krijgt"), ("jongere", "Je krijgt")):
        text = text_of(html_of(variants[f"{wie} afgewezen"]))
        assert f"{naam} de gevraagde hulp niet" in text
        assert "Wij wijzen de aanvraag af." in text
        assert "Aanbieder" not in text
        assert "8.1.2" not in text
    apart = text_of(html_of(variants["ouder buiten-behandeling"]))
    assert "Wij behandelen de aanvraag niet verder" in apart
    assert "artikel 4:5" in apart
    assert f"Wij vroegen op {_dutch(today())} om deze gegevens." in apart


def test_end_of_help_names_its_last_day(variants: dict[str, Brief]) -> None:
    for soort in ("beeindiging", "intrekking"):
        text = text_of(html_of(variants[soort]))
        assert f"De laatste dag van de hulp is {_dutch(voorziening().einddatum)}." in text
        assert "Wat krijgt" not in text


def test_youth_is_addressed_with_je_and_a_parent_with_u(variants: dict[str, Brief]) -> None:
    for naam, brief in variants.items():
        words = set(re.findall(r"\w+", sentences_of(brief).lower()))
        if naam.startswith("jongere"):
            assert not words & {"u", "uw"}, naam
            assert "je" in words
        else:
            assert not words & {"je", "jij", "jou", "jouw"}, naam


def test_adult_jeugdige_is_addressed_with_u(cast: Cast) -> None:
    volwassene = Persoon(geboortedatum=today() - datetime.timedelta(days=19 * 366), roepnaam="Noor", achternaam="Bos")
    toon = tone_for(volwassene, volwassene, today())
    assert (toon.wie, toon.voor_wie, toon.is_je) == ("u", "u", False)


def sentences_of(brief: Brief) -> str:
    parser = Sentences()
    parser.feed(html_of(brief))
    return parser.text


def test_letters_are_plain_dutch(variants: dict[str, Brief]) -> None:
    """B1: Flesch-Douma at least 65, at most 15 words in the mean sentence and no forbidden word (ux.md §5)."""
    textstat.set_lang("nl")
    for naam, brief in variants.items():
        text = sentences_of(brief)
        sentences = [s for s in re.split(r"(?<=[.?])\s+(?=[A-Z0-9])", text) if s]
        words = [len(s.split()) for s in sentences]
        assert textstat.flesch_reading_ease(text) >= 65, naam
        assert sum(words) / len(words) <= 15, naam
        assert max(words) <= 30, [s for s in sentences if len(s.split()) > 30]
        assert not set(re.findall(r"\w+", text.lower())) & set(VERBODEN), naam


def test_addressees_follow_from_age_and_gezag(cast: Cast, registers: None) -> None:
    expected = {
        cast.kind10: [cast.ouder],
        cast.kind14: [cast.kind14, cast.ouder],
        cast.kind17: [cast.kind17],
    }
    for jeugdige, lezers in expected.items():
        besluit = start(cast, jeugdige=jeugdige)
        record_all_steps(cast, besluit)
        made = letters(take(besluit, cast.ida))
        assert [brief.lezer for brief in made] == lezers
        assert [brief.kenmerk for brief in made] == [f"{besluit.nummer}/{n}" for n in range(1, len(lezers) + 1)]


def test_each_letter_holds_only_the_address_of_its_reader(cast: Cast, registers: None) -> None:
    """Somebody who must not know where the other lives reads it in no letter."""
    vader = Persoon.objects.create(
        voornamen="Vincent", achternaam="Elders", sorteersleutel="elders", zoeksleutel="elders"
    )
    cast.kind10.gezagsdragers.create(gezagsdrager=vader, soort="met", begindatum=today() - 100 * DAY)
    for persoon, straat, geheim in (
        (cast.ouder, "Geheimweg", True),
        (cast.kind10, "Geheimweg", True),
        (vader, "Vaderlaan", False),
    ):
        Adres.objects.create(
            persoon=persoon,
            straat=straat,
            huisnummer=7,
            postcode="2011 AB",
            woonplaats="Haarlem",
            is_geheim=geheim,
            begindatum=today(),
        )
    besluit = start(cast)
    record_all_steps(cast, besluit)
    texts = {brief.lezer: text_of(html_of(brief)) for brief in letters(take(besluit, cast.ida))}
    assert set(texts) == {cast.ouder, vader}
    assert "Vaderlaan 7" in texts[vader]
    assert "Vaderlaan" not in texts[cast.ouder]
    assert not any("Geheimweg" in text for text in texts.values())


def test_correspondence_address_goes_before_the_brp_address() -> None:
    brp, post = Adres(soort="01", straat="Brp"), Adres(soort="02", straat="Post")
    secret = Adres(soort="02", straat="Geheim", is_geheim=True)
    assert choose_address([brp, post]) == post
    assert choose_address([brp, secret]) == brp
    assert choose_address([Adres(soort="03", straat="Verblijf")]) is None
    assert address_lines(secret) == []


def test_pdf_can_be_read_by_a_screen_reader(variants: dict[str, Brief]) -> None:
    for naam in ("ouder toegekend", "jongere pgb"):
        brief = variants[naam]
        pdf = pikepdf.open(io.BytesIO(render_pdf(TEMPLATE, letter_context(brief))))
        assert str(pdf.Root.Lang) == "nl"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == brief.onderwerp
        tags = list(_tags(pdf.Root.StructTreeRoot))
        assert tags.count("/H1") == 1
        assert tags.count("/H2") >= 8
        assert {"/P", "/Table", "/TH", "/TD", "/L", "/LI"} <= set(tags)
        assert all(_embedded(page) for page in pdf.pages)


def _tags(element: Any) -> Any:
    if "/S" in element:
        yield str(element["/S"])
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            yield from _tags(kid)


def _embedded(page: Any) -> bool:
    fonts = page.Resources.get("/Font", {})
    return all(
        "/FontFile3" in f or "/FontFile2" in f
        for f in (font.DescendantFonts[0].FontDescriptor for font in fonts.values())
    )


def test_text_of_the_pdf_is_the_text_of_the_letter(variants: dict[str, Brief]) -> None:
    """What the law asks is in the text layer, in reading order."""
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext (poppler-utils) ontbreekt")
    for naam in ("ouder toegekend", "jongere afgewezen"):
        brief = variants[naam]
        pdf = render_pdf(TEMPLATE, letter_context(brief))
        done = subprocess.run([program, "-", "-"], input=pdf, capture_output=True, check=True)
        found = " ".join(done.stdout.decode().split())
        parts = [
            brief.besluit.nummer,
            brief.onderwerp,
            "Wat hebben wij besloten?",
            "voorlopige voorziening",
            "namens deze:",
        ]
        places = [found.find(part) for part in parts]
        assert -1 not in places
        assert places == sorted(places)


def test_letter_is_made_within_a_second(variants: dict[str, Brief]) -> None:
    context = letter_context(variants["ouder toegekend"])
    render_pdf(TEMPLATE, context)
    durations = []
    for _ in range(3):
        begin = time.process_time()
        render_pdf(TEMPLATE, context)
        durations.append(time.process_time() - begin)
    assert min(durations) <= 1.0


def _dutch(day: datetime.date | None) -> str:
    assert day is not None
    maanden = [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ]
    return f"{day.day} {maanden[day.month - 1]} {day.year}"
