"""LibraryResult, LibraryIndicator: planned results that others may copy, without a name."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.choices import PositionKind
from accounts.models import Employee, OrgUnit
from accounts.models.public_id import PublicIdField
from appraisal.models.measure import Measure
from appraisal.models.work_plan import PlannedResult


class LibraryResultQuerySet(models.QuerySet):
    """Sets of results of the library."""

    def offered(self):
        """Keep what was not withdrawn: everybody may read and copy it."""
        return self.filter(withdrawn_at=None)

    def managed_by(self, actor):
        """Keep what the actor may withdraw or offer again: the own ones, and those of HR's units."""
        own = Q(added_by=actor.employee)
        return self.filter(own | actor.as_hr("org_unit", "added_by"))


class LibraryResult(models.Model):
    """A planned result that HR or a supervisor put into the agency's library."""

    public_id = PublicIdField()
    position_kind = models.CharField(_("kind of position"), max_length=15, choices=PositionKind)
    org_unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="+")
    statement = models.TextField(_("planned result"))
    leaders_result = models.TextField(_("leader's planned result it serves"), blank=True)
    source = models.ForeignKey(
        PlannedResult, on_delete=models.SET_NULL, related_name="library_results", null=True
    )
    added_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    objects = LibraryResultQuerySet.as_manager()

    class Meta:
        verbose_name = _("result of the library")
        constraints = (
            models.CheckConstraint(name="library_result_has_statement", condition=~Q(statement="")),
            models.UniqueConstraint(
                fields=("source",), name="library_result_once", condition=Q(source__isnull=False)
            ),
        )
        indexes = (models.Index(fields=("position_kind", "added_at"), name="library_by_kind"),)

    def __str__(self):
        return self.statement


class LibraryIndicator(Measure):
    """An indicator of a result of the library."""

    library_result = models.ForeignKey(
        LibraryResult, on_delete=models.CASCADE, related_name="indicators"
    )

    class Meta:
        verbose_name = _("indicator of the library")
        constraints = (
            models.CheckConstraint(
                name="library_indicator_range_in_order",
                condition=Q(target_max__isnull=True)
                | Q(target_min__isnull=False, target_max__gte=F("target_min")),
            ),
            models.CheckConstraint(
                name="library_indicator_has_statement", condition=~Q(statement="")
            ),
        )
