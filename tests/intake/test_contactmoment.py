"""Logging and changing contactmomenten."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from cjg.basis.api import StaleVersion, now, today, uuid7
from cjg.intake.models import Contactmoment
from cjg.intake.services.contactmoment import (
    AlreadyLoggedError,
    change_contactmoment,
    gegevens_of,
    log_contactmoment,
)
from tests.cast import Cast
from tests.intake.invoer import contact

FOUT = {
    "morgen": ({"datum": today() + datetime.timedelta(days=1)}, "datum"),
    "vorige eeuw": ({"datum": datetime.date(1999, 12, 31)}, "datum"),
    "kanaal": ({"kanaal": "fax"}, "kanaal"),
    "vraagsteller": ({"vraagsteller": ""}, "vraagsteller"),
    "geen thema": ({"themas": ()}, "themas"),
    "onbekend thema": ({"themas": ("opvoeden", "onzin")}, "themas"),
    "geen resultaat": ({"resultaten": ()}, "resultaten"),
    "gemeente": ({"gemeente": "9999", "wijk": ""}, "gemeente"),
    "wijk": ({"wijk": "Zuid"}, "wijk"),
    "wijk elders": ({"gemeente": "0473"}, "wijk"),
    "groep zonder aantal": ({"kanaal": "groepsbijeenkomst"}, "aantal_bereikt"),
    "aantal zonder groep": ({"aantal_bereikt": 4}, "aantal_bereikt"),
    "duur nul": ({"duur_minuten": 0}, "duur_minuten"),
    "lange tekst": ({"toelichting": "a" * 2001}, "toelichting"),
    "stuurteken": ({"vindplaats": "a\x00b"}, "vindplaats"),
}


@pytest.mark.parametrize("naam", FOUT)
def test_wrong_contact_is_refused_per_field(cast: Cast, naam: str) -> None:
    anders, veld = FOUT[naam]
    with pytest.raises(ValidationError) as gevangen:
        log_contactmoment(gegevens=contact(**anders), medewerker_id=None, today=today())
    assert set(gevangen.value.message_dict) == {veld}
    assert not Contactmoment.objects.exists()


def test_contact_is_kept_as_given(cast: Cast) -> None:
    gegevens = contact(kanaal="groepsbijeenkomst", aantal_bereikt=12, duur_minuten=90, signaal="school")
    anna = cast.medewerker("anna")
    saved = log_contactmoment(gegevens=gegevens, medewerker_id=anna.pk, today=today())
    assert gegevens_of(Contactmoment.objects.get(pk=saved.pk)) == gegevens
    assert saved.medewerker_id == anna.pk


def test_unknown_gemeente_is_kept_as_unknown(cast: Cast) -> None:
    saved = log_contactmoment(gegevens=contact(gemeente="", wijk=""), medewerker_id=None, today=today())
    assert saved.gemeente_id is None


def test_same_key_sent_twice_makes_one_contact(cast: Cast) -> None:
    sleutel, anna = uuid7(), cast.medewerker("anna")
    een = log_contactmoment(gegevens=contact(), medewerker_id=anna.pk, today=today(), pk=sleutel)
    twee = log_contactmoment(gegevens=contact(), medewerker_id=anna.pk, today=today(), pk=sleutel)
    assert een == twee
    assert Contactmoment.objects.count() == 1


def test_same_key_with_other_content_is_not_lost_silently(cast: Cast) -> None:
    sleutel = uuid7()
    log_contactmoment(gegevens=contact(), medewerker_id=None, today=today(), pk=sleutel)
    with pytest.raises(AlreadyLoggedError):
        log_contactmoment(gegevens=contact(kanaal="chat"), medewerker_id=None, today=today(), pk=sleutel)
    assert Contactmoment.objects.get().kanaal == "centraal-nummer"


def test_key_of_somebody_else_is_refused(cast: Cast) -> None:
    sleutel = uuid7()
    log_contactmoment(gegevens=contact(), medewerker_id=cast.medewerker("anna").pk, today=today(), pk=sleutel)
    with pytest.raises(PermissionDenied):
        log_contactmoment(gegevens=contact(), medewerker_id=cast.medewerker("bram").pk, today=today(), pk=sleutel)


def test_change_keeps_history(cast: Cast) -> None:
    saved = log_contactmoment(gegevens=contact(), medewerker_id=None, today=today())
    change_contactmoment(
        contactmoment=saved, gegevens=contact(kanaal="chat"), expected_versie=1, today=today(), now=now()
    )
    fresh = Contactmoment.objects.get()
    assert (fresh.kanaal, fresh.versie) == ("chat", 2)
    events: Any = Contactmoment.pgh_event_model.objects.order_by("pgh_id")
    kanalen = list(events.values_list("kanaal", flat=True))
    assert (kanalen[0], kanalen[-1]) == ("centraal-nummer", "chat")


def test_stale_change_is_refused_and_changes_nothing(cast: Cast) -> None:
    saved = log_contactmoment(gegevens=contact(), medewerker_id=None, today=today())
    first, second = Contactmoment.objects.get(), Contactmoment.objects.get()
    change_contactmoment(
        contactmoment=first, gegevens=contact(kanaal="chat"), expected_versie=1, today=today(), now=now()
    )
    with pytest.raises(StaleVersion):
        change_contactmoment(
            contactmoment=second, gegevens=contact(kanaal="school"), expected_versie=1, today=today(), now=now()
        )
    assert Contactmoment.objects.get(pk=saved.pk).kanaal == "chat"


def test_wrong_change_is_refused_and_changes_nothing(cast: Cast) -> None:
    saved = log_contactmoment(gegevens=contact(), medewerker_id=None, today=today())
    with pytest.raises(ValidationError):
        change_contactmoment(
            contactmoment=saved, gegevens=contact(themas=()), expected_versie=1, today=today(), now=now()
        )
    assert Contactmoment.objects.get().versie == 1


IDENTIFYING = {
    "bsn": "bsn 999990019 genoemd",
    "telefoon": "bel terug op 06 12345678",
    "e-mail": "mail naar ouder@voorbeeld.nl",
    "adres": "woont 2011 AB 12",
}


@pytest.mark.parametrize("soort", IDENTIFYING)
def test_text_that_identifies_somebody_is_refused_with_what_and_where(cast: Cast, soort: str) -> None:
    with pytest.raises(ValidationError) as gevangen:
        log_contactmoment(gegevens=contact(toelichting=IDENTIFYING[soort]), medewerker_id=None, today=today())
    fout = gevangen.value.error_dict["toelichting"][0]
    assert fout.code == soort
    assert "bij teken" in fout.messages[0]
    assert not Contactmoment.objects.exists()


def test_vindplaats_may_bear_a_name_but_no_number(cast: Cast) -> None:
    log_contactmoment(gegevens=contact(vindplaats="Willem van Oranjeschool"), medewerker_id=None, today=today())
    with pytest.raises(ValidationError):
        log_contactmoment(gegevens=contact(vindplaats="06 12345678"), medewerker_id=None, today=today())
    assert Contactmoment.objects.count() == 1
