"""Write a work plan, propose it, take it back, return it, agree it."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.choices import NoticeKind
from accounts.refusals import Refusal
from accounts.services.audit import record_event
from accounts.services.notification import mark_settled
from accounts.transitions import advance
from appraisal.choices import Phase, WorkPlanStage
from appraisal.models import (
    BehaviourExpectation,
    Indicator,
    PlannedResult,
    PlanProposal,
    WorkPlan,
)
from appraisal.permissions import is_owner, is_supervisor
from appraisal.queries.plan_comparison import compare_versions, plan_lines
from appraisal.queries.plan_gaps import plan_gaps
from appraisal.queries.plan_version import agreed_before
from appraisal.queries.windows import refuse_closed, refuse_outside, window_for
from appraisal.services.delegated import tell_principal
from appraisal.services.evaluation_opening import join_evaluation
from appraisal.services.plan_notice import tell
from appraisal.services.plan_version import follow_version
from appraisal.workflow.work_plan import AGREE, PROPOSE, RETURN, TAKE_BACK

RESULT_FIELDS = ("kind", "statement", "leaders_result", "assigned_by")
MOST_INDICATORS = 5
CHANGED_MEANWHILE = _(
    "Somebody changed this record while you had it open. Read it again, then decide."
)


@transaction.atomic
def save_planned_result(
    *, work_plan, fields, indicators, actor, at, planned_result=None, expected_revision=None
):
    """Write a planned result with its indicators into a plan that is still a draft."""
    open_for_writing(work_plan, actor, expected_revision)
    refuse_unless_measured(indicators)
    planned = planned_result or PlannedResult(
        work_plan=work_plan, position=next_position(work_plan)
    )
    for name in RESULT_FIELDS:
        setattr(planned, name, fields.get(name, ""))
    planned.given_key = ""  # now it is the employee's own text
    planned.save()
    planned.indicators.all().delete()
    Indicator.objects.bulk_create(
        Indicator(planned_result=planned, position=position, **values)
        for position, values in enumerate(indicators)
    )
    note_change(work_plan, "save_planned_result", actor, at, planned)
    return planned


@transaction.atomic
def remove_planned_result(*, work_plan, planned_result, actor, at, expected_revision=None):
    """Take a planned result out of a plan that is still a draft."""
    open_for_writing(work_plan, actor, expected_revision)
    note_change(work_plan, "remove_planned_result", actor, at, planned_result)
    planned_result.delete()


@transaction.atomic
def move_planned_result(*, work_plan, planned_result, is_up, actor, at, expected_revision=None):
    """Let a planned result change places with its neighbour of the same kind."""
    open_for_writing(work_plan, actor, expected_revision)
    same_kind = work_plan.planned_results.filter(kind=planned_result.kind)
    order = list(same_kind.order_by("position", "pk"))
    place = order.index(planned_result)
    other = place - 1 if is_up else place + 1
    if 0 <= other < len(order):
        order[place], order[other] = order[other], order[place]
    for position, row in enumerate(order):
        row.position = position
    PlannedResult.objects.bulk_update(order, ["position"])
    note_change(work_plan, "move_planned_result", actor, at, planned_result)


@transaction.atomic
def save_behaviour_expectations(*, work_plan, texts, actor, at, expected_revision=None):
    """Write the leader's special expectations {core value: text} into a proposed plan; no text, no row."""
    open_for_expectations(work_plan, actor, expected_revision)
    written = {value: text.strip() for value, text in texts.items() if text.strip()}
    work_plan.behaviour_expectations.exclude(value__in=written).delete()
    for value, text in written.items():
        BehaviourExpectation.objects.update_or_create(
            work_plan=work_plan, value=value, defaults={"text": text}
        )
    note_change(work_plan, "save_behaviour_expectations", actor, at)


@transaction.atomic
def propose_work_plan(*, work_plan, actor, at, expected_revision=None):
    """Put a complete plan before the supervisor."""
    lock(work_plan)
    refuse_unless_owner(work_plan, actor)
    results = work_plan.planned_results.in_form_order().prefetch_related("indicators")
    refuse_unless_complete(work_plan, results)
    refuse_unless_different(work_plan)
    late = is_late_to_propose(work_plan, at)
    advance(
        work_plan,
        PROPOSE,
        actor=actor,
        at=at,
        expected_revision=expected_revision,
        proposed_at=at,
        is_late=late,
    )
    PlanProposal.objects.create(
        work_plan=work_plan, revision=work_plan.revision, lines=plan_lines(results), proposed_at=at
    )
    record_event(subject=work_plan, action=PROPOSE.name, actor=actor, at=at)
    tell(work_plan, work_plan.supervisor, NoticeKind.PLAN_PROPOSED, at)


@transaction.atomic
def take_back_work_plan(*, work_plan, actor, at, expected_revision=None):
    """Let the owner take a proposed plan back, to change it; the supervisor's notice is settled."""
    refuse_closed(work_plan.cycle)
    advance(work_plan, TAKE_BACK, actor=actor, at=at, expected_revision=expected_revision)
    record_event(subject=work_plan, action=TAKE_BACK.name, actor=actor, at=at)
    mark_settled(recipient=work_plan.supervisor, link=work_plan.get_absolute_url(), at=at)


@transaction.atomic
def return_work_plan(*, work_plan, reason, actor, at, expected_revision=None):
    """Give a proposed plan back with a note on what should change."""
    refuse_closed(work_plan.cycle)
    advance(
        work_plan, RETURN, actor=actor, at=at, expected_revision=expected_revision, reason=reason
    )
    record_event(subject=work_plan, action=RETURN.name, actor=actor, at=at)
    tell(work_plan, work_plan.employee, NoticeKind.PLAN_RETURNED, at, note=reason.strip())
    tell_principal(record=work_plan, move=RETURN, actor=actor, at=at, note=reason)


