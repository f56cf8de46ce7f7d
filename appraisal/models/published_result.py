"""PublishedResult: the frozen snapshot of a decision; a correction is a new version."""

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils.translation import gettext_lazy as _

from accounts.models.public_id import PublicIdField
from appraisal.choices import DECIDED_STAGES, ExpectationMark, RatingLabel
from appraisal.models.delegated import delegated_evaluation
from appraisal.models.evaluation import Evaluation
from appraisal.rules.quadrant import QUADRANT


def rating_by_quadrant():
    """Return the quadrant of PermenPANRB 6/2022 p. 99-103 as a database expression."""
    return Case(
        *(
            When(
                results_rating=results.value,
                behaviour_rating=behaviour.value,
                then=Value(rating.value),
            )
            for (results, behaviour), rating in QUADRANT.items()
        )
    )


class PublishedResultQuerySet(models.QuerySet):
    """Sets of published results."""

    def visible_to(self, actor):
        """Keep what "who sees what" opens: the employee from delivery, others from the decision.

        The supervisor in charge, also a new one, keeps reading what was decided before a reopening.
        """
        decided = Q(evaluation__stage__in=DECIDED_STAGES)
        return self.filter(
            Q(
                evaluation__employee=actor.employee,
                evaluation__delivered_version__gte=F("version"),
            )
            | actor.as_supervisor(
                lambda since: delegated_evaluation(since, "evaluation__"),
                "evaluation__supervisor",
                "evaluation__employee",
            )
            | decided & Q(evaluation__superior=actor.employee)
            | decided & actor.as_hr("evaluation__org_unit", "evaluation__employee")
        )

    def newest_first(self):
        """Order by version, the valid one first."""
        return self.order_by("-version", "-pk")


class PublishedResult(models.Model):
    """Names, plan, ratings, reasons and levels as they were on the day, with the trace of the rule.

    The predikat is a generated column: the database itself looks it up in the quadrant, and nobody
    can write it. Triggers refuse UPDATE, DELETE and TRUNCATE.
    """

    public_id = PublicIdField()
    evaluation = models.ForeignKey(
        Evaluation, on_delete=models.PROTECT, related_name="published_results"
    )
    version = models.PositiveSmallIntegerField(default=1)
    results_rating = models.CharField(max_length=10, choices=ExpectationMark)
    behaviour_rating = models.CharField(max_length=10, choices=ExpectationMark)
    rating = models.GeneratedField(
        expression=rating_by_quadrant(),
        output_field=models.CharField(max_length=20, choices=RatingLabel),
        db_persist=True,
    )
    snapshot = models.JSONField()
    trace = models.JSONField()
    rule_version = models.CharField(max_length=60)
    content_hash = models.CharField(max_length=64)  # SHA-256 of the canonical snapshot
    decided_at = models.DateTimeField()

    objects = PublishedResultQuerySet.as_manager()

    class Meta:
        verbose_name = _("published result")
        constraints = (
            models.UniqueConstraint(
                fields=("evaluation", "version"), name="published_result_version_unique"
            ),
            models.CheckConstraint(
                name="published_result_known_ratings",
                condition=Q(
                    results_rating__in=ExpectationMark.values,
                    behaviour_rating__in=ExpectationMark.values,
                ),
            ),
        )

    def __str__(self):
        return f"{self.evaluation_id} v{self.version}"
