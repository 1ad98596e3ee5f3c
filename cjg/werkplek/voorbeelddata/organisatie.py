"""The staff of the example CJG, in the proportions of werkproces §0: 71 FTE over the teams."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from cjg.basis.api import fold
from cjg.werkplek.voorbeelddata.namen import STAF, pick_herkomst
from cjg.werkplek.voorbeelddata.wereld import DAG, Rij, Wereld

HAARLEM, ZANDVOORT = "0392", "0473"
ONBRUIKBAAR = "!"  # Django: a password that fits nothing
# Weights of the gebieden by name: Zandvoort carries 9.7 % (000, 001).
GEWICHT = {
    "Noord 1": 18.0,
    "Noord 2": 17.0,
    "Oost": 19.0,
    "Centrum-Zuidwest": 16.0,
    "Schalkwijk": 20.3,
    "Zandvoort": 9.7,
}


@dataclass(frozen=True, slots=True)
class Gebied:
    """An area with its team."""

    id: UUID
    naam: str
    gemeente: str
    team: UUID
    gewicht: float


@dataclass(frozen=True, slots=True)
class Lid:
    """Somebody of the staff."""

    gebruiker: UUID
    medewerker: UUID
    naam: str
    rol: str
    team: UUID
    begin: dt.date
    einde: dt.date | None
    fte: float


@dataclass(slots=True)
class Staf:
    """All who work or worked here, and where."""

    gebieden: list[Gebied]
    teams: dict[str, UUID]  # by soort, the teams that are no gebiedsteam
    leden: list[Lid] = field(default_factory=list)
    accounts: dict[str, UUID] = field(default_factory=dict)  # e-mail address -> gebruiker of the example accounts

    def of_team(self, team: UUID, *rollen: str, on: dt.date) -> list[Lid]:
        """Return the members of a team with one of these roles, who work there on a day."""
        return [
            lid
            for lid in self.leden
            if lid.team == team and lid.rol in rollen and lid.begin <= on and (lid.einde is None or lid.einde >= on)
        ]

    def with_role(self, *rollen: str) -> list[Lid]:
        """Return those who have one of these roles now."""
        return [lid for lid in self.leden if lid.rol in rollen and lid.einde is None]


# rol, functie, number of people, FTE of all together; per gebiedsteam below
_PER_TEAM: dict[str, tuple[tuple[str, str, int, float], ...]] = {
    "Noord 1": (("coach", "CJG-coach", 8, 6.6), ("poh-jeugd", "POH-Jeugd", 1, 0.8)),
    "Noord 2": (("coach", "CJG-coach", 7, 5.9), ("poh-jeugd", "POH-Jeugd", 1, 0.8)),
    "Oost": (("coach", "CJG-coach", 8, 6.6), ("poh-jeugd", "POH-Jeugd", 1, 0.8)),
    "Centrum-Zuidwest": (("coach", "CJG-coach", 7, 5.8), ("poh-jeugd", "POH-Jeugd", 1, 0.8)),
    "Schalkwijk": (("coach", "CJG-coach", 8, 6.8), ("poh-jeugd", "POH-Jeugd", 1, 0.8)),
    "Zandvoort": (("coach", "CJG-coach", 4, 3.0), ("poh-jeugd", "POH-Jeugd", 1, 0.5)),
}
_GW = {"Noord 1": 1.8, "Noord 2": 1.6, "Oost": 1.8, "Centrum-Zuidwest": 1.6, "Schalkwijk": 2.0, "Zandvoort": 1.0}
_OVERIG: tuple[tuple[str, str, str, int, float], ...] = (
    ("informatie-advies", "ia-medewerker", "I&A-medewerker", 8, 6.6),
    ("passende-hulp", "administratie", "Medewerker team passende hulp", 3, 2.5),
    ("flexteam", "coach", "CJG-coach flexteam", 4, 3.6),
    ("dak-en-thuisloos", "coach", "Jongerencoach", 2, 1.8),
    ("bedrijfsbureau", "manager", "Manager", 1, 1.0),
    ("bedrijfsbureau", "coordinator-groepsaanbod", "Coördinator groepsaanbod", 1, 0.8),
    ("bedrijfsbureau", "data-medewerker", "Data-medewerker", 1, 0.8),
    ("bedrijfsbureau", "contractmanager", "Contractmanager", 1, 0.7),
    ("bedrijfsbureau", "functionaris-gegevensbescherming", "Functionaris gegevensbescherming", 1, 0.2),
    ("bedrijfsbureau", "beheerder", "Functioneel beheerder", 1, 0.4),
)
# The example accounts: role, team -> the address that is printed. The first of that role in that team gets it.
ACCOUNTS: tuple[tuple[str, str, str], ...] = (
    ("coach", "Noord 1", "coach"),
    ("poh-jeugd", "Noord 1", "poh"),
    ("gedragswetenschapper", "Noord 1", "gedragswetenschapper"),
    ("teamleider", "Noord 1", "teamleider"),
    ("coach", "Zandvoort", "coach.zandvoort"),
    ("ia-medewerker", "informatie-advies", "ia"),
    ("administratie", "passende-hulp", "administratie"),
    ("coach", "dak-en-thuisloos", "jongerencoach"),
    ("manager", "bedrijfsbureau", "manager"),
    ("coordinator-groepsaanbod", "bedrijfsbureau", "groepsaanbod"),
    ("data-medewerker", "bedrijfsbureau", "data"),
    ("contractmanager", "bedrijfsbureau", "contracten"),
    ("functionaris-gegevensbescherming", "bedrijfsbureau", "fg"),
    ("beheerder", "bedrijfsbureau", "beheerder"),
)
DOMEIN = "cjg.example"


class _Maker:
    """Makes the people of one CJG."""

    def __init__(self, wereld: Wereld, staf: Staf) -> None:
        self.wereld = wereld
        self.staf = staf
        self.adressen: set[str] = set()
        self.open_accounts = {(rol, plek): adres for rol, plek, adres in ACCOUNTS}

    def _new_name(self) -> tuple[str, str]:
        wereld = self.wereld
        herkomst = pick_herkomst(wereld) if wereld.chance(0.3) else STAF
        voornaam = wereld.pick(herkomst.moeders if wereld.chance(0.82) else herkomst.vaders)
        naam = f"{voornaam} {wereld.pick(herkomst.achternamen)}"
        adres = "".join(char for char in fold(naam).replace(" ", ".").replace("'", "") if char.isalnum() or char == ".")
        return (naam, adres) if adres not in self.adressen else self._new_name()

    def person(self, rol: str, functie: str, team: UUID, plek: str, fte: float, *, vertrekt: bool = False) -> Lid:
        """Make one account with its medewerker, role and team."""
        wereld = self.wereld
        naam, adres = self._new_name()
        self.adressen.add(adres)
        adres = self.open_accounts.pop((rol, plek), adres)
        begin = wereld.workday(wereld.begin - wereld.rng.randrange(260, 2500) * DAG)
        einde = wereld.day_between(wereld.begin + 200 * DAG, wereld.peildatum - 60 * DAG) if vertrekt else None
        gebruiker = self._account(naam, adres, begin, actief=not vertrekt)
        medewerker = wereld.add(
            "organisatie.Medewerker",
            begin,
            gebruiker_id=gebruiker,
            functie=functie,
            registratienummer=self._register(rol),
            telefoon=f"023 000 {wereld.rng.randrange(1000, 9999)}",
            fte=round(fte, 3),
        )
        periode: Rij = {"begindatum": begin, "einddatum": einde}
        wereld.add("organisatie.Roltoekenning", begin, gebruiker_id=gebruiker, rol=rol, **periode)
        wereld.add("organisatie.Teamlidmaatschap", begin, gebruiker_id=gebruiker, team_id=team, **periode)
        lid = Lid(gebruiker, medewerker, naam, rol, team, begin, einde, fte)
        self.staf.leden.append(lid)
        return lid

    def _register(self, rol: str) -> str:
        skilled = rol in ("coach", "poh-jeugd", "gedragswetenschapper")
        return f"SKJ {self.wereld.rng.randrange(100000000, 199999999)}" if skilled else ""

    def _account(self, naam: str, adres: str, day: dt.date, *, actief: bool = True, soort: str = "medewerker") -> UUID:
        email = f"{adres}@{DOMEIN}"
        moment = self.wereld.moment(day)
        sleutel = self.wereld.key(moment)
        rij: Rij = {"id": sleutel, "email": email, "naam": naam, "soort": soort, "password": ONBRUIKBAAR}
        self.wereld.add_all("organisatie.Gebruiker", [{**rij, "is_active": actief, "aangemaakt_op": moment}])
        if adres in {account for _, _, account in ACCOUNTS} or soort != "medewerker":
            self.staf.accounts[email] = sleutel
        return sleutel

    def accountmanager(self, gemeente: str, plaats: str) -> None:
        """Make the account of a municipality's accountmanager: no medewerker, no team, no dossier."""
        wereld = self.wereld
        begin = wereld.begin - 100 * DAG
        naam, _ = self._new_name()
        adres = f"accountmanager.{plaats}"
        gebruiker = self._account(naam, adres, begin)
        self.staf.accounts[f"{adres}@{DOMEIN}"] = gebruiker
        velden: Rij = {"gebruiker_id": gebruiker, "rol": "accountmanager", "gemeente_id": gemeente}
        wereld.add("organisatie.Roltoekenning", begin, begindatum=begin, **velden)


