"""The figures as JSON, in the words of the REST API."""

from __future__ import annotations

import json
from typing import Any

from rapportage.beeld import Beeld
from rapportage.bestanden.regels import Regel, report_lines
from rapportage.models import Kwartaalrapport


def line_as_data(regel: Regel) -> dict[str, Any]:
    """Return one figure as the API gives it; a protected one has no value."""
    cijfer = regel.cijfer
    share = regel.indicator.maat == "aandeel"
    return {
        "indicator": regel.indicator.code,
        "deel": regel.indicator.sleutel.partition(".")[2],
        "uitsplitsing": regel.uitsplitsing,
        "waarde": cijfer.waarde,
        "tekst": cijfer.tekst,
        "eenheid": regel.indicator.eenheid,
        "teller": cijfer.teller if share else None,
        "noemer": cijfer.aantal if share else None,
        "vorige": [
            {"kwartaal": code, "waarde": ander.waarde, "tekst": ander.tekst, "afgeschermd": ander.is_afgeschermd}
            for code, ander in regel.vorige
        ],
        "afgeschermd": cijfer.is_afgeschermd,
    }


def render_json(rapport: Kwartaalrapport, beeld: Beeld) -> bytes:
    """Return a report as JSON, with its definitions and the fingerprint of the frozen figures."""
    inhoud = {
        "jaar": rapport.jaar,
        "kwartaal": rapport.kwartaal,
        "gemeente": rapport.gebied,
        "gemeenteNaam": beeld.gebied_naam,
        "status": rapport.status,
        "sha256": rapport.sha256,
        "toelichting": beeld.toelichting,
        "indicatoren": [
            {
                "code": indicator.code,
                "naam": indicator.naam,
                "definitie": indicator.definitie,
                "eenheid": indicator.eenheid,
                "bron": indicator.bron,
                "peildatum": indicator.peildatum,
                "doel": indicator.doel,
                "naregistratie": indicator.naregistratie,
            }
            for indicator in beeld.indicatoren
        ],
        "cijfers": [line_as_data(regel) for regel in report_lines(beeld)],
    }
    return json.dumps(inhoud, ensure_ascii=False, indent=1).encode()
