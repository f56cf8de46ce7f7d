"""The team board: everybody once, under the status that holds, with constant queries."""

import pytest

from appraisal.choices import TeamStatus, WorkPlanStage
from appraisal.models import Evaluation
from appraisal.queries.review_summary import pattern
from appraisal.queries.team_board import status_of, team_board
from tests.factories.accounts import actor_for, make_assignment, make_employee
from tests.factories.appraisal import (
    NOON,
    make_achievement,
    make_cycle,
    make_evaluation,
    make_work_plan,
)
from tests.factories.review import make_colleagues, write_drafts


def names_by_status(board):
    """Return {status: names} of the columns that are not empty."""
    return {
        column.status: [member.name for member in column.members]
        for column in board.columns
        if column.members
    }


def test_everybody_stands_under_one_status(office, evaluation):
    ready, waiting, done = make_colleagues(office, evaluation, 3)
    write_drafts(evaluation, office.budi, {"overall.strengths": "Teliti"})
    rows = Evaluation.objects.filter
    rows(pk=waiting.pk).update(stage="SELF_ASSESSMENT", submitted_at=None)
    rows(pk=done.pk).update(stage="DECIDED", decided_at=NOON)

    board = team_board(actor_for(office.budi))

    assert names_by_status(board) == {
        TeamStatus.NOT_SENT: [waiting.employee.name],
        TeamStatus.READY: [ready.employee.name],
        TeamStatus.IN_REVIEW: ["Ani Lestari"],
        TeamStatus.DECIDED: [done.employee.name],
    }
    assert [member.name for member in board.to_review] == ["Ani Lestari", ready.employee.name]


@pytest.mark.parametrize(
    ("stage", "status"),
    [
        ("SELF_ASSESSMENT", TeamStatus.NOT_SENT),
        ("REVIEW", TeamStatus.READY),
        ("DECIDED", TeamStatus.DECIDED),
        ("DELIVERED", TeamStatus.RELEASED),
        ("ACKNOWLEDGED", TeamStatus.RELEASED),
        ("FINAL", TeamStatus.CLOSED),
    ],
)
def test_every_stage_has_its_column(stage, status):
    assert status_of(stage, None) == status


def test_drafts_of_the_employee_do_not_count_as_a_review(office, evaluation):
    write_drafts(evaluation, office.ani, {"narrative.CHALLENGE.text": "Antrean"})

    assert names_by_status(team_board(actor_for(office.budi))) == {
        TeamStatus.READY: ["Ani Lestari"]
    }


def test_work_plans_wait_beside_the_board(office, evaluation):
    person = make_employee("Gita Permata")
    assignment = make_assignment(person, office.dinas, supervisor=office.budi)
    cycle = evaluation.period.cycle
    plan = make_work_plan(cycle, assignment, supervisor=office.budi, stage=WorkPlanStage.PROPOSED)

    board = team_board(actor_for(office.budi))

    assert board.proposed_plans == [plan]
    assert [person.name for person in board.others] == ["Citra Dewanti"]


def test_board_of_somebody_else_is_empty(office, evaluation):
    board = team_board(actor_for(office.ani))

    assert board.is_empty is True
    assert board.periods == []


def test_empty_board_says_why(office, evaluation, sign_in):
    response = sign_in(office.ani).get("/tim/")

    assert "Belum ada anggota tim" in response.content.decode()


def test_board_leads_to_the_first_who_can_be_reviewed(office, evaluation, sign_in):
    text = sign_in(office.budi).get("/tim/").content.decode()

    assert "Mulai menilai (1)" in text
    assert f"/tinjau/{evaluation.public_id}/kompetensi/" in text


def test_board_shows_no_result(office, decided, sign_in):
    text = sign_in(office.budi).get("/tim/").content.decode()

    assert "Sangat baik" not in text
    assert "ekspektasi" not in text


@pytest.mark.parametrize("people", [1, 3])
def test_board_asks_the_same_for_one_and_for_three(
    office, evaluation, sign_in, django_assert_num_queries, people
):
    make_colleagues(office, evaluation, people - 1)
    client = sign_in(office.budi)

    with django_assert_num_queries(13):
        client.get("/tim/")


def test_pattern_warns_in_words_from_six_people_on(office, evaluation):
    achievement = make_achievement(office.elsewhere, evaluation.period, office.dewi, "GOOD")

    few = pattern({"GOOD": 5}, achievement)
    many = pattern({"GOOD": 6}, achievement)

    assert few.warnings == []
    assert many.warnings == [
        "100% anggota tim berpredikat “Baik”; panduan menyebut paling banyak 70%.",
        "Belum ada yang berpredikat “Butuh perbaikan atau Kurang”; panduan memperkirakan ada.",
    ]


def test_pattern_without_the_organisations_value_only_counts():
    found = pattern({"GOOD": 9}, None)

    assert (found.total, found.warnings) == (9, [])


def test_board_says_who_waits_in_another_cycle(office, evaluation, sign_in):
    other = make_cycle(office.dewi, units=[office.agency], name="Penilaian capaian 2026")
    plan = make_work_plan(
        other, office.assignments.citra, supervisor=office.budi, stage=WorkPlanStage.AGREED
    )
    make_evaluation(plan, stage="REVIEW", submitted_at=NOON)
    address = f"/tim/?periode={evaluation.period.public_id}"

    page = sign_in(office.budi).get(address).text

    assert "1 orang menunggu di Penilaian capaian 2026, Tahun 2026" in page
