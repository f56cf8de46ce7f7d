"""ProgressEntry: one note in the work log. Its author alone reads it (product.md section 5)."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Employee
from accounts.models.public_id import PublicIdField
from appraisal.models.work_plan import PlannedResult

TITLE_LENGTH = 160
UNDO = timedelta(minutes=10)  # how long a removed note can be brought back


class ProgressEntryQuerySet(models.QuerySet):
    """Sets of notes."""

    def visible_to(self, actor):
        """Keep the actor's own notes; no supervisor and no role opens those of others."""
        return self.filter(employee=actor.employee)

    def kept(self):
        """Keep what was not removed."""
        return self.filter(removed_at=None)

    def within(self, start, end):
        """Keep what happened in a stretch of time."""
        return self.filter(happened_on__range=(start, end))


class ProgressEntry(models.Model):
    """What somebody finished on a day, perhaps with a link or a file that shows it."""

    public_id = PublicIdField()
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="progress")
    planned_result = models.ForeignKey(
        PlannedResult, on_delete=models.SET_NULL, related_name="progress", null=True, blank=True
    )
    text = models.TextField(_("note"))
    happened_on = models.DateField(_("date"))
    url = models.URLField(_("link"), max_length=500, blank=True)
    file = models.FileField(_("file"), upload_to="progress/", blank=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)  # can be brought back for ten minutes

    objects = ProgressEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("note in the work log")
        verbose_name_plural = _("notes in the work log")
        constraints = (
            models.CheckConstraint(name="progress_entry_says_something", condition=~Q(text="")),
            models.CheckConstraint(
                name="progress_entry_link_or_file", condition=Q(url="") | Q(file="")
            ),
        )
        indexes = (models.Index(fields=("employee", "-happened_on"), name="progress_entry_log"),)

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        """Return the page on which the author changes this note."""
        return reverse("appraisal:progress_edit", args=[self.public_id])

    @property
    def title(self):
        """Return the beginning of the note as one line."""
        line = " ".join(self.text.split())
        return line if len(line) <= TITLE_LENGTH else f"{line[: TITLE_LENGTH - 1].rstrip()}…"

    @property
    def note(self):
        """Return the whole note, under the name that evidence has for it."""
        return self.text

    @property
    def download_url(self):
        """Return where the author fetches the file."""
        return reverse("appraisal:progress_file", args=[self.public_id])
