"""The teams one level below: what the superior of a supervisor reads, and nothing more."""

import pytest

from appraisal.queries.team_below import teams_below
from tests.factories.accounts import actor_for
from tests.factories.review import make_colleagues

PAGE = "/tim/di-bawah/"


def rows_of(person):
    """Return (supervisor, name, plan?, result?) of every row."""
    return [
        (supervisor.name, row.person.name, row.plan is not None, row.evaluation is not None)
        for supervisor, people in teams_below(actor_for(person)).teams
        for row in people
    ]


def test_before_the_decision_the_plan_alone(office, evaluation):
    assert rows_of(office.farid) == [("Budi Santoso", "Ani Lestari", True, False)]


def test_from_the_decision_on_the_result_too(office, decided):
    assert rows_of(office.farid) == [("Budi Santoso", "Ani Lestari", True, True)]


@pytest.mark.parametrize("name", ["ani", "budi", "citra", "dewi", "eko"])
def test_nobody_else_has_anything_there(office, decided, sign_in, name):
    assert rows_of(getattr(office, name)) == []
    assert "Belum ada yang dapat dibaca" in sign_in(getattr(office, name)).get(PAGE).text


def test_superior_finds_it_from_the_board_and_reads(office, decided, sign_in):
    client = sign_in(office.farid)
    result = f"/hasil/{decided.public_id}/"

    assert PAGE in client.get("/tim/").text
    assert result in client.get(PAGE).text
    page = client.get(result).text
    assert "Sangat baik" in page
    assert PAGE in page


def test_team_without_a_level_below_is_not_led_there(office, decided, sign_in):
    assert PAGE not in sign_in(office.budi).get("/tim/").text


@pytest.mark.parametrize("people", [1, 3])
def test_it_asks_the_same_for_one_and_for_three(
    office, evaluation, sign_in, django_assert_num_queries, people
):
    make_colleagues(office, evaluation, people - 1)
    client = sign_in(office.farid)

    with django_assert_num_queries(9):
        client.get(PAGE)
