"""A file of 120 lines in which fifteen are wrong, each in its own way: all are named, no right line is, nothing stays."""

from __future__ import annotations

import datetime
from io import StringIO
from pathlib import Path

import pytest
import time_machine
from django.core.management import CommandError, call_command

from cjg.intake.models import Contactmoment
from tests.intake.csv_bestand import regel, write

pytestmark = pytest.mark.django_db

VANDAAG = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)
# line in the file -> what is wrong there, the column that is named, and what the message must say to do
FOUTEN: dict[int, tuple[dict[str, str], str, str]] = {
    4: ({"datum": "2026-02-30"}, "datum", "Deze datum bestaat niet. Controleer de dag en de maand."),
    11: ({"kanaal": "fax"}, "kanaal", "Kies uit: centraal-nummer, "),
    12: ({"themas": ""}, "themas", "Kies ten minste één onderwerp."),
    19: ({"gemeente": "9999", "wijk": ""}, "gemeente", "Vul een CBS-code van vier cijfers in, of ‘onbekend’."),
    25: ({"toelichting": "bel op 06 87654321"}, "toelichting", "telefoonnummer in de tekst (06…1). Haal het weg."),
    33: ({"toelichting": "kent 999990019"}, "toelichting", "Er staat een BSN in de tekst (99…9). Haal het weg."),
    42: ({"datum": "2031-01-01"}, "datum", "Deze datum ligt in de toekomst. Kies vandaag of een dag ervoor."),
    57: ({"duur_minuten": "-5"}, "duur_minuten", "Vul een duur in tussen 1 en 1440 minuten."),
    63: ({"aantal_bereikt": "veel"}, "aantal_bereikt", "Vul een heel getal in, met cijfers."),
    79: ({"leeftijdsgroep": "4-12"}, "leeftijdsgroep", "Kies uit: ongeboren, 0-3, 4-11, "),
    92: ({"toelichting": "schrijf naar vader@voorbeeld.nl"}, "toelichting", "e-mailadres in de tekst (va…l). Haal"),
    103: ({"bron_id": "B-102"}, "bron_id", "Dit kenmerk staat ook op regel 102. Elk kenmerk mag één keer."),
    110: ({"themas": "opvoeden|flauwekul"}, "themas", "‘flauwekul’ staat niet in de lijst. Kies uit: opvoeden, "),
    115: ({"toelichting": "op 2012 CD 34"}, "toelichting", "Haal de postcode en het huisnummer weg."),
    119: ({"resultaten": ""}, "resultaten", "Kies ten minste één ding dat is gedaan."),
}


def _lines(fouten: dict[int, tuple[dict[str, str], str, str]]) -> list[str]:
    return [
        regel(**{"bron_id": f"B-{nummer}"} | (fouten[nummer][0] if nummer in fouten else {}))
        for nummer in range(2, 122)
    ]


@pytest.mark.parametrize("opties", [(), ("--proef",)], ids=["echt", "proef"])
@time_machine.travel(VANDAAG, tick=False)
def test_all_fifteen_are_named_with_what_to_do_and_nothing_is_kept(tmp_path: Path, opties: tuple[str, ...]) -> None:
    uit = StringIO()
    with pytest.raises(CommandError, match=r"^15 regels zijn niet goed\. Er is niets ingelezen\. Verbeter"):
        call_command("importeer", "contactmomenten", str(write(tmp_path, *_lines(FOUTEN))), *opties, stdout=uit)
    gemeld = uit.getvalue().splitlines()
    assert len(gemeld) == len(FOUTEN), uit.getvalue()
    for nummer, (_, kolom, advies) in FOUTEN.items():
        (lijn,) = [lijn for lijn in gemeld if lijn.startswith(f"regel {nummer}, kolom {kolom}: ")]
        assert advies in lijn
    assert not Contactmoment.objects.exists()
    assert not Contactmoment.pgh_event_model.objects.exists()


@time_machine.travel(VANDAAG, tick=False)
def test_same_file_without_its_faults_is_kept_whole(tmp_path: Path) -> None:
    call_command("importeer", "contactmomenten", str(write(tmp_path, *_lines({}))), stdout=StringIO())
    assert Contactmoment.objects.count() == 120
