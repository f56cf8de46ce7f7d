"""Removed notes of the work log are deleted for good once they can no longer be brought back."""

from celery import shared_task
from django.utils import timezone

from appraisal.services.progress_entry import forget_removed_entries


@shared_task(name="appraisal.forget_removed_entries", ignore_result=True)
def forget_removed(**_ignored):
    """Delete what was removed more than ten minutes ago."""
    forget_removed_entries(at=timezone.now())
