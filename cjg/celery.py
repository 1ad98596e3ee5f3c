"""The Celery application: every room's `tasks.py` is found by itself."""

import os
from logging.config import dictConfig
from typing import Any

from celery import Celery
from celery.signals import setup_logging
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cjg.settings")


@setup_logging.connect
def use_our_log(**kwargs: Any) -> None:
    """Keep Celery from setting up its own log, which prints arguments and errors in full."""
    dictConfig(settings.LOGGING)


app = Celery("cjg")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