def make_staf(wereld: Wereld, gebieden: list[Gebied], teams: dict[str, UUID]) -> Staf:
    """Make all staff, their absences and replacements, and the accounts of the accountmanagers."""
    staf = Staf(gebieden, teams)
    maker = _Maker(wereld, staf)
    for gebied in gebieden:
        for rol, functie, aantal, fte in _PER_TEAM.get(gebied.naam, ()):
            for _ in range(aantal):
                maker.person(rol, functie, gebied.team, gebied.naam, fte / aantal)
        for _ in range(2):
            maker.person(
                "gedragswetenschapper", "Gedragswetenschapper", gebied.team, gebied.naam, _GW.get(gebied.naam, 1.6) / 2
            )
        maker.person("coach", "CJG-coach", gebied.team, "", 0.8, vertrekt=True)
        leider = "Zandvoort" if gebied.naam == "Zandvoort" else gebied.naam
        maker.person("teamleider", "Teamleider", gebied.team, leider, 0.6)
    for soort, rol, functie, aantal, fte in _OVERIG:
        for _ in range(aantal):
            maker.person(rol, functie, teams[soort], soort, fte / aantal)
    maker.accountmanager(HAARLEM, "haarlem")
    maker.accountmanager(ZANDVOORT, "zandvoort")
    _make_absences(wereld, staf)
    return staf


