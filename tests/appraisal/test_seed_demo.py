"""The demo: an invented city in which every page has life."""

from collections import Counter
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import Client, override_settings
from django.utils import timezone

from accounts.choices import EmployeeKind, Role
from accounts.models import Employee, Notification, OrgUnit, RoleGrant
from accounts.queries.sign_in import DEMO_DOMAIN, demo_accounts
from accounts.rules.nip import parse_nip
from appraisal.choices import EvaluationStage, Phase, RatingLabel, TeamStatus, WorkPlanStage
from appraisal.models import (
    AppraisalCycle,
    CompetencyClaim,
    Evaluation,
    EvaluationChange,
    IssuedDocument,
    PhaseWindow,
    PlannedResult,
    PublishedResult,
    WorkPlan,
    WorkPlanChange,
)
from appraisal.queries.audit import audit_damage
from appraisal.queries.questionnaire import section_progress
from appraisal.queries.readiness import readiness
from appraisal.queries.team_board import team_board
from appraisal.rules.explanation import recompute
from tests.crawl import crawl
from tests.factories.accounts import actor_for

DEMO = {"DEMO": True, "DEMO_PASSWORD": "selaras-demo"}
TALKERS = ("ratna", "hendra", "rosalina", "maya", "imam", "sekda", "auditor", "kartika", "ahmad")


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
    return AppraisalCycle.objects.running().get()


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
    assert len(board.proposed_plans) == 1


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


def test_nothing_blocks_either_cycle(running, finished):
    today = timezone.localdate()

    assert [readiness(cycle, today).blocking for cycle in (running, finished)] == [(), ()]


def test_texts_are_varied(running):
    results = PlannedResult.objects.values_list("statement", flat=True).distinct()
    examples = CompetencyClaim.objects.values_list("example", flat=True).distinct()

    assert results.count() >= 25
    assert examples.count() >= 40


def test_documents_wait_for_the_worker(running):
    assert IssuedDocument.objects.filter(file="").count() == IssuedDocument.objects.count() > 0


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


@pytest.mark.parametrize("name", TALKERS)
def test_demo_accounts_sign_in_and_meet_no_broken_page(name, running):
    client = Client()
    address = f"{name}{DEMO_DOMAIN}"

    answer = client.post("/masuk/", {"name": address, "password": "selaras-demo", "next": "/"})
    broken = crawl(client)

    assert answer.status_code == 302
    assert broken == {}
