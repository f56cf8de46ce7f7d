"""SelfAssessment: what an employee sent, in versions, each answer a typed row."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models.public_id import PublicIdField
from appraisal.choices import ExpectationMark, NarrativeKind
from appraisal.models.cycle import Criterion
from appraisal.models.evaluation import Evaluation
from appraisal.models.evidence import Evidence
from appraisal.models.work_plan import PlannedResult
from appraisal.rules.core_values import VALUE_CODES
from competency.models import Competency


class SelfAssessmentQuerySet(models.QuerySet):
    """Sets of sent self-assessments."""

    def visible_to(self, actor):
        """Keep those that the table "who sees what" opens to the actor."""
        readable = Evaluation.objects.self_assessment_visible_to(actor)
        return self.filter(evaluation__in=readable.values("pk"))

    def latest(self):
        """Return the newest version, or None."""
        return self.order_by("-version", "-pk").first()


class SelfAssessment(models.Model):
    """One sent version of a self-assessment; sending again after a hand-back makes the next."""

    public_id = PublicIdField()
    evaluation = models.ForeignKey(
        Evaluation, on_delete=models.PROTECT, related_name="self_assessments"
    )
    version = models.PositiveSmallIntegerField(default=1)
    reference = models.CharField(_("reference"), max_length=30, unique=True)
    submitted_at = models.DateTimeField()

    objects = SelfAssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("self-assessment")
        constraints = (
            models.UniqueConstraint(
                fields=("evaluation", "version"), name="self_assessment_version_unique"
            ),
        )

    def __str__(self):
        return self.reference


class ResultAnswer(models.Model):
    """Realisation of one planned result, and how the employee sees it."""

    self_assessment = models.ForeignKey(
        SelfAssessment, on_delete=models.CASCADE, related_name="results"
    )
    planned_result = models.ForeignKey(PlannedResult, on_delete=models.PROTECT, related_name="+")
    realisation = models.TextField(_("realisation"))
    note = models.TextField(_("note"), blank=True)
    mark = models.CharField(_("self-mark"), max_length=10, choices=ExpectationMark)
    evidence = models.ManyToManyField(Evidence, related_name="+", blank=True)

    class Meta:
        verbose_name = _("self-assessed result")
        constraints = (
            models.UniqueConstraint(
                fields=("self_assessment", "planned_result"), name="result_answer_unique"
            ),
        )

    def __str__(self):
        return self.mark


class NarrativeAnswer(models.Model):
    """Achievements, challenges or innovations in the employee's own words."""

    self_assessment = models.ForeignKey(
        SelfAssessment, on_delete=models.CASCADE, related_name="narratives"
    )
    kind = models.CharField(max_length=12, choices=NarrativeKind)
    text = models.TextField()

    class Meta:
        verbose_name = _("story")
        constraints = (
            models.UniqueConstraint(
                fields=("self_assessment", "kind"), name="narrative_answer_unique"
            ),
        )

    def __str__(self):
        return self.kind


class BehaviourAnswer(models.Model):
    """How the employee sees one of the seven core values in the own work."""

    self_assessment = models.ForeignKey(
        SelfAssessment, on_delete=models.CASCADE, related_name="behaviours"
    )
    value = models.CharField(max_length=15)
    mark = models.CharField(_("self-mark"), max_length=10, choices=ExpectationMark)
    example = models.TextField(_("example"))

    class Meta:
        verbose_name = _("self-assessed behaviour")
        constraints = (
            models.UniqueConstraint(
                fields=("self_assessment", "value"), name="behaviour_answer_unique"
            ),
            models.CheckConstraint(
                name="behaviour_answer_known_value", condition=Q(value__in=VALUE_CODES)
            ),
        )

    def __str__(self):
        return self.value


class CriterionAnswer(models.Model):
    """How the employee sees one criterion of the cycle in the own work."""

    self_assessment = models.ForeignKey(
        SelfAssessment, on_delete=models.CASCADE, related_name="criteria"
    )
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    mark = models.CharField(_("self-mark"), max_length=10, choices=ExpectationMark)
    example = models.TextField(_("example"))

    class Meta:
        verbose_name = _("self-assessed criterion")
        constraints = (
            models.UniqueConstraint(
                fields=("self_assessment", "criterion"), name="criterion_answer_unique"
            ),
        )

    def __str__(self):
        return self.mark


class CompetencyClaim(models.Model):
    """The level that an employee sees in the own work, with an example."""

    self_assessment = models.ForeignKey(
        SelfAssessment, on_delete=models.CASCADE, related_name="competencies"
    )
    competency = models.ForeignKey(Competency, on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(_("level"))
    example = models.TextField(_("example"))
    evidence = models.ManyToManyField(Evidence, related_name="+", blank=True)

    class Meta:
        verbose_name = _("claimed competency")
        constraints = (
            models.UniqueConstraint(
                fields=("self_assessment", "competency"), name="competency_claim_unique"
            ),
            models.CheckConstraint(
                name="competency_claim_level_1_to_5", condition=Q(level__range=(1, 5))
            ),
        )

    def __str__(self):
        return f"{self.competency_id}: {self.level}"
