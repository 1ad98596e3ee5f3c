"""Recording the four steps before a besluit."""

from __future__ import annotations

import datetime
from dataclasses import fields
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from cjg.basis.api import bump_versie
from toegang.models import Besluit, Leveringsvorm, Onderzoek
from toegang.rules import VASTLEGGEN, check_state
from toegang.services.controle import too_long
from toegang.services.invoer import Opties, Situatie, Specialistisch, Stap, Vorm

# The day on which each step was recorded.
DATUMVELD = {1: "situatie_op", 2: "opties_op", 3: "specialistisch_op", 4: "leveringsvorm_op"}
TITEL = {
    1: "Situatie en vraag",
    2: "Opties en reflectie",
    3: "Is specialistische hulp nodig?",
    4: "Zorg in natura of PGB",
}

# What each step needs, and the sentence when it is not there; the forms use the same.
VERPLICHT: dict[int, dict[str, str]] = {
    1: {
        "hulpvraag": "Schrijf op wat het gezin vraagt, in hun eigen woorden.",
        "situatie": "Schrijf op welke problemen er zijn.",
        "vertrouwenspersoon_verteld": "Vertel het gezin over de vertrouwenspersoon. Vink dit daarna aan.",
    },
    2: {
        "eigen_kracht": "Schrijf op wat het gezin zelf kan.",
        "netwerk": "Schrijf op wat familie, vrienden of buren kunnen doen.",
        "vrij_toegankelijk": "Schrijf op welke vrij toegankelijke hulp kan helpen, of waarom die niet genoeg is.",
        "voorliggend": "Schrijf op of een andere wet of regeling helpt, of waarom niet.",
        "reflectie": "Schrijf op wat de collega van de afweging vindt.",
        "reflectie_door": "Kies de collega die heeft meegedacht.",
    },
    3: {
        "specialistisch_nodig": "Kies ja of nee.",
        "specialistisch": "Schrijf op waarom, welke hulp nodig is en hoeveel.",
        "deskundige": "Kies de deskundige die dit heeft beoordeeld.",
    },
    4: {
        "leveringsvorm": "Kies zorg in natura of PGB.",
        "leveringsvorm_toelichting": "Schrijf op waarom deze vorm past.",
    },
}
VERPLICHT_PGB = {
    "pgb_bekwaam": "Beoordeel of het gezin het budget kan beheren, zelf of met hulp.",
    "pgb_motivering": "Schrijf op waarom zorg in natura voor dit gezin niet past.",
    "pgb_kwaliteit": "Beoordeel of de hulp die het gezin wil inkopen goed genoeg is.",
}

Errors = dict[str, list[str]]


def missing_steps(onderzoek: Onderzoek) -> list[int]:
    """Return the numbers of the steps that still have to be recorded before a besluit can be taken.

    Without specialistic help there is nothing to choose in step 4.
    """
    needed = [1, 2, 3] if onderzoek.specialistisch_nodig is False else [1, 2, 3, 4]
    return [nummer for nummer in needed if getattr(onderzoek, DATUMVELD[nummer]) is None]


@transaction.atomic
def record_stap(*, besluit: Besluit, stap: Stap, expected_versie: int, today: datetime.date) -> Onderzoek:
    """Record one of the four steps, or change it while the besluit is not yet taken.

    Raises `ValidationError` (per field) for a step out of order or not complete, or when the besluit was taken;
    `StaleVersion` when somebody else changed the onderzoek.
    Source: werkproces §6; CRvB 1-5-2017, ECLI:NL:CRVB:2017:1477; Jeugdwet 2.5 and 8.1.1.
    """
    # locked first, so that a besluit is not taken while its onderzoek changes
    check_state(Besluit.objects.select_for_update(of=["self"]).get(pk=besluit.pk), VASTLEGGEN)
    onderzoek = Onderzoek.objects.select_related("besluit").get(besluit=besluit)
    bump_versie(onderzoek, expected_versie)
    _check_order(onderzoek, stap.nummer)
    values = {field.name: _strip(getattr(stap, field.name)) for field in fields(stap)}
    errors = _check_content(stap, values, besluit)
    if errors:
        raise ValidationError(errors)
    values |= _derived(stap)
    values[DATUMVELD[stap.nummer]] = today
    for name, value in values.items():
        setattr(onderzoek, name, value)
    onderzoek.clean_fields(exclude=[field.name for field in Onderzoek._meta.fields if field.name not in values])
    onderzoek.save(update_fields=list(values))
    return onderzoek


def _check_order(onderzoek: Onderzoek, nummer: int) -> None:
    earlier = [n for n in range(1, nummer) if getattr(onderzoek, DATUMVELD[n]) is None]
    if earlier:
        raise ValidationError(f"Leg eerst stap {earlier[0]} vast: {TITEL[earlier[0]].lower()}.", code="volgorde")
    if nummer == 4 and onderzoek.specialistisch_nodig is False:
        raise ValidationError("Stap 4 is niet nodig: volgens stap 3 is er geen specialistische hulp nodig.")


def _strip(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


def _derived(stap: Stap) -> dict[str, Any]:
    """Return what follows from a step: the number of the expert as it was, and no PGB tests for care in kind."""
    if isinstance(stap, Specialistisch) and stap.deskundige is not None:
        return {"deskundige_registratie": stap.deskundige.registratienummer}
    if isinstance(stap, Vorm) and stap.leveringsvorm != Leveringsvorm.PGB:
        return {"pgb_bekwaam": None, "pgb_motivering": "", "pgb_kwaliteit": None}
    return {}


def _missing(values: dict[str, Any], sentences: dict[str, str]) -> Errors:
    return {name: [sentence] for name, sentence in sentences.items() if values[name] in ("", None)}


def _check_content(stap: Stap, values: dict[str, Any], besluit: Besluit) -> Errors:
    """Return what is missing or can't be in one step, per field."""
    errors = too_long(Onderzoek, values) | _missing(values, VERPLICHT[stap.nummer])
    if isinstance(stap, Situatie) and not stap.vertrouwenspersoon_verteld:
        errors["vertrouwenspersoon_verteld"] = [VERPLICHT[1]["vertrouwenspersoon_verteld"]]
    if isinstance(stap, Opties) and stap.reflectie_door and stap.reflectie_door.pk == besluit.voorbereid_door_id:
        errors["reflectie_door"] = ["Kies een andere collega dan wie het onderzoek doet."]
    if isinstance(stap, Specialistisch) and stap.deskundige and not stap.deskundige.registratienummer:
        errors["deskundige"] = ["Deze medewerker heeft geen SKJ- of BIG-nummer. Kies een geregistreerde deskundige."]
    if isinstance(stap, Vorm) and stap.leveringsvorm == Leveringsvorm.PGB:
        errors |= _missing(values, VERPLICHT_PGB)
    return errors
