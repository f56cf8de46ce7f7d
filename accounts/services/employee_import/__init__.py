"""Import people and units from a workbook: read, preview, apply in one transaction."""

from accounts.services.employee_import.applying import apply_batch
from accounts.services.employee_import.batches import (
    begin_anew,
    discard_batch,
    read_again,
    request_apply,
    request_undo,
    upload_workbook,
)
from accounts.services.employee_import.columns import choose_columns, choose_header
from accounts.services.employee_import.reading import has_work, read_batch, refuse_file
from accounts.services.employee_import.retention import remove_old_workbooks

__all__ = [
    "apply_batch",
    "begin_anew",
    "choose_columns",
    "choose_header",
    "discard_batch",
    "has_work",
    "read_again",
    "read_batch",
    "refuse_file",
    "remove_old_workbooks",
    "request_apply",
    "request_undo",
    "upload_workbook",
]
