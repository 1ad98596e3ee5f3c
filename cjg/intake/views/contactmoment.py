"""Logging a contactmoment, the list, one's own day, looking at one and changing it."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views import View

from cjg.basis.api import (
    Action,
    Column,
    Crumb,
    EmptyState,
    StaleVersion,
    Table,
    Tile,
    active_chips,
    add_service_errors,
    differences,
    now,
    quiet,
    read_versie,
    render_page,
    restored,
    today,
)
from cjg.dossier.api import visible_to
from cjg.intake.filters import ContactmomentFilter
from cjg.intake.forms.contactmoment import ContactmomentForm, DagForm, initial_of
from cjg.intake.laatst import last_used
from cjg.intake.models import Aanmelding, Contactmoment
from cjg.intake.rules import RULES
from cjg.intake.services.contactmoment import (
    AlreadyLoggedError,
    change_contactmoment,
    log_contactmoment,
    medewerkersrol_of,
)
from cjg.intake.views.basis import RuleView, contact_tabs, read_page
from cjg.organisatie.api import allowed, require

_COLUMNS = [
    Column("datum", "Datum", template="intake/cellen/datum.html"),
    Column("get_vraagsteller_display", "Wie"),
    Column("thema_labels", "Onderwerpen"),
    Column("resultaat_labels", "Gedaan"),
    Column("get_kanaal_display", "Kanaal"),
    Column("plaats", "Waar", template="intake/cellen/plaats.html"),
]
_FIELD_OF = {"gemeente": "plaats", "wijk": "plaats"}


class ContactVastleggenView(RuleView, View):
    """Log a contactmoment, and the next."""

    action = "contactmoment.vastleggen"

    def get(self, request: HttpRequest) -> HttpResponse:
        user: Any = request.user
        form = ContactmomentForm(restored(request), laatst=last_used(user.profiel.medewerker_id))
        quiet(form)
        return self._show(request, form)

    def post(self, request: HttpRequest) -> HttpResponse:
        user: Any = request.user
        medewerker_id = user.profiel.medewerker_id
        form = ContactmomentForm(request.POST, laatst=last_used(medewerker_id))
        if not form.is_valid():
            return self._show(request, form, status=422)
        try:
            contactmoment = log_contactmoment(
                gegevens=form.gegevens(medewerkersrol_of(user.rollen)),
                medewerker_id=medewerker_id,
                today=today(),
                pk=form.cleaned_data["sleutel"],
            )
        except ValidationError as fout:
            add_service_errors(form, fout, **_FIELD_OF)
            return self._show(request, form, status=422)
        except AlreadyLoggedError as fout:
            form.add_error(None, "U heeft dit contact al opgeslagen. Slaat u nog een keer op, dan wordt het een nieuw.")
            form.take_new_key()
            return self._show(request, form, status=422, eerder=fout.contactmoment)
        messages.success(request, "Het contact is opgeslagen.")
        return redirect(_after_saving(request, contactmoment))

    def _show(self, request: HttpRequest, form: ContactmomentForm, status: int = 200, **extra: Any) -> HttpResponse:
        context = {"form": form, "tabs": contact_tabs(request.user, "intake:contactmoment-nieuw"), "eerder": None}
        context["mag_aanmelden"] = allowed(RULES, request.user, "aanmelding.maken")
        return render_page(request, "intake/contact_vastleggen.html", context | extra, status=status, draft=True)


def _after_saving(request: HttpRequest, contactmoment: Contactmoment) -> str:
    if "volgende" in request.POST:
        return reverse("intake:contactmoment-nieuw")
    if "aanmelden" in request.POST:
        return f"{reverse('intake:aanmelding-zoeken')}?contact={contactmoment.pk}"
    return reverse("intake:contactmomenten-dag") + f"?dag={contactmoment.datum.isoformat()}"


class ContactmomentListView(RuleView, View):
    """All contactmomenten, the latest first."""

    action = "contactmoment.inzien"

    def get(self, request: HttpRequest) -> HttpResponse:
        queryset: Any = Contactmoment.objects.all()
        filterset = ContactmomentFilter(request.GET, queryset=queryset.for_list(), request=request)
        page = read_page(request, filterset.qs, ["-datum", "-id"])
        chips = active_chips(filterset.form, request.GET)
        empty = EmptyState("Geen contacten gevonden", "Haal een filter weg, of kies een andere periode.", icon="search")
        if not chips:
            actie = Action("Contact vastleggen", reverse("intake:contactmoment-nieuw"))
            empty = EmptyState("Nog geen contacten", "Hier staan straks alle vragen aan het CJG.", actie, "phone-plus")
        context = {
            "tabs": contact_tabs(request.user, "intake:contactmomenten"),
            "filter": filterset.form,
            "table": Table("contacten", "Contactmomenten", _COLUMNS, page.rows, chips=chips, page=page, empty=empty),
        }
        return render_page(request, "intake/contactmomenten.html", context)


class ContactmomentDagView(RuleView, View):
    """One's own contactmomenten of a day, with what they add up to."""

    action = "contactmoment.vastleggen"

    def get(self, request: HttpRequest) -> HttpResponse:
        user: Any = request.user
        dag = DagForm(request.GET).day(today())
        queryset: Any = Contactmoment.objects.all()
        eigen = queryset.of_medewerker_on(user.profiel.medewerker_id, dag)
        page = read_page(request, eigen.for_list(), ["-id"])
        som = eigen.order_by().aggregate(aantal=Count("pk"), minuten=Sum("duur_minuten"), bereikt=Sum("aantal_bereikt"))
        tegels = [Tile("Contacten", som["aantal"]), Tile("Minuten", som["minuten"] or 0)]
        if som["bereikt"]:
            tegels.append(Tile("Bereikt in groepen", som["bereikt"]))
        actie = Action("Contact vastleggen", reverse("intake:contactmoment-nieuw"))
        empty = EmptyState("Geen contacten op deze dag", "U legde op deze dag niets vast.", actie, "phone-plus")
        context = {
            "tabs": contact_tabs(user, "intake:contactmomenten-dag"),
            "dag": dag,
            "vandaag": today(),
            "vorige": dag - datetime.timedelta(days=1),
            "volgende": dag + datetime.timedelta(days=1) if dag < today() else None,
            "tegels": tegels,
            "table": Table("dag", "Mijn contacten", _COLUMNS, page.rows, page=page, empty=empty, hide_caption=True),
        }
        return render_page(request, "intake/contactmomenten_dag.html", context)


