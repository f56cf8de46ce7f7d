"""What the worker does for the appraisal."""

from appraisal.tasks.audit import check_audit, export_audit
from appraisal.tasks.closing import close_due
from appraisal.tasks.cycle_opening import open_cycle_job
from appraisal.tasks.documents import pack_documents, print_documents
from appraisal.tasks.evaluation_opening import open_due_evaluations
from appraisal.tasks.exports import export_table
from appraisal.tasks.hand_over import hand_over_due
from appraisal.tasks.imports import apply_import_job, undo_import_job
from appraisal.tasks.progress_entry import forget_removed

__all__ = [
    "apply_import_job",
    "check_audit",
    "close_due",
    "export_audit",
    "export_table",
    "forget_removed",
    "hand_over_due",
    "open_cycle_job",
    "open_due_evaluations",
    "pack_documents",
    "print_documents",
    "undo_import_job",
]
