"""What is still missing before a plan can be adopted: one list for the screen, the API and the service."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from uuid import UUID

from cjg.basis.api import open_on
from cjg.dossier.api import JEUGDIGE_ROLLEN, Persoon, consent_needed_for
from cjg.organisatie.api import Medewerker
from gezinsplan.models import Akkoord, Doel, Gezinsplan, Planversie, TrajectDeelname


@dataclass(frozen=True)
class Ontbreekt:
    """One thing to do before vaststellen, and where on the page."""

    tekst: str
    anker: str


def jeugdigen_of_plan(plan_id: UUID, day: datetime.date) -> list[Persoon]:
    """Return the jeugdigen whom a plan is about: who takes part in help that runs, else all of its gezinnen."""
    deelnames = TrajectDeelname.objects.filter(
        open_on(day), traject__gezin__plan_gezinnen__plan=plan_id, traject__einddatum__isnull=True
    )
    personen = list(Persoon.objects.filter(pk__in=deelnames.values("persoon")).order_by("geboortedatum", "pk"))
    if personen:
        return personen
    leden = Persoon.objects.filter(
        open_on(day, "gezinslidmaatschappen__"),
        gezinslidmaatschappen__gezin__plan_gezinnen__plan=plan_id,
        gezinslidmaatschappen__rol__in=JEUGDIGE_ROLLEN,
    )
    return list(leden.order_by("geboortedatum", "pk").distinct())


def whose_akkoord(plan_id: UUID, day: datetime.date) -> list[Persoon]:
    """Return whose agreement a plan needs on a day, by age and gezag (feiten §5.3)."""
    return consent_needed_for(jeugdigen_of_plan(plan_id, day), day)


def missing_for_adoption(versie: Planversie, door: Medewerker | None, day: datetime.date) -> list[Ontbreekt]:
    """Return what is still missing before this concept can be adopted by somebody, in the order of the page."""
    return [*_missing_content(versie), *_missing_talks(versie, door, day), *_missing_akkoord(versie, day)]


def _missing_content(versie: Planversie) -> list[Ontbreekt]:
    doelen = list(Doel.objects.filter(planversie=versie).order_by("volgorde", "pk").prefetch_related("acties"))
    if not doelen:
        return [Ontbreekt("Schrijf ten minste één doel op.", "doelen")]
    return [
        Ontbreekt(f"Doel {n} heeft nog geen actie. Schrijf op wie wat doet.", "doelen")
        for n, doel in enumerate(doelen, start=1)
        if not doel.acties.all()
    ]


def _missing_talks(versie: Planversie, door: Medewerker | None, day: datetime.date) -> list[Ontbreekt]:
    missing = []
    if not Gezinsplan.objects.filter(pk=versie.plan_id).exclude(familiegroepsplan="").exists():
        missing.append(Ontbreekt("Vraag het gezin of het zelf een plan wil maken (familiegroepsplan).", "gesprek"))
    if versie.besproken_met_id is None or versie.besproken_op is None:
        missing.append(Ontbreekt("Bespreek het plan met een collega en vul in met wie en wanneer.", "gesprek"))
    elif door is not None and versie.besproken_met_id == door.pk:
        missing.append(Ontbreekt("Bespreek het plan met een ander dan wie het vaststelt.", "gesprek"))
    elif versie.besproken_op > day:
        missing.append(Ontbreekt("Het gesprek met de collega ligt in de toekomst.", "gesprek"))
    return missing


def _missing_akkoord(versie: Planversie, day: datetime.date) -> list[Ontbreekt]:
    antwoorden = dict(Akkoord.objects.filter(planversie=versie).values_list("persoon_id", "antwoord"))
    missing = []
    for persoon in whose_akkoord(versie.plan_id, day):
        antwoord = antwoorden.get(persoon.pk)
        if antwoord is None:
            missing.append(Ontbreekt(f"Vraag {persoon.naam} om akkoord.", "akkoord"))
        elif antwoord == Akkoord.Antwoord.NIET:
            missing.append(Ontbreekt(f"{persoon.naam} is niet akkoord. Pas het plan samen aan.", "akkoord"))
    return missing
