"""The fixed cast of the tests: one gezin, and the people around it, each with another relation to its dossier."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from cjg.basis.api import now, today
from cjg.dossier.api import (
    Betrokkenheid,
    Clientaccount,
    Gezin,
    LidInvoer,
    Persoon,
    PersoonInvoer,
    Recht,
    add_betrokkenheid,
    create_gezin,
    grant_access,
)
from cjg.organisatie.api import Gebruiker, Gemeente, Medewerker, Rol, Team, create_medewerker


@dataclass
class Cast:
    """Everybody and everything that a test about one dossier needs."""

    anna: Gebruiker
    bram: Gebruiker
    chantal: Gebruiker
    dirk: Gebruiker
    ema: Gebruiker
    fatima: Gebruiker
    gijs: Gebruiker
    hanna: Gebruiker
    ida: Gebruiker
    joop: Gebruiker
    beheerder: Gebruiker
    superuser: Gebruiker
    ouder_account: Gebruiker
    youth_account: Gebruiker
    gezin: Gezin
    ander_gezin: Gezin
    ouder: Persoon
    kind10: Persoon
    kind14: Persoon
    kind17: Persoon
    team: Team
    ander_team: Team

    def medewerker(self, naam: str) -> Medewerker:
        """Return the medewerker of one of the cast."""
        gebruiker: Any = getattr(self, naam)
        return Medewerker.objects.get(gebruiker=gebruiker)

    @property
    def staff(self) -> dict[str, Gebruiker]:
        """All staff accounts by name."""
        namen = [
            "anna",
            "bram",
            "chantal",
            "dirk",
            "ema",
            "fatima",
            "gijs",
            "hanna",
            "ida",
            "joop",
            "beheerder",
            "superuser",
        ]
        return {naam: getattr(self, naam) for naam in namen}


def birth_date(age: int, day: datetime.date | None = None) -> datetime.date:
    """Return a birth date of somebody who is this old (and some months) on a day."""
    day = day or today()
    return (day - datetime.timedelta(days=120)).replace(year=(day - datetime.timedelta(days=120)).year - age, day=15)


def _staff(naam: str, rol: Rol | None, *teams: Team, gemeente: Gemeente | None = None) -> Gebruiker:
    medewerker = create_medewerker(
        email=f"{naam.lower()}@cjg.example",
        naam=f"{naam} Testman",
        functie=rol.label if rol else "Medewerker",
        rollen=[rol] if rol else [],
        teams=teams,
        begindatum=today() - datetime.timedelta(days=3 * 365),
        gemeente=gemeente,
        registratienummer="120012345" if rol == Rol.GEDRAGSWETENSCHAPPER else "",
    )
    return Gebruiker.objects.get(pk=medewerker.gebruiker_id)


def make_cast() -> Cast:
    """Make the cast in the database: the gezin Kanariestein of team Noord 1, and another gezin of team Oost."""
    haarlem = Gemeente.objects.get(code="0392")
    team, ander_team = Team.objects.get(naam="Noord 1"), Team.objects.get(naam="Oost")
    staff = {
        "anna": _staff("Anna", Rol.COACH, team),
        "bram": _staff("Bram", Rol.COACH, team),
        "chantal": _staff("Chantal", Rol.COACH, ander_team),
        "dirk": _staff("Dirk", Rol.COACH),
        "ema": _staff("Ema", Rol.IA_MEDEWERKER, Team.objects.get(naam="Informatie en advies")),
        "fatima": _staff("Fatima", Rol.ACCOUNTMANAGER, gemeente=haarlem),
        "gijs": _staff("Gijs", Rol.FUNCTIONARIS_GEGEVENSBESCHERMING),
        "hanna": _staff("Hanna", Rol.TEAMLEIDER, team),
        "ida": _staff("Ida", Rol.GEDRAGSWETENSCHAPPER, team),
        "joop": _staff("Joop", Rol.ADMINISTRATIE, Team.objects.get(naam="Team passende hulp")),
        "beheerder": _staff("Bea", Rol.BEHEERDER, team),
        "superuser": Gebruiker.objects.create_superuser("super@cjg.example", naam="Superuser"),
    }
    gezin, ander_gezin = _gezin(haarlem, "Kanariestein", staff["anna"], team), _ander(haarlem, ander_team)
    leden = {lid.rol + str(lid.persoon.age_on(today())): lid.persoon for lid in gezin.leden.select_related("persoon")}
    ouder = next(persoon for sleutel, persoon in leden.items() if sleutel.startswith("112"))
    _expired_grant(gezin, staff["dirk"], staff["hanna"])
    return Cast(
        **staff,
        gezin=gezin,
        ander_gezin=ander_gezin,
        ouder=ouder,
        kind10=leden["30110"],
        kind14=leden["30114"],
        kind17=leden["30117"],
        ouder_account=_client("ouder", ouder),
        youth_account=_client("youth", leden["30117"]),
        team=team,
        ander_team=ander_team,
    )


def _gezin(gemeente: Gemeente, naam: str, coach: Gebruiker, team: Team) -> Gezin:
    jeugdigen = [("Kiki", 10), ("Kees", 14), ("Karim", 17)]
    leden = [LidInvoer(PersoonInvoer(naam, "Olga", geboortedatum=birth_date(44), geslacht="v"), "112")]
    leden += [LidInvoer(PersoonInvoer(naam, kind, geboortedatum=birth_date(age)), "301") for kind, age in jeugdigen]
    gezin = create_gezin(naam=naam, gemeente=gemeente, leden=leden, today=today() - datetime.timedelta(days=300))
    begin = today() - datetime.timedelta(days=200)
    grond = Betrokkenheid.Grond.OVERIG
    add_betrokkenheid(gezin=gezin, grond=grond, bron_id=gezin.pk, begindatum=begin, team=team)
    add_betrokkenheid(
        gezin=gezin,
        grond=grond,
        bron_id=gezin.pk,
        begindatum=begin,
        medewerker=Medewerker.objects.get(gebruiker=coach),
    )
    return gezin


def _ander(gemeente: Gemeente, team: Team) -> Gezin:
    kind = LidInvoer(PersoonInvoer("Vreemdeling", "Vera", geboortedatum=birth_date(9)), "301")
    gezin = create_gezin(naam="Vreemdeling", gemeente=gemeente, leden=[kind], today=today())
    add_betrokkenheid(gezin=gezin, grond=Betrokkenheid.Grond.OVERIG, bron_id=gezin.pk, begindatum=today(), team=team)
    return gezin


def _expired_grant(gezin: Gezin, gebruiker: Gebruiker, door: Gebruiker) -> None:
    begin = now() - datetime.timedelta(days=10)
    grant_access(
        gezin=gezin,
        gebruiker=gebruiker,
        rechten=[Recht.INZIEN],
        reden="Waarneming tijdens de vakantie",
        begin=begin,
        einde=begin + datetime.timedelta(days=2),
        door=door,
    )


def _client(naam: str, persoon: Persoon) -> Gebruiker:
    gebruiker = Gebruiker.objects.create_user(f"{naam}@client.example", naam=persoon.naam, soort=Gebruiker.Soort.CLIENT)
    Clientaccount.objects.create(gebruiker=gebruiker, persoon=persoon)
    return gebruiker
