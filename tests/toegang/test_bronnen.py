"""The term to decide is watched: reminders come by themselves, move with the term and end with the besluit."""

from __future__ import annotations

import datetime
from collections import Counter

from cjg.basis.api import now, today
from cjg.dossier.api import overzicht_of
from cjg.taken.api import Herinnering, Taak, scan_reminders
from tests.cast import Cast
from tests.toegang.helpers import start, take
from toegang.models import Besluit
from toegang.services import change_term

DAY = datetime.timedelta(days=1)


def scan(day: datetime.date) -> None:
    scan_reminders(today=day, now=now())


def reminded() -> Counter[str]:
    return Counter(str(naam) for naam in Herinnering.objects.values_list("ontvanger__gebruiker__naam", flat=True))


def test_who_does_the_onderzoek_is_reminded_and_the_teamleider_when_late(cast: Cast, besluit: Besluit) -> None:
    scan(besluit.uiterlijk - 20 * DAY)
    assert not reminded()
    scan(besluit.uiterlijk - 10 * DAY)
    assert reminded() == {"Anna Testman": 1}
    scan(besluit.uiterlijk + 10 * DAY)
    assert reminded() == {"Anna Testman": 3, "Hanna Testman": 1}
    assert Taak.objects.filter(medewerker=cast.medewerker("anna"), status="open").count() == 1


def test_task_names_nobody(cast: Cast, besluit: Besluit) -> None:
    scan(besluit.uiterlijk)
    assert Taak.objects.get().titel == "Besluit over jeugdhulp nemen"


def test_task_moves_with_the_term_and_ends_with_the_besluit(cast: Cast, klaar: Besluit) -> None:
    scan(klaar.uiterlijk)
    change_term(
        besluit=klaar,
        soort="verdaging",
        weken=2,
        reden="De deskundige is ziek.",
        medewerker=cast.medewerker("anna"),
        expected_versie=klaar.versie,
        today=today(),
    )
    klaar.refresh_from_db()
    assert Taak.objects.get().uiterlijk == klaar.uiterlijk
    take(klaar, cast.ida)
    assert Taak.objects.get().status == "gereed"
    scan(klaar.uiterlijk + 10 * DAY)
    assert Taak.objects.count() == 1


def test_overview_of_the_gezin_shows_its_last_besluiten(cast: Cast, registers: None) -> None:
    made = [start(cast, aanvraag=f"Vraag {n}") for n in range(7)]
    part = next(deel for deel in overzicht_of(cast.anna, cast.gezin, today()) if "Besluiten" in deel.titel)
    assert part.getoond == tuple(reversed(made))[:5]
    assert part.context["mag_starten"]
