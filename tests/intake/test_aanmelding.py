"""Registering an aanmelding, and its way over the wachtlijst."""

from __future__ import annotations

import datetime
from itertools import product

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from cjg.basis.api import StaleVersion, now, today, uuid7
from cjg.dossier.api import Betrokkenheid, Gezin, LidInvoer, Persoon, PersoonInvoer, may
from cjg.dossier.rechten import Recht
from cjg.intake.models import Aanmelding, Contactmoment, Wachtlijstplaats
from cjg.intake.overgangen import OVERGANGEN, is_allowed_transition, transitions_from
from cjg.intake.services.aanmelding import (
    BestaandGezin,
    NieuwGezin,
    change_aanmelding,
    derive_team,
    register_aanmelding,
)
from cjg.intake.services.contactmoment import log_contactmoment
from cjg.intake.services.overgang import (
    accept_aanmelding,
    change_wachtlijstplaats,
    end_aanmelding,
    reopen_aanmelding,
    start_from_wachtlijst,
)
from cjg.organisatie.api import Gebied, Gebruiker, Gemeente, Team
from tests.cast import Cast, birth_date
from tests.intake.invoer import aanvraag, contact

Status = Aanmelding.Status


def fresh(gebruiker: Gebruiker) -> Gebruiker:
    """Return the account as a new request would read it."""
    return Gebruiker.objects.get(pk=gebruiker.pk)


def nieuw_gezin(*extra: LidInvoer) -> NieuwGezin:
    """Return a gezin of a parent and one jeugdige."""
    ouder = LidInvoer(PersoonInvoer("Mees", "Mila", geboortedatum=birth_date(39)), "112")
    kind = LidInvoer(PersoonInvoer("Mees", "Max", geboortedatum=birth_date(8)), "301")
    return NieuwGezin(naam="Mees", gemeente=Gemeente.objects.get(code="0392"), leden=[ouder, kind, *extra])


def register(cast: Cast, **anders: object) -> Aanmelding:
    """Register an aanmelding of a new gezin by Ema, for team Noord 1."""
    gegeven = {"gegevens": aanvraag(), "gezin": nieuw_gezin(), "team": cast.team, "door": cast.ema, "today": today()}
    return register_aanmelding(**(gegeven | anders))  # type: ignore[arg-type]


def accept(aanmelding: Aanmelding, day: datetime.date | None = None) -> Wachtlijstplaats:
    """Put an aanmelding on the wachtlijst."""
    return accept_aanmelding(aanmelding=aanmelding, expected_versie=aanmelding.versie, today=day or today(), now=now())


def end(aanmelding: Aanmelding, naar: Aanmelding.Status = Status.GESLOTEN, reden: str = "Het gezin redt zich.") -> None:
    """Close an aanmelding, or refer it on."""
    end_aanmelding(
        aanmelding=aanmelding, naar=naar, reden=reden, expected_versie=aanmelding.versie, today=today(), now=now()
    )


def test_new_gezin_is_made_with_its_aanmelding(cast: Cast) -> None:
    ander = LidInvoer(PersoonInvoer("Mees", "Mo", geboortedatum=birth_date(3)), "115")
    aanmelding = register(cast, gezin=nieuw_gezin(ander))
    assert aanmelding.status == Status.NIEUW
    assert aanmelding.gezin.leden.count() == 3
    assert [persoon.voornamen for persoon in aanmelding.jeugdigen.all()] == ["Max"]


def test_team_and_registrar_reach_the_new_dossier_and_nobody_else(cast: Cast) -> None:
    aanmelding = register(cast)
    zien = {naam for naam, wie in cast.staff.items() if may(fresh(wie), Recht.INZIEN, aanmelding.gezin)}
    assert zien == {"anna", "bram", "ema", "hanna", "ida"}


def test_known_gezin_is_joined(cast: Cast) -> None:
    gezinnen = Gezin.objects.count()
    broertje = LidInvoer(PersoonInvoer("Kanariestein", "Koos", geboortedatum=birth_date(4)), "301")
    aanmelding = register(
        cast, door=cast.anna, gezin=BestaandGezin(gezin=cast.gezin, jeugdigen=[cast.kind14], nieuwe_leden=[broertje])
    )
    assert Gezin.objects.count() == gezinnen
    assert [persoon.voornamen for persoon in aanmelding.jeugdigen.order_by("voornamen")] == ["Kees", "Koos"]


def test_jeugdige_of_another_gezin_is_refused(cast: Cast) -> None:
    vreemde = Persoon.objects.get(achternaam="Vreemdeling")
    with pytest.raises(ValidationError) as gevangen:
        register(cast, gezin=BestaandGezin(gezin=cast.gezin, jeugdigen=[vreemde]))
    assert "jeugdigen" in gevangen.value.message_dict
    assert not Aanmelding.objects.exists()


FOUT = {
    "datum": {"datum": today() + datetime.timedelta(days=1)},
    "direct_handelen": {"veiligheid": "direct-onveilig"},
    "andere_kinderen_toelichting": {"andere_kinderen": "geen-contact"},
    "verwijzer": {"verwijzer": "tante"},
    "kerntaak": {"kerntaak": ""},
    "vraag": {"vraag": "  "},
    "urgentie": {"urgentie": "spoed"},
    "veiligheid": {"veiligheid": ""},
}


