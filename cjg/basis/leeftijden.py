"""Ages on a day and the age groups that registrations and reports use."""

import datetime as dt

from django.db import models


class Leeftijdsgroep(models.TextChoices):
    """Age groups of contacts and reports; the values are the codes of the REST API and of CSV files."""

    ONGEBOREN = "ongeboren", "Nog niet geboren"
    VAN_0_TOT_EN_MET_3 = "0-3", "0 tot en met 3 jaar"
    VAN_4_TOT_EN_MET_11 = "4-11", "4 tot en met 11 jaar"
    VAN_12_TOT_EN_MET_17 = "12-17", "12 tot en met 17 jaar"
    VAN_18_TOT_EN_MET_22 = "18-22", "18 tot en met 22 jaar"
    VANAF_23 = "23-plus", "23 jaar en ouder"
    ONBEKEND = "onbekend", "Onbekend"


_UPPER_AGES = (
    (3, Leeftijdsgroep.VAN_0_TOT_EN_MET_3),
    (11, Leeftijdsgroep.VAN_4_TOT_EN_MET_11),
    (17, Leeftijdsgroep.VAN_12_TOT_EN_MET_17),
    (22, Leeftijdsgroep.VAN_18_TOT_EN_MET_22),
)


def age_on(geboortedatum: dt.date, day: dt.date) -> int:
    """Return the age in whole years on a day. Someone born on 29 February turns a year older on 1 March.

    Raises `ValueError` for a day before the birth.
    """
    if day < geboortedatum:
        raise ValueError("the day lies before the birth")
    had_birthday = (day.month, day.day) >= (geboortedatum.month, geboortedatum.day)
    return day.year - geboortedatum.year - (0 if had_birthday else 1)


def birthday(geboortedatum: dt.date, age: int) -> dt.date:
    """Return the day on which someone reaches an age: the first day for which `age_on` gives it."""
    try:
        return geboortedatum.replace(year=geboortedatum.year + age)
    except ValueError:  # 29 February in a year without one
        return dt.date(geboortedatum.year + age, 3, 1)


def age_group(geboortedatum: dt.date | None, day: dt.date) -> Leeftijdsgroep:
    """Return the age group on a day: `onbekend` without a birth date, `ongeboren` before it."""
    if geboortedatum is None:
        return Leeftijdsgroep.ONBEKEND
    if day < geboortedatum:
        return Leeftijdsgroep.ONGEBOREN
    age = age_on(geboortedatum, day)
    return next((group for upper, group in _UPPER_AGES if age <= upper), Leeftijdsgroep.VANAF_23)
