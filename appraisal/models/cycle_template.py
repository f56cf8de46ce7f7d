"""CycleTemplate, and Asking: what a cycle copies from its template."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Employee
from accounts.models.public_id import PublicIdField
from appraisal.choices import CycleOption, NarrativeKind, PeriodKind
from appraisal.models import shipped_words


class Asking(models.Model):
    """What is asked of people: the columns that a cycle copies from its template."""

    parts = models.JSONField(default=dict)  # Part -> "required", "optional", "off", "unavailable"
    narratives = models.JSONField(default=dict)  # NarrativeKind -> "required" or "optional"
    options = ArrayField(
        models.CharField(max_length=20, choices=CycleOption), default=list, blank=True
    )

    class Meta:
        abstract = True

    def has_part(self, part):
        """Tell whether a part is switched on, required or optional."""
        return self.parts.get(part) in {"required", "optional"}

    def requires_part(self, part):
        """Tell whether a part must be filled in."""
        return self.parts.get(part) == "required"

    def narrative_kinds(self):
        """Return the stories that are asked for, in the order of the form."""
        return [kind for kind in NarrativeKind if kind in self.narratives]

    def requires_narrative(self, kind):
        """Tell whether a story must be written."""
        return self.narratives.get(kind) == "required"

    def has_option(self, option):
        """Tell whether an option is switched on."""
        return option in self.options


class CycleTemplateQuerySet(models.QuerySet):
    """Sets of templates."""

    def offered(self):
        """Keep what a new cycle may be made from, in the order of the list."""
        return self.filter(archived_at=None).order_by("position", "pk")


class CycleTemplate(Asking):
    """One way in which agencies run an appraisal; data, so that a new one needs no code."""

    public_id = PublicIdField()
    code = models.CharField(_("code"), max_length=10, unique=True)
    name = models.CharField(_("name"), max_length=120)
    summary = models.TextField(_("summary"))
    criteria = models.JSONField(default=list)  # [{"code", "name", "description"}]
    periods = ArrayField(models.CharField(max_length=10, choices=PeriodKind))
    is_available = models.BooleanField(_("can be opened"), default=False)
    position = models.PositiveSmallIntegerField(default=0)
    created_by = models.ForeignKey(
        Employee, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )  # nobody: it ships with the product
    created_at = models.DateTimeField(null=True)
    archived_at = models.DateTimeField(null=True)  # not offered any more

    objects = CycleTemplateQuerySet.as_manager()

    class Meta:
        verbose_name = _("cycle template")
        constraints = (
            models.CheckConstraint(name="cycle_template_has_name", condition=~Q(name="")),
        )

    def __str__(self):
        return f"{self.code} {self.name}"

    @property
    def is_own(self):
        """Tell whether the agency made it."""
        return self.created_by_id is not None

    @property
    def title(self):
        """Return the name in the reader's language; an agency's own as it was written."""
        return self.name if self.is_own else str(shipped_words.TEMPLATES[self.code][0])

    @property
    def about(self):
        """Return the summary in the reader's language; an agency's own as it was written."""
        return self.summary if self.is_own else str(shipped_words.TEMPLATES[self.code][1])
