"""The account in whose name the calendar acts."""

from accounts.choices import EmployeeKind
from accounts.models import Employee


def ensure_system_account():
    """Return the system account; it can never sign in."""
    account = Employee.objects.filter(kind=EmployeeKind.SYSTEM).first()
    if account is None:
        account = Employee(kind=EmployeeKind.SYSTEM, name="Selaras", is_active=False)
        account.set_unusable_password()
        account.save()
    return account
