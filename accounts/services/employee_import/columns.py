"""Say where the header stands and which column means what; the next file like it is read that way."""

from django.db import transaction

from accounts.models import ColumnChoice
from accounts.refusals import Refusal
from accounts.rules.roster_headers import person_columns, unit_columns, with_values
from accounts.services.employee_import.batches import GONE, reading_job, waiting_batch
from accounts.services.employee_import.header import by_column, places_of, signature_of
from accounts.services.employee_import.layout import header_of


@transaction.atomic
def choose_header(*, batch, place, header_row, is_two_lines, holds, actor):
    """Point at the header of a sheet; its columns are guessed anew from those words."""
    batch = waiting_batch(batch, actor)
    sheet = batch.layout["sheets"][place]
    sheet |= {"header_row": header_row, "is_two_lines": is_two_lines, "holds": holds}
    guess = unit_columns if holds == "units" else person_columns
    columns = guess(header_of(sheet)) if holds != "none" else {}
    if holds == "people":
        rows = [texts for number, texts in sheet["rows"] if number > header_row]
        columns = with_values(columns, by_column(rows), header_of(sheet))
    sheet["columns"] = {str(column): field for column, field in columns.items()}
    sheet["source"] = "told"
    batch.layout |= {"ask": True, "is_changed": True}
    batch.save(update_fields=["layout"])
    return batch


@transaction.atomic
def choose_columns(*, batch, columns, actor, at):
    """Keep which column means what ({place of the sheet: {column: field}}); read again if that differs."""
    batch = waiting_batch(batch, actor)
    layout = batch.layout
    differs = layout.get("is_changed", False)
    for place, sheet in enumerate(layout["sheets"]):
        wanted = {str(column): field for column, field in columns.get(place, {}).items()}
        if sheet["holds"] != "none" and wanted != sheet["columns"]:
            sheet["columns"], differs = wanted, True
    layout |= {"ask": False, "is_changed": False}
    remember(layout, actor, at)
    if differs:
        read_as_told(batch, actor, at)
    batch.save(update_fields=["layout", "facts", "job", "read_at"])
    return batch


def read_as_told(batch, actor, at):
    """Ask the worker to read the file the way its layout says."""
    if not batch.file:
        raise Refusal(GONE, code="gone")
    names = ("holds", "header_row", "is_two_lines", "columns")
    batch.facts["mapping"] = {
        sheet["title"]: {name: sheet[name] for name in names} for sheet in batch.layout["sheets"]
    }
    batch.read_at = None
    batch.job = reading_job(batch, actor, at)


def remember(layout, actor, at):
    """Keep the choice for the next workbook with these headers."""
    choices = {}
    for sheet in layout["sheets"]:
        texts = header_of(sheet)
        signature = signature_of(texts)
        if sheet["holds"] != "none" and signature:
            columns = {int(column): field for column, field in sheet["columns"].items()}
            choices[signature] = ColumnChoice(
                signature=signature,
                holds_units=sheet["holds"] == "units",
                is_two_lines=sheet["is_two_lines"],
                columns=places_of(columns, texts),
                saved_by=actor.employee,
                saved_at=at,
            )
    ColumnChoice.objects.bulk_create(
        choices.values(),
        update_conflicts=True,
        unique_fields=["signature", "saved_by"],
        update_fields=["holds_units", "is_two_lines", "columns", "saved_at"],
    )
