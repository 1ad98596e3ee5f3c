"""What the organisation tells a client of the API about itself."""

from __future__ import annotations

from rest_framework import serializers

from cjg.basis.rest_api import CamelCaseSerializer


class ZelfRolSerializer(CamelCaseSerializer):
    """A role of today; some are for one gemeente."""

    code = serializers.CharField()
    naam = serializers.CharField()
    gemeente = serializers.CharField(allow_null=True)


class ZelfTeamSerializer(CamelCaseSerializer):
    """A team of today."""

    uuid = serializers.UUIDField(source="pk")
    naam = serializers.CharField()
    soort = serializers.CharField()


class ZelfSerializer(CamelCaseSerializer):
    """Who is signed in."""

    uuid = serializers.UUIDField()
    naam = serializers.CharField()
    soort = serializers.ChoiceField(choices=["medewerker", "client", "systeem"])
    medewerker = serializers.UUIDField(allow_null=True, help_text="Wie u bent als aanspreekpunt of deskundige.")
    organisatie = serializers.CharField()
    rollen = ZelfRolSerializer(many=True)
    teams = ZelfTeamSerializer(many=True)
    scopes = serializers.ListField(child=serializers.CharField())
