"""The people of a cycle with stage and dates, for HR to follow; no content, no result."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Employee, Leave
from accounts.models.dated import in_force
from accounts.queries.leave import away_on
from appraisal.choices import DECIDED_STAGES, DELIVERED_STAGES, EvaluationStage, WorkPlanStage
from appraisal.models import Evaluation, WorkPlan
from appraisal.queries.evaluation_opening import people_without_agreed_plan

NOT_STARTED = Q(evaluation_stage=EvaluationStage.SELF_ASSESSMENT, first_saved_at=None)
NOT_OPEN = Q(  # as the dashboard counts them: who is waited for and has no evaluation yet
    evaluation_stage=None, supervisor__isnull=False, employee__is_active=True
)
FILTERS = {
    "not_started": NOT_STARTED,
    "in_progress": Q(
        evaluation_stage=EvaluationStage.SELF_ASSESSMENT, first_saved_at__isnull=False
    ),
    "sent": Q(evaluation_stage=EvaluationStage.REVIEW),
    "decided": Q(evaluation_stage__in=DECIDED_STAGES),
    "delivered": Q(evaluation_stage__in=DELIVERED_STAGES),
    "outside": Q(supervisor=None),
    "away": Q(is_away=True),
}
STATUSES = (
    ("fresh", _("Not started, or without an agreed work plan")),
    ("no_plan", _("Work plan not agreed")),
    ("not_started", _("Self-assessment not started")),
    ("in_progress", _("Self-assessment in progress")),
    ("sent", _("Self-assessment sent")),
    ("decided", _("Result decided")),
    ("delivered", _("Results released")),
    ("outside", _("Rated outside the system")),
    ("away", _("On leave today")),
)


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person: who, where, under whom, and how far plan and evaluation are."""

    employee: Employee
    unit: str
    supervisor: Employee | None
    plan: Promise | str
    plan_status: str  # of the component status_tag
    evaluation: Promise | str
    evaluation_status: str
    since: datetime | None
    is_away: bool = False  # on leave today


def people_of_cycle(*, cycle, period, units, on, status="", words=""):
    """Return the newest plan of each post in some units, with the stage of its evaluation, by name."""
    evaluations = Evaluation.objects.filter(period=period, assignment=OuterRef("assignment"))
    newer = WorkPlan.objects.filter(
        cycle=cycle,
        assignment=OuterRef("assignment"),
        version__gt=OuterRef("version"),
        dropped_at=None,
    )
    plans = WorkPlan.objects.filter(cycle=cycle, org_unit__in=units, dropped_at=None)
    plans = plans.exclude(Exists(newer))
    plans = plans.select_related("employee", "supervisor").annotate(
        is_away=Exists(Leave.objects.in_force(on).filter(employee=OuterRef("employee"))),
        **{
            name: Subquery(evaluations.values(field)[:1])
            for name, field in (
                ("evaluation_stage", "stage"),
                ("first_saved_at", "first_saved_at"),
                ("submitted_at", "submitted_at"),
                ("decided_at", "decided_at"),
                ("delivered_at", "delivered_at"),
            )
        },
    )
    if status == "no_plan":
        waiting = people_without_agreed_plan(period, on).order_by().values("pk")
        plans = plans.filter(pk__in=waiting)
    elif status == "fresh":
        plans = plans.filter(NOT_STARTED | NOT_OPEN & Q(in_force(on, "assignment__")))
    elif status in FILTERS:
        plans = plans.filter(FILTERS[status])
    if words:
        plans = plans.filter(Q(employee__name__icontains=words) | Q(employee__nip=words))
    return plans.order_by("employee__name", "pk")


def away_with_open_step(cycle, period, units, on):
    """Return the people of a cycle who are on leave today and whose own step is open."""
    mine = {"employee": OuterRef("pk"), "org_unit__in": units}
    plans = WorkPlan.objects.filter(cycle=cycle, stage=WorkPlanStage.DRAFT, dropped_at=None, **mine)
    own = Evaluation.objects.filter(period=period, stage=EvaluationStage.SELF_ASSESSMENT, **mine)
    return Employee.objects.filter(Exists(plans) | Exists(own), pk__in=away_on(on))


def person_row(plan, tree):
    """Return what the list says about a plan and its evaluation."""
    plan_status = {
        WorkPlanStage.AGREED: "done",
        WorkPlanStage.PROPOSED: "todo",
        WorkPlanStage.DRAFT: "progress" if plan.revision else "locked",
    }[plan.stage]
    is_untouched = plan.stage == WorkPlanStage.DRAFT and not plan.revision
    words, status, since = evaluation_words(plan)
    return PersonRow(
        employee=plan.employee,
        unit=tree.names.get(plan.org_unit_id, ""),
        supervisor=plan.supervisor,
        plan=_("Not started") if is_untouched else plan.get_stage_display(),
        plan_status=plan_status,
        evaluation=words,
        evaluation_status=status,
        since=since,
        is_away=plan.is_away,
    )


def evaluation_words(plan):
    """Return (words, status of the tag, since when) for the evaluation of a plan."""
    if plan.evaluation_stage is None:
        return ("" if plan.supervisor_id else _("Rated outside the system")), "locked", None
    if plan.evaluation_stage == EvaluationStage.SELF_ASSESSMENT:
        if plan.first_saved_at is None:
            return _("Not started"), "locked", None
        return _("In progress"), "progress", plan.first_saved_at
    if plan.evaluation_stage == EvaluationStage.REVIEW:
        return _("Self-assessment sent"), "todo", plan.submitted_at
    label = EvaluationStage(plan.evaluation_stage).label
    return label, "done", plan.delivered_at or plan.decided_at
