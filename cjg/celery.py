"""The Celery application: every room's `tasks.py` is found by itself."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cjg.settings")

app = Celery("cjg")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