@pytest.mark.parametrize("veld", FOUT)
def test_wrong_aanmelding_is_refused_and_nothing_is_saved(cast: Cast, veld: str) -> None:
    voor = (Gezin.objects.count(), Persoon.objects.count(), Betrokkenheid.objects.count())
    with pytest.raises(ValidationError) as gevangen:
        register(cast, gegevens=aanvraag(**FOUT[veld]))
    assert veld in gevangen.value.message_dict
    assert (Gezin.objects.count(), Persoon.objects.count(), Betrokkenheid.objects.count()) == voor


def test_gezin_without_jeugdige_is_refused(cast: Cast) -> None:
    ouder = LidInvoer(PersoonInvoer("Mees"), "112")
    with pytest.raises(ValidationError):
        register(cast, gezin=NieuwGezin(naam="Mees", gemeente=Gemeente.objects.get(code="0392"), leden=[ouder]))
    assert not Aanmelding.objects.exists()


def test_same_form_sent_twice_makes_one_aanmelding_and_one_gezin(cast: Cast) -> None:
    sleutel, gezinnen = uuid7(), Gezin.objects.count()
    een, twee = register(cast, pk=sleutel), register(cast, pk=sleutel)
    assert een == twee
    assert Gezin.objects.count() == gezinnen + 1


def test_form_key_of_somebody_else_is_refused(cast: Cast) -> None:
    sleutel = uuid7()
    register(cast, pk=sleutel)
    with pytest.raises(PermissionDenied):
        register(cast, pk=sleutel, door=cast.anna)


def test_contact_that_becomes_an_aanmelding_counts_as_one(cast: Cast) -> None:
    contactmoment = log_contactmoment(gegevens=contact(resultaten=("geen",)), medewerker_id=None, today=today())
    aanmelding = register(cast, contactmoment=contactmoment)
    assert aanmelding.contactmoment == contactmoment
    assert Contactmoment.objects.get().resultaten == ["aanmelding"]


def test_contact_becomes_only_one_aanmelding(cast: Cast) -> None:
    contactmoment = log_contactmoment(gegevens=contact(), medewerker_id=None, today=today())
    register(cast, contactmoment=contactmoment)
    gezinnen = Gezin.objects.count()
    with pytest.raises(ValidationError, match="al een aanmelding"):
        register(cast, contactmoment=contactmoment)
    assert Gezin.objects.count() == gezinnen


def test_acceptance_makes_a_place_on_the_wachtlijst_of_the_team(cast: Cast) -> None:
    aanmelding = register(cast)
    plaats = accept(aanmelding)
    assert (plaats.team, plaats.sinds, plaats.tot) == (cast.team, today(), None)
    assert Aanmelding.objects.get().status == Status.WACHTLIJST


def test_end_takes_the_dossier_away_tomorrow(cast: Cast) -> None:
    aanmelding = register(cast)
    accept(aanmelding)
    end(aanmelding, Status.DOORVERWEZEN, "Naar het sociaal wijkteam, voor de schulden.")
    plaats = Wachtlijstplaats.objects.get()
    assert (plaats.tot, plaats.reden_einde) == (today(), "doorverwezen")
    rijen = Betrokkenheid.objects.filter(bron_id=aanmelding.pk)
    assert {rij.einddatum for rij in rijen} == {today()}


def test_end_without_reason_is_refused_and_changes_nothing(cast: Cast) -> None:
    aanmelding = register(cast)
    with pytest.raises(ValidationError):
        end(aanmelding, reden="  ")
    fresh_row = Aanmelding.objects.get()
    assert (fresh_row.status, fresh_row.versie) == (Status.NIEUW, 1)


def test_reopened_aanmelding_gives_its_team_the_dossier_back(cast: Cast) -> None:
    aanmelding = register(cast)
    accept(aanmelding)
    end(aanmelding)
    reopen_aanmelding(aanmelding=aanmelding, reden="Verkeerd gesloten.", expected_versie=3, today=today(), now=now())
    assert {rij.einddatum for rij in Betrokkenheid.objects.filter(bron_id=aanmelding.pk)} == {None}
    plaats = accept(aanmelding)
    assert (plaats.tot, plaats.reden_einde) == (None, "")
    assert Wachtlijstplaats.objects.count() == 1


def test_start_ends_the_wait(cast: Cast) -> None:
    vorige_week = today() - datetime.timedelta(days=7)
    aanmelding = register(cast, gegevens=aanvraag(datum=vorige_week))
    accept(aanmelding)
    start_from_wachtlijst(aanmelding=aanmelding, day=today(), today=today(), now=now())
    plaats = Wachtlijstplaats.objects.get()
    assert (plaats.tot, plaats.reden_einde) == (today(), "gestart")
    assert Aanmelding.objects.get().status == Status.GESTART


