"""Read an uploaded workbook: every row with what it says, what would be done, and why not."""

from collections import Counter

from django.db import transaction

from accounts.choices import ImportAction
from accounts.models import BackgroundJob, ImportBatch, ImportRow
from accounts.services.background_job import report_progress
from accounts.services.employee_import.header import find_header
from accounts.services.employee_import.layout import choices_for, layout_of
from accounts.services.employee_import.plan import make_plan
from accounts.services.employee_import.read_rows import read_person, read_unit
from accounts.services.employee_import.samples import SAMPLE_CODES, SAMPLE_NIPS
from accounts.services.employee_import.table import find_table
from accounts.services.employee_import.workbook import read_workbook, refusal

CHUNK = 1000
MOST_SHOWN = 50
KEPT_FACTS = ("default_unit", "unit_choices", "mapping")


def read_batch(*, batch, job, actor, at):
    """Read the file of a batch, plan its rows and store both; a file that cannot be read is refused."""
    with batch.file.open("rb") as file:
        content = read_workbook(file)
    headers = find_headers(batch, content, actor)
    tables, without = tables_of(content, headers)
    if not any(table.lines for table in tables):
        raise refusal("no_table")
    BackgroundJob.objects.filter(pk=job.pk).update(
        total=sum(len(table.lines) for table in tables), done=0, failed=0
    )
    rows, samples = [], 0
    for chunk in chunks_of(tables):
        read = [read_line(batch, table, line) for table, line in chunk]
        kept = [row for row in read if not is_sample(row)]
        rows += kept
        samples += len(read) - len(kept)
        report_progress(job=job, done=len(chunk))
    facts = {name: batch.facts[name] for name in KEPT_FACTS if name in batch.facts}
    facts |= facts_of(content, tables, without) | {"samples": samples}
    draft = make_plan(rows=rows, facts=facts, effective_date=batch.effective_date, actor=actor)
    store(batch, rows, draft, facts, at)


def find_headers(batch, content, actor):
    """Return {sheet: its header}, and keep with the batch what the page of the columns shows."""
    choices = choices_for(content, actor)
    mapping = batch.facts.get("mapping", {})
    headers = {
        sheet.title: find_header(sheet, mapping.get(sheet.title), choices)
        for sheet in content.sheets
    }
    layout = layout_of(content, headers, choices)
    ImportBatch.objects.filter(pk=batch.pk, applied_at=None).update(layout=layout)
    return headers


def tables_of(content, headers):
    """Return the tables of all sheets, those of units first, and the sheets without one."""
    found = [
        (sheet, headers[sheet.title] and find_table(sheet, headers[sheet.title]))
        for sheet in content.sheets
    ]
    tables = [table for _sheet, table in found if table]
    tables.sort(key=lambda table: not table.holds_units)
    return tables, [sheet.title for sheet, table in found if not table]


def chunks_of(tables):
    """Yield all lines in chunks, each with its table."""
    lines = [(table, line) for table in tables for line in table.lines]
    for start in range(0, len(lines), CHUNK):
        yield lines[start : start + CHUNK]


def read_line(batch, table, line):
    """Return a row as it will be stored, its cells read."""
    read = read_unit if table.holds_units else read_person
    data, problems = read(line, table)
    return ImportRow(
        batch=batch,
        sheet=table.sheet,
        number=line.number,
        original=line.original,
        data=data,
        problems=problems,
    )


def is_sample(row):
    """Tell whether a row is one of the samples of the template."""
    return row.data.get("nip") in SAMPLE_NIPS or row.data.get("code") in SAMPLE_CODES


def facts_of(content, tables, without):
    """Return what is known of the file as a whole."""
    return {
        "tables": [
            {
                "sheet": table.sheet,
                "holds_units": table.holds_units,
                "header_row": table.header_row,
                "columns": table.column_names,
                "headers": [[column, text] for column, text in table.headers.items()],
                "rows": len(table.lines),
                "ignored": table.ignored[:MOST_SHOWN],
            }
            for table in tables
        ],
        "hidden": content.hidden,
        "empty": content.empty,
        "without_table": without,
    }


@transaction.atomic
def store(batch, rows, draft, facts, at):
    """Store rows and plan in the place of what an earlier reading found."""
    planned = {(row.sheet, row.number): row for row in draft.rows()}
    for row in rows:
        plan = planned[row.sheet, row.number]
        row.action, row.changes, row.problems = plan.action, plan.changes, plan.problems
    locked = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if locked.applied_at:
        return
    locked.rows.all().delete()
    ImportRow.objects.bulk_create(rows, batch_size=CHUNK)
    locked.facts = facts | summary(draft)
    locked.read_at, locked.problem = at, ""
    locked.save(update_fields=["facts", "read_at", "problem"])


def summary(draft):
    """Return what a preview says above its rows: counts, units and positions that will be created."""
    people = Counter(row.position for row in draft.accepted() if row.post_step)
    return {
        "counts": Counter(row.action for row in draft.rows()),
        "new_units": [
            {
                "key": proposal.key,
                "name": proposal.unit.name,
                "parent": proposal.unit.parent.name if proposal.unit.parent else "",
                "people": len(proposal.rows),
                "similar": proposal.similar,
                "nearest": proposal.nearest,
                "is_accepted": proposal.is_accepted,
                "is_needed": any(not row.is_rejected for row in proposal.rows),
            }
            for proposal in draft.proposals.values()
        ],
        "new_positions": [
            {
                "name": position.name,
                "kind": position.kind,
                "grade": position.grade,
                "people": people[position],
            }
            for position in draft.new_positions
            if people[position]
        ],
    }


def refuse_file(*, batch, code):
    """Remember why the file as a whole was refused."""
    ImportBatch.objects.filter(pk=batch.pk, applied_at=None).update(problem=code, read_at=None)


def has_work(counts):
    """Tell whether any row would be written."""
    return bool(counts.get(ImportAction.NEW, 0) + counts.get(ImportAction.CHANGED, 0))
