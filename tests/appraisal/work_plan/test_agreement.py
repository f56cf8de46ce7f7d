"""What a supervisor is told before agreeing a plan, and afterwards in the review."""

from datetime import UTC, datetime

import pytest
from django.utils.html import escape

from appraisal.choices import EvaluationStage as E
from appraisal.choices import WorkPlanStage as S
from appraisal.models import Evaluation
from appraisal.queries.plan_agreement import agreement_of
from appraisal.services.plan_comment import settle_comment, write_comment
from appraisal.services.work_plan import agree_work_plan, propose_work_plan
from tests.appraisal.work_plan.conftest import (
    FEBRUARY,
    JANUARY,
    agree,
    change,
    differ,
    page,
    rewrite,
)
from tests.factories.accounts import actor_for
from tests.factories.appraisal import make_evaluation
from tests.factories.self_assessment import quarter_of

MAY = datetime(2026, 5, 4, 3, 0, tzinfo=UTC)


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
        (E.REVIEW, "Tahun 2026 (versi 1, penilaian atasan)"),
    ],
)
def test_page_says_whether_the_self_assessment_asks_about_it(
    sign_in, office, agreed, changed, stage, words
):
    make_evaluation(agreed, stage=stage, submitted_at=JANUARY)

    text = asked(sign_in, office, changed)

    assert words in text
    assert "dan penilaian diri menanyakan hasil kerja ini" not in text


def test_each_evaluation_that_stays_is_named_with_its_own_version(sign_in, office, agreed):
    year = make_evaluation(agreed)
    quarter_of(year, 1, stage=E.REVIEW)
    second = change(agreed, office.ani)
    agree(second, office)
    year.refresh_from_db()
    quarter_of(year, 2, stage=E.REVIEW)
    third = change(second, office.ani)
    differ(third)
    propose_work_plan(work_plan=third, actor=actor_for(office.ani), at=FEBRUARY)

    agreement = agreement_of(third, actor_for(office.budi, FEBRUARY.date()))
    text = asked(sign_in, office, third)

    assert agreement.asking == (year,)
    assert [(row.period.name, row.work_plan.version) for row in agreement.keeping] == [
        ("Triwulan I", 1),
        ("Triwulan II", 2),
    ]
    assert "Triwulan I (versi 1, penilaian atasan), Triwulan II (versi 2, " in text


def test_what_the_page_says_is_what_agreeing_does(office, agreed, changed):
    year = make_evaluation(agreed)
    over, running = (quarter_of(year, number, stage=E.SELF_ASSESSMENT) for number in (1, 2))
    sent = quarter_of(year, 3)

    said = agreement_of(changed, actor_for(office.budi, MAY.date())).asking
    agree_work_plan(work_plan=changed, actor=actor_for(office.budi), at=MAY)

    followed = Evaluation.objects.filter(work_plan=changed).order_by("period__until_date")
    assert list(followed) == list(said) == [running, year]
    assert {row.work_plan for row in agreement_rows(over, sent)} == {agreed}


def agreement_rows(*evaluations):
    """Return evaluations as they are stored now."""
    return Evaluation.objects.filter(pk__in=[row.pk for row in evaluations])


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
