"""Measure: the columns of an indicator with its target, in a plan and in the library."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from appraisal.choices import Aspect, Direction, Perspective

MEASURE_FIELDS = (
    "position",
    "aspect",
    "statement",
    "target_text",
    "target_min",
    "target_max",
    "unit_of_measure",
    "direction",
    "perspective",
)


class Measure(models.Model):
    """What is measured, and what should be reached; numbers only in the quantitative approach."""

    position = models.PositiveSmallIntegerField(default=0)
    aspect = models.CharField(_("aspect"), max_length=10, choices=Aspect, blank=True)
    statement = models.TextField(_("indicator"))
    target_text = models.CharField(_("target"), max_length=300)
    target_min = models.DecimalField(
        _("target, number"), max_digits=14, decimal_places=4, null=True, blank=True
    )
    target_max = models.DecimalField(
        _("target, upper bound"), max_digits=14, decimal_places=4, null=True, blank=True
    )
    unit_of_measure = models.CharField(_("unit of measure"), max_length=60, blank=True)
    direction = models.CharField(
        _("direction"), max_length=6, choices=Direction, default=Direction.UP
    )
    perspective = models.CharField(_("perspective"), max_length=15, choices=Perspective, blank=True)

    class Meta:
        abstract = True

    def __str__(self):
        return self.statement

    def values(self):
        """Return the columns of this measure, for a copy."""
        return {name: getattr(self, name) for name in MEASURE_FIELDS}
