"""Confirm that the recorded supervisor was wrong: the line and the open records change at once."""

from django.db import transaction

from accounts.choices import CorrectionState
from accounts.queries.reporting_line import supervisor_chain
from accounts.services.supervisor_correction import refuse_unless_hr, settle
from appraisal.services.hand_over import HandOver, change_supervisor


@transaction.atomic
def confirm_correction(*, report, supervisor, is_outside, from_date, reason, actor, at):
    """Give the employee the right supervisor, hand the open records over, and answer the report.

    The report is settled first: under its lock it is answered once. Where the record says so already,
    only the answer is written.
    """
    refuse_unless_hr(report, actor)
    state = CorrectionState.CONFIRMED
    report = settle(report=report, state=state, answer=reason.strip(), actor=actor, at=at)
    if supervisor and supervisor_chain(report.employee, actor.on, limit=1) == [supervisor]:
        return HandOver()
    return change_supervisor(
        employee=report.employee,
        supervisor=supervisor,
        is_outside=is_outside,
        from_date=from_date,
        reason=reason,
        actor=actor,
        at=at,
    )
