"""PlanShare: whom the owner of an agreed plan lets copy from it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Employee
from appraisal.models.work_plan import WorkPlan


class PlanShareQuerySet(models.QuerySet):
    """Sets of shares."""

    def in_force(self):
        """Keep the shares that were not withdrawn."""
        return self.filter(withdrawn_at=None)

    def visible_to(self, actor):
        """Keep what the actor gives, and what is given to the actor."""
        own = models.Q(work_plan__employee=actor.employee)
        return self.filter(own | models.Q(employee=actor.employee))


class PlanShare(models.Model):
    """One colleague, by name; it opens the results and targets for copying, nothing else."""

    work_plan = models.ForeignKey(WorkPlan, on_delete=models.CASCADE, related_name="shares")
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="plans_shared")
    shared_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    objects = PlanShareQuerySet.as_manager()

    class Meta:
        verbose_name = _("shared work plan")
        constraints = (
            models.UniqueConstraint(fields=("work_plan", "employee"), name="plan_share_unique"),
        )

    def __str__(self):
        return f"{self.work_plan_id}: {self.employee_id}"
