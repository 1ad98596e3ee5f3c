"""Drafts: what is typed into a form is kept while typing, so that an ended session loses nothing."""

import datetime as dt
import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict

from cjg.basis import klok
from cjg.basis.models import Concept

KEPT = dt.timedelta(days=30)
MAX_SIZE = 200_000
_NEVER_KEPT = frozenset({"csrfmiddlewaretoken", "eenmalig", "password", "wachtwoord"})


class ConceptTooLargeError(Exception):
    """More text than a draft holds."""


@dataclass(frozen=True)
class OpgeslagenConcept:
    """A draft as it was last saved."""

    velden: dict[str, list[str]]
    bijgewerkt_op: dt.datetime

    def as_data(self) -> QueryDict:
        """Return the fields as a form takes them: `Form(data=concept.as_data())` or as initial values."""
        data = QueryDict(mutable=True)
        for name, values in self.velden.items():
            data.setlist(name, values)
        return data


def save_concept(
    *, eigenaar: uuid.UUID, sleutel: str, velden: Mapping[str, Sequence[str]], now: dt.datetime | None = None
) -> dt.datetime:
    """Keep the fields of a form, in place of what was kept before; returns the moment. Raises `ConceptTooLargeError`."""
    kept = {name: list(values) for name, values in velden.items() if name not in _NEVER_KEPT}
    inhoud = json.dumps(kept, ensure_ascii=False)
    if len(inhoud) > MAX_SIZE:
        raise ConceptTooLargeError
    moment = now or klok.now()
    Concept.objects.bulk_create(
        [Concept(eigenaar=eigenaar, sleutel=sleutel, inhoud=inhoud.replace("\\u0000", ""), bijgewerkt_op=moment)],
        update_conflicts=True,
        unique_fields=["eigenaar", "sleutel"],
        update_fields=["inhoud", "bijgewerkt_op"],
    )
    return moment


def load_concept(*, eigenaar: uuid.UUID, sleutel: str) -> OpgeslagenConcept | None:
    """Return the draft of somebody for a form, or None."""
    row = Concept.objects.filter(eigenaar=eigenaar, sleutel=sleutel).first()
    return OpgeslagenConcept(json.loads(row.inhoud), row.bijgewerkt_op) if row else None


def delete_concept(*, eigenaar: uuid.UUID, sleutel: str) -> None:
    """Delete a draft: the form was sent, or the draft was thrown away."""
    Concept.objects.filter(eigenaar=eigenaar, sleutel=sleutel).delete()


def delete_old(*, now: dt.datetime) -> int:
    """Delete drafts that nobody touched for thirty days; returns how many."""
    return Concept.objects.filter(bijgewerkt_op__lt=now - KEPT).delete()[0]
