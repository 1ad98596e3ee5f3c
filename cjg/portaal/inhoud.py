"""What the pages of a client show, per page as frozen values; only what age, gezag and afscherming let them see.

Each function gets the jeugdigen about whom this client may see that part (`ClientEntry.jeugdigen`) and asks the
rooms for no one else.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q

from cjg.basis.api import Step, add_months, open_on
from cjg.dossier.api import JEUGDIGE_ROLLEN, Gezinslid, Persoon, hidden_objects
from gezinsplan.api import Aanspreekpunt, Evaluatie, Planversie, Traject
from toegang.api import Beschikking, Besluit, Briefgegevens

FASEN = (
    (Traject.Status.VERKENNING, "Kennismaken"),
    (Traject.Status.PLAN, "Plan maken"),
    (Traject.Status.UITVOERING, "Aan de slag"),
    (Traject.Status.VOORTZETTING, "Verder of afbouwen"),
)


@dataclass(frozen=True, slots=True)
class Hulp:
    """One traject as the family sees it: who helps, how far it is, what comes next."""

    traject: Traject
    voor: tuple[Persoon, ...]
    aanspreekpunt: Aanspreekpunt | None
    volgende: Evaluatie | None
    verwacht_tot: datetime.date | None
    stappen: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Doelregel:
    """One goal that this client may see, with its actions."""

    doel: Any
    voor: str
    acties: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """One adopted plan, as far as it is about people this client may read about."""

    versie: Planversie
    gezin_id: UUID
    doelen: tuple[Doelregel, ...]
    personen: tuple[UUID, ...]
    toont_gezin: bool


@dataclass(frozen=True, slots=True)
class Besluitregel:
    """One published besluit, with the letter that was sent to this very client."""

    besluit: Besluit
    brief: Beschikking | None


def read_hulp(jeugdigen: Sequence[Persoon], day: datetime.date) -> list[Hulp]:
    """Return the running trajecten of these jeugdigen, the newest first; five statements."""
    if not jeugdigen:
        return []
    zichtbaar = {jeugdige.pk: jeugdige for jeugdige in jeugdigen}
    punten = Aanspreekpunt.objects.filter(open_on(day)).select_related("medewerker__gebruiker")
    trajecten = (
        Traject.objects.running()
        .filter(open_on(day, "deelnames__"), deelnames__persoon__in=zichtbaar)
        .distinct()
        .with_deelnemers()
        .prefetch_related(
            Prefetch("aanspreekpunten", queryset=punten, to_attr="huidige_aanspreekpunten"),
            Prefetch("evaluaties", queryset=Evaluatie.objects.planned().order_by("uiterlijk"), to_attr="gepland"),
        )
        .order_by("-begindatum", "pk")
    )
    gevonden = list(trajecten)
    duur = _expected_months({traject.gezin_id for traject in gevonden})
    return [_hulp(traject, zichtbaar, duur.get(traject.gezin_id)) for traject in gevonden]


def _hulp(traject: Any, zichtbaar: dict[UUID, Persoon], maanden: int | None) -> Hulp:
    return Hulp(
        traject=traject,
        voor=tuple(zichtbaar[deel.persoon_id] for deel in traject.deelnames.all() if deel.persoon_id in zichtbaar),
        aanspreekpunt=next(iter(traject.huidige_aanspreekpunten), None),
        volgende=next(iter(traject.gepland), None),
        verwacht_tot=add_months(traject.begindatum, maanden) if maanden else None,
        stappen=_steps(traject.status),
    )


def _steps(status: str) -> tuple[Step, ...]:
    nu = next((nummer for nummer, (fase, _) in enumerate(FASEN) if fase == status), len(FASEN))
    return tuple(
        Step(naam, "done" if nummer < nu else "current" if nummer == nu else "todo")
        for nummer, (_, naam) in enumerate(FASEN)
    )


def _expected_months(gezin_ids: Iterable[UUID]) -> dict[UUID, int]:
    versies = Planversie.objects.filter(
        status=Planversie.Status.VASTGESTELD,
        verwachte_duur_maanden__isnull=False,
        plan__plan_gezinnen__gezin__in=gezin_ids,
        plan__plan_gezinnen__is_actief=True,
    ).order_by("nummer")
    rijen = versies.values_list("plan__plan_gezinnen__gezin_id", "verwachte_duur_maanden")
    return {gezin_id: maanden for gezin_id, maanden in rijen if maanden}


def read_plannen(persoon: Persoon, jeugdigen: Sequence[Persoon], day: datetime.date) -> list[Plan]:
    """Return the adopted plans of the gezinnen of these jeugdigen, goal by goal; about seven statements.

    A goal is seen by whom it is about, by who may read about that jeugdige, and, when it is of the whole gezin, by
    who may read about one of its jeugdigen. What goes well and what worries is about everybody: it is for who
    agreed with this very text, or who may read about every jeugdige of the plan.
    """
    zichtbaar = {jeugdige.pk: jeugdige for jeugdige in jeugdigen}
    if not zichtbaar:
        return []
    leden = Gezinslid.objects.filter(open_on(day), rol__in=JEUGDIGE_ROLLEN)
    eigen = set(leden.filter(persoon__in=zichtbaar).values_list("gezin_id", flat=True))
    versies = list(_adopted(eigen))
    gezinnen = {link.gezin_id for versie in versies for link in versie.plan.plan_gezinnen.all()}
    per_gezin: dict[UUID, set[UUID]] = {}
    for gezin_id, jeugdige_id in leden.filter(gezin__in=gezinnen).values_list("gezin_id", "persoon_id"):
        per_gezin.setdefault(gezin_id, set()).add(jeugdige_id)
    verborgen = hidden_objects(persoon, None, day)
    plannen = []
    for versie in versies:
        if {versie.pk, versie.plan_id} & verborgen:
            continue
        plannen.append(_plan(versie, persoon, zichtbaar, per_gezin, eigen, verborgen))
    return plannen


def _adopted(gezin_ids: set[UUID]) -> Any:
    """Return the newest adopted version of each running plan, with its goals, actions and agreements."""
    return (
        Planversie.objects.filter(
            status=Planversie.Status.VASTGESTELD,
            plan__plan_gezinnen__gezin__in=gezin_ids,
            plan__plan_gezinnen__is_actief=True,
        )
        .select_related("plan")
        .prefetch_related("doelen__acties__voortgang", "akkoorden", "plan__plan_gezinnen")
        .order_by("plan_id", "-nummer")
        .distinct("plan_id")
    )


def _plan(
    versie: Any,
    persoon: Persoon,
    zichtbaar: dict[UUID, Persoon],
    per_gezin: dict[UUID, set[UUID]],
    eigen: set[UUID],
    verborgen: set[UUID | None],
) -> Plan:
    namen = {pk: jeugdige.naam for pk, jeugdige in zichtbaar.items()} | {persoon.pk: persoon.naam}
    doelen = [
        Doelregel(doel, namen[doel.voor_id] if doel.voor_id else "", tuple(doel.acties.all()))
        for doel in versie.doelen.all()
        if doel.pk not in verborgen and (doel.voor_id is None or doel.voor_id in namen)
    ]
    links = [link.gezin_id for link in versie.plan.plan_gezinnen.all()]
    jeugdigen = {pk for gezin_id in links for pk in per_gezin.get(gezin_id, ())}
    agreed = any(akkoord.persoon_id == persoon.pk for akkoord in versie.akkoorden.all())
    return Plan(
        versie=versie,
        gezin_id=next(gezin_id for gezin_id in links if gezin_id in eigen),
        doelen=tuple(doelen),
        personen=tuple(pk for pk in namen if pk in jeugdigen or pk == persoon.pk),
        toont_gezin=agreed or jeugdigen <= set(zichtbaar),
    )


def read_besluiten(persoon: Persoon, jeugdigen: Sequence[Persoon], day: datetime.date) -> list[Besluitregel]:
    """Return the published besluiten about these jeugdigen, the newest first; three statements.

    The letter is there for its own addressee only: separated parents do not read each other's address.
    """
    verborgen = [pk for pk in hidden_objects(persoon, None, day) if pk]
    besluiten = (
        Besluit.objects.filter(jeugdige__in=jeugdigen, status=Besluit.Status.BEKENDGEMAAKT)
        .exclude(pk__in=verborgen)
        .select_related("jeugdige", "product", "aanbieder")
        .order_by("-bekendmaking", "-pk")
    )
    gevonden = list(besluiten)
    brieven = Beschikking.objects.filter(besluit__in=gevonden, geadresseerde=persoon).defer("pdf")
    per_besluit = {brief.besluit_id: brief for brief in brieven}
    return [Besluitregel(besluit, per_besluit.get(besluit.pk)) for besluit in gevonden]


def read_vertrouwenspersonen(persoon: Persoon, jeugdigen: Sequence[Persoon]) -> list[str]:
    """Return who can help somebody who is not satisfied (Jeugdwet 2.5), of the gemeenten of their gezinnen."""
    leden = Gezinslid.objects.filter(Q(persoon=persoon) | Q(persoon__in=jeugdigen))
    gegevens = Briefgegevens.objects.filter(gemeente__in=leden.values("gezin__gemeente"))
    return list(gegevens.order_by("gemeente_id").values_list("vertrouwenspersoon", flat=True).distinct())