class ContactmomentView(RuleView, View):
    """One contactmoment."""

    action = "contactmoment.inzien"

    def get(self, request: HttpRequest, pk: Any) -> HttpResponse:
        queryset: Any = Contactmoment.objects.all()
        contactmoment = get_object_or_404(queryset.for_list(), pk=pk)
        aangemeld = Aanmelding.objects.filter(contactmoment=contactmoment)
        aanmelding, is_aangemeld = visible_to(request.user, aangemeld).first(), aangemeld.exists()
        context = {
            "contactmoment": contactmoment,
            "crumbs": [Crumb("Contacten", reverse("intake:contactmomenten")), Crumb("Contact")],
            "gegevens": _describe(contactmoment),
            "acties": self._actions(request, contactmoment, aanmelding, is_aangemeld=is_aangemeld),
            "is_aangemeld": is_aangemeld,
        }
        return render_page(request, "intake/contactmoment.html", context)

    def _actions(
        self, request: HttpRequest, contactmoment: Contactmoment, aanmelding: Aanmelding | None, *, is_aangemeld: bool
    ) -> list[Action]:
        acties = []
        if aanmelding is not None:
            acties.append(Action("Naar de aanmelding", reverse("intake:aanmelding", args=[aanmelding.pk])))
        elif not is_aangemeld and allowed(RULES, request.user, "aanmelding.maken"):
            adres = f"{reverse('intake:aanmelding-zoeken')}?contact={contactmoment.pk}"
            acties.append(Action("Aanmelding maken", adres, icon="user-plus"))
        if allowed(RULES, request.user, "contactmoment.wijzigen", contactmoment):
            adres = reverse("intake:contactmoment-wijzigen", args=[contactmoment.pk])
            acties.append(Action("Wijzigen", adres, icon="pencil"))
        return acties


