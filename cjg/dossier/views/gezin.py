"""The gezinnen that one may see, and one of them on a page that reads in thirty seconds."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views import View

from cjg.basis.api import (
    Action,
    Column,
    EmptyState,
    InvalidCursorError,
    Table,
    active_chips,
    keyset_page,
    open_on,
    render_page,
    today,
)
from cjg.dossier.filters import GezinFilter
from cjg.dossier.gate import DossierView
from cjg.dossier.identiteit import identity_bar
from cjg.dossier.models import Adres, Betrokkenheid, Gezag, Gezin
from cjg.dossier.overzicht import overzicht_of
from cjg.dossier.rechten import Recht
from cjg.dossier.rules import RULES
from cjg.dossier.toegang import may
from cjg.organisatie.api import require

_COLUMNS = [
    Column("naam", "Gezin", template="dossier/cellen/gezin.html"),
    Column("kinderen", "Kinderen", template="dossier/cellen/kinderen.html"),
    Column("gemeente", "Gemeente"),
]


class GezinListView(DossierView, View):
    """The gezinnen that one may see, by name."""

    def check_entry(self) -> None:
        """Let in only who works in dossiers."""
        require(RULES, self.request.user, "gezinnen.inzien")

    def get(self, request: HttpRequest) -> HttpResponse:
        gezinnen = self.visible(Gezin.objects.select_related("gemeente").with_leden(today()))
        filterset = GezinFilter(request.GET, queryset=gezinnen, request=request)
        order = ["sorteersleutel", "id"]
        try:
            page = keyset_page(filterset.qs, order=order, cursor=request.GET.get("cursor", ""))
        except InvalidCursorError:
            page = keyset_page(filterset.qs, order=order)
        for gezin in page.rows:
            gezin.kinderen = [
                (lid.persoon, lid.persoon.age_on(today())) for lid in gezin.huidige_leden if lid.is_jeugdige
            ]
        self.show(*page.rows)
        empty = EmptyState("Geen gezinnen", "Hier staan de gezinnen waar u of uw team bij betrokken is.", icon="users")
        table = Table(
            "gezinnen",
            "Gezinnen",
            _COLUMNS,
            page.rows,
            chips=active_chips(filterset.form, request.GET),
            page=page,
            empty=empty,
            notice="U ziet alleen gezinnen waar u of uw team bij betrokken is.",
            hide_caption=True,
        )
        return render_page(request, "dossier/gezinnen.html", {"filter": filterset.form, "table": table})


class GezinView(DossierView, View):
    """One gezin: who they are, who has gezag, who is involved, and what every room has to say about it."""

    objectsoort = "gezin"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        dag = today()
        gezin: Any = self.get_visible(read_gezin(dag))
        delen = overzicht_of(request.user, gezin, dag)
        self.show(gezin)
        for deel in delen:
            self.show(*deel.getoond)
        context = {
            "gezin": gezin,
            "identity": identity_bar(gezin, day=dag, current="dossier:gezin"),
            "leden": [(lid, lid.persoon.age_on(dag)) for lid in gezin.huidige_leden],
            "gezag": gezag_per_jeugdige(gezin, dag),
            "betrokkenen": betrokkenen_of(gezin, dag),
            "delen": delen,
            "acties": self._actions(request.user, gezin),
            "mag_beheren": may(request.user, Recht.BEHEREN, gezin),
        }
        return render_page(request, "dossier/gezin.html", context)

    def _actions(self, user: Any, gezin: Gezin) -> list[Action]:
        if not may(user, Recht.BEHEREN, gezin):
            return []
        return [
            Action("Gezinslid toevoegen", reverse("dossier:lid-toevoegen", args=[gezin.pk]), icon="user-plus"),
            Action("Adres wijzigen", reverse("dossier:adres", args=[gezin.pk]), icon="home"),
            Action("Gezag wijzigen", reverse("dossier:gezag", args=[gezin.pk]), icon="pencil"),
        ]


def read_gezin(day: datetime.date) -> Any:
    """Return gezinnen with gemeente, members and the members' addresses of a day."""
    adressen = Prefetch(
        "huidige_leden__persoon__adressen",
        queryset=Adres.objects.filter(open_on(day)).order_by("soort"),
        to_attr="huidige_adressen",
    )
    return Gezin.objects.select_related("gemeente").with_leden(day).prefetch_related(adressen)


def gezag_per_jeugdige(gezin: Any, day: datetime.date) -> list[tuple[Any, list[Gezag]]]:
    """Return who has gezag over each jeugdige of a gezin on a day; holders outside the gezin are named as such."""
    jeugdigen = [lid.persoon for lid in gezin.huidige_leden if lid.is_jeugdige]
    rijen: Any = Gezag.objects.filter(open_on(day), jeugdige__in=jeugdigen).select_related("gezagsdrager")
    per_kind: dict[Any, list[Gezag]] = {kind.pk: [] for kind in jeugdigen}
    leden = {lid.persoon_id for lid in gezin.huidige_leden}
    for rij in rijen.order_by("gezagsdrager__sorteersleutel", "pk"):
        # Whoever is no member of this gezin belongs to another dossier: counted, not named.
        rij.is_lid = rij.gezagsdrager_id in leden
        per_kind[rij.jeugdige_id].append(rij)
    return [(kind, per_kind[kind.pk]) for kind in jeugdigen]


def betrokkenen_of(gezin: Gezin, day: datetime.date) -> list[Betrokkenheid]:
    """Return the teams and medewerkers that are involved on a day."""
    rijen = Betrokkenheid.objects.filter(open_on(day), gezin=gezin).select_related("team", "medewerker__gebruiker")
    gezien: dict[tuple[Any, Any], Betrokkenheid] = {}
    for rij in rijen.order_by("begindatum", "pk"):
        gezien.setdefault((rij.team_id, rij.medewerker_id), rij)
    return list(gezien.values())
