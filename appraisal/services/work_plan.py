"""Write a work plan, propose it, return it, agree it."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.choices import NoticeKind
from accounts.refusals import Refusal
from accounts.services.audit import record_event
from accounts.services.notification import mark_settled, notify
from accounts.transitions import advance
from appraisal.choices import Phase, ResultKind, WorkPlanStage
from appraisal.models import BehaviourExpectation, Indicator, PlannedResult, WorkPlan
from appraisal.permissions import is_owner, is_supervisor
from appraisal.queries.windows import refuse_outside, window_of
from appraisal.services.evaluation_opening import join_evaluation
from appraisal.workflow.work_plan import AGREE, PROPOSE, RETURN

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
    refuse_unless_complete(work_plan)
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
    record_event(subject=work_plan, action=PROPOSE.name, actor=actor, at=at)
    tell(work_plan, work_plan.supervisor, NoticeKind.PLAN_PROPOSED, at)


@transaction.atomic
def return_work_plan(*, work_plan, reason, actor, at, expected_revision=None):
    """Give a proposed plan back with a note on what should change."""
    advance(
        work_plan, RETURN, actor=actor, at=at, expected_revision=expected_revision, reason=reason
    )
    record_event(subject=work_plan, action=RETURN.name, actor=actor, at=at)
    tell(work_plan, work_plan.employee, NoticeKind.PLAN_RETURNED, at, note=reason.strip())


@transaction.atomic
def agree_work_plan(*, work_plan, actor, at, expected_revision=None):
    """Agree a proposed plan; whoever's self-assessment window is open joins at once."""
    window = window_of(cycle=work_plan.cycle, phase=Phase.PLAN)
    late = work_plan.is_late or is_past(window, at)
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
    join_evaluation(work_plan=work_plan, actor=actor, at=at)


def tell(work_plan, person, kind, at, note=""):
    """Notify one of the two people of a plan; what called the other one here is settled."""
    other = work_plan.supervisor if person == work_plan.employee else work_plan.employee
    mark_settled(recipient=other, link=work_plan.get_absolute_url(), at=at)
    notify(
        recipient=person,
        kind=kind,
        at=at,
        link=work_plan.get_absolute_url(),
        about=work_plan.cycle.name,
        note=note,
    )


def lock(work_plan):
    """Read the plan again and keep others from changing it until this is done."""
    work_plan.refresh_from_db(from_queryset=WorkPlan.objects.select_for_update(of=("self",)))


def open_for_writing(work_plan, actor, expected_revision=None):
    """Lock a plan for its owner, or refuse because it is no longer a draft."""
    lock(work_plan)
    refuse_unless_writable(work_plan, actor)
    refuse_if_changed(work_plan, expected_revision)


def open_for_expectations(work_plan, actor, expected_revision=None):
    """Lock a proposed plan for its supervisor, or refuse."""
    lock(work_plan)
    refuse_unless_proposed(work_plan, actor)
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


def refuse_unless_complete(work_plan):
    """Refuse a plan that a supervisor could not agree (PermenPANRB 6/2022 articles 7-10)."""
    if work_plan.supervisor_id is None:
        message = _("No supervisor is recorded for you yet. Ask HR to record one.")
        raise Refusal(message, code="no_supervisor")
    results = list(work_plan.planned_results.order_by("position", "pk"))
    if not any(row.kind == ResultKind.MAIN for row in results):
        raise Refusal(_("Write at least one main result first."), code="no_main_result")
    measured = set(
        Indicator.objects.filter(planned_result__in=results)
        .exclude(target_text="", target_min=None)
        .values_list("planned_result_id", flat=True)
    )
    for row in results:
        if row.pk not in measured:
            message = _("Add an indicator with a target to “%(result)s”.")
            raise Refusal(message, code="no_indicator", params={"result": row.statement})


def is_late_to_propose(work_plan, at):
    """Tell whether the window has passed; refuse before it, and after it in a strict cycle.

    A plan that was proposed before and came back is never locked out, only marked late.
    """
    window = window_of(cycle=work_plan.cycle, phase=Phase.PLAN)
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
    work_plan.revision += 1
    work_plan.save(update_fields=["revision"])
    ids = {"planned_result": planned_result.public_id} if planned_result else {}
    record_event(subject=work_plan, action=action, actor=actor, at=at, **ids)
