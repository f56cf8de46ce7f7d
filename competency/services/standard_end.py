"""End what a post requires from a day on, and take that back while it lies ahead."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refusal
from accounts.services.audit import record_event
from competency.models import PositionStandard
from competency.queries.standard_history import is_followed, may_take_back

ONE_DAY = timedelta(days=1)
TOO_EARLY = _(
    "Choose %(day)s or a later day: evaluations that are already open keep the standard they "
    "began with."
)
ENDED = _("This level already has a last day. Choose another level, or take that back first.")
FOLLOWED = _("Another level already follows this one. End that one instead.")
BEGUN = _("The last day has passed. Set a new level instead.")


@transaction.atomic
def end_standard(*, standard, from_date, actor, at):
    """Let a post require no level of this row from a day on; the row stays in the history."""
    standard = locked(standard, actor)
    if is_followed(standard):
        raise Refusal(FOLLOWED, code="followed")
    if standard.until_date:
        raise Refusal(ENDED, code="ended")
    first = first_end(standard, timezone.localdate(at))
    if from_date < first:
        raise Refusal(TOO_EARLY, code="past_date", params={"day": date_format(first)})
    standard.until_date = from_date - ONE_DAY
    standard.save(update_fields=["until_date"])
    record_event(
        subject=standard,
        action="standard_ended",
        actor=actor,
        at=at,
        until=standard.until_date.isoformat(),
    )
    return standard


@transaction.atomic
def resume_standard(*, standard, actor, at):
    """Let a level go on that was to end; only until its last day is over."""
    standard = locked(standard, actor)
    if is_followed(standard):
        raise Refusal(FOLLOWED, code="followed")
    if not may_take_back(standard, timezone.localdate(at)):
        raise Refusal(BEGUN, code="begun")
    standard.until_date = None
    standard.save(update_fields=["until_date"])
    record_event(subject=standard, action="standard_resumed", actor=actor, at=at)
    return standard


def first_end(standard, today):
    """Return the first day on which a level may be gone: tomorrow, and not before it has begun."""
    return max(today, standard.from_date) + ONE_DAY


def locked(standard, actor):
    """Return a row as it is now; only the HR administrator of the whole agency changes it."""
    if not actor.is_hr_of_everything:
        raise PermissionDenied
    rows = PositionStandard.objects.select_related("competency", "job_position")
    return rows.select_for_update(of=("self",)).get(pk=standard.pk)
