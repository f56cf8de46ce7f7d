"""What the pages promise about readers is what `visible_to` does, for every row, stage and role."""

import pytest

from accounts.choices import Role
from appraisal.choices import DECIDED_STAGES, EvaluationStage, WorkPlanStage
from appraisal.models import (
    DraftField,
    Evaluation,
    Evidence,
    PerformanceDialogue,
    ProgressEntry,
    PublishedResult,
    SelfAssessment,
    SupervisorReview,
    WorkPlan,
)
from appraisal.queries.who_sees import (
    WHO_SEES,
    Viewer,
    told,
    who_sees,
    who_sees_panel,
    who_sees_plan,
    who_sees_table,
)
from tests.factories.accounts import actor_for, grant_role
from tests.factories.appraisal import NOON, make_evaluation, make_work_plan
from tests.factories.results import make_published_result

PEOPLE = {
    Viewer.OWN: ("ani",),
    Viewer.SUPERVISOR: ("budi",),
    Viewer.SUPERIOR: ("farid",),
    Viewer.HR: ("dewi",),
    Viewer.OTHERS: ("citra", "eko"),
}
CASES = [(matter, stage) for matter in WHO_SEES for stage in matter.stages]


def plan_at(office, cycle, stage):
    """Return Ani's plan at a stage."""
    return make_work_plan(
        cycle,
        office.assignments.ani,
        supervisor=office.budi,
        superior=office.farid,
        stage=stage,
    )


def evaluation_at(office, cycle, stage):
    """Return Ani's evaluation at a stage."""
    plan = plan_at(office, cycle, WorkPlanStage.AGREED)
    return make_evaluation(plan, stage=stage)


def draft_of(author, evaluation):
    """Return what somebody is writing about an evaluation."""
    return DraftField.objects.create(
        evaluation=evaluation, author=author, key="overall.strengths", value="x", saved_at=NOON
    )


def work_plan(office, cycle, stage):
    plan = plan_at(office, cycle, stage)
    return [(WorkPlan.objects.visible_to, plan)]


def plan_progress(office, cycle, stage):
    plan = plan_at(office, cycle, stage)
    return [(WorkPlan.objects.followed_by, plan)]


def self_draft(office, cycle, stage):
    draft = draft_of(office.ani, evaluation_at(office, cycle, stage))
    return [(DraftField.objects.visible_to, draft)]


def review_draft(office, cycle, stage):
    draft = draft_of(office.budi, evaluation_at(office, cycle, stage))
    return [(DraftField.objects.visible_to, draft)]


def self_assessment(office, cycle, stage):
    evaluation = evaluation_at(office, cycle, stage)
    sent = SelfAssessment.objects.create(
        evaluation=evaluation, reference="PD-2026-00001", submitted_at=NOON
    )
    evidence = Evidence.objects.create(
        evaluation=evaluation, employee=office.ani, title="x", url="https://x.test", added_at=NOON
    )
    return [(SelfAssessment.objects.visible_to, sent), (Evidence.objects.visible_to, evidence)]


def review(office, cycle, stage):
    evaluation = evaluation_at(office, cycle, stage)
    decided = SupervisorReview.objects.create(
        evaluation=evaluation,
        author=office.budi,
        results_rating="MEETS",
        results_reason="x",
        behaviour_rating="MEETS",
        behaviour_reason="x",
        strengths="x",
        decided_at=NOON,
    )
    rows = [(SupervisorReview.objects.visible_to, decided)]
    if stage in DECIDED_STAGES:
        result = make_published_result(evaluation)
        rows.append((PublishedResult.objects.visible_to, result))
    return rows


def progress(office, cycle, stage):
    return [(Evaluation.objects.visible_to, evaluation_at(office, cycle, stage))]


def dialogue(office, cycle, stage):
    evaluation = evaluation_at(office, cycle, stage)
    record = PerformanceDialogue.objects.create(
        evaluation=evaluation,
        starts_at=NOON,
        created_by=office.budi,
        created_at=NOON,
        scheduled_at=NOON,
    )
    return [(PerformanceDialogue.objects.visible_to, record)]


def work_log(office, cycle, stage):
    evaluation_at(office, cycle, stage)
    entry = ProgressEntry.objects.create(
        employee=office.ani, text="x", happened_on=NOON.date(), created_at=NOON
    )
    return [(ProgressEntry.objects.visible_to, entry)]


MAKERS = {
    "work_plan": work_plan,
    "plan_progress": plan_progress,
    "self_draft": self_draft,
    "self_assessment": self_assessment,
    "review_draft": review_draft,
    "review": review,
    "dialogue": dialogue,
    "work_log": work_log,
    "progress": progress,
}


def test_every_row_is_compared():
    assert set(MAKERS) == {matter.key for matter in WHO_SEES}


