"""One person in one cycle: which evaluation counts now, and all that its rows need to know."""

from dataclasses import dataclass
from datetime import date

from accounts.queries.delegation import acting_now
from appraisal.choices import DELIVERED_STAGES, EvaluationStage, Phase, WorkPlanStage
from appraisal.models import Evaluation, EvaluationPeriod, PerformanceDialogue, WorkPlan
from appraisal.queries.documents import are_printed
from appraisal.queries.period import periods_of, place
from appraisal.queries.phases import READ_STAGES, local_day, objection_limit
from appraisal.queries.plan_version import agreed_before
from appraisal.queries.questionnaire import section_progress
from appraisal.queries.windows import windows_of_person
from appraisal.workflow.evaluation import HAND_BACK
from appraisal.workflow.work_plan import AGREE, RETURN


@dataclass(frozen=True, slots=True)
class Case:
    """One person in one cycle: the records, and what was read about them."""

    plan: WorkPlan
    evaluation: Evaluation | None
    windows: dict
    sections: tuple
    results: int
    plan_note: object
    agreement: object  # the move with which the plan was agreed
    hand_back_note: object
    reference: str
    today: date
    is_printed: bool = False  # whether the result documents are there
    period: EvaluationPeriod | None = None  # that of the evaluation, or the one that opens next
    is_periodic: bool = False  # whether the cycle has more than one period
    next_opening: tuple | None = None  # (period, day) of the self-assessment that opens next
    objection_limit: date | None = None  # the last day to object, once the results are released
    dialogue: PerformanceDialogue | None = None  # as it is planned or was held
    dialogue_day: date | None = (
        None  # of a dialogue that the review names, without a plan of it here
    )
    in_force: WorkPlan | None = None  # the agreed version, while a change of it is on its way

    @property
    def supervisor(self):
        """Return who is in charge now."""
        return self.evaluation.supervisor if self.evaluation else self.plan.supervisor

    @property
    def superior(self):
        """Return the superior of whoever is in charge."""
        return self.evaluation.superior if self.evaluation else self.plan.superior

    @property
    def holding(self):
        """Return the numbers of the version that holds and of the change of it."""
        return {"old": self.in_force.version, "new": self.plan.version}

    @property
    def is_opened_by_another(self):
        """Tell whether somebody else opened the change of the plan."""
        return self.plan.opened_by_id not in {None, self.plan.employee_id}

    @property
    def can_object(self):
        """Tell whether the days of the right to object still run."""
        return bool(self.objection_limit) and self.today <= self.objection_limit

    @property
    def acting(self):
        """Return who acts for whoever is in charge today, and until when, or None."""
        return (self.evaluation or self.plan).acting

    @property
    def stage(self):
        """Return the stage of the evaluation, or nothing before it is there."""
        return self.evaluation.stage if self.evaluation else None

    @property
    def next_section(self):
        """Return the first part that is still to be filled in."""
        open_parts = [part for part in self.sections if not part.is_complete]
        begun = [part for part in open_parts if part.is_required or part.is_started]
        return next(iter(begun), None)

    @property
    def is_ready(self):
        """Tell whether everything required is filled in."""
        return bool(self.sections) and all(
            part.is_complete for part in self.sections if part.is_required
        )

    @property
    def period_name(self):
        """Return the name of the period where the cycle has several, else nothing."""
        return self.period.title if self.is_periodic and self.period else ""

    def titled(self, title):
        """Return the title of a step, with the period where the cycle has several."""
        return f"{title}: {self.period_name}" if self.period_name else title

    def closes(self, phase):
        """Return the last day of a phase, or None; a mid-year change of the plan has none."""
        if phase == Phase.PLAN and self.plan.version > 1:
            return None
        window = self.windows.get(phase)
        return window.closes_date if window else None

    def opens(self, phase):
        """Return the first day of a phase, or None."""
        window = self.windows.get(phase)
        return window.opens_date if window else None


def my_evaluations(actor, plans):
    """Return {cycle key: evaluations in the order of their periods, the year last}."""
    rows = (
        Evaluation.objects.filter(employee=actor.employee)
        .filter(period__cycle__in=[plan.cycle_id for plan in plans])
        .select_related("period__cycle__framework", "work_plan", "job_position")
        .select_related("supervisor", "superior")
        .annotate(acting=acting_now(actor.on))
        .order_by("period__until_date", "pk")
    )
    found = {}
    for row in sorted(rows, key=lambda row: place(row.period)):
        found.setdefault(row.period.cycle_id, []).append(row)
    return found


