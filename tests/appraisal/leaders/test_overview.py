"""What leaders see, and what they never see: persons, small groups, numbers that grow one by one."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.choices import Role
from appraisal.choices import Phase
from appraisal.models import AppraisalCycle, DeadlineExtension, PublishedResult
from appraisal.queries.leader import ground_of, overview
from tests.appraisal.leaders.conftest import CLOSED, write_release
from tests.factories.accounts import actor_for, grant_role, make_assignment, make_employee
from tests.factories.appraisal import make_cycle, make_work_plan

ADDRESS = reverse("appraisal:leader_overview")


def look(person, unit=None, **wanted):
    """Return the page that a person reads about a unit."""
    actor = actor_for(person)
    asked = wanted | ({"unit": unit.public_id} if unit else {})
    return overview(
        actor=actor, ground=ground_of(actor), wanted=asked, at=CLOSED + timedelta(days=1)
    )


def rated(figures):
    """Return how many people have each predikat, leaving out those that nobody has."""
    return {rating.label.value: rating.people for rating in figures.ratings if rating.people}


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.LEADER, 200),
        (Role.HR_ADMIN, 200),
        (Role.HR_OPERATOR, 200),
        (Role.AUDITOR, 403),
        (Role.ASSESSMENT_TEAM, 403),
        (None, 403),
    ],
)
def test_page_is_for_leaders_and_hr(client, office, role, status):
    person = make_employee("Wati Pemeriksa")
    if role:
        grant_role(person, role, office.agency)
    client.force_login(person)

    assert client.get(ADDRESS).status_code == status


def test_leader_finds_the_page_in_the_bar(client, leader):
    client.force_login(leader)

    assert f'href="{ADDRESS}"' in client.get("/").content.decode()


def test_unit_outside_the_scope_is_not_there(client, office, agency):
    person = make_employee("Pimpinan Dinas")
    grant_role(person, Role.LEADER, office.dinas)
    client.force_login(person)

    statuses = [
        client.get(ADDRESS, {"unit": unit.public_id}).status_code
        for unit in (office.dinas, agency.north, office.elsewhere, office.agency)
    ]

    assert statuses == [200, 200, 404, 404]


def test_counts_gaps_and_themes_of_a_group_of_five(leader, agency):
    agency.release(agency.north, 4, behaviour="MEETS", level=3)
    agency.release(agency.north, 1, behaviour="ABOVE", level=2)

    figures = look(leader, agency.north).figures

    assert (figures.people, rated(figures)) == (5, {"VERY_GOOD": 1, "GOOD": 4})
    assert [row for _name, row in figures.gaps.rows] == [[-0.2]]
    assert [(theme.people, theme.share) for theme in figures.themes] == [(5, 1.0)]


def test_four_people_are_not_counted_in_sight(leader, agency):
    agency.release(agency.north, 4)
    agency.release(agency.south, 6)

    page = look(leader, agency.north)

    assert (page.is_shown, page.figures.is_shown, page.figures.ratings) == (False, False, ())


def test_progress_of_few_is_hidden_and_that_of_the_sibling_with_it(leader, agency):
    agency.release(agency.north, 4)
    agency.release(agency.south, 6)

    office = look(leader, agency.office.dinas)

    assert (office.is_shown, [part.is_shown for part in office.parts]) == (True, [False, False])
    assert not look(leader, agency.south).is_shown


def test_progress_of_five_is_shown_beside_that_of_six(leader, agency):
    agency.release(agency.north, 5)
    agency.release(agency.south, 6)

    office = look(leader, agency.office.dinas)

    assert (office.is_shown, [part.is_shown for part in office.parts]) == (True, [True, True])


def test_page_of_few_says_why_it_shows_no_progress(client, leader, agency):
    agency.release(agency.north, 4)
    agency.release(agency.south, 6)
    client.force_login(leader)

    page = client.get(ADDRESS, {"unit": agency.north.public_id}).content.decode()

    assert "Terlalu sedikit orang untuk menampilkan kemajuan" in page
    assert "selesai 4" not in page


def test_page_starts_on_the_cycle_about_most_people(leader, agency):
    agency.release(agency.north, 5)
    small = make_cycle(agency.office.dewi, name="Satu unit", units=[agency.south])
    make_plan_in(small, agency.south, agency.office.budi)

    assert look(leader).cycle == agency.cycle
    assert look(leader, siklus=small.public_id).cycle == small


def test_page_starts_on_the_newer_of_two_cycles_about_nearly_as_many(leader, agency):
    agency.release(agency.north, 5)
    newer = make_cycle(agency.office.dewi, name="Berikutnya", units=[agency.office.agency])
    for _person in range(4):
        make_plan_in(newer, agency.north, agency.office.budi)

    assert look(leader).cycle == newer


def make_plan_in(cycle, unit, supervisor):
    """Give a new person of a unit a plan in a cycle."""
    assignment = make_assignment(make_employee(), unit, supervisor=supervisor)
    return make_work_plan(cycle, assignment, supervisor=supervisor, results=0)


def test_sibling_of_a_small_unit_is_hidden_with_it(leader, agency):
    agency.release(agency.north, 4)
    agency.release(agency.south, 6)

    office = look(leader, agency.office.dinas).figures

    assert (office.is_shown, office.people) == (True, 10)
    assert [people for _name, _key, people, _counts in office.below] == [None, None]
    assert [row for _name, row in office.gaps.rows] == [[0.0], [None], [None]]
    assert not look(leader, agency.south).figures.is_shown


def test_competency_rated_for_few_is_hidden_by_itself(leader, agency):
    people = agency.release(agency.north, 5)
    people[0].reviews.get().competencies.all().delete()

    figures = look(leader, agency.north).figures

    assert (figures.is_shown, figures.gaps.rows[0][1]) == (True, [None])


def test_running_cycle_shows_progress_only(leader, agency, reopen_cycle):
    agency.release(agency.north, 5)

    page = look(leader)

    assert (page.figures, page.whole.done) == (None, 5)
    assert page.publication.date().isoformat() == "2027-01-16"


def test_result_released_after_the_publication_changes_no_number(leader, agency):
    agency.release(agency.north, 5)
    agency.release(agency.north, 1, behaviour="ABOVE", at=CLOSED + timedelta(hours=1))

    figures = look(leader, agency.north).figures

    assert (figures.people, rated(figures), figures.later) == (5, {"GOOD": 5}, 1)


def test_correction_after_the_publication_changes_no_number(leader, agency):
    people = agency.release(agency.north, 5)
    correct(agency, people[0], CLOSED + timedelta(hours=1))

    figures = look(leader, agency.north).figures

    assert (rated(figures), figures.later) == ({"GOOD": 5}, 0)


def test_correction_before_the_publication_is_counted(leader, agency):
    people = agency.release(agency.north, 5)
    correct(agency, people[0], CLOSED - timedelta(hours=1))

    assert rated(look(leader, agency.north).figures) == {"GOOD": 4, "VERY_POOR": 1}


def correct(agency, evaluation, at):
    """Decide and release a second version of a result."""
    first = evaluation.published_results.get()
    PublishedResult.objects.create(
        evaluation=evaluation,
        version=2,
        results_rating="BELOW",
        behaviour_rating="BELOW",
        snapshot=first.snapshot,
        trace=first.trace,
        rule_version=first.rule_version,
        content_hash=first.content_hash,
        decided_at=at,
    )
    write_release(agency, evaluation, at)


def test_rehearsal_counts_nowhere(leader, office, agency):
    trial = make_cycle(office.dewi, name="Uji coba", trial_of=agency.cycle)

    assert trial not in look(leader).cycles


def test_guide_follows_the_nearest_achievement_and_only_warns(leader, agency):
    agency.release(agency.north, 6)

    figures = look(leader, agency.north).figures

    assert figures.achievement_of == "Kota Contoh"
    assert len(figures.warnings) == 2
    assert [rating.guide for rating in figures.ratings if rating.label == "GOOD"] == [0.7]


def test_page_names_nobody_and_prints_no_text_of_a_person(client, leader, agency):
    people = agency.release(agency.north, 5)
    client.force_login(leader)

    page = client.get(ADDRESS, {"unit": agency.north.public_id}).content.decode()

    assert people[0].employee.name not in page
    assert "Rahasia." not in page
    assert agency.office.budi.name not in page


def test_leader_of_one_unit_without_those_below_sees_its_own_people(office, agency):
    person = make_employee("Pimpinan Dinas")
    grant_role(person, Role.LEADER, office.dinas, with_sub_units=False)
    agency.release(office.dinas, 5)
    agency.release(agency.north, 5)

    page = look(person)

    assert (page.whole.total, page.figures.people, len(page.parts)) == (5, 5, 1)


def test_agency_without_cycle_says_so(client, leader):
    client.force_login(leader)

    assert "Belum ada siklus" in client.get(ADDRESS).content.decode()


def test_page_costs_the_same_for_few_and_for_many(
    client, leader, agency, django_assert_num_queries
):
    client.force_login(leader)
    agency.release(agency.north, 5)
    client.get(ADDRESS)
    with django_assert_num_queries(17):
        client.get(ADDRESS)
    agency.release(agency.south, 12)
    with django_assert_num_queries(17):
        client.get(ADDRESS)


def test_archived_cycle_can_still_be_looked_at(leader, agency):
    AppraisalCycle.objects.filter(pk=agency.cycle.pk).update(archived_at=CLOSED)

    assert look(leader, siklus=agency.cycle.public_id).cycle == agency.cycle


def test_more_time_after_the_publication_publishes_nothing_anew(leader, agency, reopen_cycle):
    window = agency.cycle.windows.get(phase=Phase.DELIVERY)
    first = window.closes_date
    DeadlineExtension.objects.create(
        window=window,
        before_date=first,
        closes_date=first + timedelta(days=9),
        reason="Hari libur.",
        granted_by=agency.office.dewi,
        granted_at=CLOSED + timedelta(days=400),
    )
    window.closes_date = first + timedelta(days=9)
    window.save()

    assert look(leader).publication.date() == first + timedelta(days=1)
