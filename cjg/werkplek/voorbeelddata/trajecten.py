"""How families come in, wait, are coached and leave: aanmeldingen, wachtlijst, trajecten and who is the aanspreekpunt."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from uuid import UUID

from cjg.werkplek.voorbeelddata.gezinnen import Gezin, Mens
from cjg.werkplek.voorbeelddata.organisatie import Lid, Staf
from cjg.werkplek.voorbeelddata.wereld import DAG, Rij, Wereld, table

_KERNTAAK = {
    "gezinscoaching": "coaching",
    "jongerencoaching": "coaching",
    "poh-jeugd": "poh-jeugd",
    "dak-en-thuisloos": "dak-en-thuisloos",
}
# soort -> (median days of waiting, median days of the traject)
_DUUR = {
    "gezinscoaching": (24, 182),
    "jongerencoaching": (19, 156),
    "poh-jeugd": (11, 78),
    "dak-en-thuisloos": (9, 178),
}
_VERWIJZER = {
    "zelf": 34, "school": 22, "huisarts": 17, "jeugdarts": 8, "veilig-thuis": 5, "sociaal-wijkteam": 4,
    "gecertificeerde-instelling": 2, "leerplicht-rmc": 3, "politie": 1.5, "rechtbank": 1.5, "medisch-specialist": 1,
    "andere": 1,
}  # fmt: skip
_EINDE = {"01": 68, "02": 10, "03": 12, "04": 2, "05": 8}
_EINDE_TEKST = {
    "01": "De doelen zijn gehaald of goed op weg. Het gezin kan zelf verder.",
    "02": "Samen besloten om te stoppen. Er is nu andere hulp die beter past.",
    "03": "Het gezin wil nu geen gesprekken meer. De deur blijft open.",
    "04": "Wij konden niet bieden wat nodig was. Wij hebben het gezin naar andere hulp gebracht.",
    "05": "Het gezin is verhuisd. Met toestemming is overgedragen aan de nieuwe woonplaats.",
}
_OVERDRACHT = "Samen op huisbezoek geweest. De nieuwe coach kent het plan en de afspraken."


@dataclass(slots=True)
class Traject:
    """A traject in the making."""

    id: UUID
    gezin: Gezin
    soort: str
    begin: dt.date
    einde: dt.date | None
    deelnemers: list[Mens]
    team: UUID
    coaches: list[Lid] = field(default_factory=list)
    status: str = ""
    reden: str = ""

    def coach_on(self, _day: dt.date) -> Lid:
        """Return the present aanspreekpunt, or the last."""
        return self.coaches[-1]


@dataclass(frozen=True, slots=True)
class Komst:
    """An aanmelding in the making."""

    id: UUID
    dag: dt.date
    kind: Mens
    gezin: Gezin


def fill(tekst: str, kind: Mens) -> str:
    """Put the name of the child into a text."""
    return tekst.replace("{kind}", kind.roepnaam)


class Levensloop:
    """Makes what happens to each family between its first question and today."""

    def __init__(self, wereld: Wereld, staf: Staf) -> None:
        self.wereld = wereld
        self.staf = staf
        self.trajecten: list[Traject] = []
        self.komsten: list[Komst] = []

    def live(self, gezin: Gezin) -> None:
        """Let one family ask for help one or more times."""
        wereld = self.wereld
        dag: dt.date | None = gezin.sinds
        for _ in range(4):
            if dag is None or dag > wereld.peildatum:
                return
            traject = self.ask(gezin, wereld.workday_before(dag))
            if traject is not None and traject.begin + 20 * DAG < wereld.peildatum and wereld.chance(0.32):
                self.ask(gezin, wereld.workday_before(traject.begin + wereld.rng.randrange(7, 20) * DAG))
            stop = traject.einde if traject else dag + 40 * DAG
            dag = stop + (14 + wereld.spread(190, 0.9)) * DAG if stop and wereld.chance(0.52) else None

    # ---- intake
    def ask(self, gezin: Gezin, dag: dt.date) -> Traject | None:
        """Let a family ask once; return the traject when one started."""
        wereld = self.wereld
        kind = self._child_in_question(gezin, dag)
        soort = self._soort(gezin, kind.age(dag))
        direct = wereld.chance(0.018)
        urgentie = "direct" if direct else "hoog" if wereld.chance(0.17) else "gewoon"
        wacht = max(1, wereld.spread(_DUUR[soort][0] / {"direct": 8, "hoog": 2.5, "gewoon": 0.9}[urgentie], 0.75))
        begin = wereld.workday(dag + min(wacht, 240) * DAG)
        afgewezen = wereld.chance(0.13)
        status = self._status(dag, begin, afgewezen=afgewezen)
        komst = self._register(gezin, dag, kind, soort, urgentie, status=status)
        self._wait(komst, status, begin, soort)
        return self._start(komst, soort, begin) if status == "gestart" else None

    def _child_in_question(self, gezin: Gezin, dag: dt.date) -> Mens:
        young = [kind for kind in gezin.jeugdigen if kind.age(dag) < 22] or gezin.jeugdigen
        return self.wereld.pick(young)

    def _soort(self, gezin: Gezin, leeftijd: int) -> str:
        wereld = self.wereld
        if not gezin.ouders or (len(gezin.jeugdigen) == 1 and leeftijd >= 16 and len(gezin.ouders) == 1):
            return "dak-en-thuisloos" if wereld.chance(0.6) else "jongerencoaching"
        if wereld.chance(0.17):
            return "poh-jeugd"
        if leeftijd >= 12:
            return "jongerencoaching" if wereld.chance(0.6) else "gezinscoaching"
        return "gezinscoaching"

    def _status(self, dag: dt.date, begin: dt.date, *, afgewezen: bool) -> str:
        if (self.wereld.peildatum - dag).days <= 3:
            return "nieuw"
        if afgewezen and (self.wereld.peildatum - dag).days > 15:
            return "doorverwezen" if self.wereld.chance(0.6) else "gesloten"
        return "gestart" if begin <= self.wereld.peildatum else "wachtlijst"

    def _team(self, gezin: Gezin, soort: str) -> UUID:
        if soort == "dak-en-thuisloos":
            return self.staf.teams["dak-en-thuisloos"]
        if soort != "poh-jeugd" and gezin.gebied.gemeente == "0392" and self.wereld.chance(0.04):
            return self.staf.teams["flexteam"]
        return gezin.gebied.team

    def _register(self, gezin: Gezin, dag: dt.date, kind: Mens, soort: str, urgentie: str, *, status: str) -> Komst:
        wereld = self.wereld
        veilig = "direct-onveilig" if urgentie == "direct" else "zorgen" if wereld.chance(0.16) else "geen-zorgen"
        verwijzer = "huisarts" if soort == "poh-jeugd" and wereld.chance(0.85) else wereld.weigh(_VERWIJZER)
        if soort == "dak-en-thuisloos":
            verwijzer = wereld.pick(("brede-centrale-toegang", "maatschappelijke-opvang", "zelf", "sociaal-wijkteam"))
        sleutel = wereld.add(
            "intake.Aanmelding",
            dag,
            datum=dag,
            gezin_id=gezin.id,
            verwijzer=verwijzer,
            kerntaak=_KERNTAAK[soort],
            vraag=self._question(kind, dag),
            urgentie=urgentie,
            veiligheid=veilig,
            direct_handelen="Samen met het gezin veiligheidsafspraken gemaakt en Veilig Thuis gebeld."
            if veilig == "direct-onveilig"
            else "",
            team_id=self._team(gezin, soort),
            status=status,
            toelichting_einde=self._ending(status),
            andere_kinderen="geen"
            if len(gezin.jeugdigen) == 1
            else "contact"
            if status == "gestart"
            else "niet-gevraagd",
            medewerker_id=wereld.pick(self.staf.with_role("ia-medewerker")).medewerker,
        )
        siblings = [ander for ander in gezin.jeugdigen if ander is not kind and ander.age(dag) < 23]
        named = [kind, *(s for s in siblings if soort == "gezinscoaching" and wereld.chance(0.7))]
        for volgorde, mens in enumerate(named):
            wereld.add("intake.Aangemelde", dag, aanmelding_id=sleutel, persoon_id=mens.id, volgorde=volgorde)
        komst = Komst(sleutel, dag, kind, gezin)
        self.komsten.append(komst)
        return komst

    def _ending(self, status: str) -> str:
        if status == "doorverwezen":
            return self.wereld.pick(
                ("Naar het groepsaanbod in de wijk.", "Naar de jeugdarts.", "Naar het buurtgezin.", "Naar de huisarts.")
            )
        return "Het gezin redt het zelf na twee gesprekken." if status == "gesloten" else ""

    def _question(self, kind: Mens, dag: dt.date) -> str:
        leeftijd = min(22, kind.age(dag))
        passend = [tekst for bereik, tekst in table("vragen") if _fits(bereik, leeftijd)]
        return fill(self.wereld.pick(passend), kind)

    def _wait(self, komst: Komst, status: str, begin: dt.date, soort: str) -> None:
        wereld = self.wereld
        aanmelding = wereld.rijen["intake.Aanmelding"][-1]
        team = aanmelding["team_id"]
        einde: Rij = {"tot": None, "reden_einde": ""}
        if status == "gestart":
            einde = {"tot": begin, "reden_einde": "gestart"}
        elif status in ("doorverwezen", "gesloten"):
            reden = "doorverwezen" if status == "doorverwezen" else "ingetrokken"
            einde = {"tot": wereld.workday(komst.dag + 9 * DAG), "reden_einde": reden}
        if status != "nieuw":
            wereld.add(
                "intake.Wachtlijstplaats", komst.dag, aanmelding_id=komst.id, team_id=team, sinds=komst.dag, **einde
            )
        self._involve(komst.gezin, komst.dag, einde["tot"], "aanmelding", komst.id, team=team)
        ia_tot = min(komst.dag + 21 * DAG, einde["tot"] or dt.date.max)
        ia = self.staf.teams["informatie-advies"]
        self._involve(komst.gezin, komst.dag, ia_tot, "aanmelding", komst.id, team=ia)

    def _involve(
        self, gezin: Gezin, begin: dt.date, einde: dt.date | None, grond: str, bron: UUID, **wie: UUID
    ) -> None:
        velden: Rij = {"begindatum": begin, "einddatum": einde, "grond": grond, "bron_id": bron, **wie_ids(wie)}
        self.wereld.add("dossier.Betrokkenheid", begin, gezin_id=gezin.id, **velden)

    # ---- trajecten
    def _start(self, komst: Komst, soort: str, begin: dt.date) -> Traject:
        wereld = self.wereld
        gezin = komst.gezin
        einde, reden = self._ending_of(komst, soort, begin)
        team = wereld.rijen["intake.Wachtlijstplaats"][-1]["team_id"]
        status, grond = self._phase(begin, einde)
        sleutel = wereld.add(
            "gezinsplan.Traject",
            begin,
            gezin_id=gezin.id,
            soort=soort,
            status=status,
            team_id=team,
            aanmelding_id=komst.id,
            regie=wereld.weigh({"gezin": 52, "netwerk": 9, "cjg": 30, "aanbieder": 6, "gi": 3}),
            grond_langer=grond,
            begindatum=begin,
            einddatum=einde,
            reden_beeindiging=reden,
            toelichting_einde=_EINDE_TEKST.get(reden, ""),
        )
        deelnemers = self._participants(komst, soort, begin)
        traject = Traject(sleutel, gezin, soort, begin, einde, deelnemers, team, status=status, reden=reden)
        for volgorde, mens in enumerate(deelnemers):
            later = begin + 30 * DAG if volgorde and wereld.chance(0.06) else begin
            velden: Rij = {"begindatum": later if einde is None or later <= einde else begin, "einddatum": einde}
            wereld.add(
                "gezinsplan.TrajectDeelname", begin, traject_id=sleutel, persoon_id=mens.id, volgorde=volgorde, **velden
            )
        self._coach(traject)
        self.trajecten.append(traject)
        return traject

    def _ending_of(self, komst: Komst, soort: str, begin: dt.date) -> tuple[dt.date | None, str]:
        wereld = self.wereld
        einde = wereld.workday_before(begin + max(0, wereld.spread(_DUUR[soort][1], 0.58, hoogste=900)) * DAG)
        reden = wereld.weigh(_EINDE)
        weg = komst.gezin.verhuisd.get(komst.kind.id)
        if weg and begin < weg < einde and wereld.chance(0.6):
            einde, reden = weg, "05"
        einde = max(einde, begin)
        return (None, "") if einde >= wereld.peildatum else (einde, reden)

    def _phase(self, begin: dt.date, einde: dt.date | None) -> tuple[str, str]:
        """Return the status, and the ground when it runs over six months."""
        wereld = self.wereld
        dagen = ((einde or wereld.peildatum) - begin).days
        grond = ""
        if dagen > 190 and wereld.chance(0.93):
            grond = wereld.weigh(
                {"veiligheid": 26, "wachttijd-derden": 44, "langdurige-stut-en-steun": 22, "waakvlam": 8}
            )
        if einde is not None:
            return "afgesloten", grond
        status = "verkenning" if dagen < 16 else "plan" if dagen < 44 else "uitvoering"
        return ("voortzetting" if dagen > 190 else status), grond

    def _participants(self, komst: Komst, soort: str, begin: dt.date) -> list[Mens]:
        if soort != "gezinscoaching":
            return [komst.kind]
        others = [k for k in komst.gezin.jeugdigen if k is not komst.kind and k.age(begin) < 23]
        return [komst.kind, *(k for k in others if self.wereld.chance(0.78))]

    def _coach(self, traject: Traject) -> None:
        """Give the traject its aanspreekpunt; hand over when that coach leaves, and now and then in between."""
        wereld = self.wereld
        rol = "poh-jeugd" if traject.soort == "poh-jeugd" else "coach"
        begin, grens = traject.begin, traject.einde
        stop = grens or wereld.peildatum
        coach = wereld.pick(self.staf.of_team(traject.team, rol, on=begin) or self.staf.with_role(rol))
        while True:
            traject.coaches.append(coach)
            over = self._handover(coach, begin, stop)
            self._point(traject, coach, begin, over - DAG if over else grens)
            if over is None:
                break
            begin = over
            others = [lid for lid in self.staf.of_team(traject.team, rol, on=over) if lid is not coach]
            coach = wereld.pick(others or self.staf.with_role(rol))
        self._involve(traject.gezin, traject.begin, grens, "traject", traject.id, team=traject.team)

    def _handover(self, coach: Lid, begin: dt.date, stop: dt.date) -> dt.date | None:
        if coach.einde is not None and coach.einde < stop:
            return coach.einde + DAG if coach.einde >= begin else None
        if (stop - begin).days > 60 and self.wereld.chance(0.05):
            return self.wereld.workday_before(begin + (stop - begin) / 2)
        return None

    def _point(self, traject: Traject, coach: Lid, begin: dt.date, einde: dt.date | None) -> None:
        first = len(traject.coaches) == 1
        velden: Rij = {"medewerker_id": coach.medewerker, "overdracht": "" if first else _OVERDRACHT}
        self.wereld.add(
            "gezinsplan.Aanspreekpunt", begin, traject_id=traject.id, begindatum=begin, einddatum=einde, **velden
        )
        self._involve(traject.gezin, begin, einde, "traject", traject.id, medewerker=coach.medewerker)


def wie_ids(wie: dict[str, UUID]) -> Rij:
    """Turn `team=…` or `medewerker=…` into column names."""
    return {f"{naam}_id": waarde for naam, waarde in wie.items()}


def _fits(bereik: str, leeftijd: int) -> bool:
    van, tot = bereik.split("-")
    return int(van) <= leeftijd <= int(tot)


def texts_for(naam: str, leeftijd: int) -> list[tuple[str, ...]]:
    """Return the rows of a table of texts (what, ages, text) that fit an age."""
    return [rij for rij in table(naam) if _fits(rij[1], leeftijd)]
