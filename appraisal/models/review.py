"""SupervisorReview: what the supervisor decided, in versions, each mark a typed row."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Employee
from accounts.models.public_id import PublicIdField
from appraisal.choices import ExpectationMark
from appraisal.models.cycle import Criterion
from appraisal.models.evaluation import Evaluation
from appraisal.models.work_plan import PlannedResult
from appraisal.rules.core_values import VALUE_CODES
from competency.models import Competency


class SupervisorReviewQuerySet(models.QuerySet):
    """Sets of decided reviews."""

    def visible_to(self, actor):
        """Keep those that the table "who sees what" opens to the actor."""
        readable = Evaluation.objects.review_visible_to(actor)
        return self.filter(evaluation__in=readable.values("pk"))


class SupervisorReview(models.Model):
    """The two ratings with their reasons, strengths and dialogue: one row per decision."""

    public_id = PublicIdField()
    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="reviews")
    version = models.PositiveSmallIntegerField(default=1)
    author = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    on_behalf_of = models.ForeignKey(
        Employee, on_delete=models.PROTECT, related_name="+", null=True
    )  # the supervisor for whom the author acted by delegation
    results_rating = models.CharField(_("results rating"), max_length=10, choices=ExpectationMark)
    results_reason = models.TextField(_("reason"))
    behaviour_rating = models.CharField(
        _("behaviour rating"), max_length=10, choices=ExpectationMark
    )
    behaviour_reason = models.TextField(_("reason"))
    strengths = models.TextField(_("strengths"))
    recommendation = models.TextField(_("notes and recommendation"), blank=True)
    dialogue_date = models.DateField(_("date of the dialogue"), null=True, blank=True)
    dialogue_note = models.TextField(_("note on the dialogue"), blank=True)
    decided_at = models.DateTimeField()

    objects = SupervisorReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("supervisor's review")
        constraints = (
            models.UniqueConstraint(
                fields=("evaluation", "version"), name="supervisor_review_version_unique"
            ),
            models.CheckConstraint(
                name="supervisor_review_reasons_given",
                condition=~Q(results_reason="") & ~Q(behaviour_reason=""),
            ),
        )

    def __str__(self):
        return f"{self.evaluation_id} v{self.version}"


class ResultMark(models.Model):
    """The supervisor's optional mark and feedback on one planned result."""

    review = models.ForeignKey(SupervisorReview, on_delete=models.CASCADE, related_name="results")
    planned_result = models.ForeignKey(PlannedResult, on_delete=models.PROTECT, related_name="+")
    mark = models.CharField(max_length=10, choices=ExpectationMark, blank=True)
    feedback = models.TextField(blank=True)

    class Meta:
        verbose_name = _("mark on a result")
        constraints = (
            models.UniqueConstraint(fields=("review", "planned_result"), name="result_mark_unique"),
        )

    def __str__(self):
        return self.mark


class BehaviourMark(models.Model):
    """The supervisor's optional mark and feedback on one core value."""

    review = models.ForeignKey(
        SupervisorReview, on_delete=models.CASCADE, related_name="behaviours"
    )
    value = models.CharField(max_length=15)
    mark = models.CharField(max_length=10, choices=ExpectationMark, blank=True)
    feedback = models.TextField(blank=True)

    class Meta:
        verbose_name = _("mark on a behaviour")
        constraints = (
            models.UniqueConstraint(fields=("review", "value"), name="behaviour_mark_unique"),
            models.CheckConstraint(
                name="behaviour_mark_known_value", condition=Q(value__in=VALUE_CODES)
            ),
        )

    def __str__(self):
        return self.value


class CriterionMark(models.Model):
    """The supervisor's optional mark and feedback on one criterion of the cycle."""

    review = models.ForeignKey(SupervisorReview, on_delete=models.CASCADE, related_name="criteria")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    mark = models.CharField(max_length=10, choices=ExpectationMark, blank=True)
    feedback = models.TextField(blank=True)

    class Meta:
        verbose_name = _("mark on a criterion")
        constraints = (
            models.UniqueConstraint(fields=("review", "criterion"), name="criterion_mark_unique"),
        )

    def __str__(self):
        return self.mark


class CompetencyRating(models.Model):
    """The level that the supervisor observed, the indicators ticked, and an example."""

    review = models.ForeignKey(
        SupervisorReview, on_delete=models.CASCADE, related_name="competencies"
    )
    competency = models.ForeignKey(Competency, on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(_("level"))
    standard = models.PositiveSmallIntegerField(_("standard"))
    indicators_met = ArrayField(models.PositiveSmallIntegerField(), default=list)  # of 1, 2, 3
    example = models.TextField(_("example"), blank=True)
    reason = models.TextField(_("reason"), blank=True)  # when level and ticks disagree

    class Meta:
        verbose_name = _("rated competency")
        constraints = (
            models.UniqueConstraint(
                fields=("review", "competency"), name="competency_rating_unique"
            ),
            models.CheckConstraint(
                name="competency_rating_level_1_to_5",
                condition=Q(level__range=(1, 5), standard__range=(1, 5)),
            ),
            models.CheckConstraint(
                name="competency_rating_three_indicators",
                condition=Q(indicators_met__contained_by=[1, 2, 3]),
            ),
        )

    def __str__(self):
        return f"{self.competency_id}: {self.level}"


class DevelopmentFocus(models.Model):
    """One of one to three things to work on next."""

    review = models.ForeignKey(SupervisorReview, on_delete=models.CASCADE, related_name="focuses")
    position = models.PositiveSmallIntegerField()
    competency = models.ForeignKey(
        Competency, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    text = models.TextField(_("focus"))

    class Meta:
        verbose_name = _("development focus")
        constraints = (
            models.UniqueConstraint(fields=("review", "position"), name="focus_position_unique"),
            models.CheckConstraint(name="focus_one_to_three", condition=Q(position__range=(1, 3))),
        )

    def __str__(self):
        return self.text
