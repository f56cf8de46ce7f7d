"""What the preparation warns of or refuses: a second cycle of a name, more than a year, a late end."""

from datetime import date

import pytest

from appraisal.models import AppraisalCycle
from appraisal.queries.desk import hr_desk
from appraisal.queries.readiness import readiness
from tests.appraisal.cycle.test_cycle_pages import CYCLE, WINDOWS
from tests.factories.appraisal import NOON, make_cycle

pytestmark = pytest.mark.django_db


def test_second_cycle_of_a_name_is_asked_for_twice(as_dewi, page, running):
    data = CYCLE | {"name": running.name}

    first = as_dewi.post(page("cycle_add"), data)
    as_dewi.post(page("cycle_add"), data | {"similar": running.public_id})

    assert first.status_code == 422
    assert AppraisalCycle.objects.filter(name=running.name).count() == 2


@pytest.mark.parametrize(("until", "status"), [("2027-12-31", 302), ("2028-01-01", 422)])
def test_cycle_covers_a_year_at_most(as_dewi, page, office, until, status):
    answer = as_dewi.post(page("cycle_add"), CYCLE | {"until_date": until})

    assert answer.status_code == status


def test_every_turned_phase_is_named_beside_a_missing_date(as_dewi, page, draft):
    faults = {"PLAN_opens": "", "REVIEW_closes": "2026-12-01"}

    answer = as_dewi.post(page("cycle_windows", draft), WINDOWS | faults)

    assert list(answer.context["form"].errors) == ["PLAN_opens", "REVIEW_closes"]


def test_annual_results_after_january_are_saved_with_a_warning(as_dewi, page, draft, hr):
    data = WINDOWS | {"DELIVERY_closes": "2027-03-31"}

    answer = as_dewi.post(page("cycle_windows", draft), data, follow=True)

    assert "paling lambat 31 Januari 2027" in answer.content.decode()
    codes = [row.code for row in readiness(draft, NOON.date()).warnings]
    assert "annual_late" in codes


def test_search_for_a_team_keeps_the_ticks_and_starts_nothing(as_dewi, page, draft, office):
    answer = as_dewi.post(
        page("cycle_trial", draft),
        {"search": "1", "q": "budi", "employees": [office.citra.public_id]},
    )

    assert (answer.status_code, answer.context["chosen"]) == (200, [office.citra.public_id])
    assert not draft.trials.exists()


def test_copy_that_is_there_already_is_opened(as_dewi, page, running):
    first = as_dewi.post(page("cycle_copy", running))
    again = as_dewi.post(page("cycle_copy", running))

    copy = AppraisalCycle.objects.exclude(pk=running.pk).get()
    assert first.url == page("cycle_edit", copy)
    assert again.url == copy.get_absolute_url()


def test_home_of_hr_begins_with_the_cycle_that_runs(office, hr, running, draft):
    later = make_cycle(office.dewi, units=[office.agency])
    later.windows.update(opens_date=date(2027, 1, 1), closes_date=date(2027, 2, 1))

    rows = hr_desk(hr).tasks

    assert [row.url for row in rows] == [
        running.get_absolute_url(),
        later.get_absolute_url(),
        draft.get_absolute_url(),
    ]
    assert rows[2].hint.startswith("0 dari 5 halaman")
