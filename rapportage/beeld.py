"""A report as people look at it: every figure written out, protected or exact. Screens and files all start here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from cjg.basis.api import Kwartaal
from rapportage.berekenen import ONBEKEND, REGIO
from rapportage.indicatoren import Doel, Maat
from rapportage.masker import Staat, cell_key
from rapportage.masker.stelsel import in_tens
from rapportage.opname import Inhoud

MINIMALE_NOEMER = 10
NVT = "n.v.t."
VERBORGEN = "–"
KLEIN = "< 5"
KLEIN_TOT = 4
_ONGEVEER_GELIJK = 0.1


@dataclass(frozen=True)
class Cijfer:
    """One figure, as it may be shown.

    `staat` says why a value is not there: klein, verborgen, afgerond, te-weinig (a share or mean over fewer than 10) or
    nvt (over nothing). `getal` is the number for a drawing: also of a rounded one, never of a hidden one.
    """

    tekst: str
    waarde: float | None
    staat: str = ""
    getal: float | None = None
    aantal: int | None = None
    aantal_tekst: str = ""
    teller: int | None = None
    teller_tekst: str = ""
    duren: dict[str, str] = field(default_factory=dict)

    @property
    def is_afgeschermd(self) -> bool:
        """Whether something is kept back to protect people."""
        return self.staat in ("klein", "verborgen", "afgerond", "te-weinig")

    @property
    def verhouding(self) -> str:
        """A share in words: 161 van 250."""
        return f"{self.teller_tekst} van {self.aantal_tekst}" if self.teller_tekst else ""


@dataclass(frozen=True)
class Rij:
    """A row of a table: its labels, and one figure per column."""

    labels: tuple[str, ...]
    cijfers: tuple[Cijfer, ...]
    sleutels: tuple[str, ...] = ()


@dataclass(frozen=True)
class Tabel:
    """A breakdown. `soort` is the measure (aantal, aandeel, duur), or `kruis` with a column per second label."""

    code: str
    naam: str
    soort: str
    kolommen: tuple[str, ...]
    rijen: tuple[Rij, ...]
    is_meervoudig: bool = False
    noot: str = ""


@dataclass(frozen=True)
class IndicatorBeeld:
    """One indicator of a report."""

    sleutel: str
    code: str
    naam: str
    definitie: str
    bron: str
    eenheid: str
    peildatum: str
    maat: str
    kern: str
    doel: str
    oordeel: str
    bevinding: str
    totaal: Cijfer
    trend: tuple[tuple[Kwartaal, Cijfer], ...]
    naregistratie: str
    per_gebied: tuple[tuple[str, Cijfer], ...]
    tabellen: tuple[Tabel, ...]
    grafiek: str

    @property
    def jaar_eerder(self) -> Cijfer:
        """The same quarter of the year before."""
        return self.trend[-5][1]

    @property
    def vorig(self) -> Cijfer:
        """The quarter before."""
        return self.trend[-2][1]


@dataclass(frozen=True)
class Kerntaakbeeld:
    """The indicators of one kerntaak."""

    naam: str
    indicatoren: tuple[IndicatorBeeld, ...]


@dataclass(frozen=True)
class Beeld:
    """A report."""

    kwartaal: Kwartaal
    gebied: str
    gebied_naam: str
    toelichting: str
    is_exact: bool
    kerntaken: tuple[Kerntaakbeeld, ...]

    @property
    def indicatoren(self) -> Iterable[IndicatorBeeld]:
        """All indicators, in order."""
        return (indicator for kerntaak in self.kerntaken for indicator in kerntaak.indicatoren)


def make_beeld(inhoud: Inhoud, *, exact: bool) -> Beeld:
    """Write out a report: protected by its mask, or exact for staff with the right."""
    lezer = _Lezer(inhoud, exact=exact)
    beelden = [lezer.indicator(indicator) for indicator in inhoud["indicatoren"]]
    kerntaken: dict[str, list[IndicatorBeeld]] = {}
    for indicator, beeld in zip(inhoud["indicatoren"], beelden, strict=True):
        kerntaken.setdefault(indicator["kerntaak"], []).append(beeld)
    return Beeld(
        kwartaal=lezer.kwartaal,
        gebied=inhoud["gebied"],
        gebied_naam=inhoud["gebieden"][inhoud["gebied"]],
        toelichting=inhoud["toelichting"],
        is_exact=exact,
        kerntaken=tuple(Kerntaakbeeld(naam, tuple(leden)) for naam, leden in kerntaken.items()),
    )


class _Lezer:
    """Reads the figures of one report."""

    def __init__(self, inhoud: Inhoud, *, exact: bool) -> None:
        self.gebied: str = inhoud["gebied"]
        self.gebieden: dict[str, str] = inhoud["gebieden"]
        self.kwartaal = Kwartaal(inhoud["jaar"], inhoud["kwartaal"])
        self.mask: dict[str, str] = {} if exact else inhoud["masker"]
        self.exact = exact

    def indicator(self, indicator: Inhoud) -> IndicatorBeeld:
        cijfers = indicator["cijfers"][self.gebied]
        totaal = self.figure(indicator, cijfers["totaal"], cell_key(indicator["sleutel"], self.gebied))
        trend = [
            (kwartaal, self.figure(indicator, figures, self._key(indicator, kwartaal=kwartaal.code)))
            for kwartaal, figures in sorted((_quarter(code), f) for code, f in cijfers["vorige"].items())
        ]
        trend.append((self.kwartaal, totaal))
        late = cijfers["naregistratie"]
        late_hidden = cell_key(indicator["sleutel"], self.gebied, wat="naregistratie") in self.mask
        return IndicatorBeeld(
            **{naam: indicator[naam] for naam in _OVERGENOMEN},
            oordeel=_judge(indicator["doel"], totaal, trend[-5][1]),
            bevinding=_sentence(indicator["zin"], totaal),
            totaal=totaal,
            trend=tuple(trend),
            naregistratie=(KLEIN if late_hidden else _whole(late)) if late else "",
            per_gebied=tuple(self._per_gebied(indicator)),
            tabellen=tuple(self.table(indicator, u) for u in indicator["uitsplitsingen"] if u["rijen"]),
        )

    def _key(self, indicator: Inhoud, **place: str) -> str:
        return cell_key(indicator["sleutel"], self.gebied, **place)

    def _per_gebied(self, indicator: Inhoud) -> Iterable[tuple[str, Cijfer]]:
        if self.gebied != REGIO:
            return
        for code, naam in self.gebieden.items():
            figures = indicator["cijfers"][code]["totaal"]
            yield naam, self.figure(indicator, figures, cell_key(indicator["sleutel"], code))

    # ---- tables
    def table(self, indicator: Inhoud, u: Inhoud) -> Tabel:
        if len(u["velden"]) > 1:
            return self._cross_table(indicator, u)
        rows = [
            Rij((rij["labels"][0],), (self._cell(indicator, u, rij["sleutel"]),), (rij["sleutel"],))
            for rij in u["rijen"]
        ]
        # of classes of duration the duration itself says nothing
        soort = "aantal" if u["velden"] == ["duurklasse"] else _SOORT[indicator["maat"]]
        noot = ""
        if u["is_meervoudig"]:
            one = _ONE[indicator["eenheid"]]
            noot = f"Eén {one} kan bij meer regels tellen. De regels samen zijn dan meer dan het totaal."
        filled = tuple(rij for rij in rows if rij.cijfers[0].aantal != 0)
        return Tabel(u["code"], u["naam"], soort, KOLOMMEN[soort], filled, u["is_meervoudig"], noot)

    def _cross_table(self, indicator: Inhoud, u: Inhoud) -> Tabel:
        down = dict.fromkeys((rij["codes"][0], rij["labels"][0]) for rij in u["rijen"])
        across = dict.fromkeys((rij["codes"][1], rij["labels"][1]) for rij in u["rijen"])
        order = sorted(across, key=lambda paar: paar[0] == ONBEKEND)
        rows = []
        for code, label in down:
            keys = tuple(f"{code}+{column}" for column, _ in order)
            rows.append(Rij((label,), tuple(self._cell(indicator, u, key) for key in keys), keys))
        filled = tuple(rij for rij in rows if any(cijfer.aantal != 0 for cijfer in rij.cijfers))
        return Tabel(u["code"], u["naam"], "kruis", tuple(label for _, label in order), filled)

    def _cell(self, indicator: Inhoud, u: Inhoud, sleutel: str) -> Cijfer:
        rows = indicator["cijfers"][self.gebied]["uitsplitsingen"].get(u["code"], {})
        figures = rows.get(sleutel, {"aantal": 0, "teller": 0})
        return self.figure(indicator, figures, self._key(indicator, uitsplitsing=u["code"], rij=sleutel))

    # ---- one figure
    def figure(self, indicator: Inhoud, figures: Inhoud, key: str) -> Cijfer:
        aantal, aantal_tekst, staat = self._count(figures["aantal"], key)
        match indicator["maat"]:
            case Maat.AANDEEL.value:
                return self._share(figures, key)
            case Maat.DUUR.value:
                return self._duration(indicator["kern"], figures, aantal, aantal_tekst, staat)
        getal = aantal if staat != Staat.AFGEROND.value else in_tens(figures["aantal"])
        exact = None if staat else figures["aantal"]
        return Cijfer(aantal_tekst, exact, staat, getal, aantal, aantal_tekst)

    def _count(self, aantal: int, key: str) -> tuple[int | None, str, str]:
        staat = self.mask.get(key, "")
        match staat:
            case Staat.KLEIN.value:
                return None, KLEIN, staat
            case Staat.VERBORGEN.value:
                return None, VERBORGEN, staat
            case Staat.AFGEROND.value:
                return None, f"± {_whole(in_tens(aantal))}", staat
        return aantal, _whole(aantal), ""

    def _share(self, figures: Inhoud, key: str) -> Cijfer:
        noemer, noemer_tekst, staat = self._count(figures["aantal"], key)
        teller, teller_tekst, other = self._count(figures["teller"], f"{key}#teller")
        shown = Cijfer(
            VERBORGEN, None, aantal=noemer, aantal_tekst=noemer_tekst, teller=teller, teller_tekst=teller_tekst
        )
        if noemer == 0:
            return replace(shown, tekst=NVT, staat="nvt", teller_tekst="")
        if noemer is not None and noemer < MINIMALE_NOEMER and not self.exact:
            return replace(shown, staat="te-weinig")
        if not staat and not other:
            share = 100 * figures["teller"] / figures["aantal"]
            return replace(shown, tekst=f"{_decimal(share)} %", waarde=round(share, 1), getal=share)
        rounded = Staat.AFGEROND.value
        if noemer is not None and self.mask.get(f"{key}#rest") == Staat.KLEIN.value:
            # 1 to 4 are not in the share: which, nobody may know
            least = 100 * (noemer - KLEIN_TOT) // noemer
            return replace(shown, tekst=f"≥ {least} %", staat=Staat.VERBORGEN.value)
        if {staat, other} <= {rounded, ""}:
            top = in_tens(figures["teller"]) if other else figures["teller"]
            below = in_tens(figures["aantal"]) if staat else figures["aantal"]
            share = min(100.0, 100 * top / below)  # from what is shown, so it tells no more
            return replace(shown, tekst=f"± {share:.0f} %", staat=rounded, getal=share)
        return replace(shown, staat=Staat.VERBORGEN.value)

    def _duration(self, kern: str, figures: Inhoud, aantal: int | None, aantal_tekst: str, staat: str) -> Cijfer:
        known = figures.get("gemiddelde") is not None
        few = figures["aantal"] < MINIMALE_NOEMER and not self.exact
        empty = NVT if aantal == 0 else VERBORGEN
        allowed = known and not few and staat in ("", Staat.AFGEROND.value)
        duren = {naam: self._days(figures[naam]) if allowed else empty for naam in _DUREN}
        if kern == "aantal":
            exact = None if staat else figures["aantal"]
            getal = in_tens(figures["aantal"]) if staat == Staat.AFGEROND.value else aantal
            return Cijfer(aantal_tekst, exact, staat, getal, aantal, aantal_tekst, duren=duren)
        value = figures.get(kern) if allowed else None
        why = "" if allowed else "nvt" if aantal == 0 else staat or "te-weinig"
        value = value if self.exact or value is None else float(round(value))
        return Cijfer(duren[kern], value, why, value, aantal, aantal_tekst, duren=duren)

    def _days(self, value: float) -> str:
        return _decimal(value) if self.exact else _whole(round(value))


_DUREN = ("gemiddelde", "mediaan", "p90", "hoogste")
_OVERGENOMEN = (
    "sleutel", "code", "naam", "definitie", "bron", "eenheid", "peildatum", "maat", "kern", "doel", "grafiek",
)  # fmt: skip
_SOORT = {"aantal": "aantal", "som": "aantal", "aandeel": "aandeel", "duur": "duur"}
KOLOMMEN = {
    "aantal": ("aantal",),
    "aandeel": ("aandeel", "aantal", "van"),
    "duur": ("aantal", "gem. dagen", "mediaan"),
}
_ONE = {"contactmomenten": "contactmoment", "unieke jeugdigen": "jeugdige"}


def _quarter(code: str) -> Kwartaal:
    return Kwartaal.parse(code)


def _whole(aantal: float) -> str:
    return f"{aantal:,.0f}".replace(",", ".")


def _decimal(value: float) -> str:
    return f"{value:,.1f}".translate(str.maketrans(",.", ".,")).removesuffix(",0")


def _sentence(zin: str, cijfer: Cijfer) -> str:
    """Return the finding; one that cannot be told says so."""
    if cijfer.staat == "nvt":
        return "In dit kwartaal was er niets om te meten."
    if cijfer.tekst == VERBORGEN:
        return "Dit cijfer is afgeschermd, omdat het over weinig mensen gaat."
    tekst = {"klein": "minder dan 5"}.get(cijfer.staat, cijfer.tekst.replace("± ", "ongeveer "))
    return zin.format(waarde=tekst)


def _judge(doel: str, nu: Cijfer, toen: Cijfer) -> str:
    """Say whether the target was reached, where both figures are known."""
    if not doel or nu.waarde is None or not toen.waarde:
        return ""
    change = nu.waarde / toen.waarde - 1
    reached = {
        Doel.GELIJK.value: abs(change) <= _ONGEVEER_GELIJK,
        Doel.MINSTENS.value: change >= 0,
        Doel.MEER.value: change > 0,
    }[doel]
    return "gehaald" if reached else "niet gehaald"
