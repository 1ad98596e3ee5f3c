"""What a person fills in for the four steps and for the voorziening: frozen values, checked by the services."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import ClassVar

from cjg.organisatie.api import Medewerker
from toegang.models import Aanbieder, Product


@dataclass(frozen=True, slots=True)
class Situatie:
    """Step 1: the question in the family's own words, and the problems there are."""

    nummer: ClassVar[int] = 1

    hulpvraag: str
    situatie: str
    vertrouwenspersoon_verteld: bool


@dataclass(frozen=True, slots=True)
class Opties:
    """Step 2: the afwegingskader (eigen kracht, netwerk, vrij toegankelijk, andere wet) and the reflection."""

    nummer: ClassVar[int] = 2

    eigen_kracht: str
    netwerk: str
    vrij_toegankelijk: str
    voorliggend: str
    reflectie: str
    reflectie_door: Medewerker | None
    ontbrekende_voorziening: str = ""


@dataclass(frozen=True, slots=True)
class Specialistisch:
    """Step 3: is specialistic help needed, why, which and how much; and the expert who says so."""

    nummer: ClassVar[int] = 3

    specialistisch_nodig: bool | None
    specialistisch: str
    deskundige: Medewerker | None


@dataclass(frozen=True, slots=True)
class Vorm:
    """Step 4: zorg in natura or PGB; a PGB with the three tests of Jeugdwet 8.1.1."""

    nummer: ClassVar[int] = 4

    leveringsvorm: str
    leveringsvorm_toelichting: str
    pgb_bekwaam: bool | None = None
    pgb_motivering: str = ""
    pgb_kwaliteit: bool | None = None


Stap = Situatie | Opties | Specialistisch | Vorm
STAPPEN: tuple[type[Stap], ...] = (Situatie, Opties, Specialistisch, Vorm)


@dataclass(frozen=True, slots=True)
class Voorziening:
    """What is granted: which help, how much, how long, by whom.

    The leveringsvorm of a proposal is what the gezin would like; what is granted follows from step 4.
    """

    leveringsvorm: str = ""
    productcategorie: str = ""
    product: Product | None = None
    ingangsdatum: datetime.date | None = None
    einddatum: datetime.date | None = None
    volume: int | None = None
    eenheid: str = ""
    frequentie: str = ""
    budget_cent: int | None = None
    aanbieder: Aanbieder | None = None
