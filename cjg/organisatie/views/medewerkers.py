"""Medewerkers: the list, one medewerker with the history, taking somebody on, changing them and letting them go."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from cjg.basis.api import (
    Action,
    Column,
    Crumb,
    EmptyState,
    InvalidCursorError,
    Table,
    active_chips,
    keyset_page,
    now,
    render_page,
    today,
)
from cjg.organisatie.filters import MedewerkerFilter
from cjg.organisatie.forms import MedewerkerForm, UitDienstForm, WijzigenForm
from cjg.organisatie.geschiedenis import history_of
from cjg.organisatie.models import Medewerker
from cjg.organisatie.rules import RULES, allowed
from cjg.organisatie.services import (
    change_medewerker,
    create_medewerker,
    end_employment,
    reset_second_factor,
    resume_employment,
    send_invitation,
)
from cjg.organisatie.views.basis import FormView, MedewerkerFormView, MedewerkerView, RuleView, organisation_tabs

_COLUMNS = [
    Column("naam", "Naam", template="organisatie/cel_naam.html"),
    Column("functie", "Functie"),
    Column("rollen", "Rollen", template="organisatie/cel_rollen.html"),
    Column("teams", "Teams", template="organisatie/cel_teams.html"),
    Column("status", "Status", template="organisatie/cel_status.html"),
]
_GEGEVENS = ("functie", "telefoon", "registratienummer", "fte")


class MedewerkerListView(RuleView):
    """Who works here: for the beheerder all, for a teamleider the own teams."""

    action = "medewerkers.inzien"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show a page of the list."""
        user: Any = request.user
        rows: Any = Medewerker.objects.filter(gebruiker__soort="medewerker").annotate(naam=F("gebruiker__naam"))
        manages = allowed(RULES, user, "medewerkers.beheren")
        if not manages:
            rows = rows.in_teams(user.profiel.team_ids, today())
        filterset = MedewerkerFilter(request.GET, queryset=rows.for_list(today()), request=request)
        try:
            page = keyset_page(filterset.qs, order=["naam"], cursor=request.GET.get("cursor", ""))
        except InvalidCursorError:
            page = keyset_page(filterset.qs, order=["naam"])
        empty = EmptyState(
            "Geen medewerkers gevonden", "Haal een filter weg of zoek op een andere naam.", icon="search"
        )
        table = Table(
            "medewerkers",
            "Medewerkers",
            _COLUMNS,
            page.rows,
            chips=active_chips(filterset.form, request.GET),
            page=page,
            empty=empty,
            notice="" if manages else "U ziet de medewerkers van uw eigen teams.",
            hide_caption=True,
        )
        nieuw = Action("Medewerker toevoegen", reverse("organisatie:medewerker-nieuw"), "primary", "user-plus")
        context = {
            "tabs": organisation_tabs(user, "organisatie:medewerkers"),
            "filter": filterset.form,
            "table": table,
            "acties": [nieuw] if manages else [],
            "vandaag": today(),
        }
        return render_page(request, "organisatie/medewerkers.html", context)


