"""Plan what HR enters about one person by hand, the way a workbook of one row would be planned."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.choices import EmployeeKind, ImportAction, ImportKind
from accounts.models import Employee, ImportBatch, ImportRow
from accounts.refusals import Refusal
from accounts.services.audit import record_event
from accounts.services.employee_import.layout import PERSON_WORDS
from accounts.services.employee_import.plan import make_plan
from accounts.services.employee_import.problems import errors_of
from accounts.services.employee_import.read_rows import read_person
from accounts.services.employee_import.reading import store
from accounts.services.employee_import.table import Line, Table

SHEET = "1"
COLUMNS = {name: name for name in PERSON_WORDS}  # a problem names the field it is about
FACTS = {"tables": [{"sheet": SHEET, "holds_units": False, "columns": COLUMNS}]}
SAME = _("Nothing would change: everything stands like that already.")


@transaction.atomic
def plan_entry(*, cells, typed, effective_date, actor, at):
    """Keep the plan for one person as a preview; return it, or None and the errors of the cells.

    `cells` are what a row of a workbook would say, `typed` is what the form needs to show it again.
    """
    if not actor.is_hr:
        raise PermissionDenied
    entry = ImportBatch(
        kind=ImportKind.BY_HAND,
        file_name=cells["name"],
        effective_date=effective_date,
        uploaded_by=actor.employee,
        uploaded_at=at,
    )
    row, draft = planned_row(entry, cells, actor)
    if draft.people[0].is_rejected:
        return None, errors_of(draft.people[0].problems)
    if draft.people[0].action == ImportAction.UNCHANGED:
        raise Refusal(SAME, code="same")
    entry.save()
    store(entry, [row], draft, FACTS | {"typed": typed}, at)
    return entry, []


def planned_row(entry, cells, actor):
    """Return the one row of an entry and its plan."""
    places = dict(enumerate(COLUMNS))
    table = Table(SHEET, holds_units=False, header_row=0, columns=places, headers=places)
    data, problems = read_person(Line(1, dict(cells), {}), table)
    row = ImportRow(batch=entry, sheet=SHEET, number=1, data=data, problems=problems)
    draft = make_plan(rows=[row], facts=FACTS, effective_date=entry.effective_date, actor=actor)
    return row, draft


def person_of(entry):
    """Return the person whom an entry is about, None before a new one is written."""
    data = entry.rows.get().data
    if data.get("kind") == EmployeeKind.OFFICIAL:
        return Employee.objects.filter(email__iexact=data["email"]).first()
    return Employee.objects.filter(nip=data["nip"]).first()


def keep_person(*, entry, employee, actor, at):
    """Remember with an applied entry whom it was about, and record it with that person."""
    row = entry.rows.get()
    entry.facts |= {"employee": employee.public_id}
    entry.save(update_fields=["facts"])
    is_new = row.action == ImportAction.NEW
    record_event(
        subject=employee,
        action="employee_added" if is_new else "employee_moved",
        actor=actor,
        at=at,
        from_date=entry.effective_date.isoformat(),
        fields=[name for name, _old, _new in row.changes],
    )
