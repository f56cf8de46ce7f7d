"""Cycles of several periods: their rows, their dates, their evaluations, their pages."""

from datetime import UTC, date, datetime

import pytest

from accounts.refusals import Refusal
from appraisal.choices import Phase
from appraisal.models import CycleTemplate, Evaluation
from appraisal.queries.dashboard import dashboard
from appraisal.queries.period import chosen_period, current_period, periods_of
from appraisal.queries.schedule import faults_of, schedule_of, usual_schedule
from appraisal.services.cycle import create_cycle, update_cycle
from appraisal.services.cycle_opening import open_cycle
from appraisal.services.evaluation_opening import open_evaluations
from appraisal.tasks import open_due_evaluations
from tests.factories.appraisal import NOON, make_achievement, make_work_plan

pytestmark = pytest.mark.django_db
QUARTERS = ["Triwulan I 2026", "Triwulan II 2026", "Triwulan III 2026", "Triwulan IV 2026"]


@pytest.fixture
def quarterly(hr, office):
    """Return a T3 cycle in preparation for everybody."""
    return make(hr, office, "T3")


def make(hr, office, code, **changes):
    """Prepare a cycle of a template for 2026."""
    values = {
        "template": CycleTemplate.objects.get(code=code),
        "name": "Penilaian kinerja 2026",
        "from_date": date(2026, 1, 1),
        "until_date": date(2026, 12, 31),
        "units": [office.agency],
        "employment_kinds": [],
        "approach": "QUANTITATIVE",
        "actor": hr,
        "at": NOON,
    }
    return create_cycle(**values | changes)


def update(cycle, hr, **changes):
    """Save the first page again."""
    fields = ("template", "name", "from_date", "until_date", "approach")
    values = {name: getattr(cycle, name) for name in fields}
    return update_cycle(cycle=cycle, **values | changes, actor=hr, at=NOON)


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("T1", ["Tahun 2026"]),
        ("T2", ["Semester I 2026", "Semester II 2026", "Tahun 2026"]),
        ("T3", [*QUARTERS, "Tahun 2026"]),
        ("T4", [*QUARTERS, "Tahun 2026"]),
        ("T5", ["Tahun 2026"]),
    ],
)
def test_template_gives_the_cycle_its_periods(hr, office, code, names):
    cycle = make(hr, office, code)

    assert [period.name for period in periods_of(cycle)] == names
    assert faults_of(cycle) == []


def test_cycle_takes_over_what_the_template_asks(hr, office):
    cycle = make(hr, office, "T2")

    assert cycle.parts == cycle.template.parts
    assert cycle.requires_narrative("INNOVATION")
    assert list(cycle.criteria.order_by("position").values_list("name", flat=True)) == [
        "Disiplin",
        "Mutu kerja",
        "Komunikasi",
    ]


def test_another_rhythm_than_that_of_the_template(hr, office):
    cycle = make(hr, office, "T1", rhythm="SEMESTER")

    assert [period.kind for period in periods_of(cycle)] == ["SEMESTER", "SEMESTER", "ANNUAL"]


def test_another_template_changes_periods_dates_and_questions(hr, quarterly):
    update(quarterly, hr, template=CycleTemplate.objects.get(code="T2"))

    assert [period.kind for period in periods_of(quarterly)] == ["SEMESTER", "SEMESTER", "ANNUAL"]
    assert schedule_of(quarterly) == usual_schedule(quarterly)
    assert quarterly.criteria.count() == 3


def test_own_dates_stay_when_only_the_name_changes(hr, quarterly):
    window = quarterly.windows.get(phase=Phase.REVIEW, period__number=2, period__kind="QUARTER")
    window.closes_date = date(2026, 7, 13)
    window.save()

    update(quarterly, hr, name="Nama lain")

    window.refresh_from_db()
    assert window.closes_date == date(2026, 7, 13)


def test_period_with_a_recorded_achievement_is_not_dropped(hr, office, quarterly):
    make_achievement(office.agency, periods_of(quarterly)[0], office.dewi)

    with pytest.raises(Refusal) as refused:
        update(quarterly, hr, rhythm="ANNUAL")

    assert refused.value.code == "in_use"
    assert "Triwulan I 2026" in str(refused.value)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 1, 5), "Triwulan I 2026"),  # only planning runs: the next one
        (date(2026, 3, 30), "Triwulan I 2026"),
        (date(2026, 5, 1), "Triwulan II 2026"),  # between two: the next one
        (date(2026, 7, 12), "Triwulan II 2026"),
        (date(2027, 1, 12), "Triwulan IV 2026"),  # with the annual one: the earlier one
        (date(2027, 1, 25), "Tahun 2026"),
        (date(2027, 6, 1), "Tahun 2026"),  # all over: the last one
    ],
)
def test_current_period(quarterly, day, name):
    assert current_period(quarterly, day).name == name


