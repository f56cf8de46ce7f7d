"""The page "How the appraisal works": read from the cycle and the tables of rules, not written twice."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.utils import formats
from django.utils.translation import gettext as _

from accounts.models import Delegation
from appraisal.choices import EvaluationStage, ExpectationMark, Phase
from appraisal.models import AppraisalCycle, Evaluation, WorkPlan
from appraisal.queries.cycle_asking import Asked, asked_of
from appraisal.queries.explanation import behaviour_guide, not_counted, results_guide
from appraisal.queries.period import current_period
from appraisal.queries.phases import (
    delivery_limit,
    local_day,
    objection_limit,
    phase_items,
    windows_of,
)
from appraisal.queries.review_summary import quadrant_cells
from appraisal.queries.who_sees import Viewer, who_sees_table
from appraisal.rules.clocks import DELIVER_DAYS, OBJECTION_DAYS, RULING_DAYS
from appraisal.rules.quadrant import Expectation
from competency.models import CompetencyFramework, ProficiencyLevel


@dataclass(frozen=True, slots=True)
class Clock:
    """A right or duty with its number of working days, and the date where one is known."""

    title: str
    text: str
    date: str = ""


@dataclass(frozen=True, slots=True)
class HowItWorks:
    """Everything that the page shows."""

    cycle: AppraisalCycle | None
    stages: tuple
    cycles: list[AppraisalCycle]  # those one may choose from
    asked: Asked
    acting: Delegation | None  # who acts for one's supervisor today
    viewers: tuple[Viewer, ...]
    table: tuple
    quadrant: list
    guides: tuple
    levels: tuple[ProficiencyLevel, ...]
    clocks: tuple[Clock, ...]
    not_counted: tuple[str, ...]


def how_it_works_page(actor, today, wanted=""):
    """Return the page of the cycle asked for, else of the actor's newest, else of any, else without dates."""
    cycles = running_cycles(actor)
    cycle = chosen_cycle(cycles, actor, wanted)
    plan, evaluation = own_records(actor, cycle)
    windows = windows_of(cycle, evaluation.period if evaluation else None) if cycle else {}
    items = []
    if cycle:
        items = phase_items(cycle, windows, today=today, plan=plan, evaluation=evaluation)
    return HowItWorks(
        cycle=cycle,
        cycles=cycles,
        stages=tuple(items),
        asked=asked_of(cycle),
        acting=acting_for_supervisor(plan, today),
        viewers=tuple(Viewer),
        table=who_sees_table(cycle),
        quadrant=quadrant_cells("", ""),
        guides=expectation_guides(),
        levels=scale(cycle, today),
        clocks=clocks(windows, evaluation, today),
        not_counted=not_counted(),
    )


def running_cycles(actor):
    """Return the running cycles that concern a person, the newest first: those one takes part in or
    reviews in, all for whoever holds a role, else the newest; rehearsals only one's own.
    """
    plans = WorkPlan.objects.filter(cycle=OuterRef("pk"))
    cycles = AppraisalCycle.objects.running().annotate(
        is_own=Exists(plans.filter(employee=actor.employee)),
        is_led=Exists(plans.supervised_by(actor)),
    )
    shown = cycles.filter(Q(trial_of=None) | Q(is_own=True)).select_related("template")
    rows = list(shown.prefetch_related("periods", "windows").order_by("-from_date", "-pk"))
    concerned = [row for row in rows if row.is_own or row.is_led or actor.scopes]
    return concerned or rows[:1]


def chosen_cycle(cycles, actor, wanted):
    """Return the cycle with this public id, else the newest one's own, else the newest, or None."""
    by_id = {cycle.public_id: cycle for cycle in cycles}
    own = next((cycle for cycle in cycles if cycle.is_own), None)
    return by_id.get(wanted) or own or next(iter(cycles), None)


def own_records(actor, cycle):
    """Return the actor's plan and the evaluation of now in a cycle."""
    plans = WorkPlan.objects.filter(employee=actor.employee, cycle=cycle, dropped_at=None)
    plan = plans.order_by("-version", "-pk").first() if cycle else None
    if plan is None:
        return None, None
    evaluations = Evaluation.objects.filter(
        employee=actor.employee, period__cycle=cycle, period=current_period(cycle, actor.on)
    )
    return plan, evaluations.select_related("period", "superior").order_by("-pk").first()


def acting_for_supervisor(plan, today):
    """Return the delegation by which somebody acts for the supervisor of a plan today, or None."""
    if plan is None or plan.supervisor_id is None:
        return None
    held = Delegation.objects.in_force(today).filter(delegator=plan.supervisor_id)
    return held.select_related("delegator", "delegate").first()


def expectation_guides():
    """Return (rating, guide to results, guide to behaviour) as the regulation gives them (p. 97-102)."""
    results, behaviour = results_guide(), behaviour_guide()
    return tuple(
        (ExpectationMark(step.value).label, results[step], behaviour[step]) for step in Expectation
    )


def scale(cycle, today):
    """Return the five levels as the framework names them, told by its first competency."""
    framework = cycle.framework_id if cycle else CompetencyFramework.objects.current(today)
    levels = ProficiencyLevel.objects.filter(competency__framework=framework)
    rows = levels.select_related("competency").order_by("competency__position", "level", "pk")
    return tuple(rows[:5])


def clocks(windows, evaluation, today):
    """Return rights and duties with their working days, and dates where the record knows them."""
    delivered = local_day(evaluation.delivered_at) if evaluation else None
    return (
        Clock(
            _("Your supervisor releases the results"),
            _("Within %(days)s working days after they are decided.") % {"days": DELIVER_DAYS},
            delivery_date(evaluation),
        ),
        Clock(
            _("You may object"),
            _(
                "Within %(days)s working days after the results are released. It is your right and"
                " does not affect the appraisal. Acknowledging means read and discussed, not agreed."
            )
            % {"days": OBJECTION_DAYS}
            + how_to_object(evaluation, delivered, today),
            _("until %(date)s") % {"date": spoken(objection_limit(delivered))}
            if delivered
            else example_limit(windows),
        ),
        Clock(
            _("Your supervisor's superior rules on an objection"),
            _("Within %(days)s working days after it was received; both sides are heard.")
            % {"days": RULING_DAYS},
        ),
    )


def how_to_object(evaluation, delivered, today):
    """Return to whom an objection is written, and until when."""
    superior = evaluation.superior if evaluation else None
    told = {"name": superior or Viewer.SUPERIOR.label}
    if delivered is None:
        text = _("Write to %(name)s what you do not agree with, and what shows it.")
        return f" {text % told}"
    limit = objection_limit(delivered)
    if today > limit:
        return ""
    told["day"] = spoken(limit)
    return " " + (
        _("Write to %(name)s by %(day)s what you do not agree with, and what shows it.") % told
    )


def delivery_date(evaluation):
    """Return by when decided results are released, while they are not."""
    if evaluation is None or evaluation.stage != EvaluationStage.DECIDED:
        return ""
    limit = delivery_limit(local_day(evaluation.decided_at))
    return _("until %(date)s") % {"date": spoken(limit)}


def example_limit(windows):
    """Return what the clock means if results are released on the first day of that phase."""
    window = windows.get(Phase.DELIVERY)
    if window is None:
        return ""
    told = {
        "released": spoken(window.opens_date),
        "limit": spoken(objection_limit(window.opens_date)),
    }
    return _("Example: released on %(released)s, the time to object ends on %(limit)s.") % told


def spoken(day: date):
    """Return a day in words."""
    return formats.date_format(day)
