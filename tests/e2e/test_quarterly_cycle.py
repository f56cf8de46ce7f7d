"""HR runs a quarterly cycle of template T3 for 240 people, and one person's first quarter ends well.

On every page axe-core finds nothing serious and nothing scrolls sideways (fixture `walk_as`).
"""

from datetime import UTC, date, datetime, time

import pytest
from playwright.sync_api import expect

from accounts.choices import NoticeKind
from accounts.models import (
    Assignment,
    Employee,
    ImportBatch,
    Notification,
    OrgUnitTerm,
    ReportingLine,
)
from appraisal.choices import EvaluationStage, PlanApproach, WorkPlanStage
from appraisal.models import (
    AppraisalCycle,
    CycleTemplate,
    DeadlineExtension,
    Evaluation,
    PublishedResult,
    WorkPlan,
)
from appraisal.queries.dashboard import dashboard
from appraisal.services import cycle_opening
from appraisal.services.cycle import create_cycle
from appraisal.tasks.evaluation_opening import open_due_evaluations
from tests.e2e import t3_steps as steps
from tests.e2e.t1_steps import acknowledge, evaluation_page
from tests.factories.accounts import actor_for, make_assignment, make_employee
from tests.factories.agency import make_agency
from tests.factories.self_assessment import EXAMPLE

PEOPLE = 240
EVERYBODY = PEOPLE + 2  # with HR and the chief, who are rated outside the system
OPENING, JOINING = date(2026, 1, 5), date(2026, 1, 6)


@pytest.fixture
def agency(db):
    """Return 240 people in six units."""
    return make_agency(PEOPLE)


@pytest.fixture
def on_day(november, monkeypatch):
    """Return how the calendar moves: `on_day(date)`; it is noon in Jakarta."""

    def move(day):
        moment = datetime.combine(day, time(5), UTC)
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
        return moment

    return move


@pytest.fixture
def worker_opens(monkeypatch):
    """Let a cycle of this size be too large to be opened while HR waits."""
    monkeypatch.setattr(cycle_opening, "AT_ONCE", 100)
    monkeypatch.setattr("appraisal.tasks.cycle_opening.PORTION", 100)


@pytest.fixture
def running(agency, on_day):
    """Return the cycle, opened without the pages on 5 January."""
    at, hr = on_day(OPENING), actor_for(agency.hr, OPENING)
    cycle = create_cycle(
        template=CycleTemplate.objects.get(code="T3"),
        name=steps.NAME,
        from_date=date(2026, 1, 1),
        until_date=date(2026, 12, 31),
        units=[agency.root],
        employment_kinds=[],
        approach=PlanApproach.QUANTITATIVE,
        actor=hr,
        at=at,
    )
    cycle_opening.open_cycle(cycle=cycle, actor=hr, at=at)
    return cycle


def told(kind):
    """Return the people who have a notice of a kind, in their order."""
    return list(
        Notification.objects.filter(kind=kind)
        .order_by("recipient")
        .values_list("recipient", flat=True)
    )


def keys(people):
    """Return the keys of people in their order."""
    return sorted(person.pk for person in people)


def test_hr_runs_a_quarterly_cycle(agency, walk_as, on_day, carry_out_jobs, worker_opens):
    on_day(OPENING)
    cycle = open_for_240(agency, walk_as(agency.hr), carry_out_jobs)
    on_day(JOINING)
    late_joiner_is_added(agency, walk_as(agency.hr), cycle)
    unit_and_person_get_more_time(agency, walk_as, cycle)
    wrong_supervisor_is_corrected(agency, walk_as)

    cycle.refresh_from_db()
    assert WorkPlan.objects.filter(cycle=cycle).count() == EVERYBODY + 1
    assert cycle.closed_at is None


def open_for_240(agency, hr, carry_out_jobs):
    """Prepare T3 page by page, and let the worker open it."""
    cycle = steps.prepare_quarters(hr)
    steps.open_by_the_worker(hr, cycle, carry_out_jobs)
    steps.says(hr, f"Siklus dibuka untuk {EVERYBODY} pegawai")
    assert (cycle.opening_job.done, cycle.opening_job.total) == (EVERYBODY, EVERYBODY)
    assert told(NoticeKind.CYCLE_OPENED) == keys(Employee.objects.filter(assignments__isnull=False))
    kinds = cycle.periods.order_by("until_date", "pk").values_list("kind", "number", "opened_at")
    assert sorted(kinds) == [
        ("ANNUAL", 1, None),
        *[("QUARTER", each, None) for each in range(1, 5)],
    ]
    windows = cycle.windows.values_list("period__kind", "period__number").distinct()
    assert (windows.count(), cycle.windows.count()) == (6, 1 + 3 * 5)
    return cycle


