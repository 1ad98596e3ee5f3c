"""Makes the whole example CJG: may it, in which order, how much."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import connections, transaction

from cjg.config import get_config
from cjg.werkplek.voorbeelddata.contacten import Contacten
from cjg.werkplek.voorbeelddata.gezinnen import Gezinnen
from cjg.werkplek.voorbeelddata.hoofdrollen import cast_clients, cast_coach
from cjg.werkplek.voorbeelddata.laden import ALIAS, load, model_of
from cjg.werkplek.voorbeelddata.nazorg import Lijst, Nazorg, Toegangen, make_lijsten
from cjg.werkplek.voorbeelddata.organisatie import GEWICHT, Gebied, Staf, make_staf
from cjg.werkplek.voorbeelddata.plannen import Plannen
from cjg.werkplek.voorbeelddata.toegang import Toegang
from cjg.werkplek.voorbeelddata.trajecten import Levensloop
from cjg.werkplek.voorbeelddata.wereld import Wereld

GEZINNEN = 2250
_AANLOOP = dt.timedelta(days=200)
_STILLE_MAANDEN = (7, 8, 12)
WACHTWOORD = "Voorbeeld-2026!"
# What there is only when people work with the application.
_LEEG = ("dossier.Persoon", "dossier.Gezin", "intake.Contactmoment", "organisatie.Medewerker")


class NietToegestaanError(Exception):
    """Example families may not go into this database; the message says why, in Dutch."""


def is_empty() -> bool:
    """Tell whether no people and no work stand in the database yet."""
    return not any(model_of(label)._base_manager.using(ALIAS).exists() for label in _LEEG)


def refuse_real_data() -> None:
    """Raise `NietToegestaanError` unless this is a demo with an empty database and no file of real registrations."""
    if not settings.DEMO:
        raise NietToegestaanError(
            "Dit is een ingestelde database. Voorbeeldgezinnen mogen daar alleen in als u DEMO=1 instelt."
        )
    if get_config().bestand is not None:
        raise NietToegestaanError(
            "Er is een eigen bestand ingesteld (BESTAND). Daar komen geen voorbeeldgezinnen naast."
        )
    if not is_empty():
        raise NietToegestaanError("Deze database is niet leeg. Voorbeeldgezinnen komen nooit naast andere gegevens.")


def make_voorbeelddata(*, zaad: int, peildatum: dt.date, schaal: float = 1.0) -> dict[str, int]:
    """Fill the empty database of a demo with an example CJG; return the number of rows per model.

    The same seed and day give the same families. Written as the owner of the tables, in one transaction.
    Raises `NietToegestaanError` where example families may not come.
    """
    refuse_real_data()
    wereld = Wereld(zaad, peildatum, schaal)
    with transaction.atomic(using=ALIAS):
        staf, plannen = imagine(wereld)
        _set_password(wereld, staf)
        counts = load(wereld, plannen.vaststellen)
        _verify_addresses(wereld, staf)
    with connections[ALIAS].cursor() as cursor:
        cursor.execute("ANALYZE")
    return counts


def imagine(wereld: Wereld) -> tuple[Staf, Plannen]:
    """Make all rows in memory: the staff, then each family's life, then what the work with it leaves behind."""
    staf = make_staf(wereld, *_places())
    gezinnen = Gezinnen(wereld, staf)
    loop = Levensloop(wereld, staf)
    for _ in range(int(GEZINNEN * wereld.schaal)):
        loop.live(gezinnen.make(_first_day(wereld)))
    contacten = Contacten(wereld, staf)
    contacten.make()
    contacten.make_for(loop.komsten)
    plannen = Plannen(wereld)
    plannen.make(loop.trajecten)
    toegang = Toegang(wereld, staf)
    nazorg = Nazorg(wereld, _lijsten(wereld))
    for traject in loop.trajecten:
        plan = plannen.plan_of.get(traject.id)
        toegang.decide(traject, plan.versies[0][1] if plan and plan.versies else None)
        nazorg.ask(traject)
    toegangen = Toegangen(wereld, staf, _rights())
    coach = cast_coach(wereld, staf, loop.trajecten)
    toegangen.clients(gezinnen.gemaakt, cast_clients(wereld, plannen, loop.trajecten, coach))
    toegangen.grants(gezinnen.gemaakt)
    return staf, plannen


def _first_day(wereld: Wereld) -> dt.date:
    """Return the day on which a family first comes: half a year before the first report too, less in summer."""
    dag = wereld.day_between(wereld.begin - _AANLOOP, wereld.peildatum)
    quiet = dag.month in _STILLE_MAANDEN and wereld.chance(0.4)
    return _first_day(wereld) if quiet else wereld.workday_before(dag)


def _places() -> tuple[list[Gebied], dict[str, UUID]]:
    """Return the gebieden and the teams by soort that the migrations put in."""
    gebieden: Any = model_of("organisatie.Gebied")._base_manager.using(ALIAS).order_by("naam")
    rows = gebieden.filter(naam__in=GEWICHT).values_list("id", "naam", "gemeente_id", "team_id")
    teams: Any = model_of("organisatie.Team")._base_manager.using(ALIAS).exclude(soort="gebiedsteam")
    per_soort = dict(teams.values_list("soort", "id"))
    return [Gebied(sleutel, naam, plaats, team, GEWICHT[naam]) for sleutel, naam, plaats, team in rows], per_soort


def _lijsten(wereld: Wereld) -> list[Lijst]:
    """Return the eindevragenlijsten that the migrations put in, or make them."""
    vragen: Any = model_of("vragenlijsten.Vraag")._base_manager.using(ALIAS)
    rows = vragen.filter(vragenlijst__code__startswith="eindevragenlijst").order_by("vragenlijst", "volgorde")
    found: dict[UUID, tuple[str, str, list[tuple[UUID, str]]]] = {}
    for sleutel, schaal, lijst, informant, kerntaak in rows.values_list(
        "id", "schaal", "vragenlijst_id", "vragenlijst__informant", "vragenlijst__kerntaak"
    ):
        found.setdefault(lijst, (informant, kerntaak, []))[2].append((sleutel, schaal))
    lijsten = [Lijst(sleutel, wie, kern, tuple(alle)) for sleutel, (wie, kern, alle) in found.items()]
    return lijsten or make_lijsten(wereld)


def _rights() -> dict[str, int]:
    permissions: Any = model_of("auth.Permission")._base_manager.using(ALIAS)
    return dict(permissions.filter(content_type__app_label="dossier").values_list("codename", "id"))


def _set_password(wereld: Wereld, staf: Staf) -> None:
    """Give the example accounts, and no others, the password that is printed."""
    hashed = make_password(WACHTWOORD)
    example = set(staf.accounts.values())
    for rij in wereld.rijen["organisatie.Gebruiker"]:
        if rij["id"] in example:
            rij["password"] = hashed


def _verify_addresses(wereld: Wereld, staf: Staf) -> None:
    """Let the example accounts sign in without a mail: their addresses count as checked."""
    adressen: Any = model_of("account.EmailAddress")
    adressen._base_manager.using(ALIAS).bulk_create(
        adressen(user_id=sleutel, email=email, verified=True, primary=True) for email, sleutel in staf.accounts.items()
    )
