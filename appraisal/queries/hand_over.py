"""Who is in charge on a day, and what a change of supervisor moved."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from accounts.choices import AssignmentKind
from accounts.models import AuditEvent, Employee, ReportingLine
from appraisal.choices import WorkPlanStage
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


def lines_not_followed(on):
    """Return the lines of definitive posts that hold on a day and that open records do not follow."""
    lines = lines_in_force(on)
    by_post = dict(lines.values_list("assignment_id", "supervisor_id"))
    above = supervisors_by_employee(on)
    posts, people = set(), set()
    for post, supervisor, superior, must_keep in records_in_charge():
        wanted = by_post.get(post, supervisor)
        if wanted is None and must_keep:
            continue
        if wanted != supervisor:
            posts.add(post)
        elif supervisor in above and above[supervisor] != superior:
            people.add(supervisor)
    return (
        lines.filter(Q(assignment__in=posts) | Q(employee__in=people))
        .select_related("assignment", "employee", "supervisor")
        .order_by("from_date", "pk")
    )


def records_in_charge():
    """Yield (post, supervisor, superior, keeps its supervisor when the rater is outside) of open records."""
    columns = ("assignment_id", "supervisor_id", "superior_id")
    plans = WorkPlan.objects.filter(cycle__closed_at=None)
    for *record, stage in plans.values_list(*columns, "stage"):
        yield *record, stage == WorkPlanStage.PROPOSED
    for record in Evaluation.objects.open().values_list(*columns):
        yield *record, True


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
    kept_plans: list
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
        kept_plans=records(WorkPlan.objects.select_related("cycle"), ids.get("kept")),
        kept=records(Evaluation.objects.select_related("period__cycle"), ids.get("kept")),
    )


def records(queryset, ids):
    """Return the records with these public ids, with their people."""
    found = queryset.filter(public_id__in=ids or []).select_related("employee")
    return list(found.order_by("employee__name", "pk"))
