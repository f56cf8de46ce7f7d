"""UnitAchievement: the capaian kinerja organisasi, set before any predikat of the unit."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Employee, OrgUnit
from accounts.models.public_id import PublicIdField
from appraisal.choices import ACHIEVEMENT_WORDS, AchievementValue
from appraisal.models.cycle import EvaluationPeriod


class UnitAchievement(models.Model):
    """What a unit achieved in a period (PermenPANRB 6/2022 p. 92-97): step one of all evaluations."""

    public_id = PublicIdField()
    org_unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="achievements")
    period = models.ForeignKey(
        EvaluationPeriod, on_delete=models.PROTECT, related_name="achievements"
    )
    value = models.CharField(_("value"), max_length=20, choices=AchievementValue)
    source = models.CharField(_("source"), max_length=300)
    set_date = models.DateField(_("set on"))
    year = models.PositiveSmallIntegerField(_("year of the value"))
    is_last_year = models.BooleanField(_("last year's value is used"), default=False)
    recorded_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("unit achievement")
        constraints = (
            models.UniqueConstraint(
                fields=("org_unit", "period"), name="unit_achievement_once_per_period"
            ),
            models.CheckConstraint(name="unit_achievement_has_source", condition=~Q(source="")),
        )

    def __str__(self):
        return self.get_value_display()

    @property
    def word(self):
        """Return the value for a sentence that names the organisation itself."""
        return ACHIEVEMENT_WORDS[self.value]