def test_address_names_a_period(quarterly):
    third = periods_of(quarterly)[2]

    assert chosen_period(quarterly, third.public_id, date(2026, 1, 5)) == third
    assert chosen_period(quarterly, "unknown", date(2026, 1, 5)) == periods_of(quarterly)[0]
    assert chosen_period(quarterly, None, date(2026, 1, 5)) == periods_of(quarterly)[0]


def test_calendar_opens_the_periods_that_are_due(hr, office, quarterly, monkeypatch):
    quarterly.opened_at = NOON
    quarterly.save()
    make_work_plan(quarterly, office.assignments.ani, supervisor=office.budi)
    at = datetime(2026, 7, 1, 1, 0, tzinfo=UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: at)

    open_due_evaluations()

    opened = [period.name for period in periods_of(quarterly) if period.opened_at]
    assert opened == QUARTERS[:2]
    assert Evaluation.objects.filter(employee=office.ani).count() == 2


def test_each_period_is_an_evaluation_of_its_own(hr, office, quarterly):
    quarterly.opened_at = NOON
    quarterly.save()
    plan = make_work_plan(quarterly, office.assignments.ani, supervisor=office.budi)
    first, second, *_rest = periods_of(quarterly)

    open_evaluations(period=first, actor=hr, at=NOON)
    open_evaluations(period=second, actor=hr, at=NOON)

    found = Evaluation.objects.filter(work_plan=plan).order_by("period__until_date")
    assert [row.period for row in found] == [first, second]


def test_opening_a_quarterly_cycle_gives_one_plan_each(hr, quarterly):
    assert open_cycle(cycle=quarterly, actor=hr, at=NOON) == 6


def test_dashboard_counts_the_chosen_period_only(hr, office, quarterly):
    quarterly.opened_at = NOON
    quarterly.save()
    make_work_plan(quarterly, office.assignments.ani, supervisor=office.budi)
    first, second, *_rest = periods_of(quarterly)
    open_evaluations(period=first, actor=hr, at=NOON)
    Evaluation.objects.update(first_saved_at=NOON)
    open_evaluations(period=second, actor=hr, at=NOON)

    boards = [dashboard(cycle=quarterly, actor=hr, at=NOON, period=row) for row in (first, second)]

    assert [(board.whole.wip, board.whole.fresh) for board in boards] == [(1, 0), (0, 1)]


@pytest.mark.parametrize("name", ["cycle_detail", "unit_achievement_list", "cycle_people"])
def test_pages_take_the_period_of_the_address(page, as_dewi, quarterly, office, name):
    quarterly.opened_at = NOON
    quarterly.save()
    third = periods_of(quarterly)[2]

    response = as_dewi.get(page(name, quarterly), {"periode": third.public_id})

    assert response.status_code == 200
    words = response.content.decode()
    assert "Triwulan III 2026" in words


def test_dates_of_a_period_that_do_not_fit_are_named_with_it(page, as_dewi, quarterly):
    form = as_dewi.get(page("cycle_windows", quarterly)).context["form"]
    data = {name: form[name].value() for name in form.fields if name != "is_strict"}
    data["QUARTER2_REVIEW_closes"] = "2026-06-28"
    data["QUARTER2_REVIEW_opens"] = "2026-06-27"

    response = as_dewi.post(page("cycle_windows", quarterly), data)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["QUARTER2_REVIEW_closes"]
    assert "Triwulan II 2026, " in response.context["form"].errors["QUARTER2_REVIEW_closes"][0]


def test_usual_dates_are_filled_in_without_being_saved(page, as_dewi, quarterly):
    quarterly.windows.filter(phase=Phase.PLAN).update(closes_date=date(2026, 2, 2))

    response = as_dewi.post(page("cycle_windows", quarterly), {"usual": "1"})

    assert response.context["form"]["PLAN_closes"].value() == date(2026, 1, 31)
    assert quarterly.windows.get(phase=Phase.PLAN).closes_date == date(2026, 2, 2)


@pytest.mark.parametrize("name", ["cycle_people", "unit_achievement_list", "reminder_send"])
def test_periods_are_named_in_the_language_of_the_reader(
    page, as_dewi, office, hr, quarterly, name
):
    open_cycle(cycle=quarterly, actor=hr, at=NOON)
    type(office.dewi).objects.filter(pk=office.dewi.pk).update(language="en")

    text = as_dewi.get(page(name, quarterly)).content.decode()

    assert ("Quarter III 2026" in text, "Triwulan" in text) == (True, False)