def test_start_entered_late_shortens_the_wait(cast: Cast) -> None:
    vorige_week = today() - datetime.timedelta(days=7)
    aanmelding = register(cast, gegevens=aanvraag(datum=vorige_week))
    accept(aanmelding)
    start_from_wachtlijst(aanmelding=aanmelding, day=vorige_week, today=today(), now=now())
    plaats = Wachtlijstplaats.objects.get()
    assert (plaats.sinds, plaats.tot) == (vorige_week, vorige_week)
    assert {rij.einddatum for rij in Betrokkenheid.objects.filter(bron_id=aanmelding.pk)} == {today()}


def test_start_before_the_aanmelding_is_refused(cast: Cast) -> None:
    aanmelding = register(cast)
    accept(aanmelding)
    gisteren = today() - datetime.timedelta(days=1)
    with pytest.raises(ValidationError):
        start_from_wachtlijst(aanmelding=aanmelding, day=gisteren, today=today(), now=now())
    assert Wachtlijstplaats.objects.get().tot is None


def test_change_of_team_moves_the_dossier_at_once(cast: Cast) -> None:
    aanmelding = register(cast)
    accept(aanmelding)
    change_aanmelding(
        aanmelding=aanmelding,
        gegevens=aanvraag(urgentie="hoog"),
        team=cast.ander_team,
        expected_versie=2,
        today=today(),
        now=now(),
    )
    assert not may(fresh(cast.anna), Recht.INZIEN, aanmelding.gezin)
    assert may(fresh(cast.chantal), Recht.INZIEN, aanmelding.gezin)
    assert Wachtlijstplaats.objects.get().team == cast.ander_team


def test_place_moves_to_another_team_and_back_on_one_day(cast: Cast) -> None:
    aanmelding = register(cast)
    plaats = accept(aanmelding)
    for versie, team in enumerate((cast.ander_team, cast.team), start=1):
        change_wachtlijstplaats(
            plaats=plaats, team=team, bellen_op=None, beller=None, expected_versie=versie, today=today(), now=now()
        )
    assert may(fresh(cast.anna), Recht.INZIEN, aanmelding.gezin)
    assert not may(fresh(cast.chantal), Recht.INZIEN, aanmelding.gezin)
    assert Aanmelding.objects.get().team == cast.team


def test_started_aanmelding_cannot_be_changed(cast: Cast) -> None:
    aanmelding = register(cast)
    accept(aanmelding)
    aanmelding = start_from_wachtlijst(aanmelding=aanmelding, day=today(), today=today(), now=now())
    with pytest.raises(ValidationError):
        change_aanmelding(
            aanmelding=aanmelding,
            gegevens=aanvraag(vraag="Iets anders"),
            team=cast.team,
            expected_versie=aanmelding.versie,
            today=today(),
            now=now(),
        )
    assert Aanmelding.objects.get().vraag == aanvraag().vraag


def test_stale_change_is_refused(cast: Cast) -> None:
    aanmelding = register(cast)
    accept(Aanmelding.objects.get())
    with pytest.raises(StaleVersion):
        change_aanmelding(
            aanmelding=aanmelding, gegevens=aanvraag(), team=cast.team, expected_versie=1, today=today(), now=now()
        )


ALLOWED = {
    ("nieuw", "wachtlijst"),
    ("nieuw", "doorverwezen"),
    ("nieuw", "gesloten"),
    ("wachtlijst", "gestart"),
    ("wachtlijst", "doorverwezen"),
    ("wachtlijst", "gesloten"),
    ("doorverwezen", "nieuw"),
    ("gesloten", "nieuw"),
}


@pytest.mark.parametrize(("van", "naar"), list(product(Status.values, repeat=2)))
def test_table_of_transitions(van: str, naar: str) -> None:
    assert is_allowed_transition(van, naar) == ((van, naar) in ALLOWED)
    assert (naar in transitions_from(van)) == ((van, naar) in ALLOWED)


def test_every_ending_asks_for_a_reason() -> None:
    endings = (Status.DOORVERWEZEN, Status.GESLOTEN)
    assert all(overgang.reden for (_, naar), overgang in OVERGANGEN.items() if naar in endings)


def test_what_the_table_has_not_is_refused(cast: Cast) -> None:
    aanmelding = register(cast)
    with pytest.raises(ValidationError, match="Dit kan niet"):
        start_from_wachtlijst(aanmelding=aanmelding, day=today(), today=today(), now=now())
    assert Aanmelding.objects.get().status == Status.NIEUW


def test_team_follows_from_kerntaak_wijk_and_gemeente(cast: Cast) -> None:
    haarlem, zandvoort = Gemeente.objects.get(code="0392"), Gemeente.objects.get(code="0473")
    oost = Gebied.objects.get(naam="Oost")
    assert derive_team(kerntaak="coaching", gemeente=haarlem, wijk=oost) == cast.ander_team
    assert derive_team(kerntaak="coaching", gemeente=haarlem, wijk=None) is None
    assert derive_team(kerntaak="coaching", gemeente=zandvoort, wijk=None) == Team.objects.get(naam="Zandvoort")
    dak = derive_team(kerntaak="dak-en-thuisloos", gemeente=haarlem, wijk=oost)
    assert dak is not None
    assert dak.soort == "dak-en-thuisloos"
