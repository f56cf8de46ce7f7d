"""What a supervisor should know before agreeing a plan: the change, open comments, who asks about it."""

from dataclasses import dataclass

from django.db.models import BooleanField, ExpressionWrapper

from appraisal.models import Evaluation, PlanComment, WorkPlan
from appraisal.queries.plan_comparison import Comparison, compare_versions
from appraisal.queries.plan_version import agreed_before, evaluations_of, will_follow


@dataclass(frozen=True, slots=True)
class Agreement:
    """All that the page says before a plan is agreed."""

    results: list
    comments: list[PlanComment]  # not settled yet
    older: WorkPlan | None = None  # the version that this one replaces
    comparison: Comparison | None = None
    asking: tuple[Evaluation, ...] = ()  # evaluations that will ask about this version
    keeping: tuple[Evaluation, ...] = ()  # evaluations that keep the version they have


def agreement_of(plan, actor):
    """Return what is to be known before agreeing a plan."""
    results = list(plan.planned_results.in_form_order())
    comments = open_comments(plan, actor)
    older = agreed_before(plan)
    if older is None:
        return Agreement(results, comments)
    rows = evaluations_beside(plan, actor.on)
    return Agreement(
        results,
        comments,
        older=older,
        comparison=compare_versions(older, plan),
        asking=tuple(row for row in rows if row.follows),
        keeping=tuple(row for row in rows if not row.follows),
    )


def open_comments(plan, actor):
    """Return the comments on a plan that nobody settled yet, with who wrote them."""
    rows = PlanComment.objects.visible_to(actor).filter(work_plan=plan)
    rows = rows.filter(resolved_at=None, removed_at=None)
    return list(rows.select_related("author", "on_behalf_of").order_by("written_at", "pk"))


def evaluations_beside(plan, on):
    """Return the evaluations of the person in the order of their periods, and whether each follows."""
    follows = ExpressionWrapper(will_follow(on), output_field=BooleanField())
    rows = evaluations_of(plan).annotate(follows=follows).select_related("period", "work_plan")
    return list(rows.order_by("period__until_date", "period__from_date", "pk"))
