"""What a supervisor is told before agreeing a plan, and afterwards in the review."""

import pytest
from django.utils.html import escape

from appraisal.choices import EvaluationStage as E
from appraisal.choices import WorkPlanStage as S
from appraisal.queries.plan_agreement import agreement_of
from appraisal.services.plan_comment import settle_comment, write_comment
from appraisal.services.work_plan import propose_work_plan
from tests.appraisal.work_plan.conftest import FEBRUARY, JANUARY, agree, change, page, rewrite
from tests.factories.accounts import actor_for
from tests.factories.appraisal import make_evaluation


@pytest.fixture
def changed(agreed, office):
    """A proposed change of one target of Ani's plan."""
    newer = change(agreed, office.ani)
    first = newer.planned_results.in_form_order().first()
    rewrite(newer, first, office.ani, first.statement)
    newer.refresh_from_db()
    propose_work_plan(work_plan=newer, actor=actor_for(office.ani), at=FEBRUARY)
    return newer


def asked(sign_in, office, plan):
    """Return the page that asks before agreeing."""
    return sign_in(office.budi).get(page("work_plan_agree", plan)).text


def test_open_comments_stand_on_the_page(sign_in, office, make_plan):
    plan = make_plan(S.PROPOSED)
    line = plan.planned_results.first()
    words = {"work_plan": plan, "actor": actor_for(office.budi), "at": JANUARY}
    write_comment(planned_result=line, text="Sejak kapan?", **words)
    settled = write_comment(text="Sudah jelas", **words)
    settle_comment(comment=settled, is_settled=True, actor=words["actor"], at=JANUARY)

    text = asked(sign_in, office, plan)

    assert "1 komentar belum selesai." in text
    assert "“Sejak kapan?”" in text
    assert "Sudah jelas" not in text


def test_changed_target_stands_on_the_page(sign_in, office, changed):
    text = asked(sign_in, office, changed)

    assert "Yang berbeda dari versi 1" in text
    (line,) = agreement_of(changed, actor_for(office.budi)).comparison.changed
    assert line.status == "changed"
    assert str(escape(line.measures[0].pieces[-1].text)) in text


@pytest.mark.parametrize(
    ("stage", "words"),
    [
        (E.SELF_ASSESSMENT, "Penilaian diri ini belum dikirim dan akan menanyakannya"),
        (E.REVIEW, "Penilaian ini tetap memakai versi 1"),
    ],
)
def test_page_says_whether_the_self_assessment_asks_about_it(
    sign_in, office, agreed, changed, stage, words
):
    make_evaluation(agreed, stage=stage, submitted_at=JANUARY)

    text = asked(sign_in, office, changed)

    assert words in text
    assert "dan penilaian diri menanyakan hasil kerja ini" not in text


def test_review_names_the_version_that_it_measures(sign_in, office, agreed):
    evaluation = make_evaluation(agreed, stage=E.REVIEW, submitted_at=JANUARY)
    address = f"/tinjau/{evaluation.public_id}/hasil/"
    before = sign_in(office.budi).get(address).text
    newer = change(agreed, office.ani)
    agree(newer, office)

    text = sign_in(office.budi).get(address).text

    assert "Menurut SKP versi 1" not in before
    assert "Menurut SKP versi 1" in text
    assert page("work_plan_compare", newer) in text
