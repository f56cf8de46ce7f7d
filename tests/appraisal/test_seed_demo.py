"""The demo: an invented city in which every page has life."""

from collections import Counter
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import Count, F, Q, Sum
from django.test import Client, override_settings
from django.utils import timezone

from accounts.choices import EmployeeKind, Role
from accounts.models import (
    AccessRecord,
    BackgroundJob,
    Delegation,
    Employee,
    ImportBatch,
    Leave,
    Notification,
    OrgUnit,
    RoleGrant,
)
from accounts.queries.sign_in import DEMO_DOMAIN, demo_accounts
from accounts.queries.supervisor_correction import reports_for_hr
from accounts.rules.nip import parse_nip
from appraisal.choices import (
    CycleOption,
    EvaluationStage,
    NarrativeKind,
    PeriodKind,
    Phase,
    RatingLabel,
    TeamStatus,
    WorkPlanStage,
)
from appraisal.models import (
    AppraisalCycle,
    CompetencyClaim,
    DeadlineExtension,
    DocumentCounter,
    DraftField,
    Evaluation,
    EvaluationChange,
    IssuedDocument,
    NarrativeAnswer,
    PerformanceDialogue,
    PhaseWindow,
    PlannedResult,
    PublishedResult,
    Reminder,
    WorkPlan,
    WorkPlanChange,
)
from appraisal.queries.audit import audit_damage
from appraisal.queries.late_joiner import late_joiners_of
from appraisal.queries.leader import ground_of, overview
from appraisal.queries.period import current_period, periods_of
from appraisal.queries.questionnaire import section_progress
from appraisal.queries.readiness import readiness
from appraisal.queries.reopening import reopenings_to_answer
from appraisal.queries.team_board import team_board
from appraisal.rules.explanation import recompute
from appraisal.services.export import EXPORT_TASK
from tests.crawl import crawl
from tests.factories.accounts import actor_for

DEMO = {"DEMO": True, "DEMO_PASSWORD": "selaras-demo"}
TALKERS = ("ratna", "hendra", "rosalina", "maya", "imam", "sekda", "auditor", "kartika", "ahmad")
QUARTERLY = ("theresia", "galih")
HALF_YEARLY = ("wisnu", "melda")


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """Seed once for all tests of this file, in a transaction that is thrown away."""
    with django_db_blocker.unblock(), override_settings(**DEMO), transaction.atomic():
        call_command("seed_demo", stdout=StringIO())
        connection.check_constraints()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def running(demo, db):
    return AppraisalCycle.objects.running().get(template__code="T1")


@pytest.fixture
def quarterly(demo, db):
    """The cycle of the civil registry, which is appraised quarter by quarter."""
    return AppraisalCycle.objects.running().get(template__code="T3")


@pytest.fixture
def half_yearly(demo, db):
    """The cycle of the library: half years, criteria, and the supervisor marks first."""
    return AppraisalCycle.objects.running().get(template__code="T2")


@pytest.fixture
def finished(demo, db):
    return AppraisalCycle.objects.get(closed_at__isnull=False)


def person(name):
    """Return the owner of a demo account."""
    return Employee.objects.get(email=f"{name}{DEMO_DOMAIN}")


def sizes():
    """Return how many rows each table has."""
    models = [model for model in apps.get_models() if model._meta.managed]
    return {model._meta.label: model.objects.count() for model in models}


def test_outside_a_demo_nothing_is_written(db, settings):
    settings.DEMO = False
    before = OrgUnit.objects.count()

    with pytest.raises(CommandError):
        call_command("seed_demo")

    assert OrgUnit.objects.count() == before


def test_second_run_changes_nothing(running):
    before = sizes()
    said = StringIO()

    call_command("seed_demo", stdout=said)

    assert sizes() == before
    assert "already" in said.getvalue()


def test_people_are_many_and_have_valid_numbers(running):
    staff = Employee.objects.filter(kind=EmployeeKind.ASN)

    assert 230 <= staff.count() <= 250
    assert {parse_nip(each.nip).kind for each in staff.filter(employment_kind="PNS")} == {"PNS"}
    assert {parse_nip(each.nip).sex for each in staff.filter(sex="F")} == {"F"}
    assert {parse_nip(each.nip).kind for each in staff.filter(employment_kind="PPPK")} == {"PPPK"}


