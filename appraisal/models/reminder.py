"""Reminder: what HR sent to people whose step is still open."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Employee, OrgUnit
from accounts.models.public_id import PublicIdField
from appraisal.choices import ReminderAudience
from appraisal.models.cycle import AppraisalCycle, EvaluationPeriod


class Reminder(models.Model):
    """One sending: to whom, in which words, how many got it and how many were spared."""

    public_id = PublicIdField()
    cycle = models.ForeignKey(AppraisalCycle, on_delete=models.PROTECT, related_name="reminders")
    period = models.ForeignKey(EvaluationPeriod, on_delete=models.PROTECT, related_name="+")
    audience = models.CharField(max_length=20, choices=ReminderAudience)
    org_unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="+", null=True)
    message = models.CharField(_("message"), max_length=300)
    people = models.PositiveIntegerField()
    spared = models.PositiveIntegerField(default=0)  # reminded in the last days, or on leave
    sent_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()

    class Meta:
        verbose_name = _("reminder")
        constraints = (
            models.CheckConstraint(name="reminder_has_message", condition=~models.Q(message="")),
            models.CheckConstraint(
                name="reminder_reaches_somebody", condition=models.Q(people__gt=0)
            ),
        )

    def __str__(self):
        return f"{self.audience} {self.sent_at:%Y-%m-%d}"
