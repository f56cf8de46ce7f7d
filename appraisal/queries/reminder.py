"""Whom a reminder reaches: whose step is open, without those reminded lately and those on leave."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _

from accounts.choices import NoticeKind
from accounts.models import Employee, Notification
from accounts.models.org_unit import units_named
from accounts.queries.leave import away_on
from appraisal.choices import EvaluationStage, Phase, ReminderAudience, WorkPlanStage
from appraisal.models import Evaluation, Reminder, WorkPlan
from appraisal.queries.windows import window_of

A = ReminderAudience
PAUSE = timedelta(days=3)  # at most one reminder to a person in this time
SELF = Q(stage=EvaluationStage.SELF_ASSESSMENT)
PLANS = {
    A.PLAN_OWNER: Q(stage=WorkPlanStage.DRAFT),
    A.PLAN_SUPERVISOR: Q(stage=WorkPlanStage.PROPOSED),
}
EVALUATIONS = {
    A.NOT_STARTED: SELF & Q(first_saved_at=None),
    A.IN_PROGRESS: SELF & Q(first_saved_at__isnull=False),
    A.TO_REVIEW: Q(stage=EvaluationStage.REVIEW),
    A.TO_RELEASE: Q(stage=EvaluationStage.DECIDED),
    A.TO_READ: Q(stage=EvaluationStage.DELIVERED),
}
TO_SUPERVISORS = frozenset({A.PLAN_SUPERVISOR, A.TO_REVIEW, A.TO_RELEASE})
PHASE_OF = {
    A.PLAN_OWNER: Phase.PLAN,
    A.PLAN_SUPERVISOR: Phase.PLAN,
    A.NOT_STARTED: Phase.SELF_ASSESSMENT,
    A.IN_PROGRESS: Phase.SELF_ASSESSMENT,
    A.TO_REVIEW: Phase.REVIEW,
    A.TO_RELEASE: Phase.DELIVERY,
    A.TO_READ: Phase.DELIVERY,
}


@dataclass(frozen=True, slots=True)
class Recipients:
    """Who gets a reminder, with the page it leads to, and who is spared and why."""

    people: dict[Employee, str]
    recent: list[Employee]
    away: list[Employee]

    @property
    def spared(self):
        """Return how many are not reminded now."""
        return len(self.recent) + len(self.away)


def open_records(audience, period, units):
    """Return the plans or evaluations of some units whose step is open."""
    if audience in PLANS:
        rows = WorkPlan.objects.filter(PLANS[audience], cycle=period.cycle_id, dropped_at=None)
    else:
        rows = Evaluation.objects.filter(EVALUATIONS[audience], period=period)
    return rows.filter(org_unit__in=units, employee__is_active=True)


def recipients(audience, period, units, *, on, at):
    """Return whom a reminder reaches now; the same queries for any number of people."""
    rows = open_records(audience, period, units).select_related("employee", "supervisor")
    found = {}
    for row in rows.order_by("pk"):
        person, link = addressed(audience, row)
        if person is not None and person.is_active:
            found.setdefault(person, link)
    recent = reminded_since(at - PAUSE)
    away = set(away_on(on).values_list("employee", flat=True))
    ordered = sorted(found, key=lambda person: (person.name, person.pk))
    spared = recent | away
    return Recipients(
        people={person: found[person] for person in ordered if person.pk not in spared},
        recent=[person for person in ordered if person.pk in recent],
        away=[person for person in ordered if person.pk in away - recent],
    )


def addressed(audience, record):
    """Return (person, page) of the one whose step it is."""
    if audience not in TO_SUPERVISORS:
        if audience == A.TO_READ:
            return record.employee, reverse("appraisal:result_detail", args=[record.public_id])
        return record.employee, record.get_absolute_url()
    name = {A.PLAN_SUPERVISOR: "work_plan_team", A.TO_REVIEW: "team_board"}.get(
        audience, "result_list"
    )
    return record.supervisor, reverse(f"appraisal:{name}")


def reminded_since(at):
    """Return the keys of everybody who was reminded after a moment."""
    rows = Notification.objects.filter(kind=NoticeKind.REMINDER, created_at__gt=at)
    return set(rows.values_list("recipient_id", flat=True))


def open_counts(period, units):
    """Return {audience: records whose step is open}, with two queries."""
    plans = WorkPlan.objects.filter(cycle=period.cycle_id, org_unit__in=units, dropped_at=None)
    evaluations = Evaluation.objects.filter(period=period, org_unit__in=units)
    active = Q(employee__is_active=True)
    return {
        key: count
        for rows, table in ((plans, PLANS), (evaluations, EVALUATIONS))
        for key, count in rows.aggregate(
            **{str(key): Count("pk", filter=wanted & active) for key, wanted in table.items()}
        ).items()
    }


def usual_message(audience, period):
    """Return what a reminder says when HR writes nothing else."""
    window = window_of(cycle=period.cycle, phase=PHASE_OF[audience], period=period)
    texts = {
        A.PLAN_OWNER: _("Write your work plan and propose it to your supervisor."),
        A.PLAN_SUPERVISOR: _("Work plans of your team await your agreement."),
        A.NOT_STARTED: _("Your self-assessment has not begun. Ten minutes are enough to start."),
        A.IN_PROGRESS: _("Your self-assessment has begun. Complete it and send it."),
        A.TO_REVIEW: _("Self-assessments of your team await your review."),
        A.TO_RELEASE: _("Decided results of your team are not released yet."),
        A.TO_READ: _("Your result can be read. Mark it after the dialogue with your supervisor."),
    }
    if window is None:
        return texts[audience]
    deadline = _("Deadline %(date)s.") % {"date": formats.date_format(window.closes_date)}
    return f"{texts[audience]} {deadline}"


def reminders_of(cycle, on):
    """Return what was sent in a cycle, the newest first."""
    rows = Reminder.objects.filter(cycle=cycle).select_related("sent_by", "period")
    return rows.prefetch_related(units_named(on)).order_by("-sent_at", "-pk")
