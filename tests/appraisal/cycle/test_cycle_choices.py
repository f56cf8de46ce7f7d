"""What a choice on the pages of the preparation produces is said before and after it is saved."""

import pytest

from appraisal.models import AppraisalCycle
from appraisal.queries.period import periods_of
from tests.appraisal.cycle.test_cycle_pages import CYCLE

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("days", "rhythm", "names"),
    [
        (("2027-01-01", "2027-03-31"), "", ["Triwulan I 2027"]),
        (("2027-07-01", "2027-12-31"), "ANNUAL", ["Semester II 2027"]),
        (("2027-02-01", "2027-02-28"), "ANNUAL", ["Bulan 2 tahun 2027"]),
        (("2027-04-01", "2027-12-31"), "ANNUAL", ["Tahun 2027"]),
        (
            ("2027-01-01", "2027-06-30"),
            "QUARTER",
            ["Triwulan I 2027", "Triwulan II 2027", "Semester I 2027"],
        ),
    ],
)
def test_period_is_called_what_it_is_and_the_choice_says_what_it_makes(
    page, as_dewi, days, rhythm, names
):
    data = CYCLE | {"from_date": days[0], "until_date": days[1], "rhythm": rhythm}

    shown = as_dewi.post(page("cycle_add"), data, follow=True)

    assert [period.name for period in periods_of(AppraisalCycle.objects.get())] == names
    assert f"Penilaian dalam siklus ini: {', '.join(names)}." in shown.text


def test_rhythm_that_a_short_period_cannot_have_is_a_fault(page, as_dewi):
    quarter = {"from_date": "2027-01-01", "until_date": "2027-03-31", "rhythm": "QUARTER"}

    answer = as_dewi.post(page("cycle_add"), CYCLE | quarter)

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["rhythm"])


def test_unit_below_a_chosen_one_is_said_to_change_nothing(page, as_dewi, office, draft):
    data = {"units": [office.agency.public_id, office.dinas.public_id]}

    answer = as_dewi.post(page("cycle_count", draft), data)

    assert [(row.name, row.through) for row in answer.context["covered"]] == [
        ("Dinas Contoh", "Kota Contoh")
    ]


@pytest.mark.parametrize(
    "name", ["cycle_edit", "cycle_participants", "cycle_windows", "cycle_parts"]
)
def test_browser_asks_before_a_changed_page_is_left(page, name, as_dewi, draft):
    assert '<form id="step" data-ask' in as_dewi.get(page(name, draft)).text
