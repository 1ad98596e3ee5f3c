"""Cleaning up what may not be kept."""

from celery import shared_task

from cjg.basis import concepten, idempotency, klok


@shared_task
def clean_up() -> dict[str, int]:
    """Delete answers older than a day and drafts that nobody touched for thirty days."""
    moment = klok.now()
    return {
        "verzoeken": idempotency.delete_expired(now=moment),
        "concepten": concepten.delete_old(now=moment),
    }
