"""Grant and end roles: only the HR administrator of the whole agency does."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.choices import Role
from accounts.models import RoleGrant
from accounts.queries.actor import administrators_of_everything
from accounts.refusals import Refusal
from accounts.services.audit import record_event

ALREADY = _("This person already holds this role in this unit on some of these days.")

ENDED = _("The role of %(name)s has already ended. Grant it again.")
NOT_LATER = _("The role of %(name)s already holds that long. Choose a later day.")


@transaction.atomic
def grant_role(*, employee, role, org_unit, with_sub_units, days, actor, at):
    """Give a person a role in a unit, on the days (from, until or None)."""
    refuse_unless_grantor(actor)
    same = RoleGrant.objects.filter(employee=employee, role=role, org_unit=org_unit)
    if same.filter(within(*days)).exists():
        raise Refusal(ALREADY, code="already")
    grant = RoleGrant(
        employee=employee,
        role=role,
        org_unit=org_unit,
        with_sub_units=with_sub_units,
        from_date=days[0],
        until_date=days[1],
    )
    try:
        with transaction.atomic():
            grant.save()
    except IntegrityError as error:  # somebody else granted it at the same moment
        raise Refusal(ALREADY, code="already") from error
    log_grant(grant=grant, action="role_granted", actor=actor, at=at)
    return grant


def within(from_date, until_date):
    """Return the condition "holds on some of these days"; without an end the days never end."""
    begun = Q(from_date__lte=until_date) if until_date else Q()
    return begun & (Q(until_date__isnull=True) | Q(until_date__gte=from_date))


@transaction.atomic
def end_role(*, grant, actor, at):
    """End a role at once: yesterday was its last day. One granted today or later is taken back."""
    refuse_unless_grantor(actor)
    today = timezone.localdate(at)
    grant = RoleGrant.objects.select_for_update().get(pk=grant.pk)
    if grant.until_date and grant.until_date < today:
        raise Refusal(_("This role has already ended."), code="ended")
    refuse_last_administrator(grant, today)
    log_grant(grant=grant, action="role_ended", actor=actor, at=at)
    if grant.from_date >= today:
        grant.delete()
    else:
        grant.until_date = today - timedelta(days=1)
        grant.save(update_fields=["until_date"])


@transaction.atomic
def end_roles(*, grants, actor, at):
    """End several roles at once, all or none; the last administrator stays."""
    for grant in grants:
        end_role(grant=grant, actor=actor, at=at)


@transaction.atomic
def extend_roles(*, grants, until_date, actor, at):
    """Let roles hold until a later day, or without an end; all or none."""
    refuse_unless_grantor(actor)
    today = timezone.localdate(at)
    if until_date and until_date < today:
        raise Refusal(_("Choose today or a later day."), code="past")
    keys = [grant.pk for grant in grants]
    for grant in RoleGrant.objects.select_for_update().filter(pk__in=keys).order_by("pk"):
        extend(grant, until_date, today, actor, at)


def extend(grant, until_date, today, actor, at):
    """Write a later end; what has ended is granted anew instead."""
    if grant.until_date and grant.until_date < today:
        raise Refusal(ENDED, code="ended", params={"name": grant.employee.name})
    if not is_later(until_date, grant.until_date):
        raise Refusal(NOT_LATER, code="not_later", params={"name": grant.employee.name})
    grant.until_date = until_date
    try:
        with transaction.atomic():
            grant.save(update_fields=["until_date"])
    except IntegrityError as error:  # the same role is already granted for days after it
        raise Refusal(ALREADY, code="already") from error
    log_grant(grant=grant, action="role_extended", actor=actor, at=at)


def is_later(new, old):
    """Tell whether an end lies after another one; none is later than all."""
    return old is not None and (new is None or new > old)


def refuse_unless_grantor(actor):
    """Say no to everybody else."""
    if not actor.is_hr_of_everything:
        raise PermissionDenied


def refuse_last_administrator(grant, today):
    """Keep at least one HR administrator of the whole agency."""
    held = RoleGrant.objects.select_for_update(of=("self",)).in_force(today).order_by("pk")
    held = list(held.filter(role=Role.HR_ADMIN, employee__is_active=True))
    others = [one for one in held if one.pk != grant.pk]
    keepers = administrators_of_everything(others, today)
    if administrators_of_everything(held, today) and not keepers:
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
