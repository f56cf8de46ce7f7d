"""What happens to a decided evaluation: released, read, closed."""

from contextlib import suppress

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from accounts.choices import NoticeKind
from accounts.refusals import Refusal
from accounts.services.audit import record_event
from accounts.services.notification import mark_settled, notify
from accounts.transitions import advance
from appraisal.choices import EvaluationStage, Phase
from appraisal.models import Evaluation, Reopening
from appraisal.permissions import is_owner
from appraisal.queries.phases import holidays_from
from appraisal.queries.result import closable_from, respond_until
from appraisal.queries.windows import refuse_outside, window_for
from appraisal.services.delegated import tell_principal
from appraisal.services.issued_document import issue_documents
from appraisal.services.result_notice import result_address, settle_request
from appraisal.workflow.evaluation import ACKNOWLEDGE, CHANGE_ANSWER, CLOSE, DELIVER
from competency.choices import LevelSource
from competency.services.assessed_level import record_assessed_levels


@transaction.atomic
def deliver_evaluation(*, evaluation, actor, at):
    """Release a decided result to the employee: levels enter the ledger, documents are issued."""
    period = evaluation.period
    window = window_for(evaluation, Phase.DELIVERY)
    again = evaluation.reviews.count() > 1
    is_late = refuse_outside(window, period.cycle, at, is_again=again)
    Evaluation.objects.select_for_update(of=("self",)).get(
        pk=evaluation.pk
    )  # no new version meanwhile
    result = evaluation.published_results.newest_first().first()
    advance(
        evaluation,
        DELIVER,
        actor=actor,
        at=at,
        delivered_at=at,
        delivered_version=result.version if result else 1,
        is_late=evaluation.is_late or is_late,
    )
    if not period.cycle.is_trial:  # a trial counts nowhere
        record_levels(evaluation=evaluation, version=result.version, at=at)
        issue_documents(published_result=result, actor=actor, at=at)
    record_event(
        subject=evaluation, action=DELIVER.name, actor=actor, at=at, version=result.version
    )
    settle_request(evaluation, at)  # whoever asked for another decision: this one is out
    notify(
        recipient=evaluation.employee,
        kind=NoticeKind.EVALUATION_DELIVERED,
        at=at,
        about=period.cycle.name,
        link=result_address(evaluation),
    )
    link = result_address(evaluation)
    tell_principal(record=evaluation, move=DELIVER, actor=actor, at=at, link=link)


def record_levels(*, evaluation, version, at):
    """Enter the observed levels into the ledger, as a supervisor's rating."""
    review = evaluation.reviews.get(version=version)
    rows = review.competencies.select_related("competency")
    record_assessed_levels(
        employee=evaluation.employee,
        levels={row.competency: row.level for row in rows},
        source=LevelSource.SUPERVISOR,
        source_id=evaluation.public_id,
        version=version,
        at=at,
    )


@transaction.atomic
def acknowledge_evaluation(*, evaluation, comment, actor, at):
    """Note that the employee read and discussed the result; this does not mean agreeing."""
    advance(
        evaluation,
        ACKNOWLEDGE,
        actor=actor,
        at=at,
        acknowledged_at=at,
        acknowledgement=comment.strip(),
    )
    record_event(subject=evaluation, action=ACKNOWLEDGE.name, actor=actor, at=at)
    mark_settled(recipient=actor.employee, link=result_address(evaluation), at=at)
    tell_supervisor(evaluation, at, NoticeKind.EVALUATION_ACKNOWLEDGED)


@transaction.atomic
def answer_result(*, evaluation, comment, actor, at):
    """Add or change the words beside "read and discussed", while an objection is still possible.

    The words that stood there stay in the log of moves.
    """
    evaluation.refresh_from_db(from_queryset=Evaluation.objects.select_for_update(of=("self",)))
    if not is_owner(actor, evaluation):
        raise PermissionDenied
    limit = respond_until(evaluation)
    is_open = evaluation.stage == EvaluationStage.ACKNOWLEDGED
    if not is_open or timezone.localdate(at) > limit:
        message = _("Your answer is fixed now. For what is new, talk with your supervisor.")
        raise Refusal(message, code="answer_fixed")
    before, words = evaluation.acknowledgement, comment.strip()
    if words == before:
        return
    advance(evaluation, CHANGE_ANSWER, actor=actor, at=at, reason=before, acknowledgement=words)
    record_event(subject=evaluation, action=CHANGE_ANSWER.name, actor=actor, at=at)
    day = f"{timezone.localdate(at).isoformat()}:{result_address(evaluation)}"
    tell_supervisor(evaluation, at, NoticeKind.ANSWER_CHANGED, dedupe=day)  # once a day


def tell_supervisor(evaluation, at, kind, dedupe=""):
    """Tell the supervisor that the employee has read the result, or answers it in other words."""
    notify(
        recipient=evaluation.supervisor,
        kind=kind,
        at=at,
        about=evaluation.employee.name,
        link=result_address(evaluation),
        dedupe=dedupe,
    )


@transaction.atomic
def close_evaluation(*, evaluation, actor, at, holidays=None):
    """Close once the working days in which the employee may object are over."""
    advance(evaluation, CLOSE, actor=actor, at=at, closed_at=at)
    refuse_while_asked(evaluation)
    day = closable_from(evaluation, holidays)
    if timezone.localdate(at) < day:
        raise Refusal(
            _("The employee may still respond. Close from %(date)s on."),
            code="still_contestable",
            params={"date": formats.date_format(day)},
        )
    record_event(subject=evaluation, action=CLOSE.name, actor=actor, at=at)


def refuse_while_asked(evaluation):
    """Refuse to close a result while somebody asks for it to be opened again."""
    if Reopening.objects.waiting().filter(evaluation=evaluation).exists():
        raise Refusal(
            _("A request to open this result again waits for an answer. Answer it first."),
            code="reopening_waits",
        )


def close_due_evaluations(*, actor, at):
    """Close everything whose time to object is over; return how many were closed.

    What refuses, because a person was faster, keeps nothing else from being closed.
    """
    closed = 0
    released = Evaluation.objects.filter(stage__in=CLOSE.sources, delivered_at__lt=at)
    released = list(released.order_by("delivered_at", "pk"))
    if not released:
        return closed
    holidays = holidays_from(timezone.localdate(released[0].delivered_at))
    for evaluation in released:
        if timezone.localdate(at) < closable_from(evaluation, holidays):
            continue
        with suppress(Refusal):
            close_evaluation(evaluation=evaluation, actor=actor, at=at, holidays=holidays)
            closed += 1
    return closed
