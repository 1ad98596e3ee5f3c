"""What the lists of the API can be narrowed to; a wrong value is refused."""

from __future__ import annotations

from typing import ClassVar

from django_filters import ChoiceFilter, DateFilter, UUIDFilter

from cjg.basis.rest_api import ApiFilterSet
from cjg.intake.codes import Kanaal, Urgentie
from cjg.intake.models import Aanmelding, Contactmoment, Wachtlijstplaats


class ApiContactmomentFilter(ApiFilterSet):
    """Contacts by day and channel."""

    datum_vanaf = DateFilter("datum", "gte")
    datum_tot_en_met = DateFilter("datum", "lte")
    kanaal = ChoiceFilter(choices=Kanaal.choices)

    class Meta:
        model = Contactmoment
        fields: ClassVar[list[str]] = []


class ApiAanmeldingFilter(ApiFilterSet):
    """Aanmeldingen by state and gezin."""

    status = ChoiceFilter(choices=Aanmelding.Status.choices)
    gezin = UUIDFilter("gezin_id")

    class Meta:
        model = Aanmelding
        fields: ClassVar[list[str]] = []


class ApiWachtlijstFilter(ApiFilterSet):
    """The wachtlijst of one team."""

    team = UUIDFilter("team_id")
    urgentie = ChoiceFilter("aanmelding__urgentie", choices=Urgentie.choices)

    class Meta:
        model = Wachtlijstplaats
        fields: ClassVar[list[str]] = []
