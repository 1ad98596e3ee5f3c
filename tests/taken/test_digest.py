"""The one mail a day: counted, without names, handed over at most once by itself."""

import datetime as dt
import threading
from collections.abc import Iterator

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connections

from cjg.basis.api import now
from cjg.taken.api import (
    Digest,
    Taak,
    claim_next,
    judge_verzending,
    mark_uncertain,
    prepare_digests,
    scan_reminders,
    send_digests,
)
from tests.taken.conftest import MAANDAG, NU, Afspraken, Organisatie, make_organisatie
from tests.taken.smtp import Postbus, smtp_server

DAG = dt.timedelta(days=1)


@pytest.fixture
def box(settings: object) -> Iterator[Postbus]:
    """Send through a real mail server."""
    with smtp_server() as (postbus, port):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port  # type: ignore[attr-defined]
        yield postbus


def prepare(day: dt.date = MAANDAG) -> int:
    scan_reminders(today=day, now=NU)
    return prepare_digests(today=day, now=NU)


def send() -> int:
    return send_digests(clock=lambda: NU)


def statuses() -> list[str]:
    return list(Digest.objects.order_by("pk").values_list("status", flat=True))


def test_digest_counts_and_names_nobody(organisatie: Organisatie, afspraken: Afspraken) -> None:
    onderwerpen = [afspraken.add(MAANDAG + n * DAG, organisatie.anna, organisatie.team) for n in (-3, 0, 5)]
    assert prepare() == 1
    assert send() == 1
    sent = mail.outbox[0]
    assert sent.to == ["anna@cjg.example"]
    assert sent.subject == "3 taken wachten op u"
    text = str(sent.message())
    assert "3 taken" in text
    assert "is er 1 te laat" in text.replace("=\n", "")
    for onderwerp in onderwerpen:
        assert str(onderwerp) not in text
    assert "Afspraak" not in text
    assert statuses() == ["verzonden"]


def test_digest_is_made_once_a_day_and_the_rest_waits(organisatie: Organisatie, afspraken: Afspraken) -> None:
    afspraken.add(MAANDAG, organisatie.anna, organisatie.team)
    prepare()
    send()
    afspraken.add(MAANDAG + DAG, organisatie.anna, organisatie.team)
    assert prepare() == 0
    assert send() == 0
    assert prepare(MAANDAG + DAG) == 1
    assert send() == 1
    assert [sent.subject for sent in mail.outbox] == ["1 taak wacht op u"] * 2


def test_digest_waits_for_a_working_day(organisatie: Organisatie, afspraken: Afspraken) -> None:
    zaterdag = MAANDAG - 2 * DAG
    afspraken.add(zaterdag - 20 * DAG, organisatie.anna, organisatie.team)
    assert prepare(zaterdag) == 0
    assert prepare(MAANDAG) == 2  # Anna, and her teamleider because it is late


def test_digest_is_not_made_for_what_was_done_meanwhile(organisatie: Organisatie, afspraken: Afspraken) -> None:
    onderwerp = afspraken.add(MAANDAG, organisatie.anna, organisatie.team)
    scan_reminders(today=MAANDAG, now=NU)
    afspraken.remove(onderwerp)
    assert prepare() == 0


def test_digest_is_not_made_for_who_left(organisatie: Organisatie, afspraken: Afspraken) -> None:
    afspraken.add(MAANDAG, organisatie.anna, organisatie.team)
    organisatie.anna.gebruiker.is_active = False
    organisatie.anna.gebruiker.save()
    assert prepare() == 0


def test_digest_through_a_real_mail_server(organisatie: Organisatie, afspraken: Afspraken, box: Postbus) -> None:
    afspraken.add(MAANDAG - 7 * DAG, organisatie.anna, organisatie.team)
    prepare()
    assert send() == 2
    assert box.receivers == ["anna@cjg.example", "hanna@cjg.example"]
    assert statuses() == ["verzonden", "verzonden"]


def test_digest_refused_is_shown_to_a_person(organisatie: Organisatie, afspraken: Afspraken, box: Postbus) -> None:
    afspraken.add(MAANDAG, organisatie.anna, organisatie.team)
    prepare()
    box.mode = "refuse"
    send()
    assert statuses() == ["mislukt"]
    assert send() == 0
    assert box.mails == []


def test_digest_broken_off_halfway_is_uncertain_and_not_sent_again(
    organisatie: Organisatie, afspraken: Afspraken, box: Postbus
) -> None:
    afspraken.add(MAANDAG, organisatie.anna, organisatie.team)
    prepare()
    box.mode = "break"
    send()
    assert statuses() == ["onzeker"]
    box.mode = "ok"
    assert prepare() == 0
    assert send() == 0
    assert len(box.mails) == 1


def test_digest_waits_while_the_mail_server_is_away(
    organisatie: Organisatie, afspraken: Afspraken, box: Postbus, settings: object
) -> None:
    afspraken.add(MAANDAG, organisatie.anna, organisatie.team)
    prepare()
    port = settings.EMAIL_PORT  # type: ignore[attr-defined]
    settings.EMAIL_PORT = 1  # type: ignore[attr-defined]
    assert send() == 0
    assert statuses() == ["klaar"]
    settings.EMAIL_PORT = port  # type: ignore[attr-defined]
    assert send() == 1
    assert len(box.mails) == 1


def test_digest_of_a_process_that_died_becomes_uncertain(organisatie: Organisatie, afspraken: Afspraken) -> None:
    afspraken.add(MAANDAG, organisatie.anna, organisatie.team)
    prepare()
    assert claim_next(Digest, NU) is not None
    assert mark_uncertain(Digest, NU + dt.timedelta(minutes=14)) == 0
    assert send_digests(clock=lambda: NU + dt.timedelta(minutes=16)) == 0
    assert statuses() == ["onzeker"]
    assert mail.outbox == []


def test_judge_verzending_sends_again_only_when_a_person_says_so(
    organisatie: Organisatie, afspraken: Afspraken
) -> None:
    afspraken.add(MAANDAG, organisatie.anna, organisatie.team)
    prepare()
    digest = Digest.objects.get()
    with pytest.raises(ValidationError):
        judge_verzending(verzending=digest, send_again=True, door=organisatie.hanna.gebruiker, now=NU)
    Digest.objects.update(status="onzeker")
    judge_verzending(verzending=digest, send_again=True, door=organisatie.hanna.gebruiker, now=NU)
    assert send() == 1
    assert len(mail.outbox) == 1
    assert Taak.objects.filter(status="open").count() == 1


@pytest.mark.django_db(transaction=True)
def test_digests_sent_by_many_workers_at_once_go_out_once(afspraken: Afspraken, box: Postbus) -> None:
    organisatie = make_organisatie()
    for medewerker in (organisatie.anna, organisatie.bram, organisatie.hanna):
        for n in range(3):
            afspraken.add(MAANDAG + n * DAG, medewerker, organisatie.team)
    scan_reminders(today=MAANDAG, now=now())
    errors: list[BaseException] = []
    start = threading.Barrier(4)

    def work() -> None:
        try:
            start.wait(timeout=20)
            prepare_digests(today=MAANDAG, now=now())
            send_digests(clock=now)
        except BaseException as error:  # noqa: BLE001 - shown by the test
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert errors == []
    assert box.receivers == ["anna@cjg.example", "bram@cjg.example", "hanna@cjg.example"]
    assert set(statuses()) == {"verzonden"}
