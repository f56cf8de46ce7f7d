"""Whom a supervisor can mark as ready for a dialogue, who not and why, and the times that follow."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import Leave
from appraisal.choices import EvaluationStage
from appraisal.models import Evaluation, EvaluationPeriod, PerformanceDialogue
from appraisal.queries.team_board import (
    board_period,
    supervised_periods,
    team_members,
)
from appraisal.rules.dialogue_slots import slots

UNDO = timedelta(minutes=10)
READY = (EvaluationStage.DECIDED, EvaluationStage.DELIVERED, EvaluationStage.ACKNOWLEDGED)


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody of the team: with a time, without one yet, or with the reason why not."""

    evaluation: Evaluation
    starts_at: datetime | None = None
    reason: str = ""

    @property
    def is_ready(self):
        """Tell whether the review is decided, so that the person is ticked from the start."""
        return self.evaluation.stage in READY


@dataclass(frozen=True, slots=True)
class Candidates:
    """The team in one period."""

    period: EvaluationPeriod | None
    able: list[Guest]
    unable: list[Guest]


@dataclass(frozen=True, slots=True)
class Timetable:
    """Who is invited for when, and who is not and why."""

    invited: list[Guest]
    left_out: list[Guest]

    @property
    def seen(self):
        """Return what stands on the page in one line, to tell whether it still holds."""
        return ",".join(
            f"{row.evaluation.public_id}@{row.starts_at.isoformat()}" for row in self.invited
        )


def candidates(actor, period_id):
    """Return who of the team can be invited in a period of a running cycle; five queries."""
    period = board_period(supervised_periods(actor), period_id, actor.on)
    if period is None or period.cycle.closed_at:
        return Candidates(period, [], [])
    rows = [member.evaluation for member in team_members(actor, period)]
    guests = [Guest(row, reason=obstacle(row)) for row in rows]
    return Candidates(
        period,
        [guest for guest in guests if not guest.reason],
        [guest for guest in guests if guest.reason],
    )


def obstacle(evaluation):
    """Return why somebody cannot be invited now, or nothing."""
    planned = getattr(evaluation, "dialogue", None)
    if planned:
        day = date_format(timezone.localtime(planned.starts_at), "MONTH_DAY_FORMAT")
        return _("A dialogue is planned already, on %(day)s.") % {"day": day}
    if evaluation.stage == EvaluationStage.SELF_ASSESSMENT:
        return _("The self-assessment was not sent yet.")
    if evaluation.stage == EvaluationStage.FINAL:
        return _("The evaluation is closed.")
    return ""


def timetable(chosen, starts_at, minutes, pause, actor):
    """Return the times of the chosen people, by name; who is away or does not fit in is named."""
    day = timezone.localdate(starts_at)
    away = set(Leave.objects.between(day, day).values_list("employee", flat=True))
    here = [row for row in chosen if row.employee_id not in away]
    local = timezone.localtime(starts_at)
    times = slots(local, minutes, pause, len(here), taken_on(day, actor))
    invited = [Guest(row, moment) for row, moment in zip(here, times, strict=False)]
    away_rows = [row for row in chosen if row.employee_id in away]
    left_out = [Guest(row, reason=_("On leave that day.")) for row in away_rows]
    no_time = _("No time is left before 18.00 that day. Plan another day for the rest.")
    left_out += [Guest(row, reason=no_time) for row in here[len(times) :]]
    return Timetable(invited, left_out)


def taken_on(day, actor):
    """Return beginning and end of the actor's dialogues of a day."""
    rows = PerformanceDialogue.objects.visible_to(actor).filter(starts_at__date=day)
    return [(row.starts_at, row.ends_at) for row in rows]


def planned_lately(dialogues, actor, at):
    """Return which dialogues the actor planned some minutes ago, and nothing is written in them."""
    return [
        row
        for row in dialogues
        if row.created_by_id == actor.employee.pk
        and row.created_at > at - UNDO
        and row.noted_at is None
    ]
