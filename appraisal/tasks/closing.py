"""The calendar closes evaluations when the 14 working days to respond are over."""

from celery import shared_task
from django.utils import timezone

from accounts.queries.actor import system_actor
from appraisal.services.evaluation import close_due_evaluations


@shared_task(name="appraisal.close_due", ignore_result=True)
def close_due(**_ignored):
    """Close what is due, each evaluation in its own transaction, in the name of the calendar."""
    at = timezone.now()
    close_due_evaluations(actor=system_actor(timezone.localdate(at)), at=at)
