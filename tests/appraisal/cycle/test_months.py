"""A cycle evaluated every month: prepared on the page, opened, one month carried to its decision."""

from datetime import UTC, date, datetime

import pytest

from appraisal.choices import EvaluationStage, Phase
from appraisal.models import AppraisalCycle, Evaluation
from appraisal.queries.my_evaluations import my_cycles
from appraisal.queries.period import current_period, periods_of
from appraisal.queries.schedule import faults_of
from appraisal.services.cycle_opening import open_cycle
from appraisal.services.evaluation_opening import open_evaluations
from appraisal.services.review import decide_evaluation
from appraisal.services.self_assessment import submit_self_assessment
from tests.factories.accounts import actor_for
from tests.factories.appraisal import make_achievement, make_work_plan
from tests.factories.review import complete_drafts, write_drafts
from tests.factories.self_assessment import complete_answers

JANUARY, LATE_JANUARY = datetime(2026, 1, 5, 2, tzinfo=UTC), datetime(2026, 1, 30, 2, tzinfo=UTC)
FEBRUARY = datetime(2026, 2, 6, 2, tzinfo=UTC)
CYCLE = {
    "name": "Penilaian bulanan 2026",
    "from_date": "2026-01-01",
    "until_date": "2026-12-31",
    "approach": "QUANTITATIVE",
    "template": "T1",
    "rhythm": "MONTH",
}
pytestmark = pytest.mark.django_db


@pytest.fixture
def monthly(page, as_dewi):
    """Return a cycle of months that HR prepared on the first page."""
    as_dewi.post(page("cycle_add"), CYCLE)
    return AppraisalCycle.objects.get()


def dates_of(form):
    """Return everything that a page of dates would send."""
    return {name: form[name].value() for name in form.fields if name != "is_strict"}


def test_months_come_before_the_year_and_their_days_fit(monthly):
    periods = periods_of(monthly)

    assert [period.kind for period in periods] == ["MONTH"] * 12 + ["ANNUAL"]
    assert (periods[2].name, periods[2].until_date) == ("Bulan 3 tahun 2026", date(2026, 3, 31))
    assert faults_of(monthly) == []
    rows = monthly.windows.filter(period=periods[2]).order_by("opens_date")
    assert [(row.phase, row.opens_date, row.closes_date) for row in rows] == [
        (Phase.SELF_ASSESSMENT, date(2026, 3, 29), date(2026, 4, 4)),
        (Phase.REVIEW, date(2026, 4, 5), date(2026, 4, 9)),
        (Phase.DELIVERY, date(2026, 4, 10), date(2026, 4, 15)),
    ]


def test_rhythm_stands_on_the_page_again(page, as_dewi, monthly):
    form = as_dewi.get(page("cycle_edit", monthly)).context["form"]

    assert form["rhythm"].value() == "MONTH"


def test_dates_of_many_periods_are_folded_each_with_its_days(page, as_dewi, monthly):
    text = as_dewi.get(page("cycle_windows", monthly)).content.decode()

    assert text.count("<details") - text.count("<details open") >= 13
    assert "<b>Bulan 3 tahun 2026</b>" in text
    assert "29 Maret" in text


def test_section_with_a_fault_is_open(page, as_dewi, monthly):
    address = page("cycle_windows", monthly)
    sent = dates_of(as_dewi.get(address).context["form"]) | {"MONTH3_REVIEW_closes": "2026-04-01"}

    answer = as_dewi.post(address, sent)

    form = answer.context["form"]
    open_ones = [row.period.number for row in form.sections if row.is_folded and row.has_faults]
    assert (answer.status_code, list(form.errors)) == (422, ["MONTH3_REVIEW_closes"])
    assert open_ones == [3]
    assert answer.content.decode().count(' more" open>') == 1


def test_usual_dates_are_saved_as_they_stand(page, as_dewi, monthly):
    address = page("cycle_windows", monthly)

    answer = as_dewi.post(address, dates_of(as_dewi.get(address).context["form"]))

    assert answer.url == page("cycle_parts", monthly)


def test_few_periods_stand_open(page, as_dewi, draft):
    form = as_dewi.get(page("cycle_windows", draft)).context["form"]

    assert [section.is_folded for section in form.sections] == [False, False]


def test_own_template_keeps_the_months(page, as_dewi, monthly):
    as_dewi.post(page("cycle_template_add", monthly), {"name": "Bulanan", "summary": "Tiap bulan"})
    own = {"template": "I1", "name": "Bulanan kedua", "rhythm": ""}

    as_dewi.post(
        page("cycle_add"), CYCLE | own | {"from_date": "2027-01-01", "until_date": "2027-12-31"}
    )

    second = AppraisalCycle.objects.latest("pk")
    assert [period.kind for period in periods_of(second)] == ["MONTH"] * 12 + ["ANNUAL"]


def test_one_month_is_carried_to_its_decision_and_the_others_wait(monthly, office):
    hr, ani = actor_for(office.dewi), actor_for(office.ani, date(2026, 1, 30))
    assert open_cycle(cycle=monthly, actor=hr, at=JANUARY) == 6
    monthly.work_plans.filter(employee=office.ani).delete()
    plan = make_work_plan(monthly, office.assignments.ani, supervisor=office.budi)
    first, second = periods_of(monthly)[:2]
    make_achievement(office.dinas, first, office.dewi)

    assert open_evaluations(period=first, actor=hr, at=LATE_JANUARY) == 1
    evaluation = Evaluation.objects.get(work_plan=plan)
    write_drafts(evaluation, office.ani, complete_answers(evaluation))
    submit_self_assessment(evaluation=evaluation, actor=ani, at=LATE_JANUARY)
    write_drafts(evaluation, office.budi, complete_drafts(evaluation))
    decide_evaluation(
        evaluation=evaluation, actor=actor_for(office.budi, date(2026, 2, 6)), at=FEBRUARY
    )

    evaluation.refresh_from_db()
    assert evaluation.stage == EvaluationStage.DECIDED
    assert Evaluation.objects.filter(period=second).count() == 0
    assert current_period(monthly, date(2026, 2, 20)) == second
    assert len(my_cycles(ani)) == 1
