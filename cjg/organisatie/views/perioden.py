"""What a medewerker has from–until: roles, teams, absence with its replacement."""

from __future__ import annotations

from typing import Any, ClassVar

from django.shortcuts import get_object_or_404

from cjg.basis.api import today
from cjg.organisatie.forms import AfwezigheidForm, EindeForm, LidmaatschapForm, RolForm, VervangerForm
from cjg.organisatie.models import Afwezigheid, Roltoekenning, Teamlidmaatschap
from cjg.organisatie.services import (
    change_vervanger,
    end_afwezigheid,
    end_period,
    grant_rol,
    join_team,
    register_afwezigheid,
)
from cjg.organisatie.views.basis import MedewerkerFormView


class RolNieuwView(MedewerkerFormView):
    """Give a role."""

    action = "medewerkers.rechten"
    titel, knop, gedaan = "Rol geven", "Rol opslaan", "De rol is opgeslagen."

    def make_form(self, data: Any) -> RolForm:
        return RolForm(data, initial={"begindatum": today()})

    def save(self, form: Any) -> str:
        grant_rol(medewerker=self.medewerker, **form.cleaned_data)
        return self.address


class TeamlidNieuwView(MedewerkerFormView):
    """Put somebody in a team."""

    action = "medewerkers.rechten"
    titel, knop, gedaan = "In een team plaatsen", "Team opslaan", "Het team is opgeslagen."

    def make_form(self, data: Any) -> LidmaatschapForm:
        return LidmaatschapForm(data, initial={"begindatum": today()})

    def save(self, form: Any) -> str:
        join_team(medewerker=self.medewerker, **form.cleaned_data)
        return self.address


class RolEindeView(MedewerkerFormView):
    """The last day of a role."""

    action = "medewerkers.rechten"
    titel, knop, gedaan = "Rol beëindigen", "Rol beëindigen", "De laatste dag is opgeslagen."
    model: ClassVar[Any] = Roltoekenning

    def make_form(self, data: Any) -> EindeForm:
        self.rij = get_object_or_404(self.model, pk=self.kwargs["rij"], gebruiker=self.medewerker.gebruiker_id)
        return EindeForm(data, initial={"einddatum": self.rij.einddatum or today()})

    def save(self, form: Any) -> str:
        end_period(rij=self.rij, **form.cleaned_data)
        return self.address


class TeamlidEindeView(RolEindeView):
    """The last day in a team."""

    titel, knop = "Lidmaatschap van het team beëindigen", "Lidmaatschap beëindigen"
    model = Teamlidmaatschap


class _AfwezigheidView(MedewerkerFormView):
    action = "afwezigheid.vastleggen"

    def get_afwezigheid(self) -> Afwezigheid:
        """Return the absence of the address, of this medewerker."""
        return get_object_or_404(Afwezigheid, pk=self.kwargs["rij"], medewerker=self.medewerker)


class AfwezigheidNieuwView(_AfwezigheidView):
    """Somebody is away: who takes over, until when."""

    titel, knop, gedaan = "Afwezig melden", "Afwezigheid opslaan", "De afwezigheid is opgeslagen."
    uitleg = "Schrijf niet op wat iemand heeft. De vervanger ziet de caseload tot en met de laatste dag."

    def make_form(self, data: Any) -> AfwezigheidForm:
        initial = {"begindatum": today(), "reden": Afwezigheid.Reden.ZIEK}
        return AfwezigheidForm(data, medewerker=self.medewerker, day=today(), initial=initial)

    def save(self, form: Any) -> str:
        user: Any = self.request.user
        register_afwezigheid(medewerker=self.medewerker, door=user, **form.cleaned_data)
        return self.address


class VervangerView(_AfwezigheidView):
    """Let somebody else take over."""

    titel, knop, gedaan = "Vervanger wijzigen", "Vervanger opslaan", "De vervanger is gewijzigd."

    def make_form(self, data: Any) -> VervangerForm:
        initial = {"vervanger": self.get_afwezigheid().vervanger_id}
        return VervangerForm(data, medewerker=self.medewerker, day=today(), initial=initial)

    def save(self, form: Any) -> str:
        user: Any = self.request.user
        change_vervanger(afwezigheid=self.get_afwezigheid(), door=user, **form.cleaned_data)
        return self.address


class AfwezigheidEindeView(_AfwezigheidView):
    """Somebody is back: the replacement loses the caseload after the last day."""

    titel, knop, gedaan = "Weer aanwezig", "Laatste dag opslaan", "De laatste dag van de afwezigheid is opgeslagen."

    def make_form(self, data: Any) -> EindeForm:
        return EindeForm(data, initial={"einddatum": self.get_afwezigheid().einddatum or today()})

    def save(self, form: Any) -> str:
        end_afwezigheid(afwezigheid=self.get_afwezigheid(), **form.cleaned_data)
        return self.address
