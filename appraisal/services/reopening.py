"""Open a released result again: one person asks, a second one confirms or declines."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext_lazy as _

from accounts.choices import NoticeKind
from accounts.refusals import Refusal
from accounts.services.audit import record_event
from accounts.services.notification import mark_settled, notify, notify_many
from accounts.transitions import advance, refuse_unless_open
from appraisal.models import Evaluation, Reopening
from appraisal.queries.reopening import (
    answerers,
    may_answer,
    side_of,
)
from appraisal.queries.windows import refuse_closed
from appraisal.workflow.evaluation import REOPEN_DELIVERED


@transaction.atomic
def ask_reopening(*, evaluation, reason, actor, at):
    """Ask for a released result to be opened again; the second person is told."""
    evaluation.refresh_from_db(from_queryset=Evaluation.objects.select_for_update(of=("self",)))
    side = side_of(actor, evaluation)
    if side is None:
        raise PermissionDenied
    refuse_closed(evaluation.period.cycle)
    refuse_unless_open(evaluation, REOPEN_DELIVERED, None, reason)
    refuse_twice(evaluation)
    people = answerers(side, evaluation, actor.employee, timezone.localdate(at))
    refuse_without_second(people)
    reopening = Reopening.objects.create(
        evaluation=evaluation,
        version=evaluation.delivered_version,
        side=side,
        reason=reason.strip(),
        asked_by=actor.employee,
        asked_at=at,
    )
    log(reopening, "ask_reopening", actor, at)
    notify_many(
        recipients=people,
        kind=NoticeKind.REOPENING_ASKED,
        at=at,
        about=evaluation.employee.name,
        note=reopening.reason,
        link=address_of(reopening),
        dedupe=f"reopening:{reopening.public_id}",
    )
    return reopening


def refuse_twice(evaluation):
    """Refuse a second request while one waits."""
    waiting = Reopening.objects.waiting().filter(evaluation=evaluation)
    first = waiting.select_related("asked_by").first()
    if first:
        day = formats.date_format(timezone.localdate(first.asked_at))
        raise Refusal(
            _("%(name)s asked for this on %(day)s already; it waits for an answer."),
            code="asked_already",
            params={"name": first.asked_by.name, "day": day},
        )


def refuse_without_second(people):
    """Refuse a request that nobody could answer."""
    if not people:
        raise Refusal(
            _(
                "Nobody else could confirm this: no superior is recorded and no other HR"
                " administrator covers the unit. Record a superior or grant the role first."
            ),
            code="nobody_answers",
        )


@transaction.atomic
def confirm_reopening(*, reopening, answer, actor, at):
    """Open the result again: a new version will follow, the one so far stays readable."""
    lock_for_answer(reopening, actor)
    evaluation = reopening.evaluation
    refuse_closed(evaluation.period.cycle)
    close_request(reopening, actor, at, is_confirmed=True, answer=answer)
    advance(
        evaluation,
        REOPEN_DELIVERED,
        actor=actor,
        at=at,
        reason=reopening.reason,
        decided_at=None,
        delivered_at=None,
        acknowledged_at=None,
        acknowledgement="",
    )
    record_event(
        subject=evaluation,
        action=REOPEN_DELIVERED.name,
        actor=actor,
        at=at,
        reopening=reopening.public_id,
    )
    tell_the_two(reopening, at)
    return reopening


@transaction.atomic
def decline_reopening(*, reopening, answer, actor, at):
    """Leave the result as it is, and say why."""
    lock_for_answer(reopening, actor)
    if not answer.strip():
        raise Refusal(
            _("Write why the result stays; whoever asked will read it."), code="no_answer"
        )
    close_request(reopening, actor, at, is_confirmed=False, answer=answer)
    return reopening


@transaction.atomic
def withdraw_reopening(*, reopening, actor, at):
    """Take a request back that nobody answered yet."""
    lock(reopening)
    if reopening.asked_by_id != actor.employee.pk:
        raise PermissionDenied
    refuse_settled(reopening)
    reopening.withdrawn_at = at
    reopening.save(update_fields=["withdrawn_at"])
    log(reopening, "withdraw_reopening", actor, at)


def lock(reopening):
    """Lock the evaluation, then the request, in the order in which everybody locks them."""
    Evaluation.objects.select_for_update(of=("self",)).get(pk=reopening.evaluation_id)
    reopening.refresh_from_db(from_queryset=Reopening.objects.select_for_update(of=("self",)))


def lock_for_answer(reopening, actor):
    """Lock a request for its second person, or refuse because it was settled."""
    lock(reopening)
    if not may_answer(actor, reopening):
        raise PermissionDenied
    refuse_settled(reopening)


def refuse_settled(reopening):
    """Refuse what was answered or taken back meanwhile."""
    if reopening.answered_at or reopening.withdrawn_at:
        raise Refusal(_("This request was settled already."), code="settled")


def close_request(reopening, actor, at, *, is_confirmed, answer):
    """Write the answer with what the employee had said so far, and tell who asked."""
    evaluation = reopening.evaluation
    reopening.answered_by, reopening.answered_at = actor.employee, at
    reopening.is_confirmed, reopening.answer = is_confirmed, answer.strip()
    reopening.acknowledged_at = evaluation.acknowledged_at
    reopening.acknowledgement = evaluation.acknowledgement
    reopening.save()
    log(reopening, "confirm_reopening" if is_confirmed else "decline_reopening", actor, at)
    mark_settled(recipient=actor.employee, link=address_of(reopening), at=at)
    notify(
        recipient=reopening.asked_by,
        kind=NoticeKind.REOPENING_ANSWERED,
        at=at,
        about=evaluation.employee.name,
        note=reopening.answer,
        link=address_of(reopening),
    )


def tell_the_two(reopening, at):
    """Tell the employee and the supervisor, with the reason and no result in it."""
    evaluation = reopening.evaluation
    links = {
        evaluation.employee_id: reverse("appraisal:result_detail", args=[evaluation.public_id]),
        evaluation.supervisor_id: evaluation.get_absolute_url(),
    }
    about = {
        evaluation.employee: evaluation.period.cycle.name,
        evaluation.supervisor: evaluation.employee.name,
    }
    for person, words in about.items():
        notify(
            recipient=person,
            kind=NoticeKind.EVALUATION_REOPENED,
            at=at,
            about=words,
            note=reopening.reason,
            link=links[person.pk],
            dedupe=f"reopening:{reopening.public_id}",
        )


def log(reopening, action, actor, at):
    """Write down a step of a request."""
    record_event(
        subject=reopening.evaluation,
        action=action,
        actor=actor,
        at=at,
        reopening=reopening.public_id,
        version=reopening.version,
    )


def address_of(reopening):
    """Return the page of a request."""
    return reverse("appraisal:reopening_detail", args=[reopening.public_id])