def late_joiner_is_added(agency, hr, cycle):
    """Two people come after the opening; the one with a supervisor joins, the other has to wait."""
    office = agency.offices[0]
    newcomer, stranded = make_employee("Gita Menyusul"), make_employee("Hadi Menunggu")
    make_assignment(newcomer, office.unit, supervisor=office.head, from_date=JOINING)
    make_assignment(stranded, office.unit, from_date=JOINING)
    steps.take_in(hr, cycle, newcomer)
    steps.says(hr, "Hadi Menunggu")

    plan = WorkPlan.objects.get(employee=newcomer)
    assert (plan.stage, plan.supervisor, plan.superior) == ("DRAFT", office.head, agency.chief)
    assert not WorkPlan.objects.filter(employee=stranded).exists()
    assert newcomer.pk in told(NoticeKind.CYCLE_OPENED)


def unit_and_person_get_more_time(agency, walk_as, cycle):
    """The second unit gets a week, one person of the third a few days; nobody else reads of it."""
    office, person = agency.offices[1], agency.offices[2].people[7]
    hr = walk_as(agency.hr)
    flood = "Kantor kebanjiran."
    steps.give_more_time(
        hr, cycle, "2026-02-06", flood, unit=office.unit, told=("40 pegawai akan diberi tahu",)
    )
    steps.give_more_time(
        hr, cycle, "2026-02-04", "Tugas luar kota.", person=person, told=(person.name,)
    )

    team = keys([office.head, *office.people])
    assert told(NoticeKind.DEADLINE_EXTENDED) == sorted([*team, person.pk])
    given = DeadlineExtension.objects.order_by("pk").values_list("org_unit", "employee", "people")
    assert list(given) == [(office.unit.pk, None, 40), (None, person.pk, 1)]
    days = {
        person: "4 Februari",
        office.people[0]: "6 Februari",
        agency.offices[3].people[0]: "31 Januari",
    }
    for employee, day in days.items():
        steps.says(walk_as(employee).goto("/"), day)


def wrong_supervisor_is_corrected(agency, walk_as):
    """Somebody reports the recorded supervisor; HR confirms, and the proposed plan changes hands."""
    before, after = agency.offices[3], agency.offices[4]
    person = before.people[3]
    plan = WorkPlan.objects.filter(employee=person)
    plan.update(stage=WorkPlanStage.PROPOSED, proposed_at=datetime(2026, 1, 5, 6, tzinfo=UTC))
    steps.report_supervisor(walk_as(person), after.head)
    assert plan.get().supervisor == before.head
    steps.confirm_report(walk_as(agency.hr), person)

    moved = plan.get()
    assert (moved.supervisor, moved.superior, moved.stage) == (after.head, agency.chief, "PROPOSED")
    lines = ReportingLine.objects.filter(employee=person).order_by("from_date")
    assert list(lines.values_list("supervisor", flat=True)) == [before.head.pk, after.head.pk]
    assert told(NoticeKind.SUPERVISOR_QUESTIONED) == [agency.hr.pk]
    assert told(NoticeKind.SUPERVISOR_ANSWERED) == [person.pk]
    steps.says(walk_as(after.head).goto("/tim/skp/"), person.name)
    steps.says(walk_as(before.head).goto("/pemberitahuan/"), person.name)
    steps.says(walk_as(person).goto("/akun/bukan-atasan-saya/"), after.head.name)


def test_import_is_taken_back_whole(agency, running, walk_as, on_day, carry_out_jobs, tmp_path):
    """A workbook brings one person, moves another and gives a third a new supervisor; then it is undone."""
    on_day(JOINING)
    hr, (moved, handed_over) = walk_as(agency.hr), agency.offices[5].people[:2]
    before = everything()
    path = steps.write_roster(agency, moved, handed_over, tmp_path / "mutasi.xlsx")
    batch = steps.import_workbook(hr, path, ImportBatch.objects, carry_out_jobs)
    assert batch.rows.exclude(action="REJECTED").count() == 3
    assert WorkPlan.objects.get(employee=handed_over).supervisor == agency.offices[4].head
    assert moved.assignments.get(until_date=None).org_unit == agency.offices[4].unit
    steps.take_import_back(hr, batch, carry_out_jobs)

    assert everything() == before
    hr.goto(steps.cycle_page("late_joiners", running))  # nobody is left between two posts
    steps.says(hr, "Tidak ada yang menunggu")


