"""AuditEvent: append-only, a hash chain per subject. Triggers compute the hash, refuse changes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.employee import Employee


class AuditEvent(models.Model):
    """Something that happened to a subject: who, what, when; ids only, no text that a person wrote.

    `sequence`, `previous_hash` and `hash` are written by the database trigger, so rows from raw SQL
    are chained too.
    """

    subject_label = models.CharField(max_length=60)  # app.Model
    subject_id = models.CharField(max_length=22)  # its public id
    sequence = models.PositiveIntegerField(default=0)
    action = models.CharField(max_length=60)
    actor = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    data = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64, default="")
    hash = models.CharField(max_length=64, default="")

    class Meta:
        verbose_name = _("audit event")
        constraints = (
            models.UniqueConstraint(
                fields=("subject_label", "subject_id", "sequence"), name="audit_event_sequence"
            ),
        )
        indexes = (models.Index(fields=("at", "id"), name="audit_event_in_time"),)

    def __str__(self):
        return f"{self.subject_label} {self.subject_id} {self.sequence} {self.action}"
