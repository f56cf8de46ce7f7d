"""The supervisor's part: begin, hand back, decide, open again."""

from django.db import transaction
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from accounts.choices import NoticeKind
from accounts.refusals import Refusal
from accounts.services.audit import record_event
from accounts.services.notification import mark_settled, notify, notify_many
from accounts.transitions import advance
from appraisal.choices import Phase
from appraisal.models import (
    BehaviourMark,
    CompetencyRating,
    CriterionMark,
    DevelopmentFocus,
    EvaluationPeriod,
    ResultMark,
    SupervisorReview,
)
from appraisal.queries.achievement import achievement_for
from appraisal.queries.dialogue_time import held_day
from appraisal.queries.reopening import asked_to_reopen, who_awaits_answer
from appraisal.queries.review import review_sheet
from appraisal.queries.review_missing import missing
from appraisal.queries.review_summary import whom_to_ask
from appraisal.queries.windows import refuse_closed, refuse_outside, window_for
from appraisal.services.delegated import tell_principal
from appraisal.services.plan_version import follow_newest
from appraisal.services.published_result import publish_result
from appraisal.services.result_notice import result_address, settle_request
from appraisal.workflow.evaluation import DECIDE, HAND_BACK, REOPEN, START_REVIEW


@transaction.atomic
def start_review(*, evaluation, reason, actor, at):
    """Begin a review without self-assessment after its window; drafts stay hidden."""
    refuse_closed(evaluation.period.cycle)
    advance(evaluation, START_REVIEW, actor=actor, at=at, reason=reason)
    refuse_while_open(evaluation, at)
    record_event(subject=evaluation, action=START_REVIEW.name, actor=actor, at=at)
    tell_owner(evaluation, NoticeKind.REVIEW_STARTED, at, note=reason.strip())
    tell_principal(record=evaluation, move=START_REVIEW, actor=actor, at=at, note=reason)


def refuse_while_open(evaluation, at):
    """Refuse while the employee still has time for the self-assessment."""
    window = window_for(evaluation, Phase.SELF_ASSESSMENT)
    if window and timezone.localdate(at) <= window.closes_date:
        raise Refusal(
            _("The self-assessment may be sent until %(date)s. The review can begin after that."),
            code="window_open",
            params={"date": formats.date_format(window.closes_date)},
        )


@transaction.atomic
def hand_back(*, evaluation, reason, actor, at):
    """Give a self-assessment back to its author with a note; the supervisor's drafts are kept."""
    refuse_closed(evaluation.period.cycle)
    advance(evaluation, HAND_BACK, actor=actor, at=at, reason=reason, submitted_at=None)
    record_event(subject=evaluation, action=HAND_BACK.name, actor=actor, at=at)
    follow_newest(evaluation=evaluation, actor=actor, at=at)
    mark_settled(recipient=actor.employee, link=evaluation.get_absolute_url(), at=at)
    tell_owner(evaluation, NoticeKind.SELF_ASSESSMENT_RETURNED, at, note=reason.strip())
    tell_principal(record=evaluation, move=HAND_BACK, actor=actor, at=at, note=reason)


def tell_owner(evaluation, kind, at, note=""):
    """Write a notice to the employee, with no result in it."""
    notify(
        recipient=evaluation.employee,
        kind=kind,
        at=at,
        about=evaluation.period.cycle.name,
        note=note,
        link=evaluation.get_absolute_url(),
    )


@transaction.atomic
def decide_evaluation(*, evaluation, actor, at, expected_revision=None):
    """Decide: check, write the review as typed rows, and freeze the result with its explanation."""
    is_late = refuse_outside(
        window_for(evaluation, Phase.REVIEW),
        evaluation.period.cycle,
        at,
        is_again=evaluation.reviews.exists(),
    )
    advance(
        evaluation,
        DECIDE,
        actor=actor,
        at=at,
        expected_revision=expected_revision,
        decided_at=at,
        is_late=evaluation.is_late or is_late,
    )
    sheet = review_sheet(evaluation, actor.employee)
    refuse_incomplete(sheet)
    hold_achievements(evaluation.period)
    refuse_without_achievement(evaluation, at)
    review = write_review(sheet=sheet, actor=actor, at=at)
    result = publish_result(evaluation=evaluation, review=review, actor=actor, at=at)
    mark_settled(recipient=actor.employee, link=evaluation.get_absolute_url(), at=at)
    record_event(
        subject=evaluation, action=DECIDE.name, actor=actor, at=at, published=result.public_id
    )
    link = result_address(evaluation)
    tell_principal(record=evaluation, move=DECIDE, actor=actor, at=at, link=link)
    return result


