"""Kerntaak 2, gezins- en jongerencoaching: reach, duration, result, waiting and evaluations."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Q, QuerySet

from cjg.basis.api import Periode
from cjg.intake.api import Urgentie, wachtlijst_on
from cjg.vragenlijsten.api import EINDEVRAGENLIJST, MEE_EENS, Informant, Uitnodiging
from gezinsplan.api import (
    Evaluatie,
    Traject,
    closed_trajecten,
    due_evaluaties,
    gemeente_of_traject,
    reached_jeugdigen,
    started_trajecten,
)
from rapportage.indicatoren.kolommen import GESLACHTEN, LEEFTIJDEN, age_group, age_on, is_young
from rapportage.indicatoren.soort import Doel, Eenheid, Indicator, Maat, Uitsplitsing

_KERNTAAK = "Gezins- en jongerencoaching"
_ANDER_TEAM = {"onbekend": "Ander team"}
_SOORTEN = {str(code): str(label) for code, label in Traject.Soort.choices}
_KLASSEN = {
    "0-3": "0 tot 3 maanden",
    "3-6": "3 tot 6 maanden",
    "6-12": "6 tot 12 maanden",
    "12+": "12 maanden of langer",
}
_GRONDEN = {str(code): str(label) for code, label in Traject.GrondLanger.choices}
_GRONDEN["onbekend"] = "Niet langer dan 6 maanden, of geen grond"
_URGENTIES = {str(code): str(label) for code, label in Urgentie.choices} | {"onbekend": "Zonder aanmelding"}
_INFORMANTEN = {Informant.OUDER.value: "Ouder of opvoeder", Informant.JEUGDIGE.value: "Jeugdige van 12 jaar of ouder"}
_EVALUATIES = {
    Evaluatie.Soort.DRIE_MAANDEN.value: "Na 3 maanden",
    Evaluatie.Soort.ZES_MAANDEN.value: "Na 6 maanden",
}
_WIJK = Uitsplitsing("wijk", "wijk", ("wijk",), (_ANDER_TEAM,))
_TEAM = Uitsplitsing("team", "team", ("teamnaam",))
_SOORT = Uitsplitsing("soort", "soort", ("soort",), (_SOORTEN,))


def _jeugdigen(periode: Periode) -> QuerySet[Any]:
    rows: Any = reached_jeugdigen(periode).annotate(leeftijd=age_on("persoon__geboortedatum", "peildag"))
    young = rows.filter(is_young("persoon__geboortedatum", "leeftijd"))
    return young.annotate(  # type: ignore[no-any-return]
        leeftijdsgroep=age_group("persoon__geboortedatum", "peildag", "leeftijd"), geslacht=F("persoon__geslacht")
    )


def _wachtlijst(periode: Periode) -> QuerySet[Any]:
    rows: Any = wachtlijst_on(periode.last_day).filter(aanmelding__kerntaak="coaching")
    return rows.annotate(  # type: ignore[no-any-return]
        teamnaam=F("team__naam"), urgentie=F("aanmelding__urgentie"), vastgelegd_op=F("aangemaakt_op")
    )


def _eindevragenlijsten(periode: Periode) -> QuerySet[Any]:
    """Return the questionnaires of coaching that came in, with the answer to the statement of GC-4."""
    rows: Any = Uitnodiging.objects.all()
    received = rows.received_in(periode).filter(
        vragenlijst__code=EINDEVRAGENLIJST, kerntaak="coaching", vragenlijst__informant__in=_INFORMANTEN
    )
    return received.with_answer("zelf-verder").annotate(  # type: ignore[no-any-return]
        informant=F("vragenlijst__informant"),
        gemeente_code=gemeente_of_traject("onderwerp_id", "ontvangen_op"),
        vastgelegd_op=F("gewijzigd_op"),
    )


_PER_JEUGDIGE = (
    Uitsplitsing("soort", "soort", ("soorten",), (_SOORTEN,), is_meervoudig=True),
    Uitsplitsing("leeftijdsgroep", "leeftijd", ("leeftijdsgroep",), (LEEFTIJDEN,)),
    _WIJK,
    Uitsplitsing("geslacht", "geslacht", ("geslacht",), (GESLACHTEN,)),
)
_JEUGDIGE_PEILDATUM = "de laatste dag in het kwartaal waarop de jeugdige meedeed"

GC_1 = Indicator(
    code="GC-1",
    naam="Bereikte jeugdigen",
    definitie=(
        "Het aantal jeugdigen (jonger dan 23 jaar) dat meedeed aan gezins- of jongerencoaching die in het kwartaal"
        " liep. Elke jeugdige telt één keer."
    ),
    bron="Prestatieplan 2023",
    eenheid=Eenheid.JEUGDIGEN,
    maat=Maat.AANTAL,
    peildatum=_JEUGDIGE_PEILDATUM,
    populatie=_jeugdigen,
    zin="Aan coaching deden {waarde} jeugdigen mee.",
    grafiek="leeftijdsgroep",
    uitsplitsingen=_PER_JEUGDIGE,
    doel=Doel.MINSTENS,
    kerntaak=_KERNTAAK,
)
GC_1B = Indicator(
    code="GC-1b",
    naam="Nieuw bereikte jeugdigen",
    definitie=(
        "De jeugdigen van GC-1 met een traject dat in het kwartaal begon en die in de 365 dagen daarvoor aan geen"
        " enkel traject meededen."
    ),
    bron="Prestatieplan 2023",
    eenheid=Eenheid.JEUGDIGEN,
    maat=Maat.AANTAL,
    peildatum=_JEUGDIGE_PEILDATUM,
    populatie=_jeugdigen,
    zin="Voor {waarde} jeugdigen was dit de eerste hulp van het CJG in een jaar.",
    grafiek="leeftijdsgroep",
    noemer=Q(is_nieuw=True),
    uitsplitsingen=_PER_JEUGDIGE,
    kerntaak=_KERNTAAK,
)
GC_3 = Indicator(
    code="GC-3",
    naam="Gemiddelde lengte van een traject",
    definitie=(
        "Van de trajecten die in het kwartaal zijn afgesloten: het aantal dagen van begin tot einde, gemiddeld en de"
        " middelste waarde (mediaan). Begin en einde op dezelfde dag telt als 0 dagen."
    ),
    bron="Prestatieplan 2023",
    eenheid=Eenheid.TRAJECTEN,
    maat=Maat.DUUR,
    peildatum="de einddatum",
    populatie=closed_trajecten,
    zin="Een traject duurde gemiddeld {waarde} dagen.",
    kern="gemiddelde",
    grafiek="klasse",
    maat_veld="duur",
    uitsplitsingen=(
        Uitsplitsing("klasse", "lengte", ("duurklasse",), (_KLASSEN,)),
        _SOORT,
        Uitsplitsing("grond", "grond voor langer dan 6 maanden", ("grond_langer",), (_GRONDEN,)),
    ),
    kerntaak=_KERNTAAK,
)
GC_4 = Indicator(
    code="GC-4",
    naam="Zelf verder kunnen",
    definitie=(
        "Van de eindevragenlijsten die in het kwartaal binnenkwamen: het aandeel met het antwoord mee eens of helemaal"
        " mee eens op de stelling dat de hulp genoeg was om zelf verder te kunnen."
    ),
    bron="Prestatieplan 2023",
    eenheid=Eenheid.VRAGENLIJSTEN,
    maat=Maat.AANDEEL,
    peildatum="de dag waarop de vragenlijst binnenkwam",
    populatie=_eindevragenlijsten,
    zin="Van wie antwoordde kan {waarde} zelf verder.",
    kern="aandeel",
    grafiek="informant",
    teller=Q(waarde__gte=MEE_EENS),
    uitsplitsingen=(Uitsplitsing("informant", "wie antwoordde", ("informant",), (_INFORMANTEN,)),),
    kerntaak=_KERNTAAK,
)
GC_14 = Indicator(
    code="GC-14",
    naam="Wachttijd tot de start",
    definitie=(
        "Van de trajecten die in het kwartaal begonnen na een aanmelding: het aantal dagen van aanmelding tot start."
        " De middelste waarde (mediaan) en de waarde waar 90 % onder blijft."
    ),
    bron="Prestatieplan 2023",
    eenheid=Eenheid.TRAJECTEN,
    maat=Maat.DUUR,
    peildatum="de begindatum",
    populatie=started_trajecten,
    zin="De helft van de gezinnen wachtte {waarde} dagen of korter.",
    kern="mediaan",
    grafiek="team",
    noemer=Q(wachttijd__isnull=False),
    maat_veld="wachttijd",
    uitsplitsingen=(_TEAM, Uitsplitsing("urgentie", "urgentie", ("urgentie",), (_URGENTIES,))),
    kerntaak=_KERNTAAK,
)
GC_14_WACHTLIJST = Indicator(
    code="GC-14",
    deel="wachtlijst",
    naam="Wachtlijst op de laatste dag",
    definitie="Het aantal aanmeldingen dat op de laatste dag van het kwartaal wacht, en hoe lang de langste al wacht.",
    bron="Prestatieplan 2023",
    eenheid=Eenheid.AANMELDINGEN,
    maat=Maat.DUUR,
    peildatum="de laatste dag van het kwartaal",
    populatie=_wachtlijst,
    zin="Op de laatste dag wachtten {waarde} aanmeldingen.",
    grafiek="team",
    maat_veld="wachttijd",
    uitsplitsingen=(_TEAM, Uitsplitsing("urgentie", "urgentie", ("urgentie",), (_URGENTIES,))),
    kerntaak=_KERNTAAK,
)
GC_16 = Indicator(
    code="GC-16",
    naam="Evaluaties op tijd",
    definitie=(
        "Van de evaluaties na 3 en 6 maanden die in het kwartaal gehouden moesten worden: het aandeel dat uiterlijk 7"
        " dagen na de afgesproken datum is gehouden."
    ),
    bron="Prestatieplan 2023",
    eenheid=Eenheid.EVALUATIES,
    maat=Maat.AANDEEL,
    peildatum="de dag waarop de evaluatie uiterlijk gehouden moest zijn",
    populatie=due_evaluaties,
    zin="Van de evaluaties is {waarde} op tijd gehouden.",
    kern="aandeel",
    grafiek="team",
    teller=Q(is_op_tijd=True),
    uitsplitsingen=(Uitsplitsing("soort", "soort evaluatie", ("soort",), (_EVALUATIES,)), _TEAM),
    kerntaak=_KERNTAAK,
)
