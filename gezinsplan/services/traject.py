"""Starting a traject, moving it between phases, and handing it to another vast aanspreekpunt."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction

from cjg.basis.api import add_months, bump_versie, open_on
from cjg.dossier.api import (
    JEUGDIGE_ROLLEN,
    Betrokkenheid,
    Gezin,
    Gezinslid,
    Persoon,
    add_betrokkenheid,
    end_betrokkenheid,
)
from cjg.intake.api import Aanmelding, start_from_wachtlijst
from cjg.organisatie.api import Medewerker, Rol, Roltoekenning, Team
from cjg.taken.api import reassign_taken
from gezinsplan.models import Aanspreekpunt, Evaluatie, Traject, TrajectDeelname
from gezinsplan.overgangen import BY_HAND

EVALUATIES = ((Evaluatie.Soort.DRIE_MAANDEN, 3), (Evaluatie.Soort.ZES_MAANDEN, 6))
COACHENDE_ROLLEN = (Rol.COACH, Rol.POH_JEUGD)
LAATSTE_LEEFTIJD = 22  # youth is under 23 (indicatoren; Jeugdwet 1.1, verlengde jeugdhulp)
_DAY = datetime.timedelta(days=1)
_AHEAD = datetime.timedelta(days=92)


@transaction.atomic
def start_traject(
    *,
    gezin: Gezin,
    jeugdigen: Sequence[Persoon],
    soort: str,
    aanspreekpunt: Medewerker,
    team: Team,
    begindatum: datetime.date,
    today: datetime.date,
    now: datetime.datetime,
    aanmelding: Aanmelding | None = None,
    regie: str = Traject.Regie.CJG,
) -> Traject:
    """Start help to a gezin: who takes part, one vast aanspreekpunt, the evaluations at 3 and 6 months, access.

    The jeugdige named first decides for which gemeente the traject counts. With an aanmelding its wait ends.
    Raises `ValidationError`, per field, when a jeugdige is not in the gezin, is 23 or older or has such a traject
    already, when the aanspreekpunt does not coach, or when the date is more than three months ahead.
    """
    Gezin.objects.select_for_update().filter(pk=gezin.pk).first()  # two starts at once: the second sees the first
    _check_start(aanspreekpunt, begindatum, today)
    if aanmelding is not None and aanmelding.gezin_id != gezin.pk:
        raise ValidationError({"aanmelding": "Deze aanmelding is van een ander gezin."})
    if fout := _wrong_jeugdigen(gezin, jeugdigen, soort, begindatum):
        raise ValidationError({"jeugdigen": fout})
    traject = Traject(gezin=gezin, soort=soort, team=team, begindatum=begindatum, aanmelding=aanmelding, regie=regie)
    traject.full_clean()
    traject.save(force_insert=True)
    TrajectDeelname.objects.bulk_create(
        TrajectDeelname(traject=traject, persoon=persoon, begindatum=begindatum, volgorde=n)
        for n, persoon in enumerate(jeugdigen)
    )
    Aanspreekpunt.objects.create(traject=traject, medewerker=aanspreekpunt, begindatum=begindatum)
    Evaluatie.objects.bulk_create(
        Evaluatie(traject=traject, soort=kind, uiterlijk=add_months(begindatum, months)) for kind, months in EVALUATIES
    )
    _involve(traject, begindatum=min(begindatum, today), team=team)
    _involve(traject, begindatum=min(begindatum, today), medewerker=aanspreekpunt)
    if aanmelding is not None:
        start_from_wachtlijst(aanmelding=aanmelding, day=begindatum, today=today, now=now)
    return traject


@transaction.atomic
def change_phase(*, traject: Traject, naar: str, expected_versie: int, now: datetime.datetime) -> Traject:
    """Move a traject to another phase by hand. Raises `StaleVersion`, or `ValidationError` when that is not allowed."""
    bump_versie(traject, expected_versie, now=now)
    traject.refresh_from_db(fields=["status"])
    if (traject.status, naar) not in BY_HAND:
        raise ValidationError({"status": "Deze stap kan nu niet. Kijk in welke fase het traject is."})
    traject.status = naar
    traject.save(update_fields=["status"])
    return traject


@transaction.atomic
def hand_over_traject(
    *,
    traject: Traject,
    medewerker: Medewerker,
    notitie: str,
    dag: datetime.date,
    expected_versie: int,
    today: datetime.date,
    now: datetime.datetime,
    team: Team | None = None,
) -> Aanspreekpunt:
    """Give a traject another vast aanspreekpunt from a day on, with a note for them (warme overdracht, 004).

    Access, open tasks and, when named, the team move along. Raises `StaleVersion`, or `ValidationError` without a
    note, for a closed traject, for who has it already or does not coach, or for a day that cannot be.
    """
    bump_versie(traject, expected_versie, now=now)
    huidig = Aanspreekpunt.objects.select_for_update().filter(traject=traject).order_by("-begindatum").first()
    if huidig is None or not traject.is_open:
        raise ValidationError("Dit traject is afgesloten. U kunt het niet meer overdragen.")
    _check_handover(huidig, medewerker, notitie, dag, today)
    huidig.einddatum = dag - _DAY
    huidig.save(update_fields=["einddatum"])
    nieuw = Aanspreekpunt(traject=traject, medewerker=medewerker, begindatum=dag, overdracht=notitie.strip())
    nieuw.full_clean()
    nieuw.save(force_insert=True)
    laatste_dag = max(dag, today) - _DAY
    end_betrokkenheid(bron_id=traject.pk, einddatum=laatste_dag, medewerker=huidig.medewerker)
    _involve(traject, begindatum=today, medewerker=medewerker)  # also ahead of the day: to read up
    if team is not None and team != traject.team:
        end_betrokkenheid(bron_id=traject.pk, einddatum=laatste_dag, team=traject.team)
        traject.team = team
        traject.save(update_fields=["team"])
        _involve(traject, begindatum=today, team=team)
    if dag <= today:  # a handover later on is followed by the reminder scan of that day
        onderwerpen = [traject.pk, *traject.evaluaties.values_list("pk", flat=True)]
        reassign_taken(onderwerp_ids=onderwerpen, van=huidig.medewerker_id, naar=medewerker.pk, now=now)
    return nieuw


def _involve(
    traject: Traject, *, begindatum: datetime.date, team: Team | None = None, medewerker: Medewerker | None = None
) -> None:
    earlier = Betrokkenheid.objects.filter(
        gezin=traject.gezin, bron_id=traject.pk, team=team, medewerker=medewerker, einddatum__gte=begindatum
    )
    if (last := earlier.order_by("-einddatum").first()) is not None and last.einddatum is not None:
        begindatum = last.einddatum + _DAY  # was to leave, and comes back
    add_betrokkenheid(
        gezin=traject.gezin,
        grond=Betrokkenheid.Grond.TRAJECT,
        bron_id=traject.pk,
        begindatum=begindatum,
        team=team,
        medewerker=medewerker,
    )


def _check_start(aanspreekpunt: Medewerker, begindatum: datetime.date, today: datetime.date) -> None:
    fouten: dict[str, str] = {}
    if begindatum > today + _AHEAD:
        fouten["begindatum"] = "Kies een begindatum binnen drie maanden."
    if not _is_coach(aanspreekpunt, max(begindatum, today)):
        fouten["aanspreekpunt"] = "Kies een coach of POH-Jeugd als aanspreekpunt."
    if fouten:
        raise ValidationError(fouten)


def _wrong_jeugdigen(gezin: Gezin, jeugdigen: Sequence[Persoon], soort: str, begindatum: datetime.date) -> str:
    if not jeugdigen:
        return "Kies ten minste één jeugdige."
    ids = {persoon.pk for persoon in jeugdigen}
    if len(ids) != len(jeugdigen):
        return "U hebt een jeugdige twee keer gekozen."
    leden = Gezinslid.objects.filter(gezin=gezin, persoon__in=ids, rol__in=JEUGDIGE_ROLLEN, einddatum__isnull=True)
    if leden.values("persoon").distinct().count() != len(ids):
        return "Kies jeugdigen die nu in dit gezin horen."
    if any((persoon.age_on(begindatum) or 0) > LAATSTE_LEEFTIJD for persoon in jeugdigen):
        return "Een traject is voor jeugdigen tot 23 jaar."
    running = Traject.objects.running().filter(gezin=gezin, soort=soort, deelnames__persoon__in=ids)
    if running.exists():
        return "Er loopt al zo'n traject voor deze jeugdige in dit gezin."
    return ""


def _check_handover(
    huidig: Aanspreekpunt, medewerker: Medewerker, notitie: str, dag: datetime.date, today: datetime.date
) -> None:
    fouten: dict[str, str] = {}
    if not notitie.strip():
        fouten["notitie"] = "Schrijf op wat de nieuwe coach moet weten."
    if huidig.medewerker_id == medewerker.pk:
        fouten["medewerker"] = "Deze medewerker is al het aanspreekpunt. Kies een ander."
    elif not _is_coach(medewerker, max(dag, today)):
        fouten["medewerker"] = "Kies een coach of POH-Jeugd als aanspreekpunt."
    if dag <= huidig.begindatum:
        fouten["dag"] = f"Kies een dag na {huidig.begindatum:%d-%m-%Y}: toen begon het huidige aanspreekpunt."
    elif dag > today + _AHEAD:
        fouten["dag"] = "Kies een dag binnen drie maanden."
    if fouten:
        raise ValidationError(fouten)


def _is_coach(medewerker: Medewerker, day: datetime.date) -> bool:
    rollen = Roltoekenning.objects.filter(
        open_on(day), gebruiker__medewerker=medewerker, gebruiker__is_active=True, rol__in=COACHENDE_ROLLEN
    )
    return rollen.exists()
