"""What the worker does for the appraisal."""

from appraisal.tasks.documents import print_documents, zip_documents
from appraisal.tasks.evaluation_opening import open_due_evaluations
from appraisal.tasks.hand_over import hand_over_due

__all__ = ["hand_over_due", "open_due_evaluations", "print_documents", "zip_documents"]
