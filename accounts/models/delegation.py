"""Delegation: somebody acts for a supervisor ("atas nama") from one day to another."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models.assignment import Assignment
from accounts.models.dated import DatedQuerySet, no_overlap
from accounts.models.employee import Employee
from accounts.models.public_id import PublicIdField


class DelegationQuerySet(DatedQuerySet):
    """Sets of delegations."""

    def in_force(self, on):
        """Keep the delegations that hold on a day and were not withdrawn."""
        return super().in_force(on).filter(withdrawn_at=None)

    def visible_to(self, actor):
        """Keep those the actor gave or holds, and for HR those given in its units."""
        if actor.sees_everybody:
            return self
        posts = Assignment.objects.in_force(actor.on).filter(org_unit__in=actor.hr_units)
        return self.filter(
            Q(delegator=actor.employee)
            | Q(delegate=actor.employee)
            | Q(delegator__in=posts.values("employee"))
        )


class Delegation(models.Model):
    """A supervisor's tasks in another person's hands; every act is recorded with both names."""

    public_id = PublicIdField()
    delegator = models.ForeignKey(
        Employee, on_delete=models.PROTECT, related_name="delegations_given"
    )
    delegate = models.ForeignKey(
        Employee, on_delete=models.PROTECT, related_name="delegations_held"
    )
    from_date = models.DateField(_("from"))
    until_date = models.DateField(_("until"))
    reason = models.CharField(_("reason"), max_length=300)
    created_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        verbose_name = _("delegation")
        constraints = (
            no_overlap(
                "delegation_one_at_a_time", "delegator", condition=Q(withdrawn_at__isnull=True)
            ),
            models.CheckConstraint(
                name="delegation_not_to_oneself", condition=~Q(delegate=F("delegator"))
            ),
            models.CheckConstraint(
                name="delegation_from_before_until", condition=Q(until_date__gte=F("from_date"))
            ),
            models.CheckConstraint(name="delegation_has_reason", condition=~Q(reason="")),
        )

    def __str__(self):
        return f"{self.delegate} a.n. {self.delegator}"
