"""What the lists of coaching can be narrowed to; a wrong value is refused, an object that is not yours finds nothing."""

from __future__ import annotations

from typing import ClassVar

from django_filters import ChoiceFilter, DateFilter, UUIDFilter

from cjg.basis.rest_api import ApiFilterSet
from gezinsplan.models import Evaluatie, Gezinsplan, Traject


class TrajectFilter(ApiFilterSet):
    """Trajecten of a gezin, a team, a kind or a phase."""

    gezin = UUIDFilter("gezin_id")
    team = UUIDFilter("team_id")
    soort = ChoiceFilter(choices=Traject.Soort.choices)
    status = ChoiceFilter(choices=Traject.Status.choices)

    class Meta:
        model = Traject
        fields: ClassVar[list[str]] = []


class PlanFilter(ApiFilterSet):
    """Plans of a gezin."""

    gezin = UUIDFilter("plan_gezinnen__gezin_id")

    class Meta:
        model = Gezinsplan
        fields: ClassVar[list[str]] = []


class EvaluatieFilter(ApiFilterSet):
    """Evaluaties of a traject, by kind and state, and those that are due."""

    traject = UUIDFilter("traject_id")
    soort = ChoiceFilter(choices=Evaluatie.Soort.choices)
    status = ChoiceFilter(choices=Evaluatie.Status.choices)
    uiterlijk_tot_en_met = DateFilter("uiterlijk", "lte")

    class Meta:
        model = Evaluatie
        fields: ClassVar[list[str]] = []
