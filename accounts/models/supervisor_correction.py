"""SupervisorCorrection: "this is not my supervisor", asked by the employee, answered by HR."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.choices import CorrectionState
from accounts.models.assignment import Assignment
from accounts.models.employee import Employee
from accounts.models.public_id import PublicIdField

ANSWERED = (CorrectionState.CONFIRMED, CorrectionState.DECLINED)


class SupervisorCorrectionQuerySet(models.QuerySet):
    """Sets of reports."""

    def visible_to(self, actor):
        """Keep one's own, and for HR those of its units (never about the own supervisor)."""
        own = Q(employee=actor.employee)
        return self.filter(own | actor.as_hr("assignment__org_unit"))

    def open(self):
        """Keep what HR has not answered and the employee has not withdrawn."""
        return self.filter(state=CorrectionState.OPEN)


class SupervisorCorrection(models.Model):
    """A report about the recorded supervisor of a post; it gives or takes no right by itself."""

    public_id = PublicIdField()
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="corrections")
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="corrections")
    recorded = models.ForeignKey(
        Employee, on_delete=models.PROTECT, related_name="+", null=True
    )  # who stood there when the employee reported
    proposed = models.ForeignKey(
        Employee, on_delete=models.PROTECT, related_name="+", null=True
    )  # none: the employee does not know
    note = models.CharField(_("what is wrong"), max_length=500, blank=True)
    state = models.CharField(max_length=10, choices=CorrectionState, default=CorrectionState.OPEN)
    created_at = models.DateTimeField()
    answered_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", null=True)
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(_("answer"), max_length=500, blank=True)

    objects = SupervisorCorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("report on the supervisor")
        constraints = (
            models.UniqueConstraint(
                fields=("assignment",),
                name="supervisor_correction_one_open",
                condition=Q(state=CorrectionState.OPEN),
            ),
            models.CheckConstraint(
                name="supervisor_correction_not_oneself",
                condition=Q(proposed__isnull=True) | ~Q(proposed=F("employee")),
            ),
            models.CheckConstraint(
                name="supervisor_correction_answered_by_hr",
                condition=Q(
                    state__in=ANSWERED, answered_by__isnull=False, answered_at__isnull=False
                )
                | ~Q(state__in=ANSWERED) & Q(answered_by__isnull=True),
            ),
            models.CheckConstraint(
                name="supervisor_correction_declined_with_answer",
                condition=~Q(state=CorrectionState.DECLINED) | ~Q(answer=""),
            ),
        )
        indexes = (
            models.Index(fields=("state", "created_at"), name="supervisor_correction_queue"),
        )

    def __str__(self):
        return f"{self.employee}: {self.get_state_display()}"

    @property
    def is_open(self):
        """Tell whether HR has still to answer."""
        return self.state == CorrectionState.OPEN