def test_every_stage_of_a_plan_is_there(running):
    stages = set(WorkPlan.objects.filter(cycle=running).values_list("stage", flat=True))
    moves = set(WorkPlanChange.objects.values_list("transition", flat=True))

    assert stages == set(WorkPlanStage.values)
    assert moves == {"propose", "return_plan", "agree"}


def test_every_stage_of_an_evaluation_is_there(running):
    evaluations = Evaluation.objects.filter(period__cycle=running)
    moves = EvaluationChange.objects.filter(evaluation__period__cycle=running)

    assert set(evaluations.values_list("stage", flat=True)) == set(EvaluationStage.values)
    assert set(moves.values_list("transition", flat=True)) == {
        "submit",
        "hand_back",
        "decide",
        "deliver",
        "acknowledge",
        "close",
        "reopen",
    }


def test_windows_are_open_today(running):
    today = timezone.localdate()
    windows = PhaseWindow.objects.filter(cycle=running).exclude(phase=Phase.PLAN)

    assert [w.opens_date <= today <= w.closes_date for w in windows] == [True, True, True]


def test_ratna_stands_where_the_design_draws_her(running):
    ratna = person("ratna")
    evaluation = Evaluation.objects.get(period__cycle=running, employee=ratna)

    progress = [(part.key, part.done, part.total) for part in section_progress(evaluation, ratna)]

    assert progress == [
        ("results", 5, 5),
        ("narratives", 3, 3),
        ("behaviours", 7, 7),
        ("competencies", 4, 9),
    ]


def test_hendra_has_nine_people_in_various_stages(running):
    board = team_board(actor_for(person("hendra"), timezone.localdate()))

    assert len(board.members) == 9
    assert {column.status for column in board.columns if column.members} == {
        TeamStatus.NOT_SENT,
        TeamStatus.READY,
        TeamStatus.IN_REVIEW,
        TeamStatus.DECIDED,
        TeamStatus.RELEASED,
    }
    assert sorted(plan.version for plan in board.proposed_plans) == [1, 2]


def test_finished_year_is_closed_and_fills_every_cell(finished):
    results = PublishedResult.objects.filter(evaluation__period__cycle=finished)
    cells = set(results.values_list("results_rating", "behaviour_rating"))
    ratings = Counter(results.values_list("rating", flat=True))

    stages = Evaluation.objects.filter(period__cycle=finished).values_list("stage", flat=True)
    assert set(stages) == {EvaluationStage.FINAL}
    assert len(cells) == 9
    assert ratings.keys() == set(RatingLabel.values)
    assert 0.6 < ratings[RatingLabel.GOOD] / results.count() < 0.9
    assert ratings[RatingLabel.VERY_GOOD] > ratings[RatingLabel.POOR]


def test_results_follow_from_their_trace(running):
    results = PublishedResult.objects.all()

    assert [row.pk for row in results if recompute(row.trace).value != row.rating] == []


def test_audit_trail_is_whole(running):
    assert audit_damage() == []


def test_nothing_blocks_any_cycle(running, quarterly, half_yearly, finished):
    today = timezone.localdate()
    cycles = (running, quarterly, half_yearly, finished)

    assert [readiness(cycle, today).blocking for cycle in cycles] == [(), (), (), ()]


def test_nobody_is_in_two_running_cycles(running, quarterly, half_yearly):
    people = [
        set(cycle.work_plans.values_list("employee", flat=True))
        for cycle in (running, quarterly, half_yearly)
    ]

    assert len(set.union(*people)) == sum(map(len, people))
    assert len(people[1]) >= 35
    assert len(people[2]) == 9


