"""Set what several positions require, after a preview."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from accounts.models import AuditEvent, JobPosition
from accounts.refusals import Refusal
from accounts.services.audit import record_event
from competency.models import PositionStandard
from competency.queries.bulk_standard import bulk_plan

TOO_EARLY = _(
    "Choose %(day)s or a later day for: %(posts)s. There is a level already on the day you chose, "
    "and evaluations that are open keep the standard they began with."
)
NAMED = 3
PAST = _("Choose today or a later day.")
MOVED = _("The standards have changed since the preview. Look at it again, then apply.")
CHUNK = 1000
MOST_CHAINS = 1000
NOTHING = _("Nothing would change: every post already has these levels.")


@transaction.atomic
def set_bulk_standards(*, positions, levels, from_date, note, expected, actor, at):
    """Set {competency: level} for positions from a day on; what a later row plans stays.

    `expected` is the number of changes that the preview showed. Return the plan that was applied.
    """
    if not actor.is_hr_of_everything:
        raise PermissionDenied
    lock_positions(positions)
    plan = checked_plan(positions, levels, from_date, timezone.localdate(at))
    if len(plan.changes) != expected:
        raise Refusal(MOVED, code="moved")
    write_levels(plan, from_date, note)
    log_levels(plan, framework=next(iter(levels)).framework, actor=actor, at=at)
    return plan


def lock_positions(positions):
    """Let one person at a time set levels of these positions."""
    keys = [position.pk for position in positions]
    list(JobPosition.objects.select_for_update().filter(pk__in=keys).order_by("pk"))


def write_levels(plan, from_date, note):
    """End what held before, and write the new levels."""
    close_rows(plan.changes, from_date)
    PositionStandard.objects.bulk_create(
        (
            PositionStandard(
                competency=change.competency,
                job_position=change.position,
                level=change.after,
                from_date=from_date,
                note=note,
            )
            for change in plan.changes
        ),
        batch_size=CHUNK,
    )


def log_levels(plan, *, framework, actor, at):
    """Write the levels into the chain of each position; of a crowd, into that of the dictionary.

    A chain stays locked until the end, and the server has room for some thousands of locks.
    """
    found = [
        (position, {change.competency.code: change.after for change in changes})
        for position, changes in plan.positions
    ]
    AuditEvent.objects.bulk_create(
        AuditEvent(
            subject_label=position._meta.label,
            subject_id=position.public_id,
            action="standards_set",
            actor=actor.employee,
            at=at,
            data={"levels": levels},
        )
        for position, levels in sorted(found[:MOST_CHAINS], key=lambda pair: pair[0].pk)
    )
    for start in range(MOST_CHAINS, len(found), CHUNK):
        crowd = found[start : start + CHUNK]
        record_event(
            subject=framework,
            action="standards_set",
            actor=actor,
            at=at,
            positions={position.public_id: levels for position, levels in crowd},
        )


def checked_plan(positions, levels, from_date, today):
    """Return the plan, or refuse a day on which it may not begin."""
    if from_date < today:
        raise Refusal(PAST, code="past_date")
    plan = bulk_plan(positions, levels, from_date, today)
    if plan.too_early:
        raise too_early(plan.too_early, today)
    if not plan.changes:
        raise Refusal(NOTHING, code="nothing")
    return plan


def too_early(changes, today):
    """Return the refusal that names what keeps a day from being chosen, and the first that can be."""
    begins = [row.competency.from_date for row in changes if row.is_before_its_competency]
    day = max([today + timedelta(days=1), *begins])
    names = list(dict.fromkeys(f"{row.position.title}, {row.competency.title}" for row in changes))
    more = f" (+{len(names) - NAMED})" if len(names) > NAMED else ""
    params = {"day": date_format(day), "posts": "; ".join(names[:NAMED]) + more}
    return Refusal(TOO_EARLY, code="past_date", params=params)


def close_rows(changes, from_date):
    """End the positions' own rows the day before; a row that begins that very day gives way."""
    own = [change.own for change in changes if change.own]
    begun = [row.pk for row in own if row.from_date < from_date]
    rows = PositionStandard.objects.filter(pk__in=begun)
    rows.update(until_date=from_date - timedelta(days=1))
    replaced = [row.pk for row in own if row.from_date >= from_date]
    PositionStandard.objects.filter(pk__in=replaced).delete()
