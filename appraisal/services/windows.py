"""Give people more time: move the end of a phase of a running cycle, never back."""

from django.db import transaction
from django.utils import formats
from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refusal
from accounts.services.audit import record_event
from appraisal.choices import Phase
from appraisal.models import PhaseWindow
from appraisal.queries.phase_words import fault_words
from appraisal.rules.phases import FaultCode, phase_faults
from appraisal.services.cycle import lock_for_managers


@transaction.atomic
def set_window_end(*, window, closes_date, reason, actor, at):
    """Let a phase of a running cycle end on a later day, with a reason that stays readable."""
    cycle = window.cycle
    lock_for_managers(cycle, actor)
    window.refresh_from_db()
    if not cycle.opened_at or cycle.closed_at:
        raise Refusal(_("Deadlines can be moved only while the cycle runs."), code="not_running")
    refuse_earlier(window, closes_date)
    refuse_out_of_order(window, closes_date)
    if not reason.strip():
        raise Refusal(_("Write why the deadline moves."), code="no_reason")
    earlier, window.closes_date = window.closes_date, closes_date
    window.save(update_fields=["closes_date"])
    record_event(
        subject=cycle,
        action="extend_window",
        actor=actor,
        at=at,
        phase=window.phase,
        before=earlier.isoformat(),
        after=closes_date.isoformat(),
        reason=reason.strip(),
    )


def refuse_earlier(window, closes_date):
    """Refuse to take time away that people were promised."""
    if closes_date <= window.closes_date:
        raise Refusal(
            _("Choose a day after %(date)s. A deadline only moves to a later day."),
            code="not_later",
            params={"date": formats.date_format(window.closes_date)},
        )


def refuse_out_of_order(window, closes_date):
    """Refuse an end after that of the following phase; that one is to be moved first."""
    rows = PhaseWindow.objects.filter(cycle=window.cycle)
    dates = {row.phase: (row.opens_date, row.closes_date) for row in rows}
    dates[window.phase] = (window.opens_date, closes_date)
    faults = phase_faults(dates, Phase.values, window.cycle.from_date)
    crossed = [row for row in faults if row.code == FaultCode.CLOSES_BEFORE_EARLIER_PHASE]
    if crossed:
        raise Refusal(
            _("%(fault)s. Move that deadline first."),
            code="out_of_order",
            params={"fault": fault_words(crossed[0])},
        )
