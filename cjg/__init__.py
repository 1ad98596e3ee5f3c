"""The case-management application of a Centrum voor Jeugd en Gezin."""

from cjg.celery import app as celery_app

__all__ = ["celery_app"]
