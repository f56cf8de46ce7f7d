"""PositionStandard: the level that a post requires in a competency, dated."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.choices import FunctionalGrade, PositionKind
from accounts.models import JobPosition
from accounts.models.dated import DatedQuerySet, no_overlap
from accounts.models.public_id import PublicIdField
from competency.models.framework import Competency


class PositionStandard(models.Model):
    """The required level of a competency: for a kind and grade of post, or for one position.

    A row for one position goes before the row for its kind. Doubtful rows of the default table
    (competency.md section 1) are marked until the agency confirms them.
    """

    public_id = PublicIdField()
    competency = models.ForeignKey(Competency, on_delete=models.PROTECT, related_name="standards")
    position_kind = models.CharField(
        _("kind of position"), max_length=15, choices=PositionKind, blank=True
    )
    functional_grade = models.CharField(
        _("functional grade"), max_length=12, choices=FunctionalGrade, blank=True
    )
    job_position = models.ForeignKey(
        JobPosition,
        on_delete=models.PROTECT,
        related_name="standards",
        null=True,
        blank=True,
        verbose_name=_("position"),
    )
    level = models.PositiveSmallIntegerField(_("level"))
    from_date = models.DateField(_("from"))
    until_date = models.DateField(_("until"), null=True, blank=True)
    is_doubtful = models.BooleanField(_("to be confirmed"), default=False)
    note = models.CharField(_("note"), max_length=300, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("position competency standard")
        constraints = (
            models.CheckConstraint(name="standard_level_1_to_5", condition=Q(level__range=(1, 5))),
            models.CheckConstraint(
                name="standard_for_kind_or_position",
                condition=Q(job_position__isnull=True) & ~Q(position_kind="")
                | Q(job_position__isnull=False, position_kind="", functional_grade=""),
            ),
            models.CheckConstraint(
                name="standard_from_before_until",
                condition=Q(until_date__isnull=True) | Q(until_date__gte=F("from_date")),
            ),
            no_overlap(
                "standard_of_kind_no_overlap",
                "competency",
                "position_kind",
                "functional_grade",
                condition=Q(job_position__isnull=True),
            ),
            no_overlap(
                "standard_of_position_no_overlap",
                "competency",
                "job_position",
                condition=Q(job_position__isnull=False),
            ),
        )

    def __str__(self):
        return f"{self.competency}: {self.level}"
