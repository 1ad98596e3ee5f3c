"""Who has the leading parts: an example account is only worth signing in with when there is something to see."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from uuid import UUID

from cjg.werkplek.voorbeelddata.gezinnen import Mens
from cjg.werkplek.voorbeelddata.organisatie import DOMEIN, Staf
from cjg.werkplek.voorbeelddata.plannen import Plannen
from cjg.werkplek.voorbeelddata.trajecten import Traject
from cjg.werkplek.voorbeelddata.wereld import DAG, Wereld

COACH = f"coach@{DOMEIN}"
_DICHTBIJ = 14 * DAG


def cast_coach(wereld: Wereld, staf: Staf, trajecten: list[Traject]) -> UUID:
    """Give the example account of a coach to who has most evaluations around today in that team; return whose it is."""
    drukte = _evaluations_around(wereld, trajecten, wereld.peildatum)
    first = staf.accounts[COACH]
    team = next(lid.team for lid in staf.leden if lid.gebruiker == first)
    collegas = [lid.gebruiker for lid in staf.of_team(team, "coach", on=wereld.peildatum)]
    best = max(collegas, key=lambda gebruiker: (drukte[gebruiker], gebruiker == first))
    rijen = {rij["id"]: rij for rij in wereld.rijen["organisatie.Gebruiker"]}
    rijen[first]["email"], rijen[best]["email"] = rijen[best]["email"], rijen[first]["email"]
    staf.accounts[COACH] = best
    return best


def cast_clients(wereld: Wereld, plannen: Plannen, trajecten: list[Traject], coach: UUID) -> tuple[Mens, Mens] | None:
    """Return a parent with gezag and a youth of 12 to 15 with running help and a plan, of that coach if there is one."""
    lopend = [t for t in trajecten if t.einde is None and t.id in plannen.plan_of and plannen.plan_of[t.id].versies]
    lopend.sort(key=lambda traject: traject.coaches[-1].gebruiker != coach)
    for traject in lopend:
        gezin = traject.gezin
        for mens in traject.deelnemers:
            if 12 <= mens.age(wereld.peildatum) < 16 and len(gezin.jeugdigen) >= 2 and gezin.gezag.get(mens.id):
                return gezin.gezag[mens.id][0], mens
    return None


def _evaluations_around(wereld: Wereld, trajecten: list[Traject], dag: dt.date) -> Counter[UUID]:
    coach_of = {traject.id: traject.coaches[-1].gebruiker for traject in trajecten if traject.coaches}
    return Counter(
        coach_of[rij["traject_id"]]
        for rij in wereld.rijen["gezinsplan.Evaluatie"]
        if rij["status"] == "gepland" and abs(rij["uiterlijk"] - dag) <= _DICHTBIJ
    )
