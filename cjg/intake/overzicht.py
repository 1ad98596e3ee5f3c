"""What the intake says on the overview of a gezin."""

from __future__ import annotations

import datetime
from typing import Any

from cjg.dossier.api import Gezin, OverzichtDeel, visible_to
from cjg.intake.models import Aanmelding


def aanmeldingen_of_gezin(user: Any, gezin: Gezin, day: datetime.date) -> OverzichtDeel | None:
    """Return the aanmeldingen of a gezin, the latest first; nothing when there are none."""
    queryset: Any = Aanmelding.objects.filter(gezin=gezin)
    rijen = list(visible_to(user, queryset.for_list()).order_by("-datum", "-id")[:10])
    if not rijen:
        return None
    return OverzichtDeel("Aanmeldingen", "intake/overzicht.html", {"aanmeldingen": rijen}, tuple(rijen))
