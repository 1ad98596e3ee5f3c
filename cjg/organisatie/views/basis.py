"""What the screens of the organisation share: the table of rules, and a form on a page of its own."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views import View

from cjg.basis.api import Crumb, StaleVersion, Tab, add_service_errors, keep_stale, render_page
from cjg.organisatie.models import Medewerker
from cjg.organisatie.rules import RULES, allowed, require


class RuleView(View):
    """Asks the table of rules before anything else."""

    action: ClassVar[str]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse who may not do this."""
        require(RULES, request.user, self.action, self.subject())
        return super().dispatch(request, *args, **kwargs)

    def subject(self) -> Any:
        """Return what the rule is asked about."""
        return None


class MedewerkerView(RuleView):
    """A page about one medewerker."""

    medewerker: Medewerker
    titel: ClassVar[str] = ""

    def subject(self) -> Medewerker:
        """Return the medewerker of the address; who may see nobody learns nothing from it."""
        require(RULES, self.request.user, "medewerkers.inzien")
        rows = Medewerker.objects.select_related("gebruiker").filter(gebruiker__soort="medewerker")
        self.medewerker = get_object_or_404(rows, pk=self.kwargs["pk"])
        return self.medewerker

    @property
    def address(self) -> str:
        """The page of this medewerker."""
        return reverse("organisatie:medewerker", args=[self.medewerker.pk])

    @property
    def crumbs(self) -> list[Crumb]:
        """Return the path to this page."""
        begin = [Crumb("Medewerkers", reverse("organisatie:medewerkers")), Crumb(str(self.medewerker), self.address)]
        return [*begin, Crumb(self.titel)]


class FormView(RuleView):
    """A form on a page of its own; a stale edit shows what is stored beside what was typed."""

    titel: ClassVar[str]
    knop: ClassVar[str] = "Wijziging opslaan"
    gedaan: ClassVar[str] = "De wijziging is opgeslagen."
    uitleg: ClassVar[str] = ""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Show the form."""
        return self.page(self.make_form(None))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Save; what is refused comes back with everything still typed in."""
        form = self.make_form(request.POST)
        if not form.is_valid():
            return self.page(form, status=422)
        try:
            address = self.save(form)
        except ValidationError as refusal:
            add_service_errors(form, refusal)
            return self.page(form, status=422)
        except StaleVersion as stale:
            keep_stale(form, stale.current, self.stored())
            return self.page(form, status=409)
        messages.success(request, self.gedaan)
        return redirect(address)

    def make_form(self, data: Any) -> Any:
        """Return the form, filled with what is stored."""
        raise NotImplementedError

    def save(self, form: Any) -> str:
        """Call the service; return where to go."""
        raise NotImplementedError

    def stored(self) -> dict[str, Any]:
        """Return what is stored now, by name of the field."""
        return {}

    @property
    def crumbs(self) -> list[Crumb]:
        """Return the path to this page."""
        return [Crumb("Teams", reverse("organisatie:teams")), Crumb(self.titel)]

    def page(self, form: Any, *, status: int = 200) -> HttpResponse:
        """Draw the form."""
        crumbs = self.crumbs
        context = {
            "form": form,
            "titel": self.titel,
            "knop": self.knop,
            "uitleg": self.uitleg,
            "crumbs": crumbs,
            "terug": crumbs[-2].url,
        }
        return render_page(self.request, "organisatie/formulier.html", context, status=status)


class MedewerkerFormView(MedewerkerView, FormView):
    """A form about one medewerker."""

    crumbs = MedewerkerView.crumbs


def organisation_tabs(user: Any, current: str) -> list[Tab]:
    """Return the pages about the organisation that this user may open."""
    pages = [
        ("Medewerkers", "organisatie:medewerkers", "medewerkers.inzien"),
        ("Teams en gebieden", "organisatie:teams", "teams.beheren"),
    ]
    return [Tab(label, reverse(name), name == current) for label, name, rule in pages if allowed(RULES, user, rule)]
