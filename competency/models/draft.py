"""CompetencyDraft: a technical competency that somebody has begun to write."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Employee
from accounts.models.public_id import PublicIdField


class CompetencyDraftQuerySet(models.QuerySet):
    """Sets of drafts."""

    def visible_to(self, actor):
        """Keep one's own: a draft is read by its author only."""
        return self.filter(author=actor.employee)


class CompetencyDraft(models.Model):
    """What was typed so far, word for word; nothing of it stands in the dictionary."""

    public_id = PublicIdField()
    author = models.ForeignKey(Employee, on_delete=models.CASCADE, related_name="+")
    words = models.JSONField(default=dict)  # field -> text
    saved_at = models.DateTimeField()

    objects = CompetencyDraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("draft of a competency")

    def __str__(self):
        return self.words.get("name") or self.words.get("code") or "-"
