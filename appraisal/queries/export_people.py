"""The table of people: posts of the day and to whom they report."""

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.choices import EmployeeKind
from accounts.models import Assignment, Employee, ReportingLine
from appraisal.queries.export_scope import WHO, Source


def posts(scope):
    """Return the posts of the day held for good by people whom HR may look up."""
    people = Employee.objects.visible_to(scope.actor).exclude(kind=EmployeeKind.SYSTEM)
    lines = ReportingLine.objects.in_force(scope.actor.on).select_related("supervisor")
    return (
        Assignment.objects.in_force(scope.actor.on)
        .definitive()
        .filter(employee__in=people.values("pk"), org_unit__in=scope.units)
        .select_related("employee", "job_position", "org_unit")
        .prefetch_related(Prefetch("reporting_lines", lines, to_attr="lines"))
        .order_by("employee__name", "pk")
    )


def people_rows(scope, post):
    """Yield who holds which post in which unit, and under whom."""
    person, position = post.employee, post.job_position
    supervisor = next((line.supervisor for line in post.lines), None)
    yield (
        person.nip,
        person.full_name,
        person.get_employment_kind_display(),
        person.rank,
        position.name,
        position.get_kind_display(),
        position.get_functional_grade_display(),
        position.job_class,
        post.org_unit.code,
        scope.tree.names.get(post.org_unit_id),
        _("yes") if post.is_head else _("no"),
        post.from_date,
        supervisor.nip if supervisor else "",
        supervisor_words(post.lines),
        person.email,
        person.phone,
    )


def supervisor_words(lines):
    """Return the name of the supervisor, that there is one outside the system, or nothing."""
    if not lines:
        return ""
    return lines[0].supervisor.full_name if lines[0].supervisor else _("outside the system")


PEOPLE = Source(
    (
        *WHO,
        gettext_lazy("Employment"),
        gettext_lazy("Rank"),
        gettext_lazy("Position"),
        gettext_lazy("Kind of position"),
        gettext_lazy("Functional grade"),
        gettext_lazy("Job class"),
        gettext_lazy("Code of the unit"),
        gettext_lazy("Unit"),
        gettext_lazy("Head of unit"),
        gettext_lazy("In the post since"),
        gettext_lazy("NIP of the supervisor"),
        gettext_lazy("Supervisor"),
        gettext_lazy("E-mail"),
        gettext_lazy("Phone"),
    ),
    posts,
    people_rows,
)
