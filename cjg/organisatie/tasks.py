"""What the clock does in the organisation."""

from celery import shared_task

from cjg.basis.api import today
from cjg.organisatie.services import close_accounts


@shared_task
def sluit_accounts() -> int:
    """Close the accounts of who no longer works here."""
    return close_accounts(today=today())
