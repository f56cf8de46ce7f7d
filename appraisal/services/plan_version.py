"""Change an agreed plan in the middle of the year: version n+1 begins as a copy of version n."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.choices import NoticeKind
from accounts.refusals import Refusal
from accounts.services.audit import record_event
from accounts.services.notification import mark_settled, notify
from appraisal.choices import WorkPlanStage
from appraisal.models import (
    BehaviourExpectation,
    DraftField,
    Evaluation,
    Evidence,
    Indicator,
    PlannedResult,
    WorkPlan,
)
from appraisal.permissions import is_owner, is_supervisor
from appraisal.queries.plan_version import (
    agreed_before,
    evaluations_of,
    newer_version,
    will_follow,
)
from appraisal.queries.windows import refuse_closed

COPIED = ("kind", "position", "statement", "leaders_result", "assigned_by")
KEPT = (
    "cycle",
    "assignment",
    "employee",
    "supervisor",
    "superior",
    "org_unit",
    "job_position",
    "approach",
)


@transaction.atomic
def open_change(*, work_plan, reason, actor, at):
    """Open version n+1 of an agreed plan as a draft; employee and supervisor may, the other is told."""
    work_plan.refresh_from_db(from_queryset=WorkPlan.objects.select_for_update(of=("self",)))
    refuse_change(work_plan, actor)
    if not reason.strip():
        raise Refusal(_("Write the reason; the other person will read it."), code="no_reason")
    newer = WorkPlan.objects.create(
        **{name: getattr(work_plan, name) for name in KEPT},
        version=next_version(work_plan),
        created_at=at,
        opened_by=actor.employee,
        change_reason=reason.strip(),
    )
    copy_content(work_plan, newer)
    record_event(
        subject=newer, action="open_change", actor=actor, at=at, version_before=work_plan.public_id
    )
    if not is_owner(actor, newer):
        notify(
            recipient=newer.employee,
            kind=NoticeKind.PLAN_RETURNED,
            at=at,
            link=newer.get_absolute_url(),
            about=newer.cycle.name,
            note=reason.strip(),
        )
    return newer


def next_version(work_plan):
    """Return the number of the next version; a dropped change keeps its own."""
    rows = WorkPlan.objects.filter(assignment=work_plan.assignment_id, cycle=work_plan.cycle_id)
    return rows.aggregate(last=Max("version"))["last"] + 1


def refuse_change(work_plan, actor):
    """Refuse everybody else, a plan that is not in force, and a second change at the same time."""
    if not (is_owner(actor, work_plan) or is_supervisor(actor, work_plan)):
        raise PermissionDenied
    refuse_closed(work_plan.cycle)
    if work_plan.stage != WorkPlanStage.AGREED:
        message = _("Only an agreed plan needs a change: this one can still be written.")
        raise Refusal(message, code="wrong_stage")
    if newer_version(work_plan):
        message = _("A newer version of this plan is there already. Open that one.")
        raise Refusal(message, code="newer_version")


def copy_content(older, newer):
    """Copy results, indicators and special expectations; each line remembers where it came from."""
    results = list(older.planned_results.prefetch_related("indicators").order_by("pk"))
    copies = PlannedResult.objects.bulk_create(
        PlannedResult(
            work_plan=newer,
            previous=row,
            given_by_id=row.given_by_id,
            **{name: getattr(row, name) for name in COPIED},
        )
        for row in results
    )
    Indicator.objects.bulk_create(
        Indicator(planned_result=copy, **measure.values())
        for row, copy in zip(results, copies, strict=True)
        for measure in row.indicators.all()
    )
    BehaviourExpectation.objects.bulk_create(
        BehaviourExpectation(work_plan=newer, value=row.value, text=row.text)
        for row in older.behaviour_expectations.order_by("pk")
    )


@transaction.atomic
def discard_change(*, work_plan, actor, at):
    """Let the owner drop a change that is still a draft; the version before stays in force."""
    work_plan.refresh_from_db(from_queryset=WorkPlan.objects.select_for_update(of=("self",)))
    if not is_owner(actor, work_plan):
        raise PermissionDenied
    is_change = work_plan.version > 1 and work_plan.dropped_at is None
    if not is_change or work_plan.stage != WorkPlanStage.DRAFT:
        raise Refusal(_("Only a change that is still a draft can be dropped."), code="wrong_stage")
    work_plan.dropped_at = at
    work_plan.revision += 1
    work_plan.save(update_fields=["dropped_at", "revision"])
    record_event(subject=work_plan, action="discard_change", actor=actor, at=at)
    mark_settled(recipient=actor.employee, link=work_plan.get_absolute_url(), at=at)
    return agreed_before(work_plan)


def follow_version(*, work_plan, actor, at):
    """Let evaluations that are still being filled in follow a newly agreed version.

    Only those whose period was not over on the day: what is past stays measured by what was agreed
    then. Nothing written is lost: drafts and evidence go over to the same line.
    """
    if work_plan.version > 1:
        take_up(work_plan, open_evaluations(work_plan, at), actor, at)


@transaction.atomic
def follow_newest(*, evaluation, actor, at):
    """Let an evaluation that came back from review follow the version agreed meanwhile, if any."""
    plan = evaluation.work_plan
    rows = WorkPlan.objects.agreed().filter(assignment=plan.assignment_id, cycle=plan.cycle_id)
    newest = rows.filter(version__gt=plan.version).order_by("-version").first()
    if newest and timezone.localdate(newest.agreed_at) <= evaluation.period.until_date:
        take_up(newest, [evaluation], actor, at)


def open_evaluations(work_plan, at):
    """Return the evaluations that are filled in and whose period is not over, locked."""
    return list(
        evaluations_of(work_plan)
        .select_for_update(of=("self",))
        .filter(will_follow(timezone.localdate(at)))
        .order_by("pk")
    )


def take_up(work_plan, evaluations, actor, at):
    """Let evaluations ask about a version, with everything that was written about its lines."""
    lines = lines_into(work_plan)
    for evaluation in evaluations:
        evaluation.work_plan = work_plan
        evaluation.revision += 1
        record_event(subject=evaluation, action="follow_version", actor=actor, at=at)
    Evaluation.objects.bulk_update(evaluations, ["work_plan", "revision"])
    move_drafts(evaluations, lines)
    move_evidence(evaluations, lines)


def lines_into(work_plan):
    """Return (old line, new line) for each line of a version that stood in a version before.

    An evaluation that came back from review may still look at a version before the last one.
    """
    found, step = [], [(line, line) for line in work_plan.planned_results.order_by("pk")]
    while step:
        olds = PlannedResult.objects.in_bulk([line.previous_id for line, _now in step])
        step = [(olds[line.previous_id], now) for line, now in step if line.previous_id in olds]
        found += step
    return found


def move_drafts(evaluations, lines):
    """Give what is written about a line the key of the same line in the new version."""
    keys = {old.public_id: new.public_id for old, new in lines}
    drafts = DraftField.objects.filter(evaluation__in=evaluations, key__startswith="result.")
    moved = []
    for draft in drafts.order_by("pk"):
        _subject, identity, field = draft.key.split(".", 2)
        if identity in keys:
            draft.key = f"result.{keys[identity]}.{field}"
            moved.append(draft)
    DraftField.objects.bulk_update(moved, ["key"])


def move_evidence(evaluations, lines):
    """Let evidence point to the same line in the new version."""
    targets = {old.pk: new.pk for old, new in lines}
    evidence = Evidence.objects.filter(evaluation__in=evaluations, planned_result__in=targets)
    moved = list(evidence.order_by("pk"))
    for piece in moved:
        piece.planned_result_id = targets[piece.planned_result_id]
    Evidence.objects.bulk_update(moved, ["planned_result"])
