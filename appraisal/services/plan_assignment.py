"""Give one planned result to many people of the team at once, and take it back."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.choices import NoticeKind
from accounts.models.public_id import new_public_id
from accounts.refusals import Refusal
from accounts.services.audit import record_event
from accounts.services.notification import mark_settled, notify, notify_many
from appraisal.choices import WorkPlanStage
from appraisal.models import Indicator, PlannedResult, WorkPlan
from appraisal.permissions import is_supervisor
from appraisal.queries.plan_version import agreed_before, newer_version
from appraisal.queries.windows import refuse_closed
from appraisal.services.plan_copy import fitting
from appraisal.services.plan_version import open_change
from appraisal.services.work_plan import next_position, raise_revision, refuse_unless_measured

FIELDS = ("kind", "statement", "leaders_result")


@dataclass(frozen=True, slots=True)
class Given:
    """Who received a result, and whose plan was no draft any more."""

    plans: tuple
    left_out: tuple
    key: str


@dataclass(frozen=True, slots=True)
class Taken:
    """From how many drafts a result was taken back, and whose supervisor is another person now."""

    count: int
    left_out: tuple


@transaction.atomic
def give_result(*, plans, fields, indicators, actor, at, agreed=(), reason=""):
    """Add one result to the drafts of several people, and open a change with it of agreed plans.

    Who is neither any more is named; a change is a draft of its owner, who proposes it or not.
    """
    refuse_unless_measured(indicators)
    if not plans and not agreed:
        raise Refusal(_("Choose at least one person."), code="nobody_chosen")
    key, given, left_out = new_public_id(), [], []
    for plan in locked(plans):
        refuse_unless_in_charge(plan, actor)
        if plan.stage != WorkPlanStage.DRAFT:
            left_out.append(plan)
            continue
        write_given(plan, fields, indicators, actor, key)
        record_event(subject=plan, action="give_result", actor=actor, at=at, giving=key)
        given.append(plan)
    tell_all(given, actor, at, key)
    for plan in locked(agreed):
        refuse_unless_in_charge(plan, actor)
        if plan.stage != WorkPlanStage.AGREED or newer_version(plan):
            left_out.append(plan)
            continue
        change = open_change(work_plan=plan, reason=reason, actor=actor, at=at)
        write_given(change, fields, indicators, actor, key)
        record_event(subject=change, action="give_result", actor=actor, at=at, giving=key)
        given.append(change)
    return Given(tuple(given), tuple(left_out), key)


@transaction.atomic
def take_result_back(*, key, actor, at):
    """Remove a given result from every own draft whose owner did not change it; name the others'."""
    rows = PlannedResult.objects.filter(given_key=key).exclude(given_key="")
    rows = rows.select_related("work_plan")
    every = locked([row.work_plan for row in rows])
    plans = {plan.pk: plan for plan in every if is_supervisor(actor, plan)}
    if every and not plans:
        raise PermissionDenied
    taken = 0
    for row in rows.filter(work_plan__in=plans).order_by("pk"):
        plan = plans[row.work_plan_id]
        refuse_closed(plan.cycle)
        if plan.stage != WorkPlanStage.DRAFT or plan.dropped_at:
            continue
        remove_given(row, plan, actor, at)
        taken += 1
    return Taken(taken, tuple(plan for plan in every if plan.pk not in plans))


def remove_given(row, plan, actor, at):
    """Remove a given result; a change that was opened only for it, and not touched since, goes too."""
    key, opened_by_owner = row.given_key, plan.opened_by_id in {None, plan.employee_id}
    is_untouched = plan.version > 1 and plan.revision == 1 and not opened_by_owner
    row.delete()
    raise_revision(plan)
    record_event(subject=plan, action="take_result_back", actor=actor, at=at, giving=key)
    if is_untouched:
        drop_change(plan, actor, at)
    tell_taken(plan, agreed_before(plan) if is_untouched else plan, at, key)


def drop_change(plan, actor, at):
    """Drop a change for its owner; the agreed version stays in force."""
    plan.dropped_at = at
    plan.save(update_fields=["dropped_at"])
    record_event(subject=plan, action="discard_change", actor=actor, at=at)
    mark_settled(recipient=plan.employee, link=plan.get_absolute_url(), at=at)


def tell_taken(plan, holds, at, key):
    """Tell a person that a given result is gone again, with the plan that holds now."""
    notify(
        recipient=plan.employee,
        kind=NoticeKind.RESULT_TAKEN_BACK,
        at=at,
        about=plan.cycle.name,
        link=holds.get_absolute_url(),
        dedupe=f"taken:{key}",
    )


def locked(plans):
    """Return the plans, read again under a lock, in the order of their keys."""
    keys = {plan.pk for plan in plans}
    rows = WorkPlan.objects.select_for_update(of=("self",)).filter(pk__in=keys)
    return list(rows.select_related("cycle", "employee").order_by("pk"))


def refuse_unless_in_charge(plan, actor):
    """Refuse everybody but the supervisor in charge, and a cycle that was closed."""
    if not is_supervisor(actor, plan):
        raise PermissionDenied
    refuse_closed(plan.cycle)


def write_given(plan, fields, indicators, actor, key):
    """Write the result into one draft, after what is there."""
    planned = PlannedResult.objects.create(
        work_plan=plan,
        position=next_position(plan),
        given_by_id=actor.acting_for(plan) or actor.employee.pk,
        given_key=key,
        **{name: fields.get(name, "") for name in FIELDS},
    )
    Indicator.objects.bulk_create(
        Indicator(planned_result=planned, position=position, **fitting(values, plan.approach))
        for position, values in enumerate(indicators)
    )
    raise_revision(plan)


def tell_all(plans, actor, at, key):
    """Tell everybody who received the result, each with the own plan."""
    notify_many(
        recipients=[plan.employee for plan in plans],
        kind=NoticeKind.RESULT_ASSIGNED,
        at=at,
        about=", ".join(sorted({plan.cycle.name for plan in plans})),
        links={plan.employee_id: plan.get_absolute_url() for plan in plans},
        dedupe=f"given:{key}",
    )
