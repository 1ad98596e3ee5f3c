"""The door of `organisatie`: accounts, roles, teams, and asking who may do what."""

from django.contrib.auth.decorators import login_not_required as public

from cjg.organisatie.models import (
    Afwezigheid,
    Gebied,
    Gebruiker,
    Gemeente,
    Medewerker,
    Rol,
    Roltoekenning,
    Team,
    Teamlidmaatschap,
)
from cjg.organisatie.profiel import Profiel, profile_of
from cjg.organisatie.querysets import medewerker_of, replacement_of
from cjg.organisatie.rules import Predicate, allowed, has_role, require
from cjg.organisatie.services import create_medewerker, create_systeem, end_afwezigheid, register_afwezigheid

__all__ = [
    "Afwezigheid",
    "Gebied",
    "Gebruiker",
    "Gemeente",
    "Medewerker",
    "Predicate",
    "Profiel",
    "Rol",
    "Roltoekenning",
    "Team",
    "Teamlidmaatschap",
    "allowed",
    "create_medewerker",
    "create_systeem",
    "end_afwezigheid",
    "has_role",
    "medewerker_of",
    "profile_of",
    "public",
    "register_afwezigheid",
    "replacement_of",
    "require",
]
