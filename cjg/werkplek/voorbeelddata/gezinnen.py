"""Families: parents, children, gezag, addresses and the responsible municipality; whole, split, blended, foster."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from uuid import UUID

from cjg.basis.api import add_months, age_on, bsn_hash, example_bsn, search_key, sort_key, split_voorvoegsel
from cjg.werkplek.voorbeelddata.namen import STRATEN, Herkomst, pick_herkomst
from cjg.werkplek.voorbeelddata.organisatie import HAARLEM, ZANDVOORT, Gebied, Staf
from cjg.werkplek.voorbeelddata.wereld import DAG, Rij, Wereld

_BSN_AANTAL = 8000
# Children by age at the first question: the CJG sees most of 4 to 17.
_LEEFTIJDEN = dict(enumerate((1, 2, 2.5, 3, 4, 5, 6, 6.5, 7, 7, 7, 7.5, 8, 8, 8, 7.5, 7, 5, 3, 2, 1.5, 1, 0.6)))
_ELDERS = ("0377", "0397", "0453", "0394", "0363")  # Bloemendaal, Heemstede, Velsen, Haarlemmermeer, Amsterdam


@dataclass(slots=True)
class Mens:
    """A person in the making."""

    id: UUID
    roepnaam: str
    achternaam: str
    geboortedatum: dt.date
    geslacht: str

    def age(self, day: dt.date) -> int:
        """Return the age on a day, 0 before the birth."""
        return age_on(self.geboortedatum, day) if day >= self.geboortedatum else 0


@dataclass(slots=True)
class Gezin:
    """A family in the making, with the day on which it first came to the CJG."""

    id: UUID
    naam: str
    gebied: Gebied
    sinds: dt.date
    jeugdigen: list[Mens] = field(default_factory=list)
    ouders: list[Mens] = field(default_factory=list)
    gezag: dict[UUID, list[Mens]] = field(default_factory=dict)
    verhuisd: dict[UUID, dt.date] = field(default_factory=dict)  # jeugdige -> first day elsewhere
    ander: Gezin | None = None  # the gezin of the other parent

    def oudste(self, day: dt.date) -> Mens:
        """Return the oldest child under 23."""
        young = [kind for kind in self.jeugdigen if kind.age(day) < 23] or self.jeugdigen
        return min(young, key=lambda kind: kind.geboortedatum)


class Gezinnen:
    """Makes families."""

    def __init__(self, wereld: Wereld, staf: Staf) -> None:
        self.wereld = wereld
        self.gebieden = {gebied: gebied.gewicht for gebied in staf.gebieden}
        self.gemaakt: list[Gezin] = []
        self._bsn = iter(wereld.rng.sample(range(_BSN_AANTAL), _BSN_AANTAL))

    # ---- persons
    def _person(
        self, day: dt.date, roepnaam: str, achternaam: str, geboren: dt.date, geslacht: str, *, bsn: bool
    ) -> Mens:
        wereld = self.wereld
        voorvoegsel, kern = split_voorvoegsel(achternaam)
        nummer = next(self._bsn, None) if bsn else None
        burger = example_bsn(nummer) if nummer is not None else ""
        adult = age_on(geboren, max(day, geboren)) >= 16
        sleutel = wereld.add(
            "dossier.Persoon",
            day,
            voornamen=roepnaam,
            roepnaam=roepnaam,
            voorvoegsel=voorvoegsel,
            achternaam=kern,
            geboortedatum=geboren,
            geslacht=geslacht,
            bsn=burger,
            bsn_hash=bsn_hash(burger) if burger else None,
            telefoon=f"06 00{wereld.rng.randrange(100000, 999999)}" if adult and wereld.chance(0.9) else "",
            email=f"{sort_key(kern).replace(' ', '')}{wereld.rng.randrange(10, 9999)}@mail.example"
            if adult and wereld.chance(0.7)
            else "",
            sorteersleutel=sort_key(kern, voorvoegsel, roepnaam)[:260],
            zoeksleutel=search_key(roepnaam, roepnaam, voorvoegsel, kern)[:320],
        )
        return Mens(sleutel, roepnaam, achternaam, geboren, geslacht)

    def child(self, day: dt.date, herkomst: Herkomst, achternaam: str, leeftijd: int) -> Mens:
        """Make a child of an age on a day."""
        girl = self.wereld.chance(0.49)
        geboren = self._birth(day, leeftijd)
        unknown = self.wereld.chance(0.006)
        naam = self.wereld.pick(herkomst.meisjes if girl else herkomst.jongens)
        return self._person(day, naam, achternaam, geboren, "o" if unknown else "v" if girl else "m", bsn=True)

    def parent(self, day: dt.date, herkomst: Herkomst, achternaam: str, kind: Mens, *, moeder: bool) -> Mens:
        """Make a parent, 19 to 42 years older than the oldest child."""
        jaren = min(44, 19 + self.wereld.spread(11 if moeder else 13, 0.4))
        geboren = self._birth(kind.geboortedatum, jaren)
        naam = self.wereld.pick(herkomst.moeders if moeder else herkomst.vaders)
        return self._person(day, naam, achternaam, geboren, "v" if moeder else "m", bsn=self.wereld.chance(0.75))

    def _birth(self, day: dt.date, leeftijd: int) -> dt.date:
        return add_months(day, -12 * leeftijd) - self.wereld.rng.randrange(1, 364) * DAG

    # ---- gezinnen
    def make(self, sinds: dt.date, *, gemeente: str = "") -> Gezin:
        """Make one family that first comes on a day; of split parents, both homes."""
        wereld = self.wereld
        gebieden = {g: w for g, w in self.gebieden.items() if not gemeente or g.gemeente == gemeente}
        gebied = wereld.weigh(gebieden)
        vorm = wereld.weigh({"twee": 47, "een": 19, "gescheiden": 13, "samengesteld": 11, "pleeg": 4, "alleen": 6})
        maak = {
            "twee": self._two_parents,
            "een": self._one_parent,
            "gescheiden": self._split,
            "samengesteld": self._blended,
            "pleeg": self._foster,
            "alleen": self._on_their_own,
        }[vorm]
        return maak(sinds, gebied)

    def _new(self, sinds: dt.date, gebied: Gebied, naam: str) -> Gezin:
        voorvoegsel, kern = split_voorvoegsel(naam)
        sleutel = self.wereld.add(
            "dossier.Gezin",
            sinds,
            naam=naam[:1].upper() + naam[1:],
            gemeente_id=gebied.gemeente,
            sorteersleutel=sort_key(kern, voorvoegsel)[:160],
            zoeksleutel=search_key(naam)[:160],
        )
        gezin = Gezin(sleutel, naam, gebied, sinds)
        self.gemaakt.append(gezin)
        return gezin

    def _member(self, gezin: Gezin, mens: Mens, rol: str) -> None:
        velden: Rij = {"persoon_id": mens.id, "rol": rol, "begindatum": gezin.sinds}
        self.wereld.add("dossier.Gezinslid", gezin.sinds, gezin_id=gezin.id, **velden)

    def _set_gezag(self, gezin: Gezin, kind: Mens, ouder: Mens, soort: str = "met") -> None:
        begin = min(kind.geboortedatum, gezin.sinds) if soort != "voogdij" else gezin.sinds
        velden: Rij = {"gezagsdrager_id": ouder.id, "soort": soort, "begindatum": begin}
        self.wereld.add("dossier.Gezag", gezin.sinds, jeugdige_id=kind.id, **velden)
        if soort != "zonder":
            gezin.gezag.setdefault(kind.id, []).append(ouder)

    def _children(self, gezin: Gezin, herkomst: Herkomst, achternaam: str, *, hoogste: int = 22) -> list[Mens]:
        """Make one to four children; siblings differ at least a year (or are twins)."""
        wereld = self.wereld
        first = min(wereld.weigh(_LEEFTIJDEN), hoogste)
        aantal = wereld.weigh({1: 46, 2: 37, 3: 13, 4: 4})
        leeftijden = [first]
        while len(leeftijden) < aantal:
            gap = 0 if wereld.chance(0.02) else wereld.rng.choice((2, 2, 3, 3, 4, 5))
            nieuw = leeftijden[-1] - gap
            if nieuw < 0:
                break
            leeftijden.append(nieuw)
        kinderen = [self.child(gezin.sinds, herkomst, achternaam, leeftijd) for leeftijd in leeftijden]
        for kind in kinderen:
            self._member(gezin, kind, "301")
            self._settle(gezin, kind)
        gezin.jeugdigen += kinderen
        return kinderen

    def _settle(self, gezin: Gezin, kind: Mens) -> None:
        """Write the responsible municipality; 3 % move during these years, some into the region."""
        wereld = self.wereld
        eerste = max(kind.geboortedatum, dt.date(2015, 1, 1))
        velden: Rij = {"persoon_id": kind.id, "gemeente_id": gezin.gebied.gemeente}
        label = "dossier.VerantwoordelijkeGemeente"
        room = (wereld.peildatum - gezin.sinds).days
        if wereld.chance(0.04) and room > 60:
            weg = gezin.sinds + wereld.rng.randrange(30, room) * DAG
            other = ZANDVOORT if gezin.gebied.gemeente == HAARLEM else HAARLEM
            nieuw = other if wereld.chance(0.35) else wereld.pick(_ELDERS)
            wereld.add(label, gezin.sinds, **velden, begindatum=eerste, einddatum=weg - DAG)
            wereld.add(label, weg, persoon_id=kind.id, gemeente_id=nieuw, begindatum=weg)
            gezin.verhuisd[kind.id] = weg
        elif wereld.chance(0.03) and gezin.sinds - eerste > 200 * DAG:
            komst = gezin.sinds - wereld.rng.randrange(5, 190) * DAG
            wereld.add(
                label,
                gezin.sinds,
                persoon_id=kind.id,
                gemeente_id=wereld.pick(_ELDERS),
                begindatum=eerste,
                einddatum=komst - DAG,
            )
            wereld.add(label, gezin.sinds, **velden, begindatum=komst)
        else:
            wereld.add(
                label,
                gezin.sinds,
                **velden,
                begindatum=eerste,
                grond="woonadres" if wereld.chance(0.97) else "verblijf",
            )

    def _address(self, gezin: Gezin, mensen: list[Mens]) -> None:
        wereld = self.wereld
        zandvoort = gezin.gebied.gemeente == ZANDVOORT
        letters = "".join(wereld.pick("ABCDEGHJKLNPRSTVWXZ") for _ in range(2))
        cijfers = wereld.rng.randrange(2041, 2043) if zandvoort else wereld.rng.randrange(2011, 2038)
        velden: Rij = {
            "straat": wereld.pick(STRATEN),
            "huisnummer": wereld.rng.randrange(1, 240),
            "toevoeging": wereld.pick(("", "", "", "", "A", "B", " rd", " zw")),
            "postcode": f"{cijfers} {letters}",
            "woonplaats": "Zandvoort" if zandvoort else "Haarlem",
            "is_geheim": wereld.chance(0.012),
        }
        for mens in mensen:
            begin = max(mens.geboortedatum, gezin.sinds - wereld.rng.randrange(100, 3000) * DAG)
            wereld.add("dossier.Adres", gezin.sinds, persoon_id=mens.id, begindatum=begin, **velden)

    def _two_parents(self, sinds: dt.date, gebied: Gebied) -> Gezin:
        wereld = self.wereld
        herkomst = pick_herkomst(wereld)
        other = herkomst if wereld.chance(0.85) else pick_herkomst(wereld)
        vader, moeder = wereld.pick(herkomst.achternamen), wereld.pick(other.achternamen)
        gezin = self._new(sinds, gebied, vader if wereld.chance(0.7) else f"{vader} – {moeder}")
        kinderen = self._children(gezin, herkomst, vader)
        oudste = gezin.oudste(sinds)
        for mens in (
            self.parent(sinds, other, moeder, oudste, moeder=True),
            self.parent(sinds, herkomst, vader, oudste, moeder=False),
        ):
            self._member(gezin, mens, "112")
            gezin.ouders.append(mens)
            for kind in kinderen:
                self._set_gezag(gezin, kind, mens)
        self._address(gezin, gezin.ouders + kinderen)
        return gezin

    def _one_parent(self, sinds: dt.date, gebied: Gebied) -> Gezin:
        wereld = self.wereld
        herkomst = pick_herkomst(wereld)
        naam = wereld.pick(herkomst.achternamen)
        gezin = self._new(sinds, gebied, naam)
        kinderen = self._children(gezin, herkomst, naam)
        ouder = self.parent(sinds, herkomst, naam, gezin.oudste(sinds), moeder=wereld.chance(0.85))
        self._member(gezin, ouder, "112")
        gezin.ouders.append(ouder)
        for kind in kinderen:
            self._set_gezag(gezin, kind, ouder)
        self._address(gezin, [ouder, *kinderen])
        return gezin

    def _split(self, sinds: dt.date, gebied: Gebied) -> Gezin:
        """Parents apart: the children stand in both gezinnen, and both parents keep the gezag."""
        wereld = self.wereld
        gezin = self._two_parents_apart(sinds, gebied)
        vader = gezin.ouders[1]
        gebied_vader = gebied if wereld.chance(0.6) else wereld.weigh(self.gebieden)
        ander = self._new(sinds, gebied_vader, vader.achternaam)
        ander.ouders.append(vader)
        self._member(ander, vader, "112")
        ander.jeugdigen = list(gezin.jeugdigen)
        ander.gezag = gezin.gezag
        for kind in gezin.jeugdigen:
            self._member(ander, kind, "301")
        self._address(ander, [vader])
        gezin.ander, ander.ander = ander, gezin
        if wereld.chance(0.3):
            herkomst = pick_herkomst(wereld)
            partner = self.parent(sinds, herkomst, wereld.pick(herkomst.achternamen), gezin.oudste(sinds), moeder=True)
            self._member(ander, partner, "212")
            self._address(ander, [partner])
        return gezin

    def _two_parents_apart(self, sinds: dt.date, gebied: Gebied) -> Gezin:
        wereld = self.wereld
        herkomst = pick_herkomst(wereld)
        vader, moeder = wereld.pick(herkomst.achternamen), wereld.pick(herkomst.achternamen)
        gezin = self._new(sinds, gebied, moeder)
        kinderen = self._children(gezin, herkomst, vader, hoogste=17)
        oudste = gezin.oudste(sinds)
        ma = self.parent(sinds, herkomst, moeder, oudste, moeder=True)
        pa = self.parent(sinds, herkomst, vader, oudste, moeder=False)
        self._member(gezin, ma, "112")
        gezin.ouders += [ma, pa]
        for kind in kinderen:
            self._set_gezag(gezin, kind, ma)
            self._set_gezag(gezin, kind, pa, "met" if wereld.chance(0.88) else "zonder")
        self._address(gezin, [ma, *kinderen])
        return gezin

    def _blended(self, sinds: dt.date, gebied: Gebied) -> Gezin:
        """A parent with a new partner, children of each, sometimes one together: gezag differs per child."""
        wereld = self.wereld
        eerste, tweede = pick_herkomst(wereld), pick_herkomst(wereld)
        naam_a, naam_b = wereld.pick(eerste.achternamen), wereld.pick(tweede.achternamen)
        gezin = self._new(sinds, gebied, f"{naam_a} – {naam_b}")
        eigen = self._children(gezin, eerste, naam_a, hoogste=17)
        moeder = self.parent(sinds, eerste, naam_a, gezin.oudste(sinds), moeder=True)
        stief = self._children(gezin, tweede, naam_b, hoogste=14)[:1] if wereld.chance(0.5) else []
        partner = self.parent(sinds, tweede, naam_b, (stief or eigen)[0], moeder=False)
        self._member(gezin, moeder, "112")
        self._member(gezin, partner, "112" if stief else "212")
        gezin.ouders += [moeder, partner]
        for kind in eigen:
            self._set_gezag(gezin, kind, moeder)
        for kind in gezin.jeugdigen[len(eigen) :]:
            self._set_gezag(gezin, kind, partner)
        if wereld.chance(0.35):
            samen = self.child(sinds, tweede, naam_b, wereld.rng.randrange(0, 3))
            self._member(gezin, samen, "301")
            self._settle(gezin, samen)
            gezin.jeugdigen.append(samen)
            self._set_gezag(gezin, samen, moeder)
            self._set_gezag(gezin, samen, partner)
        self._address(gezin, gezin.ouders + gezin.jeugdigen)
        return gezin

    def _foster(self, sinds: dt.date, gebied: Gebied) -> Gezin:
        """A child with foster parents; the parents stand apart, sometimes with the gezag."""
        wereld = self.wereld
        herkomst, thuis = pick_herkomst(wereld), pick_herkomst(wereld)
        pleeg = wereld.pick(thuis.achternamen)
        gezin = self._new(sinds, gebied, pleeg)
        kinderen = self._children(gezin, herkomst, wereld.pick(herkomst.achternamen), hoogste=17)[:2]
        ouder = self.parent(sinds, herkomst, kinderen[0].achternaam, kinderen[0], moeder=True)
        self._member(gezin, ouder, "112" if wereld.chance(0.5) else "113")
        voogd = wereld.chance(0.5)
        for moeder in (True, False):
            mens = self.parent(sinds, thuis, pleeg, kinderen[0], moeder=moeder)
            self._member(gezin, mens, "211")
            gezin.ouders.append(mens)
            if voogd and moeder:
                for kind in gezin.jeugdigen:
                    self._set_gezag(gezin, kind, mens, "voogdij")
        for kind in gezin.jeugdigen:
            self._set_gezag(gezin, kind, ouder, "zonder" if voogd else "met")
        self._address(gezin, gezin.ouders + gezin.jeugdigen)
        return gezin

    def _on_their_own(self, sinds: dt.date, gebied: Gebied) -> Gezin:
        """A youth of 16 to 22 without a home of their own; under 18 a parent has the gezag."""
        wereld = self.wereld
        herkomst = pick_herkomst(wereld)
        naam = wereld.pick(herkomst.achternamen)
        gezin = self._new(sinds, gebied, naam)
        jongere = self.child(sinds, herkomst, naam, wereld.rng.choice((16, 17, 17, 18, 18, 18, 19, 19, 20, 21, 22)))
        self._member(gezin, jongere, "301")
        self._settle(gezin, jongere)
        gezin.jeugdigen.append(jongere)
        if jongere.age(sinds) < 18:
            ouder = self.parent(sinds, herkomst, naam, jongere, moeder=wereld.chance(0.7))
            self._member(gezin, ouder, "112")
            gezin.ouders.append(ouder)
            self._set_gezag(gezin, jongere, ouder)
            self._address(gezin, [ouder])
        return gezin
