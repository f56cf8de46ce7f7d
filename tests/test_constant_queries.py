"""Every page costs the same number of queries at one row and at three, for each role."""

import pytest

from accounts.choices import Role
from tests.crawl import costs
from tests.factories.accounts import grant_role, make_assignment, make_employee
from tests.factories.appraisal import (
    NOON,
    make_achievement,
    make_cycle,
    make_evaluation,
    make_work_plan,
)
from tests.factories.crowd import make_crowd

ROLES = ("ani", "budi", "dewi", "farid", "gita", "hadi")
FEW, MORE = 1, 3
PAGES = {  # what a walk must have met to prove anything
    "ani": {"appraisal:home", "appraisal:evaluation_detail", "accounts:notification_list"},
    "budi": {"appraisal:team_board", "appraisal:work_plan_team", "appraisal:team_results"},
    "dewi": {"appraisal:cycle_detail", "appraisal:cycle_people", "accounts:employee_list"},
    "farid": {"appraisal:home", "appraisal:team_below"},
    "gita": {"appraisal:home"},
    "hadi": {"appraisal:home"},
}


@pytest.fixture
def cast(office, monkeypatch):
    """Return the people who walk: staff, supervisor, HR, superior, a leader, an auditor; at noon."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)
    cycle = make_cycle(office.dewi, units=[office.agency])
    period = cycle.periods.get()
    make_achievement(office.dinas, period, office.dewi)
    make_evaluation(
        make_work_plan(cycle, office.assignments.ani, supervisor=office.budi, superior=office.farid)
    )
    people = {name: getattr(office, name) for name in ROLES[:4]}
    for name, role in (("gita", Role.LEADER), ("hadi", Role.AUDITOR)):
        people[name] = make_employee(name.title())
        make_assignment(people[name], office.agency, outside=True)
        grant_role(people[name], role, office.agency)
    return office, cycle, people


@pytest.mark.parametrize("role", ROLES)
def test_queries_do_not_grow_with_rows(cast, client, role):
    office, cycle, people = cast
    client.force_login(people[role])
    make_crowd(office, cycle, range(FEW))
    few = costs(client)
    make_crowd(office, cycle, range(FEW, MORE))
    more = costs(client, warm=True)

    both = few.keys() & more.keys()
    assert PAGES[role] <= both
    assert {name: few[name] for name in both} == {name: more[name] for name in both}
