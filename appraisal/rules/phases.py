"""The dates of the phases of a cycle: what is out of order, what overlaps, and sensible defaults."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

Window = tuple[date, date]


class FaultCode(StrEnum):
    """What is wrong with the dates of a phase."""

    MISSING = "missing"
    CLOSES_BEFORE_OPENS = "closes_before_opens"
    OPENS_BEFORE_EARLIER_PHASE = "opens_before_earlier_phase"
    CLOSES_BEFORE_EARLIER_PHASE = "closes_before_earlier_phase"
    OVERLAPS_PLAN = "overlaps_plan"
    BEFORE_PERIOD = "before_period"
    OPENS_BEFORE_EARLIER_PERIOD = "opens_before_earlier_period"


@dataclass(frozen=True, slots=True)
class PhaseFault:
    """A phase whose dates do not fit, and the earlier phase they do not fit to, if any."""

    code: FaultCode
    phase: str
    earlier: str = ""


def phase_faults(
    windows: Mapping[str, Window], order: Sequence[str], starts: date
) -> list[PhaseFault]:
    """List what forbids a cycle to be opened; the first phase of `order` makes the plans.

    A phase may open while the one before it still runs (a supervisor may begin with whoever has
    finished), but neither open nor close before it; and plans are made before they are evaluated
    (PermenPANRB 6/2022 article 5: planning, then carrying out, then appraisal).
    """
    missing = [PhaseFault(FaultCode.MISSING, phase) for phase in order if phase not in windows]
    if missing:
        return missing
    first, *others = order
    faults = [
        PhaseFault(FaultCode.CLOSES_BEFORE_OPENS, phase)
        for phase in order
        if windows[phase][1] < windows[phase][0]
    ]
    faults += [
        PhaseFault(FaultCode.BEFORE_PERIOD, phase) for phase in others if windows[phase][0] < starts
    ]
    for earlier, later in pairwise(order):
        faults += pair_faults(windows, earlier, later, is_after_plan=earlier == first)
    return faults


def schedule_faults(
    plan: Window | None,
    periods: Sequence[tuple[date, Mapping[str, Window]]],
    order: Sequence[str],
) -> list[tuple[int, PhaseFault]]:
    """List what is wrong in a cycle of several periods, each fault with the place of its period.

    Each period is (its first day, its windows without the plan); the plan comes before all of them,
    and self-assessment of a later period does not begin before that of an earlier one.
    """
    head, *_others = order
    shared = {} if plan is None else {head: plan}
    found: list[tuple[int, PhaseFault]] = []
    for place, (starts, windows) in enumerate(periods):
        faults = phase_faults(shared | dict(windows), order, starts)
        found += [(place, fault) for fault in faults if place == 0 or fault.phase != head]
    return found + period_faults([windows for _starts, windows in periods], order)


def period_faults(
    windows: Sequence[Mapping[str, Window]], order: Sequence[str]
) -> list[tuple[int, PhaseFault]]:
    """List the periods whose first phase begins before that of the period before it."""
    _head, begins, *_others = order
    return [
        (place, PhaseFault(FaultCode.OPENS_BEFORE_EARLIER_PERIOD, begins))
        for place, (earlier, later) in enumerate(pairwise(windows), start=1)
        if begins in earlier and begins in later and later[begins][0] < earlier[begins][0]
    ]


def pair_faults(
    windows: Mapping[str, Window], earlier: str, later: str, *, is_after_plan: bool
) -> list[PhaseFault]:
    """List what is wrong between two phases that follow each other."""
    (opened, closed), (opens, closes) = windows[earlier], windows[later]
    if opens < opened:
        return [PhaseFault(FaultCode.OPENS_BEFORE_EARLIER_PHASE, later, earlier)]
    if closes < closed:
        return [PhaseFault(FaultCode.CLOSES_BEFORE_EARLIER_PHASE, later, earlier)]
    if is_after_plan and opens <= closed:
        return [PhaseFault(FaultCode.OVERLAPS_PLAN, later, earlier)]
    return []


def overlapping_phases(
    windows: Mapping[str, Window], order: Sequence[str]
) -> list[tuple[str, str]]:
    """List the pairs of phases that run side by side for some days: allowed, and worth saying."""
    return [
        (earlier, later)
        for earlier, later in pairwise(order)
        if earlier in windows and later in windows and windows[later][0] <= windows[earlier][1]
    ]


def default_windows(from_date: date, until_date: date) -> list[Window]:
    """Return plan, self-assessment, review and delivery for a period; a short period is scaled down.

    A calendar year gives 1 to 31 January, 16 November to 4 December, 7 to 18 December and 4 to 15
    January of the next year.
    """
    scale = min(1.0, (until_date - from_date).days / 120)

    def before_end(days: int) -> date:
        return until_date - timedelta(days=round(days * scale))

    return [
        (from_date, from_date + timedelta(days=round(30 * scale))),
        (before_end(45), before_end(27)),
        (before_end(24), before_end(13)),
        (until_date + timedelta(days=4), until_date + timedelta(days=15)),
    ]
