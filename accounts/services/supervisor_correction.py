"""Report a wrong supervisor, take the report back, answer it. Confirming it is the hand-over's task."""

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.choices import CorrectionState, NoticeKind
from accounts.models import ReportingLine, SupervisorCorrection
from accounts.queries.reporting_line import definitive_assignment
from accounts.queries.supervisor_correction import hr_administrators, may_answer
from accounts.refusals import Refusal
from accounts.services.audit import record_event
from accounts.services.notification import mark_settled_for_all, notify, notify_many

ALREADY = _("Your report is with HR already. Withdraw it first if it should say something else.")


@transaction.atomic
def report_supervisor(*, proposed, note, actor, at):
    """Tell HR that the recorded supervisor is wrong; everything goes on as before meanwhile."""
    today = timezone.localdate(at)
    assignment = definitive_assignment(actor.employee, today)
    if assignment is None:
        message = _("You hold no definitive post today, so no supervisor is recorded for you.")
        raise Refusal(message, code="no_assignment")
    recorded = recorded_supervisor(assignment, today)
    refuse_proposal(actor.employee, recorded, proposed)
    report = write_report(assignment, recorded, proposed, note.strip(), at)
    log_report(report=report, action="supervisor_questioned", actor=actor, at=at)
    tell_hr(report=report, today=today, at=at)
    return report


def recorded_supervisor(assignment, on):
    """Return who supervises a post on a day, or None."""
    line = ReportingLine.objects.in_force(on).filter(assignment=assignment)
    found = line.select_related("supervisor").first()
    return found.supervisor if found else None


def refuse_proposal(employee, recorded, proposed):
    """Refuse oneself, a closed account, and the one who is recorded already."""
    if proposed is None:
        return
    if proposed == employee:
        raise Refusal(_("Nobody is their own supervisor. Choose somebody else."), code="oneself")
    if not proposed.is_active:
        raise Refusal(
            _("This account is closed. Choose somebody who works here now."), code="inactive"
        )
    if proposed == recorded:
        message = _("%(name)s is recorded as your supervisor already. Choose somebody else.")
        raise Refusal(message, code="same", params={"name": proposed.name})


def write_report(assignment, recorded, proposed, note, at):
    """Write the row; the database keeps one open report for each post."""
    report = SupervisorCorrection(
        employee_id=assignment.employee_id,
        assignment=assignment,
        recorded=recorded,
        proposed=proposed,
        note=note,
        created_at=at,
    )
    try:
        with transaction.atomic():
            report.save()
    except IntegrityError as error:
        raise Refusal(ALREADY, code="already") from error
    return report


def tell_hr(*, report, today, at):
    """Tell the HR administrators of the unit, except those whom the report names."""
    named = {report.employee_id, report.recorded_id, report.proposed_id} - {None}
    people = hr_administrators(report.assignment.org_unit_id, today)
    notify_many(
        recipients=people.exclude(pk__in=named),
        kind=NoticeKind.SUPERVISOR_QUESTIONED,
        at=at,
        about=report.employee.name,
        link=detail_url(report),
    )


def detail_url(report):
    """Return the page on which HR answers a report."""
    return reverse("accounts:correction_detail", args=[report.public_id])


@transaction.atomic
def withdraw_report(*, report, actor, at):
    """Take one's own report back while HR has not answered."""
    if report.employee_id != actor.employee.pk:
        raise PermissionDenied
    report = locked_open(report)
    report.state = CorrectionState.WITHDRAWN
    report.save(update_fields=["state"])
    mark_settled_for_all(link=detail_url(report), at=at)
    log_report(report=report, action="supervisor_question_withdrawn", actor=actor, at=at)
    return report


@transaction.atomic
def decline_report(*, report, answer, actor, at):
    """Leave the supervisor as recorded, with an answer that the employee reads."""
    refuse_unless_hr(report, actor)
    if not answer.strip():
        message = _("Write an answer; the employee reads it.")
        raise Refusal(message, code="no_answer")
    return settle(
        report=report, state=CorrectionState.DECLINED, answer=answer.strip(), actor=actor, at=at
    )


def refuse_unless_hr(report, actor):
    """Let only an HR administrator of the unit answer, and nobody whom the report names."""
    if not may_answer(actor, report):
        raise PermissionDenied


def settle(*, report, state, answer, actor, at):
    """Write the answer on an open report and tell the employee."""
    report = locked_open(report)
    report.state, report.answer = state, answer
    report.answered_by, report.answered_at = actor.employee, at
    report.save(update_fields=["state", "answer", "answered_by", "answered_at"])
    mark_settled_for_all(link=detail_url(report), at=at)
    log_report(report=report, action=f"supervisor_question_{state.lower()}", actor=actor, at=at)
    notify(
        recipient=report.employee,
        kind=NoticeKind.SUPERVISOR_ANSWERED,
        at=at,
        about=state.label,
        note=answer,
        link=reverse("accounts:correction_report"),
        dedupe=f"correction:{report.public_id}",
    )
    return report


def locked_open(report):
    """Return the report under a lock, if it still waits."""
    rows = SupervisorCorrection.objects.select_for_update(of=("self",))
    found = rows.select_related("employee", "assignment").get(pk=report.pk)
    if not found.is_open:
        message = _("This report is no longer open: it was answered or withdrawn.")
        raise Refusal(message, code="not_open")
    return found


def log_report(*, report, action, actor, at):
    """Keep it in the employee's audit trail."""
    record_event(
        subject=report.employee,
        action=action,
        actor=actor,
        at=at,
        report=report.public_id,
        proposed=report.proposed.public_id if report.proposed else None,
    )
