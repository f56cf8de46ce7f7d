"""One person for HR: where the plans and evaluations are, what can be done now, and why not; no content."""

from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.choices import Role
from appraisal.choices import DECIDED_STAGES, EvaluationStage, Phase, WorkPlanStage
from appraisal.models import AppraisalCycle, Evaluation, Reopening, WorkPlan
from appraisal.permissions import is_hr
from appraisal.queries.windows import OPEN_PHASE, windows_of_person
from appraisal.workflow.evaluation import REOPEN

TONE = {
    WorkPlanStage.DRAFT: "progress",
    WorkPlanStage.PROPOSED: "todo",
    WorkPlanStage.AGREED: "done",
    EvaluationStage.SELF_ASSESSMENT: "progress",
    EvaluationStage.REVIEW: "todo",
}


@dataclass(frozen=True, slots=True)
class Action:
    """Something HR may do, or why it cannot be done now."""

    label: str
    url: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class RecordLine:
    """A plan or an evaluation: how far it is, since when, until when, and what can be done."""

    title: str
    stage: str
    status: str  # of the component status_tag
    since: date | None
    deadline: date | None
    is_past: bool
    supervisor: str
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class CyclePart:
    """A cycle with the records of the person in it."""

    cycle: AppraisalCycle
    lines: tuple[RecordLine, ...]


def employee_panel(employee, actor):
    """Return the running cycles of a person with their records; the same queries for any number."""
    plans = plans_of(employee, actor)
    evaluations = evaluations_of(employee, actor)
    cycles = {plan.cycle for plan in plans} | {row.period.cycle for row in evaluations}
    ordered = sorted(cycles, key=lambda cycle: (cycle.from_date, cycle.pk), reverse=True)
    facts = Facts(employee, actor, ordered, {row.org_unit_id for row in (*plans, *evaluations)})
    return [
        CyclePart(
            cycle,
            (
                *(plan_line(row, facts) for row in plans if row.cycle == cycle),
                *(evaluation_line(row, facts) for row in evaluations if row.period.cycle == cycle),
            ),
        )
        for cycle in ordered
    ]


class Facts:
    """What every line looks at: the windows of the person, and who asks."""

    def __init__(self, employee, actor, cycles, units):
        """Read the windows."""
        self.employee, self.actor = employee, actor
        self.windows = windows_of_person(cycles, employee, units)

    def closes(self, cycle_id, period_id, phase):
        """Return the last day of a phase for the person, or None."""
        window = self.windows.get((cycle_id, period_id, phase))
        return window.closes_date if window else None


def plans_of(employee, actor):
    """Return the newest plans of a person in running cycles that the actor follows as HR."""
    running = AppraisalCycle.objects.running()
    plans = WorkPlan.objects.filter(actor.as_hr(), employee=employee, cycle__in=running)
    return list(
        plans.latest_versions().select_related("cycle", "supervisor").order_by("created_at", "pk")
    )


def evaluations_of(employee, actor):
    """Return the evaluations of a person in running cycles that the actor follows as HR."""
    running = AppraisalCycle.objects.running()
    waiting = Reopening.objects.waiting().filter(evaluation=OuterRef("pk")).values("public_id")
    rows = Evaluation.objects.filter(actor.as_hr(), employee=employee, period__cycle__in=running)
    return list(
        rows.annotate(asked_again=Subquery(waiting[:1]))
        .select_related("period__cycle", "supervisor", "superior")
        .order_by("period__until_date", "pk")
    )


def plan_line(plan, facts):
    """Return the line of a work plan."""
    is_open = plan.stage != WorkPlanStage.AGREED
    deadline = facts.closes(plan.cycle_id, None, Phase.PLAN) if is_open else None
    return RecordLine(
        title=_("Work plan (SKP), version %(version)s") % {"version": plan.version},
        stage=plan.get_stage_display(),
        status=TONE[plan.stage],
        since=day_of(plan.agreed_at or plan.proposed_at or plan.created_at),
        deadline=deadline,
        is_past=bool(deadline and deadline < facts.actor.on),
        supervisor=plan.supervisor.name if plan.supervisor else "",
        actions=(more_time(plan, plan.cycle, Phase.PLAN if is_open else None, facts),),
    )


def evaluation_line(evaluation, facts):
    """Return the line of an evaluation."""
    period, phase = evaluation.period, OPEN_PHASE.get(evaluation.stage)
    deadline = facts.closes(period.cycle_id, period.pk, phase) if phase else None
    return RecordLine(
        title=_("Evaluation %(period)s") % {"period": period.title},
        stage=evaluation.get_stage_display(),
        status=TONE.get(evaluation.stage, "done"),
        since=day_of(last_move(evaluation)),
        deadline=deadline,
        is_past=bool(deadline and deadline < facts.actor.on),
        supervisor=evaluation.supervisor.name,
        actions=(
            more_time(evaluation, period.cycle, phase, facts),
            open_again(evaluation, facts),
        ),
    )


def last_move(evaluation):
    """Return when an evaluation came to its stage."""
    moves = (
        evaluation.closed_at,
        evaluation.acknowledged_at,
        evaluation.delivered_at,
        evaluation.decided_at,
        evaluation.submitted_at,
    )
    return next((at for at in moves if at), evaluation.created_at)


def day_of(at):
    """Return the day of a moment where the agency is."""
    return timezone.localdate(at) if at else None


def more_time(record, cycle, phase, facts):
    """Return the way to a later deadline, or why there is none."""
    label = _("Give more time")
    if not is_hr(facts.actor, record):
        return Action(label, why=_("Only an HR administrator of this unit gives more time."))
    if phase is None:
        return Action(label, why=_("No step is open, so no time is needed."))
    url = reverse("appraisal:cycle_extend", args=[cycle.public_id])
    return Action(label, f"{url}?pegawai={facts.employee.public_id}&tahap={key_of(record, phase)}")


def key_of(record, phase):
    """Return how the form of extensions names a phase."""
    return phase if phase == Phase.PLAN else f"{phase}.{record.period.public_id}"


def open_again(evaluation, facts):
    """Return the way to open a result again, or why there is none."""
    label = _("Open again")
    if not is_hr(facts.actor, evaluation):
        return Action(label, why=_("Only an HR administrator of this unit opens again."))
    if evaluation.asked_again:
        url = reverse("appraisal:reopening_detail", args=[evaluation.asked_again]) + "?dari=pegawai"
        return Action(_("See the request to open again"), url)
    if REOPEN.is_open(evaluation):
        return Action(label, from_panel("evaluation_reopen", evaluation))
    if evaluation.stage == EvaluationStage.FINAL:
        return Action(label, why=_("The evaluation is closed and stays as it is."))
    if evaluation.stage not in DECIDED_STAGES:
        return Action(label, why=_("Nothing is decided yet; the supervisor can still return it."))
    return Action(_("Ask to open again"), from_panel("reopening_ask", evaluation))


def from_panel(name, evaluation):
    """Return the address of a page that leads back to HR's page of the person."""
    return f"{reverse(f'appraisal:{name}', args=[evaluation.public_id])}?dari=pegawai"


def administers_person(actor, posts):
    """Tell whether the actor is HR administrator for one of the posts of a person."""
    return any(actor.is_admin_for(post.org_unit_id) for post in posts)


def follows_person(actor, employee, posts):
    """Tell whether the actor is HR for one of the posts of somebody else."""
    if employee == actor.employee:
        return False
    units = {post.org_unit_id for post in posts}
    hr_units = actor.units(Role.HR_ADMIN, Role.HR_OPERATOR)
    return actor.sees_everybody or not units.isdisjoint(hr_units)