class MedewerkerDetailView(MedewerkerView):
    """One medewerker: what is known, roles, teams, absence, and who changed what."""

    action = "medewerkers.inzien"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Show the page."""
        medewerker = self.medewerker
        gebruiker: Any = medewerker.gebruiker
        manages = allowed(RULES, request.user, "medewerkers.beheren")
        context = {
            "medewerker": medewerker,
            "gegevens": [
                ("E-mailadres", gebruiker.email),
                ("Functie", medewerker.functie),
                ("Telefoon", medewerker.telefoon),
                ("SKJ- of BIG-nummer", medewerker.registratienummer),
                ("Aantal fte", medewerker.fte.normalize()),
            ],
            "rollen": list(gebruiker.roltoekenningen.select_related("gemeente").order_by("-begindatum", "rol")),
            "teams": list(gebruiker.lidmaatschappen.select_related("team").order_by("-begindatum", "team__naam")),
            "afwezigheden": list(
                medewerker.afwezigheden.select_related("vervanger__gebruiker").order_by("-begindatum")
            ),
            "geschiedenis": history_of(medewerker) if manages else [],
            "vandaag": today(),
            "acties": self._actions(),
            "mag_rechten": allowed(RULES, request.user, "medewerkers.rechten", medewerker),
            "mag_beheren": manages,
            "mag_afwezig": allowed(RULES, request.user, "afwezigheid.vastleggen", medewerker),
            "crumbs": [Crumb("Medewerkers", reverse("organisatie:medewerkers")), Crumb(str(medewerker))],
        }
        return render_page(request, "organisatie/medewerker.html", context)

    def _actions(self) -> list[Action]:
        user, found = self.request.user, []
        if allowed(RULES, user, "medewerkers.beheren"):
            found.append(self._link("Gegevens wijzigen", "medewerker-wijzigen", "pencil"))
        if allowed(RULES, user, "afwezigheid.vastleggen", self.medewerker):
            found.append(self._link("Afwezig melden", "afwezigheid-nieuw", "calendar"))
        if allowed(RULES, user, "medewerkers.rechten", self.medewerker) and not self.medewerker.laatste_werkdag:
            found.append(self._link("Uit dienst melden", "uit-dienst", "logout"))
        return found

    def _link(self, label: str, route: str, icon: str) -> Action:
        return Action(label, reverse(f"organisatie:{route}", args=[self.medewerker.pk]), icon=icon)


class MedewerkerNieuwView(FormView):
    """Take somebody on; the invitation goes by mail."""

    action = "medewerkers.beheren"
    titel, knop = "Medewerker toevoegen", "Medewerker opslaan"
    gedaan = "De medewerker is toegevoegd."
    uitleg = "De medewerker krijgt een mail met een link om een wachtwoord te maken."

    @property
    def crumbs(self) -> list[Crumb]:
        """Return the path to this page."""
        return [Crumb("Medewerkers", reverse("organisatie:medewerkers")), Crumb(self.titel)]

    def make_form(self, data: Any) -> MedewerkerForm:
        return MedewerkerForm(data, initial={"begindatum": today()})

    def save(self, form: Any) -> str:
        data = dict(form.cleaned_data)
        team = data.pop("team")
        medewerker = create_medewerker(**data, teams=[team] if team else [])
        try:
            send_invitation(gebruiker=medewerker.gebruiker, request=self.request)
        except ValidationError as refusal:
            messages.warning(self.request, " ".join(refusal.messages))
        return reverse("organisatie:medewerker", args=[medewerker.pk])


class MedewerkerWijzigenView(MedewerkerFormView):
    """Change what is known of somebody."""

    action = "medewerkers.beheren"
    titel = "Gegevens wijzigen"

    def stored(self) -> dict[str, Any]:
        medewerker = Medewerker.objects.select_related("gebruiker").get(pk=self.medewerker.pk)
        values: dict[str, Any] = {name: getattr(medewerker, name) for name in _GEGEVENS}
        values["fte"] = medewerker.fte.normalize()
        return {"naam": medewerker.gebruiker.naam, "email": medewerker.gebruiker.email, **values}

    def make_form(self, data: Any) -> WijzigenForm:
        return WijzigenForm(data, initial={**self.stored(), "versie": self.medewerker.versie})

    def save(self, form: Any) -> str:
        data = dict(form.cleaned_data)
        change_medewerker(medewerker=self.medewerker, expected_versie=data.pop("versie"), now=now(), **data)
        return self.address


class UitDienstView(MedewerkerFormView):
    """The last working day of somebody."""

    action = "medewerkers.rechten"
    titel, knop = "Uit dienst melden", "Uit dienst melden"
    gedaan = "De laatste werkdag is opgeslagen."
    uitleg = "Draag eerst de trajecten over aan een collega. Wie uit dienst is, ziet geen dossiers meer."

    def make_form(self, data: Any) -> UitDienstForm:
        return UitDienstForm(data, initial={"laatste_werkdag": today(), "versie": self.medewerker.versie})

    def save(self, form: Any) -> str:
        data = form.cleaned_data
        end_employment(
            medewerker=self.medewerker,
            laatste_werkdag=data["laatste_werkdag"],
            expected_versie=data["versie"],
            now=now(),
        )
        return self.address


class _KnopView(MedewerkerView):
    """A button on the page of a medewerker."""

    action = "medewerkers.rechten"
    http_method_names = ("post",)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Do it, say so, and show the medewerker again."""
        try:
            messages.success(request, self.act())
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        return redirect(self.address)

    def act(self) -> str:
        """Call the service; return what was done."""
        raise NotImplementedError


class WeerInDienstView(_KnopView):
    """Take back that somebody leaves, or take them on again; roles and teams are given anew."""

    def act(self) -> str:
        resume_employment(medewerker=self.medewerker, expected_versie=self.medewerker.versie, now=now())
        return "De medewerker is weer in dienst. Geef opnieuw een rol en een team."


class UitnodigenView(_KnopView):
    """Mail the link for a password once more."""

    def act(self) -> str:
        send_invitation(gebruiker=self.medewerker.gebruiker, request=self.request)
        return f"De uitnodiging is verstuurd naar {self.medewerker.gebruiker.email}."


class TweedeStapView(_KnopView):
    """Take away the second factor of who lost it; the account is signed out everywhere."""

    def act(self) -> str:
        reset_second_factor(gebruiker=self.medewerker.gebruiker, now=now())
        return "De tweede stap is weggehaald. De medewerker maakt bij het inloggen een nieuwe."
