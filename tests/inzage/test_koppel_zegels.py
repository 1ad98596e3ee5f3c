"""After a restore the exported seals agree with the log again, and the old file is kept as proof."""

import datetime
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from cjg.inzage.models import Uurzegel
from cjg.inzage.zegels import SLEUTEL_ID

UUR = datetime.datetime(2026, 3, 2, 9, tzinfo=datetime.UTC)


@pytest.mark.django_db
def test_seals_of_hours_that_are_gone_are_kept_apart(settings: Any, tmp_path: Path) -> None:
    settings.INZAGE_KOPPEN = tmp_path / "zegels.jsonl"
    Uurzegel.objects.create(uur=UUR, aantal=1, sleutel_id=SLEUTEL_ID, vorige=b"\x00" * 32, zegel=b"\x01" * 32)
    regels = [
        json.dumps({"uur": (UUR + datetime.timedelta(hours=n)).isoformat(), "zegel": "01" * 32}) for n in range(3)
    ]
    settings.INZAGE_KOPPEN.write_text("\n".join(regels) + "\n", encoding="ascii")

    output = StringIO()
    call_command("koppel_zegels_na_herstel", stdout=output)

    assert settings.INZAGE_KOPPEN.read_text(encoding="ascii").splitlines() == regels[:1]
    (apart,) = tmp_path.glob("zegels-voor-herstel-*.jsonl")
    assert apart.read_text(encoding="ascii").splitlines() == regels
    assert output.getvalue().startswith("2 zegels horen bij uren")
    call_command("koppel_zegels_na_herstel", stdout=output)
    assert len(list(tmp_path.iterdir())) == 2
