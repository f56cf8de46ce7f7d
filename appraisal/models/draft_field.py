"""DraftField: what somebody is still writing. Only the author ever reads it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Employee
from appraisal.models.evaluation import Evaluation


class DraftFieldQuerySet(models.QuerySet):
    """Sets of drafts."""

    def visible_to(self, actor):
        """Keep the actor's own drafts: nobody else's, whatever the role."""
        return self.filter(author=actor.employee)


class DraftField(models.Model):
    """One field of an unsent self-assessment or review, with a revision of its own.

    Drafts are kept apart from what was sent: sending copies them, checked, into typed rows. A new
    supervisor therefore starts empty, and no query on the sent rows can ever show a draft.
    """

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="drafts")
    author = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="drafts")
    key = models.CharField(max_length=80)  # e.g. competency.<public id>.level
    value = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)
    client_id = models.CharField(max_length=40, blank=True)
    sequence = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField()

    objects = DraftFieldQuerySet.as_manager()

    class Meta:
        verbose_name = _("draft field")
        constraints = (
            models.UniqueConstraint(
                fields=("evaluation", "author", "key"), name="draft_field_unique"
            ),
            models.CheckConstraint(
                name="draft_field_revision_from_1", condition=Q(revision__gte=1)
            ),
        )

    def __str__(self):
        return f"{self.evaluation_id} {self.key}"
