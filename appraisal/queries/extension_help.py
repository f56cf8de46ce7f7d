"""Whom somebody asks for more time once a deadline has passed."""

from django.db.models import Q

from accounts.choices import Role
from accounts.models import Employee, RoleGrant
from accounts.queries.org_tree import tree_with_former
from appraisal.choices import EvaluationStage, Phase, WorkPlanStage
from appraisal.models import WorkPlan
from appraisal.queries.windows import window_for

MOST_NAMES = 5


def own_phase(record):
    """Return the phase in which the owner of a plan or an evaluation acts now, or None."""
    if isinstance(record, WorkPlan):
        return Phase.PLAN if record.stage == WorkPlanStage.DRAFT else None
    return Phase.SELF_ASSESSMENT if record.stage == EvaluationStage.SELF_ASSESSMENT else None


def missed_window(record, on):
    """Return the window whose last day passed while the owner's step is still open, or None."""
    phase = own_phase(record)
    window = window_for(record, phase) if phase else None
    return window if window and on > window.closes_date else None


def whom_to_ask(record, on):
    """Return the HR administrators of the unit of a record, the nearest first; two queries."""
    tree = tree_with_former(on)
    line = [record.org_unit_id, *tree.ancestors(record.org_unit_id)]
    here = Q(org_unit=record.org_unit_id) | Q(org_unit__in=line, with_sub_units=True)
    grants = RoleGrant.objects.in_force(on).filter(here, role=Role.HR_ADMIN)
    grants = grants.filter(employee__is_active=True).exclude(employee=record.employee_id)
    rows = sorted(
        grants.select_related("employee"),
        key=lambda grant: (line.index(grant.org_unit_id), grant.employee.name),
    )
    return list[Employee](dict.fromkeys(grant.employee for grant in rows))[:MOST_NAMES]
