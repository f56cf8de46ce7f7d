"""Evidence: a link, a file or a note that shows a result, not an activity (form B.1.2)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Employee
from accounts.models.public_id import PublicIdField
from appraisal.models.evaluation import Evaluation
from appraisal.models.progress_entry import ProgressEntry
from appraisal.models.work_plan import PlannedResult


class EvidenceQuerySet(models.QuerySet):
    """Sets of evidence."""

    def visible_to(self, actor):
        """Keep one's own evidence, and what belongs to a self-assessment the actor may read."""
        readable = Evaluation.objects.self_assessment_visible_to(actor)
        return self.filter(Q(employee=actor.employee) | Q(evaluation__in=readable.values("pk")))


class Evidence(models.Model):
    """A piece of evidence that an employee adds to an evaluation."""

    public_id = PublicIdField()
    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="evidence")
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="evidence")
    planned_result = models.ForeignKey(
        PlannedResult, on_delete=models.SET_NULL, related_name="evidence", null=True, blank=True
    )
    title = models.CharField(_("title"), max_length=160)
    url = models.URLField(_("link"), max_length=500, blank=True)
    file = models.FileField(_("file"), upload_to="evidence/", blank=True)
    added_at = models.DateTimeField()
    progress_entry = models.ForeignKey(
        ProgressEntry, on_delete=models.SET_NULL, related_name="evidence", null=True, blank=True
    )
    note = models.TextField(_("note"), blank=True)  # of the work log, as it stood when it was sent
    happened_on = models.DateField(_("date"), null=True, blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        constraints = (
            models.CheckConstraint(
                name="evidence_link_file_or_note",
                condition=(Q(url="") | Q(file="")) & ~Q(url="", file="", note=""),
            ),
        )

    def __str__(self):
        return self.title

    @property
    def is_from_log(self):
        """Tell whether this is a copy of a note of the work log."""
        return bool(self.note)

    @property
    def download_url(self):
        """Return where those who may read the self-assessment fetch the file."""
        return reverse("appraisal:evidence_download", args=[self.public_id])