def refuse_incomplete(sheet):
    """Refuse a decision while something is missing, and say what."""
    open_points = missing(sheet)
    if open_points:
        raise Refusal(
            _("The result cannot be decided yet. Still missing: %(points)s."),
            code="incomplete",
            params={"points": "; ".join(point.text for point in open_points)},
        )


def hold_achievements(period):
    """Let a correction of an achievement wait for the decision that rests on it, or the other way."""
    EvaluationPeriod.objects.select_for_update(no_key=True).get(pk=period.pk)


def refuse_without_achievement(evaluation, at):
    """Refuse a predikat before the organisation's value is set (PermenPANRB 6/2022, ps. 24-25)."""
    on = timezone.localdate(at)
    if achievement_for(evaluation.supervisor, evaluation.period, on) is None:
        raise Refusal(
            _(
                "The achievement of the organisation is not recorded yet. It comes before every "
                "rating. Ask %(names)s to record it."
            ),
            code="no_achievement",
            params={"names": whom_to_ask(evaluation, on)},
        )


def write_review(*, sheet, actor, at):
    """Copy the drafts into one version of the review, checked and typed."""
    overall = {name: field.text for name, field in sheet.overall.items()}
    review = SupervisorReview.objects.create(
        evaluation=sheet.evaluation,
        version=sheet.evaluation.reviews.count() + 1,
        author=actor.employee,
        on_behalf_of_id=actor.acting_for(sheet.evaluation),
        decided_at=at,
        dialogue_date=held_day(sheet.evaluation, at),
        **overall,
    )
    write_marks(review, sheet)
    write_competencies(review, sheet)
    write_focuses(review, sheet)
    return review


def write_marks(review, sheet):
    """Write what was said about results, values and criteria, and nothing where nothing was said."""
    ResultMark.objects.bulk_create(
        ResultMark(
            review=review,
            planned_result=item.planned_result,
            mark=item.mark.mark,
            feedback=item.feedback.text,
        )
        for item in sheet.results
        if item.is_done
    )
    BehaviourMark.objects.bulk_create(
        BehaviourMark(
            review=review,
            value=item.value.code,
            mark=item.mark.mark,
            feedback=item.feedback.text,
        )
        for item in sheet.behaviours
        if item.is_done
    )
    CriterionMark.objects.bulk_create(
        CriterionMark(
            review=review,
            criterion=item.criterion,
            mark=item.mark.mark,
            feedback=item.feedback.text,
        )
        for item in sheet.criteria
        if item.is_done
    )


def write_competencies(review, sheet):
    """Write the observed levels with the standard they were seen against."""
    CompetencyRating.objects.bulk_create(
        CompetencyRating(
            review=review,
            competency=item.competency,
            level=item.observed,
            standard=item.standard,
            indicators_met=list(item.ticks),
            example=item.example.text,
            reason=item.reason.text,
        )
        for item in sheet.competencies
        if item.observed
    )


def write_focuses(review, sheet):
    """Write the one to three focuses, numbered without gaps."""
    known = {item.competency.public_id: item.competency for item in sheet.competencies}
    DevelopmentFocus.objects.bulk_create(
        DevelopmentFocus(
            review=review,
            position=position,
            competency=known.get(focus.competency.text),
            text=focus.text.text,
        )
        for position, focus in enumerate(sheet.written_focuses, start=1)
    )


@transaction.atomic
def reopen_evaluation(*, evaluation, reason, actor, at):
    """Open a decided evaluation again before delivery; drafts are kept, the old version stays."""
    refuse_closed(evaluation.period.cycle)
    asked = asked_to_reopen(evaluation)
    advance(evaluation, REOPEN, actor=actor, at=at, reason=reason, decided_at=None)
    record_event(subject=evaluation, action=REOPEN.name, actor=actor, at=at)
    settle_request(evaluation, at)
    notify_many(
        recipients=who_awaits_answer(evaluation, asked, timezone.localdate(at)),
        kind=NoticeKind.EVALUATION_REOPENED,
        at=at,
        about=evaluation.employee.name,
        note=reason.strip(),
        link=evaluation.get_absolute_url(),
    )
