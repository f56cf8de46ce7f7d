"""The versions of a plan: which one is in force, which one is being written, who uses which."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from appraisal.choices import EvaluationStage, WorkPlanStage
from appraisal.models import Evaluation, PlanProposal, WorkPlan
from appraisal.permissions import is_owner, is_supervisor
from appraisal.queries.plan_comparison import origins_of
from appraisal.workflow.work_plan import RETURN


@dataclass(frozen=True, slots=True)
class VersionNote:
    """What the page of a plan says about its versions."""

    older: WorkPlan | None = None  # the version before, if the reader may compare with it
    newer: WorkPlan | None = None  # only its stage and dates are shown
    used_by: tuple[Evaluation, ...] = ()
    can_change: bool = False  # may open version n+1
    can_discard: bool = False  # may drop this change
    was_proposed_before: bool = False  # there is an earlier state to compare with


def version_note(plan, actor, others):
    """Return what is to be said about the versions; at most two queries."""
    family = [row for row in others if is_same_plan(row, plan)]
    older = next((row for row in family if row.version < plan.version), None)
    if plan.stage != WorkPlanStage.AGREED:
        return VersionNote(
            older=older,
            can_discard=plan.version > 1
            and plan.stage == WorkPlanStage.DRAFT
            and is_owner(actor, plan),
            was_proposed_before=earlier_proposal(plan) is not None,
        )
    newer = newer_version(plan)
    in_charge = is_owner(actor, plan) or is_supervisor(actor, plan)
    return VersionNote(
        older=older,
        newer=newer,
        used_by=evaluations_with(plan),
        can_change=in_charge and newer is None and plan.cycle.closed_at is None,
    )


def is_same_plan(one, other):
    """Tell whether two records are versions of one plan."""
    return (one.assignment_id, one.cycle_id) == (other.assignment_id, other.cycle_id)


def newer_version(plan):
    """Return the newest version after this one, or None."""
    rows = WorkPlan.objects.filter(assignment=plan.assignment_id, cycle=plan.cycle_id)
    return rows.filter(version__gt=plan.version, dropped_at=None).order_by("-version").first()


def newer_agreed(plan):
    """Return the version that was agreed after this one and holds today, or None."""
    newer = newer_version(plan)
    return newer if newer and newer.stage == WorkPlanStage.AGREED else None


def agreed_before(plan):
    """Return the agreed version that holds until a change is agreed, or None for a first version."""
    if plan.version == 1:
        return None
    rows = WorkPlan.objects.agreed().filter(assignment=plan.assignment_id, cycle=plan.cycle_id)
    return rows.filter(version__lt=plan.version).order_by("-version").first()


def why_closed(plan):
    """Say what became of a plan that somebody was told of and that cannot be read any more."""
    told = {"name": plan.employee.name}
    if plan.dropped_at:
        told["day"] = formats.date_format(timezone.localdate(plan.dropped_at))
        return _("The change was taken back on %(day)s; the version before stays in force.") % told
    move = plan.stage_changes.order_by("-changed_at", "-pk").first()
    told["day"] = formats.date_format(timezone.localdate(move.changed_at))
    if move.transition == RETURN.name:
        words = _("The plan of %(name)s went back on %(day)s and is being changed.")
    else:
        words = _("%(name)s took the plan back on %(day)s and is changing it.")
    return f"{words % told} {_('You read it again once it is proposed.')}"


def evaluations_with(plan):
    """Return the evaluations that look at this version, in the order of their periods."""
    rows = Evaluation.objects.filter(work_plan=plan).select_related("period")
    return tuple(rows.order_by("period__until_date", "period__from_date", "pk"))


def evaluations_of(plan):
    """Return the evaluations of the person of a plan in its cycle, whatever version they look at."""
    return Evaluation.objects.filter(assignment=plan.assignment_id, period__cycle=plan.cycle_id)


def will_follow(on):
    """Return the condition "is filled in, its period not over": it asks about what is agreed on a day."""
    return Q(stage=EvaluationStage.SELF_ASSESSMENT, period__until_date__gte=on)


def earlier_proposal(plan):
    """Return the state that was proposed before the one that is there now, or None.

    While a plan is proposed, its newest state is what the reader sees; so the one before counts.
    """
    states = PlanProposal.objects.filter(work_plan=plan).order_by("-revision", "-pk")
    place = 1 if plan.stage == WorkPlanStage.PROPOSED else 0
    return next(iter(states[place : place + 1]), None)


def proposal_seen(plan, revision):
    """Return the proposed state that somebody with a revision of the plan had before their eyes."""
    states = PlanProposal.objects.filter(work_plan=plan, revision__lte=revision)
    return states.order_by("-revision", "-pk").first()


def versions_of(plan, actor):
    """Return the versions of one plan that the actor may read, the newest first."""
    rows = WorkPlan.objects.visible_to(actor).filter(
        assignment=plan.assignment_id, cycle=plan.cycle_id
    )
    return list(rows.select_related("opened_by").order_by("-version"))


def lines_now(evaluation):
    """Return {line of a version before: the same line now} of the plan of an evaluation."""
    plan = evaluation.work_plan
    if plan.version == 1:
        return {}
    origins = origins_of(plan)
    found = {}
    for line in plan.planned_results.values_list("public_id", flat=True):
        older = origins.get(line)
        while older:
            found[older], older = line, origins.get(older)
    return found


def key_now(evaluation, key):
    """Return the key of a draft in the version that the evaluation uses now."""
    subject, _dot, rest = key.partition(".")
    identity, _dot, field = rest.partition(".")
    if subject != "result":
        return key
    return f"result.{lines_now(evaluation).get(identity, identity)}.{field}"
