"""RoleGrant: what a person may do beyond the own record, where, and how long."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.choices import Role
from accounts.models.dated import DatedQuerySet, no_overlap
from accounts.models.employee import Employee
from accounts.models.org_unit import OrgUnit
from accounts.models.public_id import PublicIdField


class RoleGrant(models.Model):
    """A role for an employee in a unit, with its sub-units or not, from one day to another."""

    public_id = PublicIdField()
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="role_grants")
    role = models.CharField(_("role"), max_length=15, choices=Role)
    org_unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="role_grants")
    with_sub_units = models.BooleanField(_("with sub-units"), default=True)
    from_date = models.DateField(_("from"))
    until_date = models.DateField(_("until"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("role grant")
        constraints = (
            no_overlap("role_grant_no_overlap", "employee", "role", "org_unit"),
            models.CheckConstraint(
                name="role_grant_from_before_until",
                condition=Q(until_date__isnull=True) | Q(until_date__gte=F("from_date")),
            ),
        )

    def __str__(self):
        return f"{self.employee}: {self.get_role_display()}"
