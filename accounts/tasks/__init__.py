"""What the worker does for the ground floor."""

from accounts.tasks.sweep import mail_password_reset, sweep

__all__ = ["mail_password_reset", "sweep"]
