"""Columns that reports add to a population: age groups, quarters of a year as months, groups."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, CharField, F, Func, IntegerField, Q, Value, When
from django.db.models.functions import Extract

from cjg.basis.api import Leeftijdsgroep

LEEFTIJDEN = {str(code): str(label) for code, label in Leeftijdsgroep.choices}
GESLACHTEN = {"v": "Vrouw", "m": "Man", "o": "Onbekend of anders"}
JEUGD_TOT = 23


class Age(Func):
    """`age(day, birth)`: years, months and days; somebody of 29 February turns a year older on 1 March."""

    function = "age"


def age_on(geboortedatum: str, day: str) -> Any:
    """Return the age in whole years on a day, both columns of the row."""
    return Extract(Age(F(day), F(geboortedatum)), "year", output_field=IntegerField())


def is_young(geboortedatum: str, leeftijd: str) -> Q:
    """Keep who is under 23 (indicatoren.md: youth), and whose age is not known."""
    return Q(**{f"{geboortedatum}__isnull": True}) | Q(**{f"{leeftijd}__lt": JEUGD_TOT})


def age_group(geboortedatum: str, day: str, leeftijd: str) -> Case:
    """Return the code of the age group on a day: ongeboren, 0–3, 4–11, 12–17, 18–22, 23+ or onbekend."""
    return Case(
        When(**{f"{geboortedatum}__isnull": True}, then=Value(Leeftijdsgroep.ONBEKEND.value)),
        When(**{f"{geboortedatum}__gt": F(day)}, then=Value(Leeftijdsgroep.ONGEBOREN.value)),
        When(**{f"{leeftijd}__lt": 4}, then=Value(Leeftijdsgroep.VAN_0_TOT_EN_MET_3.value)),
        When(**{f"{leeftijd}__lt": 12}, then=Value(Leeftijdsgroep.VAN_4_TOT_EN_MET_11.value)),
        When(**{f"{leeftijd}__lt": 18}, then=Value(Leeftijdsgroep.VAN_12_TOT_EN_MET_17.value)),
        When(**{f"{leeftijd}__lt": JEUGD_TOT}, then=Value(Leeftijdsgroep.VAN_18_TOT_EN_MET_22.value)),
        default=Value(Leeftijdsgroep.VANAF_23.value),
        output_field=CharField(),
    )
