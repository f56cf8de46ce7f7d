"""A cycle in preparation for the whole agency, and people in any number."""

import pytest
from django.urls import reverse

from tests.factories.accounts import actor_for, make_assignment, make_employee
from tests.factories.appraisal import make_cycle


@pytest.fixture
def hr(office):
    """Dewi as the actor of a request."""
    return actor_for(office.dewi)


@pytest.fixture
def draft(office):
    """Return a cycle in preparation for everybody."""
    return make_cycle(office.dewi, opened=False, units=[office.agency])


@pytest.fixture
def add_people(office):
    """Return a function that gives Budi more people."""

    def add(count, unit=None, **fields):
        return [
            make_assignment(
                make_employee(f"Pegawai {number:03d}"),
                unit or office.dinas,
                **{"supervisor": office.budi} | fields,
            )
            for number in range(count)
        ]

    return add


@pytest.fixture
def page():
    """Return a function that gives the address of a page."""

    def address(name, cycle=None, *more):
        return reverse(f"appraisal:{name}", args=[cycle.public_id, *more] if cycle else [])

    return address


@pytest.fixture
def as_dewi(client, office):
    """Sign Dewi in."""
    client.force_login(office.dewi)
    return client


@pytest.fixture
def running(office):
    """Return a running cycle for the whole agency."""
    return make_cycle(office.dewi, units=[office.agency])
