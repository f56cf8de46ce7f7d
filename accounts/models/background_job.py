"""BackgroundJob: work for the worker, written as a row first."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models.employee import Employee
from accounts.models.job_words import spoken
from accounts.models.public_id import PublicIdField

SILENT_AFTER = timedelta(minutes=5)  # a worker that lives says so more often than this
LOST_AFTER = timedelta(minutes=10)  # a message that nobody took is sent again


class BackgroundJobQuerySet(models.QuerySet):
    """Sets of jobs."""

    def visible_to(self, actor):
        """Keep the jobs that the actor started."""
        return self.filter(requested_by=actor.employee)

    def waiting(self):
        """Keep jobs that no worker has claimed."""
        return self.filter(claimed_at=None, finished_at=None)

    def running(self):
        """Keep jobs that are neither finished nor cancelled."""
        return self.filter(finished_at=None)

    def never_begun(self, at):
        """Keep jobs whose message was sent long ago and that no worker took up."""
        return self.running().filter(claimed_at__lt=at - LOST_AFTER, started_at=None)

    def silent(self, at):
        """Keep jobs whose worker has not been heard of for a while."""
        return self.running().filter(heartbeat_at__lt=at - SILENT_AFTER)

    def free(self, at):
        """Keep jobs that a worker may take up: not begun, or left by a worker that is gone."""
        gone = Q(heartbeat_at__lt=at - SILENT_AFTER)
        return self.running().filter(Q(started_at=None) | gone)


class BackgroundJob(models.Model):
    """One piece of background work: which task, for what, how far, and what came out."""

    public_id = PublicIdField()
    task = models.CharField(max_length=100)  # the name of the Celery task, sent by name
    title_text = models.CharField(max_length=200)  # as the person who asked read it
    title_words = models.JSONField(default=list)  # the same for every reader; see `job_words`
    params = models.JSONField(default=dict)
    requested_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="jobs")
    requested_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)  # the message was sent
    started_at = models.DateTimeField(null=True)  # a worker took it up
    heartbeat_at = models.DateTimeField(null=True)  # the worker was alive
    watched_at = models.DateTimeField(null=True)  # the person had its progress on the screen
    attempts = models.PositiveSmallIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)
    cancel_requested_at = models.DateTimeField(null=True)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    message = models.CharField(max_length=500, blank=True)
    error = models.CharField(max_length=500, blank=True)
    end_words = models.JSONField(
        default=list
    )  # the message or the error, the same for every reader
    result_link = models.CharField(max_length=300, blank=True)
    result_file = models.FileField(upload_to="jobs/", blank=True)
    dedupe_key = models.CharField(max_length=200)

    objects = BackgroundJobQuerySet.as_manager()

    class Meta:
        verbose_name = _("background job")
        constraints = (
            models.UniqueConstraint(
                fields=("dedupe_key",),
                name="background_job_one_unfinished",
                condition=Q(finished_at=None),
            ),
            models.CheckConstraint(
                name="background_job_done_within_total",
                condition=Q(total=0) | Q(total__gte=models.F("done") + models.F("failed")),
            ),
        )
        indexes = (
            models.Index(
                fields=("requested_at",),
                name="background_job_waiting",
                condition=Q(claimed_at=None, finished_at=None),
            ),
        )

    def __str__(self):
        return self.title

    @property
    def title(self):
        """Return what the job is, in the language of the reader; an old one as it was written."""
        return spoken(self.title_words) or self.title_text

    @property
    def outcome(self):
        """Return what is said about a job, how it ended above all, in the language of the reader."""
        return spoken(self.end_words) or self.error or self.message

    @property
    def may_be_repeated(self):
        """Tell whether a job ended without its file, and can be started again with the same choices."""
        ended = self.finished_at and not self.result_file and not self.failed
        return bool(ended and self.params.get("again"))

    def get_absolute_url(self):
        """Return the page that shows how far the job is."""
        return reverse("accounts:job_detail", args=[self.public_id])

    @property
    def status(self):
        """Return waiting, running, done, failed or cancelled."""
        if not self.finished_at:
            return "running" if self.started_at else "waiting"
        if self.error:
            return "failed"
        return "cancelled" if self.cancel_requested_at else "done"
