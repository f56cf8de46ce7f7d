"""Records of a unit that has ended stay with the HR that was above it, and on the dashboard."""

from datetime import date

import pytest

from accounts.choices import Role
from accounts.models import OrgUnitTerm
from appraisal.choices import EvaluationStage
from appraisal.models import Evaluation, PublishedResult, WorkPlan
from appraisal.queries.participants import covered_units
from tests.factories.accounts import (
    actor_for,
    grant_role,
    make_assignment,
    make_employee,
    make_org_unit,
)
from tests.factories.appraisal import make_cycle, make_evaluation, make_work_plan
from tests.factories.results import make_published_result

TODAY = date(2026, 11, 20)


@pytest.fixture
def result(office):
    """Return the result of somebody in a section that ended in the middle of the year."""
    section = make_org_unit("Bidang Layanan", parent=office.dinas)
    post = make_assignment(make_employee("Gita Maharani"), section, supervisor=office.budi)
    cycle = make_cycle(office.dewi, units=[office.agency])
    plan = make_work_plan(cycle, post, supervisor=office.budi, superior=office.farid)
    OrgUnitTerm.objects.filter(unit=section).update(until_date=date(2026, 6, 30))
    return make_published_result(make_evaluation(plan, stage=EvaluationStage.DECIDED))


@pytest.mark.parametrize("where", ["agency", "dinas"])
@pytest.mark.parametrize("role", [Role.HR_ADMIN, Role.HR_OPERATOR])
def test_hr_above_keeps_the_records(office, result, role, where):
    grant_role(office.eko, role, getattr(office, where))
    actor = actor_for(office.eko)

    seen = [model.objects.visible_to(actor).get() for model in (WorkPlan, Evaluation)]

    assert seen == [result.evaluation.work_plan, result.evaluation]
    assert PublishedResult.objects.visible_to(actor).get() == result


def test_hr_of_another_unit_sees_none_of_them(office, result):
    grant_role(office.eko, Role.HR_ADMIN, office.elsewhere)

    assert not Evaluation.objects.visible_to(actor_for(office.eko)).exists()


def test_cycle_still_covers_the_unit(result):
    evaluation = result.evaluation

    assert evaluation.org_unit_id in covered_units(evaluation.period.cycle, TODAY)
