"""AssessedLevel: the ledger of what people have shown."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Employee
from competency.choices import LevelSource
from competency.models.framework import Competency


class AssessedLevelQuerySet(models.QuerySet):
    """Sets of ledger entries."""

    def visible_to(self, actor):
        """Keep one's own entries, those of one's team, and those in HR's scope."""
        people = Employee.objects.visible_to(actor)
        return self.filter(Q(employee=actor.employee) | Q(employee__in=people.values("pk")))


class AssessedLevel(models.Model):
    """A level of a competency that a person was found to have, on a day, by a named source."""

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="assessed_levels")
    competency = models.ForeignKey(Competency, on_delete=models.PROTECT, related_name="assessed")
    level = models.PositiveSmallIntegerField(_("level"))
    assessed_date = models.DateField(_("assessed on"))
    source = models.CharField(_("source"), max_length=20, choices=LevelSource)
    source_id = models.CharField(max_length=22)  # public id of the record it comes from
    version = models.PositiveSmallIntegerField(default=1)  # of the published result

    objects = AssessedLevelQuerySet.as_manager()

    class Meta:
        verbose_name = _("assessed level")
        constraints = (
            models.CheckConstraint(name="assessed_level_1_to_5", condition=Q(level__range=(1, 5))),
            models.UniqueConstraint(
                fields=("employee", "competency", "source_id", "version"),
                name="assessed_level_once_per_source",
            ),
        )

    def __str__(self):
        return f"{self.employee} {self.competency} {self.level}"
