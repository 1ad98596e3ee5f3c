"""The gezinsplan: a concept that people write together, adopted it never changes, then a new version."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F

from cjg.basis.api import bump_versie
from cjg.dossier.api import Gezag, Gezin, Gezinslid, Persoon
from cjg.organisatie.api import Medewerker
from gezinsplan.inhoud import content_of, replace_content
from gezinsplan.invoer import PlanInvoer
from gezinsplan.models import Actie, Actievoortgang, Akkoord, Doel, Gezinsplan, PlanGezin, Planversie, Traject
from gezinsplan.ontbrekend import missing_for_adoption
from gezinsplan.overgangen import AFTER_ADOPTION

AL_EEN_PLAN = "Dit gezin heeft al een lopend gezinsplan. Open dat plan."
BEVROREN = "Dit plan is vastgesteld en verandert niet meer. Maak een nieuwe versie."
MEESTE_GEZINNEN = 2


@transaction.atomic
def start_plan(*, gezinnen: Sequence[Gezin], now: datetime.datetime) -> Planversie:
    """Start the one plan of a gezin, or of two together; returns its first concept.

    Raises `ValidationError` for no or more than two gezinnen, or when one of them has a running plan.
    """
    if not 1 <= len({gezin.pk for gezin in gezinnen}) == len(gezinnen) <= MEESTE_GEZINNEN:
        raise ValidationError({"gezinnen": "Een gezinsplan is van één gezin, of van twee gezinnen samen."})
    plan = Gezinsplan.objects.create(aangemaakt_op=now)
    try:
        with transaction.atomic():
            PlanGezin.objects.bulk_create(PlanGezin(plan=plan, gezin=gezin) for gezin in gezinnen)
    except IntegrityError as fout:
        raise ValidationError({"gezinnen": AL_EEN_PLAN}) from fout
    return Planversie.objects.create(plan=plan, nummer=1)


@transaction.atomic
def save_concept(*, versie: Planversie, invoer: PlanInvoer, expected_versie: int, now: datetime.datetime) -> Planversie:
    """Save a concept as a whole: what goes well, worries, goals with their actions.

    Who had agreed agrees with another text now, so an answer given lapses when the content changed. Raises
    `StaleVersion`, or `ValidationError` for an adopted version, a goal of somebody outside the gezin or an
    action without who and what.
    """
    bump_versie_of_concept(versie, expected_versie, now)
    _check_owners(versie, invoer)
    before = _agreed_text(content_of(versie))
    replace_content(versie, invoer)
    if _agreed_text(content_of(versie)) != before:
        Akkoord.objects.filter(planversie=versie).delete()
    return versie


@transaction.atomic
def record_akkoord(
    *, versie: Planversie, persoon: Persoon, antwoord: str, datum: datetime.date, toelichting: str, today: datetime.date
) -> Akkoord:
    """Record what a person answered to a concept; a later answer replaces an earlier one.

    Raises `ValidationError` for an adopted version, somebody outside the gezin, a day ahead, or an answer that is
    not a full yes without words.
    """
    if Planversie.objects.select_for_update().get(pk=versie.pk).is_vastgesteld:
        raise ValidationError(BEVROREN)
    fouten = {}
    if persoon.pk not in _people_of(versie.plan_id):
        fouten["persoon"] = "Deze persoon hoort niet bij het gezin of bij de ouders met gezag."
    if datum > today:
        fouten["datum"] = "Deze dag ligt in de toekomst. Kies de dag van het gesprek."
    if antwoord != Akkoord.Antwoord.AKKOORD and not toelichting.strip():
        fouten["toelichting"] = "Schrijf op waar deze persoon het niet mee eens is."
    if fouten:
        raise ValidationError(fouten)
    akkoord, _ = Akkoord.objects.update_or_create(
        planversie=versie,
        persoon=persoon,
        defaults={"antwoord": antwoord, "datum": datum, "toelichting": toelichting.strip()},
    )
    return akkoord


@transaction.atomic
def adopt_plan(
    *,
    versie: Planversie,
    door: Medewerker,
    expected_versie: int,
    today: datetime.date,
    now: datetime.datetime,
) -> Planversie:
    """Adopt a concept (vaststellen): from now on this version never changes, the database sees to that.

    The trajecten of its gezinnen go on to uitvoering. Raises `StaleVersion`, or `ValidationError` with every thing
    that is still missing (werkproces §4; Jeugdwet 4.1.2, 7.3.4).
    """
    bump_versie_of_concept(versie, expected_versie, now)
    missing = missing_for_adoption(versie, door, today)
    if missing:
        raise ValidationError([punt.tekst for punt in missing])
    versie.status = Planversie.Status.VASTGESTELD
    versie.vastgesteld_op, versie.vastgesteld_door = today, door
    versie.save(update_fields=["status", "vastgesteld_op", "vastgesteld_door"])
    gezinnen = PlanGezin.objects.filter(plan=versie.plan_id).values("gezin")
    for van, naar in AFTER_ADOPTION.items():
        Traject.objects.running().filter(gezin__in=gezinnen, status=van, begindatum__lte=today).update(
            status=naar, versie=F("versie") + 1
        )
    return versie


@transaction.atomic
def new_version(*, plan: Gezinsplan, now: datetime.datetime) -> Planversie:
    """Start a new version from the one in force: the same goals, and the actions that are not done yet.

    Raises `ValidationError` when there is a concept already, or the plan is closed.
    """
    plan = Gezinsplan.objects.select_for_update().get(pk=plan.pk)
    versies = list(plan.versies.order_by("-nummer"))
    if plan.status != Gezinsplan.Status.ACTIEF:
        raise ValidationError("Dit plan is afgesloten. Start een nieuw plan.")
    if not versies[0].is_vastgesteld:
        raise ValidationError("Er is al een concept van dit plan. Werk dat verder uit.")
    oud = versies[0]
    nieuw = Planversie.objects.create(
        plan=plan,
        nummer=oud.nummer + 1,
        krachten=oud.krachten,
        zorgen=oud.zorgen,
        verwachte_duur_maanden=oud.verwachte_duur_maanden,
    )
    _copy_doelen(oud, nieuw)
    return nieuw


@transaction.atomic
def set_voortgang(*, actie: Actie, status: str, today: datetime.date) -> Actievoortgang:
    """Record where an action stands; the action itself stays as it was adopted."""
    if status not in Actievoortgang.Status.values:
        raise ValidationError({"status": "Kies een status uit de lijst."})
    voortgang, _ = Actievoortgang.objects.update_or_create(
        actie=actie, defaults={"status": status, "bijgewerkt_op": today}
    )
    return voortgang


def bump_versie_of_concept(versie: Planversie, expected_versie: int, now: datetime.datetime) -> None:
    """Take the next version number of a concept. Raises `StaleVersion`, or `ValidationError` once adopted."""
    if Planversie.objects.filter(pk=versie.pk, status=Planversie.Status.VASTGESTELD).exists():
        raise ValidationError(BEVROREN)
    bump_versie(versie, expected_versie, now=now)


def _agreed_text(inhoud: PlanInvoer) -> PlanInvoer:
    """Return the part of a plan that a family agrees to: not with whom it was discussed."""
    return PlanInvoer(inhoud.doelen, inhoud.krachten, inhoud.zorgen, inhoud.verwachte_duur_maanden)


def _people_of(plan_id: UUID) -> set[UUID]:
    """Return who may be named in a plan: members of its gezinnen, and who has gezag over them."""
    leden = Gezinslid.objects.filter(gezin__plan_gezinnen__plan=plan_id, einddatum__isnull=True)
    gezag = Gezag.objects.filter(jeugdige__in=leden.values("persoon"), einddatum__isnull=True)
    return {*leden.values_list("persoon_id", flat=True), *gezag.values_list("gezagsdrager_id", flat=True)}


def _check_owners(versie: Planversie, invoer: PlanInvoer) -> None:
    named = {doel.voor for doel in invoer.doelen if doel.voor is not None}
    if named and named - _people_of(versie.plan_id):
        raise ValidationError({"doelen": "Kies bij 'van wie' iemand uit dit gezin."})


def _copy_doelen(oud: Planversie, nieuw: Planversie) -> None:
    voor: dict[UUID, Doel] = {}
    for doel in oud.doelen.order_by("volgorde", "pk"):
        voor[doel.pk] = Doel(
            planversie=nieuw,
            herkomst_id=doel.herkomst_id or doel.pk,
            omschrijving=doel.omschrijving,
            leefgebied=doel.leefgebied,
            voor_id=doel.voor_id,
            volgorde=doel.volgorde,
            gas_begin=doel.gas_begin,
        )
    Doel.objects.bulk_create(voor.values())
    klaar = (Actievoortgang.Status.GEREED, Actievoortgang.Status.VERVALLEN)
    acties: Any = Actie.objects.filter(doel__planversie=oud).exclude(voortgang__status__in=klaar)
    Actie.objects.bulk_create(
        Actie(
            doel=voor[actie.doel_id],
            soort=actie.soort,
            wie=actie.wie,
            wat=actie.wat,
            uiterlijk=actie.uiterlijk,
            volgorde=actie.volgorde,
        )
        for actie in acties.order_by("volgorde", "pk")
    )
