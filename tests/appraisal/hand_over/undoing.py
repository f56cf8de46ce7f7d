"""Take an import back the way the page does, and look at what is left."""

from django.utils import timezone

from accounts.models import (
    Assignment,
    Employee,
    ImportBatch,
    JobPosition,
    OrgUnit,
    OrgUnitTerm,
    ReportingLine,
)
from accounts.services.employee_import import request_undo
from appraisal.tasks.imports import undo_import_job
from tests.factories.accounts import actor_for

TABLES = (Employee, OrgUnit, OrgUnitTerm, JobPosition, Assignment, ReportingLine)


def row_of(employee, **cells):
    """Return the row of somebody who is in Selaras."""
    return {"NIP": employee.nip, "Nama": employee.name} | {
        name.replace("_", " "): value for name, value in cells.items()
    }


def written():
    """Return everything that an import may write."""
    return {model: sorted(map(str, model.objects.values_list())) for model in TABLES}


def take_back(batch, hr):
    """Ask for a batch to be taken back and do so; return the batch."""
    request_undo(batch=batch, actor=actor_for(hr), at=timezone.now())
    batch.refresh_from_db()
    undo_import_job(job_id=batch.job_id)
    return ImportBatch.objects.select_related("job").get(pk=batch.pk)


def why(batch):
    """Return {who: codes of reasons} that stood in the way."""
    return {one["who"]: [code for code, _what in one["why"]] for one in batch.undo_obstacles}
