"""A family that is helped: each kind of relation with an account, a plan with a goal of each, besluiten with letters."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

import pytest
from django.test import Client

from cjg.basis.api import now, today
from cjg.dossier.api import (
    Clientaccount,
    Gezin,
    LidInvoer,
    Persoon,
    PersoonInvoer,
    add_gezinslid,
    create_persoon,
    set_gezag,
)
from cjg.organisatie.api import Gebruiker, Gemeente
from gezinsplan.api import (
    ActieInvoer,
    DoelInvoer,
    PlanInvoer,
    Planversie,
    adopt_plan,
    record_akkoord,
    save_concept,
    start_plan,
    start_traject,
)
from gezinsplan.ontbrekend import whose_akkoord
from tests.cast import Cast, birth_date
from tests.toegang.helpers import record_all_steps, start, take
from toegang.api import Besluit, load_example_registers, publish_besluit

DAG = dt.timedelta(days=1)


@dataclass
class Huis:
    """The gezin of the cast with everybody's account, and what was made about each jeugdige."""

    cast: Cast
    personen: dict[str, Persoon]
    accounts: dict[str, Gebruiker]
    versie: Planversie
    besluiten: dict[str, Besluit] = field(default_factory=dict)

    @property
    def gezin(self) -> Gezin:
        return self.cast.gezin

    def client(self, naam: str) -> Client:
        """Return a browser signed in as one of the family."""
        client = Client()
        client.force_login(Gebruiker.objects.get(pk=self.accounts[naam].pk))
        return client

    def get(self, naam: str, path: str) -> str:
        """Return a page as one of the family sees it."""
        response = self.client(naam).get(path)
        assert response.status_code == 200, path
        return response.content.decode()


def make_huis(cast: Cast) -> Huis:
    """Add a father without gezag, a brother of 20 and a plan with a goal of each."""
    personen = {"ouder": cast.ouder, "kind10": cast.kind10, "kind14": cast.kind14, "kind17": cast.kind17}
    personen |= {naam: _add(cast, naam, rol, leeftijd) for naam, rol, leeftijd in _NIEUW}
    for kind in ("kind10", "kind14", "kind17", "jong20"):
        set_gezag(
            jeugdige=personen[kind], gezagsdrager=personen["vader"], soort="zonder", begindatum=today() - 200 * DAG
        )
    accounts = {naam: _account(naam, persoon) for naam, persoon in personen.items()}
    start_traject(
        gezin=cast.gezin,
        jeugdigen=[personen[naam] for naam in JEUGDIGEN],
        soort="gezinscoaching",
        aanspreekpunt=cast.medewerker("anna"),
        team=cast.team,
        begindatum=today() - 50 * DAG,
        today=today(),
        now=now(),
    )
    return Huis(cast, personen, accounts, _plan(cast, personen))


JEUGDIGEN = ("kind10", "kind14", "kind17", "jong20")
_NIEUW = (("vader", "113", 46), ("jong20", "301", 20))
_NAMEN = {"vader": "Victor", "jong20": "Joris"}


def _add(cast: Cast, naam: str, rol: str, leeftijd: int) -> Persoon:
    invoer = PersoonInvoer("Kanariestein", _NAMEN[naam], geboortedatum=birth_date(leeftijd))
    lid = add_gezinslid(
        gezin=cast.gezin, lid=LidInvoer(create_persoon(invoer=invoer, today=today()), rol), today=today() - 250 * DAG
    )
    return lid.persoon


def _account(naam: str, persoon: Persoon) -> Gebruiker:
    bestaand = Clientaccount.objects.filter(persoon=persoon).select_related("gebruiker").first()
    if bestaand:
        return bestaand.gebruiker
    gebruiker = Gebruiker.objects.create_user(f"{naam}@thuis.example", naam=persoon.naam, soort=Gebruiker.Soort.CLIENT)
    Clientaccount.objects.create(gebruiker=gebruiker, persoon=persoon)
    return gebruiker


def _plan(cast: Cast, personen: dict[str, Persoon]) -> Planversie:
    versie = start_plan(gezinnen=[cast.gezin], now=now())
    doelen = [DoelInvoer("Doel van iedereen.", "opvoeding", acties=(ActieInvoer("Allemaal", "Eten samen."),))]
    doelen += [
        DoelInvoer(f"Doel van {naam}.", "onderwijs", voor=personen[naam].pk, acties=(ActieInvoer("Anna", "Belt."),))
        for naam in (*JEUGDIGEN, "ouder", "vader")
    ]
    invoer = PlanInvoer(
        doelen=tuple(doelen),
        krachten="Krachten van iedereen.",
        zorgen="Zorgen over iedereen.",
        verwachte_duur_maanden=6,
        besproken_met=cast.medewerker("bram").pk,
        besproken_op=today() - DAG,
        familiegroepsplan="afgezien",
        familiegroepsplan_op=today() - 20 * DAG,
    )
    versie = save_concept(versie=versie, invoer=invoer, expected_versie=versie.versie, now=now())
    for persoon in whose_akkoord(versie.plan_id, today()):
        record_akkoord(versie=versie, persoon=persoon, antwoord="akkoord", datum=today(), toelichting="", today=today())
    versie.refresh_from_db()
    return adopt_plan(
        versie=versie, door=cast.medewerker("anna"), expected_versie=versie.versie, today=today(), now=now()
    )


def _besluit(cast: Cast, jeugdige: Persoon) -> Besluit:
    besluit = start(cast, jeugdige=jeugdige, kenmerk_aanvraag=str(jeugdige.pk)[-12:])
    record_all_steps(cast, besluit)
    besluit = take(besluit, cast.hanna)
    return publish_besluit(besluit=besluit, expected_versie=besluit.versie, today=today())


@pytest.fixture
def huis(cast: Cast) -> Huis:
    """The family that is helped."""
    return make_huis(cast)


@pytest.fixture
def besloten(huis: Huis) -> Huis:
    """The same family with a besluit for each jeugdige, with its letters."""
    load_example_registers(Gemeente.objects.filter(is_opdrachtgever=True))
    huis.besluiten = {naam: _besluit(huis.cast, huis.personen[naam]) for naam in JEUGDIGEN}
    return huis