def test_wisnu_marks_first_and_has_people_at_every_step(half_yearly):
    now = current_period(half_yearly, timezone.localdate())
    board = team_board(actor_for(person("wisnu"), timezone.localdate()))
    reviewed = Evaluation.objects.filter(period=now, stage=EvaluationStage.REVIEW)
    marked = DraftField.objects.filter(evaluation__in=reviewed, key__endswith=".mark")
    marked = marked.filter(author=person("wisnu"), key__startswith="criterion.")

    assert half_yearly.has_option(CycleOption.BLIND_FIRST)
    assert [now.kind, board.period] == [PeriodKind.SEMESTER, now]
    assert {column.status: len(column.members) for column in board.columns} == {
        TeamStatus.NOT_SENT: 1,
        TeamStatus.READY: 2,
        TeamStatus.IN_REVIEW: 1,
        TeamStatus.DECIDED: 2,
        TeamStatus.RELEASED: 1,
        TeamStatus.CLOSED: 0,
    }
    assert 0 < marked.count() < half_yearly.criteria.count()


def test_released_half_year_carries_its_criteria(half_yearly):
    results = PublishedResult.objects.filter(evaluation__period__cycle=half_yearly)

    assert results.count() >= 1
    assert {len(result.snapshot["criteria"]) for result in results} == {3}


def test_quarters_before_the_open_one_are_released(quarterly):
    today = timezone.localdate()
    now = current_period(quarterly, today)
    over = [row for row in periods_of(quarterly) if row.until_date < now.from_date]
    released = {EvaluationStage.DELIVERED, EvaluationStage.ACKNOWLEDGED, EvaluationStage.FINAL}

    stages = set(Evaluation.objects.filter(period__in=over).values_list("stage", flat=True))
    assert now.kind == PeriodKind.QUARTER
    assert stages - released == set()
    assert [row.opened_at is not None for row in periods_of(quarterly)] == [
        row in over or row == now for row in periods_of(quarterly)
    ]


def test_open_quarter_has_people_at_every_step(quarterly):
    now = current_period(quarterly, timezone.localdate())
    stages = set(now.evaluations.values_list("stage", flat=True))

    assert stages >= {
        EvaluationStage.SELF_ASSESSMENT,
        EvaluationStage.REVIEW,
        EvaluationStage.DECIDED,
        EvaluationStage.DELIVERED,
    }
    assert NarrativeAnswer.objects.filter(
        kind=NarrativeKind.INNOVATION, self_assessment__evaluation__period=now
    ).exists()


def test_quarterly_results_are_measured_in_numbers_and_words(quarterly):
    results = PlannedResult.objects.filter(
        work_plan__cycle=quarterly, work_plan__stage=WorkPlanStage.AGREED
    ).annotate(
        numbers=Count("indicators", filter=Q(indicators__target_min__isnull=False)),
        words=Count("indicators", filter=Q(indicators__target_min=None)),
    )

    assert set(results.values_list("numbers", "words")) == {(1, 1)}


def test_hr_gave_more_time_and_reminded_once(quarterly):
    extensions = DeadlineExtension.objects.filter(window__cycle=quarterly).order_by("granted_at")

    assert [(row.org_unit is not None, row.employee is not None) for row in extensions] == [
        (True, False),
        (False, True),
    ]
    assert Reminder.objects.get().cycle == quarterly
    assert Leave.objects.count() == 2


def test_late_joiners_wait_in_both_running_cycles(running, quarterly):
    today = timezone.localdate()

    assert [len(late_joiners_of(cycle, today).ready) for cycle in (running, quarterly)] == [2, 2]


def test_kartika_acts_for_a_colleague_and_has_released_a_result(running):
    kartika = person("kartika")
    delegation = Delegation.objects.in_force(timezone.localdate()).get()

    assert delegation.delegate == kartika
    moves = EvaluationChange.objects.filter(on_behalf_of=delegation.delegator)
    assert [(move.transition, move.actor) for move in moves.order_by("pk")] == [
        ("deliver", kartika),
        ("decide", kartika),
        ("deliver", kartika),
    ]


def test_a_result_decided_on_behalf_names_both_and_goes_to_paper(running):
    delegation = Delegation.objects.in_force(timezone.localdate()).get()
    results = PublishedResult.objects.filter(evaluation__supervisor=delegation.delegator)
    (signed,) = [row for row in results if row.snapshot["on_behalf"]]

    assert signed.snapshot["on_behalf"]["name"] == person("kartika").full_name
    assert signed.snapshot["supervisor"]["name"] == delegation.delegator.full_name
    assert IssuedDocument.objects.filter(published_result=signed).count() == 2


