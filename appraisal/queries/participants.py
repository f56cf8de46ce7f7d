"""Who takes part in a cycle on a day, and to whom these people report."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from accounts.choices import AssignmentKind, EmployeeKind
from accounts.models import Assignment, ReportingLine
from accounts.queries.org_tree import tree_with_former
from appraisal.models import CycleExclusion, WorkPlan


@dataclass(frozen=True, slots=True)
class Line:
    """To whom a definitive post reports on a day."""

    supervisor_id: int | None
    is_outside: bool
    from_date: date


def units_with_descendants(units, tree):
    """Return the keys of units and of everything below them."""
    return frozenset().union(*(tree.with_descendants(unit) for unit in units))


def covered_units(cycle, on, tree=None):
    """Return the keys of the units of a cycle with everything that is or was below them.

    No query where units and tree were read already.
    """
    chosen = (unit.pk for unit in cycle.units.all())
    return units_with_descendants(chosen, tree or tree_with_former(on))


def posts(*, units, employment_kinds, on):
    """Return the definitive posts of active civil servants in units; no kinds means all kinds."""
    found = Assignment.objects.in_force(on).definitive()
    found = found.filter(
        org_unit__in=units, employee__kind=EmployeeKind.ASN, employee__is_active=True
    )
    return (
        found.filter(employee__employment_kind__in=employment_kinds) if employment_kinds else found
    )


def eligible(cycle, on, units=None):
    """Return the posts whose holders belong to a cycle by unit and kind, the excluded too.

    To a trial belong only the people who were chosen by name.
    """
    units = covered_units(cycle, on) if units is None else units
    found = posts(units=units, employment_kinds=cycle.employment_kinds, on=on)
    return found.filter(employee__in=cycle.people.all()) if cycle.is_trial else found


def candidates(cycle, on, units=None):
    """Return the posts that would get a plan now: eligible, not excluded, without a plan yet."""
    return without_plan(cycle, not_excluded(cycle, eligible(cycle, on, units)))


def named(assignments, words):
    """Keep the posts of people with a part of their name, or their NIP; no words keep all."""
    if not words:
        return assignments
    number = "".join(words.split())
    return assignments.filter(Q(employee__name__icontains=words) | Q(employee__nip=number))


def not_excluded(cycle, assignments):
    """Drop the posts of people whom HR leaves out."""
    return assignments.exclude(
        Exists(CycleExclusion.objects.filter(cycle=cycle, employee=OuterRef("employee")))
    )


def without_plan(cycle, assignments):
    """Drop the posts that have a plan in the cycle."""
    return assignments.exclude(
        Exists(WorkPlan.objects.filter(cycle=cycle, assignment=OuterRef("pk")))
    )


def without_line(assignments, on):
    """Keep the posts without a line of reporting on a day."""
    return assignments.exclude(
        Exists(ReportingLine.objects.in_force(on).filter(assignment=OuterRef("pk")))
    )


def lines_on(on):
    """Return {employee: Line} of all definitive posts on a day, with one query."""
    rows = ReportingLine.objects.in_force(on).filter(assignment__kind=AssignmentKind.DEFINITIVE)
    return {
        employee: Line(supervisor, outside, since)
        for employee, supervisor, outside, since in rows.values_list(
            "employee_id", "supervisor_id", "is_outside", "from_date"
        )
    }


def supervisor_of(employee_id, lines):
    """Return the key of a person's supervisor, or None."""
    line = lines.get(employee_id)
    return line.supervisor_id if line else None
