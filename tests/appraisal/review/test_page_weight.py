"""The tabs of a review ask the database the same for a team of one and of three."""

import pytest

from tests.factories.review import competencies_for, make_colleagues, make_self_assessment

pytestmark = pytest.mark.usefixtures("always_open")


@pytest.mark.parametrize("people", [1, 3])
@pytest.mark.parametrize(
    ("tab", "queries"), [("hasil", 15), ("perilaku", 13), ("dialog", 12), ("ringkasan", 14)]
)
def test_a_tab_asks_the_same_for_one_and_for_three(
    office, evaluation, sign_in, django_assert_num_queries, people, tab, queries
):
    for colleague in make_colleagues(office, evaluation, people - 1):
        make_self_assessment(colleague)
    client = sign_in(office.budi)

    with django_assert_num_queries(queries):
        client.get(f"/tinjau/{evaluation.public_id}/{tab}/")


@pytest.mark.parametrize("people", [1, 3])
def test_a_competency_asks_the_same_for_one_and_for_three(
    office, evaluation, sign_in, django_assert_num_queries, people
):
    make_colleagues(office, evaluation, people - 1)
    first = competencies_for(evaluation)[0]
    page = f"/tinjau/{evaluation.public_id}/kompetensi/{first.public_id}/"
    client = sign_in(office.budi)

    with django_assert_num_queries(13):
        client.get(page)
