"""The calendar opens self-assessment: every period whose first day has come."""

from celery import shared_task
from django.utils import timezone

from accounts.queries.actor import system_actor
from appraisal.queries.evaluation_opening import due_periods
from appraisal.services.evaluation_opening import open_evaluations


@shared_task(name="appraisal.open_due_evaluations", ignore_result=True)
def open_due_evaluations(**_ignored):
    """Create the evaluations of the periods that are due; a period at a time, each in its transaction."""
    at = timezone.now()
    actor = system_actor(timezone.localdate(at))
    for period in due_periods(actor.on):
        open_evaluations(period=period, actor=actor, at=at)
