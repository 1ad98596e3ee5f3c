"""`manage.py koppel_zegels_na_herstel`: after a restore, let the exported seals agree with the log that was put back.

A restore to an earlier moment takes sealed hours away, and that may not look like tampering for ever after. The file
with all exported seals is kept beside the new one: it is the proof of what there was.
"""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from cjg.basis.api import now
from cjg.inzage.models import Uurzegel


class Command(BaseCommand):
    help = "Laat na het terugzetten van een back-up het bestand met zegels aansluiten op het inzagelogboek."

    def handle(self, *args: Any, **options: Any) -> None:
        """Keep the seals of the hours that are there; say how many are not."""
        bestand = Path(settings.INZAGE_KOPPEN)
        regels = bestand.read_text(encoding="ascii").splitlines() if bestand.exists() else []
        uren = set(Uurzegel.objects.values_list("uur", flat=True))
        gebleven = [regel for regel in regels if datetime.datetime.fromisoformat(json.loads(regel)["uur"]) in uren]
        if len(gebleven) == len(regels):
            self.stdout.write("Het bestand met zegels sluit al aan op het inzagelogboek.")
            return
        apart = bestand.with_name(f"zegels-voor-herstel-{now():%Y-%m-%dT%H%M%SZ}.jsonl")
        bestand.rename(apart)
        bestand.write_text("".join(f"{regel}\n" for regel in gebleven), encoding="ascii")
        self.stdout.write(f"{len(regels) - len(gebleven)} zegels horen bij uren die niet zijn teruggezet: {apart}.")
