"""A change of supervisor, made by HR on the day of the tests."""

import pytest
from django.utils import timezone

from appraisal.services.hand_over import change_supervisor
from tests.factories.accounts import actor_for
from tests.factories.appraisal import NOON


@pytest.fixture
def change(office):
    """Return the function that changes somebody's supervisor."""

    def make(employee, supervisor, *, by=None, **fields):
        fields = {
            "is_outside": False,
            "reason": "Pergantian pejabat",
            "from_date": timezone.localdate(NOON),
            **fields,
        }
        actor = actor_for(by or office.dewi)
        return change_supervisor(
            employee=employee, supervisor=supervisor, actor=actor, at=NOON, **fields
        )

    return make