def everything():
    """Return what an import may write: people, posts, lines, names of units, who is in charge."""
    people = ("pk", "name", "nip", "rank", "email", "is_active", "employment_kind")
    post = ("pk", "employee", "org_unit", "job_position", "from_date", "until_date")
    line = ("pk", "assignment", "supervisor", "from_date", "until_date")
    plan = ("pk", "employee", "assignment", "supervisor", "superior", "org_unit", "job_position")
    rows = (
        Employee.objects.order_by("pk").values_list(*people),
        Assignment.objects.order_by("pk").values_list(*post),
        ReportingLine.objects.order_by("pk").values_list(*line),
        OrgUnitTerm.objects.order_by("pk").values_list(
            "pk", "unit", "name", "parent", "until_date"
        ),
        WorkPlan.objects.order_by("pk").values_list(*plan),
    )
    return [list(found) for found in rows]


def test_one_quarter_of_one_person(agency, running, walk_as, on_day, carry_out_jobs):
    office, (first, second) = agency.offices[2], running.periods.filter(kind="QUARTER")[:2]
    staff = office.people[0]
    on_day(date(2026, 1, 8))
    plan_is_agreed(office, staff, walk_as)
    calendar_opens(first, on_day(date(2026, 3, 26)), office)
    steps.assess_the_quarter(walk_as(staff), staff, EXAMPLE)
    on_day(date(2026, 4, 6))
    steps.record_achievement(walk_as(agency.hr), running, first, office.unit)
    steps.review_the_quarter(walk_as(office.head), staff)
    assert Evaluation.objects.get(employee=staff).stage == EvaluationStage.DECIDED
    on_day(date(2026, 4, 13))
    walk_as(office.head).goto(evaluation_page("evaluation_deliver", staff)).press("Serahkan hasil")
    carry_out_jobs()
    acknowledge(walk_as(staff), staff)

    assert Evaluation.objects.get(employee=staff).stage == EvaluationStage.ACKNOWLEDGED
    assert PublishedResult.objects.get().snapshot["period"]["name"] == first.name
    dashboard_shows(walk_as(agency.hr), running, first, agency.hr)
    colleague_goes_on(walk_as(office.people[1]), office.people[1])
    calendar_opens(second, on_day(date(2026, 6, 25)), office)


def plan_is_agreed(office, staff, walk_as):
    """Let one plan go through the pages, and the others of the unit be agreed beside them."""
    steps.plan_with_both_measures(walk_as(staff))
    steps.agree_plan(walk_as(office.head), staff)
    plan = WorkPlan.objects.get(employee=staff)
    assert plan.stage == WorkPlanStage.AGREED
    others = WorkPlan.objects.filter(org_unit=office.unit).exclude(pk=plan.pk)
    others.update(
        stage=WorkPlanStage.AGREED, proposed_at=plan.proposed_at, agreed_at=plan.agreed_at
    )


def calendar_opens(period, at, office):
    """Run the task of the night twice: those with an agreed plan have one evaluation, of this quarter."""
    open_due_evaluations()
    open_due_evaluations()
    found = Evaluation.objects.filter(period=period).order_by("employee")
    assert list(found.values_list("employee", flat=True)) == keys([office.head, *office.people])
    period.refresh_from_db()
    assert period.opened_at == at
    assert not period.cycle.periods.filter(
        opened_at=None, until_date__lt=period.until_date
    ).exists()
    assert not period.cycle.periods.filter(kind="ANNUAL").exclude(opened_at=None).exists()


def dashboard_shows(hr, cycle, period, administrator):
    """Read the quarter on HR's dashboard: one of all people is through."""
    hr.goto(cycle.get_absolute_url())
    expect(hr.page.locator("main [aria-current]").first).to_contain_text("Triwulan I 2026")
    cycle, actor = AppraisalCycle.objects.get(), actor_for(administrator, date(2026, 4, 13))
    board = dashboard(cycle=cycle, actor=actor, at=period.opened_at)
    assert (board.period, board.whole.total, board.whole.done) == (period, PEOPLE, 1)


def colleague_goes_on(colleague, employee):
    """Write after the deadline: others of the quarter are not shut out by a result that is released."""
    colleague.goto("/").goto(evaluation_page("self_results", employee))
    colleague.goto(evaluation_page("self_behaviours", employee)).choose("[value=MEETS]")
    colleague.fill("textarea:visible", EXAMPLE).press("Simpan dan lanjutkan")
    evaluation = Evaluation.objects.get(employee=employee)
    assert evaluation.stage == EvaluationStage.SELF_ASSESSMENT
    assert evaluation.drafts.filter(author=employee).exclude(value="").exists()
