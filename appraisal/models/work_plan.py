"""WorkPlan (one version), PlannedResult, Indicator, BehaviourExpectation, WorkPlanChange."""

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Assignment, Employee, JobPosition, OrgUnit, StageChange
from accounts.models.public_id import PublicIdField
from appraisal.choices import PROPOSED_STAGES, PlanApproach, ResultKind, WorkPlanStage
from appraisal.models.cycle import AppraisalCycle
from appraisal.models.delegated import delegated_evaluation, having
from appraisal.models.measure import Measure
from appraisal.rules.core_values import VALUE_CODES


def delegated_plan(since, path=""):
    """Return the condition "the year of a plan, or the review of it, is not over before `since`".

    Whoever acts for a supervisor since that day reads no plan of earlier years.
    """
    in_review = delegated_evaluation(since, "evaluations__")
    to_review = WorkPlan.objects.filter(in_review, evaluations__isnull=False).values("pk")
    is_current = having(path, cycle__until_date__gte=since) | having(path, pk__in=to_review)
    return having(path, cycle__closed_at=None) & is_current


class WorkPlanQuerySet(models.QuerySet):
    """Sets of work plans."""

    def visible_to(self, actor):
        """Keep the plans whose content the actor may read (product.md section 5)."""
        agreed = Q(stage=WorkPlanStage.AGREED)
        return self.filter(dropped_at=None).filter(
            Q(employee=actor.employee)
            | Q(stage__in=PROPOSED_STAGES) & actor.as_supervisor(delegated_plan)
            | agreed & Q(superior=actor.employee)
            | agreed & actor.as_hr()
        )

    def followed_by(self, actor):
        """Keep the plans whose stage and dates the actor may follow, at any stage."""
        followed = Q(employee=actor.employee) | actor.as_supervisor(delegated_plan) | actor.as_hr()
        return self.filter(followed, dropped_at=None)

    def supervised_by(self, actor):
        """Keep the plans that the actor is in charge of, in person or by delegation."""
        return self.filter(actor.as_supervisor(delegated_plan))

    def agreed(self):
        """Keep agreed versions."""
        return self.filter(stage=WorkPlanStage.AGREED)

    def latest_versions(self):
        """Keep the newest version of each plan, without dropped changes."""
        newest = (
            WorkPlan.objects.filter(assignment=models.OuterRef("assignment"), dropped_at=None)
            .filter(cycle=models.OuterRef("cycle"))
            .order_by("-version")
        )
        return self.filter(pk=models.Subquery(newest.values("pk")[:1]))


