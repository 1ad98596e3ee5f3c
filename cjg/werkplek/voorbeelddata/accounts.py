"""Which example accounts there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import Case, CharField, F, Value, When

from cjg.werkplek.voorbeelddata.laden import model_of
from cjg.werkplek.voorbeelddata.organisatie import ACCOUNTS, DOMEIN, ONBRUIKBAAR


@dataclass(frozen=True, slots=True)
class Account:
    """An account to try the application with."""

    email: str
    naam: str
    wat: str


def example_accounts() -> list[Account]:
    """Return the example accounts that are in the database, in the order of the roles."""
    gebruikers: Any = model_of("organisatie.Gebruiker")._base_manager
    rows = (
        gebruikers.filter(email__endswith=f"@{DOMEIN}")
        .exclude(password=ONBRUIKBAAR)
        .annotate(
            rol=StringAgg("roltoekenningen__rol", ", "),
            plaats=StringAgg("roltoekenningen__gemeente__naam", ", "),
            team=StringAgg("lidmaatschappen__team__naam", ", "),
            wat=Case(When(soort="client", then=Value("cliënt")), default=F("rol"), output_field=CharField()),
        )
        .values_list("email", "naam", "wat", "team", "plaats")
    )
    order = {f"{adres}@{DOMEIN}": nummer for nummer, (_, _, adres) in enumerate(ACCOUNTS)}
    found = [
        Account(email, naam, " · ".join(deel for deel in (wat, team, plaats) if deel))
        for email, naam, wat, team, plaats in rows
    ]
    return sorted(found, key=lambda account: (order.get(account.email, len(order)), account.email))
