"""Abstract models and constraint builders that every app stands on."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, Self, TypeVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression, F, Func, Q
from django.db.models.sql.compiler import SQLCompiler

from cjg.basis import klok
from cjg.basis.ids import uuid7
from cjg.basis.velden import EncryptedTextField

_M = TypeVar("_M", bound=models.Model)


class Stamped(models.Model):
    """A row with a UUIDv7 key and the moments it was made and last changed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    aangemaakt_op = models.DateTimeField("aangemaakt op", default=klok.now, editable=False)
    gewijzigd_op = models.DateTimeField("gewijzigd op", default=klok.now, editable=False)

    class Meta:
        abstract = True


class Versioned(Stamped):
    """A row that people edit: `versie` counts its changes, so that a stale edit is noticed (`bump_versie`)."""

    versie = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


class StaleVersion(Exception):
    """Someone else changed this row since the edit started.

    `expected` is the version that the edit started from, `current` the version in the database (None: row is gone).
    """

    def __init__(self, expected: int, current: int | None, instance: models.Model | None = None) -> None:
        super().__init__("Iemand anders heeft dit intussen gewijzigd. Vergelijk beide versies en kies.")
        self.expected = expected
        self.current = current
        self.instance = instance


def bump_versie(instance: Versioned, expected: int, *, now: dt.datetime | None = None) -> None:
    """Take the next version number of a row, if it still is at the version that the edit started from.

    Call it first in the service, inside the transaction: the UPDATE locks the row, so that of simultaneous edits
    exactly one wins. Sets `versie` and `gewijzigd_op` on the instance. Raises `StaleVersion`.
    """
    model = type(instance)
    moment = now or klok.now()
    rows: models.QuerySet[Any] = model._base_manager.filter(pk=instance.pk)
    if not rows.filter(versie=expected).update(versie=F("versie") + 1, gewijzigd_op=moment):
        raise StaleVersion(expected, rows.values_list("versie", flat=True).first(), instance)
    instance.versie = expected + 1
    instance.gewijzigd_op = moment


class Period(models.Model):
    """A row that holds from `begindatum` up to and including `einddatum`; no einddatum means still running."""

    begindatum = models.DateField("begindatum")
    einddatum = models.DateField("einddatum", null=True, blank=True)

    class Meta:
        abstract = True

    def is_open_on(self, day: dt.date) -> bool:
        """Tell whether this row holds on a day."""
        return self.begindatum <= day and (self.einddatum is None or day <= self.einddatum)


def open_on(day: dt.date, prefix: str = "") -> Q:
    """Return the condition that a `Period` row holds on a day; `prefix` reaches it over a relation (`leden__`)."""
    return Q(**{f"{prefix}begindatum__lte": day}) & (
        Q(**{f"{prefix}einddatum__isnull": True}) | Q(**{f"{prefix}einddatum__gte": day})
    )


class PeriodQuerySet(models.QuerySet[_M]):
    """Reads by day for models with `Period`; combine it with the app's own queryset."""

    def open_on(self, day: dt.date) -> Self:
        """Keep the rows that hold on a day, first and last day included."""
        return self.filter(open_on(day))


def period_constraint(name: str) -> models.CheckConstraint:
    """Build the check that a period does not end before it begins."""
    return models.CheckConstraint(
        name=name,
        condition=Q(einddatum__isnull=True) | Q(einddatum__gte=F("begindatum")),
        violation_error_message="De einddatum ligt voor de begindatum. Kies een einddatum op of na de begindatum.",
    )


class DateRange(Func):
    """`daterange(begindatum, einddatum, '[]')`: an einddatum is the last day, an empty one has no end.

    A period that ends before it begins counts as its first day. PostgreSQL would refuse to build such a range, and
    a form would then break before it can show the message of `period_constraint`.
    """

    function = "daterange"
    output_field = DateRangeField()

    def __init__(self, begin: str | Expression = "begindatum", einde: str | Expression = "einddatum") -> None:
        super().__init__(begin, einde)

    def as_sql(  # type: ignore[override]  # Django passes more than it needs
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any
    ) -> tuple[str, tuple[Any, ...]]:
        """Write the range; NULL stays NULL in the comparison, so that an open period stays open."""
        begin, begin_params = compiler.compile(self.get_source_expressions()[0])
        einde, einde_params = compiler.compile(self.get_source_expressions()[1])
        statement = f"daterange({begin}, CASE WHEN {einde} < {begin} THEN {begin} ELSE {einde} END, '[]')"
        return statement, (*begin_params, *einde_params, *begin_params, *begin_params, *einde_params)

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        """Name the door of this app, so that migrations of other apps import nothing else."""
        begin, einde = self.get_source_expressions()
        return "cjg.basis.api.DateRange", (begin.name, einde.name), {}


def no_overlap(
    name: str,
    fields: Sequence[str],
    *,
    condition: Q | None = None,
    message: str = "In deze periode bestaat al zo'n regel. Pas de begindatum of de einddatum aan.",
) -> ExclusionConstraint:
    """Build the rule that rows equal in `fields` never overlap in time.

    Needs btree_gist: the migration that adds it depends on `("basis", "0001_uitbreidingen")`.
    """
    return ExclusionConstraint(
        name=name,
        expressions=[(DateRange(), RangeOperators.OVERLAPS), *((field, RangeOperators.EQUAL) for field in fields)],
        condition=condition,
        violation_error_message=message,
    )


class Idempotentie(models.Model):
    """A key under which a request was done, with its answer; kept for a day (`cjg.basis.idempotency`)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    actor = models.CharField(max_length=120)
    sleutel = models.CharField(max_length=255)
    verzoek_hash = models.BinaryField(default=b"")
    antwoord = EncryptedTextField(default="", blank=True)
    object_id = models.UUIDField(null=True)
    aangemaakt_op = models.DateTimeField(default=klok.now)

    class Meta:
        verbose_name = "verwerkt verzoek"
        verbose_name_plural = "verwerkte verzoeken"
        constraints = [
            models.UniqueConstraint(
                name="idempotentie_sleutel_een_keer",
                fields=["actor", "sleutel"],
                violation_error_message="Dit verzoek is al verwerkt.",
            )
        ]
        indexes = [models.Index(fields=["aangemaakt_op"], name="idempotentie_aangemaakt_op")]

    def __str__(self) -> str:
        return f"verzoek {self.pk}"


class Concept(models.Model):
    """What somebody typed into a form and has not sent yet, so that nothing is lost (`cjg.basis.concepten`)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    eigenaar = models.UUIDField()
    sleutel = models.CharField(max_length=120)
    inhoud = EncryptedTextField()
    bijgewerkt_op = models.DateTimeField(default=klok.now)

    class Meta:
        verbose_name = "concept"
        verbose_name_plural = "concepten"
        constraints = [
            models.UniqueConstraint(
                name="concept_een_per_formulier",
                fields=["eigenaar", "sleutel"],
                violation_error_message="Er is al een concept van dit formulier.",
            )
        ]
        indexes = [models.Index(fields=["bijgewerkt_op"], name="concept_bijgewerkt_op")]

    def __str__(self) -> str:
        return f"concept {self.pk}"
