"""Reopening: a released result is opened again by two persons (product.md section 7)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.choices import Role
from accounts.models import Employee
from accounts.models.public_id import PublicIdField
from appraisal.choices import ReopeningSide
from appraisal.models.evaluation import Evaluation


class ReopeningQuerySet(models.QuerySet):
    """Sets of requests to open a released result again."""

    def visible_to(self, actor):
        """Keep those the actor asked for or may answer; never those about oneself."""
        concerned = (
            Q(asked_by=actor.employee)
            | Q(evaluation__superior=actor.employee)
            | actor.as_hr("evaluation__org_unit", "evaluation__employee", roles=(Role.HR_ADMIN,))
        )
        return self.filter(concerned).exclude(evaluation__employee=actor.employee)

    def waiting(self):
        """Keep what nobody answered or withdrew."""
        return self.filter(answered_at=None, withdrawn_at=None)


class Reopening(models.Model):
    """Who asked and why, who answered, and what the employee had said about the version so far."""

    public_id = PublicIdField()
    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="reopenings")
    version = models.PositiveSmallIntegerField()  # of the published result that is in question
    side = models.CharField(max_length=10, choices=ReopeningSide)  # on which side the asker stands
    reason = models.TextField(_("reason"))
    asked_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", null=True)
    answered_at = models.DateTimeField(null=True)
    is_confirmed = models.BooleanField(null=True)
    answer = models.TextField(_("answer"), blank=True)
    acknowledged_at = models.DateTimeField(null=True)  # of the version that was opened again
    acknowledgement = models.TextField(blank=True)

    objects = ReopeningQuerySet.as_manager()

    class Meta:
        verbose_name = _("request to open a result again")
        constraints = (
            models.UniqueConstraint(
                fields=("evaluation",),
                name="reopening_one_waiting",
                condition=Q(answered_at__isnull=True, withdrawn_at__isnull=True),
            ),
            models.CheckConstraint(
                name="reopening_by_two_persons",
                condition=Q(answered_by__isnull=True) | ~Q(answered_by=F("asked_by")),
            ),
            models.CheckConstraint(
                name="reopening_answered_in_full",
                condition=Q(
                    answered_by__isnull=True, answered_at__isnull=True, is_confirmed__isnull=True
                )
                | Q(
                    answered_by__isnull=False,
                    answered_at__isnull=False,
                    is_confirmed__isnull=False,
                    withdrawn_at__isnull=True,
                ),
            ),
            models.CheckConstraint(name="reopening_has_reason", condition=~Q(reason="")),
        )

    def __str__(self):
        return f"{self.evaluation_id} v{self.version}"