def chosen(evaluations):
    """Return the evaluation that waits for the person, else the one that goes on, else the last."""
    going_on = (EvaluationStage.REVIEW, EvaluationStage.DECIDED)
    for stages in ((EvaluationStage.SELF_ASSESSMENT,), (EvaluationStage.DELIVERED,), going_on):
        found = [row for row in evaluations if row.stage in stages]
        if found:
            return found[0]
    return evaluations[-1] if evaluations else None


def case_of(actor, plan, evaluations, today):
    """Return all that the rows need to know about one person in one cycle."""
    evaluation, sections = chosen(evaluations), []
    dialogue = dialogue_with(evaluation)
    moved = newest_move(plan)
    is_delivered = bool(evaluation) and evaluation.stage in DELIVERED_STAGES
    if evaluation and evaluation.stage == EvaluationStage.SELF_ASSESSMENT:
        sections = section_progress(evaluation, actor.employee)
    calendar = windows_of_person([plan.cycle_id], actor.employee, [plan.org_unit_id])
    periods = periods_of(plan.cycle)
    coming = next_opening(periods, calendar, evaluations, today)
    period = evaluation.period if evaluation else coming[0] if coming else last(periods)
    return Case(
        plan=plan,
        evaluation=evaluation,
        period=period,
        windows=windows_in(calendar, period),
        sections=tuple(sections),
        results=plan.planned_results.count() if plan.stage == WorkPlanStage.DRAFT else 0,
        plan_note=only(moved, RETURN),
        agreement=only(moved, AGREE),
        hand_back_note=only(newest_move(evaluation), HAND_BACK) if sections else None,
        reference=newest_reference(evaluation),
        today=today,
        is_printed=is_delivered and are_printed(evaluation),
        is_periodic=len(periods) > 1,
        next_opening=coming,
        objection_limit=limit_of(evaluation),
        dialogue=dialogue,
        dialogue_day=None if dialogue else dialogue_day(evaluation),
        in_force=None if plan.stage == WorkPlanStage.AGREED else agreed_before(plan),
    )


def dialogue_with(evaluation):
    """Return the dialogue about an evaluation once it can be planned, or None."""
    if evaluation is None or evaluation.stage == EvaluationStage.SELF_ASSESSMENT:
        return None
    dialogue = PerformanceDialogue.objects.filter(evaluation=evaluation).first()
    if dialogue:
        dialogue.evaluation = evaluation
    return dialogue


def dialogue_day(evaluation):
    """Return the day of the dialogue that the released review names, or None."""
    if evaluation is None or evaluation.stage not in READ_STAGES:
        return None
    reviews = evaluation.reviews.filter(version=evaluation.delivered_version)
    return reviews.values_list("dialogue_date", flat=True).first()


def limit_of(evaluation):
    """Return the last day of the right to object, or None before the results are released."""
    delivered = local_day(evaluation.delivered_at) if evaluation else None
    return objection_limit(delivered) if delivered else None


def last(rows):
    """Return the last of some rows, or None."""
    return rows[-1] if rows else None


def windows_in(calendar, period):
    """Return {phase: window} of the plan and of one period."""
    keep = {None, period.pk if period else None}
    return {phase: row for (_cycle, key, phase), row in calendar.items() if key in keep}


def next_opening(periods, calendar, evaluations, today):
    """Return (period, day) of the self-assessment that opens next, or None."""
    begun = {row.period_id for row in evaluations}
    days = {
        period: window.opens_date
        for period in periods
        for (_cycle, key, phase), window in calendar.items()
        if key == period.pk and phase == Phase.SELF_ASSESSMENT and period.pk not in begun
    }
    coming = [(period, day) for period, day in days.items() if day > today]
    return min(coming, key=lambda pair: pair[1], default=None)


def newest_move(record):
    """Return the newest move of a record with who made it, or None."""
    moves = record.stage_changes.select_related("actor", "on_behalf_of")
    return moves.order_by("-changed_at", "-pk").first()


def only(move, transition):
    """Return a move if it is of one kind."""
    return move if move and move.transition == transition.name else None


def newest_reference(evaluation):
    """Return the number of the self-assessment that was sent, or nothing."""
    if evaluation is None or evaluation.submitted_at is None:
        return ""
    newest = evaluation.self_assessments.latest()
    return newest.reference if newest else ""
