"""Holding an evaluation, moving its day, and agreeing that a traject lasts longer than six months."""

from __future__ import annotations

import datetime

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from cjg.basis.api import bump_versie
from cjg.organisatie.api import Medewerker
from cjg.taken.api import add_taak, finish_taken, move_taken
from gezinsplan.invoer import EvaluatieInvoer
from gezinsplan.models import Doel, Evaluatie, Evaluatiescore, Planversie, Traject
from gezinsplan.overgangen import CONTINUING

AKKOORD_TAAK = "langer-dan-zes-maanden"
AKKOORD_TERMIJN = datetime.timedelta(days=7)


@transaction.atomic
def hold_evaluatie(
    *,
    evaluatie: Evaluatie,
    invoer: EvaluatieInvoer,
    door: Medewerker,
    is_teamleider: bool,
    expected_versie: int,
    today: datetime.date,
    now: datetime.datetime,
) -> Evaluatie:
    """Record an evaluation: when, a GAS score per goal and judge, what worked, and what happens next with a reason.

    After the 6-month evaluation help only goes on with a ground and the teamleider's agreement (werkproces §4): the
    teamleider agrees by recording it, anybody else asks for it. Its tasks and reminders end. Raises `StaleVersion`,
    or `ValidationError` per field.
    """
    bump_versie(evaluatie, expected_versie, now=now)
    evaluatie.refresh_from_db(fields=["status"])
    traject = Traject.objects.select_for_update().get(pk=evaluatie.traject_id)
    _check(evaluatie, traject, invoer, today)
    evaluatie.status, evaluatie.gehouden_op = Evaluatie.Status.GEHOUDEN, invoer.gehouden_op
    evaluatie.wat_werkte, evaluatie.vervolg, evaluatie.reden = invoer.wat_werkte, invoer.vervolg, invoer.reden.strip()
    evaluatie.gehouden_door = door
    evaluatie.grond_langer = invoer.grond_langer if _goes_beyond(evaluatie, invoer.vervolg) else ""
    evaluatie.full_clean(exclude=["traject"], validate_unique=False)
    evaluatie.save()
    _set_scores(evaluatie, traject, invoer)
    finish_taken(onderwerp_id=evaluatie.pk, now=now)
    if invoer.vervolg in CONTINUING and traject.status == Traject.Status.UITVOERING:
        bump_versie(traject, traject.versie, now=now)
        traject.status = Traject.Status.VOORTZETTING
        traject.save(update_fields=["status"])
    if evaluatie.needs_agreement:
        if is_teamleider:
            return agree_longer(evaluatie=evaluatie, teamleider=door, today=today, now=now)
        _ask_agreement(evaluatie, traject, today)
    return evaluatie


@transaction.atomic
def agree_longer(
    *, evaluatie: Evaluatie, teamleider: Medewerker, today: datetime.date, now: datetime.datetime
) -> Evaluatie:
    """Record that the teamleider agrees: the traject lasts longer than six months, on the ground that was asked.

    Raises `ValidationError` when nothing was asked or it was agreed already.
    """
    rows = Evaluatie.objects.filter(pk=evaluatie.pk, akkoord_door__isnull=True).exclude(grond_langer="")
    if not rows.update(akkoord_door=teamleider, akkoord_op=today):
        raise ValidationError("Er is geen akkoord gevraagd, of het is al gegeven.")
    evaluatie.akkoord_door, evaluatie.akkoord_op = teamleider, today
    Traject.objects.filter(pk=evaluatie.traject_id).update(grond_langer=evaluatie.grond_langer, versie=F("versie") + 1)
    finish_taken(onderwerp_id=evaluatie.pk, now=now)
    return evaluatie


