"""What changed between two versions of a plan, goal by goal and word by word. Pure, apart from reading them."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass

from gezinsplan.models import Actie, Doel, Planversie


@dataclass(frozen=True)
class Stuk:
    """A piece of text: the same in both (""), gone ("weg") or added ("erbij")."""

    soort: str
    tekst: str


@dataclass(frozen=True)
class Doelverschil:
    """One goal in two versions: nieuw, vervallen, gewijzigd or gelijk."""

    soort: str
    omschrijving: str
    tekst: tuple[Stuk, ...]
    acties: tuple[Stuk, ...]


@dataclass(frozen=True)
class Planverschil:
    """Two versions side by side."""

    krachten: tuple[Stuk, ...]
    zorgen: tuple[Stuk, ...]
    doelen: tuple[Doelverschil, ...]

    @property
    def has_changes(self) -> bool:
        """Whether anything differs at all."""
        texts = any(stuk.soort for stuk in (*self.krachten, *self.zorgen))
        return texts or any(doel.soort != "gelijk" for doel in self.doelen)


def compare_versions(oud: Planversie, nieuw: Planversie) -> Planverschil:
    """Compare two versions of one plan; goals are matched by where they came from. Four statements."""
    before = {_origin(doel): doel for doel in _doelen(oud)}
    after = {_origin(doel): doel for doel in _doelen(nieuw)}
    doelen = [_difference(before.get(origin), doel) for origin, doel in after.items()]
    doelen += [_difference(doel, None) for origin, doel in before.items() if origin not in after]
    return Planverschil(diff_words(oud.krachten, nieuw.krachten), diff_words(oud.zorgen, nieuw.zorgen), tuple(doelen))


def diff_words(oud: str, nieuw: str) -> tuple[Stuk, ...]:
    """Return a text with what was taken out and what was put in, by whole words."""
    return _diff(oud.split(), nieuw.split(), " ")


def _diff(oud: Sequence[str], nieuw: Sequence[str], between: str) -> tuple[Stuk, ...]:
    stukken = []
    for soort, a, b, c, d in difflib.SequenceMatcher(None, oud, nieuw, autojunk=False).get_opcodes():
        if soort == "equal":
            stukken.append(Stuk("", between.join(oud[a:b])))
            continue
        if b > a:
            stukken.append(Stuk("weg", between.join(oud[a:b])))
        if d > c:
            stukken.append(Stuk("erbij", between.join(nieuw[c:d])))
    return tuple(stukken)


def _doelen(versie: Planversie) -> list[Doel]:
    doelen = Doel.objects.filter(planversie=versie).select_related("voor").prefetch_related("acties")
    return list(doelen.order_by("volgorde", "pk"))


def _origin(doel: Doel) -> object:
    return doel.herkomst_id or doel.pk


def _difference(oud: Doel | None, nieuw: Doel | None) -> Doelverschil:
    tekst = diff_words(_sentence(oud), _sentence(nieuw))
    acties = _actions(oud, nieuw)
    if oud is None or nieuw is None:
        soort = "nieuw" if oud is None else "vervallen"
    else:
        soort = "gewijzigd" if any(stuk.soort for stuk in (*tekst, *acties)) else "gelijk"
    shown = nieuw or oud
    return Doelverschil(soort, shown.omschrijving if shown is not None else "", tekst, acties)


def _sentence(doel: Doel | None) -> str:
    return doel.omschrijving if doel is not None else ""


def _actions(oud: Doel | None, nieuw: Doel | None) -> tuple[Stuk, ...]:
    """Compare actions as whole lines: each is there, gone or new."""
    before, after = ([_line(actie) for actie in doel.acties.all()] if doel else [] for doel in (oud, nieuw))
    lines = [Stuk("" if line in before else "erbij", line) for line in after]
    return (*lines, *(Stuk("weg", line) for line in before if line not in after))


def _line(actie: Actie) -> str:
    until = f", vóór {actie.uiterlijk:%d-%m-%Y}" if actie.uiterlijk else ""
    return f"{actie.wie}: {actie.wat}{until}"
