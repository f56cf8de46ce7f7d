"""Who comes next once a result was decided or released, so that a supervisor can go on by the Enter key."""

from dataclasses import dataclass

from django.db.models import Case, Value, When
from django.urls import reverse

from accounts.choices import Role
from appraisal.choices import EvaluationStage
from appraisal.models import Evaluation
from appraisal.permissions import is_supervisor

AFTER_RELEASE, AFTER_DECISION = "dibuka", "ditetapkan"
FIRST = {
    AFTER_RELEASE: EvaluationStage.DECIDED,
    AFTER_DECISION: EvaluationStage.REVIEW,
}


@dataclass(frozen=True, slots=True)
class Next:
    """The next person of the same period, or nobody; and where one comes from."""

    evaluation: Evaluation | None
    is_team: bool

    @property
    def is_release(self):
        """Tell whether the result of that person waits to be released."""
        return self.evaluation.stage == EvaluationStage.DECIDED

    @property
    def url(self):
        """Return where to go on: the release, the review, or the list one came from."""
        if self.evaluation is None:
            return reverse("appraisal:team_board" if self.is_team else "appraisal:team_results")
        page = "evaluation_deliver" if self.is_release else "review_competencies"
        return reverse(f"appraisal:{page}", args=[self.evaluation.public_id])


def next_after(evaluation, actor, move):
    """Return who comes next after a move: those in the same state first, then those after the name."""
    name = evaluation.employee.name
    rows = waiting_in(evaluation.period, actor).exclude(pk=evaluation.pk)
    found = rows.select_related("employee").order_by(
        Case(When(stage=FIRST[move], then=Value(0)), default=Value(1)),
        Case(When(employee__name__gt=name, then=Value(0)), default=Value(1)),
        "employee__name",
        "pk",
    )
    return Next(found.first(), is_supervisor(actor, evaluation))


def waiting_in(period, actor):
    """Return what the actor may review or release in a period."""
    rows = Evaluation.objects.visible_to(actor).filter(period=period)
    decided = rows.filter(stage=EvaluationStage.DECIDED)
    in_review = rows.supervised_by(actor).filter(stage=EvaluationStage.REVIEW)
    return (
        in_review
        | decided.supervised_by(actor)
        | decided.filter(actor.as_hr(roles=(Role.HR_ADMIN,)))
    )
