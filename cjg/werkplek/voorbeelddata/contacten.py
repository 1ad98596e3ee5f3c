"""Sixty thousand contactmomenten: who asked what, where, and what was done."""

from __future__ import annotations

import datetime as dt

from cjg.werkplek.voorbeelddata.organisatie import ZANDVOORT, Gebied, Lid, Staf
from cjg.werkplek.voorbeelddata.trajecten import Komst
from cjg.werkplek.voorbeelddata.wereld import DAG, Rij, Wereld, lines

_KANAAL = {
    "centraal-nummer": 34, "e-mail": 12, "website": 5, "chat": 4, "school": 19, "huisarts": 7, "spreekuur": 8,
    "huisbezoek": 4, "groepsbijeenkomst": 2.5, "scheidingsplein": 2, "overig": 2.5,
}  # fmt: skip
_VRAAGSTELLER = {
    "ouder": 58, "jeugdige": 8, "familie-netwerk": 4, "school": 11, "kinderopvang": 3, "huisarts": 3, "jgz": 2.5,
    "veilig-thuis": 1.5, "politie": 1, "sociaal-wijkteam": 2, "rechtbank": 0.4, "leerplicht-rmc": 1.2, "wmo": 0.6,
    "vangnet-advies": 0.3, "maatschappelijk-werk": 0.6, "vluchtelingenwerk": 0.6, "jongerenwerk": 0.8,
    "buurtbewoner": 0.5, "andere-professional": 1.5, "onbekend": 0.5,
}  # fmt: skip
_BIJ_KANAAL: dict[str, dict[str, float]] = {
    "school": {"school": 52, "ouder": 36, "jeugdige": 12},
    "huisarts": {"huisarts": 30, "ouder": 55, "jeugdige": 15},
    "chat": {"jeugdige": 55, "ouder": 43, "onbekend": 2},
    "scheidingsplein": {"ouder": 94, "jeugdige": 4, "rechtbank": 2},
    "huisbezoek": {"ouder": 88, "jeugdige": 9, "familie-netwerk": 3},
    "groepsbijeenkomst": {"ouder": 80, "school": 12, "jeugdige": 8},
}
_LEEFTIJD = {"ongeboren": 0.6, "0-3": 15, "4-11": 43, "12-17": 29, "18-22": 7, "23-plus": 0.6, "onbekend": 4.8}
_THEMA: dict[str, dict[str, float]] = {
    "0-3": {"opvoeden": 30, "slapen-eten": 30, "ontwikkeling": 18, "gedrag": 9, "scheiding": 5, "veiligheid": 3,
            "geld": 3, "wonen": 2},
    "4-11": {"opvoeden": 20, "gedrag": 20, "emoties": 12, "scheiding": 11, "pesten-weerbaarheid": 7,
             "autisme-adhd": 9, "ontwikkeling": 6, "school-verzuim": 4, "gamen-media": 4, "rouw": 2, "veiligheid": 3,
             "aanmelding-jeugdhulp": 4, "geld": 1.5},
    "12-17": {"emoties": 16, "gedrag": 12, "school-verzuim": 14, "opvoeden": 11, "prestatiedruk": 8, "gamen-media": 6,
              "middelen": 5, "scheiding": 8, "autisme-adhd": 6, "lhbti-identiteit": 2.5, "veiligheid": 4, "rouw": 1.5,
              "pesten-weerbaarheid": 3, "aanmelding-jeugdhulp": 4},
    "18-22": {"wonen": 28, "geld": 22, "emoties": 14, "school-verzuim": 8, "middelen": 6, "prestatiedruk": 8,
              "lhbti-identiteit": 3, "anders": 7, "aanmelding-jeugdhulp": 4},
}  # fmt: skip
_RESULTAAT = {
    "informatie": 38, "advies": 33, "consultatie": 6, "sociale-basis": 8, "groepsaanbod": 3, "aanmelding": 6,
    "toegang": 2, "veilig-thuis": 0.7, "direct-gehandeld": 0.6, "geen": 2.7,
}  # fmt: skip
_ELDERS = ("0377", "0397", "0453", "0394")
_VINDPLAATSEN = {
    "school": ("De Zonnewijzer", "Het Kompas", "De Duinroos", "Spaarnelicht", "De Vlieger", "Mavo aan de Vaart",
               "Lyceum De Brug", "Mbo Kennemerhof", "De Zilvermeeuw"),
    "huisarts": ("Praktijk Leidsevaart", "Praktijk De Wilg", "Praktijk Noorderhout", "Praktijk Aan Zee"),
    "spreekuur": ("Bibliotheek", "Wijkcentrum", "Perron 18", "@Ease", "Ontmoetingshuis"),
}  # fmt: skip
# Share of a year per month: quiet in summer and around Christmas.
_MAAND = (9.4, 8.8, 9.6, 8.5, 8.1, 8.0, 5.0, 5.2, 9.3, 9.6, 10.0, 8.5)
AANTAL = 60_000


