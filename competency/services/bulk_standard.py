"""Set what several positions require, after a preview."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import JobPosition
from accounts.refusals import Refusal
from accounts.services.audit import record_event
from competency.models import PositionStandard
from competency.queries.bulk_standard import bulk_plan

TOO_EARLY = _(
    "Choose a later day: some of these posts have a level until then, and evaluations that are "
    "already open keep the standard they began with."
)
PAST = _("Choose today or a later day.")
MOVED = _("The standards have changed since the preview. Look at it again, then apply.")
NOTHING = _("Nothing would change: every post already has these levels.")


@transaction.atomic
def set_bulk_standards(*, positions, levels, from_date, note, expected, actor, at):
    """Set {competency: level} for positions from a day on; what a later row plans stays.

    `expected` is the number of changes that the preview showed. Return the plan that was applied.
    """
    if not actor.is_hr_of_everything:
        raise PermissionDenied
    keys = [position.pk for position in positions]
    list(JobPosition.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
    plan = checked_plan(positions, levels, from_date, timezone.localdate(at))
    if len(plan.changes) != expected:
        raise Refusal(MOVED, code="moved")
    close_rows(plan.changes, from_date)
    PositionStandard.objects.bulk_create(
        PositionStandard(
            competency=change.competency,
            job_position=change.position,
            level=change.after,
            from_date=from_date,
            note=note,
        )
        for change in plan.changes
    )
    for position, changes in plan.positions:
        found = {change.competency.code: change.after for change in changes}
        record_event(subject=position, action="standards_set", actor=actor, at=at, levels=found)
    return plan


def checked_plan(positions, levels, from_date, today):
    """Return the plan, or refuse a day on which it may not begin."""
    if from_date < today:
        raise Refusal(PAST, code="past_date")
    plan = bulk_plan(positions, levels, from_date, today)
    if plan.too_early:
        raise Refusal(TOO_EARLY, code="past_date")
    if not plan.changes:
        raise Refusal(NOTHING, code="nothing")
    return plan


def close_rows(changes, from_date):
    """End the positions' own rows the day before; a row that begins that very day gives way."""
    own = [change.own for change in changes if change.own]
    begun = [row.pk for row in own if row.from_date < from_date]
    rows = PositionStandard.objects.filter(pk__in=begun)
    rows.update(until_date=from_date - timedelta(days=1))
    replaced = [row.pk for row in own if row.from_date >= from_date]
    PositionStandard.objects.filter(pk__in=replaced).delete()
