"""Writes the rows of the example data with COPY, in one transaction, with every constraint and trigger on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.apps import apps
from django.db import connections, models

from cjg.basis.api import EncryptedTextField
from cjg.werkplek.voorbeelddata.wereld import Rij, Wereld

ALIAS = "eigenaar"
VOOR_PLANNEN = (
    "organisatie.Gebruiker",
    "organisatie.Medewerker",
    "organisatie.Roltoekenning",
    "organisatie.Teamlidmaatschap",
    "organisatie.Afwezigheid",
    "dossier.Persoon",
    "dossier.Gezin",
    "dossier.Gezinslid",
    "dossier.Gezag",
    "dossier.Adres",
    "dossier.VerantwoordelijkeGemeente",
    "intake.Contactmoment",
    "intake.Aanmelding",
    "intake.Aangemelde",
    "intake.Wachtlijstplaats",
    "gezinsplan.Traject",
    "gezinsplan.TrajectDeelname",
    "gezinsplan.Aanspreekpunt",
    "gezinsplan.Gezinsplan",
    "gezinsplan.PlanGezin",
)
VAN_EEN_VERSIE = ("gezinsplan.Planversie", "gezinsplan.Doel", "gezinsplan.Actie", "gezinsplan.Akkoord")
NA_PLANNEN = (
    "gezinsplan.Actievoortgang",
    "gezinsplan.Evaluatie",
    "gezinsplan.Evaluatiescore",
    "toegang.Aanbieder",
    "toegang.Product",
    "toegang.Contract",
    "toegang.Mandaat",
    "toegang.Briefgegevens",
    "toegang.Besluit",
    "toegang.Onderzoek",
    "vragenlijsten.Vragenlijst",
    "vragenlijsten.Vraag",
    "vragenlijsten.Uitnodiging",
    "vragenlijsten.Antwoord",
    "dossier.Betrokkenheid",
    "dossier.Toegangsverlening",
    "dossier.Noodtoegang",
    "dossier.Clientaccount",
    "inzage.Inzageregel",
)
# A version is a concept until its goals are in; then it is frozen, as the application does.
_STEL_VAST = """
UPDATE gezinsplan_planversie AS versie
SET status = 'vastgesteld', vastgesteld_op = nieuw.op, vastgesteld_door_id = nieuw.door, versie = 2
FROM unnest(%s::uuid[], %s::date[], %s::uuid[]) AS nieuw (id, op, door)
WHERE versie.id = nieuw.id
"""
# The history triggers look for two settings and catch the error when they are not set; a caught error costs a walk
# over all foreign keys still to be checked, so that a large load would take minutes. Set, there is nothing to catch.
_HISTORIE = """
SELECT set_config('pgtrigger.ignore', '{}', true),
       set_config('pghistory.context_id', %s, true),
       set_config('pghistory.context_metadata', '{"reden": "voorbeelddata"}', true)
"""


def model_of(label: str) -> type[models.Model]:
    """Return the model of a label. Only the loader reaches for tables by name, as a restore does."""
    return apps.get_model(label)


def load(wereld: Wereld, vaststellen: list[list[Rij]]) -> dict[str, int]:
    """Write all rows; return how many there are per model."""
    with connections[ALIAS].cursor() as cursor:
        cursor.execute(_HISTORIE, [str(wereld.key(wereld.moment(wereld.peildatum)))])
    for label in VOOR_PLANNEN:
        copy_rows(label, wereld.rijen[label])
    for nummer, versies in enumerate(_per_version(wereld, vaststellen), start=1):
        for label in VAN_EEN_VERSIE:
            copy_rows(label, wereld.rijen[f"{label}#{nummer}"])
        with connections[ALIAS].cursor() as cursor:
            cursor.execute(_STEL_VAST, [[rij[naam] for rij in versies] for naam in ("id", "op", "door")])
    for label in NA_PLANNEN:
        copy_rows(label, wereld.rijen[label])
    counts: dict[str, int] = {}
    for label, rijen in wereld.rijen.items():
        counts[label.partition("#")[0]] = counts.get(label.partition("#")[0], 0) + len(rijen)
    return counts


def _per_version(wereld: Wereld, vaststellen: list[list[Rij]]) -> list[list[Rij]]:
    most = max((int(label.partition("#")[2]) for label in wereld.rijen if "#" in label), default=0)
    return [*vaststellen, *([] for _ in range(most - len(vaststellen)))]


def copy_rows(label: str, rijen: list[Rij]) -> None:
    """COPY rows of one model; columns that a row does not name get the default of the model."""
    if not rijen:
        return
    velden = [veld for veld in model_of(label)._meta.concrete_fields if veld.column]
    given = set().union(*rijen)
    columns = [(veld.attname, _default(veld), _prepare(veld)) for veld in velden if _wanted(veld, given)]
    unknown = given - {naam for naam, _, _ in columns}
    if unknown:
        raise ValueError(f"{label} has no {', '.join(sorted(unknown))}")
    names = ", ".join(f'"{naam}"' for naam, _, _ in columns)
    connection = connections[ALIAS]
    table = connection.ops.quote_name(model_of(label)._meta.db_table)
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
        for rij in rijen:
            copy.write_row(_values(rij, columns))


def _wanted(veld: models.Field[Any, Any], given: Iterable[str]) -> bool:
    return veld.attname in given or veld.has_default() or not veld.null


def _values(rij: Rij, columns: list[tuple[str, Any, Callable[[Any], Any] | None]]) -> list[Any]:
    values = []
    for naam, default, prepare in columns:
        value = rij[naam] if naam in rij else default() if callable(default) else default
        values.append(prepare(value) if prepare is not None and value is not None else value)
    return values


def _default(veld: models.Field[Any, Any]) -> Any:
    return veld.get_default if veld.has_default() else "" if veld.empty_strings_allowed and not veld.null else None


def _prepare(veld: models.Field[Any, Any]) -> Callable[[Any], Any] | None:
    if isinstance(veld, EncryptedTextField | models.JSONField):
        return lambda value: veld.get_db_prep_save(value, connections[ALIAS])
    return None
