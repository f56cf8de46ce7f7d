"""Leave: days on which somebody is away. Never why: that is nobody's business here."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models.dated import DatedQuerySet, no_overlap
from accounts.models.employee import Employee
from accounts.models.public_id import PublicIdField


class LeaveQuerySet(DatedQuerySet):
    """Sets of leaves."""

    def in_force(self, on):
        """Keep the leaves that hold on a day and were not withdrawn."""
        return super().in_force(on).filter(withdrawn_at=None)

    def between(self, first, last):
        """Keep the leaves that touch one of these days."""
        return self.filter(withdrawn_at=None, from_date__lte=last, until_date__gte=first)


class Leave(models.Model):
    """From which day to which day an employee is away."""

    public_id = PublicIdField()
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="leaves")
    from_date = models.DateField(_("from"))
    until_date = models.DateField(_("until"))
    recorded_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    objects = LeaveQuerySet.as_manager()

    class Meta:
        verbose_name = _("leave")
        constraints = (
            no_overlap("leave_one_at_a_time", "employee", condition=Q(withdrawn_at__isnull=True)),
            models.CheckConstraint(
                name="leave_from_before_until", condition=Q(until_date__gte=F("from_date"))
            ),
        )

    def __str__(self):
        return f"{self.employee} {self.from_date:%Y-%m-%d}"
