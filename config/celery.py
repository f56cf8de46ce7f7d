"""The Celery application and the beat schedule: the only list of periodic work."""

import os

from celery import Celery
from django.core.cache import cache

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

app = Celery("selaras")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_schedule = {
    # Rows are the truth, messages only wake the worker: a lost message costs five seconds.
    "sweep": {"task": "accounts.sweep", "schedule": 5.0, "options": {"expires": 5.0}},
    "hand-over": {
        "task": "appraisal.hand_over_due",
        "schedule": 3600.0,
        "options": {"expires": 3600.0},
    },
    "close-evaluations": {
        "task": "appraisal.close_due",
        "schedule": 3600.0,
        "options": {"expires": 3600.0},
    },
    "open-evaluations": {
        "task": "appraisal.open_due_evaluations",
        "schedule": 900.0,
        "options": {"expires": 900.0},
    },
}


@app.task(name="config.ping")
def ping(*, mark):
    """Leave a mark that the ready page looks for."""
    cache.set(mark, 1, timeout=60)
