"""The page that explains the appraisal."""

import pytest
from django.urls import reverse

from appraisal.choices import EvaluationStage as E
from appraisal.queries import phases
from appraisal.queries.how_it_works import how_it_works_page
from tests.factories.accounts import actor_for
from tests.factories.appraisal import NOON, make_evaluation, make_work_plan

ADDRESS = "/cara-kerja/"


@pytest.fixture
def plan(office, cycle):
    """Ani's agreed plan."""
    return make_work_plan(cycle, office.assignments.ani, supervisor=office.budi)


def page_of(person):
    """Return the page for a person."""
    return how_it_works_page(actor_for(person), NOON.date())


def test_address():
    assert reverse("appraisal:how_it_works") == ADDRESS


def test_page_without_a_cycle_explains_without_dates(client, ani):
    client.force_login(ani)

    response = client.get(ADDRESS)

    assert response.status_code == 200
    assert "Tidak ada siklus yang berjalan" in response.text
    assert "Kuadran kinerja" in response.text


def test_stages_come_from_the_windows(ani, plan):
    assert [(item.title, item.text) for item in page_of(ani).stages][1:3] == [
        ("Penilaian diri", "16 November sampai 4 Desember"),
        ("Penilaian atasan", "16 November sampai 18 Desember"),
    ]


def test_quadrant_is_the_regulations_table(ani):
    names = [[cell.rating for cell in row] for row in page_of(ani).quadrant]

    assert names == [
        ["Kurang", "Baik", "Sangat baik"],
        ["Kurang", "Baik", "Baik"],
        ["Sangat kurang", "Butuh perbaikan", "Butuh perbaikan"],
    ]


def test_five_levels_are_shown(ani):
    assert [row.level for row in page_of(ani).levels] == [1, 2, 3, 4, 5]


def test_parts_that_are_not_built_are_named(ani, plan):
    lines = {line.label: line.word for line in page_of(ani).parts}

    assert lines["Sasaran kinerja (SKP)"] == "wajib"
    assert "belum tersedia" in lines.values()


def test_clocks_give_an_example_before_delivery(ani, plan):
    assert page_of(ani).clocks[1].date == (
        "Contoh: bila hasil dibuka 16 November 2026, waktunya habis 4 Desember 2026."
    )


def test_clocks_give_the_date_after_delivery(ani, plan):
    make_evaluation(plan, stage=E.DELIVERED, submitted_at=NOON)

    assert page_of(ani).clocks[1].date == "sampai 10 Desember 2026"


@pytest.mark.parametrize("name", ["ani", "budi", "dewi", "eko"])
def test_page_opens_for_everybody(client, office, plan, name):
    client.force_login(getattr(office, name))

    assert client.get(ADDRESS).status_code == 200


def test_page_is_read_only(client, ani):
    client.force_login(ani)

    assert client.post(ADDRESS).status_code == 405


def test_release_is_counted_by_its_own_clock(ani, plan, monkeypatch):
    make_evaluation(plan, stage=E.DECIDED, submitted_at=NOON)
    monkeypatch.setattr(phases, "OBJECTION_DAYS", 1)

    assert page_of(ani).clocks[0].date == "sampai 10 Desember 2026"
