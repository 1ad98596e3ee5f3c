"""Where the members of a gezin live: recorded on screen, kept as a history, and used on letters."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from cjg.basis.api import today
from cjg.dossier.api import Adres
from cjg.dossier.services import AdresInvoer, set_adres
from cjg.inzage.models import Inzageregel
from tests.cast import Cast
from tests.dossier.test_schermen import address, client_of

DIJK = AdresInvoer("Dijkstraat", 12, "2011 AB", "Haarlem")
PLEIN = AdresInvoer("Plein", 3, "2042 CD", "Zandvoort", toevoeging="a")
DAG = datetime.timedelta(days=1)


def address_data(cast: Cast, **anders: Any) -> dict[str, Any]:
    """Return what the form sends: the parent and the youngest live at the Dijkstraat."""
    data: dict[str, Any] = {
        "personen": [str(cast.ouder.pk), str(cast.kind10.pk)],
        "straat": "Dijkstraat",
        "huisnummer": "12",
        "postcode": "2011ab",
        "woonplaats": "Haarlem",
        "begindatum": today().isoformat(),
    }
    return data | anders


def lines(cast: Cast) -> list[tuple[str, datetime.date, datetime.date | None]]:
    rijen = Adres.objects.filter(persoon=cast.ouder).order_by("begindatum")
    return [(adres.regel, adres.begindatum, adres.einddatum) for adres in rijen]


def test_moving_ends_the_address_before(cast: Cast) -> None:
    set_adres(personen=[cast.ouder], invoer=DIJK, begindatum=today() - 30 * DAG)
    set_adres(personen=[cast.ouder], invoer=PLEIN, begindatum=today())
    assert lines(cast) == [
        ("Dijkstraat 12, 2011 AB Haarlem", today() - 30 * DAG, today() - DAG),
        ("Plein 3a, 2042 CD Zandvoort", today(), None),
    ]


def test_address_from_the_same_day_is_put_right(cast: Cast) -> None:
    set_adres(personen=[cast.ouder], invoer=PLEIN, begindatum=today())
    set_adres(personen=[cast.ouder], invoer=DIJK, begindatum=today())
    assert lines(cast) == [("Dijkstraat 12, 2011 AB Haarlem", today(), None)]


def test_wrong_postcode_is_refused_and_the_old_address_stays(cast: Cast) -> None:
    set_adres(personen=[cast.ouder], invoer=DIJK, begindatum=today() - DAG)
    with pytest.raises(ValidationError, match="1234 AB"):
        set_adres(personen=[cast.ouder], invoer=AdresInvoer("Plein", 3, "0011 AB", "Haarlem"), begindatum=today())
    assert lines(cast) == [("Dijkstraat 12, 2011 AB Haarlem", today() - DAG, None)]


def test_address_is_recorded_on_screen_and_logged_per_person(cast: Cast) -> None:
    client = client_of(cast.anna)
    page = client.post(address("adres", cast), address_data(cast), follow=True).content.decode()
    assert page.count("Dijkstraat 12, 2011 AB Haarlem") == 2
    geschreven = Inzageregel.objects.filter(objectsoort="adres", handeling="wijzigen")
    assert set(geschreven.values_list("persoon_id", flat=True)) == {cast.ouder.pk, cast.kind10.pk}


def test_form_offers_the_address_that_the_gezin_has(cast: Cast) -> None:
    set_adres(personen=[cast.ouder, cast.kind14], invoer=DIJK, begindatum=today())
    set_adres(personen=[cast.kind17], invoer=PLEIN, begindatum=today())
    form = client_of(cast.anna).get(address("adres", cast)).context["form"]
    assert form.initial["straat"] == "Dijkstraat"
    assert set(form.initial["personen"]) == {str(mens.pk) for mens in (cast.ouder, cast.kind10, cast.kind14)}


@pytest.mark.parametrize(
    ("fout", "melding"),
    [
        ({"postcode": "12 AB"}, "Vul een postcode in als 1234 AB."),
        ({"personen": []}, "Kies wie hier wonen."),
        ({"begindatum": "2999-01-01"}, "Deze datum ligt in de toekomst."),
    ],
)
def test_wrong_address_keeps_what_was_typed_and_saves_nothing(cast: Cast, fout: dict[str, Any], melding: str) -> None:
    response = client_of(cast.anna).post(address("adres", cast), address_data(cast, **fout))
    assert response.status_code == 422
    assert melding in response.content.decode()
    assert 'value="Dijkstraat"' in response.content.decode()
    assert not Adres.objects.exists()


def test_who_may_only_look_does_not_record_an_address(cast: Cast) -> None:
    client = client_of(cast.ida)
    assert client.get(address("adres", cast)).status_code == 403
    assert client.post(address("adres", cast), address_data(cast)).status_code == 403
    assert not Adres.objects.exists()
