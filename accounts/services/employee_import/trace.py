"""Write down what an import does to each row, so that it can be taken back for a day."""

from dataclasses import dataclass

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Q

from accounts.models import (
    Assignment,
    Employee,
    ImportTrace,
    JobPosition,
    OrgUnit,
    OrgUnitTerm,
    ReportingLine,
)
from accounts.services.employee_import.state import PERSON_FIELDS
from accounts.services.employee_import.write_units import needed_units

CHUNK = 1000
Step = ImportTrace.Step
FIELDS = {
    OrgUnit: ("code",),
    JobPosition: ("name",),
    Employee: (*PERSON_FIELDS, "nip", "is_active"),
    OrgUnitTerm: ("unit_id", "name", "parent_id", "from_date", "until_date"),
    Assignment: (
        "employee_id", "job_position_id", "org_unit_id", "kind", "is_head", "from_date", "until_date",
    ),
    ReportingLine: (
        "assignment_id", "employee_id", "supervisor_id", "is_outside", "from_date", "until_date",
    ),
}  # fmt: skip
OWNER_COLUMNS = {"employee_id", "unit_id"}
as_json = DjangoJSONEncoder().default


@dataclass(slots=True)
class Scope:
    """The units, positions and people (primary keys) that an import touches."""

    units: set[int]
    positions: set[int]
    people: set[int]


class Recorder:
    """Looks at what a plan will touch before it is written, and again afterwards."""

    def __init__(self, draft):
        """Remember everything as it is before the plan is written."""
        self.draft = draft
        rows = [row for row in draft.accepted_units() if row.changes]
        self.new_units = needed_units(draft)
        self.units = {row.unit.pk for row in rows if row.unit.pk}
        self.people = {row.existing.pk for row in touched(draft) if row.existing}
        self.before = snapshot(Scope(self.units, set(), self.people))

    def keep(self, batch, employees):
        """Store what has become of it with the batch."""
        draft = self.draft
        units = self.units | {unit.pk for unit in self.new_units}
        positions = {position.pk for position in draft.new_positions if position.pk}
        people = self.people | {employees[row].pk for row in touched(draft)}
        keep_trace(batch, self.before, snapshot(Scope(units, positions, people)))


def touched(draft):
    """Return the rows that write anything about a person."""
    return [
        row
        for row in draft.accepted()
        if row.existing is None or row.field_changes or row.post_step or row.line_step
    ]


def snapshot(scope):
    """Return {model: {key: fields}} of everything in a scope, as it is now."""
    conditions = {
        OrgUnit: Q(pk__in=scope.units),
        JobPosition: Q(pk__in=scope.positions),
        Employee: Q(pk__in=scope.people),
        OrgUnitTerm: Q(unit__in=scope.units),
        Assignment: Q(employee__in=scope.people),
        ReportingLine: Q(employee__in=scope.people),
    }
    return {model: rows_of(model, condition) for model, condition in conditions.items()}


def rows_of(model, condition):
    """Return {key: fields} of some rows, as JSON stores them."""
    names = FIELDS[model]
    found = model.objects.filter(condition).order_by("pk").values_list("pk", *names)
    return {
        pk: {name: plain(value) for name, value in zip(names, values, strict=True)}
        for pk, *values in found.iterator(chunk_size=CHUNK)
    }


def plain(value):
    """Return a value as JSON stores it."""
    return as_json(value) if hasattr(value, "isoformat") else value


def keep_trace(batch, before, after):
    """Store the difference between two snapshots with the batch."""
    traces = [
        ImportTrace(batch=batch, label=model._meta.label, step=step, rows=part)
        for model, rows in after.items()
        for step, found in difference(before[model], rows).items()
        for part in parts_of(found)
    ]
    ImportTrace.objects.bulk_create(traces, batch_size=20)


def difference(before, after):
    """Return what was created, changed, deleted, and the keys of what stayed."""
    both = before.keys() & after.keys()
    changed = {key: changes(before[key], after[key]) for key in sorted(both)}
    return {
        Step.CREATED: {key: row for key, row in after.items() if key not in before},
        Step.CHANGED: {key: pair for key, pair in changed.items() if pair},
        Step.DELETED: {key: row for key, row in before.items() if key not in after},
        Step.KEPT: [key for key, pair in changed.items() if not pair],
    }


def changes(old, new):
    """Return [old, new] with the fields that differ and whose row it is, or nothing."""
    names = [name for name in old if old[name] != new[name] or name in OWNER_COLUMNS]
    return [{name: row[name] for name in names} for row in (old, new)] if old != new else None


def parts_of(found):
    """Yield a list or dictionary in parts of a thousand."""
    items = list(found.items()) if isinstance(found, dict) else found
    for start in range(0, len(items), CHUNK):
        part = items[start : start + CHUNK]
        yield dict(part) if isinstance(found, dict) else part


class Trace:
    """What an import did, as it was stored: rows by model and step, keys as numbers."""

    def __init__(self, batch):
        """Load the traces of a batch."""
        self.found = {(model, step): {} for model in FIELDS for step in Step}
        for trace in batch.traces.order_by("pk"):
            rows = trace.rows
            pairs = rows.items() if isinstance(rows, dict) else ((key, {}) for key in rows)
            known = self.found[apps.get_model(trace.label), trace.step]
            known.update((int(key), row) for key, row in pairs)

    def rows(self, model, step):
        """Return {key: what is stored} of a step."""
        return self.found[model, step]

    def keys(self, model, *steps):
        """Return the keys of the rows of some steps."""
        return {key for step in steps for key in self.found[model, step]}

    def scope(self):
        """Return what the import touched."""
        every = tuple(Step)
        return Scope(*(self.keys(model, *every) for model in (OrgUnit, JobPosition, Employee)))
