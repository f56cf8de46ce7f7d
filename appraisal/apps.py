"""The appraisal floor."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AppraisalConfig(AppConfig):
    """A plan agreed by two people, and the evaluations that follow from it."""

    name = "appraisal"
    verbose_name = _("appraisal")
