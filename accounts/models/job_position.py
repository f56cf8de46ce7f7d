"""JobPosition: what a person is appointed to do."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.choices import FunctionalGrade, PositionKind
from accounts.models.public_id import PublicIdField
from accounts.rules.position_guess import bare_name


class JobPosition(models.Model):
    """A position by name, kind, grade (functional positions) and class."""

    public_id = PublicIdField()
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=15, choices=PositionKind)
    functional_grade = models.CharField(
        _("functional grade"), max_length=12, choices=FunctionalGrade, blank=True
    )
    job_class = models.PositiveSmallIntegerField(_("job class"), null=True, blank=True)

    class Meta:
        verbose_name = _("job position")
        constraints = (
            models.UniqueConstraint(
                fields=("name", "kind", "functional_grade"), name="job_position_unique"
            ),
            models.CheckConstraint(
                name="job_position_grade_only_if_functional",
                condition=Q(kind=PositionKind.FUNCTIONAL) | Q(functional_grade=""),
            ),
            models.CheckConstraint(
                name="job_position_class_1_to_17",
                condition=Q(job_class__isnull=True) | Q(job_class__range=(1, 17)),
            ),
        )

    def __str__(self):
        return self.name

    @property
    def title(self):
        """Return "Analis Kebijakan Ahli Muda": the name with its grade, said once."""
        grade = str(self.get_functional_grade_display())
        return f"{bare_name(self.name, self.functional_grade)} {grade}".rstrip()
