"""One object for every route to be tried on, all of the dossier of the gezin Kanariestein."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from cjg.basis.api import now, today
from cjg.dossier.api import break_glass
from cjg.intake.api import Aanmelding, Contactmoment
from cjg.organisatie.api import Medewerker
from cjg.taken.api import Taaksoort, add_taak, register_taaksoort
from cjg.vragenlijsten.api import Uitnodiging, Vragenlijst
from gezinsplan.api import start_plan, start_traject
from tests.cast import Cast
from toegang.api import start_besluit

SOORT = Taaksoort("walk-bellen", "Terugbellen", lambda pk: f"/gezinnen/{pk}/", is_afvinkbaar=True)
register_taaksoort(SOORT)


@dataclass
class World:
    """The cast with everything that hangs on their dossier."""

    cast: Cast
    objects: dict[str, Any]

    def kwargs(self, route: str, parameters: tuple[str, ...]) -> dict[str, Any]:
        """Return the values for the parameters of a route."""
        return {name: self._value(route, name) for name in parameters}

    def _value(self, route: str, name: str) -> Any:
        if name == "pk":
            return self.objects[_object_of(route)].pk
        other = {
            "persoon": self.cast.kind10.pk,
            "lid": self.cast.gezin.leden.get(persoon=self.cast.kind10).pk,
            "gebruiker": self.cast.dirk.pk,
            "stap": "accepteren",
            "pas": "geen-geldige-pas",
            "token": "geen-geldig-token",
            "sleutel": "gezinsplan-proef",
            "rest": "bestaat-niet",
            "soort": "pdf",
            "formaat": "pdf",
            "nummer": 1,
            "een": 1,
            "ander": 1,
            "volgnummer": 1,
            "code": "0392",
            "actie": self.cast.gezin.pk,
            "uitnodiging": self.cast.gezin.pk,
            "rij": self.cast.gezin.pk,
        }
        return other[name]


# The object of a route: the longest beginning of its name that stands here.
OBJECTS = {
    "dossier:": "gezin",
    "dossier:noodtoegang": "noodtoegang",
    "intake:aanmelding": "aanmelding",
    "intake:aanmelding-bij-gezin": "gezin",
    "intake:contactmoment": "contactmoment",
    "intake:wachtlijstplaats": "wachtlijstplaats",
    "werkplek:taak": "taak",
    "gezinsplan:": "traject",
    "gezinsplan:plan": "plan",
    "gezinsplan:gezin-plan": "gezin",
    "gezinsplan:bewerken": "plan",
    "gezinsplan:akkoord": "plan",
    "gezinsplan:vaststellen": "plan",
    "gezinsplan:vergelijken": "plan",
    "gezinsplan:voortgang": "plan",
    "gezinsplan:versie": "plan",
    "gezinsplan:evaluatie": "evaluatie",
    "gezinsplan:vragenlijst": "traject",
    "toegang:": "besluit",
    "toegang:starten": "gezin",
    "toegang:gezin-besluiten": "gezin",
    "toegang:contract-nieuw": "aanbieder",
    "toegang:mandaat": "mandaat",
    "toegang:aanbieder": "aanbieder",
    "rapportage:": "rapport",
    "portaal:": "besluit",
    "organisatie:": "medewerker",
    "organisatie:team": "team",
    "organisatie:teamlid": "medewerker",
    "organisatie:gebied": "gebied",
    "rest-traject": "traject",
    "rest-gezinsplan": "plan",
    "rest-evaluatie": "evaluatie",
    "rest-besluit": "besluit",
    "rest-eindevragenlijst": "uitnodiging",
    "rest-aanmelding": "aanmelding",
    "rest-contactmoment": "contactmoment",
    "rest-wachtlijst": "wachtlijstplaats",
    "rest-gezin": "gezin",
    "rest-persoon": "kind",
    "rest-jeugdige": "kind",
    "rest-rapport": "rapport",
    "rest-kwartaalrapport": "rapport",
    "rest-aanbieder": "aanbieder",
    "rest-product": "product",
}


def _object_of(route: str) -> str:
    fitting = [start for start in OBJECTS if route.startswith(start)]
    if not fitting:
        raise LookupError(f"{route}: say in OBJECTS which object this route is tried on")
    return OBJECTS[max(fitting, key=len)]


def make_world(cast: Cast) -> World:
    """Make the objects through the services of the rooms."""
    anna = cast.medewerker("anna")
    contact = Contactmoment.objects.create(
        datum=today(),
        kanaal="school",
        vraagsteller="ouder",
        themas=["opvoeden"],
        resultaten=["advies"],
        medewerker=anna,
        medewerkersrol="coach",
    )
    aanmelding = Aanmelding.objects.create(
        datum=today(),
        gezin=cast.gezin,
        verwijzer="zelf",
        kerntaak="coaching",
        vraag="Wij willen weer rust thuis.",
        urgentie="gewoon",
        veiligheid="geen-zorgen",
        team=cast.team,
        medewerker=anna,
    )
    aanmelding.aangemelden.create(persoon=cast.kind10)
    objects = {
        "contactmoment": contact,
        "aanmelding": aanmelding,
        "wachtlijstplaats": _wait(aanmelding),
        **_coaching(cast, anna),
        "taak": _taak(cast, anna),
        **_registers(cast),
    }
    return World(cast, objects)


def _wait(aanmelding: Aanmelding) -> Any:
    from cjg.intake.models import Wachtlijstplaats

    Aanmelding.objects.filter(pk=aanmelding.pk).update(status="wachtlijst")
    return Wachtlijstplaats.objects.create(aanmelding=aanmelding, team=aanmelding.team, sinds=today())


def _glass(cast: Cast) -> Any:
    """A break-glass access to the other gezin: it must not open the one under test."""
    return break_glass(
        gezin=cast.ander_gezin, gebruiker=cast.bram, reden="De moeder belt in paniek en Chantal is ziek.", now=now()
    )


def _report(cast: Cast) -> Any:
    from rapportage.models import Kwartaalrapport

    return Kwartaalrapport.objects.create(jaar=2026, kwartaal=3, gemeente=cast.gezin.gemeente)


def _aanbieder() -> Any:
    from toegang.api import Aanbieder

    return Aanbieder.objects.create(agb_code="99123456", naam="Proefaanbieder")


def _mandaat() -> Any:
    from toegang.api import Mandaat

    return Mandaat.objects.order_by("pk").first() or Mandaat.objects.create(
        gemeente_id="0392",
        rol="teamleider",
        max_dagen=365,
        max_bedrag_cent=1_000_000,
        grondslag="Mandaatbesluit",
        begindatum=today(),
    )


def _product() -> Any:
    from toegang.api import Product

    return Product.objects.order_by("pk").first() or Product.objects.create(categorie="45", code="45A01", naam="Proef")


def _coaching(cast: Cast, anna: Medewerker) -> dict[str, Any]:
    traject = start_traject(
        gezin=cast.gezin,
        jeugdigen=[cast.kind14, cast.kind10],
        soort="gezinscoaching",
        aanspreekpunt=anna,
        team=cast.team,
        begindatum=today() - datetime.timedelta(days=30),
        today=today(),
        now=now(),
    )
    versie = start_plan(gezinnen=[cast.gezin], now=now())
    besluit = start_besluit(
        gezin=cast.gezin,
        jeugdige=cast.kind14,
        ontvangstdatum=today(),
        soort="nieuw",
        aanvraag="Hulp bij het leren omgaan met boosheid.",
        medewerker=anna,
        today=today(),
        traject=traject,
    )
    return {
        "traject": traject,
        "uitnodiging": _uitnodiging(cast, traject.pk),
        "plan": versie.plan,
        "evaluatie": traject.evaluaties.order_by("uiterlijk")[0],
        "besluit": besluit,
    }


def _uitnodiging(cast: Cast, traject: Any) -> Any:
    return Uitnodiging.objects.create(
        vragenlijst=Vragenlijst.objects.filter(informant="ouder").latest("pk"),
        onderwerp_soort="traject",
        onderwerp_id=traject,
        persoon_id=cast.ouder.pk,
        kerntaak="coaching",
        token_hash=b"0" * 32,
        verstuurd_op=today(),
        verloopt_op=today(),
    )


def _taak(cast: Cast, anna: Medewerker) -> Any:
    return add_taak(
        soort=SOORT.code,
        titel="Terugbellen",
        onderwerp_soort="gezin",
        onderwerp_id=cast.gezin.pk,
        gezin_id=cast.gezin.pk,
        uiterlijk=today(),
        zichtbaar_vanaf=today(),
        medewerker=anna,
    )


def _registers(cast: Cast) -> dict[str, Any]:
    return {
        "gezin": cast.gezin,
        "medewerker": cast.medewerker("bram"),
        "team": cast.team,
        "gebied": cast.team.gebieden.get(),
        "kind": cast.kind10,
        "noodtoegang": _glass(cast),
        "rapport": _report(cast),
        "aanbieder": _aanbieder(),
        "mandaat": _mandaat(),
        "product": _product(),
    }
