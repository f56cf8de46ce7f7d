"""What every page with content about somebody says to the log of openings."""

from django.utils import timezone

from appraisal.services.access import record_opening, record_openings


def note_opening(request, record, kind):
    """Write down that the person opened a plan or an evaluation of somebody else."""
    record_opening(record=record, kind=kind, actor=request.actor, at=timezone.now())


def note_openings(request, records, kind):
    """Do the same for several records on one page."""
    record_openings(records=records, kind=kind, actor=request.actor, at=timezone.now())
