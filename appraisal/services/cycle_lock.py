"""Who may change a cycle, and until when: asked under a lock by every service of its preparation."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refusal
from appraisal.models import AppraisalCycle
from appraisal.queries.cycle_scope import manages
from appraisal.queries.participants import covered_units


def lock_for_managers(cycle, actor):
    """Lock the cycle and read it afresh; only an administrator of all its units goes on."""
    cycle.refresh_from_db(from_queryset=AppraisalCycle.objects.select_for_update())
    if not manages(cycle, actor, covered_units(cycle, actor.on)):
        raise PermissionDenied


def lock_in_preparation(cycle, actor):
    """Lock the cycle; one that is open, or is being opened, is not changed any more."""
    lock_for_managers(cycle, actor)
    refuse_settled(cycle)
    if is_being_opened(cycle):
        raise Refusal(
            _("This cycle is being opened. Wait until that is done."), code="being_opened"
        )


def refuse_settled(cycle):
    """Refuse a cycle that was opened or put away."""
    if cycle.opened_at:
        raise Refusal(_("This cycle was opened already."), code="already_opened")
    if cycle.archived_at:
        raise Refusal(
            _("This cycle is archived. Bring it back into the list first."), code="archived"
        )


def is_being_opened(cycle):
    """Tell whether a job that opens the cycle has not ended yet."""
    return bool(cycle.opening_job_id and cycle.opening_job.finished_at is None)


def refuse_unready(found):
    """Refuse to open while anything blocks, and name it."""
    if found.blocking:
        problems = "; ".join(row.message for row in found.blocking)
        raise Refusal(
            _("The cycle cannot be opened yet: %(problems)s."),
            code="not_ready",
            params={"problems": problems},
        )


def mark_saved(cycle, step):
    """Remember that a page of the preparation was saved."""
    if step not in cycle.saved_steps:
        cycle.saved_steps = [*cycle.saved_steps, step]
        cycle.save(update_fields=["saved_steps"])