@pytest.mark.parametrize(
    ("matter", "stage"), CASES, ids=[f"{matter.key}-{stage}" for matter, stage in CASES]
)
def test_table_says_what_visible_to_does(office, cycle, matter, stage):
    rows = MAKERS[matter.key](office, cycle, stage)
    promised = matter.readers(stage)

    for visible_to, record in rows:
        readers = {
            viewer
            for viewer, names in PEOPLE.items()
            for name in names
            if visible_to(actor_for(getattr(office, name))).filter(pk=record.pk).exists()
        }
        assert readers == set(promised), type(record).__name__


@pytest.mark.parametrize("where", ["agency", "dinas"])
@pytest.mark.parametrize("role", [Role.HR_ADMIN, Role.HR_OPERATOR])
@pytest.mark.parametrize(
    ("matter", "stage"), CASES, ids=[f"{matter.key}-{stage}" for matter, stage in CASES]
)
def test_hr_reads_the_own_record_as_everybody_does(office, cycle, matter, stage, role, where):
    grant_role(office.ani, role, getattr(office, where))
    rows = MAKERS[matter.key](office, cycle, stage)

    for visible_to, record in rows:
        reads = visible_to(actor_for(office.ani)).filter(pk=record.pk).exists()
        assert reads == (Viewer.OWN in matter.readers(stage)), type(record).__name__


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.LEADER, Role.ASSESSMENT_TEAM])
@pytest.mark.parametrize(
    ("matter", "stage"), CASES, ids=[f"{matter.key}-{stage}" for matter, stage in CASES]
)
def test_other_roles_read_nothing(office, cycle, matter, stage, role):
    grant_role(office.eko, role, office.agency)

    for visible_to, record in MAKERS[matter.key](office, cycle, stage):
        assert not visible_to(actor_for(office.eko)).filter(pk=record.pk).exists()


def test_panel_names_the_two_officials():
    rows = who_sees_panel(supervisor="Hendra Wijaya", superior="Maya Sari")

    assert [str(row) for row in rows] == [
        "Draf: Hanya Anda",
        "Terkirim: Anda dan atasan langsung (Hendra Wijaya)",
        "Ditetapkan: Juga atasan pejabat penilai (Maya Sari) dan pengelola kepegawaian unit Anda",
        "Hasil diserahkan: Juga Anda",
    ]


def test_panel_of_a_plan_names_the_two_officials_and_the_dialogue():
    rows = who_sees_plan(supervisor="Hendra Wijaya", superior="Maya Sari")

    assert [str(row) for row in rows] == [
        "Draf: Hanya Anda",
        "Diajukan: Anda dan atasan langsung (Hendra Wijaya)",
        "Disepakati: Juga atasan pejabat penilai (Maya Sari) dan pengelola kepegawaian unit Anda",
        "Catatan dialog: Anda dan atasan langsung (Hendra Wijaya); yang bertindak untuk atasan hanya"
        " membaca catatan yang dimulai pada hari delegasinya",
    ]


def test_panel_names_who_acts_for_the_supervisor_and_until_when():
    acting = {"name": "Ahmad Fauzi", "until": "2026-11-30"}

    for rows in (
        who_sees_panel(supervisor="Hendra Wijaya", acting=acting),
        who_sees_plan(supervisor="Hendra Wijaya", acting=acting),
    ):
        assert str(rows[-1]) == (
            "Atas nama: Ahmad Fauzi membaca dan menilai untuk Hendra Wijaya sampai 30 November 2026"
        )


def test_superior_is_left_out_where_there_is_none():
    rows = who_sees_panel(supervisor="Hendra Wijaya", superior=None)

    assert str(rows[2]) == "Ditetapkan: Juga pengelola kepegawaian unit Anda"


def test_sentences_of_a_cycle_name_the_dialogue(cycle):
    (row,) = [row for row in who_sees(cycle) if row.when == "Catatan dialog"]

    assert row.who.startswith("Anda dan atasan langsung; yang bertindak")


def test_cycle_without_self_assessment_of_results_leaves_its_rows_out(cycle):
    cycle.parts = {"WORK_PLAN": "required"}

    assert [matter.key for matter in who_sees_table(cycle)] == ["work_plan", "plan_progress"]
    assert [row.when for row in who_sees(cycle)] == ["Draf", "SKP diajukan", "SKP disepakati"]


def test_three_readers_are_joined_with_commas():
    assert told((Viewer.OWN, Viewer.SUPERVISOR, Viewer.SUPERIOR)) == (
        "Anda, atasan langsung, dan atasan pejabat penilai"
    )


def test_word_of_a_cell():
    words = {matter.key: matter.word(Viewer.SUPERVISOR) for matter in WHO_SEES}

    assert words["work_plan"] == "sejak “Diajukan”"
    assert words["self_draft"] == "tidak"
    assert words["progress"] == "ya"
    assert EvaluationStage.REVIEW in WHO_SEES[3].seen[Viewer.SUPERVISOR]
