"""Supervisors who change on a day still to come: the open records follow when the day is there."""

from celery import shared_task
from django.utils import timezone

from accounts.queries.actor import system_actor
from appraisal.services.hand_over import hand_over_begun


@shared_task(name="appraisal.hand_over_due", ignore_result=True)
def hand_over_due(**_ignored):
    """Move the open records that do not follow the lines of reporting of today."""
    at = timezone.now()
    hand_over_begun(actor=system_actor(timezone.localdate(at)), at=at)
