"""Accounts of people whose last day is over are closed by the calendar."""

from celery import shared_task
from django.utils import timezone

from accounts.queries.actor import system_actor
from accounts.services.service_end import close_ended_accounts


@shared_task(name="accounts.close_ended_accounts", ignore_result=True)
def close_accounts(**_ignored):
    """Close the accounts of everybody whose service is over."""
    at = timezone.now()
    close_ended_accounts(actor=system_actor(timezone.localdate(at)), at=at)
