"""The pages on which HR follows cycles: list, people, latest dashboard."""

from datetime import UTC, datetime

import pytest

from appraisal.queries.cycle_list import day
from tests.factories.accounts import make_assignment, make_employee, make_org_unit
from tests.factories.appraisal import make_cycle, make_work_plan

pytestmark = pytest.mark.django_db


def test_agency_without_cycle_sees_the_four_steps(page, as_dewi):
    response = as_dewi.get(page("cycle_list"))

    assert [step.status for step in response.context["steps"]] == [
        "done",
        "done",
        "progress",
        "todo",
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_same_questions_for_any_number(
    page, as_dewi, office, django_assert_num_queries, count
):
    for _number in range(count):
        make_cycle(office.dewi, units=[office.agency])

    with django_assert_num_queries(10):
        response = as_dewi.get(page("cycle_list"))

    assert len(response.context["rows"]) == count


@pytest.mark.parametrize("count", [1, 3])
def test_people_page_asks_the_same_questions(
    page, as_dewi, running, office, django_assert_num_queries, add_people, count
):
    for post in add_people(count):
        make_work_plan(running, post, supervisor=office.budi)

    with django_assert_num_queries(12):
        response = as_dewi.get(page("cycle_people", running))

    assert len(response.context["page"].object_list) == count


def test_people_page_keeps_to_a_unit_and_what_is_below(page, as_dewi, running, office):
    section = make_org_unit("Seksi Contoh", parent=office.dinas)
    post = make_assignment(make_employee("Lina"), section, supervisor=office.budi)
    make_work_plan(running, post, supervisor=office.budi)
    make_work_plan(running, office.assignments.eko, supervisor=office.budi)

    response = as_dewi.get(page("cycle_people", running), {"unit": office.dinas.public_id})

    names = [row.employee.name for row in response.context["page"].object_list]
    assert names == ["Lina"]


def test_latest_dashboard_is_that_of_the_running_cycle(page, as_dewi, running):
    assert as_dewi.get(page("cycle_dashboard_latest")).context["cycle"] == running


def test_without_running_cycle_the_dashboard_leads_to_the_list(page, as_dewi, draft):
    assert as_dewi.get(page("cycle_dashboard_latest")).url == page("cycle_list")


def test_cycle_that_was_closed_early_in_the_morning_shows_that_day():
    assert day(datetime(2026, 11, 19, 23, 30, tzinfo=UTC)) == "20 November 2026"  # 06.30 WIB
