"""What the worker does for the ground floor."""

from accounts.tasks.imports import read_import
from accounts.tasks.sweep import mail_password_reset, remove_old_files, sweep

__all__ = ["mail_password_reset", "read_import", "remove_old_files", "sweep"]
