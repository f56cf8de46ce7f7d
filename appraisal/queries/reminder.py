"""Whom a reminder reaches: whose step is open, without those reminded lately and those on leave."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _

from accounts.choices import NoticeKind
from accounts.models import Employee, Notification
from accounts.models.dated import in_force
from accounts.models.org_unit import units_named
from accounts.queries.leave import away_on
from appraisal.choices import EvaluationStage, Phase, ReminderAudience, WorkPlanStage
from appraisal.models import Evaluation, Reminder, WorkPlan
from appraisal.queries.windows import window_of

A = ReminderAudience
PAUSE = timedelta(days=3)  # at most one reminder to a person in this time
SELF = Q(stage=EvaluationStage.SELF_ASSESSMENT)
PLANS = {  # a change that is still being written keeps nobody waiting: the agreed plan holds
    A.PLAN_OWNER: Q(stage=WorkPlanStage.DRAFT, version=1),
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
    records: int  # plans or evaluations whose step is open; several may have one supervisor
    recent: list[Employee]
    away: list[Employee]

    @property
    def spared(self):
        """Return how many are not reminded now."""
        return len(self.recent) + len(self.away)


@dataclass(frozen=True, slots=True)
class OpenStep:
    """How many plans or evaluations wait in a status, and for how many supervisors."""

    records: int
    supervisors: int
    changes: int = 0  # of these, how many change a plan that is agreed already


def plans_in_charge(period, units, on):
    """Return the plans that are meant to be evaluated: posts held on the day, with a supervisor."""
    plans = WorkPlan.objects.filter(cycle=period.cycle_id, org_unit__in=units, dropped_at=None)
    return plans.filter(
        in_force(on, "assignment__"), employee__is_active=True, supervisor__isnull=False
    )


def evaluations_in_charge(period, units):
    """Return the evaluations of a period of active people in some units."""
    return Evaluation.objects.filter(period=period, org_unit__in=units, employee__is_active=True)


def open_records(audience, period, units, on):
    """Return the plans or evaluations of some units whose step is open."""
    if audience in PLANS:
        return plans_in_charge(period, units, on).filter(PLANS[audience])
    return evaluations_in_charge(period, units).filter(EVALUATIONS[audience])


def recipients(audience, period, units, *, on, at):
    """Return whom a reminder reaches now; the same queries for any number of people."""
    rows = open_records(audience, period, units, on).select_related("employee", "supervisor")
    rows, found = rows.order_by("pk"), {}
    for row in rows:
        person, link = addressed(audience, row)
        if person is not None and person.is_active:
            found.setdefault(person, link)
    recent = reminded_since(at - PAUSE)
    away = set(away_on(on).values_list("employee", flat=True))
    ordered = sorted(found, key=lambda person: (person.name, person.pk))
    spared = recent | away
    return Recipients(
        people={person: found[person] for person in ordered if person.pk not in spared},
        records=len(rows),
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
        audience, "team_results"
    )
    return record.supervisor, reverse(f"appraisal:{name}")


def reminded_since(at):
    """Return the keys of everybody who was reminded after a moment."""
    rows = Notification.objects.filter(kind=NoticeKind.REMINDER, created_at__gt=at)
    return set(rows.values_list("recipient_id", flat=True))


def last_reminder(person_id, at):
    """Return the reminder that keeps a person from being reminded again, or None."""
    rows = Notification.objects.filter(kind=NoticeKind.REMINDER, recipient=person_id)
    return rows.filter(created_at__gt=at - PAUSE).order_by("-created_at", "-pk").first()


def people_to_remind(evaluations, *, on, at):
    """Return the evaluations whose people have not sent and may be reminded now; three queries."""
    rows = evaluations.filter(SELF, employee__is_active=True, period__cycle__closed_at=None)
    spared = reminded_since(at - PAUSE) | set(away_on(on).values_list("employee", flat=True))
    return [row for row in rows.order_by("employee__name", "pk") if row.employee_id not in spared]


def open_counts(period, units, on):
    """Return {audience: OpenStep}, with three queries."""
    plans, evaluations = plans_in_charge(period, units, on), evaluations_in_charge(period, units)
    found = {}
    for rows, table in ((plans, PLANS), (evaluations, EVALUATIONS)):
        wanted = {}
        for key, condition in table.items():
            wanted[f"{key}_records"] = Count("pk", filter=condition)
            wanted[f"{key}_supervisors"] = Count("supervisor", distinct=True, filter=condition)
        found |= rows.aggregate(**wanted)
    changes = plans.filter(PLANS[A.PLAN_SUPERVISOR], version__gt=1).count()
    return {
        key: OpenStep(
            found[f"{key}_records"],
            found[f"{key}_supervisors"],
            changes if key == A.PLAN_SUPERVISOR else 0,
        )
        for key in (*PLANS, *EVALUATIONS)
    }


def usual_message(audience, period, on):
    """Return what a reminder says when HR writes nothing else."""
    return with_deadline(
        usual_words()[audience],
        window_of(cycle=period.cycle, phase=PHASE_OF[audience], period=period),
        on,
    )


def usual_words():
    """Return what is asked of whom."""
    return {
        A.PLAN_OWNER: _("Write your work plan and propose it to your supervisor."),
        A.PLAN_SUPERVISOR: _("Work plans of your team await your agreement."),
        A.NOT_STARTED: _("Your self-assessment has not begun. Ten minutes are enough to start."),
        A.IN_PROGRESS: _("Your self-assessment has begun. Complete it and send it."),
        A.TO_REVIEW: _("Self-assessments of your team await your review."),
        A.TO_RELEASE: _("Decided results of your team are not released yet."),
        A.TO_READ: _("Your result can be read. Mark it after the dialogue with your supervisor."),
    }


def with_deadline(words, window, on):
    """Add the last day of a window to some words."""
    if window is None:
        return words
    is_over = window.closes_date < on
    deadline = _("The deadline was %(date)s.") if is_over else _("Deadline %(date)s.")
    return f"{words} {deadline % {'date': formats.date_format(window.closes_date)}}"


def reminders_of(cycle, on):
    """Return what was sent in a cycle, the newest first."""
    rows = Reminder.objects.filter(cycle=cycle).select_related("sent_by", "period")
    return rows.prefetch_related(units_named(on)).order_by("-sent_at", "-pk")
