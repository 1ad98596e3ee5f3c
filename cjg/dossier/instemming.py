"""Whose agreement is needed in a gezin, and to whom a letter is addressed (feiten §5.3): derived, never typed in."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from cjg.basis.api import open_on
from cjg.dossier.leeftijd import consent_for_age
from cjg.dossier.models import Gezag, Persoon
from cjg.dossier.models.gezin import GEZAG_BEVOEGD


def consent_needed(jeugdige: Persoon, day: datetime.date) -> list[Persoon]:
    """Return who has to agree for a jeugdige on a day: the jeugdige and/or those with gezag, the jeugdige first."""
    return consent_needed_for([jeugdige], day)


def consent_needed_for(jeugdigen: Iterable[Persoon], day: datetime.date) -> list[Persoon]:
    """Return who has to agree for these jeugdigen together, each once; one statement for all of them."""
    jeugdigen = list(jeugdigen)
    nodig = {jeugdige.pk: consent_for_age(jeugdige.age_on(day)) for jeugdige in jeugdigen}
    gezag = Gezag.objects.filter(open_on(day), jeugdige__in=jeugdigen, soort__in=GEZAG_BEVOEGD)
    personen: dict[object, Persoon] = {jeugdige.pk: jeugdige for jeugdige in jeugdigen if nodig[jeugdige.pk].jeugdige}
    for relatie in gezag.select_related("gezagsdrager").order_by("gezagsdrager__sorteersleutel", "pk"):
        if nodig[relatie.jeugdige_id].gezagsdragers:
            personen.setdefault(relatie.gezagsdrager_id, relatie.gezagsdrager)
    return list(personen.values())
