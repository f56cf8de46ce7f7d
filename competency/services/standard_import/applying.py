"""Write the standards of a workbook: all rows without a fault, or none."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.refusals import Refusal
from accounts.services.audit import record_event
from accounts.services.employee_import.applying import STALE, lock_imports, refuse_unready
from competency.models import CompetencyFramework, StandardImport
from competency.services.bulk_standard import lock_positions, log_levels, write_levels
from competency.services.standard_import.planning import PlannedRow, find_rows, plan_levels
from competency.services.standard_import.problems import CELL_CODES


@transaction.atomic
def apply_standards(*, batch, actor, at):
    """Set the levels of a batch from its day on; what held before ends the day before.

    The plan is made again from the stored rows: if it differs from the preview, nothing is written.
    """
    if not actor.is_hr_of_everything:
        raise PermissionDenied
    lock_imports()
    batch = StandardImport.objects.select_for_update().get(pk=batch.pk)
    refuse_unready(batch)
    stored = list(batch.rows.defer("original").order_by("pk"))
    rows = [as_read(row) for row in stored]
    ready = find_rows(rows)
    lock_positions(list(ready))
    plan = plan_levels(ready, batch.effective_date, timezone.localdate(at))
    refuse_stale(stored, rows)
    write_levels(plan, batch.effective_date, batch.note)
    batch.applied_at, batch.applied_by = at, actor.employee
    batch.save(update_fields=["applied_at", "applied_by"])
    record(batch, plan, actor, at)


def as_read(row):
    """Return a stored row as it was before it was planned: with the faults of its cells only."""
    problems = [found for found in row.problems if found["code"] in CELL_CODES]
    return PlannedRow(row.sheet, row.number, row.data, problems)


def refuse_stale(stored, rows):
    """Refuse when the plan of now is not the one that was shown."""
    for row, planned in zip(stored, rows, strict=True):
        if (row.action, row.changes, row.problems) != planned.outcome():
            raise Refusal(STALE, code="stale")


def record(batch, plan, actor, at):
    """Write down that the file was applied, and in each position's chain what it requires now."""
    record_event(
        subject=batch,
        action="import_applied",
        actor=actor,
        at=at,
        effective_date=batch.effective_date.isoformat(),
        counts=batch.facts["counts"],
    )
    framework = CompetencyFramework.objects.current(batch.effective_date)
    log_levels(plan, framework=framework, actor=actor, at=at)
