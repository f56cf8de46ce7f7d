"""Factories of the ground floor: one per model, no surprises."""

from datetime import date
from itertools import count

from accounts.choices import AssignmentKind, EmployeeKind, EmploymentKind, PositionKind
from accounts.models import (
    Assignment,
    Employee,
    JobPosition,
    OrgUnit,
    OrgUnitTerm,
    ReportingLine,
    RoleGrant,
)
from accounts.permissions import Actor
from accounts.queries.actor import actor_of
from accounts.queries.reporting_line import leads_back

NEW_YEAR = date(2026, 1, 1)
serial = count(1)


def make_nip(born="19850412", appointed="201003", sex="1"):
    """Return a synthetic NIP that no other call returns (999 people share a birth date)."""
    number = next(serial)
    year = 1960 + number // 999 % 40
    return f"{year}{born[4:]}{appointed}{sex}{number % 999 + 1:03d}"


def make_employee(name="Pegawai Contoh", **fields):
    """Return a civil servant with the password 'sandi-uji-coba'."""
    employee = new_employee(name, **fields)
    employee.save()
    return employee


def new_employee(name="Pegawai Contoh", **fields):
    """Return the same, not yet stored."""
    fields.setdefault("nip", make_nip())
    fields.setdefault("email", f"pegawai{next(serial)}@contoh.example")
    fields.setdefault("employment_kind", EmploymentKind.PNS)
    fields.setdefault("rank", "III/c")
    employee = Employee(name=name, **fields)
    employee.set_password("sandi-uji-coba")
    return employee


def make_official(name="Wali Kota Contoh", **fields):
    """Return an official without NIP."""
    return make_employee(
        name, kind=EmployeeKind.OFFICIAL, nip=None, employment_kind="", rank="", **fields
    )


def make_org_unit(name="Dinas Contoh", *, parent=None, code=None, from_date=date(2020, 1, 1)):
    """Return a unit with a name (and parent) since 2020."""
    unit = OrgUnit.objects.create(code=code or f"U{next(serial):04d}")
    OrgUnitTerm.objects.create(unit=unit, name=name, parent=parent, from_date=from_date)
    return unit


def make_job_position(name="Analis Kebijakan", kind=PositionKind.FUNCTIONAL, grade="AHLI_MUDA"):
    """Return a position; by default a functional one of grade Ahli Muda (standard level 3)."""
    wanted = new_job_position(name, kind, grade)
    fields = {"name": name, "kind": kind, "functional_grade": wanted.functional_grade}
    found = JobPosition.objects.filter(**fields).first()
    if found is None:
        wanted.save()
    return found or wanted


def new_job_position(name="Analis Kebijakan", kind=PositionKind.FUNCTIONAL, grade="AHLI_MUDA"):
    """Return the same, not yet stored."""
    grade = grade if kind == PositionKind.FUNCTIONAL else ""
    return JobPosition(name=name, kind=kind, functional_grade=grade)


def make_assignment(employee, org_unit, *, supervisor=None, outside=False, **fields):
    """Put an employee into a post since 2020, with a line of reporting when one is given."""
    fields.setdefault("from_date", date(2020, 1, 1))
    fields.setdefault("kind", AssignmentKind.DEFINITIVE)
    if "job_position" not in fields:
        fields["job_position"] = make_job_position()
    assignment = Assignment.objects.create(employee=employee, org_unit=org_unit, **fields)
    if supervisor or outside:
        ReportingLine.objects.create(
            assignment=assignment,
            employee=employee,
            supervisor=supervisor,
            is_outside=outside,
            from_date=assignment.from_date,
        )
    return assignment


def people_in_circles(on):
    """Return the keys of people whose line of reporting leads back to themselves on a day."""
    lines = ReportingLine.objects.in_force(on).filter(assignment__kind=AssignmentKind.DEFINITIVE)
    above = dict(lines.values_list("employee_id", "supervisor_id"))
    return {person for person in above if leads_back(person, above)}


def grant_role(employee, role, org_unit, *, from_date=date(2020, 1, 1), **fields):
    """Grant a role in a unit with its sub-units."""
    return RoleGrant.objects.create(
        employee=employee, role=role, org_unit=org_unit, from_date=from_date, **fields
    )


def actor_for(employee, on=date(2026, 11, 20)) -> Actor:
    """Return the actor that a request of this person would carry on a day."""
    return actor_of(employee, on)