class Contacten:
    """Makes contactmomenten, spread over the days as people ask."""

    def __init__(self, wereld: Wereld, staf: Staf) -> None:
        self.wereld = wereld
        self.gebieden = {gebied: gebied.gewicht for gebied in staf.gebieden}
        self.ia = staf.with_role("ia-medewerker")
        self.coaches = {g.team: staf.of_team(g.team, "coach", "poh-jeugd", on=wereld.peildatum) for g in staf.gebieden}

    def make(self) -> None:
        """Make all of them, in the order of the days."""
        wereld = self.wereld
        days = [wereld.begin + n * DAG for n in range((wereld.peildatum - wereld.begin).days + 1)]
        days = [day for day in days if wereld.workday(day) == day]
        gewicht = [_MAAND[day.month - 1] * (1 + 0.05 * (day - wereld.begin).days / 365) for day in days]
        aantal = int(AANTAL * wereld.schaal)
        for day in sorted(wereld.rng.choices(days, gewicht, k=aantal)):
            self._contact(day)

    def make_for(self, komsten: list[Komst]) -> None:
        """Make the contactmoment that an aanmelding came from, for two in five; it names nobody."""
        wereld = self.wereld
        aanmeldingen = {rij["id"]: rij for rij in wereld.rijen["intake.Aanmelding"]}
        for komst in komsten:
            if wereld.chance(0.4):
                contact = self._contact(komst.dag, gebied=komst.gezin.gebied, resultaat="aanmelding")
                aanmeldingen[komst.id]["contactmoment_id"] = contact["id"]

    def _contact(self, day: dt.date, *, gebied: Gebied | None = None, resultaat: str = "") -> Rij:
        wereld = self.wereld
        wijk = gebied or wereld.weigh(self.gebieden)
        kanaal = wereld.weigh(_KANAAL)
        if resultaat and kanaal == "groepsbijeenkomst":
            kanaal = "centraal-nummer"
        leeftijd = wereld.weigh(_LEEFTIJD)
        groep = kanaal == "groepsbijeenkomst"
        rij: Rij = {
            "datum": day,
            "kanaal": kanaal,
            "vraagsteller": wereld.weigh(_BIJ_KANAAL.get(kanaal, _VRAAGSTELLER)),
            **self._place(wijk),
            "vindplaats": wereld.pick(_VINDPLAATSEN[kanaal]) if kanaal in _VINDPLAATSEN and wereld.chance(0.8) else "",
            "leeftijdsgroep": leeftijd,
            "themas": self._themes(leeftijd),
            "resultaten": self._results(resultaat, groep=groep),
            "duur_minuten": wereld.pick((60, 90, 120) if groep else (5, 5, 10, 10, 15, 15, 20, 30, 45)),
            "aantal_bereikt": wereld.rng.randrange(6, 34) if groep else None,
            "signaal": wereld.pick(("ontbrekende-voorziening", "veiligheid", "school")) if wereld.chance(0.02) else "",
            "toelichting": wereld.pick(lines("toelichtingen")) if wereld.chance(0.3) else "",
            **self._who(kanaal, wijk),
        }
        late = day + wereld.rng.randrange(1, 12) * DAG if wereld.chance(0.06) else day
        wereld.add("intake.Contactmoment", min(late, wereld.peildatum), **rij)
        return wereld.rijen["intake.Contactmoment"][-1]

    def _place(self, wijk: Gebied) -> Rij:
        toeval = self.wereld.rng.random()
        if toeval < 0.03:
            return {"gemeente_id": None, "wijk_id": None}
        if toeval < 0.055:
            return {"gemeente_id": self.wereld.pick(_ELDERS), "wijk_id": None}
        known = toeval < 0.95 or wijk.gemeente == ZANDVOORT
        return {"gemeente_id": wijk.gemeente, "wijk_id": wijk.id if known else None}

    def _who(self, kanaal: str, wijk: Gebied) -> Rij:
        central = kanaal in ("centraal-nummer", "e-mail", "website", "chat", "scheidingsplein")
        if central or self.wereld.chance(0.25):
            return {"medewerker_id": self.wereld.pick(self.ia).medewerker, "medewerkersrol": "ia"}
        lid: Lid = self.wereld.pick(self.coaches[wijk.team])
        return {"medewerker_id": lid.medewerker, "medewerkersrol": "poh" if lid.rol == "poh-jeugd" else "coach"}

    def _themes(self, leeftijd: str) -> list[str]:
        gewichten = _THEMA.get(leeftijd, _THEMA["4-11"])
        first = self.wereld.weigh(gewichten)
        if self.wereld.chance(0.22):
            second = self.wereld.weigh(gewichten)
            return [first, second] if second != first else [first]
        return [first]

    def _results(self, resultaat: str, *, groep: bool) -> list[str]:
        if groep:
            return [self.wereld.pick(("informatie", "advies", "groepsaanbod"))]
        first = resultaat or self.wereld.weigh(_RESULTAAT)
        if first in ("informatie", "advies", "aanmelding", "toegang") and self.wereld.chance(0.15):
            second = "advies" if first != "advies" else "sociale-basis"
            return [first, second]
        return [first]
