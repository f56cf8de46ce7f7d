"""Correct positions, as far as no plan or appraisal hangs on their kind and grade."""

from django.db import transaction

from accounts.models import Assignment, JobPosition
from accounts.queries.references import referenced_among
from accounts.services.job_position import change_positions
from competency.models import PositionStandard


@transaction.atomic
def correct_positions(*, positions, kind, grade, job_class, actor, at):
    """Give positions another kind with its grade, or another class; return those that changed."""
    keys = [position.pk for position in positions]
    return change_positions(
        positions=positions,
        kind=kind,
        grade=grade,
        job_class=job_class,
        fixed=referenced_among(JobPosition, keys, ignored=(Assignment, PositionStandard)),
        actor=actor,
        at=at,
    )
