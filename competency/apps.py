"""The competency floor."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CompetencyConfig(AppConfig):
    """Frameworks, standards and the ledger of assessed levels."""

    name = "competency"
    verbose_name = _("competency")
