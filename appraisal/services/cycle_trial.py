"""Rehearse a cycle with a few people: a cycle of its own that counts nowhere."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.queries.org_tree import org_tree
from accounts.refusals import Refusal
from accounts.services.audit import record_event
from appraisal.choices import AchievementValue, PeriodKind, Phase
from appraisal.models import AppraisalCycle, EvaluationPeriod, PhaseWindow, UnitAchievement
from appraisal.queries.readiness import readiness
from appraisal.rules.trial import DAYS, MOST_PEOPLE
from appraisal.services.cycle_closing import end_cycle
from appraisal.services.cycle_lock import (
    lock_for_managers,
    lock_in_preparation,
    mark_saved,
    refuse_unready,
)
from appraisal.services.cycle_parts import criteria_of, write_asking
from appraisal.services.work_plan_opening import give_plans

LONGEST_NAME = 120
TAKEN_OVER = (
    "template",
    "framework",
    "from_date",
    "until_date",
    "approach",
    "employment_kinds",
)


@transaction.atomic
def start_trial(*, cycle, employees, actor, at):
    """Let a few people try a cycle in preparation: every phase is open at once for two weeks."""
    lock_in_preparation(cycle, actor)
    refuse_trial_of(cycle, employees)
    trial = AppraisalCycle.objects.create(
        **{name: getattr(cycle, name) for name in TAKEN_OVER},
        name=_("Trial: %(name)s") % {"name": cycle.name[: LONGEST_NAME - 15]},
        trial_of=cycle,
        created_by=actor.employee,
        created_at=at,
        opened_at=at,
    )
    trial.units.set(cycle.units.all())
    trial.people.set(employees)
    write_asking(trial, cycle, criteria_of(cycle))
    write_trial_period(trial, actor, at)
    refuse_unready(readiness(trial, timezone.localdate(at)))
    count = give_plans(cycle=trial, at=at)
    mark_saved(cycle, "trial")
    record_event(subject=trial, action="start_trial", actor=actor, at=at, people=count)
    return trial


def refuse_trial_of(cycle, employees):
    """Refuse a trial of a trial, a second one at the same time, and too many people."""
    if cycle.is_trial:
        raise Refusal(_("This is a trial itself. Try the cycle it belongs to."), code="is_trial")
    if cycle.trials.filter(closed_at=None).exists():
        raise Refusal(_("A trial of this cycle runs already. End it first."), code="trial_runs")
    if not 1 <= len(employees) <= MOST_PEOPLE:
        raise Refusal(
            _("Choose 1 to %(count)s people for the trial."),
            code="trial_people",
            params={"count": MOST_PEOPLE},
        )


def write_trial_period(trial, actor, at):
    """Give the trial one period whose phases are all open, and the achievement that deciding needs."""
    today = timezone.localdate(at)
    period = EvaluationPeriod.objects.create(
        cycle=trial,
        kind=PeriodKind.ANNUAL,
        name=_("Trial %(year)s") % {"year": trial.until_date.year},
        from_date=trial.from_date,
        until_date=trial.until_date,
        opened_at=at,
    )
    open_every_phase(trial, period, today)
    for unit in org_tree(today).roots:
        UnitAchievement.objects.create(
            org_unit_id=unit,
            period=period,
            value=AchievementValue.GOOD,
            source=_("Trial"),
            set_date=today,
            year=period.until_date.year,
            recorded_by=actor.employee,
            recorded_at=at,
        )


def open_every_phase(trial, period, today):
    """Let all phases run from today on."""
    last = today + timedelta(days=DAYS)
    for phase in Phase:
        PhaseWindow.objects.create(
            cycle=trial,
            period=None if phase == Phase.PLAN else period,
            phase=phase,
            opens_date=today,
            closes_date=last,
        )


@transaction.atomic
def end_trial(*, trial, actor, at):
    """End a trial, whatever is unfinished in it, and take it out of the lists."""
    lock_for_managers(trial, actor)
    if not trial.is_trial or trial.closed_at:
        raise Refusal(_("This trial has ended already."), code="not_running")
    finish_trial(trial, actor, at)


def end_trials(*, cycle, actor, at):
    """End the trials of a cycle that is opened now: its people have real plans from here on."""
    for trial in cycle.trials.select_for_update().filter(closed_at=None).order_by("pk"):
        finish_trial(trial, actor, at)


def finish_trial(trial, actor, at):
    """Close a trial and archive it."""
    end_cycle(cycle=trial, reason="", at=at)
    trial.archived_at = at
    trial.save(update_fields=["archived_at"])
    record_event(subject=trial, action="end_trial", actor=actor, at=at)
