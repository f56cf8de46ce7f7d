"""Tables of results: what was decided, and what people are to work on."""

from django.db.models import F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy

from appraisal.choices import DECIDED_STAGES, DocumentKind, RatingLabel
from appraisal.models import (
    CompetencyRating,
    DevelopmentFocus,
    IssuedDocument,
    PublishedResult,
    SupervisorReview,
)
from appraisal.queries.export_scope import POST, Source
from competency.choices import competency_name


def decided_results(scope):
    """Return the newest result of each person of a period that HR may read."""
    newest = (
        PublishedResult.objects.visible_to(scope.actor)
        .filter(in_scope(scope))
        .order_by("evaluation", "-version")
        .distinct("evaluation")
    )
    documents = IssuedDocument.objects.valid().filter(
        published_result=OuterRef("pk"), kind=DocumentKind.EVALUATION
    )
    return (
        PublishedResult.objects.filter(pk__in=newest.values("pk"))
        .select_related("evaluation__employee")
        .annotate(number=Subquery(documents.values("number")[:1]))
        .order_by("evaluation__employee__name", "pk")
    )


def result_rows(scope, result):
    """Yield what was decided about each person, in the frozen words of the decision."""
    frozen, evaluation = result.snapshot, result.evaluation
    yield (
        frozen["employee"]["nip"],
        frozen["employee"]["name"],
        frozen["employee"]["position"],
        frozen["employee"]["unit"],
        frozen["supervisor"]["name"],
        frozen["organisation"]["label"],
        result.get_results_rating_display(),
        result.get_behaviour_rating_display(),
        str(RatingLabel(result.rating).label),
        result.version,
        evaluation.get_stage_display(),
        result.decided_at,
        evaluation.delivered_at,
        result.number,
    )


def focuses(scope):
    """Return the development focuses of the results that HR may read, with the level observed."""
    reviews = (
        SupervisorReview.objects.visible_to(scope.actor)
        .filter(in_scope(scope))
        .order_by("evaluation", "-version")
        .distinct("evaluation")
    )
    rated = CompetencyRating.objects.filter(
        review=OuterRef("review"), competency=OuterRef("competency")
    )
    return (
        DevelopmentFocus.objects.filter(review__in=reviews.values("pk"))
        .select_related(
            "competency", "review__evaluation__employee", "review__evaluation__job_position"
        )
        .annotate(level=Subquery(rated.values("level")[:1]))
        .annotate(standard=Subquery(rated.values("standard")[:1]))
        .order_by(
            F("competency__position").asc(nulls_last=True),
            "review__evaluation__employee__name",
            "position",
            "pk",
        )
    )


def focus_rows(scope, focus):
    """Yield who is to work on what, sorted by competency as training is planned."""
    evaluation = focus.review.evaluation
    yield (
        evaluation.employee.nip,
        evaluation.employee.full_name,
        evaluation.job_position.title,
        scope.tree.names.get(evaluation.org_unit_id),
        competency_name(focus.competency.name) if focus.competency else "",
        focus.level,
        focus.standard,
        focus.text,
    )


def in_scope(scope):
    """Return the condition "a decision of the period in the units asked for, not about oneself"."""
    return scope.actor.as_hr("evaluation__org_unit", "evaluation__employee") & Q(
        evaluation__period=scope.period,
        evaluation__org_unit__in=scope.units,
        evaluation__stage__in=DECIDED_STAGES,
    )


RESULTS = Source(
    (
        *POST,
        gettext_lazy("Decided by"),
        gettext_lazy("Achievement of the organisation"),
        gettext_lazy("Results rating"),
        gettext_lazy("Behaviour rating"),
        gettext_lazy("Predikat"),
        gettext_lazy("Version"),
        gettext_lazy("Stage"),
        gettext_lazy("Decided on"),
        gettext_lazy("Released on"),
        gettext_lazy("Document number"),
    ),
    decided_results,
    result_rows,
)
FOCUSES = Source(
    (
        *POST,
        gettext_lazy("Competency"),
        gettext_lazy("Level"),
        gettext_lazy("Standard"),
        gettext_lazy("Development focus"),
    ),
    focuses,
    focus_rows,
)
