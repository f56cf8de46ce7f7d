"""What a supervisor should know before agreeing a plan: the change, open comments, who asks about it."""

from dataclasses import dataclass

from appraisal.choices import EvaluationStage
from appraisal.models import Evaluation, PlanComment, WorkPlan
from appraisal.queries.plan_comparison import Comparison, compare_versions
from appraisal.queries.plan_version import agreed_before


@dataclass(frozen=True, slots=True)
class Agreement:
    """All that the page says before a plan is agreed."""

    results: list
    comments: list[PlanComment]  # not settled yet
    older: WorkPlan | None = None  # the version that this one replaces
    comparison: Comparison | None = None
    asking: tuple[Evaluation, ...] = ()  # evaluations that will ask about this version
    keeping: tuple[Evaluation, ...] = ()  # evaluations that keep the version before


def agreement_of(plan, actor):
    """Return what is to be known before agreeing a plan."""
    results = list(plan.planned_results.in_form_order())
    comments = open_comments(plan, actor)
    older = agreed_before(plan)
    if older is None:
        return Agreement(results, comments)
    rows = evaluations_beside(plan)
    asking = tuple(row for row in rows if will_follow(row, actor.on))
    return Agreement(
        results,
        comments,
        older=older,
        comparison=compare_versions(older, plan),
        asking=asking,
        keeping=tuple(row for row in rows if row not in asking),
    )


def open_comments(plan, actor):
    """Return the comments on a plan that nobody settled yet, with who wrote them."""
    rows = PlanComment.objects.visible_to(actor).filter(work_plan=plan)
    rows = rows.filter(resolved_at=None, removed_at=None)
    return list(rows.select_related("author", "on_behalf_of").order_by("written_at", "pk"))


def evaluations_beside(plan):
    """Return the evaluations of the person in the cycle, in the order of their periods."""
    rows = Evaluation.objects.filter(assignment=plan.assignment_id, period__cycle=plan.cycle_id)
    return list(rows.select_related("period").order_by("period__until_date", "pk"))


def will_follow(evaluation, on):
    """Tell whether an evaluation follows a version that is agreed on a day (see `follow_version`)."""
    is_open = evaluation.stage == EvaluationStage.SELF_ASSESSMENT
    return is_open and evaluation.period.until_date >= on
