"""The content of a planversie: reading it as one value, and replacing it in a fixed number of statements."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError

from cjg.organisatie.api import Medewerker
from gezinsplan.invoer import ActieInvoer, DoelInvoer, PlanInvoer
from gezinsplan.models import Actie, Doel, Gezinsplan, Planversie

MEESTE_DOELEN = 20
MEESTE_ACTIES = 20


def content_of(versie: Planversie) -> PlanInvoer:
    """Return what a version says, as somebody would fill it in; three statements."""
    plan = Gezinsplan.objects.get(pk=versie.plan_id)
    acties: dict[UUID, list[ActieInvoer]] = {}
    for actie in Actie.objects.filter(doel__planversie=versie).order_by("volgorde", "pk"):
        acties.setdefault(actie.doel_id, []).append(
            ActieInvoer(wie=actie.wie, wat=actie.wat, uiterlijk=actie.uiterlijk, soort=actie.soort, id=actie.pk)
        )
    return PlanInvoer(
        doelen=tuple(
            DoelInvoer(
                omschrijving=doel.omschrijving,
                leefgebied=doel.leefgebied,
                voor=doel.voor_id,
                gas_begin=doel.gas_begin,
                acties=tuple(acties.get(doel.pk, ())),
                id=doel.pk,
            )
            for doel in Doel.objects.filter(planversie=versie).order_by("volgorde", "pk")
        ),
        krachten=versie.krachten,
        zorgen=versie.zorgen,
        verwachte_duur_maanden=versie.verwachte_duur_maanden,
        besproken_met=versie.besproken_met_id,
        besproken_op=versie.besproken_op,
        familiegroepsplan=plan.familiegroepsplan,
        familiegroepsplan_op=plan.familiegroepsplan_op,
    )


def replace_content(versie: Planversie, invoer: PlanInvoer) -> None:
    """Make a concept say this. Goals and actions that are named by id keep it, the others are new or gone.

    Raises `ValidationError`, per part, for what cannot be.
    """
    if len(invoer.doelen) > MEESTE_DOELEN or any(len(doel.acties) > MEESTE_ACTIES for doel in invoer.doelen):
        raise ValidationError({"doelen": f"Een plan heeft ten hoogste {MEESTE_DOELEN} doelen."})
    _save_versie(versie, invoer)
    bestaand = {doel.pk: doel for doel in Doel.objects.filter(planversie=versie)}
    doelen = [_doel(versie, bestaand, n, doel) for n, doel in enumerate(invoer.doelen)]
    Doel.objects.filter(planversie=versie).exclude(pk__in=[doel.pk for doel in doelen]).delete()
    _write(Doel, doelen, bestaand, ["omschrijving", "leefgebied", "voor", "gas_begin", "volgorde"])
    acties_nu = {actie.pk: actie for actie in Actie.objects.filter(doel__planversie=versie)}
    acties = [
        _actie(doel, acties_nu, n, actie)
        for doel, gevraagd in zip(doelen, invoer.doelen, strict=True)
        for n, actie in enumerate(gevraagd.acties)
    ]
    Actie.objects.filter(doel__planversie=versie).exclude(pk__in=[actie.pk for actie in acties]).delete()
    _write(Actie, acties, acties_nu, ["doel", "soort", "wie", "wat", "uiterlijk", "volgorde"])


def _save_versie(versie: Planversie, invoer: PlanInvoer) -> None:
    versie.krachten, versie.zorgen = invoer.krachten.strip(), invoer.zorgen.strip()
    versie.verwachte_duur_maanden = invoer.verwachte_duur_maanden
    versie.besproken_met_id, versie.besproken_op = invoer.besproken_met, invoer.besproken_op
    if invoer.besproken_met and not Medewerker.objects.filter(pk=invoer.besproken_met).exists():
        raise ValidationError({"besproken_met": "Kies een collega uit de lijst."})
    versie.clean_fields(exclude=["plan", "vastgesteld_door", "besproken_met"])
    velden = ["krachten", "zorgen", "verwachte_duur_maanden", "besproken_met", "besproken_op"]
    versie.save(update_fields=velden)
    plan = Gezinsplan.objects.get(pk=versie.plan_id)
    plan.familiegroepsplan, plan.familiegroepsplan_op = invoer.familiegroepsplan, invoer.familiegroepsplan_op
    plan.clean_fields()
    plan.save(update_fields=["familiegroepsplan", "familiegroepsplan_op"])


def _doel(versie: Planversie, bestaand: dict[UUID, Doel], n: int, invoer: DoelInvoer) -> Doel:
    doel = bestaand.get(invoer.id) if invoer.id else None
    doel = doel or Doel(planversie=versie)
    doel.omschrijving, doel.leefgebied = invoer.omschrijving.strip(), invoer.leefgebied
    doel.voor_id, doel.gas_begin, doel.volgorde = invoer.voor, invoer.gas_begin, n
    _validate(doel, f"doel {n + 1}", exclude=["planversie", "voor"])
    return doel


def _actie(doel: Doel, bestaand: dict[UUID, Actie], n: int, invoer: ActieInvoer) -> Actie:
    actie = bestaand.get(invoer.id) if invoer.id else None
    actie = actie or Actie()
    actie.doel, actie.volgorde = doel, n
    actie.soort, actie.wie, actie.wat, actie.uiterlijk = (
        invoer.soort,
        invoer.wie.strip(),
        invoer.wat.strip(),
        invoer.uiterlijk,
    )
    _validate(actie, f"actie {n + 1} van doel {doel.volgorde + 1}", exclude=["doel"])
    return actie


def _validate(part: Doel | Actie, naam: str, exclude: list[str]) -> None:
    try:
        part.clean_fields(exclude=exclude)
        part.validate_constraints(exclude=set(exclude))
    except ValidationError as fout:
        raise ValidationError({"doelen": f"{naam.capitalize()}: {' '.join(fout.messages)}"}) from fout


def _write(model: type[Any], parts: list[Any], bestaand: dict[UUID, Any], velden: list[str]) -> None:
    model.objects.bulk_update([part for part in parts if part.pk in bestaand], velden)
    model.objects.bulk_create([part for part in parts if part.pk not in bestaand])
