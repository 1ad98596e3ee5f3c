"""The section of toegang on the one-page overview of a gezin."""

from __future__ import annotations

import datetime
from typing import Any

from cjg.dossier.api import Gezin, OverzichtDeel
from cjg.organisatie.api import allowed
from toegang.models import Besluit
from toegang.rules import RULES, STARTEN

AANTAL = 5


def besluiten_of_gezin(user: Any, gezin: Gezin, day: datetime.date) -> OverzichtDeel:
    """Return the last besluiten of a gezin; the page that shows it went through the gate."""
    besluiten = list(Besluit.objects.with_names().filter(gezin=gezin).order_by("-ontvangstdatum", "-pk")[:AANTAL])
    context = {"gezin": gezin, "besluiten": besluiten, "mag_starten": allowed(RULES, user, STARTEN, gezin)}
    return OverzichtDeel("Besluiten over jeugdhulp", "toegang/overzicht.html", context, tuple(besluiten))
