"""The very first step of an installation: the agency as the root of the tree, and one administrator."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.choices import EmployeeKind, Role
from accounts.models import Employee, OrgUnit, OrgUnitTerm, RoleGrant
from accounts.queries.actor import actor_of, system_actor
from accounts.refusals import Refusal
from accounts.services.audit import record_event
from accounts.services.sign_in_code import issue_sign_in_codes


@dataclass(frozen=True, slots=True)
class Agency:
    """What the first step made: the root unit, the administrator, and the code to sign in with."""

    root: OrgUnit
    administrator: Employee
    code: str


@transaction.atomic
def start_agency(*, code, name, administrator_name, email, at):
    """Make the root unit and an HR administrator of everything; refused once there is a unit."""
    if OrgUnit.objects.exists():
        raise Refusal(_("The agency has been set up already."), code="already")
    today = timezone.localdate(at)
    root = OrgUnit.objects.create(code=code)
    OrgUnitTerm.objects.create(unit=root, name=name, from_date=today.replace(month=1, day=1))
    administrator = Employee(kind=EmployeeKind.OFFICIAL, name=administrator_name, email=email)
    administrator.set_unusable_password()
    administrator.save()
    RoleGrant.objects.create(
        employee=administrator, role=Role.HR_ADMIN, org_unit=root, from_date=today
    )
    record_event(subject=root, action="start_agency", actor=system_actor(today), at=at)
    issued = issue_sign_in_codes(
        employees=[administrator], actor=actor_of(administrator, today), at=at
    )
    return Agency(root, administrator, issued[0].printed)