@transaction.atomic
def move_evaluatie(
    *,
    evaluatie: Evaluatie,
    uiterlijk: datetime.date,
    reden: str,
    expected_versie: int,
    today: datetime.date,
    now: datetime.datetime,
) -> Evaluatie:
    """Give a planned evaluation another due day, with the reason; its reminders move along.

    Raises `StaleVersion`, or `ValidationError` when it is not planned any more, without a reason, or for a day that
    lies before today.
    """
    bump_versie(evaluatie, expected_versie, now=now)
    evaluatie.refresh_from_db(fields=["status", "uiterlijk"])
    fouten = {}
    if not evaluatie.is_gepland:
        fouten["uiterlijk"] = "Deze evaluatie is al gehouden of vervallen."
    elif uiterlijk < today:
        fouten["uiterlijk"] = "Kies een dag vanaf vandaag."
    if not reden.strip():
        fouten["reden"] = "Schrijf op waarom u de evaluatie verzet."
    if fouten:
        raise ValidationError(fouten)
    with pghistory.context(reden=f"Evaluatie verzet: {reden.strip()}"):
        evaluatie.uiterlijk, evaluatie.reden = uiterlijk, reden.strip()
        evaluatie.save(update_fields=["uiterlijk", "reden"])
    move_taken(onderwerp_id=evaluatie.pk, uiterlijk=uiterlijk, now=now)
    return evaluatie


def scorable_doelen(traject: Traject) -> list[Doel]:
    """Return the goals of the version in force of the gezin's plan: what an evaluation judges."""
    versie = (
        Planversie.objects.filter(plan__plan_gezinnen__gezin=traject.gezin_id, status=Planversie.Status.VASTGESTELD)
        .order_by("-plan__plan_gezinnen__is_actief", "-vastgesteld_op", "-nummer")
        .first()
    )
    if versie is None:
        return []
    return list(Doel.objects.filter(planversie=versie).select_related("voor").order_by("volgorde", "pk"))


def _goes_beyond(evaluatie: Evaluatie, vervolg: str) -> bool:
    return evaluatie.soort == Evaluatie.Soort.ZES_MAANDEN and vervolg in CONTINUING


def _check(evaluatie: Evaluatie, traject: Traject, invoer: EvaluatieInvoer, today: datetime.date) -> None:
    fouten = {}
    if not evaluatie.is_gepland:
        raise ValidationError("Deze evaluatie is al gehouden of vervallen.")
    if invoer.gehouden_op > today:
        fouten["gehouden_op"] = "Deze dag ligt in de toekomst. Leg de evaluatie vast als die is geweest."
    elif invoer.gehouden_op < traject.begindatum:
        fouten["gehouden_op"] = "Deze dag ligt voor het begin van het traject."
    if not invoer.reden.strip():
        fouten["reden"] = "Schrijf op waarom u dit vervolg kiest."
    if _goes_beyond(evaluatie, invoer.vervolg) and not invoer.grond_langer:
        fouten["grond_langer"] = "Kies waarom de hulp langer dan 6 maanden duurt."
    if fouten:
        raise ValidationError(fouten)


def _set_scores(evaluatie: Evaluatie, traject: Traject, invoer: EvaluatieInvoer) -> None:
    doelen = {doel.pk for doel in scorable_doelen(traject)}
    scores = [
        Evaluatiescore(evaluatie=evaluatie, doel_id=score.doel, door=score.door, gas=score.gas)
        for score in invoer.scores
    ]
    for score in scores:
        if score.doel_id not in doelen:
            raise ValidationError({"scores": "Dit doel staat niet in het vastgestelde plan van dit gezin."})
        score.clean_fields(exclude=["doel", "evaluatie"])
        score.validate_constraints(exclude={"evaluatie"})
    if len({(score.doel_id, score.door) for score in scores}) != len(scores):
        raise ValidationError({"scores": "Geef elk doel één score per beoordelaar."})
    Evaluatiescore.objects.filter(evaluatie=evaluatie).delete()
    Evaluatiescore.objects.bulk_create(scores)


def _ask_agreement(evaluatie: Evaluatie, traject: Traject, today: datetime.date) -> None:
    add_taak(
        soort=AKKOORD_TAAK,
        titel="Akkoord geven: langer dan 6 maanden",
        onderwerp_soort="evaluatie",
        onderwerp_id=evaluatie.pk,
        gezin_id=traject.gezin_id,
        uiterlijk=today + AKKOORD_TERMIJN,
        zichtbaar_vanaf=today,
        team=traject.team,
    )
