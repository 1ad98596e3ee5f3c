"""The log as the functionaris gegevensbescherming reads it: who did what with which dossier, and how it is sealed."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.views import View

from cjg.basis.api import (
    Badge,
    Chip,
    Column,
    EmptyState,
    InvalidCursorError,
    KeysetPage,
    Table,
    keyset_page,
    now,
    render_page,
    today,
)
from cjg.inzage.forms import LogboekFilter
from cjg.inzage.models import Inzageregel
from cjg.inzage.rules import RULES
from cjg.inzage.services import Handeling, Regel, Resultaat, actor_of, record
from cjg.inzage.zegels import Verzegeling, seal_status
from cjg.organisatie.api import require

COLUMNS = [
    Column("tijdstip", "Wanneer", template="inzage/cel_wanneer.html"),
    Column("actor_naam", "Wie", template="inzage/cel_wie.html"),
    Column("objectsoort", "Wat", template="inzage/cel_wat.html"),
    Column("gezin_id", "Over wie", template="inzage/cel_over.html"),
    Column("doel", "Waarom", template="inzage/cel_waarom.html"),
    Column("resultaat", "Resultaat", template="inzage/cel_resultaat.html"),
]


class LogboekView(View):
    """The list with its filter; reading it is itself a line in it (NEN 7513)."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show one page of lines."""
        require(RULES, request.user, "logboek.lezen")
        filter_form = LogboekFilter(request.GET, day=today())
        page = _page(filter_form.apply(Inzageregel.objects.all()), request.GET.get("cursor", ""))
        context = {
            "filter": filter_form,
            "table": _table(page, request),
            "zegel": _describe(seal_status(now())),
        }
        with transaction.atomic():
            dossier = filter_form.cleaned_data.get("dossier") if filter_form.is_valid() else None
            regel = Regel(None, dossier, "inzagelogboek", None, Handeling.LEZEN, "toezicht")
            response = render_page(
                request, "inzage/logboek.html", context, partial="lijst", status=200 if filter_form.is_valid() else 422
            )
            record(actor=actor_of(request), regels=[regel], doel="toezicht")
        return response


def _page(regels: Any, cursor: str) -> KeysetPage[Inzageregel]:
    try:
        return keyset_page(regels, order=["-tijdstip", "-id"], cursor=cursor)
    except InvalidCursorError:
        return keyset_page(regels, order=["-tijdstip", "-id"])


def _table(page: KeysetPage[Inzageregel], request: HttpRequest) -> Table:
    handeling, resultaat = request.GET.get("handeling"), request.GET.get("resultaat")
    return Table(
        id="logboek",
        caption="Inzagelogboek",
        columns=COLUMNS,
        rows=page.rows,
        page=page,
        dense=True,
        hide_caption=True,
        chips=[
            Chip("Alles", "?", on=not (handeling or resultaat)),
            Chip("Geweigerd", f"?resultaat={Resultaat.GEWEIGERD}", on=resultaat == Resultaat.GEWEIGERD),
            Chip("Noodtoegang", f"?handeling={Handeling.NOODTOEGANG}", on=handeling == Handeling.NOODTOEGANG),
        ],
        empty=EmptyState("Geen regels", "Kies een andere periode of wis een filter.", icon="eye"),
    )


def _describe(status: Verzegeling) -> dict[str, Any]:
    late = Badge("Verzegelen loopt achter", "danger", "alert-triangle")
    return {
        "status": status,
        "badge": late if status.is_late else Badge("Op tijd verzegeld", "success", "shield-check"),
    }
