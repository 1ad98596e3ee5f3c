"""What beat starts. May run twice, late, or at the same time as itself."""

from celery import shared_task

from cjg.basis.api import now
from cjg.vragenlijsten import services


@shared_task
def verstuur_uitnodigingen() -> None:
    """Hand over the mails with a questionnaire that are ready."""
    services.send_uitnodigingen(clock=now)
