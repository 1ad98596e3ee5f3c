"""The registers of toegang, and the besluiten with the four steps before them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from cjg.basis.api import bezwaar_until, decide_by
from cjg.werkplek.voorbeelddata.gezinnen import Mens
from cjg.werkplek.voorbeelddata.organisatie import HAARLEM, ZANDVOORT, Lid, Staf
from cjg.werkplek.voorbeelddata.trajecten import Traject, fill
from cjg.werkplek.voorbeelddata.wereld import DAG, Rij, Wereld, table
from toegang.api import example_letter_data

_PRODUCTEN = (
    ("45", "45A04", "Begeleiding individueel"),
    ("45", "45A48", "Behandeling individueel"),
    ("45", "45A53", "Intensieve hulp in het gezin"),
    ("54", "54001", "Jeugd-ggz behandeling regulier"),
    ("54", "54003", "Jeugd-ggz diagnostiek"),
    ("52", "52A01", "Specialistische ggz"),
    ("51", "51A02", "Kortdurende behandeling"),
    ("41", "41A11", "Dagbehandeling"),
    ("43", "43A12", "Verblijf met behandeling"),
    ("44", "44A08", "Gezinshuis"),
    ("44", "44A23", "Logeeropvang"),
    ("40", "40A04", "Persoonlijke verzorging"),
    ("42", "42A03", "Vervoer naar dagbehandeling"),
    ("46", "46A01", "Crisishulp ambulant"),
    ("50", "50A01", "Maatwerk"),
)
_AANBIEDERS = (
    "De Opstap Jeugdhulp", "Duinzicht Jeugd & Gezin", "Spaarnekind GGZ", "Het Bakenhuis", "Zeewind Begeleiding",
    "Kompas Jeugdpsychologen", "De Regenboogboom", "Gezinshuis De Vlinder", "Jeugdzorg Kennemerkust",
    "Praktijk De Brug", "Stichting Thuisbasis", "Horizon Dagbehandeling",
)  # fmt: skip
_EENHEID = {"41": "16", "43": "14", "44": "14"}  # dagdelen, etmalen; the others in hours
_UITKOMST = {"toegekend": 76, "gedeeltelijk": 8, "afgewezen": 11, "buiten-behandeling": 5}
_MOTIVERING = {
    "toegekend": "De hulp die u vraagt past bij de vragen van {kind}. Hulp uit de eigen omgeving en van het CJG is"
    " geprobeerd en is nu niet genoeg. Met deze hulp kan {kind} verder.",
    "gedeeltelijk": "Een deel van de gevraagde hulp past bij de vragen van {kind}. Voor het andere deel kunt u terecht"
    " bij het CJG. Daar is geen besluit voor nodig.",
    "afgewezen": "De vragen van {kind} kunnen opgelost worden met hulp van het CJG en het netwerk. Specialistische"
    " hulp is nu niet nodig.",
    "buiten-behandeling": "Wij misten gegevens om te beslissen. Wij vroegen u daarom, maar kregen geen antwoord.",
}
_STAP_1 = {
    "hulpvraag": "Het gezin vraagt hulp, omdat het thuis en op school niet lukt met wat al is geprobeerd.",
    "situatie": "{kind} vertelde zelf wat moeilijk is. De ouders en school zien hetzelfde.",
}
_STAP_2 = {
    "eigen_kracht": "Het gezin wil zelf aan de slag met een vast ritme in de week.",
    "netwerk": "Familie helpt in het weekend. Door de week is er niemand.",
    "vrij_toegankelijk": "De coaching van het CJG loopt en gaat door naast deze hulp.",
    "voorliggend": "Er is geen andere wet die deze hulp betaalt.",
    "reflectie": "Besproken met een collega: zo licht als kan, zo zwaar als nodig.",
}
_NODIG = "De vraag vraagt om specialistische kennis die het CJG niet heeft."
_STAP_4: dict[str, Rij] = {
    "zin": {"leveringsvorm_toelichting": "Het gezin kiest hulp van een aanbieder met een contract."},
    "pgb": {
        "leveringsvorm_toelichting": "Het gezin koopt de hulp zelf in.",
        "pgb_bekwaam": True,
        "pgb_kwaliteit": True,
        "pgb_motivering": "De hulp is nodig op tijden waarop geen aanbieder kan.",
    },
}
_GEVRAAGD = 0.33  # share of trajecten in which a besluit is asked


@dataclass(frozen=True, slots=True)
class _Register:
    producten: dict[str, list[UUID]]
    contracten: dict[tuple[str, UUID], list[tuple[UUID, UUID]]]  # gemeente, product -> aanbieder, contract
    maatwerk: dict[str, tuple[UUID, UUID, UUID]]  # gemeente -> product, aanbieder, contract
    mandaten: dict[tuple[str, str], UUID]  # gemeente, rol


class Toegang:
    """Makes besluiten."""

    def __init__(self, wereld: Wereld, staf: Staf) -> None:
        self.wereld = wereld
        self.staf = staf
        self.nummer = 0
        self.register = self._make_register()

    def _make_register(self) -> _Register:
        wereld, begin = self.wereld, dt.date(self.wereld.begin.year, 1, 1)
        aanbieders = [
            wereld.add(
                "toegang.Aanbieder", begin, agb_code=f"{73000100 + nr * 37}", naam=naam, telefoon=f"023 000 2{nr:03}"
            )
            for nr, naam in enumerate(_AANBIEDERS)
        ]
        register = _Register({}, {}, {}, {})
        for categorie, code, naam in _PRODUCTEN:
            eenheid = _EENHEID.get(categorie, "04")
            product = wereld.add("toegang.Product", begin, categorie=categorie, code=code, naam=naam, eenheid=eenheid)
            register.producten.setdefault(categorie, []).append(product)
            for gemeente in (HAARLEM, ZANDVOORT):
                if categorie == "50":
                    one = wereld.pick(aanbieders)
                    register.maatwerk[gemeente] = (
                        product,
                        one,
                        self._contract(begin, one, product, gemeente, maatwerk=True),
                    )
                    continue
                for aanbieder in wereld.rng.sample(aanbieders, 4):
                    contract = self._contract(begin, aanbieder, product, gemeente, maatwerk=False)
                    register.contracten.setdefault((gemeente, product), []).append((aanbieder, contract))
        for gemeente, plaats in ((HAARLEM, "Haarlem"), (ZANDVOORT, "Zandvoort")):
            wereld.add("toegang.Briefgegevens", begin, gemeente_id=gemeente, **example_letter_data(plaats))
            for rol, dagen, cent in (("gedragswetenschapper", 550, 3_000_000), ("teamleider", 1100, 12_000_000)):
                register.mandaten[gemeente, rol] = wereld.add(
                    "toegang.Mandaat",
                    begin,
                    gemeente_id=gemeente,
                    rol=rol,
                    leveringsvorm="",
                    productcategorie="",
                    max_dagen=dagen,
                    max_bedrag_cent=cent,
                    begindatum=begin,
                    grondslag=f"Mandaatbesluit jeugdhulp {begin.year}, artikel 4",
                )
        return register

    def _contract(self, begin: dt.date, aanbieder: UUID, product: UUID, gemeente: str, *, maatwerk: bool) -> UUID:
        wereld = self.wereld
        return wereld.add(
            "toegang.Contract",
            begin,
            aanbieder_id=aanbieder,
            product_id=product,
            gemeente_id=gemeente,
            is_maatwerk=maatwerk,
            tarief_cent=wereld.rng.randrange(6500, 13500),
            begindatum=begin,
            wachttijd_weken=wereld.rng.choice((2, 4, 6, 8, 12, 20)),
        )

    # ---- besluiten
    def decide(self, traject: Traject, planversie: UUID | None) -> None:
        """Let a family ask for specialised help during a traject, and sometimes for longer."""
        wereld = self.wereld
        if traject.soort == "poh-jeugd" or not wereld.chance(_GEVRAAGD):
            return
        stop = traject.einde or wereld.peildatum
        dag = wereld.workday_before(wereld.day_between(traject.begin, stop))
        kind = wereld.pick(traject.deelnemers)
        if kind.age(dag) >= 18 or dag < traject.begin:
            return
        lang = self._besluit(traject, kind, dag, "nieuw", planversie)
        if lang is not None and lang < wereld.peildatum - 30 * DAG and wereld.chance(0.45):
            vraag = wereld.workday_before(lang - wereld.rng.randrange(15, 50) * DAG)
            if kind.age(vraag) < 18 and vraag > dag:
                self._besluit(traject, kind, vraag, "verlenging", planversie)

    def _gemeente(self, traject: Traject, kind: Mens, dag: dt.date) -> str:
        weg = traject.gezin.verhuisd.get(kind.id)
        return traject.gezin.gebied.gemeente if weg is None or dag < weg else ""

    def _besluit(self, traject: Traject, kind: Mens, dag: dt.date, soort: str, versie: UUID | None) -> dt.date | None:
        """Make one besluit; return the last day of what was granted."""
        wereld = self.wereld
        gemeente = self._gemeente(traject, kind, dag)
        if not gemeente:
            return None
        self.nummer += 1
        uiterlijk = decide_by(dag)
        duur = wereld.spread(36, 0.45, hoogste=75)
        genomen = wereld.workday(dag + max(3, duur) * DAG)
        categorie, tekst = wereld.pick(table("aanvragen"))
        basis: Rij = {
            "gezin_id": traject.gezin.id,
            "jeugdige_id": kind.id,
            "gemeente_id": gemeente,
            "traject_id": traject.id,
            "planversie_id": versie,
            "nummer": f"{dag.year}-{self.nummer:06}",
            "ontvangstdatum": dag,
            "uiterlijk": uiterlijk,
            "soort": soort,
            "aanvraag": fill(tekst, kind),
            "voorbereid_door_id": traject.coach_on(dag).medewerker,
        }
        if genomen > wereld.peildatum:
            sleutel = wereld.add("toegang.Besluit", dag, **basis, status="onderzoek")
            self._onderzoek(sleutel, traject, kind, dag, wereld.peildatum, inhoud={})
            self._involve(sleutel, traject, dag, None)
            return None
        uitkomst, inhoud = self._decision(gemeente, categorie, kind, genomen)
        inhoud |= self._decided_by(traject, gemeente, genomen)
        sleutel = wereld.add("toegang.Besluit", dag, **basis, **inhoud)
        self._onderzoek(sleutel, traject, kind, dag, genomen, inhoud=inhoud)
        self._involve(sleutel, traject, dag, bezwaar_until(genomen))
        granted = uitkomst in ("toegekend", "gedeeltelijk")
        return inhoud["einddatum"] if granted else None

    def _decision(self, gemeente: str, categorie: str, kind: Mens, genomen: dt.date) -> tuple[str, Rij]:
        wereld = self.wereld
        uitkomst = wereld.weigh(_UITKOMST)
        inhoud: Rij = {"uitkomst": uitkomst, "motivering": fill(_MOTIVERING[uitkomst], kind)}
        if uitkomst in ("toegekend", "gedeeltelijk"):
            inhoud |= self._voorziening(gemeente, categorie, genomen)
        elif uitkomst == "afgewezen" and wereld.chance(0.5):
            inhoud |= {"leveringsvorm": "zin", "productcategorie": categorie}
        return uitkomst, inhoud

    def _voorziening(self, gemeente: str, categorie: str, genomen: dt.date) -> Rij:
        wereld = self.wereld
        ingang = wereld.workday(genomen + wereld.rng.randrange(1, 30) * DAG)
        maanden = wereld.pick((3, 6, 6, 9, 12, 12, 12))
        velden: Rij = {
            "productcategorie": categorie,
            "ingangsdatum": ingang,
            "einddatum": ingang + (maanden * 365 // 12 - 1) * DAG,
            "volume": wereld.pick((1, 2, 2, 3, 4)),
            "eenheid": _EENHEID.get(categorie, "04"),
            "frequentie": "2",
        }
        if wereld.chance(0.09) and categorie in ("40", "44", "45"):
            return velden | {
                "leveringsvorm": "pgb",
                "afgiftesoort": "pgb",
                "budget_cent": wereld.rng.randrange(120, 1400) * 1000,
            }
        velden |= {"leveringsvorm": "zin", "afgiftesoort": "light" if categorie == "51" else "iv"}
        if categorie == "50":
            product, aanbieder, contract = self.register.maatwerk[gemeente]
        else:
            product = wereld.pick(self.register.producten[categorie])
            aanbieder, contract = wereld.pick(self.register.contracten[gemeente, product])
        return velden | {"product_id": product, "aanbieder_id": aanbieder, "contract_id": contract}

    def _decided_by(self, traject: Traject, gemeente: str, genomen: dt.date) -> Rij:
        wereld = self.wereld
        team = traject.gezin.gebied.team
        rol = "gedragswetenschapper" if wereld.chance(0.8) else "teamleider"
        beslisser = wereld.pick(self.staf.of_team(team, rol, on=genomen))
        bekend = wereld.workday(genomen + wereld.rng.choice((0, 0, 1, 1, 2)) * DAG)
        velden: Rij = {
            "genomen_op": genomen,
            "genomen_door_id": beslisser.medewerker,
            "mandaat_id": self.register.mandaten[gemeente, rol],
        }
        if bekend > wereld.peildatum:
            return velden | {"status": "genomen"}
        return velden | {"status": "bekendgemaakt", "bekendmaking": bekend, "bezwaar_tot": bezwaar_until(bekend)}

    def _onderzoek(
        self, besluit: UUID, traject: Traject, kind: Mens, begin: dt.date, stop: dt.date, *, inhoud: Rij
    ) -> None:
        """Write the four steps, as far as they are by now; the reflection is by another than who decides."""
        wereld = self.wereld
        stappen = 4 if inhoud else min(3, (stop - begin).days // 12)
        days = [max(wereld.workday_before(begin + (stop - begin) * deel / 5), begin) for deel in (1, 2, 3, 4)]
        collega = self._colleague(traject, stop, inhoud.get("genomen_door_id"))
        vorm = inhoud.get("leveringsvorm", "") if inhoud.get("ingangsdatum") else ""
        rij: Rij = {"besluit_id": besluit, "vertrouwenspersoon_verteld": stappen > 0}
        if stappen >= 1:
            rij |= {naam: fill(tekst, kind) for naam, tekst in _STAP_1.items()} | {"situatie_op": days[0]}
        if stappen >= 2:
            missing = "Weerbaarheidstraining in de wijk" if wereld.chance(0.06) else ""
            rij |= _STAP_2 | {"opties_op": days[1], "reflectie_door_id": collega.medewerker}
            rij |= {"ontbrekende_voorziening": missing}
        if stappen >= 3:
            waarom = _NODIG if vorm or not inhoud else "Coaching en het netwerk zijn genoeg."
            rij |= {"specialistisch_nodig": waarom is _NODIG, "specialistisch": waarom, "specialistisch_op": days[2]}
            rij |= {"deskundige_id": collega.medewerker, "deskundige_registratie": "SKJ 100000000"}
        if stappen >= 4 and vorm:
            rij |= _STAP_4[vorm] | {"leveringsvorm": vorm, "leveringsvorm_op": days[3]}
        wereld.add("toegang.Onderzoek", begin, **rij)

    def _colleague(self, traject: Traject, stop: dt.date, beslisser: UUID | None) -> Lid:
        peers = self.staf.of_team(traject.gezin.gebied.team, "gedragswetenschapper", on=stop)
        return self.wereld.pick([lid for lid in peers if lid.medewerker != beslisser])

    def _involve(self, besluit: UUID, traject: Traject, begin: dt.date, einde: dt.date | None) -> None:
        velden: Rij = {"grond": "besluit", "bron_id": besluit, "begindatum": begin, "einddatum": einde}
        team = self.staf.teams["passende-hulp"]
        self.wereld.add("dossier.Betrokkenheid", begin, gezin_id=traject.gezin.id, team_id=team, **velden)
