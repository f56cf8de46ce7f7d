"""CompetencyFramework (versioned), Competency, ProficiencyLevel."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models.dated import no_overlap
from accounts.models.public_id import PublicIdField
from competency.choices import CompetencyCategory, competency_name, level_name


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


class CompetencyQuerySet(models.QuerySet):
    """Sets of competencies."""

    def in_force(self, on):
        """Keep what the dictionary holds on a day; its own entries without dates hold for good."""
        begun = Q(from_date__isnull=True) | Q(from_date__lte=on)
        return self.filter(begun, Q(until_date__isnull=True) | Q(until_date__gte=on))

    def not_over(self, on):
        """Keep what holds on a day or will hold later."""
        return self.filter(Q(until_date__isnull=True) | Q(until_date__gte=on))


class Competency(models.Model):
    """One competency of a framework.

    A technical competency that the agency added itself has a first day and perhaps a last one; once
    something uses it, its words stay and a new version with the same code takes its place. A cycle
    asks what the dictionary held on the day the cycle was opened.
    """

    public_id = PublicIdField()
    framework = models.ForeignKey(
        CompetencyFramework, on_delete=models.PROTECT, related_name="competencies"
    )
    code = models.CharField(_("code"), max_length=20)
    name = models.CharField(_("name"), max_length=120)
    category = models.CharField(_("category"), max_length=15, choices=CompetencyCategory)
    definition = models.TextField(_("definition"))
    position = models.PositiveSmallIntegerField(_("position"))
    name_en = models.CharField(_("English name"), max_length=120, blank=True)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    from_date = models.DateField(_("in force from"), null=True, blank=True)
    until_date = models.DateField(_("in force until"), null=True, blank=True)

    objects = CompetencyQuerySet.as_manager()

    class Meta:
        verbose_name = _("competency")
        verbose_name_plural = _("competencies")
        constraints = (
            no_overlap("competency_code_no_overlap", "framework", "code"),
            models.UniqueConstraint(
                fields=("framework", "code", "version"), name="competency_version_unique"
            ),
            models.CheckConstraint(
                name="competency_own_is_technical",
                condition=Q(from_date__isnull=True, until_date__isnull=True)
                | Q(from_date__isnull=False, category=CompetencyCategory.TECHNICAL),
            ),
            models.CheckConstraint(
                name="competency_from_before_until",
                condition=Q(until_date__isnull=True) | Q(until_date__gte=F("from_date")),
            ),
        )

    def __str__(self):
        return self.name

    @property
    def title(self):
        """Return the name in the reader's language, as far as there is one."""
        if self.name_en and get_language() == "en":
            return self.name_en
        return competency_name(self.name)

    @property
    def is_own(self):
        """Tell whether the agency added it; the entries of the regulation carry no dates."""
        return self.from_date is not None

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

    @property
    def title(self):
        """Return the name in the reader's language; papers print the stored one."""
        return level_name(self.label)
