"""What notices say of a result: where it stands, and which of them are settled."""

from django.urls import reverse

from accounts.choices import NoticeKind
from accounts.models import Notification
from accounts.services.notification import mark_read


def result_address(evaluation):
    """Return the page of a result."""
    return reverse("appraisal:result_detail", args=[evaluation.public_id])


def settle_request(evaluation, at):
    """Mark as read what told HR of a request to open a result again, for everybody who was told."""
    link = result_address(evaluation)
    told = Notification.objects.filter(kind=NoticeKind.REOPENING_ASKED, link=link)
    mark_read(notifications=told, at=at)
