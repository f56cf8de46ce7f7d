"""AccessRecord: who opened whose data, for the person concerned to read."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.choices import AccessKind, AccessRole, Role
from accounts.models.employee import Employee
from accounts.models.job_words import spoken


class AccessRecordQuerySet(models.QuerySet):
    """Sets of access records."""

    def visible_to(self, actor):
        """Keep what is about the actor; an auditor of the whole agency reads all."""
        if Role.AUDITOR in actor.everywhere:
            return self
        return self.filter(subject=actor.employee)


class AccessRecord(models.Model):
    """One person opened one kind of data of another on a day; never changed (product.md 6.10)."""

    # No constraint: the row outlives a person whom an import created and who was taken back at once.
    subject = models.ForeignKey(
        Employee, on_delete=models.PROTECT, related_name="access_records", db_constraint=False
    )
    viewer = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=12, choices=AccessRole)  # as what the viewer came
    kind = models.CharField(max_length=16, choices=AccessKind)
    # What it was about: the cycle and the period, in words that each reader reads in the own language.
    about_words = models.JSONField(default=list)
    link = models.CharField(max_length=300, blank=True)  # where the person concerned may open it
    on_date = models.DateField()
    first_at = models.DateTimeField()  # the first time on that day

    objects = AccessRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("access record")
        constraints = (
            models.UniqueConstraint(
                fields=("subject", "viewer", "role", "kind", "link", "on_date"),
                name="access_record_once_a_day",
            ),
            models.CheckConstraint(
                name="access_record_of_others", condition=~Q(viewer=F("subject"))
            ),
        )
        indexes = (models.Index(fields=("subject", "-first_at"), name="access_record_subject"),)

    def __str__(self):
        return f"{self.viewer} -> {self.subject}: {self.kind}"

    @property
    def about(self):
        """Return the cycle and the period in the language of now."""
        return spoken(self.about_words)
