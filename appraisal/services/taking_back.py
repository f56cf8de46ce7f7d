"""A self-assessment that was sent too early: take it back unread, or ask the supervisor for it."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.choices import NoticeKind
from accounts.refusals import Refusal
from accounts.services.audit import record_event
from accounts.services.notification import mark_settled, notify
from accounts.transitions import advance
from appraisal.queries.taking_back import asked_back, was_opened
from appraisal.queries.windows import refuse_closed
from appraisal.services.plan_version import follow_newest
from appraisal.workflow.evaluation import ASK_BACK, TAKE_BACK


@transaction.atomic
def take_back(*, evaluation, actor, at, expected_revision=None):
    """Open the author's own self-assessment for changes again, as long as nobody has read it."""
    refuse_closed(evaluation.period.cycle)
    sent_at = evaluation.submitted_at
    advance(
        evaluation,
        TAKE_BACK,
        actor=actor,
        at=at,
        expected_revision=expected_revision,
        submitted_at=None,
    )
    refuse_unless_sent(was_sent=sent_at is not None)
    refuse_when_read(evaluation=evaluation, sent_at=sent_at)
    record_event(subject=evaluation, action=TAKE_BACK.name, actor=actor, at=at)
    mark_settled(recipient=evaluation.supervisor, link=evaluation.get_absolute_url(), at=at)
    follow_newest(evaluation=evaluation, actor=actor, at=at)


@transaction.atomic
def ask_back(*, evaluation, reason, actor, at):
    """Ask the supervisor to return a self-assessment; the supervisor reads the reason."""
    refuse_closed(evaluation.period.cycle)
    asked = asked_back(evaluation)
    advance(evaluation, ASK_BACK, actor=actor, at=at, reason=reason)
    refuse_unless_sent(was_sent=evaluation.submitted_at is not None)
    if asked:
        raise Refusal(
            _("You have asked for it already; your supervisor sees it on the review."),
            code="asked_already",
        )
    record_event(subject=evaluation, action=ASK_BACK.name, actor=actor, at=at)
    notify(
        recipient=evaluation.supervisor,
        kind=NoticeKind.RETURN_ASKED,
        at=at,
        about=evaluation.employee.name,
        note=reason.strip(),
        link=reverse("appraisal:evaluation_detail", args=[evaluation.public_id]),
    )


def refuse_unless_sent(*, was_sent):
    """Refuse where the review began without a self-assessment: there is nothing to bring back."""
    if not was_sent:
        raise Refusal(
            _(
                "No self-assessment was sent. Talk with your supervisor if you want to add something."
            ),
            code="not_sent",
        )


def refuse_when_read(*, evaluation, sent_at):
    """Refuse once somebody may have read it; then it is asked for instead."""
    if was_opened(evaluation, sent_at):
        raise Refusal(
            _("Your supervisor has opened it meanwhile. Ask to get it back instead."),
            code="opened",
        )
