"""The dates of a cycle: planning once, the other phases for each period, and what is wrong with them."""

from dataclasses import dataclass

from appraisal.choices import PeriodKind, Phase
from appraisal.models import EvaluationPeriod
from appraisal.queries.period import periods_of
from appraisal.queries.phase_words import fault_words, overlap_words
from appraisal.rules.periods import Span, annual_end, default_schedule
from appraisal.rules.phases import PhaseFault, overlapping_phases, schedule_faults

PERIOD_PHASES = tuple(phase for phase in Phase if phase != Phase.PLAN)


@dataclass(frozen=True, slots=True)
class ScheduleFault:
    """A fault, with the period in which it lies."""

    period: EvaluationPeriod
    fault: PhaseFault
    is_one_of_many: bool

    @property
    def words(self):
        """Say what is wrong, with the name of the period where there are several."""
        words = fault_words(self.fault)
        is_plan = self.fault.phase == Phase.PLAN
        return words if is_plan or not self.is_one_of_many else f"{self.period.title}, {words}"


def schedule_of(cycle):
    """Return {(phase, key of the period or None): (first day, last day)} as it is saved."""
    return {
        (window.phase, window.period_id): (window.opens_date, window.closes_date)
        for window in cycle.windows.all()
    }


def usual_schedule(cycle):
    """Return the days that the phases of a cycle begin with."""
    periods = periods_of(cycle)
    plan, rows = default_schedule([span_of(period) for period in periods])
    schedule = {(Phase.PLAN.value, None): plan}
    for period, windows in zip(periods, rows, strict=True):
        pairs = zip(PERIOD_PHASES, windows, strict=True)
        schedule |= {(phase.value, period.pk): window for phase, window in pairs}
    return schedule


def span_of(period):
    """Return a period as the rules know it."""
    return Span(period.kind, period.number, period.number, period.from_date, period.until_date)


def faults_of(cycle, schedule=None):
    """Return everything that keeps the dates of a cycle from fitting together."""
    schedule = schedule_of(cycle) if schedule is None else schedule
    periods = periods_of(cycle)
    rows = [(period.from_date, windows_in(schedule, period)) for period in periods]
    found = schedule_faults(schedule.get((Phase.PLAN.value, None)), rows, Phase.values)
    return [ScheduleFault(periods[place], fault, len(periods) > 1) for place, fault in found]


def windows_in(schedule, period):
    """Return {phase: (first day, last day)} of one period of a schedule."""
    return {phase: window for (phase, key), window in schedule.items() if key == period.pk}


def overlaps_of(cycle):
    """Return a sentence for each pair of phases of a period that run side by side for some days."""
    schedule, periods = schedule_of(cycle), periods_of(cycle)
    found = []
    for period in periods:
        windows = windows_in(schedule, period)
        words = [overlap_words(*pair) for pair in overlapping_phases(windows, Phase.values)]
        found += [f"{period.title}: {text}" for text in words] if len(periods) > 1 else words
    return found


def annual_too_late(cycle):
    """Return (last day of the annual results, day by which the rule has them closed), or nothing."""
    annual = [row for row in periods_of(cycle) if row.kind == PeriodKind.ANNUAL]
    schedule = schedule_of(cycle)
    for period in annual:
        closes = schedule.get((Phase.DELIVERY.value, period.pk), (None, None))[1]
        if closes and closes > annual_end(period.until_date):
            return closes, annual_end(period.until_date)
    return None


def has_periodic_evaluation(cycle):
    """Tell whether a cycle looks at more than the whole year."""
    return any(period.kind != PeriodKind.ANNUAL for period in cycle.periods.all())
