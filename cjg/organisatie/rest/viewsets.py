"""Who am I: the account behind a token or a session, with its roles and teams of today."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from cjg.basis.api import open_on, today
from cjg.basis.rest_api import ApiViewSet
from cjg.organisatie.models import Rol, Roltoekenning, Team
from cjg.organisatie.rest.serializers import ZelfSerializer


class ZelfViewSet(ApiViewSet):
    """The account itself."""

    scope = "zelf"
    serializer_class = ZelfSerializer
    queryset = Team.objects.none()

    @extend_schema(summary="Wie ben ik", description="Het account achter dit token of deze sessie.")
    def retrieve(self, request: Request) -> Response:
        """Return who is asking."""
        user: Any = request.user
        rollen = Roltoekenning.objects.filter(open_on(today()), gebruiker=user).order_by("rol", "gemeente_id")
        token: Any = request.auth
        zelf = {
            "uuid": user.pk,
            "naam": user.naam,
            "soort": user.soort,
            "medewerker": user.profiel.medewerker_id,
            "organisatie": settings.ORGANISATIE_NAAM,
            "rollen": [{"code": rij.rol, "naam": Rol(rij.rol).label, "gemeente": rij.gemeente_id} for rij in rollen],
            "teams": Team.objects.filter(pk__in=user.profiel.team_ids).order_by("naam"),
            "scopes": sorted(token.scope.split()) if token else [],
        }
        return Response(ZelfSerializer(zelf).data)
