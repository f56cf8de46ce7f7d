"""Prepare, leave out, open, add: the services of a cycle."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from accounts.choices import NoticeKind, Role
from accounts.models import AuditEvent, Notification, ReportingLine
from accounts.refusals import Refusal
from appraisal.choices import Phase, WorkPlanStage
from appraisal.models import AppraisalCycle, CycleTemplate, WorkPlan
from appraisal.queries.schedule import usual_schedule
from appraisal.services import cycle as services
from appraisal.services.cycle_opening import open_cycle
from appraisal.services.cycle_schedule import set_windows
from tests.factories.accounts import actor_for, grant_role, make_assignment, make_employee
from tests.factories.appraisal import NOON, WINDOWS, make_work_plan

USUAL = {
    Phase.PLAN: (date(2026, 1, 1), date(2026, 1, 31)),
    Phase.SELF_ASSESSMENT: (date(2026, 11, 16), date(2026, 12, 4)),
    Phase.REVIEW: (date(2026, 12, 7), date(2026, 12, 18)),
    Phase.DELIVERY: (date(2027, 1, 4), date(2027, 1, 15)),
}
pytestmark = pytest.mark.django_db


def create(actor, units, **changes):
    """Prepare a cycle as the page does."""
    values = {
        "template": CycleTemplate.objects.get(code="T1"),
        "name": "Penilaian kinerja 2026",
        "from_date": date(2026, 1, 1),
        "until_date": date(2026, 12, 31),
        "units": units,
        "employment_kinds": [],
        "approach": "QUANTITATIVE",
        "actor": actor,
        "at": NOON,
    }
    return services.create_cycle(**values | changes)


def actions(record):
    """Return what the audit chain of a record says."""
    events = AuditEvent.objects.filter(subject_id=record.public_id).order_by("sequence")
    return list(events.values_list("action", flat=True))


def test_created_cycle_has_period_windows_and_parts(hr, office):
    cycle = create(hr, [office.dinas])

    period = cycle.periods.get()
    assert (period.kind, period.name, period.until_date) == (
        "ANNUAL",
        "Tahun 2026",
        date(2026, 12, 31),
    )
    assert {w.phase: (w.opens_date, w.closes_date) for w in cycle.windows.all()} == USUAL
    assert cycle.windows.get(phase=Phase.PLAN).period is None
    assert cycle.requires_part("COMPETENCIES")
    assert cycle.opened_at is None
    assert actions(cycle) == ["create_cycle"]


def test_cycle_of_an_unavailable_template_is_refused(hr, office):
    CycleTemplate.objects.filter(code="T3").update(is_available=False)
    template = CycleTemplate.objects.get(code="T3")

    with pytest.raises(Refusal) as refused:
        create(hr, [office.dinas], template=template)

    assert refused.value.code == "template_unavailable"


def test_staff_cannot_create_a_cycle(office):
    with pytest.raises(PermissionDenied):
        create(actor_for(office.ani), [office.dinas])


def test_hr_of_one_unit_cannot_create_a_cycle_for_another(office):
    grant_role(office.citra, Role.HR_ADMIN, office.dinas)

    with pytest.raises(PermissionDenied):
        create(actor_for(office.citra), [office.elsewhere])


def test_usual_dates_follow_the_period(hr, office):
    cycle = create(hr, [office.dinas])
    set_windows(cycle=cycle, schedule=usual_schedule(cycle), is_strict=True, actor=hr, at=NOON)

    services.update_cycle(
        cycle=cycle,
        template=cycle.template,
        name="Penilaian kinerja 2027",
        from_date=date(2027, 1, 1),
        until_date=date(2027, 12, 31),
        approach="QUALITATIVE",
        actor=hr,
        at=NOON,
    )

    window = cycle.windows.get(phase=Phase.SELF_ASSESSMENT)
    assert (window.opens_date, window.closes_date) == (date(2027, 11, 16), date(2027, 12, 4))
    assert cycle.periods.get().name == "Tahun 2027"


def test_dates_that_hr_set_stay_when_the_period_changes(hr, draft):
    services.update_cycle(
        cycle=draft,
        template=draft.template,
        name=draft.name,
        from_date=date(2026, 1, 1),
        until_date=date(2026, 12, 30),
        approach="QUANTITATIVE",
        actor=hr,
        at=NOON,
    )

    assert {w.phase: (w.opens_date, w.closes_date) for w in draft.windows.all()} == WINDOWS


def test_opening_gives_everybody_a_draft_plan(draft, hr, office):
    count = open_cycle(cycle=draft, actor=hr, at=NOON)

    plan = WorkPlan.objects.get(cycle=draft, employee=office.ani)
    assert count == 6
    assert plan.stage == WorkPlanStage.DRAFT
    assert (plan.supervisor, plan.superior) == (office.budi, office.farid)
    assert (plan.org_unit, plan.assignment) == (office.dinas, office.assignments.ani)
    assert plan.job_position == office.assignments.ani.job_position
    assert actions(draft) == ["open_cycle"]


def test_opening_tells_everybody_where_their_plan_is(draft, hr, office):
    open_cycle(cycle=draft, actor=hr, at=NOON)

    notice = Notification.objects.get(recipient=office.ani)
    assert notice.kind == NoticeKind.CYCLE_OPENED
    assert notice.link == WorkPlan.objects.get(employee=office.ani).get_absolute_url()
    assert Notification.objects.count() == 6


def test_person_rated_outside_gets_a_plan_without_supervisor(draft, hr, office):
    open_cycle(cycle=draft, actor=hr, at=NOON)

    assert WorkPlan.objects.get(employee=office.farid).supervisor is None


def test_opening_twice_is_refused(draft, hr):
    open_cycle(cycle=draft, actor=hr, at=NOON)

    with pytest.raises(Refusal) as refused:
        open_cycle(cycle=draft, actor=hr, at=NOON)

    assert refused.value.code == "already_opened"
    assert WorkPlan.objects.count() == 6


def test_opening_what_is_blocked_is_refused_and_names_the_reason(draft, hr, office):
    make_assignment(make_employee("Gita"), office.dinas)

    with pytest.raises(Refusal) as refused:
        open_cycle(cycle=draft, actor=hr, at=NOON)

    assert refused.value.code == "not_ready"
    assert "1 pegawai belum punya atasan" in str(refused.value)
    draft.refresh_from_db()
    assert draft.opened_at is None


@pytest.mark.parametrize("count", [3, 30])
def test_opening_takes_the_same_statements_for_any_number(
    draft, hr, add_people, django_assert_num_queries, count
):
    add_people(count)

    with django_assert_num_queries(30):
        opened = open_cycle(cycle=draft, actor=hr, at=NOON)

    assert opened == 6 + count


def test_hr_of_another_unit_cannot_open(draft, office):
    grant_role(office.citra, Role.HR_ADMIN, office.elsewhere)

    with pytest.raises(PermissionDenied):
        open_cycle(cycle=draft, actor=actor_for(office.citra), at=NOON)


def test_hr_operator_cannot_open(draft, office):
    grant_role(office.citra, Role.HR_OPERATOR, office.agency)

    with pytest.raises(PermissionDenied):
        open_cycle(cycle=draft, actor=actor_for(office.citra), at=NOON)


def test_leaving_out_needs_a_reason(draft, hr, office):
    with pytest.raises(Refusal) as refused:
        services.exclude_from_cycle(
            cycle=draft, employee=office.ani, reason="  ", actor=hr, at=NOON
        )

    assert refused.value.code == "no_reason"


def test_person_left_out_gets_no_plan(draft, hr, office):
    services.exclude_from_cycle(
        cycle=draft, employee=office.ani, reason="Cuti di luar tanggungan", actor=hr, at=NOON
    )

    open_cycle(cycle=draft, actor=hr, at=NOON)

    exclusion = draft.exclusions.get()
    assert (exclusion.reason, exclusion.excluded_by) == ("Cuti di luar tanggungan", office.dewi)
    assert not WorkPlan.objects.filter(employee=office.ani).exists()


def test_person_with_a_plan_cannot_be_left_out(draft, hr, office):
    make_work_plan(draft, office.assignments.ani, supervisor=office.budi)

    with pytest.raises(Refusal) as refused:
        services.exclude_from_cycle(
            cycle=draft, employee=office.ani, reason="Cuti", actor=hr, at=NOON
        )

    assert refused.value.code == "has_plan"


def test_late_joiners_get_a_plan_and_nobody_gets_two(draft, hr, office, add_people):
    open_cycle(cycle=draft, actor=hr, at=NOON)
    add_people(2)

    joined = services.add_participants(cycle=draft, actor=hr, at=NOON)
    again = services.add_participants(cycle=draft, actor=hr, at=NOON)

    assert (joined, again, WorkPlan.objects.count()) == (2, 0, 8)
    assert actions(draft) == ["open_cycle", "add_participants"]


def test_person_taken_in_again_joins_once_the_supervisor_is_known(draft, hr, office):
    assignment = make_assignment(make_employee("Gita"), office.dinas)
    person = assignment.employee
    services.exclude_from_cycle(cycle=draft, employee=person, reason="x", actor=hr, at=NOON)
    open_cycle(cycle=draft, actor=hr, at=NOON)
    services.take_back(cycle=draft, employee=person, actor=hr, at=NOON)

    blocked = services.add_participants(cycle=draft, actor=hr, at=NOON)
    ReportingLine.objects.create(
        assignment=assignment, employee=person, supervisor=office.budi, from_date=date(2026, 1, 1)
    )
    joined = services.add_participants(cycle=draft, actor=hr, at=NOON)

    assert (blocked, joined) == (0, 1)


def test_nobody_joins_a_cycle_in_preparation(draft, hr):
    with pytest.raises(Refusal) as refused:
        services.add_participants(cycle=draft, actor=hr, at=NOON)

    assert refused.value.code == "not_running"


def test_cycle_in_preparation_is_seen_by_hr_only(draft, office):
    assert not AppraisalCycle.objects.visible_to(actor_for(office.ani)).exists()
    assert list(AppraisalCycle.objects.visible_to(actor_for(office.dewi))) == [draft]
