"""Changing the organisation: who works here, in which team and role, and who is away."""

from cjg.organisatie.services.afwezigheid import change_vervanger, end_afwezigheid, register_afwezigheid
from cjg.organisatie.services.inloggen import end_sessions, reset_second_factor, send_invitation
from cjg.organisatie.services.medewerkers import (
    change_medewerker,
    close_accounts,
    create_medewerker,
    create_systeem,
    end_employment,
    end_period,
    grant_rol,
    join_team,
    resume_employment,
)
from cjg.organisatie.services.teams import add_gebied, add_team, change_gebied, change_team

__all__ = [
    "add_gebied",
    "add_team",
    "change_gebied",
    "change_medewerker",
    "change_team",
    "change_vervanger",
    "close_accounts",
    "create_medewerker",
    "create_systeem",
    "end_afwezigheid",
    "end_employment",
    "end_period",
    "end_sessions",
    "grant_rol",
    "join_team",
    "register_afwezigheid",
    "reset_second_factor",
    "resume_employment",
    "send_invitation",
]
