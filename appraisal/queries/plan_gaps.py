"""What a plan still lacks before it can be proposed, each with what to do."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from appraisal.choices import CycleOption, PlanApproach, ResultKind
from appraisal.models import PlannedResult
from appraisal.rules.plan_measures import MeasuredTarget, missing_measures
from appraisal.rules.plan_wording import names_a_number


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing to do; with the line where it is done, if there is one."""

    code: str
    text: str
    planned: PlannedResult | None = None


def plan_gaps(plan, results):
    """Return everything that keeps a plan from being proposed; results carry their indicators."""
    found = []
    if plan.supervisor_id is None:
        text = _("No supervisor is recorded for you yet. Ask HR to record one.")
        found.append(Gap("no_supervisor", text))
    if not any(row.kind == ResultKind.MAIN for row in results):
        found.append(Gap("no_main_result", _("Write at least one main result first.")))
    for row in results:
        found += result_gaps(plan, row)
    return tuple(found)


def result_gaps(plan, planned):
    """Return what one result lacks."""
    indicators = [row for row in planned.indicators.all() if has_target(row)]
    told = {"result": planned.statement}
    if not indicators:
        text = _("Add an indicator with a target to “%(result)s”.") % told
        return [Gap("no_indicator", text, planned)]
    found = []
    if plan.cycle.has_option(CycleOption.BOTH_MEASURES):
        found += measure_gaps(plan, planned, indicators)
    needs_leader = plan.cycle.has_option(CycleOption.CASCADED) and planned.kind == ResultKind.MAIN
    if needs_leader and not planned.leaders_result.strip():
        text = _("Name the leader's planned result that “%(result)s” serves.") % told
        found.append(Gap("not_cascaded", text, planned))
    return found


def measure_gaps(plan, planned, indicators):
    """Return which kind of measure is missing where the cycle asks for numbers and words."""
    missing = missing_measures(
        MeasuredTarget(row.target_text, counts(plan, row)) for row in indicators
    )
    told, found = {"result": planned.statement}, []
    if missing.number:
        text = _("Add a target with a number to “%(result)s”.") % told
        found.append(Gap("no_number", text, planned))
    if missing.words:
        text = _("Say in words when “%(result)s” meets expectations (field “Target in words”).")
        found.append(Gap("no_words", text % told, planned))
    return found


def counts(plan, indicator):
    """Tell whether a target holds a number, in its own field or, in words only, in the text."""
    if indicator.target_min is not None:
        return True
    return plan.approach == PlanApproach.QUALITATIVE and names_a_number(indicator.target_text)


def has_target(indicator):
    """Tell whether an indicator says what should be reached."""
    return bool(indicator.target_text) or indicator.target_min is not None
