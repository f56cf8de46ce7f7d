"""BackgroundJob: work for the worker, written as a row first."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models.employee import Employee
from accounts.models.public_id import PublicIdField


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


class BackgroundJob(models.Model):
    """One piece of background work: which task, for what, how far, and what came out."""

    public_id = PublicIdField()
    task = models.CharField(max_length=100)  # the name of the Celery task, sent by name
    title = models.CharField(max_length=200)
    params = models.JSONField(default=dict)
    requested_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="jobs")
    requested_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    cancel_requested_at = models.DateTimeField(null=True)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    message = models.CharField(max_length=500, blank=True)
    error = models.CharField(max_length=500, blank=True)
    result_link = models.CharField(max_length=300, blank=True)
    result_file = models.FileField(upload_to="jobs/", blank=True)
    dedupe_key = models.CharField(max_length=200, unique=True)

    objects = BackgroundJobQuerySet.as_manager()

    class Meta:
        verbose_name = _("background job")
        constraints = (
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

    def get_absolute_url(self):
        """Return the page that shows how far the job is."""
        return reverse("accounts:job_detail", args=[self.public_id])

    @property
    def status(self):
        """Return waiting, running, done, failed or cancelled."""
        if not self.finished_at:
            return "running" if self.claimed_at else "waiting"
        if self.error:
            return "failed"
        return "cancelled" if self.cancel_requested_at and self.done < self.total else "done"
