"""JobPosition: what a person is appointed to do."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import JSONObject
from django.utils.translation import gettext_lazy as _

from accounts.choices import FunctionalGrade, PositionKind
from accounts.models.public_id import PublicIdField
from accounts.rules.position_guess import bare_name

# What `titled` needs, read in a subquery.
TITLE_PARTS = JSONObject(name="job_position__name", grade="job_position__functional_grade")


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
        return self.title

    @property
    def title(self):
        """Return "Analis Kebijakan Ahli Muda": the name with its grade, said once."""
        return titled(self.name, self.functional_grade)


def titled(name, grade):
    """Return the name of a position with its grade, said once."""
    words = FunctionalGrade(grade).label if grade else ""
    return f"{bare_name(name, grade)} {words}".rstrip()
