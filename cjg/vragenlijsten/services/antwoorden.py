"""Taking in answers, from the page behind a link or typed over from paper."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction

from cjg.organisatie.api import Medewerker
from cjg.vragenlijsten.models import Antwoord, Uitnodiging, Vraag
from cjg.vragenlijsten.schalen import choices
from cjg.vragenlijsten.services.uitnodigen import AL_ONTVANGEN

VERLOPEN = "Deze link is verlopen. Vraag een nieuwe aan bij het CJG."
MAX_TEKST = 4000


@transaction.atomic
def receive_answers(
    *,
    uitnodiging: Uitnodiging,
    antwoorden: Mapping[str, int | str | None],
    today: datetime.date,
    ingevoerd_door: Medewerker | None = None,
) -> Uitnodiging:
    """Keep the answers to a questionnaire, once.

    `antwoorden` holds a value (or text) by code of the question. Raises `ValidationError`, per code, for a missing
    or impossible answer and for a code that was not asked; without code when it was answered already or the link
    has expired (typed over from paper, it never expires).
    """
    taken = Uitnodiging.objects.filter(pk=uitnodiging.pk, ontvangen_op__isnull=True)
    if ingevoerd_door is None and today > uitnodiging.verloopt_op:
        raise ValidationError(VERLOPEN)
    if not taken.update(ontvangen_op=today, ingevoerd_door=ingevoerd_door):
        raise ValidationError(AL_ONTVANGEN)
    vragen = list(uitnodiging.vragenlijst.vragen.all())
    fouten = dict.fromkeys(set(antwoorden) - {v.code for v in vragen}, "Deze vraag staat niet in de vragenlijst.")
    rows = []
    for vraag in vragen:
        try:
            antwoord = _read_answer(uitnodiging, vraag, antwoorden.get(vraag.code))
        except ValueError as fout:
            fouten[vraag.code] = str(fout)
        else:
            rows += [antwoord] if antwoord is not None else []
    if fouten:
        raise ValidationError(fouten)
    Antwoord.objects.bulk_create(rows)
    uitnodiging.ontvangen_op = today
    return uitnodiging


def _read_answer(uitnodiging: Uitnodiging, vraag: Vraag, waarde: int | str | None) -> Antwoord | None:
    if waarde is None or waarde == "":
        if vraag.verplicht:
            raise ValueError("Kies een antwoord.")
        return None
    if vraag.schaal == Vraag.Schaal.TEKST:
        if not isinstance(waarde, str) or len(waarde) > MAX_TEKST:
            raise ValueError(f"Schrijf ten hoogste {MAX_TEKST} tekens.")
        return Antwoord(uitnodiging=uitnodiging, vraag=vraag, tekst=waarde)
    mogelijk = {value for value, _ in choices(vraag, uitnodiging.vragenlijst.informant)}
    if isinstance(waarde, bool) or not isinstance(waarde, int) or waarde not in mogelijk:
        raise ValueError("Kies een antwoord uit de lijst.")
    return Antwoord(uitnodiging=uitnodiging, vraag=vraag, waarde=waarde)
