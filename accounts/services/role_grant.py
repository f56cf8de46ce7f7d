"""Grant and end roles: only the HR administrator of the whole agency does."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.choices import Role
from accounts.models import RoleGrant
from accounts.queries.org_tree import org_tree
from accounts.refusals import Refusal
from accounts.services.audit import record_event


@transaction.atomic
def grant_role(*, employee, role, org_unit, with_sub_units, days, actor, at):
    """Give a person a role in a unit, on the days (from, until or None)."""
    refuse_unless_grantor(actor)
    from_date, until_date = days
    same = RoleGrant.objects.filter(employee=employee, role=role, org_unit=org_unit)
    if same.in_force(from_date).exists():
        raise Refusal(_("This person already holds this role in this unit."), code="already")
    grant = RoleGrant.objects.create(
        employee=employee,
        role=role,
        org_unit=org_unit,
        with_sub_units=with_sub_units,
        from_date=from_date,
        until_date=until_date,
    )
    log_grant(grant=grant, action="role_granted", actor=actor, at=at)
    return grant


@transaction.atomic
def end_role(*, grant, actor, at):
    """End a role at once: yesterday was its last day. One granted today or later is taken back."""
    refuse_unless_grantor(actor)
    today = timezone.localdate(at)
    grant = RoleGrant.objects.select_for_update().get(pk=grant.pk)
    refuse_last_administrator(grant, today)
    log_grant(grant=grant, action="role_ended", actor=actor, at=at)
    if grant.from_date >= today:
        grant.delete()
    else:
        grant.until_date = today - timedelta(days=1)
        grant.save(update_fields=["until_date"])


def refuse_unless_grantor(actor):
    """Say no to everybody else."""
    if not actor.is_hr_of_everything:
        raise PermissionDenied


def refuse_last_administrator(grant, today):
    """Keep at least one HR administrator of the whole agency."""
    roots = org_tree(today).roots
    keepers = (
        RoleGrant.objects.select_for_update()
        .in_force(today)
        .filter(role=Role.HR_ADMIN, with_sub_units=True, org_unit__in=roots)
        .filter(employee__is_active=True)
    )
    if [keeper.pk for keeper in keepers] == [grant.pk]:
        message = _(
            "This is the last HR administrator of the whole agency. "
            "Grant the role to a colleague first."
        )
        raise Refusal(message, code="last_administrator")


def log_grant(*, grant, action, actor, at):
    """Write the grant into the chain of the person who holds it."""
    record_event(
        subject=grant.employee,
        action=action,
        actor=actor,
        at=at,
        grant=grant.public_id,
        role=grant.role,
        org_unit=grant.org_unit.public_id,
    )
