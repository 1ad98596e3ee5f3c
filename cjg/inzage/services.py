"""Writing the log: all lines of one display in one statement, in the transaction of what is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet
from django.http import HttpRequest

from cjg.basis.api import uuid7
from cjg.inzage.models import Inzageregel

Handeling = Inzageregel.Handeling
Resultaat = Inzageregel.Resultaat


@dataclass(frozen=True, slots=True)
class Actor:
    """Who looks: a person or a system, with the roles of that moment (NEN 7513: user, role, organisation)."""

    id: UUID | None
    naam: str
    rol: str
    organisatie: str
    verzoek_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Regel:
    """One thing shown: which person, in which dossier, through which object, and on what ground."""

    persoon_id: UUID | None
    gezin_id: UUID | None
    objectsoort: str
    object_id: UUID | None
    handeling: str
    grond: str


def actor_of(request: HttpRequest) -> Actor:
    """Return who is asking, as the log names them: no address, no device, only who and in which role."""
    user: Any = request.user
    known = user.is_authenticated
    return Actor(
        id=user.pk if known else None,
        naam=user.naam if known else "",
        rol=(", ".join(sorted(user.rollen)) or user.soort) if known else "",
        organisatie=settings.ORGANISATIE_NAAM,
        verzoek_id=getattr(request, "verzoek_id", None),
    )


# What the application may fill in; see `InzageConfig.ready`.
COLUMNS = (
    *("id", "actor_id", "actor_naam", "rol", "organisatie", "persoon_id", "gezin_id", "objectsoort", "object_id"),
    *("handeling", "doel", "grond", "resultaat", "verzoek_id"),
)

_INSERT = f"""
INSERT INTO inzage_inzageregel ({", ".join(COLUMNS)})
SELECT id, %s, %s, %s, %s, persoon_id, regel.gezin_id, objectsoort, object_id, handeling, %s, {{grond}}, %s, %s
FROM unnest(%s::uuid[], %s::uuid[], %s::uuid[], %s::text[], %s::uuid[], %s::text[], %s::text[])
    AS regel (id, persoon_id, gezin_id, objectsoort, object_id, handeling, grond)
"""  # noqa: S608 - constant names
_GIVEN = _INSERT.format(grond="grond")
# A line about a dossier that says no ground has one of these, or else the usual one.
_FOUND = (
    _INSERT.format(
        grond="CASE WHEN grond <> '' OR regel.gezin_id IS NULL THEN grond ELSE coalesce(verleend.soort, %s) END"
    )
    + "LEFT JOIN ({gronden}) AS verleend (gezin_id, soort) ON verleend.gezin_id = regel.gezin_id"
)


@dataclass(frozen=True, slots=True)
class Gronden:
    """Where the ground of a line is read, when the line itself says none: in the statement that writes it.

    `rows` gives at most one row per dossier: its key and the ground. A dossier without a row gets `anders`.
    """

    rows: QuerySet[Any, Any]
    anders: str


def record(
    *,
    actor: Actor,
    regels: Sequence[Regel],
    doel: str,
    resultaat: str = Resultaat.GELUKT,
    gronden: Gronden | None = None,
) -> None:
    """Write lines to the log in one INSERT; the database sets the time and the transaction.

    Arguments: the actor, the lines, the purpose (`doel`, at most 60 characters), the result, and where the ground of
    lines without one is found. Raises `django.db.Error` when a line cannot be written; the caller shows nothing then.
    """
    if not regels:
        return
    sql, anders, found = _GIVEN, [], []
    if gronden is not None:
        rows, parameters = gronden.rows.query.sql_with_params()
        sql, anders, found = _FOUND.format(gronden=rows), [gronden.anders], list(parameters)
    with connection.cursor() as cursor:
        cursor.execute(
            sql,
            [
                actor.id,
                actor.naam[:120],
                actor.rol[:120],
                actor.organisatie[:120],
                doel[:60],
                *anders,
                str(resultaat),
                actor.verzoek_id,
                [uuid7() for _ in regels],
                [regel.persoon_id for regel in regels],
                [regel.gezin_id for regel in regels],
                [regel.objectsoort[:60] for regel in regels],
                [regel.object_id for regel in regels],
                [str(regel.handeling) for regel in regels],
                [str(regel.grond) for regel in regels],
                *found,
            ],
        )
