"""The words of the competency floor."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CompetencyCategory(TextChoices):
    """Kinds of competency (PermenPANRB 38/2017)."""

    MANAGERIAL = "MANAGERIAL", _("managerial")
    SOCIOCULTURAL = "SOCIOCULTURAL", _("sociocultural")
    TECHNICAL = "TECHNICAL", _("technical")


class LevelSource(TextChoices):
    """Where an entry of the ledger comes from. A supervisor's rating is never called a BKN assessment."""

    SUPERVISOR = "SUPERVISOR", _("supervisor's rating")
    ASSESSMENT_CENTRE = "ASSESSMENT_CENTRE", _("assessment centre")
    COURSE = "COURSE", _("finished course")


LEVELS = range(1, 6)
