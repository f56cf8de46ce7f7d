"""Who confirms when the superior acts for the supervisor, and what the calendar leaves open meanwhile."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.choices import Role
from accounts.models import Notification
from accounts.refusals import Refusal
from appraisal.models import Evaluation
from appraisal.queries.reopening import answerers, may_answer, reopenings_to_answer
from appraisal.services.evaluation import close_due_evaluations, close_evaluation
from appraisal.services.reopening import confirm_reopening, withdraw_reopening
from tests.factories.accounts import actor_for, grant_role
from tests.factories.acting import make_delegation
from tests.factories.appraisal import NOON

CAST = ("ani", "budi", "citra", "dewi", "eko", "farid")
pytestmark = pytest.mark.django_db


def who_may(office, reopening):
    """Return the people who may answer."""
    people = [getattr(office, name) for name in CAST]
    return [person for person in people if may_answer(actor_for(person), reopening)]


def test_another_administrator_confirms_where_the_superior_acts_for_the_supervisor(ask, office):
    make_delegation(office.budi, office.farid)
    grant_role(office.citra, Role.HR_ADMIN, office.agency)

    reopening = ask("dewi")

    assert list(Notification.objects.values_list("recipient", flat=True)) == [office.citra.pk]
    assert who_may(office, reopening) == [office.citra]
    assert reopenings_to_answer(actor_for(office.citra)) == [reopening]
    with pytest.raises(PermissionDenied):
        confirm_reopening(reopening=reopening, answer="", actor=actor_for(office.farid), at=NOON)
    confirm_reopening(reopening=reopening, answer="", actor=actor_for(office.citra), at=NOON)
    assert Evaluation.objects.get().stage == "REVIEW"


def test_request_is_refused_when_only_the_stand_in_could_confirm(ask, office):
    make_delegation(office.budi, office.farid)

    with pytest.raises(Refusal) as refusal:
        ask("dewi")

    assert refusal.value.code == "nobody_answers"


def test_administrator_who_acts_for_the_supervisor_is_not_told(ask, office):
    grant_role(office.citra, Role.HR_ADMIN, office.agency)
    make_delegation(office.budi, office.citra)

    reopening = ask("farid")

    told = answerers(reopening.side, reopening.evaluation, office.farid, NOON.date())
    assert told == who_may(office, reopening) == [office.dewi]


def test_result_is_not_closed_while_a_request_waits(ask, released, office, hr):
    Evaluation.objects.update(stage="ACKNOWLEDGED", delivered_at=NOON.replace(year=2025))
    reopening = ask()
    evaluation = Evaluation.objects.get()

    with pytest.raises(Refusal) as refusal:
        close_evaluation(evaluation=evaluation, actor=hr, at=NOON)

    assert refusal.value.code == "reopening_waits"
    assert close_due_evaluations(actor=hr, at=NOON) == 0
    withdraw_reopening(reopening=reopening, actor=hr, at=NOON)
    assert close_due_evaluations(actor=hr, at=NOON) == 1
