"""The cast: Ani, her supervisor Budi, his superior Farid, colleague Citra, Dewi of HR, outsider Eko.

Everybody sits in Dinas Contoh below Kota Contoh, only Eko in another one. Fixtures are named after
the people; `office` brings them all, with posts and lines of reporting since 2020.
"""

from datetime import date
from types import SimpleNamespace

import pytest

from accounts.choices import PositionKind, Role
from accounts.models import (
    Assignment,
    Employee,
    JobPosition,
    OrgUnit,
    OrgUnitTerm,
    ReportingLine,
)
from tests.factories.accounts import grant_role, new_employee, new_job_position

SINCE = date(2020, 1, 1)
NAMES = {
    "ani": "Ani Lestari",
    "budi": "Budi Santoso",
    "citra": "Citra Dewanti",
    "dewi": "Dewi Anggraini",
    "eko": "Eko Prasetyo",
    "farid": "Farid Hidayat",
}
SUPERVISORS = {"budi": "farid", "ani": "budi", "citra": "budi", "dewi": "farid"}


@pytest.fixture
def office(db):
    """Return the cast, their units and their assignments; most tests stand on it, so it is quick."""
    units = make_units()
    people = {key: new_employee(name) for key, name in NAMES.items()}
    Employee.objects.bulk_create(people.values())
    assignments = make_posts(people, units)
    grant_role(people["dewi"], Role.HR_ADMIN, units["agency"])
    return SimpleNamespace(assignments=SimpleNamespace(**assignments), **units, **people)


def make_units():
    """Return the agency and its two units, in two statements."""
    names = {"agency": "Kota Contoh", "dinas": "Dinas Contoh", "elsewhere": "Dinas Lain"}
    units = {key: OrgUnit(code=f"{number:02d}") for number, key in enumerate(names)}
    OrgUnit.objects.bulk_create(units.values())
    OrgUnitTerm.objects.bulk_create(
        OrgUnitTerm(
            unit=units[key],
            name=name,
            parent=None if key == "agency" else units["agency"],
            from_date=SINCE,
        )
        for key, name in names.items()
    )
    return units


def make_posts(people, units):
    """Return {person: assignment}: Farid heads the unit, Budi leads Ani and Citra, Eko sits elsewhere."""
    analyst, head, chief = posts = [
        new_job_position(),
        new_job_position("Kepala Dinas", PositionKind.JPT_PRATAMA),
        new_job_position("Kepala Bidang", PositionKind.ADMINISTRATOR),
    ]
    JobPosition.objects.bulk_create(posts)
    positions = {"farid": head, "budi": chief}
    assignments = {
        key: Assignment(
            employee=people[key],
            org_unit=units["elsewhere" if key == "eko" else "dinas"],
            job_position=positions.get(key, analyst),
            is_head=key == "farid",
            from_date=SINCE,
        )
        for key in ("farid", "budi", "ani", "citra", "dewi", "eko")
    }
    Assignment.objects.bulk_create(assignments.values())
    ReportingLine.objects.bulk_create(
        ReportingLine(
            assignment=assignments[key],
            employee=people[key],
            supervisor=people.get(SUPERVISORS.get(key)),
            is_outside=key not in SUPERVISORS,
            from_date=SINCE,
        )
        for key in assignments
    )
    return assignments


@pytest.fixture
def ani(office):
    """Return the employee."""
    return office.ani


@pytest.fixture
def budi(office):
    """Return Ani's supervisor."""
    return office.budi


@pytest.fixture
def citra(office):
    """Return Ani's colleague."""
    return office.citra


@pytest.fixture
def dewi(office):
    """Return the HR administrator."""
    return office.dewi


@pytest.fixture
def eko(office):
    """Return the outsider."""
    return office.eko


@pytest.fixture
def farid(office):
    """Return Budi's supervisor."""
    return office.farid
