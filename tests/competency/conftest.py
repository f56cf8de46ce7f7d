"""Positions whose standards are set."""

import pytest

from tests.factories.accounts import make_job_position
from tests.factories.appraisal import NOON


@pytest.fixture
def two_posts(office, monkeypatch):
    """Return a position with the levels of its kind and one without any; it is noon in November."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)
    return [make_job_position("Analis A"), make_job_position("Tenaga", grade="")]
