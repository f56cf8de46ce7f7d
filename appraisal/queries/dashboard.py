"""HR's dashboard of a cycle: where are we, and what needs me (product.md section 5: stage and dates only)."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import prefetch_related_objects
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import BackgroundJob
from accounts.queries.counting import counts
from accounts.queries.org_tree import tree_for
from appraisal.choices import Phase
from appraisal.models import AppraisalCycle, EvaluationPeriod, PhaseWindow, WorkPlan
from appraisal.queries.attention import Attention, attention, people_concerned
from appraisal.queries.burn_up import Curve, curve
from appraisal.queries.cycle_events import RecentEvent, recent_events
from appraisal.queries.cycle_scope import main_cycle, units_in_scope, units_of
from appraisal.queries.period import current_period
from appraisal.queries.phase_words import window_words
from appraisal.queries.phases import words_of_range
from appraisal.queries.progress import (
    UnitProgress,
    counts_per_unit,
    progress_rows,
    sent_per_day,
    sorted_rows,
    total_of,
)
from appraisal.queries.schedule import has_periodic_evaluation


@dataclass(frozen=True, slots=True)
class Stage:
    """One phase in the strip."""

    title: str
    text: str
    state: str  # done, now or nothing


@dataclass(frozen=True, slots=True)
class Dashboard:
    """Everything on the page."""

    cycle: AppraisalCycle
    period: EvaluationPeriod
    at: datetime
    headline: str
    stages: list[Stage]
    people: int
    outside: int
    whole: UnitProgress
    slowest: UnitProgress | None  # the row with most people who have not started
    rows: list[UnitProgress]
    is_per_office: bool
    window: PhaseWindow | None  # of the phase that the numbers count
    curve: Curve | None
    attention: list[Attention]
    jobs: list[BackgroundJob]
    events: list[RecentEvent]

    @property
    def gone(self):
        """Return how many participants are in no row because they hold their post no more."""
        return max(0, self.people - self.outside - self.whole.total)

    @property
    def counts_plans(self):
        """Tell whether the numbers are about plans, because self-assessment is not open yet."""
        return self.period.opened_at is None


def dashboard(*, cycle, actor, at, period=None, per_office=True, order="sent", covered=None):
    """Read the dashboard of a period (by default the current one) for the units the actor follows.

    The same queries for any number of people. `covered` are the units of the cycle with all below.
    """
    prefetch_related_objects([cycle], "periods", "windows")
    tree = tree_for(actor)
    units = units_in_scope(actor, units_of(cycle, actor) if covered is None else covered)
    period = period or current_period(cycle, actor.on)
    windows = windows_of_period(cycle, period)
    rows = progress_rows(counts_per_unit(period, units, actor.on), tree, per_office=per_office)
    whole = total_of(rows)
    window = windows.get(Phase.PLAN if period.opened_at is None else Phase.SELF_ASSESSMENT)
    plans = WorkPlan.objects.filter(cycle=cycle, version=1, org_unit__in=units)
    numbers = counts(
        actor,
        people=plans,
        outside=plans.filter(supervisor=None),
        **people_concerned(cycle, period, units, actor, at),
    )
    return Dashboard(
        cycle=cycle,
        period=period,
        at=at,
        headline=headline(windows, actor.on),
        stages=stages_of(
            cycle, windows, open_counts(whole, period, numbers["unplanned"]), actor.on
        ),
        people=numbers["people"],
        outside=numbers["outside"],
        whole=whole,
        slowest=max((row for row in rows if row.fresh), key=lambda row: row.fresh, default=None),
        rows=with_addresses(sorted_rows(rows, order), tree),
        is_per_office=per_office,
        window=window,
        curve=window and curve(window, sent_per_day(period, units), whole.total, actor.on),
        attention=[] if cycle.closed_at else attention(cycle, period, units, actor, tree, numbers),
        jobs=list(BackgroundJob.objects.visible_to(actor).running().order_by("-pk")[:3]),
        events=recent_events(cycle, tree),
    )


def windows_of_period(cycle, period):
    """Return {phase: window} of planning and of one period; no query where windows are prefetched."""
    return {row.phase: row for row in cycle.windows.all() if row.period_id in {None, period.pk}}


def with_addresses(rows, tree):
    """Give each row the key that its link carries."""
    return [row.with_address(tree.public_ids.get(row.unit_id, "")) for row in rows]


STILL_OPEN = {
    Phase.PLAN: gettext_lazy("Deadline over, %(count)s not agreed"),
    Phase.SELF_ASSESSMENT: gettext_lazy("Deadline over, %(count)s not sent"),
    Phase.REVIEW: gettext_lazy("Deadline over, %(count)s not decided"),
}


def open_counts(whole, period, unplanned):
    """Return {phase: how many people are not through it yet}."""
    if period.opened_at is None:
        return {Phase.PLAN: whole.total - whole.done}
    return {
        Phase.PLAN: unplanned,
        Phase.SELF_ASSESSMENT: whole.fresh + whole.wip,
        Phase.REVIEW: whole.total - whole.done,
    }


def stages_of(cycle, windows, counts, today):
    """Return the phases; in a closed cycle none runs and none is to come."""
    if not cycle.closed_at:
        return stages(windows, counts, today)
    ended = _("Over since the cycle was closed")
    last = timezone.localdate(cycle.closed_at)
    return [
        Stage(one.get_phase_display(), ended, "") if one.closes_date > last else stage(one, today)
        for one in (windows[phase] for phase in Phase.values if phase in windows)
    ]


def stages(windows, counts, today):
    """Return the phases that the cycle has, in their order."""
    return [
        stage(windows[phase], today, counts.get(phase, 0))
        for phase in Phase.values
        if phase in windows
    ]


def stage(window, today, still_open=0):
    """Return a phase with its dates in words; one that left people behind is not called finished."""
    title = window.get_phase_display()
    if today > window.closes_date and still_open:
        text = STILL_OPEN[window.phase] % {"count": formats.number_format(still_open)}
        return Stage(title, text, "")
    if today > window.closes_date:
        text = _("Finished %(date)s") % {"date": day(window.closes_date, today)}
        return Stage(title, text, "done")
    if today >= window.opens_date:
        text = _("Running until %(date)s") % {"date": day(window.closes_date, today)}
        return Stage(title, text, "now")
    return Stage(title, words_of_range(window.opens_date, window.closes_date, today.year), "")


def day(date, today):
    """Return "4 Desember", with the year where it is another one than today's."""
    is_this_year = date.year == today.year
    return formats.date_format(date, "MONTH_DAY_FORMAT" if is_this_year else "DATE_FORMAT")


def headline(windows, today):
    """Say which day of which phase it is, or what comes next."""
    ordered = [windows[phase] for phase in Phase.values if phase in windows]
    running = [window for window in ordered if window.opens_date <= today <= window.closes_date]
    if running:
        return window_words(running[0], today)
    coming = [window for window in ordered if window.opens_date > today]
    if coming:
        return _("%(phase)s begins on %(date)s") % {
            "phase": coming[0].get_phase_display(),
            "date": day(coming[0].opens_date, today),
        }
    return _("All phases are over")


def headline_of(cycle, today):
    """Say where a cycle is: the current period with its phase, or the phase where there is one."""
    period = current_period(cycle, today)
    words = headline(windows_of_period(cycle, period), today)
    if has_periodic_evaluation(cycle):
        return _("%(period)s: %(words)s") % {"period": period.title, "words": words}
    return words


def latest_cycle(cycles):
    """Return the cycle about most people that runs, of (cycle, units) pairs that come newest first."""
    running = [pair for pair in cycles if pair[0].is_running and not pair[0].is_trial]
    units = frozenset().union(*(covered for _cycle, covered in running))
    return main_cycle([cycle for cycle, _covered in running], units)
