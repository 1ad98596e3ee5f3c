"""Closing a traject: the reason, the last evaluation, the questionnaires, and the end of what ran for it."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from cjg.basis.api import bump_versie, open_on
from cjg.dossier.api import GEZAG_BEVOEGD, Gezag, Gezinslid, Gezinsrol, Persoon, end_betrokkenheid
from cjg.organisatie.api import Medewerker
from cjg.taken.api import stop_taken
from cjg.vragenlijsten.api import (
    EINDEVRAGENLIJST,
    EINDEVRAGENLIJST_DAK_EN_THUISLOOS,
    Genodigde,
    Informant,
    Uitnodiging,
    invite,
)
from gezinsplan.invoer import EvaluatieInvoer
from gezinsplan.models import Aanspreekpunt, Evaluatie, Gezinsplan, PlanGezin, Traject, TrajectDeelname
from gezinsplan.overgangen import is_allowed
from gezinsplan.services.evaluatie import hold_evaluatie

VANAF_12 = 12
# So long the team still reaches the dossier: to hand out and take in the questionnaire, and to tell the verwijzer.
NAZORG = datetime.timedelta(days=30)
OPVOEDERS = (
    Gezinsrol.OUDER_MET_GEZAG,
    Gezinsrol.VOOGD,
    Gezinsrol.PLEEGOUDER,
    Gezinsrol.STIEFOUDER,
    Gezinsrol.OPVOEDER,
)


@transaction.atomic
def close_traject(
    *,
    traject: Traject,
    reden: str,
    einddatum: datetime.date,
    toelichting: str,
    evaluatie: EvaluatieInvoer | None,
    door: Medewerker,
    expected_versie: int,
    today: datetime.date,
    now: datetime.datetime,
) -> Traject:
    """Close a traject on its last day, with the CBS reason (Beleidsinformatie Jeugd, reden beëindiging 01–05).

    With `evaluatie` the closing evaluation is recorded; open evaluations lapse, tasks and reminders stop, the plan
    closes with the last traject of its gezinnen, every jeugdige of 12 and older and every parent gets the
    eindevragenlijst, and the access of team and coach ends after the after-care. Raises `StaleVersion`, or
    `ValidationError` per field.
    """
    bump_versie(traject, expected_versie, now=now)
    traject.refresh_from_db(fields=["status", "einddatum"])
    _check(traject, reden, einddatum, today)
    if evaluatie is not None:
        _hold_last(traject, evaluatie, door, today, now)
        traject.refresh_from_db(fields=["status", "versie"])
    open_evaluaties = Evaluatie.objects.filter(traject=traject, status=Evaluatie.Status.GEPLAND)
    stop_taken(onderwerp_ids=[traject.pk, *traject.evaluaties.values_list("pk", flat=True)], now=now)
    open_evaluaties.update(status=Evaluatie.Status.VERVALLEN)
    traject.status, traject.einddatum = Traject.Status.AFGESLOTEN, einddatum
    traject.reden_beeindiging, traject.toelichting_einde = reden, toelichting.strip()
    traject.full_clean(exclude=["gezin", "team", "aanmelding"])
    traject.save(update_fields=["status", "einddatum", "reden_beeindiging", "toelichting_einde"])
    for model in (TrajectDeelname, Aanspreekpunt):
        rows = model.objects.filter(traject=traject)
        rows.filter(begindatum__gt=einddatum).delete()
        rows.filter(einddatum__isnull=True).update(einddatum=einddatum)
    _close_plans(traject)
    send_eindevragenlijst(traject, today=today)
    end_betrokkenheid(bron_id=traject.pk, einddatum=max(einddatum, today) + NAZORG)
    return traject


def send_eindevragenlijst(traject: Traject, *, today: datetime.date) -> list[Uitnodiging]:
    """Send the questionnaire of the traject to each jeugdige of 12 and older and each parent, in their own version."""
    deelnames = traject.deelnames.select_related("persoon").order_by("volgorde")
    jeugdigen = [deelname.persoon for deelname in deelnames]
    genodigden = [
        Genodigde(persoon.pk, Informant.JEUGDIGE, persoon.email)
        for persoon in jeugdigen
        if (persoon.age_on(today) or 0) >= VANAF_12
    ]
    genodigden += [Genodigde(ouder.pk, Informant.OUDER, ouder.email) for ouder in ouders_of(traject, jeugdigen, today)]
    return invite(
        code=vragenlijst_code(traject),
        genodigden=genodigden,
        onderwerp_soort="traject",
        onderwerp_id=traject.pk,
        gemeente_code=_gemeente_of(jeugdigen, today),
        kerntaak=traject.kerntaak,
        today=today,
    )


def ouders_of(traject: Traject, jeugdigen: list[Persoon], day: datetime.date) -> list[Persoon]:
    """Return the parents of a traject: who brings up children in the gezin, and who has gezag over those helped."""
    leden = Gezinslid.objects.filter(open_on(day), gezin=traject.gezin_id, rol__in=OPVOEDERS)
    gezag = Gezag.objects.filter(open_on(day), jeugdige__in=jeugdigen, soort__in=GEZAG_BEVOEGD)
    personen = Persoon.objects.filter(pk__in=leden.values("persoon")) | Persoon.objects.filter(
        pk__in=gezag.values("gezagsdrager")
    )
    return list(personen.exclude(overleden_op__lte=day).order_by("sorteersleutel", "pk"))


def vragenlijst_code(traject: Traject) -> str:
    """Return which questionnaire belongs to a traject: kerntaak 3 has its own."""
    is_kerntaak_3 = traject.soort == Traject.Soort.DAK_EN_THUISLOOS
    return EINDEVRAGENLIJST_DAK_EN_THUISLOOS if is_kerntaak_3 else EINDEVRAGENLIJST


def _gemeente_of(jeugdigen: list[Persoon], day: datetime.date) -> str | None:
    eerste = Persoon.objects.filter(pk=jeugdigen[0].pk).with_gemeente_on(day).first() if jeugdigen else None
    return eerste.gemeente_code if eerste is not None else None


def _check(traject: Traject, reden: str, einddatum: datetime.date, today: datetime.date) -> None:
    fouten = {}
    if not is_allowed(traject.status, Traject.Status.AFGESLOTEN):
        raise ValidationError("Dit traject is al afgesloten.")
    if reden not in Traject.RedenBeeindiging.values:
        fouten["reden"] = "Kies waarom het traject stopt."
    if einddatum > today:
        fouten["einddatum"] = "De einddatum ligt in de toekomst. Sluit het traject af op of na de laatste dag."
    elif einddatum < traject.begindatum:
        fouten["einddatum"] = "De einddatum ligt voor het begin van het traject."
    if fouten:
        raise ValidationError(fouten)


def _hold_last(
    traject: Traject, invoer: EvaluatieInvoer, door: Medewerker, today: datetime.date, now: datetime.datetime
) -> None:
    evaluatie, _ = Evaluatie.objects.get_or_create(
        traject=traject,
        soort=Evaluatie.Soort.AFSLUITING,
        status=Evaluatie.Status.GEPLAND,
        defaults={"uiterlijk": invoer.gehouden_op},
    )
    hold_evaluatie(
        evaluatie=evaluatie,
        invoer=invoer,
        door=door,
        is_teamleider=False,
        expected_versie=evaluatie.versie,
        today=today,
        now=now,
    )


def _close_plans(traject: Traject) -> None:
    """Close the running plan of the gezin, unless help to one of its gezinnen still runs."""
    plan = Gezinsplan.objects.filter(plan_gezinnen__gezin=traject.gezin_id, plan_gezinnen__is_actief=True).first()
    if plan is None:
        return
    gezinnen = plan.plan_gezinnen.values("gezin")
    if Traject.objects.running().filter(gezin__in=gezinnen).exists():
        return
    plan.status = Gezinsplan.Status.AFGESLOTEN
    plan.save(update_fields=["status"])
    PlanGezin.objects.filter(plan=plan).update(is_actief=False)
