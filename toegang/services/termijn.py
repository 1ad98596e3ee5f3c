"""The term to decide in: eight weeks, a notice of extension, and waiting for a completion."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from cjg.basis.api import Opschorting, bump_versie, decide_by, now
from cjg.organisatie.api import Medewerker
from cjg.taken.api import move_taken
from toegang.models import Besluit, Termijnwijziging
from toegang.rules import TERMIJN, check_state
from toegang.services.controle import too_long

COMPLETION_WEEKS = 4  # Awb 4:5, fourth paragraph: set aside within four weeks after the term to complete


def compute_uiterlijk(ontvangstdatum: datetime.date, wijzigingen: Iterable[Termijnwijziging]) -> datetime.date:
    """Return the last day to decide. Source: Awb 4:13, 4:14, 4:15; Algemene termijnenwet."""
    wijzigingen = list(wijzigingen)
    opschortingen = [
        Opschorting.for_completion(w.gemeld_op, completed_on=w.ontvangen_op, given_until=w.gegeven_tot)
        for w in wijzigingen
        if w.gegeven_tot is not None
    ]
    uiterlijk = decide_by(
        ontvangstdatum, verdaging_weeks=sum(w.weken or 0 for w in wijzigingen), opschortingen=opschortingen
    )
    if uiterlijk is None:
        raise ValueError("a suspension must have an end")
    return uiterlijk


@transaction.atomic
def change_term(
    *,
    besluit: Besluit,
    soort: str,
    reden: str,
    medewerker: Medewerker,
    expected_versie: int,
    today: datetime.date,
    weken: int | None = None,
    gegeven_tot: datetime.date | None = None,
) -> Termijnwijziging:
    """Record that the applicant was told today that the decision takes longer, or what is waited for.

    Raises `ValidationError` (per field) without a reason or a term, after the term has passed, or for a second
    extension; `StaleVersion`. Source: Awb 4:5, 4:14, 4:15.
    """
    besluit = Besluit.objects.select_for_update(of=["self"]).get(pk=besluit.pk)
    check_state(besluit, TERMIJN)
    bump_versie(besluit, expected_versie)
    is_verdaging = soort == Termijnwijziging.Soort.VERDAGING
    wijziging = Termijnwijziging(
        besluit=besluit,
        soort=soort,
        weken=weken if is_verdaging else None,
        gegeven_tot=None if is_verdaging else gegeven_tot,
        gemeld_op=today,
        reden=reden.strip(),
        door=medewerker,
    )
    errors = _check_change(besluit, wijziging, today)
    if errors:
        raise ValidationError(errors)
    wijziging.full_clean()
    wijziging.save(force_insert=True)
    _recompute(besluit)
    return wijziging


@transaction.atomic
def record_aanvulling(
    *, besluit: Besluit, expected_versie: int, ontvangen_op: datetime.date, today: datetime.date
) -> Termijnwijziging:
    """Record that what was waited for came in: from that day the term runs again.

    Raises `ValidationError` when nothing was asked, or for a day before the request or after today; `StaleVersion`.
    """
    besluit = Besluit.objects.select_for_update(of=["self"]).get(pk=besluit.pk)
    check_state(besluit, TERMIJN)
    bump_versie(besluit, expected_versie)
    open_requests = besluit.termijnwijzigingen.filter(gegeven_tot__isnull=False, ontvangen_op=None)
    wijziging: Termijnwijziging | None = open_requests.last()
    if wijziging is None:
        raise ValidationError("Er is geen aanvulling gevraagd. U hoeft niets vast te leggen.")
    if not wijziging.gemeld_op <= ontvangen_op <= today:
        raise ValidationError({"ontvangen_op": "Kies een dag na de vraag om aanvulling, en niet later dan vandaag."})
    wijziging.ontvangen_op = ontvangen_op
    wijziging.save(update_fields=["ontvangen_op"])
    _recompute(besluit)
    return wijziging


def _check_change(besluit: Besluit, wijziging: Termijnwijziging, today: datetime.date) -> dict[str, Any]:
    if wijziging.soort not in Termijnwijziging.Soort.values:
        return {"soort": "Kies waarom de termijn verandert."}
    errors = too_long(Termijnwijziging, {"reden": wijziging.reden})
    if not wijziging.reden:
        errors["reden"] = "Schrijf op waarom. Het gezin krijgt dit te horen."
    if today > besluit.uiterlijk:
        errors["soort"] = "De termijn is al voorbij. Neem het besluit nu en overleg met de teamleider."
    if wijziging.soort == Termijnwijziging.Soort.VERDAGING:
        if not wijziging.weken or not 1 <= wijziging.weken <= 8:
            errors["weken"] = "Vul in hoeveel weken het langer duurt: 1 tot en met 8."
        elif besluit.termijnwijzigingen.filter(soort=wijziging.soort).exists():
            errors["soort"] = "De termijn is al een keer verlengd. Dat kan niet nog een keer."
    elif wijziging.gegeven_tot is None or wijziging.gegeven_tot < today:
        errors["gegeven_tot"] = "Vul in tot en met welke dag u wacht. Die dag is vandaag of later."
    return errors


def _recompute(besluit: Besluit) -> None:
    besluit.uiterlijk = compute_uiterlijk(besluit.ontvangstdatum, besluit.termijnwijzigingen.all())
    besluit.save(update_fields=["uiterlijk"])
    move_taken(onderwerp_id=besluit.pk, uiterlijk=besluit.uiterlijk, now=now())
