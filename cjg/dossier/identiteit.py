"""Whose dossier is in view: the bar above every page of a gezin, with the pages that the rooms offer for it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from cjg.basis.api import Badge, IdentityBar, Tab
from cjg.dossier.models import Gezin


@dataclass(frozen=True, slots=True)
class DossierTab:
    """A page that a room offers for every gezin: its address takes the key of the gezin."""

    label: str
    url_name: str
    volgorde: int = 100


_TABS: dict[str, DossierTab] = {}


def register_dossier_tab(tab: DossierTab) -> None:
    """Offer a page for every gezin in the identity bar."""
    _TABS[tab.url_name] = tab


def identity_bar(gezin: Gezin, *, day: datetime.date, current: str = "") -> IdentityBar:
    """Return the bar of a gezin that was read with `with_leden(day)`; a page with it has to `show` the gezin.

    `current` is the name of the address of this page.
    """
    leden: list[Any] = gezin.huidige_leden  # type: ignore[attr-defined]  # set by with_leden
    kinderen = [_with_age(lid.persoon, day) for lid in leden if lid.is_jeugdige]
    tabs = sorted(_TABS.values(), key=lambda tab: (tab.volgorde, tab.label))
    return IdentityBar(
        name=f"Gezin {gezin.naam}",
        url=reverse("dossier:gezin", args=[gezin.pk]),
        badges=[Badge("Geheim adres", "warning", "lock")] if _has_secret_address(leden) else [],
        facts=[("Kinderen", ", ".join(kinderen) or "geen")],
        tabs=[Tab(tab.label, reverse(tab.url_name, args=[gezin.pk]), tab.url_name == current) for tab in tabs],
    )


def _has_secret_address(leden: list[Any]) -> bool:
    """Only where the addresses were read as well: the bar itself asks the database nothing."""
    return any(adres.is_geheim for lid in leden for adres in getattr(lid.persoon, "huidige_adressen", ()))


def _with_age(persoon: Any, day: datetime.date) -> str:
    leeftijd = persoon.age_on(day)
    naam = persoon.roepnaam or persoon.voornamen or persoon.achternaam
    return naam if leeftijd is None else f"{naam} ({leeftijd})"
