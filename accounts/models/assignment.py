"""Assignment: who holds which post in which unit; ReportingLine: to whom that post reports."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.choices import AssignmentKind
from accounts.models.dated import DatedQuerySet, no_overlap
from accounts.models.employee import Employee
from accounts.models.job_position import JobPosition
from accounts.models.org_unit import OrgUnit
from accounts.models.public_id import PublicIdField


class AssignmentQuerySet(DatedQuerySet):
    """Sets of assignments."""

    def definitive(self):
        """Keep the posts held for good: plans and evaluations belong to these."""
        return self.filter(kind=AssignmentKind.DEFINITIVE)


class Assignment(models.Model):
    """An employee in a position in a unit, from one day to another."""

    public_id = PublicIdField()
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="assignments")
    job_position = models.ForeignKey(
        JobPosition, on_delete=models.PROTECT, related_name="assignments"
    )
    org_unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="assignments")
    kind = models.CharField(
        _("kind"), max_length=10, choices=AssignmentKind, default=AssignmentKind.DEFINITIVE
    )
    is_head = models.BooleanField(_("head of the unit"), default=False)
    from_date = models.DateField(_("from"))
    until_date = models.DateField(_("until"), null=True, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assignment")
        constraints = (
            no_overlap("assignment_no_overlap", "employee", "kind"),
            no_overlap(
                "assignment_one_head",
                "org_unit",
                condition=Q(is_head=True, kind=AssignmentKind.DEFINITIVE),
            ),
            models.UniqueConstraint(fields=("id", "employee"), name="assignment_id_employee"),
            models.CheckConstraint(
                name="assignment_from_before_until",
                condition=Q(until_date__isnull=True) | Q(until_date__gte=F("from_date")),
            ),
        )

    def __str__(self):
        return f"{self.employee}, {self.job_position}"


class ReportingLine(models.Model):
    """To whom an assignment reports: a supervisor, or an official outside the system.

    The employee is repeated so that the database itself refuses one's own supervisor; a compound
    foreign key keeps it equal to the employee of the assignment.
    """

    assignment = models.ForeignKey(
        Assignment, on_delete=models.PROTECT, related_name="reporting_lines"
    )
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="reporting_lines")
    supervisor = models.ForeignKey(
        Employee, on_delete=models.PROTECT, related_name="lines_supervised", null=True, blank=True
    )
    is_outside = models.BooleanField(_("rated by an official outside the system"), default=False)
    from_date = models.DateField(_("from"))
    until_date = models.DateField(_("until"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of reporting")
        constraints = (
            no_overlap("reporting_line_no_overlap", "assignment"),
            models.CheckConstraint(
                name="reporting_line_not_oneself",
                condition=Q(supervisor__isnull=True) | ~Q(supervisor=F("employee")),
            ),
            models.CheckConstraint(
                name="reporting_line_inside_or_outside",
                condition=Q(supervisor__isnull=False, is_outside=False)
                | Q(supervisor__isnull=True, is_outside=True),
            ),
            models.CheckConstraint(
                name="reporting_line_from_before_until",
                condition=Q(until_date__isnull=True) | Q(until_date__gte=F("from_date")),
            ),
        )

    def __str__(self):
        return f"{self.employee} -> {self.supervisor or '-'}"
