"""Several evaluations of one plan: what the start page leads to, and what stands side by side."""

import re
from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from appraisal.choices import EvaluationStage as E
from appraisal.choices import Phase
from appraisal.choices import WorkPlanStage as S
from appraisal.models import AppraisalCycle, EvaluationPeriod, PhaseWindow
from appraisal.queries.my_evaluations import my_cycles
from tests.appraisal.home.conftest import home_of
from tests.factories.accounts import actor_for
from tests.factories.appraisal import NOON, make_cycle, make_evaluation, make_work_plan
from tests.factories.self_assessment import quarter_of

MAY = datetime(2026, 5, 4, 3, 0, tzinfo=UTC)


@pytest.fixture
def year(make_plan):
    """Return Ani's annual evaluation."""
    return make_evaluation(make_plan())


def opens(period, first, last):
    """Give a period its self-assessment window."""
    PhaseWindow.objects.create(
        cycle=period.cycle,
        period=period,
        phase=Phase.SELF_ASSESSMENT,
        opens_date=first,
        closes_date=last,
    )


def stage(evaluation, value):
    """Put an evaluation at a stage."""
    evaluation.stage = value
    evaluation.decided_at = NOON if value not in {E.SELF_ASSESSMENT, E.REVIEW} else None
    if value in {E.DELIVERED, E.ACKNOWLEDGED, E.FINAL}:
        evaluation.delivered_at, evaluation.delivered_version = NOON, 1
    evaluation.save()


@pytest.mark.parametrize(
    ("first", "second", "leads_to"),
    [
        (E.SELF_ASSESSMENT, E.SELF_ASSESSMENT, "Triwulan I"),
        (E.REVIEW, E.SELF_ASSESSMENT, "Triwulan II"),
        (E.DELIVERED, E.SELF_ASSESSMENT, "Triwulan II"),
        (E.DELIVERED, E.REVIEW, "Triwulan I"),
    ],
)
def test_home_leads_to_the_evaluation_that_waits_for_me(year, ani, first, second, leads_to):
    quarters = [quarter_of(year, number) for number in (1, 2)]
    stage(quarters[0], first)
    stage(quarters[1], second)
    year.delete()

    page = home_of(ani)

    assert page.lead.cap == leads_to
    others = {"Triwulan I", "Triwulan II"} - {leads_to}
    assert {task.title for task in page.periods if task.url} == others


def test_steps_name_the_period(year, ani):
    quarter_of(year, 1, stage=E.SELF_ASSESSMENT)

    assert home_of(ani).steps[1].title == "Penilaian diri: Triwulan I"


def test_year_alone_needs_no_name(year, ani):
    page = home_of(ani)

    assert (page.lead.cap, page.steps[1].title, page.periods) == ("", "Penilaian diri", ())


def test_finished_quarter_says_when_the_next_one_opens(year, ani):
    first, second = quarter_of(year, 1), quarter_of(year, 2)
    opens(second.period, date(2026, 7, 1), date(2026, 7, 10))
    stage(first, E.FINAL)
    second.delete()
    year.delete()

    page = home_of(ani, MAY)

    assert page.lead is None
    assert page.quiet.endswith("Tahap berikutnya: penilaian diri Triwulan II, mulai 1 Juli 2026.")
    assert [(task.title, task.hint, task.url) for task in page.periods] == [
        ("Triwulan II", "Terbuka mulai 1 Juli 2026", "")
    ]


def test_before_the_first_quarter_the_day_of_its_opening_is_told(year, ani):
    first = quarter_of(year, 1)
    opens(first.period, date(2026, 6, 1), date(2026, 6, 10))
    first.delete()
    year.delete()

    assert home_of(ani, MAY).quiet == (
        "Tahap berikutnya: penilaian diri Triwulan I, mulai 1 Juni 2026."
    )


def test_trial_stands_behind_the_real_cycle_and_carries_its_tag(office, client, year, cycle):
    trial = make_cycle(office.dewi, name="Latihan", trial_of=cycle)
    trial.from_date = date(2026, 2, 1)
    trial.save()
    make_work_plan(trial, office.assignments.ani, supervisor=office.budi, stage=S.AGREED)
    client.force_login(office.ani)

    page = client.get("/")

    assert page.context["page"].cycle == cycle
    assert [one.name for one, _url in page.context["page"].others] == ["Latihan"]
    assert "Uji coba" in page.text


def cards(person):
    """Return (period, state, deadline, opens) of a person's cards."""
    return [
        (card.period.name, card.status, card.deadline, card.opens)
        for row in my_cycles(actor_for(person))
        for card in (*row.shorter, *row.last)
    ]


def test_evaluations_stand_side_by_side_the_year_last(year, ani):
    first, second = quarter_of(year, 1), quarter_of(year, 2)
    opens(second.period, date(2026, 7, 1), date(2026, 7, 10))
    stage(first, E.FINAL)
    second.delete()

    assert cards(ani) == [
        ("Triwulan I", "done", None, None),
        ("Triwulan II", "locked", None, date(2026, 7, 1)),
        ("Tahun 2026", "todo", date(2026, 12, 4), None),
    ]


def test_page_shows_the_cards_and_a_single_one_is_opened_at_once(year, client, ani):
    client.force_login(ani)
    mine = reverse("appraisal:evaluation_mine")
    assert client.get(mine).url == year.get_absolute_url()

    quarter_of(year, 1, stage=E.SELF_ASSESSMENT)

    page = client.get(mine)
    assert page.status_code == 200
    assert page.text.count('class="card card-pad-sm"') == 2


def test_last_period_of_a_half_year_is_not_called_a_year(year, client, ani):
    half = {"from_date": date(2026, 1, 1), "until_date": date(2026, 6, 30)}
    AppraisalCycle.objects.filter(pk=year.period.cycle_id).update(**half)
    EvaluationPeriod.objects.filter(pk=year.period_id).update(name="Semester I 2026", **half)
    quarter_of(year, 1, stage=E.SELF_ASSESSMENT)
    client.force_login(ani)

    text = client.get(reverse("appraisal:evaluation_mine")).text

    assert "Seluruh periode penilaian</p>" in text
    assert re.findall(r"\b(?:tahunan|setahun)\b", text, re.IGNORECASE) == []


def test_people_without_an_evaluation_read_why(client, citra):
    client.force_login(citra)

    assert "Tidak ada siklus" in client.get(reverse("appraisal:evaluation_mine")).text


def test_cards_cost_the_same_for_one_and_three_periods(
    year, client, ani, django_assert_num_queries
):
    client.force_login(ani)
    quarter_of(year, 1)
    with django_assert_num_queries(QUERIES):
        client.get(reverse("appraisal:evaluation_mine"))
    for number in (2, 3):
        quarter_of(year, number)

    with django_assert_num_queries(QUERIES):
        client.get(reverse("appraisal:evaluation_mine"))


QUERIES = 7


@pytest.mark.parametrize("count", [1, 3])
def test_home_costs_the_same_for_one_and_three_other_periods(
    year, client, ani, django_assert_num_queries, count
):
    client.force_login(ani)
    for number in range(1, count + 1):
        stage(quarter_of(year, number), E.FINAL)

    with django_assert_num_queries(HOME_QUERIES):
        client.get("/")


HOME_QUERIES = 15
