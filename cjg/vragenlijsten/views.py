"""The page behind the link: one questionnaire, without signing in."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cjg.basis.api import today
from cjg.organisatie.api import public
from cjg.vragenlijsten.forms import AntwoordenForm
from cjg.vragenlijsten.models import Informant, Uitnodiging
from cjg.vragenlijsten.services import VERLOPEN, find_uitnodiging, receive_answers


@public
@never_cache
@require_http_methods(["GET", "POST"])
def invullen(request: HttpRequest, token: str) -> HttpResponse:
    """Show the questionnaire of a link and take in its answers; nothing on it says who was asked, or about what."""
    uitnodiging = find_uitnodiging(token)
    if uitnodiging is None:
        unknown = {"organisatie": settings.ORGANISATIE_NAAM, "reden": "onbekend"}
        return render(request, "vragenlijsten/gesloten.html", unknown, status=404)
    is_jong = uitnodiging.vragenlijst.informant != Informant.OUDER
    context = {"organisatie": settings.ORGANISATIE_NAAM, "uitnodiging": uitnodiging, "is_jong": is_jong}
    if uitnodiging.ontvangen_op is not None:
        return render(request, "vragenlijsten/bedankt.html", context)
    if today() > uitnodiging.verloopt_op:
        return render(request, "vragenlijsten/gesloten.html", context | {"reden": "verlopen"}, status=410)
    form = AntwoordenForm(uitnodiging, request.POST or None)
    if request.method == "POST" and _take_in(uitnodiging, form):
        return render(request, "vragenlijsten/bedankt.html", context)
    status = 422 if form.errors else 200
    return render(request, "vragenlijsten/invullen.html", context | {"form": form}, status=status)


def _take_in(uitnodiging: Uitnodiging, form: AntwoordenForm) -> bool:
    """Keep the answers; a second click finds them kept, which is as good."""
    if not form.is_valid():
        return False
    try:
        receive_answers(uitnodiging=uitnodiging, antwoorden=form.answers(), today=today())
    except ValidationError as fout:
        if VERLOPEN in fout.messages:
            form.add_error(None, VERLOPEN)
            return False
    return True
