"""Kerntaak 1, informatie en advies: what was asked, and what the CJG did with it."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, CharField, F, Func, Q, QuerySet, Value, When

from cjg.basis.api import Periode
from cjg.intake.api import Kanaal, Leeftijdsgroep, Medewerkersrol, Thema, Vraagsteller, contactmomenten_in
from rapportage.indicatoren.soort import GEEN_LABELS, Doel, Eenheid, Indicator, Maat, Uitsplitsing

_MAANDEN = {
    f"{nummer:02}": naam
    for nummer, naam in enumerate(
        [
            "januari",
            "februari",
            "maart",
            "april",
            "mei",
            "juni",
            "juli",
            "augustus",
            "september",
            "oktober",
            "november",
            "december",
        ],
        start=1,
    )
}
_VORMEN = {"groep": "Groepsbijeenkomst", "individueel": "Individueel"}


def _labels(keuzes: Any) -> dict[str, str]:
    return {str(code): str(label) for code, label in keuzes.choices}


def _contacten(periode: Periode) -> QuerySet[Any]:
    rows: QuerySet[Any] = contactmomenten_in(periode).annotate(
        gemeente_code=F("gemeente_id"),
        wijknaam=F("wijk__naam"),
        maand=Func(F("datum"), Value("MM"), function="to_char", output_field=CharField()),
        vorm=Case(When(kanaal=Kanaal.GROEPSBIJEENKOMST, then=Value("groep")), default=Value("individueel")),
        vastgelegd_op=F("aangemaakt_op"),
    )
    return rows


def _central(periode: Periode) -> QuerySet[Any]:
    return _contacten(periode).filter(kanaal=Kanaal.CENTRAAL_NUMMER)


def _answered(periode: Periode) -> QuerySet[Any]:
    rows: Any = _contacten(periode)
    # what POH-Jeugd does is kerntaak 4
    return rows.answered().filter(medewerkersrol__in=(Medewerkersrol.IA, Medewerkersrol.COACH))  # type: ignore[no-any-return]


_WIJK = Uitsplitsing("wijk", "wijk", ("wijknaam",))
_THEMA = Uitsplitsing("thema", "thema", ("themas",), (_labels(Thema),), is_meervoudig=True)
_ROLLEN = {rol.value: str(rol.label) for rol in (Medewerkersrol.IA, Medewerkersrol.COACH)}
_ROL = Uitsplitsing("medewerkersrol", "wie antwoordde", ("medewerkersrol",), (_ROLLEN,))
_LEEFTIJD = Uitsplitsing("leeftijdsgroep", "leeftijd van het kind", ("leeftijdsgroep",), (_labels(Leeftijdsgroep),))

IA_1 = Indicator(
    code="IA-1",
    naam="Gesprekken via het centrale nummer",
    definitie="Het aantal contactmomenten via het centrale telefoonnummer, op de datum van het gesprek.",
    bron="Prestatieplan 2023",
    eenheid=Eenheid.CONTACTMOMENTEN,
    maat=Maat.AANTAL,
    peildatum="de datum van het contact",
    populatie=_central,
    zin="Het centrale nummer kreeg {waarde} gesprekken.",
    grafiek="maand",
    uitsplitsingen=(
        Uitsplitsing("maand", "maand", ("maand",), (_MAANDEN,)),
        _WIJK,
        _THEMA,
        Uitsplitsing("vraagsteller", "wie de vraag stelde", ("vraagsteller",), (_labels(Vraagsteller),)),
    ),
    doel=Doel.GELIJK,
    kerntaak="Informatie en advies",
)
IA_2 = Indicator(
    code="IA-2",
    naam="Vragen beantwoord en advies gegeven",
    definitie=(
        "Het aantal contactmomenten met als resultaat informatie, advies, consultatie of sociale basis,"
        " van I&A-medewerkers en van coaches."
    ),
    bron="Prestatieplan 2023",
    eenheid=Eenheid.CONTACTMOMENTEN,
    maat=Maat.AANTAL,
    peildatum="de datum van het contact",
    populatie=_answered,
    zin="Het CJG beantwoordde {waarde} vragen.",
    grafiek="leeftijdsgroep",
    uitsplitsingen=(
        _ROL,
        Uitsplitsing("kanaal", "hoe het contact ging", ("kanaal",), (_labels(Kanaal),)),
        Uitsplitsing("vindplaats", "vindplaats", ("vindplaats",), (GEEN_LABELS,)),
        _THEMA,
        _LEEFTIJD,
        _WIJK,
        Uitsplitsing("vorm", "individueel of groep", ("vorm",), (_VORMEN,)),
    ),
    doel=Doel.MEER,
    kerntaak="Informatie en advies",
)
IA_2B = Indicator(
    code="IA-2b",
    naam="Mensen bereikt met groepsbijeenkomsten",
    definitie="Het aantal mensen dat is bereikt met de groepsbijeenkomsten die meetellen voor IA-2.",
    bron="Prestatieplan 2023",
    eenheid=Eenheid.MENSEN,
    maat=Maat.SOM,
    peildatum="de datum van de bijeenkomst",
    populatie=_answered,
    zin="De groepsbijeenkomsten bereikten {waarde} mensen.",
    grafiek="wijk",
    noemer=Q(kanaal=Kanaal.GROEPSBIJEENKOMST),
    gewicht="aantal_bereikt",
    uitsplitsingen=(_WIJK,),
    kerntaak="Informatie en advies",
)