@transaction.atomic
def agree_work_plan(*, work_plan, actor, at, expected_revision=None):
    """Agree a proposed plan; whoever's self-assessment window is open joins at once."""
    refuse_closed(work_plan.cycle)
    window = window_for(work_plan, Phase.PLAN)
    late = work_plan.is_late or (work_plan.version == 1 and is_past(window, at))
    advance(
        work_plan,
        AGREE,
        actor=actor,
        at=at,
        expected_revision=expected_revision,
        agreed_at=at,
        is_late=late,
    )
    record_event(subject=work_plan, action=AGREE.name, actor=actor, at=at)
    tell(work_plan, work_plan.employee, NoticeKind.PLAN_AGREED, at)
    tell_principal(record=work_plan, move=AGREE, actor=actor, at=at)
    follow_version(work_plan=work_plan, actor=actor, at=at)
    join_evaluation(work_plan=work_plan, actor=actor, at=at)


def lock(work_plan):
    """Read the plan again and keep others from changing it until this is done."""
    work_plan.refresh_from_db(from_queryset=WorkPlan.objects.select_for_update(of=("self",)))


def open_for_writing(work_plan, actor, expected_revision=None):
    """Lock a plan for its owner, or refuse because it is no longer a draft."""
    lock(work_plan)
    refuse_unless_writable(work_plan, actor)
    refuse_closed(work_plan.cycle)
    refuse_if_changed(work_plan, expected_revision)


def open_for_expectations(work_plan, actor, expected_revision=None):
    """Lock a proposed plan for its supervisor, or refuse."""
    lock(work_plan)
    refuse_unless_proposed(work_plan, actor)
    refuse_closed(work_plan.cycle)
    refuse_if_changed(work_plan, expected_revision)


def refuse_unless_owner(work_plan, actor):
    """Refuse everybody but the person whose plan this is."""
    if not is_owner(actor, work_plan):
        raise PermissionDenied


def refuse_unless_supervisor(work_plan, actor):
    """Refuse everybody but the supervisor in charge."""
    if not is_supervisor(actor, work_plan):
        raise PermissionDenied


def refuse_unless_writable(work_plan, actor):
    """Refuse everybody but the owner, and the owner once the plan is no draft any more."""
    refuse_unless_owner(work_plan, actor)
    if work_plan.stage != WorkPlanStage.DRAFT:
        message = _("The plan is now at “%(stage)s” and cannot be changed.")
        raise Refusal(message, code="wrong_stage", params={"stage": work_plan.get_stage_display()})


def refuse_unless_proposed(work_plan, actor):
    """Refuse everybody but the supervisor, and the supervisor outside the stage of agreeing."""
    refuse_unless_supervisor(work_plan, actor)
    if work_plan.stage != WorkPlanStage.PROPOSED:
        message = _("This plan does not await your agreement now.")
        raise Refusal(message, code="wrong_stage")


def refuse_if_changed(work_plan, expected_revision):
    """Refuse to write over what somebody else changed meanwhile."""
    if expected_revision is not None and work_plan.revision != expected_revision:
        raise Refusal(CHANGED_MEANWHILE, code="changed_meanwhile")


def refuse_unless_measured(indicators):
    """Refuse a result with no indicator, or with more than a page can hold."""
    if not indicators:
        raise Refusal(_("Add at least one indicator with a target."), code="no_indicator")
    if len(indicators) > MOST_INDICATORS:
        raise Refusal(_("A result has at most five indicators."), code="too_many_indicators")


def refuse_unless_complete(work_plan, results):
    """Refuse a plan that a supervisor could not agree; the page lists all that is missing."""
    gaps = plan_gaps(work_plan, results)
    if gaps:
        raise Refusal(gaps[0].text, code=gaps[0].code)


def refuse_unless_different(work_plan):
    """Refuse one's own change of nothing; the supervisor's may be about later expectations."""
    older = agreed_before(work_plan)
    if older is None or work_plan.opened_by_id != work_plan.employee_id:
        return
    is_same = expectations_of(older) == expectations_of(work_plan)
    if is_same and not compare_versions(older, work_plan).changed:
        message = _("Nothing differs from version %(version)s yet. Change it, or drop the change.")
        raise Refusal(message, code="no_change", params={"version": older.version})


def expectations_of(work_plan):
    """Return the special expectations of a plan as (value, text)."""
    return set(work_plan.behaviour_expectations.values_list("value", "text"))


def is_late_to_propose(work_plan, at):
    """Tell whether the window has passed; refuse before it, and after it in a strict cycle.

    A plan that was proposed before and came back is never locked out, only marked late; a change
    in the middle of the year has no window.
    """
    refuse_closed(work_plan.cycle)
    if work_plan.version > 1:
        return False
    window = window_for(work_plan, Phase.PLAN)
    if work_plan.proposed_at:
        return work_plan.is_late or is_past(window, at)
    return refuse_outside(window, work_plan.cycle, at)


def is_past(window, at):
    """Tell whether a window has closed."""
    return window is not None and timezone.localdate(at) > window.closes_date


def next_position(work_plan):
    """Return the place after the last planned result."""
    last = work_plan.planned_results.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def note_change(work_plan, action, actor, at, planned_result=None):
    """Raise the revision and write down who changed the plan."""
    raise_revision(work_plan)
    ids = {"planned_result": planned_result.public_id} if planned_result else {}
    record_event(subject=work_plan, action=action, actor=actor, at=at, **ids)


def raise_revision(work_plan):
    """Count a change, so that whoever had the plan open learns of it."""
    work_plan.revision += 1
    work_plan.save(update_fields=["revision"])
