"""What an indicator is: a declared object (architecture §7). How it is computed stands elsewhere, once for all."""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from django.db.models import Q, QuerySet

from cjg.basis.api import Periode

Populatie = Callable[[Periode], QuerySet[Any]]
ONBEKEND = "onbekend"
GEEN_LABELS: Mapping[str, str] = MappingProxyType({})


class Eenheid(enum.Enum):
    """What is counted. The unit is part of the figure's name; a count of 1–4 of people is protected."""

    CONTACTMOMENTEN = "contactmomenten"
    MENSEN = "mensen"
    JEUGDIGEN = "unieke jeugdigen"
    TRAJECTEN = "trajecten"
    EVALUATIES = "evaluaties"
    BESLUITEN = "besluiten"
    VRAGENLIJSTEN = "vragenlijsten"
    AANMELDINGEN = "aanmeldingen"

    @property
    def is_people(self) -> bool:
        """Whether one unit stands for somebody: all but the anonymous contactmomenten."""
        return self is not Eenheid.CONTACTMOMENTEN


class Maat(enum.Enum):
    """What the figure of an indicator is."""

    AANTAL = "aantal"
    SOM = "som"
    AANDEEL = "aandeel"
    DUUR = "duur"


class Doel(enum.Enum):
    """How a target compares with the same quarter of the year before."""

    GEEN = "geen"
    GELIJK = "ongeveer gelijk aan een jaar eerder"
    MINSTENS = "ten minste zo veel als een jaar eerder"
    MEER = "meer dan een jaar eerder"


@dataclass(frozen=True)
class Uitsplitsing:
    """A breakdown over one column of the population, or over two.

    Args:
        velden: columns of the population; an empty value becomes `onbekend`.
        labels: per code what people read; without labels the code itself is read (a wijk).
        is_meervoudig: one unit can fall under more than one row, so the rows add up to more than the total.
    """

    code: str
    naam: str
    velden: tuple[str, ...]
    labels: tuple[Mapping[str, str], ...] = (GEEN_LABELS,)
    is_meervoudig: bool = False

    def label(self, index: int, code: str) -> str:
        """Return what people read for a code in one of the columns."""
        return self.labels[index].get(code, "Niet bekend" if code == ONBEKEND else code)


@dataclass(frozen=True)
class Indicator:
    """One row of indicatoren.md.

    Args:
        code: fixed; a changed meaning gets a new code.
        deel: a second figure under the same code, such as the wachtlijst beside the waiting times.
        populatie: the units of a period, with `gemeente_code` and the columns of the breakdowns.
        noemer: which of the population count; `teller`: which of those are in the share.
        gewicht, maat_veld: the column that is added up, or of which mean and median are taken.
        terug: how many quarters back the trend goes.
        peildatum: in words, on which day a unit is looked at.
        zin: the finding as a sentence, with `{waarde}`.
        kern: which of the figures of a duration is the headline: gemiddelde, mediaan or aantal.
        grafiek: the breakdown that is drawn.
    """

    code: str
    naam: str
    definitie: str
    bron: str
    eenheid: Eenheid
    maat: Maat
    peildatum: str
    populatie: Populatie
    zin: str
    kern: str = "aantal"
    grafiek: str = ""
    noemer: Q = field(default_factory=Q)
    teller: Q | None = None
    gewicht: str = ""
    maat_veld: str = ""
    uitsplitsingen: tuple[Uitsplitsing, ...] = ()
    doel: Doel = Doel.GEEN
    deel: str = ""
    terug: int = 4
    versie: int = 1
    kerntaak: str = ""

    @property
    def sleutel(self) -> str:
        """The key of this figure: the code, with its part."""
        return f"{self.code}.{self.deel}" if self.deel else self.code