def _make_absences(wereld: Wereld, staf: Staf) -> None:
    """Give everyone leave in each year, some illness, and today somebody away in half of the teams."""
    away_today: set[Any] = set()
    for lid in staf.leden:
        if lid.einde is not None or lid.rol not in ("coach", "poh-jeugd", "gedragswetenschapper", "ia-medewerker"):
            continue
        peers = [ander for ander in staf.of_team(lid.team, lid.rol, on=wereld.peildatum) if ander is not lid]
        for jaar in range(3):
            begin = wereld.begin + (365 * jaar + wereld.rng.randrange(20, 330)) * DAG
            _absent(wereld, lid, peers, begin, wereld.rng.choice((5, 10, 15)), reden="verlof")
        example = lid.gebruiker in staf.accounts.values()
        if peers and lid.team not in away_today and not example and wereld.chance(0.5):
            away_today.add(lid.team)
            _absent(wereld, lid, peers, wereld.peildatum - 9 * DAG, 26, reden="ziek")


def _absent(wereld: Wereld, lid: Lid, peers: list[Lid], begin: dt.date, dagen: int, *, reden: str) -> None:
    einde = begin + dagen * DAG
    if reden == "verlof" and einde >= wereld.peildatum - 12 * DAG:
        return
    vervanger = wereld.pick(peers).medewerker if peers else None
    velden: Rij = {"begindatum": begin, "einddatum": einde, "reden": reden}
    wereld.add("organisatie.Afwezigheid", begin, medewerker_id=lid.medewerker, vervanger_id=vervanger, **velden)
