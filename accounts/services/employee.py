"""Keep the account of a person: how to reach them, and whether they may sign in."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.queries.employee import accounts_managed_by
from accounts.refusals import Refusal
from accounts.services.audit import record_event

ACCOUNT_FIELDS = ("email", "phone", "is_active", "must_change_password")


@transaction.atomic
def update_account(*, employee, fields, actor, at):
    """Write e-mail, phone and access of a person; closing one's own account is refused."""
    if not accounts_managed_by(actor).filter(pk=employee.pk).exists():
        raise PermissionDenied
    if employee == actor.employee and not fields.get("is_active", True):
        raise Refusal(
            _("You cannot close your own account. Ask a colleague in HR."), code="oneself"
        )
    current = type(employee).objects.select_for_update().get(pk=employee.pk)
    changed = [name for name in ACCOUNT_FIELDS if getattr(current, name) != fields[name]]
    if changed:
        for name in changed:
            setattr(current, name, fields[name])
        current.save(update_fields=changed)
        record_event(subject=employee, action="account_changed", actor=actor, at=at, fields=changed)
    return changed
