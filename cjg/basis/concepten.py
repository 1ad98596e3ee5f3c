"""Drafts: what is typed into a form is kept while typing, so that an ended session loses nothing.

A draft belongs to one account and the address of one page. That page shows it again by itself, until the form was
sent, the draft was thrown away or thirty days have passed.
"""

import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from cjg.basis import klok
from cjg.basis.herstel import NEVER_KEPT
from cjg.basis.models import Concept

KEPT = dt.timedelta(days=30)
MAX_SIZE = 200_000
# the hidden field with the address of the page that a form stands on
PAGE_FIELD = "concept"


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
    kept = {name: list(values) for name, values in velden.items() if name not in NEVER_KEPT}
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


@dataclass(frozen=True)
class Conceptplek:
    """What a form with drafts carries: the page that it stands on, and the draft that is shown, if any."""

    pagina: str
    getoond: OpgeslagenConcept | None

    @property
    def adres(self) -> str:
        """Where the script saves the draft."""
        return reverse("concept", args=[key_of(self.pagina)])

    @property
    def weg(self) -> str:
        """Where the button posts that throws it away."""
        return reverse("concept-weg", args=[key_of(self.pagina)])


def key_of(page: str) -> str:
    """Return the key of the draft of a page: it stands in addresses and logs, so it names nobody."""
    return f"pagina-{hashlib.sha256(page.encode()).hexdigest()[:40]}"


def posted_page(request: HttpRequest) -> str:
    """Return the page that a posted form says it stands on; empty when it says none, or one that is not ours."""
    page = request.POST.get(PAGE_FIELD, "")
    is_ours = page.startswith("/") and len(page) < 500 and url_has_allowed_host_and_scheme(page, allowed_hosts=None)
    return page if is_ours else ""


def restored(request: HttpRequest, page: str = "") -> QueryDict | None:
    """Return the fields of the draft of the page that is asked for, to bind its form to (`quiet`); None without one."""
    found = _draft_for(request, page or request.get_full_path())
    return found.as_data() if found else None


def place_of(request: HttpRequest, page: str = "") -> Conceptplek | None:
    """Return what the form on a page carries; None for who is not signed in, and has no drafts."""
    user: Any = request.user
    page = page or request.get_full_path()
    return Conceptplek(page, _draft_for(request, page)) if user.is_authenticated else None


def _draft_for(request: HttpRequest, page: str) -> OpgeslagenConcept | None:
    """Read the draft once per request; a form that was just posted shows what was posted."""
    user: Any = request.user
    if request.method != "GET" or not user.is_authenticated:
        return None
    kept: dict[str, OpgeslagenConcept | None] = request.__dict__.setdefault("_concepten", {})
    if page not in kept:
        kept[page] = load_concept(eigenaar=user.pk, sleutel=key_of(page))
    return kept[page]


def keep_posted(request: HttpRequest, eigenaar: uuid.UUID) -> str:
    """Keep what was posted as the draft of its page; returns that page, empty when nothing could be kept."""
    page = posted_page(request)
    if not page:
        return ""
    try:
        save_concept(eigenaar=eigenaar, sleutel=key_of(page), velden=dict(request.POST.lists()))
    except ConceptTooLargeError:
        return ""
    return page
