"""Whom somebody asks for more time, before a deadline and after it."""

from accounts.queries.hr_contact import hr_of_unit
from appraisal.choices import EvaluationStage, Phase, WorkPlanStage
from appraisal.models import WorkPlan
from appraisal.queries.windows import window_for


def own_phase(record):
    """Return the phase in which the owner of a plan or an evaluation acts now, or None."""
    if isinstance(record, WorkPlan):
        return Phase.PLAN if record.stage == WorkPlanStage.DRAFT else None
    return Phase.SELF_ASSESSMENT if record.stage == EvaluationStage.SELF_ASSESSMENT else None


def own_window(record):
    """Return the window of the owner's open step, with the last day that holds for them, or None."""
    phase = own_phase(record)
    return window_for(record, phase) if phase else None


def whom_to_ask(record, on):
    """Return the HR administrators of the unit of a record, the nearest first; two queries."""
    return hr_of_unit(record.org_unit_id, on=on, without=record.employee_id)
