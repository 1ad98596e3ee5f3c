"""Who reaches which dossier: the one reader of rights."""

from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model

from cjg.basis.api import now, today
from cjg.dossier.api import (
    Betrokkenheid,
    Gezin,
    Gezinslid,
    Noodtoegang,
    Persoon,
    Recht,
    Toegangsverlening,
    add_betrokkenheid,
    break_glass,
    end_betrokkenheid,
    grant_access,
    may,
    visible_to,
)
from cjg.organisatie.api import Gebruiker, register_afwezigheid
from tests.cast import Cast

GEEN: frozenset[str] = frozenset()
ALLES = frozenset(Recht.values)
COACH = ALLES - {"overdragen"}

# Who may do what in the dossier of Kanariestein (team Noord 1).
RECHTEN = {
    "anna": COACH,
    "bram": COACH,
    "chantal": GEEN,
    "dirk": GEEN,
    "ema": GEEN,
    "fatima": GEEN,
    "gijs": GEEN,
    "hanna": ALLES,
    "ida": frozenset({"inzien", "registreren", "besluiten"}),
    "joop": GEEN,
    "beheerder": GEEN,
    "superuser": GEEN,
    "ouder_account": GEEN,
    "youth_account": GEEN,
}


def fresh(gebruiker: Gebruiker) -> Gebruiker:
    """Return the account as a new request would read it, without what was kept on it."""
    return Gebruiker.objects.get(pk=gebruiker.pk)


@pytest.mark.parametrize("naam", RECHTEN)
def test_rights_follow_betrokkenheid_and_role(cast: Cast, naam: str) -> None:
    user = getattr(cast, naam)
    assert {recht.value for recht in Recht if may(user, recht, cast.gezin)} == RECHTEN[naam]


@pytest.mark.parametrize("model", [Gezin, Gezinslid, Persoon])
def test_list_and_detail_agree_for_every_role(cast: Cast, model: type[Model]) -> None:
    """Each row that a list holds can be opened, and no other."""
    for user in [*cast.staff.values(), cast.ouder_account, cast.youth_account]:
        in_list = set(visible_to(user, model._default_manager.all()).values_list("pk", flat=True))
        one_by_one = {
            row.pk
            for row in model._default_manager.all()
            if visible_to(user, model._default_manager.filter(pk=row.pk)).exists()
        }
        assert in_list == one_by_one, user


def test_person_in_two_gezinnen_appears_once(cast: Cast) -> None:
    Gezinslid.objects.create(gezin=cast.ander_gezin, persoon=cast.kind10, rol="301", begindatum=today())
    add_betrokkenheid(
        gezin=cast.ander_gezin,
        grond=Betrokkenheid.Grond.OVERIG,
        bron_id=cast.gezin.pk,
        begindatum=today(),
        team=cast.team,
    )
    zichtbaar = list(visible_to(cast.anna, Persoon.objects.filter(pk=cast.kind10.pk)))
    assert zichtbaar == [cast.kind10]


def test_expired_grant_opens_nothing(cast: Cast) -> None:
    """guardian itself would let Dirk in: it does not know validity."""
    assert Toegangsverlening.objects.filter(user=cast.dirk).exists()
    assert not may(cast.dirk, Recht.INZIEN, cast.gezin)
    assert not visible_to(cast.dirk, Persoon.objects.all()).exists()


def test_grant_opens_only_its_right_and_only_in_time(cast: Cast) -> None:
    begin = now()
    grant_access(
        gezin=cast.gezin,
        gebruiker=cast.chantal,
        rechten=[Recht.INZIEN],
        reden="Meekijken bij de overdracht",
        begin=begin,
        einde=begin + datetime.timedelta(days=1),
        door=cast.hanna,
    )
    assert may(cast.chantal, Recht.INZIEN, cast.gezin)
    assert not may(cast.chantal, Recht.REGISTREREN, cast.gezin)
    Toegangsverlening.objects.filter(user=cast.chantal).update(einde=begin + datetime.timedelta(microseconds=1))
    assert not may(cast.chantal, Recht.INZIEN, cast.gezin)


def test_grant_without_reason_is_refused(cast: Cast) -> None:
    before = Toegangsverlening.objects.count()
    with pytest.raises(ValidationError):
        grant_access(
            gezin=cast.gezin,
            gebruiker=cast.chantal,
            rechten=[Recht.INZIEN],
            reden="  ",
            begin=now(),
            einde=now() + datetime.timedelta(days=1),
            door=cast.hanna,
        )
    assert Toegangsverlening.objects.count() == before


def test_ended_betrokkenheid_opens_nothing_from_the_day_after(cast: Cast) -> None:
    end_betrokkenheid(bron_id=cast.gezin.pk, einddatum=today())
    assert may(cast.anna, Recht.INZIEN, cast.gezin), "an einddatum is the last day"
    Betrokkenheid.objects.filter(gezin=cast.gezin).update(einddatum=today() - datetime.timedelta(days=1))
    assert not may(cast.anna, Recht.INZIEN, cast.gezin)


def test_replacement_sees_the_dossiers_of_the_absent_colleague(cast: Cast) -> None:
    Betrokkenheid.objects.filter(gezin=cast.gezin, team=cast.team).delete()
    assert not may(fresh(cast.chantal), Recht.INZIEN, cast.gezin)
    register_afwezigheid(
        medewerker=cast.medewerker("anna"),
        reden="ziek",
        begindatum=today(),
        einddatum=None,
        vervanger=cast.medewerker("chantal"),
        door=cast.hanna,
    )
    assert may(fresh(cast.chantal), Recht.VASTSTELLEN, cast.gezin)


def test_account_that_is_not_active_reaches_nothing(cast: Cast) -> None:
    Gebruiker.objects.filter(pk=cast.anna.pk).update(is_active=False)
    assert not may(fresh(cast.anna), Recht.INZIEN, cast.gezin)


def test_break_glass_opens_for_four_hours_with_a_reason(cast: Cast) -> None:
    moment = now()
    noodtoegang = break_glass(
        gezin=cast.gezin, gebruiker=cast.chantal, reden="De moeder belt in paniek en Anna is ziek.", now=moment
    )
    assert may(cast.chantal, Recht.REGISTREREN, cast.gezin)
    assert not may(cast.chantal, Recht.BESLUITEN, cast.gezin)
    assert noodtoegang.einde == moment + datetime.timedelta(hours=4)


@pytest.mark.parametrize("naam", ["beheerder", "fatima", "gijs", "superuser", "ouder_account"])
def test_break_glass_is_refused_to_who_does_not_work_in_dossiers(cast: Cast, naam: str) -> None:
    user = getattr(cast, naam)
    with pytest.raises(PermissionDenied):
        break_glass(gezin=cast.gezin, gebruiker=user, reden="Ik wil graag even kijken in dit dossier.", now=now())
    assert not Noodtoegang.objects.exists()
    assert not may(user, Recht.INZIEN, cast.gezin)


def test_break_glass_without_a_real_reason_is_refused(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        break_glass(gezin=cast.gezin, gebruiker=cast.chantal, reden="spoed", now=now())
    assert not Noodtoegang.objects.exists()
    assert not may(cast.chantal, Recht.INZIEN, cast.gezin)
