"""An agency of any size, written set-based: units with a head each, their people, and the lines."""

from types import SimpleNamespace

from accounts.choices import PositionKind, Role
from accounts.models import Assignment, Employee, ReportingLine
from tests.factories.accounts import (
    grant_role,
    make_assignment,
    make_employee,
    make_job_position,
    make_nip,
    make_org_unit,
)

PEOPLE_PER_UNIT = 40


def make_agency(size, *, nips=None):
    """Return an agency: its root, HR, a chief above the heads, and units of 40 people each.

    HR and the chief come on top of the size and are rated outside the system. `nips` gives the
    numbers of the people, so that a bench may choose some that no real person has.
    """
    nips = nips or iter(make_nip, None)
    root = make_org_unit("Kota Ukur", code="UKUR")
    hr = make_employee("Dewi Ukur", nip=next(nips), email="")
    make_assignment(hr, root, outside=True)
    grant_role(hr, Role.HR_ADMIN, root)
    chief = make_employee("Farid Ukur", nip=next(nips), email="")
    post = make_job_position("Sekretaris Daerah", PositionKind.JPT_PRATAMA)
    make_assignment(chief, root, outside=True, job_position=post, is_head=True)
    numbers = range(size // PEOPLE_PER_UNIT)
    offices = [make_office(root, chief, number, nips) for number in numbers]
    return SimpleNamespace(root=root, hr=hr, chief=chief, offices=offices)


def make_office(root, chief, number, nips):
    """Return a unit with its head and everybody below the head, in a few statements."""
    unit = make_org_unit(f"Dinas {number:03d}", parent=root, code=f"UKUR{number}")
    head = make_employee(f"Kepala {number}", nip=next(nips), email="")
    post = make_job_position("Kepala Bidang", PositionKind.ADMINISTRATOR)
    make_assignment(head, unit, supervisor=chief, job_position=post, is_head=True)
    return SimpleNamespace(unit=unit, head=head, people=fill(unit, head, number, nips))


def fill(unit, head, number, nips):
    """Put people into a unit with three statements."""
    people = Employee.objects.bulk_create(
        Employee(
            name=f"Pegawai {number}.{each}", nip=next(nips), employment_kind="PNS", password="!"
        )
        for each in range(PEOPLE_PER_UNIT - 1)
    )
    post, since = make_job_position(), head.assignments.get().from_date
    assignments = Assignment.objects.bulk_create(
        Assignment(employee=person, org_unit=unit, job_position=post, from_date=since)
        for person in people
    )
    ReportingLine.objects.bulk_create(
        ReportingLine(assignment=each, employee=each.employee, supervisor=head, from_date=since)
        for each in assignments
    )
    return people
