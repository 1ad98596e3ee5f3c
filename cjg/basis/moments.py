"""Dates in words: how far off a date is, as people say it."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format

from cjg.basis import klok


def describe_when(moment: date | datetime, today: date | None = None, *, due: bool = True) -> tuple[str, str, str]:
    """Return the date in words, how far off it is, and the class that colours it.

    With `due` a day before today is late; without it the past is only past.
    """
    today = today or klok.today()
    day = timezone.localtime(moment).date() if isinstance(moment, datetime) else moment
    text = date_format(day, "j F Y") if day.year != today.year else date_format(day, "j F")
    if isinstance(moment, datetime):
        text = f"{text} {date_format(timezone.localtime(moment), 'H:i')}"
    days = (day - today).days
    if days == 0:
        return text, "vandaag", "cjg-when--soon" if due else ""
    if days < 0:
        if due:
            return text, f"{_days(-days)} te laat", "cjg-when--late"
        return text, "gisteren" if days == -1 else f"{_days(-days)} geleden", ""
    note = "morgen" if days == 1 else f"over {_days(days)}"
    return text, note, "cjg-when--soon" if due and days <= 3 else ""


def _days(count: int) -> str:
    if count < 14:
        return "1 dag" if count == 1 else f"{count} dagen"
    if count < 61:
        return f"{count // 7} weken"
    if count < 730:
        return f"{count // 30} maanden"
    return f"{count // 365} jaar"
