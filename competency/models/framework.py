"""CompetencyFramework (versioned), Competency, ProficiencyLevel."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models.public_id import PublicIdField
from competency.choices import CompetencyCategory


class CompetencyFrameworkQuerySet(models.QuerySet):
    """Sets of frameworks."""

    def current(self, on):
        """Return the framework in force on a day, or None."""
        return self.filter(from_date__lte=on).order_by("-from_date", "-version", "-pk").first()


class CompetencyFramework(models.Model):
    """A dictionary of competencies in one version; a change makes a new version."""

    public_id = PublicIdField()
    name = models.CharField(_("name"), max_length=120)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    from_date = models.DateField(_("in force from"))
    source = models.CharField(_("source"), max_length=300, blank=True)

    objects = CompetencyFrameworkQuerySet.as_manager()

    class Meta:
        verbose_name = _("competency framework")
        constraints = (
            models.UniqueConstraint(fields=("name", "version"), name="framework_version_unique"),
        )

    def __str__(self):
        return f"{self.name} v{self.version}"


class Competency(models.Model):
    """One competency of a framework."""

    public_id = PublicIdField()
    framework = models.ForeignKey(
        CompetencyFramework, on_delete=models.PROTECT, related_name="competencies"
    )
    code = models.CharField(_("code"), max_length=20)
    name = models.CharField(_("name"), max_length=120)
    category = models.CharField(_("category"), max_length=15, choices=CompetencyCategory)
    definition = models.TextField(_("definition"))
    position = models.PositiveSmallIntegerField(_("position"))

    class Meta:
        verbose_name = _("competency")
        verbose_name_plural = _("competencies")
        constraints = (
            models.UniqueConstraint(fields=("framework", "code"), name="competency_code_unique"),
        )

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        """Return the page of this competency in the dictionary."""
        return reverse("competency:competency_detail", args=[self.public_id])


class ProficiencyLevel(models.Model):
    """One of the five levels of a competency, with exactly three indicators."""

    competency = models.ForeignKey(Competency, on_delete=models.CASCADE, related_name="levels")
    level = models.PositiveSmallIntegerField(_("level"))
    label = models.CharField(_("label"), max_length=40)
    description = models.TextField(_("description"))
    indicators = ArrayField(models.TextField(), verbose_name=_("indicators"))

    class Meta:
        verbose_name = _("proficiency level")
        constraints = (
            models.UniqueConstraint(fields=("competency", "level"), name="level_unique"),
            models.CheckConstraint(name="level_1_to_5", condition=Q(level__range=(1, 5))),
            models.CheckConstraint(
                name="level_has_three_indicators", condition=Q(indicators__len=3)
            ),
        )

    def __str__(self):
        return f"{self.competency} {self.level}"
