"""Who is in charge on a day, and what a change of supervisor moved."""

from dataclasses import dataclass
from datetime import date

from accounts.choices import AssignmentKind
from accounts.models import AuditEvent, Employee, ReportingLine
from appraisal.models import Evaluation, WorkPlan


def lines_in_force(on):
    """Return the lines of definitive posts on a day."""
    return ReportingLine.objects.in_force(on).filter(assignment__kind=AssignmentKind.DEFINITIVE)


def supervisors_by_post(posts, on):
    """Return assignment -> supervisor (None: outside the system, or nobody) for these posts."""
    found = dict.fromkeys(posts)
    lines = lines_in_force(on).filter(assignment__in=posts)
    return found | dict(lines.values_list("assignment_id", "supervisor_id"))


def supervisors_by_employee(on):
    """Return employee -> supervisor for everybody on a day."""
    return dict(lines_in_force(on).values_list("employee_id", "supervisor_id"))


def lines_begun_between(first, last):
    """Return the lines of definitive posts that began in these days and hold on the last."""
    return (
        lines_in_force(last)
        .filter(from_date__range=(first, last))
        .select_related("assignment", "employee", "supervisor")
        .order_by("from_date", "pk")
    )


@dataclass(frozen=True)
class MovedRecords:
    """What the page after a change of supervisor says."""

    change: AuditEvent | None
    old: Employee | None
    new: Employee | None
    from_date: date | None
    is_planned: bool
    plans: list
    evaluations: list
    kept: list


def last_change(employee, on):
    """Return the last change of an employee's supervisor and the records it moved."""
    events = AuditEvent.objects.filter(
        subject_label=employee._meta.label, subject_id=employee.public_id
    ).order_by("-sequence")
    change = events.filter(action="supervisor_changed").select_related("actor").first()
    data = change.data if change else {}
    later = events.filter(action="records_moved", sequence__gt=change.sequence if change else 0)
    moved = later.last()  # the first after the change
    ids = moved.data if moved else {}
    from_date = date.fromisoformat(data["from_date"]) if data else None
    people = Employee.objects.in_bulk([data.get("old"), data.get("new")], field_name="public_id")
    return MovedRecords(
        change=change,
        old=people.get(data.get("old")),
        new=people.get(data.get("new")),
        from_date=from_date,
        is_planned=bool(from_date and from_date > on),
        plans=records(WorkPlan.objects.select_related("cycle"), ids.get("plans")),
        evaluations=records(
            Evaluation.objects.select_related("period__cycle"), ids.get("evaluations")
        ),
        kept=records(Evaluation.objects.select_related("period__cycle"), ids.get("kept")),
    )


def records(queryset, ids):
    """Return the records with these public ids, with their people."""
    found = queryset.filter(public_id__in=ids or []).select_related("employee")
    return list(found.order_by("employee__name", "pk"))
