"""What one report holds: the part of an opname that is about one gemeente, or about the region."""

from __future__ import annotations

import json
from typing import Any

from cjg.basis.api import Kwartaal
from cjg.organisatie.api import Gemeente
from rapportage.berekenen import REGIO
from rapportage.masker import cell_key, decide_mask
from rapportage.models import Kwartaalopname
from rapportage.opname import Eerder, Inhoud, make_opname

TERUG = 8


def commissioning_gemeenten() -> dict[str, str]:
    """Return code and name of the gemeenten that the CJG works for, by name."""
    return dict(Gemeente.objects.filter(is_opdrachtgever=True).order_by("naam").values_list("code", "naam"))


def earlier(kwartaal: Kwartaal) -> tuple[Eerder, dict[str, str]]:
    """Return what the opnames before a quarter say, and how each figure in it was protected.

    A figure that was published once is repeated as it was, also when the data changed since: else the difference
    would give the change away.
    """
    first = kwartaal.shift(-TERUG)
    rows = [
        row
        for row in Kwartaalopname.objects.filter(jaar__gte=first.jaar).order_by("jaar", "kwartaal")
        if first <= Kwartaal(row.jaar, row.kwartaal) < kwartaal
    ]
    published: dict[tuple[str, str, str], Inhoud] = {}
    mask: dict[str, str] = {}
    for row in rows:
        opname = json.loads(row.inhoud)
        code = Kwartaal(row.jaar, row.kwartaal).code
        for indicator in opname["indicatoren"]:
            _take(indicator, code, opname["masker"], published, mask)
    frozen = {Kwartaal(row.jaar, row.kwartaal): row.aangemaakt_op for row in rows}
    return Eerder(frozen, published), mask


def _take(
    indicator: Inhoud,
    code: str,
    own: dict[str, str],
    published: dict[tuple[str, str, str], Inhoud],
    mask: dict[str, str],
) -> None:
    sleutel = indicator["sleutel"]
    for gebied, cijfers in indicator["cijfers"].items():
        totals = {code: cijfers["totaal"], **cijfers["vorige"]}
        for kwartaal, figures in totals.items():
            if (kwartaal, sleutel, gebied) in published:
                continue
            clean = {naam: waarde for naam, waarde in figures.items() if naam != "gepubliceerd"}
            published[kwartaal, sleutel, gebied] = clean
            source = cell_key(sleutel, gebied, kwartaal="" if kwartaal == code else kwartaal)
            target = cell_key(sleutel, gebied, kwartaal=kwartaal)
            for kind in ("", "#teller"):
                if source + kind in own:
                    mask[target + kind] = own[source + kind]


def compute_opname(kwartaal: Kwartaal, *, using: str = "default") -> Inhoud:
    """Compute the opname of a quarter, and decide its mask over all tables and all that was published before."""
    before, inherited = earlier(kwartaal)
    opname = make_opname(kwartaal, commissioning_gemeenten(), eerder=before, using=using)
    wanted = {
        cell_key(indicator["sleutel"], gebied, kwartaal=q) + kind
        for indicator in opname["indicatoren"]
        for gebied, cijfers in indicator["cijfers"].items()
        for q in cijfers["vorige"]
        for kind in ("", "#teller")
    }
    mask = {key: state for key, state in inherited.items() if key in wanted} | decide_mask(opname)
    return {**opname, "masker": mask}


def report_content(opname: Inhoud, gebied: str, *, toelichting: str) -> Inhoud:
    """Return what the report of one gebied holds: its own figures; the region's has the totals of all beside it."""
    own = set(opname["gebieden"]) if gebied == REGIO else {gebied}
    indicatoren = [
        {
            **indicator,
            "cijfers": {
                code: cijfers if code == gebied else _totals_only(cijfers)
                for code, cijfers in indicator["cijfers"].items()
                if code in own
            },
        }
        for indicator in opname["indicatoren"]
    ]
    mask = {key: state for key, state in opname["masker"].items() if _belongs(key, gebied, own)}
    return {
        **{naam: opname[naam] for naam in ("versie", "jaar", "kwartaal")},
        "gebied": gebied,
        "gebieden": {code: naam for code, naam in opname["gebieden"].items() if code in own},
        "toelichting": toelichting,
        "indicatoren": indicatoren,
        "masker": mask,
    }


def _totals_only(cijfers: Inhoud) -> dict[str, Any]:
    return {**cijfers, "uitsplitsingen": {}, "naregistratie": 0}


def _belongs(key: str, gebied: str, own: set[str]) -> bool:
    _, place, _, uitsplitsing, *_ = key.split("|")
    return place == gebied or (place in own and not uitsplitsing)
