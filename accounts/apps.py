"""The accounts floor."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """People, units, posts, notices and the audit trail."""

    name = "accounts"
    verbose_name = _("accounts")
