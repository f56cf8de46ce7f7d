"""The training floor."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrainingConfig(AppConfig):
    """How a gap is closed: courses, recommendations, plans (built from the next issue on)."""

    name = "training"
    verbose_name = _("training")
