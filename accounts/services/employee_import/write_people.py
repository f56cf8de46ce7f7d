"""Write the people of a plan."""

from django.contrib.auth.hashers import make_password

from accounts.choices import EmployeeKind
from accounts.models import Employee
from accounts.services.employee_import.state import PERSON_FIELDS

CHUNK = 1000


def write_people(draft):
    """Create and change people; return {row: Employee} for all rows that are not rejected."""
    rows = draft.accepted()
    new = [row for row in rows if row.existing is None]
    created = Employee.objects.bulk_create([new_employee(row) for row in new], batch_size=CHUNK)
    changed = [row for row in rows if row.existing and row.field_changes]
    release_addresses(changed)
    Employee.objects.bulk_create(  # one statement for each thousand people, not one for each field
        [as_it_will_be(row) for row in changed],
        batch_size=CHUNK,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=list(PERSON_FIELDS),
    )
    employees = dict(zip(new, created, strict=True))
    return employees | {row: known(row) for row in rows if row.existing}


def new_employee(row):
    """Return a person who cannot sign in before a first-sign-in code was used."""
    fields = {"kind": EmployeeKind.ASN} | row.field_changes
    return Employee(
        nip=row.data.get("nip"),
        password=make_password(None),
        must_change_password=True,
        **{name: fields[name] for name in PERSON_FIELDS if fields.get(name)},
    )


def as_it_will_be(row):
    """Return a person of Selaras with the changed facts."""
    person = row.existing
    fields = person.fields | row.field_changes
    return Employee(pk=person.pk, nip=person.nip, **fields)


def known(row):
    """Return a person of Selaras as far as others need to know."""
    return Employee(pk=row.existing.pk, public_id=row.existing.public_id)


def release_addresses(rows):
    """Empty the e-mail addresses that change first, so that two people may swap theirs."""
    moving = [row.existing.pk for row in rows if "email" in row.field_changes]
    Employee.objects.filter(pk__in=moving).update(email="")
