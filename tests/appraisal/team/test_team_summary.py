"""The team summary: when it appears, what it counts, who reads it, what it costs."""

import pytest

from accounts.choices import AccessKind, AccessRole
from accounts.models import AccessRecord
from appraisal.queries.team_summary import HeatCell, team_summary
from tests.factories.accounts import actor_for
from tests.factories.acting import make_delegation
from tests.factories.review import write_drafts

PAGE = "/tim/ringkasan/"


@pytest.mark.parametrize(("decided", "needed"), [(0, 3), (1, 2), (2, 1)])
def test_below_three_it_says_when_it_appears(office, decide, sign_in, decided, needed):
    decide(3, decided)

    text = sign_in(office.budi).get(PAGE).content.decode()

    assert "Sebaran muncul setelah 3 orang" in text
    assert f"Perlu {needed} penetapan lagi" in text
    assert "Sebaran predikat" not in text


def test_from_three_on_distribution_questions_and_levels_appear(office, decide, sign_in):
    decide(3, 3)

    text = sign_in(office.budi).get(PAGE).content.decode()

    assert "3 dari 4 sudah ditetapkan" in text
    assert "Sebaran predikat" in text
    assert "Semua 3 orang berpredikat" in text
    assert "Level kompetensi tim" in text


def test_drafts_are_not_counted(office, evaluation, decide):
    decide(2, 2)
    write_drafts(evaluation, office.budi, {"overall.results_rating": "ABOVE"})

    summary = team_summary(actor_for(office.budi))

    assert (summary.total, summary.done, summary.is_shown) == (3, 2, False)


def test_rows_stand_in_the_order_of_names_with_levels_beside_the_standard(office, decide):
    rows = decide(3, 3)
    summary = team_summary(actor_for(office.budi))
    line = rows[0].published_results.get().snapshot["competencies"][0]

    names = [row.member.name for row in summary.rows]
    assert names == sorted(names)
    assert summary.rows[1].cells[0] == HeatCell(line["level"], line["standard"])
    assert (summary.rows[0].rating, summary.rows[0].cells) == (None, ())


@pytest.mark.parametrize(
    ("level", "tone"), [(1, "n2"), (2, "n1"), (3, "0"), (4, "p1"), (5, "p2"), (None, "none")]
)
def test_shade_follows_the_gap(level, tone):
    assert HeatCell(level, 3).tone == tone


@pytest.mark.parametrize(("decided", "text"), [(5, "5"), (6, "6 (100%)")])
def test_percentages_and_guide_appear_from_six_people_on(office, decide, decided, text):
    decide(decided, decided, results="MEETS", behaviour="MEETS")

    bar = team_summary(actor_for(office.budi)).bars[1]

    assert (bar[0], bar[2], bar[3]) == ("Baik", text, 0.7 if decided > 5 else None)


@pytest.mark.parametrize("name", ["ani", "dewi", "eko", "farid"])
def test_nobody_else_reads_it(office, decide, sign_in, name):
    decide(3, 3)

    response = sign_in(getattr(office, name)).get(PAGE)

    assert response.status_code == 200
    assert "Rekan A Contoh" not in response.content.decode()


def test_delegate_reads_the_team_of_the_delegator(office, decide, sign_in):
    decide(3, 3)
    make_delegation(office.budi, office.citra)

    summary = team_summary(actor_for(office.citra))

    assert (summary.desk, summary.done) == (office.budi, 3)


def test_two_desks_are_never_mixed(office, evaluation, decide):
    rows = decide(4, 4)
    type(evaluation).objects.filter(pk=rows[0].pk).update(supervisor=office.citra)
    make_delegation(office.budi, office.citra)
    actor = actor_for(office.citra)

    own, other = team_summary(actor), team_summary(actor, desk_id=office.budi.public_id)

    assert [person.name for person in own.desks] == ["Budi Santoso", "Citra Dewanti"]
    assert (own.desk, own.done) == (office.citra, 1)
    assert (other.desk, other.done) == (office.budi, 3)


def test_period_is_chosen_by_the_address(office, evaluation, decide, sign_in):
    decide(3, 3)
    address = f"{PAGE}?periode={evaluation.period.public_id}"

    assert sign_in(office.budi).get(address).context["summary"].period == evaluation.period


@pytest.mark.parametrize("people", [3, 6])
def test_it_asks_the_same_for_three_and_for_six(
    office, decide, sign_in, django_assert_num_queries, people
):
    decide(people, people)
    client = sign_in(office.budi)

    with django_assert_num_queries(13):
        client.get(PAGE)


def test_those_whose_result_it_shows_read_who_opened_it(office, decide, sign_in):
    decide(3, 2)

    sign_in(office.budi).get(PAGE)

    noted = AccessRecord.objects.values_list("viewer", "role", "kind")
    assert list(noted) == [(office.budi.pk, AccessRole.SUPERVISOR, AccessKind.RESULT)] * 2
