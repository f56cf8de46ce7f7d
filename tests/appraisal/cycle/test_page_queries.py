"""Pages of the preparation cost the same at one row and at three."""

import pytest

from tests.factories.appraisal import make_cycle


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_the_same_queries(
    page, as_dewi, office, draft, django_assert_num_queries, count
):
    for number in range(count):
        make_cycle(office.dewi, units=[office.agency], name=f"Siklus {number}")
        make_cycle(office.dewi, units=[office.agency], name=f"Uji coba {number}", trial_of=draft)

    with django_assert_num_queries(10):
        as_dewi.get(page("cycle_list"))


@pytest.mark.parametrize("case", [("cycle_windows", 10), ("cycle_parts", 8), ("cycle_trial", 13)])
@pytest.mark.parametrize("count", [1, 3])
def test_preparing_takes_the_same_queries(
    page, as_dewi, draft, add_people, django_assert_num_queries, case, count
):
    name, queries = case
    add_people(count)

    with django_assert_num_queries(queries):
        as_dewi.get(page(name, draft))
