"""What the worker does for the appraisal."""

from appraisal.tasks.closing import close_due
from appraisal.tasks.documents import print_documents, zip_documents
from appraisal.tasks.evaluation_opening import open_due_evaluations
from appraisal.tasks.hand_over import hand_over_due
from appraisal.tasks.imports import apply_import_job

__all__ = [
    "apply_import_job",
    "close_due",
    "hand_over_due",
    "open_due_evaluations",
    "print_documents",
    "zip_documents",
]
