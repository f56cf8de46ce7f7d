"""Write back what an import has changed, set by set."""

from django.db import connection

from accounts.models import (
    Assignment,
    Employee,
    JobPosition,
    Notification,
    OrgUnit,
    OrgUnitTerm,
    ReportingLine,
    SignInCode,
)
from accounts.queries.references import relations_to
from accounts.services.employee_import.trace import CHUNK, Step

DATED = (ReportingLine, Assignment, OrgUnitTerm)


def take_back(trace):
    """Remove the posts, lines and terms of the import; give the others what they had before."""
    for model in DATED:
        erase(model, trace.keys(model, Step.CREATED))
    release(trace)
    for model in (OrgUnitTerm, Employee, Assignment, ReportingLine):
        restore(model, trace.rows(model, Step.CHANGED))
    for model in (OrgUnitTerm, Assignment, ReportingLine):
        rows = trace.rows(model, Step.DELETED).items()
        model.objects.bulk_create(
            [with_values(model(pk=key), values) for key, values in rows], batch_size=CHUNK
        )


def release(trace):
    """Free the addresses and headships first that go back to somebody else."""
    people = trace.rows(Employee, Step.CHANGED).items()
    moving = [key for key, (old, _new) in people if "email" in old]
    Employee.objects.filter(pk__in=moving).update(email="")
    posts = trace.rows(Assignment, Step.CHANGED).items()
    posts = [key for key, (old, _new) in posts if "is_head" in old]
    Assignment.objects.filter(pk__in=posts, is_head=True).update(is_head=False)


def restore(model, changed):
    """Give rows the values they had before; what the import did not write stays as it is now."""
    rows = model.objects.filter(pk__in=changed).order_by("pk").select_for_update(no_key=True)
    found = [with_values(row, changed[row.pk][0]) for row in rows]
    names = {model._meta.get_field(name).name for old, _new in changed.values() for name in old}
    if found:
        model.objects.bulk_create(  # one statement for each thousand rows, not one for each field
            found,
            batch_size=CHUNK,
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=sorted(names),
        )


def with_values(row, values):
    """Return a row with stored values."""
    for name, value in values.items():
        setattr(row, name, row._meta.get_field(name).to_python(value))
    return row


def remove_created(trace):
    """Remove the people, units and positions of the import; a position that others use stays."""
    people = trace.keys(Employee, Step.CREATED)
    erase(Notification, people, "recipient_id")
    erase(SignInCode, people, "employee_id")
    erase(Employee, people)
    erase(OrgUnit, trace.keys(OrgUnit, Step.CREATED))
    positions = trace.keys(JobPosition, Step.CREATED)
    for relation in relations_to(JobPosition) if positions else ():
        rows = relation.related_model.objects.filter(**{f"{relation.field.name}__in": positions})
        positions -= set(rows.values_list(relation.field.attname, flat=True))
    erase(JobPosition, positions)


def erase(model, keys, column="id"):
    """Delete rows in one statement; the database refuses what something still points at."""
    if not keys:
        return
    name = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {name} WHERE {column} = ANY(%s)", [list(keys)])
