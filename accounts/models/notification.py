"""Notification: the outbox and the in-app notice in one row."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.choices import NoticeKind
from accounts.models.employee import Employee
from accounts.models.job_words import spoken
from accounts.models.public_id import PublicIdField


class NotificationQuerySet(models.QuerySet):
    """Sets of notices."""

    def visible_to(self, actor):
        """Keep the actor's own notices; nobody reads another person's."""
        return self.filter(recipient=actor.employee)

    def unread(self):
        """Keep what was not read yet."""
        return self.filter(read_at=None)

    def due(self, at):
        """Keep mail that should go out now and was not claimed."""
        return self.filter(by_mail=True, due_at__lte=at, claimed_at=None, sent_at=None)


class Notification(models.Model):
    """A notice to one person: shown in the app at once, mailed by the worker once.

    A row that was claimed and not sent is "to be checked": the mail may have gone out before a
    crash, so it is never sent again by itself.
    """

    public_id = PublicIdField()
    recipient = models.ForeignKey(Employee, on_delete=models.CASCADE, related_name="notifications")
    kind = models.CharField(max_length=30, choices=NoticeKind)
    about = models.CharField(max_length=200, blank=True)  # a cycle or a name; never a result
    about_words = models.JSONField(default=list)  # the same for every language; see `job_words`
    note = models.TextField(blank=True)  # the reason somebody gave
    link = models.CharField(max_length=300, blank=True)
    dedupe_key = models.CharField(max_length=200, unique=True)
    created_at = models.DateTimeField()
    by_mail = models.BooleanField(default=False)
    due_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("notification")
        indexes = (
            models.Index(
                fields=("due_at",),
                name="notification_due",
                condition=Q(by_mail=True, claimed_at=None),
            ),
            models.Index(fields=("recipient", "-created_at"), name="notification_recipient"),
        )

    def __str__(self):
        return f"{self.kind} -> {self.recipient}"

    @property
    def topic(self):
        """Return what the notice is about, in the language of now; an old one as it was written."""
        return spoken(self.about_words) or self.about
