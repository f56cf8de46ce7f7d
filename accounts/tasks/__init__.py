"""What the worker does for the ground floor."""

from accounts.tasks.access import export_access
from accounts.tasks.imports import read_import
from accounts.tasks.service_end import close_accounts
from accounts.tasks.sweep import mail_password_reset, remove_old_files, sweep

__all__ = [
    "close_accounts",
    "export_access",
    "mail_password_reset",
    "read_import",
    "remove_old_files",
    "sweep",
]
