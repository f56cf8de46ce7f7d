"""The Celery application and the beat schedule: the only list of periodic work."""

import os

from celery import Celery
from django.core.cache import cache

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

app = Celery("selaras")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
# What takes minutes waits in a queue of its own, so that letters and the sweep never wait for it.
LONG = (
    "accounts.read_import",
    "competency.read_standards",
    "competency.apply_standards",
    "appraisal.apply_import",
    "appraisal.undo_import",
    "appraisal.open_cycle",
    "appraisal.print_documents",
    "appraisal.pack_documents",
    "appraisal.export_table",
    "appraisal.export_audit",
    "appraisal.check_audit",
)
app.conf.task_routes = {name: {"queue": "long"} for name in LONG}
app.conf.beat_schedule = {
    # Rows are the truth, messages only wake the worker: a lost message costs five seconds.
    "sweep": {"task": "accounts.sweep", "schedule": 5.0, "options": {"expires": 5.0}},
    "remove-old-files": {
        "task": "accounts.remove_expired_files",
        "schedule": 3600.0,
        "options": {"expires": 3600.0},
    },
    "close-accounts": {
        "task": "accounts.close_ended_accounts",
        "schedule": 3600.0,
        "options": {"expires": 3600.0},
    },
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
    "forget-removed-entries": {
        "task": "appraisal.forget_removed_entries",
        "schedule": 600.0,
        "options": {"expires": 600.0},
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
