"""One-time codes for the first sign-in: made for HR to hand out, shown once, kept as a hash."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from accounts.models import Employee, SignInCode
from accounts.permissions import Actor
from accounts.queries.employee import accounts_managed_by
from accounts.refusals import Refusal
from accounts.services.audit import record_event
from accounts.services.password import set_password

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # without I, L, O, 0 and 1: nobody misreads a sheet
LENGTH = 10
VALID_FOR = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class IssuedCode:
    """A code in clear, for the one moment in which it is shown or mailed."""

    employee: Employee
    code: str
    expires_at: datetime

    @property
    def printed(self):
        """Return the code in two groups, as it stands on the sheet."""
        return f"{self.code[:5]}-{self.code[5:]}"


@transaction.atomic
def issue_sign_in_codes(*, employees, actor, at):
    """Make a fresh code for each person; codes made before and not used stop working."""
    people = list(employees)
    managed = accounts_managed_by(actor).filter(pk__in=[person.pk for person in people])
    if managed.count() != len(people):
        raise PermissionDenied
    SignInCode.objects.filter(employee__in=people, used_at=None).delete()
    issued = [IssuedCode(person, new_code(), at + VALID_FOR) for person in people]
    SignInCode.objects.bulk_create(
        SignInCode(
            employee=one.employee,
            code_hash=hash_of(one.code),
            created_by=actor.employee,
            created_at=at,
            expires_at=one.expires_at,
        )
        for one in issued
    )
    for person in people:
        record_event(subject=person, action="sign_in_code_issued", actor=actor, at=at)
    return issued


def find_sign_in_code(*, name, code, at):
    """Return the unused code of a person by NIP or e-mail; one refusal for every fault."""
    name = "".join(name.split())
    found = (
        SignInCode.objects.filter(code_hash=hash_of(code), used_at=None, expires_at__gt=at)
        .filter(Q(employee__nip=name) | Q(employee__email__iexact=name), employee__is_active=True)
        .select_related("employee")
        .first()
    )
    if found is None:
        message = _(
            "NIP and code do not match, or the code was used or has expired. "
            "Ask your HR administrator for a new one."
        )
        raise Refusal(message, code="no_such_code")
    return found


@transaction.atomic
def choose_first_password(*, sign_in_code, password, at):
    """Use a code up and set the password that its owner has chosen."""
    locked = SignInCode.objects.select_for_update().filter(
        pk=sign_in_code.pk, used_at=None, expires_at__gt=at
    )
    if not locked.update(used_at=at):
        raise Refusal(_("This code was used or has expired. Ask for a new one."), code="code_used")
    employee = sign_in_code.employee
    set_password(employee=employee, password=password, at=at)
    actor = Actor(employee=employee, on=timezone.localdate(at))
    record_event(subject=employee, action="sign_in_code_used", actor=actor, at=at)
    return employee


def new_code():
    """Return 49 random bits in letters and digits that cannot be misread."""
    return "".join(secrets.choice(ALPHABET) for _position in range(LENGTH))


def hash_of(code):
    """Return the keyed hash under which a code is kept; spaces, hyphens and case do not matter."""
    plain = "".join(letter for letter in code.upper() if letter.isalnum())
    return salted_hmac("accounts.sign_in_code", plain, algorithm="sha256").hexdigest()
