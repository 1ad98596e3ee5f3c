"""Making a besluit known: letters as sent, the term to object, and who is still involved."""

from __future__ import annotations

import datetime
import hashlib
from functools import partial
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from cjg.basis.api import PdfError, StaleVersion, bezwaar_until, render_pdf, today
from cjg.dossier.api import Betrokkenheid, Gezag
from tests.cast import Cast
from tests.toegang.helpers import content, record_all_steps, start, take, voorziening
from toegang.models import Beschikking, Besluit, Briefgegevens
from toegang.services import bekendmaking, publish_besluit

DAY = datetime.timedelta(days=1)


@pytest.fixture
def genomen(cast: Cast, klaar: Besluit) -> Besluit:
    """A besluit for Kiki that was taken by Ida and not made known yet."""
    return take(klaar, cast.ida)


def publish(besluit: Besluit, **changes: Any) -> Besluit:
    """Make it known on top of its newest version."""
    values: dict[str, Any] = {"expected_versie": Besluit.objects.get(pk=besluit.pk).versie, "today": today()}
    return publish_besluit(besluit=besluit, **(values | changes))


def refused(besluit: Besluit, match: str) -> None:
    """Publishing must be refused and change nothing."""
    before = content(besluit)
    with pytest.raises(ValidationError, match=match):
        publish(besluit)
    assert content(besluit) == before
    assert not Beschikking.objects.exists()


def test_publishing_stores_the_letter_as_sent_and_starts_the_term(cast: Cast, genomen: Besluit) -> None:
    besluit = publish(genomen)
    assert (besluit.status, besluit.bekendmaking) == ("bekendgemaakt", today())
    assert besluit.bezwaar_tot == bezwaar_until(today())
    brief = Beschikking.objects.get(besluit=besluit)
    assert (brief.geadresseerde, brief.kenmerk, brief.verstuurd_op) == (cast.ouder, f"{besluit.nummer}/1", today())
    assert bytes(brief.pdf).startswith(b"%PDF-")
    assert brief.sha256 == hashlib.sha256(bytes(brief.pdf)).hexdigest()


def test_from_12_to_16_both_get_their_own_letter(cast: Cast, registers: None) -> None:
    besluit = start(cast, jeugdige=cast.kind14)
    record_all_steps(cast, besluit)
    publish(take(besluit, cast.ida))
    brieven = Beschikking.objects.filter(besluit=besluit)
    assert [brief.geadresseerde for brief in brieven] == [cast.kind14, cast.ouder]
    assert len({brief.sha256 for brief in brieven}) == 2


def test_besluit_not_taken_is_not_published(klaar: Besluit) -> None:
    refused(klaar, "Neem eerst het besluit")


def test_without_known_gezag_nothing_is_sent(cast: Cast, genomen: Besluit) -> None:
    Gezag.objects.filter(jeugdige=cast.kind10).delete()
    refused(genomen, "wie gezag heeft")


def test_without_data_for_letters_nothing_is_sent(genomen: Besluit) -> None:
    Briefgegevens.objects.all().delete()
    refused(genomen, "Haarlem is nog niet ingevuld")


def test_letter_that_cannot_be_made_leaves_the_besluit_as_it_was(
    genomen: Besluit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The real press, given a stylesheet that is not ours."""
    monkeypatch.setattr(bekendmaking, "TEMPLATE", "pdf/base.html")
    monkeypatch.setattr(bekendmaking, "render_pdf", partial(render_pdf, stylesheets=["elders.css"]))
    before = content(genomen)
    with pytest.raises(PdfError):
        publish(genomen)
    assert content(genomen) == before


def test_publishing_twice_is_refused(genomen: Besluit) -> None:
    publish(genomen)
    with pytest.raises(ValidationError, match="al bekendgemaakt"):
        publish(genomen)
    assert Beschikking.objects.count() == 1


def test_stale_publishing_is_refused(genomen: Besluit) -> None:
    with pytest.raises(StaleVersion):
        publish(genomen, expected_versie=1)
    assert not Beschikking.objects.exists()


def test_passende_hulp_stays_until_the_help_ends(cast: Cast, genomen: Besluit) -> None:
    besluit = publish(genomen)
    assert Betrokkenheid.objects.get(bron_id=besluit.pk).einddatum == voorziening().einddatum


def test_passende_hulp_stays_until_the_term_to_object_when_refused(cast: Cast, klaar: Besluit) -> None:
    besluit = publish(take(klaar, cast.ida, uitkomst="afgewezen"))
    assert Betrokkenheid.objects.get(bron_id=besluit.pk).einddatum == besluit.bezwaar_tot


def test_history_keeps_each_state(genomen: Besluit) -> None:
    from django.apps import apps

    publish(genomen)
    events = apps.get_model("toegang", "BesluitEvent").objects.filter(pgh_obj_id=genomen.pk).order_by("pgh_id")
    assert [event.status for event in events][-1] == "bekendgemaakt"
    assert {event.status for event in events} == {"onderzoek", "genomen", "bekendgemaakt"}
