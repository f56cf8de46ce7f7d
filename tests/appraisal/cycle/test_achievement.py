"""The achievement of units (product.md 9.1 and 9.25; worked example W04)."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from accounts.choices import PositionKind, Role
from accounts.models import AuditEvent
from accounts.refusals import Refusal
from appraisal.choices import EvaluationStage
from appraisal.queries.achievement import achievement_for
from appraisal.queries.review_summary import whom_to_ask
from appraisal.services.unit_achievement import record_achievement
from tests.factories.accounts import (
    actor_for,
    grant_role,
    make_assignment,
    make_employee,
    make_job_position,
    make_org_unit,
)
from tests.factories.appraisal import (
    NOON,
    make_achievement,
    make_cycle,
    make_evaluation,
    make_work_plan,
)

TODAY = date(2026, 11, 20)
pytestmark = pytest.mark.django_db


@pytest.fixture
def cycle(office):
    """Return a running cycle."""
    return make_cycle(office.dewi, units=[office.agency])


@pytest.fixture
def period(cycle):
    """Return its period."""
    return cycle.periods.get()


@pytest.fixture
def section(office):
    """Return a section of the dinas led by Kiki."""
    unit = make_org_unit("Bidang Contoh", parent=office.dinas)
    chief = make_job_position("Kepala Bidang", PositionKind.ADMINISTRATOR)
    make_assignment(
        make_employee("Kiki"), unit, supervisor=office.farid, job_position=chief, is_head=True
    )
    return unit


def head_of(unit):
    """Return the person who leads a unit."""
    return unit.assignments.get(is_head=True).employee


def record(unit, period, actor, **changes):
    """Record as the page does."""
    values = {
        "value": "GOOD",
        "source": "LKjIP 2026",
        "set_date": date(2026, 11, 10),
        "is_last_year": False,
    }
    return record_achievement(
        org_unit=unit, period=period, **values | changes, actor=actor, at=NOON
    )


def test_unit_led_by_the_supervisor_counts_before_the_office_above(section, office, period):
    make_achievement(office.dinas, period, office.dewi, "GOOD")
    own = make_achievement(section, period, office.dewi, "OUTSTANDING")

    assert achievement_for(head_of(section), period, TODAY) == own  # W04 d


def test_nearest_unit_above_counts_where_the_own_has_none(section, office, period):
    make_achievement(office.agency, period, office.dewi, "POOR")
    above = make_achievement(office.dinas, period, office.dewi, "GOOD")

    assert achievement_for(head_of(section), period, TODAY) == above


def test_supervisor_who_leads_no_unit_takes_the_own_unit(office, period):
    own = make_achievement(office.dinas, period, office.dewi)

    assert achievement_for(office.budi, period, TODAY) == own


def test_nothing_recorded_means_nothing(office, period):
    assert achievement_for(office.budi, period, TODAY) is None  # W04 e: decide refuses without it


def test_unit_below_or_beside_does_not_count(section, office, period):
    make_achievement(section, period, office.dewi)
    make_achievement(office.elsewhere, period, office.dewi)

    assert achievement_for(office.farid, period, TODAY) is None


def test_last_years_value_says_which_year(office, period, hr):
    achievement = record(office.dinas, period, hr, is_last_year=True)

    assert (achievement.year, achievement.is_last_year) == (2025, True)  # W04 c


def test_this_years_value_carries_this_year(office, period, hr):
    assert record(office.dinas, period, hr).year == 2026


def test_correction_replaces_the_value_and_both_are_audited(office, period, hr):
    record(office.dinas, period, hr)
    achievement = record(office.dinas, period, hr, value="POOR")

    events = AuditEvent.objects.filter(subject_id=achievement.public_id).order_by("sequence")
    assert list(events.values_list("action", "data__value")) == [
        ("record_achievement", "GOOD"),
        ("correct_achievement", "POOR"),
    ]


def test_head_of_the_unit_may_record(office, period):
    achievement = record(office.dinas, period, actor_for(office.farid))

    assert achievement.recorded_by == office.farid


@pytest.mark.parametrize("name", ["ani", "budi", "eko"])
def test_others_may_not_record(name, office, period):
    with pytest.raises(PermissionDenied):
        record(office.dinas, period, actor_for(getattr(office, name)))


def test_hr_of_another_unit_may_not_record(office, period):
    grant_role(office.citra, Role.HR_ADMIN, office.elsewhere)

    with pytest.raises(PermissionDenied):
        record(office.dinas, period, actor_for(office.citra))


def test_value_set_on_a_day_to_come_is_refused(office, period, hr):
    with pytest.raises(Refusal) as refused:
        record(office.dinas, period, hr, set_date=NOON.date() + timedelta(days=1))

    assert refused.value.code == "set_later"


def test_value_without_source_is_refused(office, period, hr):
    with pytest.raises(Refusal) as refused:
        record(office.dinas, period, hr, source=" ")

    assert refused.value.code == "no_source"


def decided(cycle, office):
    """Return a decided evaluation of Ani by Budi."""
    plan = make_work_plan(cycle, office.assignments.ani, supervisor=office.budi)
    return make_evaluation(plan, stage=EvaluationStage.DECIDED)


@pytest.mark.parametrize("unit", ["dinas", "agency"])
def test_change_under_decided_results_is_refused(unit, cycle, office, period, hr):
    make_achievement(getattr(office, unit), period, office.dewi)
    decided(cycle, office)

    with pytest.raises(Refusal) as refused:
        record(getattr(office, unit), period, hr, value="POOR")

    assert refused.value.code == "results_decided"


def test_change_of_another_unit_stays_possible(cycle, office, period, hr):
    make_achievement(office.dinas, period, office.dewi)
    decided(cycle, office)

    assert record(office.elsewhere, period, hr).value == "GOOD"


def test_change_while_results_are_reviewed_stays_possible(cycle, office, period, hr):
    plan = make_work_plan(cycle, office.assignments.ani, supervisor=office.budi)
    make_evaluation(plan, stage=EvaluationStage.REVIEW)

    assert record(office.dinas, period, hr).value == "GOOD"


def test_unit_led_as_acting_head_counts_before_the_own_unit(section, office, period):
    unit = make_org_unit("Dinas Kosong", parent=office.agency)
    acting = make_job_position("Kepala Dinas", PositionKind.JPT_PRATAMA)
    make_assignment(office.budi, unit, job_position=acting, is_head=True, kind="PLT")
    make_achievement(office.dinas, period, office.dewi, "GOOD")
    led = make_achievement(unit, period, office.dewi, "OUTSTANDING")

    assert achievement_for(office.budi, period, TODAY) == led


def test_unit_led_for_good_counts_before_the_one_led_for_a_while(section, office, period):
    chief = head_of(section)
    acting = make_job_position("Kepala Dinas", PositionKind.JPT_PRATAMA)
    make_assignment(chief, office.elsewhere, job_position=acting, is_head=True, kind="PLT")
    make_achievement(office.elsewhere, period, office.dewi, "GOOD")
    own = make_achievement(section, period, office.dewi, "OUTSTANDING")

    assert achievement_for(chief, period, TODAY) == own


def test_closed_account_is_not_named_as_the_one_to_ask(office, cycle, period):
    plan = make_work_plan(cycle, office.assignments.ani, supervisor=office.budi)
    evaluation = make_evaluation(plan)
    before = whom_to_ask(evaluation, TODAY)
    office.dewi.is_active = False
    office.dewi.save(update_fields=["is_active"])

    assert (before, whom_to_ask(evaluation, TODAY)) == (
        "Dewi Anggraini",
        "pengelola kepegawaian Anda",
    )
