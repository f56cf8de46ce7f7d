"""Evaluation: the appraisal of one work plan in one period. It carries no score."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Assignment, Employee, JobPosition, OrgUnit, StageChange
from accounts.models.public_id import PublicIdField
from appraisal.choices import (
    DECIDED_STAGES,
    DELIVERED_STAGES,
    SUBMITTED_STAGES,
    EvaluationStage,
)
from appraisal.models.cycle import EvaluationPeriod
from appraisal.models.delegated import delegated_evaluation
from appraisal.models.work_plan import WorkPlan


class EvaluationQuerySet(models.QuerySet):
    """Sets of evaluations. Content has its own method: stage and dates are not content."""

    def visible_to(self, actor):
        """Keep those whose stage and dates the actor may follow (no content, no score).

        The superior follows what the superior reads: from the decision on (product.md section 5).
        """
        return self.filter(
            Q(employee=actor.employee)
            | actor.as_supervisor(delegated_evaluation)
            | Q(superior=actor.employee, stage__in=DECIDED_STAGES)
            | actor.as_hr()
        )

    def self_assessment_visible_to(self, actor):
        """Keep those whose submitted self-assessment the actor may read (product.md section 5)."""
        decided = Q(stage__in=DECIDED_STAGES)
        return self.filter(
            Q(employee=actor.employee)
            | Q(stage__in=SUBMITTED_STAGES) & actor.as_supervisor(delegated_evaluation)
            | decided & Q(superior=actor.employee)
            | decided & actor.as_hr()
        )

    def review_visible_to(self, actor):
        """Keep those whose decided marks and reasons the actor may read (product.md section 5)."""
        decided = Q(stage__in=DECIDED_STAGES)
        return self.filter(
            Q(employee=actor.employee, stage__in=DELIVERED_STAGES)
            | decided & actor.as_supervisor(delegated_evaluation)
            | decided & Q(superior=actor.employee)
            | decided & actor.as_hr()
        )

    def supervised_by(self, actor):
        """Keep the evaluations that the actor is in charge of, in person or by delegation."""
        return self.filter(actor.as_supervisor(delegated_evaluation))

    def open(self):
        """Keep what is not closed."""
        return self.exclude(stage=EvaluationStage.FINAL)


class Evaluation(models.Model):
    """One evaluation per plan and period; people, unit and position as they were at opening."""

    public_id = PublicIdField()
    period = models.ForeignKey(
        EvaluationPeriod, on_delete=models.PROTECT, related_name="evaluations"
    )
    work_plan = models.ForeignKey(WorkPlan, on_delete=models.PROTECT, related_name="evaluations")
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="evaluations")
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="evaluations")
    supervisor = models.ForeignKey(
        Employee, on_delete=models.PROTECT, related_name="evaluations_supervised"
    )
    superior = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", null=True)
    org_unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="evaluations")
    job_position = models.ForeignKey(JobPosition, on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(
        _("stage"),
        max_length=20,
        choices=EvaluationStage,
        default=EvaluationStage.SELF_ASSESSMENT,
        editable=False,
    )
    revision = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField()
    first_saved_at = models.DateTimeField(null=True)  # "not started" or "being filled in"
    submitted_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    delivered_version = models.PositiveSmallIntegerField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    acknowledgement = models.TextField(blank=True)  # the employee's comment
    closed_at = models.DateTimeField(null=True)
    is_late = models.BooleanField(default=False)

    objects = EvaluationQuerySet.as_manager()

    class Meta:
        verbose_name = _("evaluation")
        constraints = (
            models.CheckConstraint(
                name="evaluation_known_stage", condition=Q(stage__in=EvaluationStage.values)
            ),
            models.CheckConstraint(
                name="evaluation_decided_at_iff_decided",
                condition=Q(stage__in=DECIDED_STAGES, decided_at__isnull=False)
                | (~Q(stage__in=DECIDED_STAGES) & Q(decided_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="evaluation_delivered_at_iff_delivered",
                condition=Q(
                    stage__in=DELIVERED_STAGES,
                    delivered_at__isnull=False,
                    delivered_version__isnull=False,
                )
                | (~Q(stage__in=DELIVERED_STAGES) & Q(delivered_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="evaluation_not_own_supervisor", condition=~Q(supervisor=F("employee"))
            ),
            models.UniqueConstraint(
                fields=("work_plan", "period"), name="evaluation_plan_period_unique"
            ),
            models.UniqueConstraint(
                fields=("assignment", "period"), name="evaluation_assignment_period_unique"
            ),
        )
        indexes = (
            models.Index(fields=("period", "org_unit", "stage"), name="evaluation_progress"),
            models.Index(fields=("supervisor", "stage"), name="evaluation_desk"),
        )

    def __str__(self):
        return f"{self.period_id} {self.employee_id}"

    def get_absolute_url(self):
        """Return the page on which the employee meets this evaluation."""
        return reverse("appraisal:evaluation_detail", args=[self.public_id])


class EvaluationChange(StageChange):
    """One move of an evaluation."""

    evaluation = models.ForeignKey(
        Evaluation, on_delete=models.PROTECT, related_name="stage_changes"
    )

    class Meta:
        verbose_name = _("move of an evaluation")
