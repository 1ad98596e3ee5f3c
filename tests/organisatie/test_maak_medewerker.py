"""`manage.py maak_medewerker`: the first account of a new installation."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from cjg.organisatie.models import Gebruiker

pytestmark = pytest.mark.django_db

WIE = ("--naam", "Mirjam Proef", "--functie", "manager")


def make(*opties: str) -> str:
    uit = StringIO()
    call_command("maak_medewerker", *opties, stdout=uit)
    return uit.getvalue()


def test_account_gets_its_role_and_no_password_that_works() -> None:
    uit = make("Mirjam@CJG.example", *WIE, "--rol", "manager", "--rol", "beheerder", "--team", "Noord 1")
    gebruiker = Gebruiker.objects.get(email="mirjam@cjg.example")
    assert gebruiker.rollen == {"manager", "beheerder"}
    assert gebruiker.medewerker.functie == "manager"
    assert not gebruiker.has_usable_password()
    assert "Wachtwoord vergeten" in uit


@pytest.mark.parametrize(
    ("opties", "reden"),
    [
        (("geen adres", *WIE, "--rol", "manager"), "geldig e-mailadres"),
        (("dubbel@cjg.example", *WIE, "--rol", "manager"), "Er is al een account met dit e-mailadres."),
        (("b@cjg.example", *WIE, "--rol", "manager", "--team", "Maan"), "Dit team bestaat niet: Maan."),
        (("b@cjg.example", *WIE, "--rol", "accountmanager"), "Noem die met --gemeente"),
        (("b@cjg.example", *WIE, "--rol", "accountmanager", "--gemeente", "0000"), "Deze gemeente is niet bekend."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_made(opties: tuple[str, ...], reden: str) -> None:
    make("dubbel@cjg.example", *WIE, "--rol", "coach")
    with pytest.raises(CommandError, match=reden):
        make(*opties)
    assert Gebruiker.objects.count() == 1