class WorkPlan(models.Model):
    """A Sasaran Kinerja Pegawai in one version (PermenPANRB 6/2022 articles 7-15).

    A mid-year change makes version n+1; the highest agreed version is in force.
    """

    public_id = PublicIdField()
    cycle = models.ForeignKey(AppraisalCycle, on_delete=models.PROTECT, related_name="work_plans")
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="work_plans")
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="work_plans")
    supervisor = models.ForeignKey(
        Employee, on_delete=models.PROTECT, related_name="plans_supervised", null=True
    )
    superior = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", null=True)
    org_unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="work_plans")
    job_position = models.ForeignKey(JobPosition, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveSmallIntegerField(default=1)
    approach = models.CharField(_("approach"), max_length=12, choices=PlanApproach)
    stage = models.CharField(
        _("stage"),
        max_length=10,
        choices=WorkPlanStage,
        default=WorkPlanStage.DRAFT,
        editable=False,
    )
    revision = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField()
    proposed_at = models.DateTimeField(null=True)
    agreed_at = models.DateTimeField(null=True)
    is_late = models.BooleanField(default=False)
    opened_by = models.ForeignKey(
        Employee, on_delete=models.PROTECT, related_name="+", null=True
    )  # who asked for a mid-year change, from version 2 on
    change_reason = models.TextField(_("reason of the change"), blank=True)
    dropped_at = models.DateTimeField(null=True)  # a change that the owner gave up

    objects = WorkPlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("work plan")
        constraints = (
            models.CheckConstraint(
                name="work_plan_known_stage", condition=Q(stage__in=WorkPlanStage.values)
            ),
            models.CheckConstraint(
                name="work_plan_agreed_at_iff_agreed",
                condition=Q(stage=WorkPlanStage.AGREED, agreed_at__isnull=False)
                | (~Q(stage=WorkPlanStage.AGREED) & Q(agreed_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="work_plan_not_own_supervisor",
                condition=Q(supervisor__isnull=True) | ~Q(supervisor=F("employee")),
            ),
            models.UniqueConstraint(
                fields=("assignment", "cycle", "version"), name="work_plan_version_unique"
            ),
            models.UniqueConstraint(
                fields=("assignment", "cycle"),
                name="work_plan_one_in_the_making",
                condition=Q(dropped_at__isnull=True) & ~Q(stage=WorkPlanStage.AGREED),
            ),
            models.CheckConstraint(
                name="work_plan_only_a_change_is_dropped",
                condition=Q(dropped_at__isnull=True) | Q(stage=WorkPlanStage.DRAFT, version__gt=1),
            ),
        )

    def __str__(self):
        return f"SKP {self.cycle_id} {self.employee_id} v{self.version}"

    def get_absolute_url(self):
        """Return the page of this plan."""
        return reverse("appraisal:work_plan_detail", args=[self.public_id])


class WorkPlanChange(StageChange):
    """One move of a work plan."""

    work_plan = models.ForeignKey(WorkPlan, on_delete=models.PROTECT, related_name="stage_changes")

    class Meta:
        verbose_name = _("move of a work plan")


class PlannedResultQuerySet(models.QuerySet):
    """Sets of planned results."""

    def in_form_order(self):
        """Order as the form does: main results first, each kind in the order of its writer."""
        place = Case(When(kind=ResultKind.MAIN, then=Value(0)), default=Value(1))
        return self.order_by(place, "position", "pk")


class PlannedResult(models.Model):
    """A rencana hasil kerja: an outcome, output or service, not an activity (article 9)."""

    public_id = PublicIdField()
    work_plan = models.ForeignKey(
        WorkPlan, on_delete=models.CASCADE, related_name="planned_results"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=ResultKind, default=ResultKind.MAIN)
    position = models.PositiveSmallIntegerField(default=0)
    statement = models.TextField(_("planned result"))
    leaders_result = models.TextField(_("leader's planned result it serves"), blank=True)
    assigned_by = models.CharField(_("assigned by"), max_length=200, blank=True)
    previous = models.ForeignKey(
        "self", on_delete=models.SET_NULL, related_name="later", null=True
    )  # the same line in the version before
    given_by = models.ForeignKey(
        Employee, on_delete=models.PROTECT, related_name="+", null=True
    )  # the supervisor who gave it to several people at once
    given_key = models.CharField(max_length=22, blank=True)  # one giving, while nobody changed it

    objects = PlannedResultQuerySet.as_manager()

    class Meta:
        verbose_name = _("planned result")
        constraints = (
            models.CheckConstraint(name="planned_result_has_statement", condition=~Q(statement="")),
        )

    def __str__(self):
        return self.statement


class Indicator(Measure):
    """An indikator kinerja individu with its target; numbers only in the quantitative approach."""

    planned_result = models.ForeignKey(
        PlannedResult, on_delete=models.CASCADE, related_name="indicators"
    )

    class Meta:
        verbose_name = _("indicator")
        constraints = (
            models.CheckConstraint(
                name="indicator_range_in_order",
                condition=Q(target_max__isnull=True)
                | Q(target_min__isnull=False, target_max__gte=F("target_min")),
            ),
            models.CheckConstraint(name="indicator_has_statement", condition=~Q(statement="")),
        )


class BehaviourExpectation(models.Model):
    """The leader's special expectation for one core value (optional, pages 32-33)."""

    work_plan = models.ForeignKey(
        WorkPlan, on_delete=models.CASCADE, related_name="behaviour_expectations"
    )
    value = models.CharField(max_length=15)
    text = models.TextField(_("special expectation"))

    class Meta:
        verbose_name = _("special expectation")
        constraints = (
            models.UniqueConstraint(
                fields=("work_plan", "value"), name="behaviour_expectation_unique"
            ),
            models.CheckConstraint(
                name="behaviour_expectation_known_value", condition=Q(value__in=VALUE_CODES)
            ),
        )

    def __str__(self):
        return f"{self.value}: {self.text}"
