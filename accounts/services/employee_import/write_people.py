"""Write the people of a plan."""

from django.contrib.auth.hashers import make_password

from accounts.choices import EmployeeKind
from accounts.models import Employee
from accounts.services.employee_import.state import PERSON_FIELDS

CHUNK = 1000


def lock_people(draft):
    """Lock the people whom the plan changes; return {row: Employee as it is now}."""
    rows = [row for row in draft.accepted() if row.existing and row.field_changes]
    people = Employee.objects.filter(pk__in=[row.existing.pk for row in rows]).order_by("pk")
    locked = {person.pk: person for person in people.select_for_update(no_key=True)}
    return {row: locked[row.existing.pk] for row in rows}


def is_as_planned(row, person):
    """Tell whether what a row changes about a person still is what the plan has seen."""
    return all(getattr(person, name) == row.existing.fields[name] for name in row.field_changes)


def write_people(draft, locked):
    """Create people and change the locked ones; return {row: Employee} for all rows that come in."""
    rows = draft.accepted()
    new = [row for row in rows if row.existing is None]
    created = Employee.objects.bulk_create([new_employee(row) for row in new], batch_size=CHUNK)
    write_changes(locked)
    employees = dict(zip(new, created, strict=True))
    return employees | {row: known(row) for row in rows if row.existing}


def write_changes(locked):
    """Write the changed facts; what else stands in these rows is locked, so it stays as it is."""
    if not locked:
        return
    release_addresses(locked)
    for row, person in locked.items():
        for name, value in row.field_changes.items():
            setattr(person, name, value)
    Employee.objects.bulk_create(  # one statement for each thousand people, not one for each field
        locked.values(),
        batch_size=CHUNK,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=sorted({name for row in locked for name in row.field_changes}),
    )


def new_employee(row):
    """Return a person who cannot sign in before a first-sign-in code was used."""
    fields = {"kind": EmployeeKind.ASN} | row.field_changes
    return Employee(
        nip=row.data.get("nip"),
        password=make_password(None),
        must_change_password=True,
        **{name: fields[name] for name in PERSON_FIELDS if fields.get(name)},
    )


def known(row):
    """Return a person of Selaras as far as others need to know."""
    return Employee(pk=row.existing.pk, public_id=row.existing.public_id)


def release_addresses(rows):
    """Empty the e-mail addresses that change first, so that two people may swap theirs."""
    moving = [row.existing.pk for row in rows if "email" in row.field_changes]
    Employee.objects.filter(pk__in=moving).update(email="")
