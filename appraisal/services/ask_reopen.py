"""Decided by mistake: the supervisor asks HR to open it again before it is released; HR answers."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.choices import NoticeKind
from accounts.refusals import Refusal
from accounts.services.audit import record_event
from accounts.services.notification import notify_many
from accounts.transitions import advance
from appraisal.models import Evaluation
from appraisal.queries.reopening import asked_to_reopen, who_awaits_answer, who_reopens
from appraisal.queries.windows import refuse_closed
from appraisal.services.delegated import tell_principal
from appraisal.services.result_notice import result_address, settle_request
from appraisal.workflow.evaluation import ASK_REOPEN, KEEP_DECIDED


@transaction.atomic
def ask_hr_to_reopen(*, evaluation, reason, actor, at):
    """Ask HR to open what was decided by mistake; nothing changes before HR does it."""
    refuse_closed(evaluation.period.cycle)
    hold(evaluation)
    asked = asked_to_reopen(evaluation)
    advance(evaluation, ASK_REOPEN, actor=actor, at=at, reason=reason)
    if asked:
        raise Refusal(_("HR has been asked already and sees it on this page."), code="asked")
    people = who_reopens(evaluation, timezone.localdate(at))
    if not people:
        raise Refusal(
            _("No HR administrator covers this unit. Ask your agency to name one first."),
            code="nobody_answers",
        )
    record_event(subject=evaluation, action=ASK_REOPEN.name, actor=actor, at=at)
    notify_many(
        recipients=people,
        kind=NoticeKind.REOPENING_ASKED,
        at=at,
        about=evaluation.employee.name,
        note=reason.strip(),
        link=result_address(evaluation),
    )
    link = result_address(evaluation)
    tell_principal(record=evaluation, move=ASK_REOPEN, actor=actor, at=at, note=reason, link=link)


@transaction.atomic
def keep_decided(*, evaluation, reason, actor, at):
    """Leave a decided result as it is, and tell the supervisor who asked why."""
    refuse_closed(evaluation.period.cycle)
    hold(evaluation)
    asked = asked_to_reopen(evaluation)
    advance(evaluation, KEEP_DECIDED, actor=actor, at=at, reason=reason)
    if asked is None:
        raise Refusal(_("Nobody asks to open this result again any more."), code="settled")
    record_event(subject=evaluation, action=KEEP_DECIDED.name, actor=actor, at=at)
    settle_request(evaluation, at)
    notify_many(
        recipients=who_awaits_answer(evaluation, asked, timezone.localdate(at)),
        kind=NoticeKind.REOPENING_ANSWERED,
        at=at,
        about=evaluation.employee.name,
        note=reason.strip(),
        link=result_address(evaluation),
    )


def hold(evaluation):
    """Let one answer at a time look whether somebody asks."""
    evaluation.refresh_from_db(from_queryset=Evaluation.objects.select_for_update(of=("self",)))
