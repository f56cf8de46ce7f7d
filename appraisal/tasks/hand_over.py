"""Supervisors who change on a day still to come: the open records follow when the day is there."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from accounts.queries.actor import system_actor
from appraisal.services.hand_over import hand_over_begun

LOOK_BACK = timedelta(days=7)  # a worker that was down for some days catches up


@shared_task(name="appraisal.hand_over_due", ignore_result=True)
def hand_over_due(**_ignored):
    """Move the open records of the lines of reporting that began in the last days."""
    at = timezone.now()
    actor = system_actor(timezone.localdate(at))
    hand_over_begun(since=actor.on - LOOK_BACK, actor=actor, at=at)
