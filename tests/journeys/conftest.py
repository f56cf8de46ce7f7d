"""A year in which the day is chosen by the story, and the worker that carries out what waits."""

from datetime import datetime

import pytest
from django.utils import timezone

from accounts.tasks.sweep import sweep
from config import celery_app


class Clock:
    """The day and the hour of the story."""

    def __init__(self):
        """Begin early in January."""
        self.set(1, 5)

    def set(self, month, day, hour=9, minute=0, year=2026):
        """Go to a moment of the year."""
        self.moment = timezone.make_aware(datetime(year, month, day, hour, minute))  # noqa: DTZ001


@pytest.fixture
def clock(monkeypatch):
    """Let the story say what day it is."""
    clock = Clock()
    monkeypatch.setattr("django.utils.timezone.now", lambda: clock.moment)
    return clock


@pytest.fixture
def worker(django_capture_on_commit_callbacks):
    """Return what the worker does every few seconds: carry out the jobs that wait."""
    celery_app.loader.import_default_modules()

    def work():
        with django_capture_on_commit_callbacks(execute=True):
            sweep()

    return work
