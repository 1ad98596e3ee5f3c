"""What beat starts. Each may run twice, late, or at the same time as itself."""

from celery import shared_task

from cjg.basis.api import now, today
from cjg.taken import services


@shared_task
def scan_herinneringen() -> None:
    """Make the tasks and reminders that are owed by today."""
    services.scan_reminders(today=today(), now=now())


@shared_task
def verstuur_digests() -> None:
    """Make today's digests and hand over those that are ready."""
    services.prepare_digests(today=today(), now=now())
    services.send_digests(clock=now)
