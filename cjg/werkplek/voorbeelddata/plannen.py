"""The plans of the families: versions with goals and actions, agreement, evaluations and scores."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from cjg.basis.api import add_months
from cjg.werkplek.voorbeelddata.gezinnen import Gezin, Mens
from cjg.werkplek.voorbeelddata.trajecten import Traject, fill, texts_for
from cjg.werkplek.voorbeelddata.wereld import DAG, Rij, Wereld, lines, table

_SOORTEN = (("3-maanden", 3), ("6-maanden", 6))
_KRING = ("oma", "opa", "tante Ria", "oom Karim", "de buurvrouw", "een vriendin", "de jongerenwerker", "neef Tom")


@dataclass(slots=True)
class Doel:
    """A goal in the making; `spoor` is its score so far."""

    id: UUID
    tekst: str
    leefgebied: str
    voor: Mens
    herkomst: UUID | None
    spoor: int = -2


@dataclass(slots=True)
class Plan:
    """A plan in the making: of one gezin (or two), for trajecten that overlap."""

    id: UUID
    gezin: Gezin
    trajecten: list[Traject]
    versies: list[tuple[dt.date, UUID, list[Doel]]] = field(default_factory=list)  # vastgesteld only

    def goals_on(self, day: dt.date) -> list[Doel]:
        """Return the goals of the version that held on a day."""
        return next((doelen for op, _, doelen in reversed(self.versies) if op <= day), [])


class Plannen:
    """Makes plans and evaluations."""

    def __init__(self, wereld: Wereld) -> None:
        self.wereld = wereld
        self.vaststellen: list[list[Rij]] = []  # per version number: what to freeze after its goals are in
        self.plan_of: dict[UUID, Plan] = {}
        self._active: set[UUID] = set()

    def make(self, trajecten: list[Traject]) -> None:
        """Make the plans of all trajecten, and their evaluations."""
        per_gezin: dict[UUID, list[Traject]] = defaultdict(list)
        for traject in sorted(trajecten, key=lambda t: (t.begin, t.id)):
            per_gezin[traject.gezin.id].append(traject)
        for groep in per_gezin.values():
            for samen in self._eras([t for t in groep if t.soort != "poh-jeugd"]):
                self._plan(samen)
            for traject in groep:
                self._evaluate(traject)

    def _eras(self, trajecten: list[Traject]) -> list[list[Traject]]:
        """Put trajecten that overlap together: a gezin has one plan at a time."""
        eras: list[list[Traject]] = []
        for traject in trajecten:
            last = eras[-1] if eras else []
            if any(t.einde is None or t.einde + 20 * DAG >= traject.begin for t in last):
                last.append(traject)
            else:
                eras.append([traject])
        return eras

    def _plan(self, samen: list[Traject]) -> None:
        wereld = self.wereld
        first = samen[0]
        gezin = first.gezin
        open_now = any(t.einde is None for t in samen)
        stop = wereld.peildatum if open_now else max(t.einde for t in samen if t.einde)
        op = wereld.workday(first.begin + max(6, wereld.spread(28, 0.45)) * DAG)
        start = wereld.workday(first.begin + 5 * DAG)
        if start > stop or (op > stop and not open_now):
            return  # it ended before there was a plan
        active = open_now and gezin.id not in self._active
        keuze = wereld.weigh({"gemaakt": 22, "afgezien": 63, "later": 15})
        plan = Plan(
            wereld.add(
                "gezinsplan.Gezinsplan",
                start,
                status="actief" if active else "afgesloten",
                familiegroepsplan=keuze,
                familiegroepsplan_op=start,
            ),
            gezin,
            samen,
        )
        both = gezin.ander if gezin.ander and wereld.chance(0.45) else None
        for huis in (gezin, both):
            if huis is not None:
                is_actief = active and huis.id not in self._active
                wereld.add("gezinsplan.PlanGezin", start, plan_id=plan.id, gezin_id=huis.id, is_actief=is_actief)
                if is_actief:
                    self._active.add(huis.id)
        for traject in samen:
            self.plan_of[traject.id] = plan
        self._versions(plan, op, stop)

    def _versions(self, plan: Plan, op: dt.date, stop: dt.date) -> None:
        wereld = self.wereld
        first = plan.trajecten[0]
        moments = [op]
        if wereld.chance(0.6):
            moments.append(wereld.workday(add_months(first.begin, 3) + wereld.rng.randrange(1, 9) * DAG))
        if wereld.chance(0.5):
            moments.append(wereld.workday(add_months(first.begin, 6) + wereld.rng.randrange(1, 9) * DAG))
        doelen: list[Doel] = []
        for nummer, dag in enumerate(moments, start=1):
            klaar = dag <= stop and dag < wereld.peildatum
            if not klaar and (stop < wereld.peildatum or (dag - wereld.peildatum).days > 25):
                return
            doelen = self._version(plan, nummer, min(dag, wereld.peildatum), doelen, klaar=klaar)
            if not klaar:
                return

    def _version(self, plan: Plan, nummer: int, dag: dt.date, vorige: list[Doel], *, klaar: bool) -> list[Doel]:
        wereld = self.wereld
        traject = plan.trajecten[0]
        coach = traject.coach_on(dag)
        kind = traject.deelnemers[0]
        peers = [lid for lid in traject.coaches if lid is not coach] or [coach]
        begin = wereld.workday_before(dag - 5 * DAG) if nummer == 1 else wereld.workday_before(dag - 2 * DAG)
        sleutel = wereld.add(
            f"gezinsplan.Planversie#{nummer}",
            max(begin, traject.begin),
            plan_id=plan.id,
            nummer=nummer,
            status="concept",
            krachten=self._sentences("krachten", kind),
            zorgen=self._sentences("zorgen", kind),
            besproken_met_id=wereld.pick(peers).medewerker if klaar else None,
            besproken_op=wereld.workday_before(dag - DAG) if klaar else None,
            verwachte_duur_maanden=wereld.pick((3, 6, 6, 6, 9, 12)),
        )
        doelen = self._goals(plan, nummer, sleutel, dag, vorige)
        for doel in doelen:
            self._actions(nummer, doel, dag)
        if klaar:
            self._agree(plan, nummer, sleutel, dag)
            while len(self.vaststellen) < nummer:
                self.vaststellen.append([])
            velden: Rij = {"id": sleutel, "op": dag, "door": coach.medewerker}
            self.vaststellen[nummer - 1].append(velden)
            plan.versies.append((dag, sleutel, doelen))
        return doelen

    def _sentences(self, naam: str, kind: Mens) -> str:
        gekozen = self.wereld.rng.sample(lines(naam), self.wereld.rng.choice((1, 2, 2, 3)))
        return " ".join(fill(tekst, kind) for tekst in gekozen)

    def _goals(self, plan: Plan, nummer: int, versie: UUID, dag: dt.date, vorige: list[Doel]) -> list[Doel]:
        """Keep most goals of the version before, and add new ones."""
        wereld = self.wereld
        kept = [doel for doel in vorige if wereld.chance(0.8)]
        texts = [(d.leefgebied, d.tekst, d.voor, d.herkomst or d.id) for d in kept]
        seen = {tekst for _, tekst, _, _ in texts}
        for _ in range(wereld.rng.choice((1, 2, 2, 3)) if nummer == 1 else wereld.rng.choice((0, 0, 1))):
            voor = wereld.pick(plan.trajecten[0].deelnemers)
            leefgebied, _, tekst = wereld.pick(texts_for("doelen", min(22, voor.age(dag))))
            tekst = fill(tekst, voor)
            if tekst not in seen:
                seen.add(tekst)
                texts.append((leefgebied, tekst, voor, None))  # type: ignore[arg-type]  # a new goal has no past
        doelen = []
        for volgorde, (leefgebied, tekst, voor, herkomst) in enumerate(texts):
            sleutel = wereld.add(
                f"gezinsplan.Doel#{nummer}",
                dag,
                planversie_id=versie,
                herkomst_id=herkomst,
                omschrijving=tekst,
                leefgebied=leefgebied,
                voor_id=None if tekst.startswith(("Wij", "Iedereen", "Er ")) else voor.id,
                volgorde=volgorde,
                gas_begin=-2 if wereld.chance(0.85) else -1,
            )
            doelen.append(Doel(sleutel, tekst, leefgebied, voor, herkomst))
        return doelen

    def _actions(self, nummer: int, doel: Doel, dag: dt.date) -> None:
        wereld = self.wereld
        passend = [rij for rij in table("acties") if rij[0] == doel.leefgebied]
        gekozen = wereld.rng.sample(passend, min(len(passend), wereld.rng.choice((1, 2, 2, 3))))
        for volgorde, (_, soort, wat) in enumerate(gekozen):
            wie = {"gezin": doel.voor.roepnaam if doel.voor.age(dag) > 11 else "ouders", "professional": "coach"}
            voor = wereld.workday(dag + wereld.rng.randrange(14, 100) * DAG)
            actie = wereld.add(
                f"gezinsplan.Actie#{nummer}",
                dag,
                doel_id=doel.id,
                soort=soort,
                wie=wie.get(soort) or wereld.pick(_KRING),
                wat=fill(wat, doel.voor),
                uiterlijk=voor,
                volgorde=volgorde,
            )
            if voor < wereld.peildatum:
                status = wereld.weigh({"gereed": 70, "open": 22, "vervallen": 8})
                wereld.add("gezinsplan.Actievoortgang", voor, actie_id=actie, status=status, bijgewerkt_op=voor)

    def _agree(self, plan: Plan, nummer: int, versie: UUID, dag: dt.date) -> None:
        """Write the agreement: under 12 the parents with gezag, 12–15 both, from 16 the youth (Jeugdwet 7.3.4)."""
        wereld = self.wereld
        who: dict[UUID, Mens] = {}
        for traject in plan.trajecten[:1]:
            for kind in traject.deelnemers:
                leeftijd = kind.age(dag)
                asked = [
                    *([kind] if leeftijd >= 12 else []),
                    *(plan.gezin.gezag.get(kind.id, []) if leeftijd < 16 else []),
                ]
                who.update({mens.id: mens for mens in asked})
        for mens in who.values():
            antwoord = wereld.weigh({"akkoord": 93, "deels": 7})
            toelichting = "Wil bij de evaluatie nog praten over één doel." if antwoord == "deels" else ""
            wereld.add(
                f"gezinsplan.Akkoord#{nummer}",
                dag,
                planversie_id=versie,
                persoon_id=mens.id,
                antwoord=antwoord,
                datum=dag,
                toelichting=toelichting,
            )

    # ---- evaluations
    def _evaluate(self, traject: Traject) -> None:
        wereld = self.wereld
        plan = self.plan_of.get(traject.id)
        for soort, maanden in _SOORTEN:
            uiterlijk = wereld.workday(add_months(traject.begin, maanden))
            if traject.einde is not None and traject.einde < uiterlijk:
                self._evaluation(traject, soort, uiterlijk, "vervallen", None, plan=plan)
                continue
            op = self._held_on(uiterlijk, traject.einde or wereld.peildatum)
            status = "gehouden" if op else "gepland" if traject.einde is None else "vervallen"
            self._evaluation(traject, soort, uiterlijk, status, op, plan=plan)
        if traject.einde is not None and traject.reden != "03":
            self._evaluation(traject, "afsluiting", traject.einde, "gehouden", traject.einde, plan=plan)

    def _held_on(self, uiterlijk: dt.date, stop: dt.date) -> dt.date | None:
        """Return when it was held: most in time, one in ten too late, some not yet."""
        wereld = self.wereld
        shift = wereld.weigh({"op-tijd": 80, "week": 9, "laat": 9, "niet": 2})
        if shift == "niet":
            return None
        delta = {"op-tijd": (-9, 0), "week": (1, 7), "laat": (8, 40)}[shift]
        op = wereld.workday_before(uiterlijk + wereld.rng.randint(*delta) * DAG)
        return op if op <= stop and op < wereld.peildatum else None

    def _evaluation(
        self, traject: Traject, soort: str, uiterlijk: dt.date, status: str, op: dt.date | None, *, plan: Plan | None
    ) -> None:
        wereld = self.wereld
        held = status == "gehouden"
        vervolg = ""
        if held:
            vervolg = (
                "afsluiten"
                if soort == "afsluiting"
                else wereld.weigh({"ongewijzigd": 45, "gewijzigd": 32, "afschalen": 17, "opschalen": 6})
            )
        velden: Rij = {
            "traject_id": traject.id,
            "soort": soort,
            "uiterlijk": uiterlijk,
            "status": status,
            "gehouden_op": op,
            "wat_werkte": self._sentences("wat_werkte", traject.deelnemers[0]) if held else "",
            "vervolg": vervolg,
            "reden": "De doelen zijn nog niet gehaald." if vervolg in ("ongewijzigd", "gewijzigd") else "",
        }
        sleutel = wereld.add("gezinsplan.Evaluatie", traject.begin if soort != "afsluiting" else uiterlijk, **velden)
        if held and plan is not None and op is not None:
            self._scores(sleutel, plan.goals_on(op), op)

    def _scores(self, evaluatie: UUID, doelen: list[Doel], op: dt.date) -> None:
        wereld = self.wereld
        for doel in doelen:
            doel.spoor = min(2, doel.spoor + wereld.weigh({0: 22.0, 1: 43.0, 2: 30.0, 3: 5.0}))
            judged: dict[str, Any] = {"coach": doel.spoor}
            judged["kind" if doel.voor.age(op) < 12 and wereld.chance(0.15) else "gezin"] = max(
                -2, min(2, doel.spoor + wereld.weigh({-1: 15, 0: 65, 1: 20}))
            )
            for door, gas in judged.items():
                wereld.add("gezinsplan.Evaluatiescore", op, evaluatie_id=evaluatie, doel_id=doel.id, door=door, gas=gas)
