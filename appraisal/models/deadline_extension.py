"""DeadlineExtension: a later last day of a phase, for a whole cycle, a unit or a person."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Employee, OrgUnit
from accounts.models.public_id import PublicIdField
from appraisal.models.cycle import PhaseWindow


class DeadlineExtensionQuerySet(models.QuerySet):
    """Sets of extensions."""

    def newest_first(self):
        """Order as a history is read."""
        return self.order_by("-granted_at", "-pk")


class DeadlineExtension(models.Model):
    """More time, and why. Without unit and person it moved the window itself, for everybody.

    An extension for a unit covers the units that were below it on the day it was granted.
    """

    public_id = PublicIdField()
    window = models.ForeignKey(PhaseWindow, on_delete=models.PROTECT, related_name="extensions")
    org_unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="+", null=True)
    covered_units = models.ManyToManyField(OrgUnit, related_name="+")
    employee = models.ForeignKey(
        Employee, on_delete=models.PROTECT, related_name="extensions", null=True
    )
    before_date = models.DateField(_("last day until then"))
    closes_date = models.DateField(_("new last day"))
    reason = models.CharField(_("reason"), max_length=300)
    people = models.PositiveIntegerField(default=0)  # how many were told
    granted_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    granted_at = models.DateTimeField()

    objects = DeadlineExtensionQuerySet.as_manager()

    class Meta:
        verbose_name = _("extension of a deadline")
        constraints = (
            models.CheckConstraint(
                name="deadline_extension_unit_or_person",
                condition=Q(org_unit__isnull=True) | Q(employee__isnull=True),
            ),
            models.CheckConstraint(
                name="deadline_extension_is_later", condition=Q(closes_date__gt=F("before_date"))
            ),
            models.CheckConstraint(name="deadline_extension_has_reason", condition=~Q(reason="")),
        )

    def __str__(self):
        return f"{self.window_id} -> {self.closes_date:%Y-%m-%d}"
