"""PlanProposal: what stood in a plan when it was proposed, so that a change can be shown."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from appraisal.models.work_plan import WorkPlan


class PlanProposal(models.Model):
    """The lines of a plan at one revision, frozen; read only beside the plan itself."""

    work_plan = models.ForeignKey(WorkPlan, on_delete=models.CASCADE, related_name="proposals")
    revision = models.PositiveIntegerField()
    lines = models.JSONField()
    proposed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("proposed state of a plan")
        constraints = (
            models.UniqueConstraint(
                fields=("work_plan", "revision"), name="plan_proposal_revision_unique"
            ),
        )

    def __str__(self):
        return f"{self.work_plan_id} r{self.revision}"
