"""Leaving out everybody whom one reason blocks: listed, confirmed, and never more than was seen."""

import pytest

from appraisal.models import CycleExclusion
from tests.factories.accounts import make_assignment, make_employee, make_job_position
from tests.factories.appraisal import make_work_plan

REASON = {"reason": "Menunggu penetapan atasan"}
pytestmark = pytest.mark.django_db


@pytest.fixture
def blocked(office):
    """Make three people without a supervisor, and one whose post has no standard."""
    odd = make_job_position("Jabatan langka", grade="")
    make_assignment(
        make_employee("Zaki Langka"), office.dinas, supervisor=office.budi, job_position=odd
    )
    people = [make_employee(f"Gita {number}") for number in range(3)]
    for person in people:
        make_assignment(person, office.dinas)
    return people


@pytest.fixture
def address(page, draft):
    """Return the page that leaves out everybody without a supervisor."""
    return page("cycle_exclude_all", draft, "no_supervisor")


def names(cycle):
    """Return who is left out."""
    return sorted(cycle.exclusions.values_list("employee__name", flat=True))


def test_check_leads_to_the_page_of_each_reason(page, as_dewi, draft, blocked, address):
    text = as_dewi.get(page("cycle_check", draft)).content.decode()

    assert f'<a href="{address}">Jangan ikutkan semua (3)</a>' in text


def test_page_lists_everybody_of_the_reason_and_changes_nothing(as_dewi, draft, blocked, address):
    answer = as_dewi.get(address)

    shown = [person.employee for person in answer.context["finding"].people]
    assert (shown, names(draft)) == (blocked, [])


def test_all_of_the_reason_are_left_out_and_nobody_else(as_dewi, draft, blocked, address):
    seen = as_dewi.get(address).context["finding"].fingerprint

    as_dewi.post(address, REASON | {"seen": seen})

    assert names(draft) == ["Gita 0", "Gita 1", "Gita 2"]
    assert {row.reason for row in draft.exclusions.all()} == {REASON["reason"]}


def test_somebody_who_came_meanwhile_is_not_left_out_unseen(
    as_dewi, draft, office, blocked, address
):
    seen = as_dewi.get(address).context["finding"].fingerprint
    make_assignment(make_employee("Hari Baru"), office.dinas)

    answer = as_dewi.post(address, REASON | {"seen": seen})

    assert (answer.status_code, names(draft)) == (422, [])
    assert "Daftarnya berubah sementara itu." in answer.content.decode()
    assert REASON["reason"] in answer.content.decode()


def test_reason_is_asked(as_dewi, draft, blocked, address):
    seen = as_dewi.get(address).context["finding"].fingerprint

    answer = as_dewi.post(address, {"seen": seen, "reason": " "})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["reason"])


@pytest.mark.parametrize("reason", ["no_supervisor", "dates_out_of_order", "something"])
def test_reason_that_blocks_nobody_leads_back(page, as_dewi, draft, reason):
    answer = as_dewi.get(page("cycle_exclude_all", draft, reason))

    assert answer.url == page("cycle_check", draft)


def test_late_joiners_are_left_out_by_reason_too(page, as_dewi, running, office, blocked):
    for post in vars(office.assignments).values():
        make_work_plan(running, post, supervisor=None, results=0)
    address = page("cycle_exclude_all", running, "no_supervisor")
    assert address in as_dewi.get(page("late_joiners", running)).content.decode()

    seen = as_dewi.get(address).context["finding"].fingerprint
    answer = as_dewi.post(address, REASON | {"seen": seen}, follow=True)

    assert names(running) == ["Gita 0", "Gita 1", "Gita 2"]
    assert answer.redirect_chain[-1][0] == page("late_joiners", running)


@pytest.mark.parametrize(("name", "status"), [("ani", 403), ("budi", 403), ("dewi", 302)])
def test_only_hr_leaves_people_out(client, office, draft, blocked, address, name, status):
    client.force_login(office.dewi)
    seen = client.get(address).context["finding"].fingerprint
    client.force_login(getattr(office, name))

    assert client.post(address, REASON | {"seen": seen}).status_code == status
    assert CycleExclusion.objects.exists() == (name == "dewi")


@pytest.fixture
def listed(page, draft):
    """Return the list of who gets a work plan."""
    return page("cycle_candidates", draft)


def shown_on(answer):
    """Return the names on the page, in order."""
    return [post.employee.name for post in answer.context["page"].object_list]


def test_check_and_participants_lead_to_the_whole_list(page, as_dewi, draft, listed):
    assert listed in as_dewi.get(page("cycle_check", draft)).content.decode()


def test_participants_are_listed_searched_and_paged(as_dewi, listed, add_people):
    add_people(60)

    assert len(shown_on(as_dewi.get(listed))) == 50
    assert shown_on(as_dewi.get(listed, {"q": "pegawai 007"})) == ["Pegawai 007"]


def test_anybody_on_the_list_is_left_out_with_a_reason(as_dewi, listed, draft, office, add_people):
    add_people(2)
    address = f"{listed}?q=pegawai"

    answer = as_dewi.post(address, REASON | {"employees": [office.ani.public_id]})

    row = draft.exclusions.get()
    assert (row.employee, row.reason, answer.url) == (office.ani, REASON["reason"], address)
    assert "Ani Lestari" not in shown_on(as_dewi.get(listed))


def test_list_keeps_the_ticks_where_the_reason_is_missing(as_dewi, listed, office):
    answer = as_dewi.post(listed, {"employees": [office.ani.public_id]})

    assert answer.status_code == 422
    assert answer.context["chosen"] == [office.ani.public_id]


def test_list_of_an_opened_cycle_is_that_of_late_joiners(as_dewi, page, running):
    assert as_dewi.get(page("cycle_candidates", running)).url == page("late_joiners", running)


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_same_questions(
    as_dewi, listed, add_people, django_assert_num_queries, count
):
    add_people(count)

    with django_assert_num_queries(11):
        as_dewi.get(listed)
