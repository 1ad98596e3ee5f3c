"""What a client's own app may ask: who looked at the dossier."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django_filters import DateFilter
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import mixins

from cjg.basis.rest_api import ApiFilterSet, ApiViewSet
from cjg.dossier.api import ClientViewSetMixin
from cjg.inzage.api import Inzageregel, is_break_glass, lines_about
from cjg.portaal.meelezen import about_whom, youths_own_accounts
from cjg.portaal.rest.serializers import InzageregelSerializer


class InzageFilter(ApiFilterSet):
    """A period, first and last day included."""

    van = DateFilter(field_name="tijdstip", lookup_expr="date__gte")
    tot = DateFilter(field_name="tijdstip", lookup_expr="date__lte")


@extend_schema_view(list=extend_schema(summary="Wie keek in mijn dossier", tags=["inzage"]))
class InzageViewSet(ClientViewSetMixin, mixins.ListModelMixin, ApiViewSet):
    """Who looked at or changed the dossier of this client: line by line, newest first."""

    scope = "inzage"
    ordering = ("-tijdstip", "-id")
    serializer_class = InzageregelSerializer
    filterset_class = InzageFilter
    queryset = Inzageregel.objects.none()

    def get_queryset(self) -> Any:
        """Return the lines about whom this client may know who looked."""
        regels = lines_about(about_whom(self), without_actors=youths_own_accounts(self))
        return regels.annotate(noodtoegang=is_break_glass())

    def show_page(self, page: Iterable[Any]) -> None:
        """Record that the client read the log about these persons."""
        soort = str(Inzageregel._meta.verbose_name)
        personen = about_whom(self)
        for persoon_id in {regel.persoon_id for regel in page}:
            self._shown.add_pairs(personen[persoon_id], [(persoon_id, None)], "lezen", soort)
