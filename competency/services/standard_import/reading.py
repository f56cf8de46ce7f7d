"""Read an uploaded workbook of standards and store its preview."""

from collections import Counter

from django.db import transaction
from django.utils import timezone

from accounts.models import BackgroundJob, ImportRow
from accounts.services.employee_import.workbook import read_workbook
from competency.models import Competency, CompetencyFramework, StandardImport
from competency.services.standard_import.planning import plan_rows, read_line
from competency.services.standard_import.table import find_tables

CHUNK = 1000


def read_standards(*, batch, job, at):
    """Read the file of a batch, plan its rows and store both; one that cannot be read is refused."""
    with batch.file.open("rb") as file:
        content = read_workbook(file)
    tables = find_tables(content, competencies_for(batch.effective_date))
    rows = [read_line(table, line) for table in tables for line in table.lines]
    BackgroundJob.objects.filter(pk=job.pk).update(total=len(rows), done=0, failed=0)
    plan_rows(rows, batch.effective_date, timezone.localdate(at))
    kept = [row for row in rows if not row.is_other]
    facts = {"note": batch.note} | facts_of(content, tables, rows)
    facts["counts"] = Counter(row.action for row in kept)
    facts["levels"] = sum(len(row.changes) for row in kept)
    store(batch, kept, facts, at)
    BackgroundJob.objects.filter(pk=job.pk).update(done=len(rows))


def competencies_for(day):
    """Return what the dictionary holds on a day, behind what it will hold later."""
    framework = CompetencyFramework.objects.current(day)
    rows = Competency.objects.filter(framework=framework).not_over(day)
    return sorted(
        rows.order_by("position", "version", "pk"),
        key=lambda one: one.from_date is None or one.from_date <= day,
    )


def facts_of(content, tables, rows):
    """Return what is known of the file as a whole."""
    others = Counter(row.sheet for row in rows if row.is_other)
    return {
        "tables": [
            {
                "sheet": table.sheet,
                "header_row": table.header_row,
                "headers": [[column, text] for column, text in table.headers.items()],
                "read": [table.headers[column] for column in table.levels],
                "unread": table.unread,
                "rows": len(table.lines) - others[table.sheet],
                "others": others[table.sheet],
            }
            for table in tables
        ],
        "without_table": sorted(
            {sheet.title for sheet in content.sheets} - {t.sheet for t in tables}
        ),
        "hidden": content.hidden,
    }


@transaction.atomic
def store(batch, rows, facts, at):
    """Store rows and plan in the place of what an earlier reading found."""
    locked = StandardImport.objects.select_for_update().get(pk=batch.pk)
    if locked.applied_at:
        return
    locked.rows.all().delete()
    ImportRow.objects.bulk_create([stored(locked, row) for row in rows], batch_size=CHUNK)
    locked.facts, locked.read_at, locked.problem = facts, at, ""
    locked.save(update_fields=["facts", "read_at", "problem"])


def stored(batch, row):
    """Return a row of the table of imports."""
    return ImportRow(
        batch=batch,
        sheet=row.sheet,
        number=row.number,
        original=row.original,
        data=row.data,
        action=row.action,
        changes=row.changes,
        problems=row.problems,
    )
