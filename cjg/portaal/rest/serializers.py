"""Lines of the log as a client's own app shows them (NEN 7513: when, who, in which role, what, why)."""

from __future__ import annotations

from uuid import UUID

from rest_framework import serializers

from cjg.basis.rest_api import CamelCaseSerializer
from cjg.inzage.api import Handeling, Inzageregel
from cjg.portaal.woorden import DEED, WAT, describe_rol, name_of_actor


class InzageregelSerializer(CamelCaseSerializer):
    """One line about the client, or about a jeugdige whose log the client may see."""

    uuid = serializers.UUIDField(source="id")
    tijdstip = serializers.DateTimeField()
    over = serializers.UUIDField(source="persoon_id", help_text="De persoon over wie het gaat.")
    wie = serializers.SerializerMethodField(help_text="Leeg als u het zelf was.")
    rol = serializers.SerializerMethodField()
    organisatie = serializers.CharField()
    wat = serializers.SerializerMethodField()
    handeling = serializers.SerializerMethodField()
    doel = serializers.CharField()
    noodtoegang = serializers.BooleanField()

    def get_wie(self, regel: Inzageregel) -> str:
        eigen: UUID = self.context["request"].user.pk
        return name_of_actor(regel, eigen)

    def get_rol(self, regel: Inzageregel) -> str:
        return "" if regel.grond == "client" else describe_rol(regel.rol)

    def get_wat(self, regel: Inzageregel) -> str:
        return WAT.get(regel.objectsoort, regel.objectsoort)

    def get_handeling(self, regel: Inzageregel) -> str:
        return DEED[Handeling(regel.handeling)]
