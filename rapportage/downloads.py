"""A file of a report as a download, for screens and API alike."""

from __future__ import annotations

from django.http import HttpResponse

from rapportage.beeld import make_beeld
from rapportage.bestanden import MIME, file_name, render_kinds
from rapportage.models import Kwartaalrapport
from rapportage.services import current_content


def file_response(rapport: Kwartaalrapport, soort: str) -> HttpResponse:
    """Return a file of a report: stored when it is adopted, made now when it is a concept; always protected."""
    if rapport.is_vastgesteld:
        inhoud = bytes(rapport.bestanden.get(soort=soort).inhoud)
    else:
        inhoud = render_kinds(rapport, make_beeld(current_content(rapport), exact=False), [soort])[soort]
    response = HttpResponse(inhoud, content_type=MIME[soort])
    response["Content-Disposition"] = f'attachment; filename="{file_name(rapport, soort)}"'
    response["Cache-Control"] = "no-store"
    return response
