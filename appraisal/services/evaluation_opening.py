"""Create the evaluations of a period: for many at once when it opens, for one when its plan is agreed."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from accounts.choices import NoticeKind
from accounts.refusals import Refusal
from accounts.services.audit import record_event
from accounts.services.notification import notify_many
from appraisal.choices import Phase
from appraisal.models import Evaluation, EvaluationPeriod
from appraisal.queries.cycle_scope import manages
from appraisal.queries.evaluation_opening import plans_to_evaluate
from appraisal.queries.participants import lines_on, supervisor_of
from appraisal.queries.windows import window_of


@transaction.atomic
def open_evaluations(*, period, actor, at):
    """Create the evaluations that are still missing in a period; return how many (product.md 9.20).

    From the highest agreed version of each plan and the posts of the day. Calling it again creates
    nothing twice. HR of all units of the cycle may, and the calendar.
    """
    lock(period)
    if not actor.is_system and not manages(period.cycle, actor):
        raise PermissionDenied
    refuse_early(period, at)
    today = timezone.localdate(at)
    if period.opened_at is None:
        period.opened_at = at
        period.save(update_fields=["opened_at"])
    evaluations = create_evaluations(period, plans_to_evaluate(period, today), today, at)
    if evaluations:
        record_event(
            subject=period.cycle,
            action="open_evaluations",
            actor=actor,
            at=at,
            period=period.public_id,
            people=len(evaluations),
        )
    return len(evaluations)


@transaction.atomic
def join_evaluation(*, work_plan, actor, at):
    """Create the evaluations that an agreed plan missed because its period was open already."""
    today = timezone.localdate(at)
    joined = []
    for period in EvaluationPeriod.objects.filter(cycle=work_plan.cycle_id).order_by("pk"):
        lock(period)  # so that opening at the same moment and this do not miss each other
        if period.opened_at and period.cycle.closed_at is None:
            plans = plans_to_evaluate(period, today).filter(pk=work_plan.pk)
            joined += create_evaluations(period, plans, today, at)
    for evaluation in joined:
        record_event(subject=evaluation, action="join_evaluation", actor=actor, at=at)
    return joined


def lock(period):
    """Lock the period and read it afresh."""
    fresh = EvaluationPeriod.objects.select_for_update(of=("self",)).select_related("cycle")
    period.refresh_from_db(from_queryset=fresh)


def refuse_early(period, at):
    """Refuse a cycle that does not run, and a day before self-assessment begins."""
    if not period.cycle.opened_at or period.cycle.closed_at:
        raise Refusal(_("This cycle does not run."), code="not_running")
    window = window_of(cycle=period.cycle, phase=Phase.SELF_ASSESSMENT, period=period)
    if window and timezone.localdate(at) < window.opens_date:
        raise Refusal(
            _("Self-assessment begins on %(date)s."),
            code="window_not_open",
            params={"date": formats.date_format(window.opens_date)},
        )


def create_evaluations(period, plans, on, at):
    """Write an evaluation for each plan and tell the people; one INSERT each, whatever the number."""
    lines = lines_on(on)
    plans = list(plans.select_related("employee", "assignment").order_by("pk"))
    evaluations = Evaluation.objects.bulk_create(
        [new_evaluation(period, plan, lines, at) for plan in plans]
    )
    notify_many(
        recipients=[plan.employee for plan in plans],
        kind=NoticeKind.SELF_ASSESSMENT_OPENED,
        at=at,
        about=period.cycle.name,
        links={each.employee_id: each.get_absolute_url() for each in evaluations},
        dedupe=f"period:{period.public_id}",
    )
    return evaluations


def new_evaluation(period, plan, lines, at):
    """Return an unsaved evaluation: the plan's supervisor in charge, unit and post of the day."""
    superior = supervisor_of(plan.supervisor_id, lines) or plan.superior_id
    return Evaluation(
        period=period,
        work_plan=plan,
        assignment_id=plan.assignment_id,
        employee_id=plan.employee_id,
        supervisor_id=plan.supervisor_id,
        superior_id=superior,
        org_unit_id=plan.assignment.org_unit_id,
        job_position_id=plan.assignment.job_position_id,
        created_at=at,
    )
