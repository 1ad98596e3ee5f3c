"""Checking what is granted: does it hang together, is there a contract, what does it cost at most."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from toegang.kosten import euro, highest_cost, is_allowed_frequency
from toegang.models import Besluit, Contract, Leveringsvorm, Onderzoek
from toegang.services.invoer import Voorziening

Errors = dict[str, Any]


def as_fields(voorziening: Voorziening) -> dict[str, Any]:
    """Return the values under the names that they have on a besluit."""
    return {field.name: getattr(voorziening, field.name) for field in fields(voorziening)}


def check_shape(voorziening: Voorziening) -> Errors:
    """Return what cannot be, whether or not all is filled in (iJw 3.2: TR018, combinations of WJ756 and WMO757)."""
    errors: Errors = {}
    begin, einde = voorziening.ingangsdatum, voorziening.einddatum
    if begin and einde and einde < begin:
        errors["einddatum"] = "De einddatum ligt voor de begindatum. Controleer de datums."
    if voorziening.volume == 0:
        errors["volume"] = "Vul een aantal in dat hoger is dan 0."
    if voorziening.budget_cent == 0:
        errors["budget_cent"] = "Vul een bedrag in dat hoger is dan € 0."
    product = voorziening.product
    if product is not None and product.categorie != voorziening.productcategorie:
        errors["product"] = "Dit product hoort bij een andere soort hulp. Kies een product van deze soort."
    if voorziening.eenheid and not is_allowed_frequency(voorziening.eenheid, voorziening.frequentie):
        errors["frequentie"] = "Per dag kan alleen bij minuten en uren. Kies per week, per maand of in totaal."
    filled = [bool(voorziening.volume), bool(voorziening.eenheid), bool(voorziening.frequentie)]
    if any(filled) and not all(filled):
        for name, is_filled, wat in zip(
            ("volume", "eenheid", "frequentie"), filled, ("hoeveel", "welke eenheid", "hoe vaak"), strict=True
        ):
            if not is_filled:
                errors.setdefault(name, f"Vul ook in {wat}.")
    return errors


def contract_of(voorziening: Voorziening, besluit: Besluit, onderzoek: Onderzoek) -> Contract | None:
    """Return the contract under which an aanbieder delivers a product for this gemeente on the first day."""
    v = voorziening
    if onderzoek.leveringsvorm != Leveringsvorm.ZIN or not (v.aanbieder and v.product and v.ingangsdatum):
        return None
    contracten = Contract.objects.filter(aanbieder=v.aanbieder, product=v.product, gemeente_id=besluit.gemeente_id)
    found: Contract | None = contracten.open_on(v.ingangsdatum).select_related("product").first()
    return found


def check_grant(voorziening: Voorziening, onderzoek: Onderzoek, contract: Contract | None, besluit: Besluit) -> Errors:
    """Return what is missing or does not hold for a (partly) granted besluit."""
    errors: Errors = {}
    if onderzoek.specialistisch_nodig is False:
        errors["uitkomst"] = "Volgens stap 3 is er geen specialistische hulp nodig. Pas stap 3 aan of wijs af."
    sentences = {
        "productcategorie": "Kies de soort hulp.",
        "ingangsdatum": "Vul in vanaf welke dag de hulp begint.",
        "einddatum": "Vul in tot en met welke dag. Een mandaat geldt voor een bepaalde duur.",
    }
    errors |= {name: text for name, text in sentences.items() if not getattr(voorziening, name)}
    if onderzoek.leveringsvorm == Leveringsvorm.PGB:
        return errors | _check_pgb(voorziening, onderzoek, besluit)
    return errors | _check_zin(voorziening, contract)


def _check_zin(voorziening: Voorziening, contract: Contract | None) -> Errors:
    v = voorziening
    errors: Errors = {}
    if v.aanbieder is None:
        errors["aanbieder"] = "Kies de aanbieder die de hulp geeft."
    elif v.product and v.ingangsdatum and contract is None:
        errors["aanbieder"] = "Deze aanbieder heeft op de begindatum geen contract voor dit product in deze gemeente."
    kosten = tariff_cost(v, contract) if contract else None
    if contract is not None and v.volume and kosten is None:
        eenheid = contract.product.get_eenheid_display()
        errors["eenheid"] = f"Het tarief van dit product is in {eenheid}. Kies die eenheid."
    if kosten is None and not v.budget_cent and "eenheid" not in errors:
        errors["volume"] = "Vul in hoeveel hulp het is, of vul een hoogste bedrag in."
    if kosten is not None and v.budget_cent and v.budget_cent > kosten:
        errors["budget_cent"] = f"Volgens het contract kost dit hoogstens {euro(kosten)}. Vul geen hoger bedrag in."
    return errors


def _check_pgb(voorziening: Voorziening, onderzoek: Onderzoek, besluit: Besluit) -> Errors:
    v = voorziening
    errors: Errors = {}
    if not (onderzoek.pgb_bekwaam and onderzoek.pgb_kwaliteit and onderzoek.pgb_motivering):
        errors["__all__"] = "Een PGB kan alleen als alle drie de voorwaarden van stap 4 kloppen (Jeugdwet 8.1.1)."
    if v.aanbieder is not None:
        errors["aanbieder"] = "Bij een PGB kiest het gezin zelf wie de hulp geeft. Laat de aanbieder leeg."
    if not v.budget_cent:
        errors["budget_cent"] = "Vul het bedrag van het PGB in."
        return errors
    in_natura = _cheapest_in_kind(v, besluit)
    if in_natura is not None and v.budget_cent > in_natura:
        errors["budget_cent"] = (
            f"Zorg in natura kost voor deze hulp hoogstens {euro(in_natura)}."
            " Een PGB is niet hoger dan dat (Jeugdwet 8.1.1 lid 4)."
        )
    return errors


def _cheapest_in_kind(voorziening: Voorziening, besluit: Besluit) -> int | None:
    """Return what the same help costs in kind, by the highest tariff that is contracted; None when none is known."""
    v = voorziening
    if not (v.product and v.ingangsdatum):
        return None
    contracten = Contract.objects.filter(product=v.product, gemeente_id=besluit.gemeente_id, is_maatwerk=False)
    contract = contracten.open_on(v.ingangsdatum).select_related("product").order_by("-tarief_cent").first()
    return tariff_cost(v, contract) if contract else None


def tariff_cost(voorziening: Voorziening, contract: Contract) -> int | None:
    """Return volume × times × tariff, or None when one of them is not known or the units differ."""
    v = voorziening
    if not (v.volume and v.eenheid and v.frequentie and v.ingangsdatum and v.einddatum):
        return None
    if v.einddatum < v.ingangsdatum:
        return None
    return highest_cost(
        volume=v.volume,
        eenheid=v.eenheid,
        frequentie=v.frequentie,
        begin=v.ingangsdatum,
        einde=v.einddatum,
        tarief_cent=contract.tarief_cent,
        tarief_eenheid=contract.product.eenheid,
    )


def cost_of(voorziening: Voorziening, onderzoek: Onderzoek, contract: Contract | None) -> int:
    """Return the highest amount that the mandate has to cover: the budget given, else what the contract costs."""
    if voorziening.budget_cent:
        return voorziening.budget_cent
    kosten = tariff_cost(voorziening, contract) if contract else None
    if kosten is None:
        raise ValueError("a grant without an amount must have been refused before")
    return kosten
