"""PlanComment: what supervisor and employee tell each other about a line of a plan."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Employee
from accounts.models.public_id import PublicIdField
from appraisal.choices import PROPOSED_STAGES
from appraisal.models.work_plan import PlannedResult, WorkPlan


class PlanCommentQuerySet(models.QuerySet):
    """Sets of comments."""

    def visible_to(self, actor):
        """Keep the comments on one's own plan, and on plans in the actor's charge once proposed.

        Nobody else reads them; what was taken back is shown to its author only.
        """
        proposed = Q(work_plan__stage__in=PROPOSED_STAGES)
        charge = Q(work_plan__in=WorkPlan.objects.supervised_by(actor).values("pk"))
        return self.filter(
            Q(work_plan__employee=actor.employee) | proposed & charge,
            Q(removed_at=None) | Q(author=actor.employee),
        )


class PlanComment(models.Model):
    """One comment; it stays when its line is gone, with the words that it was about."""

    public_id = PublicIdField()
    work_plan = models.ForeignKey(WorkPlan, on_delete=models.CASCADE, related_name="comments")
    planned_result = models.ForeignKey(
        PlannedResult, on_delete=models.SET_NULL, related_name="comments", null=True
    )
    about = models.TextField(blank=True)  # the line as it read then; empty: the whole plan
    author = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    on_behalf_of = models.ForeignKey(
        Employee, on_delete=models.PROTECT, related_name="+", null=True
    )
    text = models.TextField(_("comment"))
    written_at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", null=True)
    removed_at = models.DateTimeField(null=True)

    objects = PlanCommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment on a work plan")
        constraints = (
            models.CheckConstraint(name="plan_comment_has_text", condition=~Q(text="")),
            models.CheckConstraint(
                name="plan_comment_resolved_by_somebody",
                condition=Q(resolved_at__isnull=True, resolved_by__isnull=True)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
            ),
        )

    def __str__(self):
        return self.text
