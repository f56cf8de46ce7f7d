"""The stages of a cycle on the calendar, and where one person stands in them."""

from dataclasses import dataclass
from datetime import date

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from accounts.models import Holiday
from accounts.rules.working_days import add_working_days
from appraisal.choices import (
    DECIDED_STAGES,
    SUBMITTED_STAGES,
    EvaluationStage,
    Phase,
    WorkPlanStage,
)
from appraisal.models import PhaseWindow
from appraisal.rules.clocks import DELIVER_DAYS, OBJECTION_DAYS

READ_STAGES = (EvaluationStage.ACKNOWLEDGED, EvaluationStage.FINAL)


@dataclass(frozen=True, slots=True)
class PhaseItem:
    """One line of the timeline: what, when, and whether it is done or now."""

    title: str
    text: str
    state: str = ""


def windows_of(cycle, period=None):
    """Return {phase: window} of a cycle and one of its periods (by default the last one)."""
    rows = PhaseWindow.objects.filter(cycle=cycle).order_by("opens_date", "pk")
    keep = {None, period.pk} if period else None
    return {row.phase: row for row in rows if keep is None or row.period_id in keep}


def words_of_range(start, end, year):
    """Return "4 sampai 15 Januari 2027"; the year is left out when it is the cycle's own."""
    last = formats.date_format(end, "MONTH_DAY_FORMAT" if end.year == year else "DATE_FORMAT")
    if start == end:
        return last
    first = formats.date_format(start, "MONTH_DAY_FORMAT")
    if start.year == end.year and start.month == end.month:
        first = str(start.day)
    elif start.year != end.year:
        first = formats.date_format(start, "DATE_FORMAT")
    return _("%(start)s to %(end)s") % {"start": first, "end": last}


def words_of_window(windows, phase, year):
    """Return when a phase is open, or nothing when the cycle does not say."""
    window = windows.get(phase)
    return words_of_range(window.opens_date, window.closes_date, year) if window else ""


def objection_limit(day, holidays=None):
    """Return the last day of the objection clock that starts with the delivery on a day."""
    return clock_end(day, OBJECTION_DAYS, holidays)


def delivery_limit(day):
    """Return the last day of the delivery clock that starts with the decision on a day."""
    return clock_end(day, DELIVER_DAYS)


def clock_end(day, working_days, holidays=None):
    """Return the last day of a clock that starts on a day."""
    holidays = holidays_from(day) if holidays is None else holidays
    return add_working_days(day, working_days, holidays)


def holidays_from(day):
    """Return the holidays from a day on."""
    return frozenset(Holiday.objects.filter(date__gte=day).values_list("date", flat=True))


def phase_items(cycle, windows, *, today, plan=None, evaluation=None, limit=None):
    """Return the timeline of a cycle for one person; without a person the calendar alone decides.

    `limit` is the last day to object where it is known already.
    """
    year = cycle.from_date.year
    titles = {
        Phase.PLAN: _("Work plan agreed"),
        Phase.SELF_ASSESSMENT: _("Self-assessment"),
        Phase.REVIEW: _("Supervisor's review"),
        Phase.DELIVERY: _("Results and dialogue"),
    }
    done = done_phases(plan, evaluation)
    items, is_current_found = [], False
    for phase, title in titles.items():
        window = windows.get(phase)
        text, state = words_of_window(windows, phase, year), ""
        if phase in done:
            state, text = "done", done[phase] or text
        elif plan is None and window and window.closes_date < today:
            state = "done"
        elif not is_current_found and has_begun(phase, window, evaluation, today):
            state, is_current_found = "now", True
        items.append(PhaseItem(title, text, state))
    return [*items, objection_item(evaluation, today, limit)]


def has_begun(phase, window, evaluation, today):
    """Tell whether a phase runs: by the calendar, or because the person's record is already there."""
    if phase == Phase.DELIVERY and evaluation and evaluation.stage == EvaluationStage.DELIVERED:
        return True
    return window is not None and window.opens_date <= today


def done_phases(plan, evaluation):
    """Return {phase: date in words} of what a person has behind them."""
    done = {}
    if plan and (plan.stage == WorkPlanStage.AGREED or plan.version > 1):  # a change: one holds
        done[Phase.PLAN] = on_day(plan.agreed_at)
    stage = evaluation.stage if evaluation else None
    if stage in SUBMITTED_STAGES:
        done[Phase.SELF_ASSESSMENT] = on_day(evaluation.submitted_at)
    if stage in DECIDED_STAGES:
        done[Phase.REVIEW] = on_day(evaluation.decided_at)
    if stage in READ_STAGES:
        done[Phase.DELIVERY] = on_day(evaluation.acknowledged_at)
    return done


def objection_item(evaluation, today, limit=None):
    """Return the clock of the right to object: a date once the results are released."""
    title = _("Time to object")
    delivered = local_day(evaluation.delivered_at) if evaluation else None
    if delivered is None:
        days = {"days": OBJECTION_DAYS}
        return PhaseItem(title, _("%(days)s working days from the release of results") % days)
    limit = limit or objection_limit(delivered)
    text = _("until %(date)s") % {"date": formats.date_format(limit)}
    if today > limit:
        return PhaseItem(title, text, "done")
    return PhaseItem(title, text, "now" if evaluation.stage in READ_STAGES else "")


def local_day(at) -> date | None:
    """Return the day of a moment where the agency is."""
    return timezone.localdate(at) if at else None


def on_day(at):
    """Return the day of a moment in words, or nothing."""
    return formats.date_format(local_day(at)) if at else ""