def test_a_report_waits_for_maya_and_a_request_for_rosalina(running):
    today = timezone.localdate()

    assert reports_for_hr(actor_for(person("maya"), today)).get().is_open
    assert len(reopenings_to_answer(actor_for(person("rosalina"), today))) == 1


def test_dialogues_stand_in_three_states(running):
    rows = PerformanceDialogue.objects.order_by("evaluation__employee__name")

    found = [
        (row.notes != "", row.supervisor_confirmed_at is not None, row.is_confirmed) for row in rows
    ]
    assert found == [(True, True, False), (True, True, True), (False, False, False)]


def test_leaders_see_figures_of_last_year_and_of_a_released_quarter(finished, quarterly):
    actor = actor_for(person("sekda"), timezone.localdate())
    ground = ground_of(actor)

    year = overview(
        actor=actor, ground=ground, wanted={"siklus": finished.public_id}, at=timezone.now()
    )

    assert year.figures.is_shown
    assert len(year.figures.gaps.rows) >= 4
    assert len(year.figures.themes) >= 5


def test_ratna_reads_who_opened_her_data(running):
    opened = AccessRecord.objects.filter(subject=person("ratna")).order_by("on_date", "pk")

    assert len({row.viewer_id for row in opened}) == 4
    assert {bool(row.about) for row in opened.exclude(kind="PROFILE")} == {True}


def test_nobody_opened_what_was_not_there_yet(running):
    evaluations = {row.get_absolute_url(): row for row in Evaluation.objects.all()}
    opened = AccessRecord.objects.filter(link__in=evaluations)

    early = [
        str(row)
        for row in opened
        if row.role in {"AUDITOR", "COLLEAGUE"}
        or row.first_at < (evaluations[row.link].submitted_at or row.first_at)
    ]
    assert opened.count() > 0
    assert early == []


def test_tables_were_taken_out_and_a_workbook_taken_in(running):
    files = BackgroundJob.objects.filter(task=EXPORT_TASK).exclude(result_file="")
    applied = ImportBatch.objects.get(applied_at__isnull=False)

    assert files.filter(finished_at__isnull=False, error="").count() == 2
    assert applied.traces.exists()


def test_texts_are_varied(running):
    results = PlannedResult.objects.values_list("statement", flat=True).distinct()
    examples = CompetencyClaim.objects.values_list("example", flat=True).distinct()

    assert results.count() >= 25
    assert examples.count() >= 40


def test_documents_wait_for_the_worker(running):
    assert IssuedDocument.objects.filter(file="").count() == IssuedDocument.objects.count() > 0


def test_every_released_result_has_its_two_documents(running):
    released = PublishedResult.objects.filter(version=F("evaluation__delivered_version"))
    pairs = IssuedDocument.objects.filter(published_result__in=released)

    assert pairs.count() == 2 * released.count() > 400
    assert pairs.values("number").distinct().count() == pairs.count()
    assert DocumentCounter.objects.aggregate(all=Sum("last"))["all"] == pairs.count()


def test_no_mail_of_the_past_goes_out(running):
    assert Notification.objects.due(timezone.now()).count() == 0


def test_every_role_is_granted(running):
    assert set(RoleGrant.objects.values_list("role", flat=True)) == set(Role.values)


def test_logins_are_printed(running):
    said = StringIO()

    call_command("demo_logins", stdout=said)

    emails = [person.email for person, _words in demo_accounts(timezone.localdate())]
    assert [email for email in emails if email not in said.getvalue()] == []
    assert "selaras-demo" in said.getvalue()


@pytest.mark.parametrize("name", [*TALKERS, *QUARTERLY, *HALF_YEARLY])
def test_demo_accounts_sign_in_and_meet_no_broken_page(name, running):
    client = Client()
    address = f"{name}{DEMO_DOMAIN}"

    answer = client.post("/masuk/", {"name": address, "password": "selaras-demo", "next": "/"})
    broken = crawl(client)

    assert answer.status_code == 302
    assert broken == {}
