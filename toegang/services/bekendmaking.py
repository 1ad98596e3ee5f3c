"""Making a besluit known: a letter to each addressee, kept exactly as sent, and the term to object."""

from __future__ import annotations

import datetime
import hashlib
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from cjg.basis.api import bezwaar_until, bump_versie, open_on, render_pdf
from cjg.dossier.api import Adres, Persoon, consent_needed, end_betrokkenheid
from toegang.brief import Brief, address_lines, choose_address, tone_for
from toegang.models import Beschikking, Besluit, Briefgegevens, Onderzoek, Termijnwijziging
from toegang.rules import BEKENDMAKEN, check_state

TEMPLATE = "toegang/beschikking.html"


@transaction.atomic
def publish_besluit(*, besluit: Besluit, expected_versie: int, today: datetime.date) -> Besluit:
    """Send the beschikking: one letter per addressee, made and stored as sent; the term to object starts tomorrow.

    The addressees follow from age and gezag: under 12 who has gezag, from 12 both, from 16 the youth alone.
    Raises `ValidationError` when the besluit is not taken yet, when nobody can be written to, or when the data for
    letters of the gemeente are missing; `StaleVersion`; `PdfError` when a letter can't be made: then nothing is sent.
    Source: Awb 3:41, 3:45, 6:7, 6:8; Jeugdwet 7.3.4, 7.3.15; feiten §5.2.
    """
    Besluit.objects.select_for_update(of=["self"]).get(pk=besluit.pk)
    besluit = Besluit.objects.with_names().select_related("contract", "planversie").get(pk=besluit.pk)
    check_state(besluit, BEKENDMAKEN)
    bump_versie(besluit, expected_versie)
    besluit.bekendmaking, besluit.bezwaar_tot = today, bezwaar_until(today)
    Beschikking.objects.bulk_create(_make(brief) for brief in make_letters(besluit, today))
    besluit.status = Besluit.Status.BEKENDGEMAAKT
    besluit.save(update_fields=["status", "bekendmaking", "bezwaar_tot"])
    _end_betrokkenheid(besluit, besluit.bezwaar_tot)
    return besluit


def make_letters(besluit: Besluit, today: datetime.date) -> list[Brief]:
    """Return the letters that a besluit needs on a day. Raises `ValidationError` as `publish_besluit`."""
    gegevens = Briefgegevens.objects.filter(gemeente=besluit.gemeente_id).first()
    if gegevens is None:
        raise ValidationError(
            f"Voor {besluit.gemeente} is nog niet ingevuld wat er in brieven staat. Vraag het de contractmanager."
        )
    lezers = consent_needed(besluit.jeugdige, today)
    if not lezers:
        raise ValidationError("Het is niet bekend wie gezag heeft. Leg dat eerst vast bij het gezin.")
    onderzoek = Onderzoek.objects.select_related("deskundige__gebruiker").get(besluit=besluit)
    adressen = _addresses(lezers, today)
    return [
        Brief(
            besluit=besluit,
            onderzoek=onderzoek,
            gegevens=gegevens,
            lezer=lezer,
            adres=choose_address(adressen.get(lezer.pk, [])),
            kenmerk=f"{besluit.nummer}/{volgnummer}",
            volgnummer=volgnummer,
            datum=today,
            bezwaar_tot=bezwaar_until(today),
            gevraagd_op=_asked_on(besluit),
            toon=tone_for(lezer, besluit.jeugdige, today),
        )
        for volgnummer, lezer in enumerate(lezers, start=1)
    ]


def letter_context(brief: Brief) -> dict[str, Any]:
    """Return what the template of the letter needs."""
    contact = brief.besluit.voorbereid_door
    return {
        "brief": brief,
        "besluit": brief.besluit,
        "onderzoek": brief.onderzoek,
        "gegevens": brief.gegevens,
        "t": brief.toon,
        "is_voorbeeld": False,
        "adresregels": address_lines(brief.adres),
        "contact": {"naam": str(contact), "telefoon": contact.telefoon or brief.gegevens.telefoon},
    }


def _make(brief: Brief) -> Beschikking:
    pdf = render_pdf(TEMPLATE, letter_context(brief))
    return Beschikking(
        besluit=brief.besluit,
        volgnummer=brief.volgnummer,
        kenmerk=brief.kenmerk,
        geadresseerde=brief.lezer,
        pdf=pdf,
        sha256=hashlib.sha256(pdf).hexdigest(),
        verstuurd_op=brief.datum,
    )


def _addresses(personen: list[Persoon], day: datetime.date) -> dict[Any, list[Adres]]:
    found: dict[Any, list[Adres]] = {}
    for adres in Adres.objects.filter(open_on(day), persoon__in=personen):
        found.setdefault(adres.persoon_id, []).append(adres)
    return found


def _asked_on(besluit: Besluit) -> datetime.date | None:
    asked = besluit.termijnwijzigingen.filter(soort=Termijnwijziging.Soort.AANVULLING).last()
    return asked.gemeld_op if asked else None


def _end_betrokkenheid(besluit: Besluit, bezwaar_tot: datetime.date) -> None:
    """Let team passende hulp go when its work is over: after the term to object, or with the help that it arranged."""
    if besluit.is_toegekend and besluit.einddatum is None:
        return
    last_day = max(bezwaar_tot, besluit.einddatum) if besluit.is_toegekend and besluit.einddatum else bezwaar_tot
    end_betrokkenheid(bron_id=besluit.pk, einddatum=last_day)