def _describe(contactmoment: Contactmoment) -> list[tuple[str, Any]]:
    gegevens: list[tuple[str, Any]] = [
        ("Datum", contactmoment.datum),
        ("Kanaal", contactmoment.get_kanaal_display()),
        ("Wie stelt de vraag", contactmoment.get_vraagsteller_display()),
        ("Leeftijd van het kind", contactmoment.get_leeftijdsgroep_display()),
        ("Onderwerpen", contactmoment.thema_labels),
        ("Wat is er gedaan", contactmoment.resultaat_labels),
        ("Gemeente", contactmoment.gemeente),
        ("Wijk", contactmoment.wijk),
        ("Vindplaats", contactmoment.vindplaats),
        ("Duur in minuten", contactmoment.duur_minuten),
        ("Signaal", contactmoment.get_signaal_display()),
        ("Toelichting", contactmoment.toelichting),
        ("Vastgelegd door", contactmoment.medewerker or "ingelezen uit een bestand"),
    ]
    if contactmoment.aantal_bereikt is not None:
        gegevens.insert(6, ("Aantal bereikt", contactmoment.aantal_bereikt))
    return gegevens


class ContactmomentWijzigenView(RuleView, View):
    """Change a contactmoment; of two who change it at once, the second sees both versions."""

    action = "contactmoment.vastleggen"

    def get(self, request: HttpRequest, pk: Any) -> HttpResponse:
        contactmoment = self._get(request, pk)
        typed = restored(request)
        form = ContactmomentForm(typed, laatst=last_used(None), initial=initial_of(contactmoment))
        quiet(form)
        return self._show(request, contactmoment, form, read_versie(typed) if typed else contactmoment.versie)

    def post(self, request: HttpRequest, pk: Any) -> HttpResponse:
        contactmoment = self._get(request, pk)
        form = ContactmomentForm(request.POST, laatst=last_used(None))
        expected = read_versie(request.POST)
        if not form.is_valid():
            return self._show(request, contactmoment, form, expected, status=422)
        stored = initial_of(contactmoment)
        try:
            change_contactmoment(
                contactmoment=contactmoment,
                gegevens=replace(form.gegevens(), medewerkersrol=contactmoment.medewerkersrol),
                expected_versie=expected,
                today=today(),
                now=now(),
            )
        except ValidationError as fout:
            add_service_errors(form, fout, **_FIELD_OF)
            return self._show(request, contactmoment, form, expected, status=422)
        except StaleVersion as fout:
            verschillen = differences(form, stored)
            return self._show(request, contactmoment, form, fout.current, status=409, verschillen=verschillen)
        messages.success(request, "Het contact is gewijzigd.")
        return redirect("intake:contactmoment", pk=contactmoment.pk)

    def _get(self, request: HttpRequest, pk: Any) -> Contactmoment:
        queryset: Any = Contactmoment.objects.all()
        contactmoment: Contactmoment = get_object_or_404(queryset.for_list(), pk=pk)
        require(RULES, request.user, "contactmoment.wijzigen", contactmoment)
        return contactmoment

    def _show(
        self,
        request: HttpRequest,
        contactmoment: Contactmoment,
        form: ContactmomentForm,
        versie: int | None,
        *,
        status: int = 200,
        verschillen: Any = None,
    ) -> HttpResponse:
        context = {
            "form": form,
            "contactmoment": contactmoment,
            "versie": versie,
            "verschillen": verschillen,
            "crumbs": [
                Crumb("Contacten", reverse("intake:contactmomenten")),
                Crumb("Contact", reverse("intake:contactmoment", args=[contactmoment.pk])),
                Crumb("Wijzigen"),
            ],
        }
        return render_page(request, "intake/contactmoment_wijzigen.html", context, status=status, draft=True)
