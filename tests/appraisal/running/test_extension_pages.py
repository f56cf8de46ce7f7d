"""The page asks for whom, shows who is told, and grants on the second press."""

import pytest

from appraisal.models import DeadlineExtension

pytestmark = pytest.mark.django_db


def data_of(office, **more):
    """Return a form for Ani."""
    return {
        "scope": "person",
        "person": office.ani.nip,
        "window": "SELF_ASSESSMENT",
        "closes_date": "2026-12-10",
        "reason": "Banjir",
    } | more


def test_first_press_shows_who_is_told_and_writes_nothing(
    page, visit, evaluation_of, office, running
):
    evaluation_of("ani")

    answer = visit("dewi").post(page("cycle_extend", running), data_of(office))

    assert answer.status_code == 200
    assert [person.name for person in answer.context["names"]] == ["Ani Lestari"]
    assert not DeadlineExtension.objects.exists()


def test_second_press_grants_and_history_shows_it(page, visit, evaluation_of, office, running):
    evaluation_of("ani")
    address = page("cycle_extend", running)

    visit("dewi").post(address, data_of(office, confirm="1"))

    (row,) = visit("dewi").get(address).context["extensions"]
    assert (row.employee, row.reason, row.people) == (office.ani, "Banjir", 1)


def test_change_gives_every_word_back(page, visit, evaluation_of, office, running):
    evaluation_of("ani")
    data = data_of(office)

    answer = visit("dewi").post(page("cycle_extend", running), data | {"change": "1"})

    form = answer.context["form"]
    assert answer.status_code == 200
    assert {name: form[name].value() for name in data} == data


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"person": ""}, "person"),
        ({"scope": "unit"}, "unit"),
        ({"scope": ""}, "scope"),
        ({"closes_date": "2026-12-30"}, "closes_date"),
        ({"closes_date": "besok"}, "closes_date"),
    ],
)
def test_fault_stands_at_its_field(page, visit, evaluation_of, office, running, changes, field):
    evaluation_of("ani")

    answer = visit("dewi").post(page("cycle_extend", running), data_of(office, **changes))

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]


def test_address_proposes_the_person(page, visit, office, running):
    address = page("cycle_extend", running) + f"?pegawai={office.ani.public_id}"

    form = visit("dewi").get(address).context["form"]

    assert (form["scope"].value(), form["person"].value()) == ("person", office.ani.nip)


@pytest.mark.parametrize(("name", "status"), [("ani", 403), ("budi", 403), ("dewi", 200)])
def test_only_hr_reaches_it(page, visit, running, name, status):
    assert visit(name).get(page("cycle_extend", running)).status_code == status


@pytest.mark.parametrize(("day", "warned"), [("2027-01-31", False), ("2027-02-01", True)])
def test_release_of_annual_results_after_january_is_warned_of(
    page, visit, evaluation_of, office, running, day, warned
):
    evaluation_of("ani", "DECIDED")

    answer = visit("dewi").post(
        page("cycle_extend", running), data_of(office, window="DELIVERY", closes_date=day)
    )

    assert answer.status_code == 200
    assert ("31 Januari 2027" in answer.text) == warned or not warned
    assert bool(answer.context["grant"].legal_end) == warned
