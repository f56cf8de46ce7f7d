"""Carry out a plan: everything or nothing, set-based, dated."""

from django.db import connection
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.choices import AssignmentKind
from accounts.models import Assignment, AuditEvent, Employee, ImportBatch
from accounts.refusals import Refusal
from accounts.services.audit import record_event
from accounts.services.employee_import.plan import make_plan
from accounts.services.employee_import.plan_people import ACCOUNT_FIELDS
from accounts.services.employee_import.reading import has_work
from accounts.services.employee_import.trace import Recorder
from accounts.services.employee_import.write_people import is_as_planned, lock_people, write_people
from accounts.services.employee_import.write_posts import write_lines, write_posts
from accounts.services.employee_import.write_units import write_positions, write_units
from accounts.services.org_unit import lock_the_tree
from accounts.services.reporting_line import SupervisorChange, lock_the_chain

AUDIT_CHUNK = 1000
MOST_CHAINS = 1000  # each chain takes a lock until the end, and the server has some thousands
BUSY = gettext_lazy("Another import is being applied at this moment. Try again in a minute.")
APPLIED = gettext_lazy("This import has already been applied.")
NOT_READ = gettext_lazy("This file has not been read yet.")
STALE = gettext_lazy(
    "Data in Selaras changed after this preview was made, so nothing was written. "
    "Read the file again and check the new preview."
)
NOTHING = gettext_lazy("There is nothing to apply: every row is unchanged or rejected.")


def apply_batch(*, batch, actor, at):
    """Write the plan of a batch in the caller's transaction; return the changes of supervisors.

    The plan is made again from the stored rows: if it differs from the preview, nothing is written.
    """
    lock_imports()
    lock_the_chain()
    lock_the_tree()
    batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    refuse_unready(batch)
    rows = list(batch.rows.defer("original").order_by("pk"))
    draft = make_plan(
        rows=rows, facts=batch.facts, effective_date=batch.effective_date, actor=actor
    )
    locked = lock_people(draft)
    refuse_stale(rows, draft, locked)
    recorder = Recorder(draft)
    write_units(draft)
    write_positions(draft)
    employees = write_people(draft, locked)
    posts = write_posts(draft, employees)
    write_lines(draft, employees, posts)
    recorder.keep(batch, employees)
    batch.applied_at, batch.applied_by = at, actor.employee
    batch.save(update_fields=["applied_at", "applied_by"])
    record(batch, draft, employees, actor, at)
    return supervisor_changes(batch, draft, employees, posts)


def lock_imports():
    """Let one import be applied at a time; the second is refused, not queued."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_try_advisory_xact_lock(hashtextextended('accounts_importbatch', 0))"
        )
        if not cursor.fetchone()[0]:
            raise Refusal(BUSY, code="busy")


def refuse_unready(batch):
    """Refuse a batch that was applied, not read, or holds nothing to do."""
    if batch.applied_at:
        raise Refusal(APPLIED, code="applied")
    if not batch.read_at:
        raise Refusal(NOT_READ, code="not_read")
    if not has_work(batch.facts.get("counts", {})):
        raise Refusal(NOTHING, code="nothing")


def refuse_stale(rows, draft, locked):
    """Refuse when the plan of now is not the one that was shown."""
    planned = {(row.sheet, row.number): row.outcome() for row in draft.rows()}
    for row in rows:
        if planned[row.sheet, row.number] != (row.action, row.changes, row.problems):
            raise Refusal(STALE, code="stale")
    if not all(is_as_planned(row, person) for row, person in locked.items()):
        raise Refusal(STALE, code="stale")


def record(batch, draft, employees, actor, at):
    """Write the public ids of all people concerned into the audit trail of the import."""
    touched = sorted(
        employees[row].public_id for row in draft.accepted() if row.changes or not row.existing
    )
    for start in range(0, len(touched), AUDIT_CHUNK):
        record_event(
            subject=batch,
            action="import_applied",
            actor=actor,
            at=at,
            effective_date=batch.effective_date.isoformat(),
            counts=batch.facts["counts"],
            employees=touched[start : start + AUDIT_CHUNK],
        )
    units = [row.unit.code for row in draft.accepted_units() if row.changes]
    if units:
        record_event(subject=batch, action="units_imported", actor=actor, at=at, units=units)
    record_accounts(batch, draft, actor, at)


def record_accounts(batch, draft, actor, at):
    """Write into the chain of each person that e-mail or kind changed."""
    rows = [row for row in draft.accepted() if row.existing and changed_account(row)]
    rows.sort(key=lambda row: row.existing.pk)
    changed = [(row.existing.public_id, changed_account(row)) for row in rows]
    log_accounts(batch, changed, actor, at)


def log_accounts(batch, changed, actor, at):
    """Write changes of accounts, (person, fields), into their chains; of a crowd, into the import's."""
    events = [account_event(*one, actor, at) for one in changed[:MOST_CHAINS]]
    AuditEvent.objects.bulk_create(events)
    crowd = [public_id for public_id, _fields in changed[MOST_CHAINS:]]
    for start in range(0, len(crowd), AUDIT_CHUNK):
        record_event(
            subject=batch,
            action="account_changed",
            actor=actor,
            at=at,
            employees=crowd[start : start + AUDIT_CHUNK],
        )


def changed_account(row):
    """Return the changed fields of a person that lead to the account."""
    return sorted(row.field_changes.keys() & set(ACCOUNT_FIELDS))


def account_event(public_id, fields, actor, at):
    """Return the event that a person's account was changed."""
    return AuditEvent(
        subject_label=Employee._meta.label,
        subject_id=public_id,
        action="account_changed",
        actor=actor.employee,
        at=at,
        data={"fields": fields},
    )


def supervisor_changes(batch, draft, employees, posts):
    """Return the changes of supervisor of people who were here before, for the hand-over of open records."""
    rows = [
        row
        for row in draft.accepted()
        if row.existing
        and row.kind == AssignmentKind.DEFINITIVE
        and row.line_step not in ("", "carry")
    ]
    if not rows:
        return []
    old = {row: row.post.line.supervisor_pk for row in rows if row.post and row.post.line}
    new = {row: boss_pk(row, employees) for row in rows}
    ids = {row.existing.pk for row in rows} | set(old.values()) | set(new.values())
    people = Employee.objects.in_bulk(ids - {None})
    assignments = Assignment.objects.in_bulk({posts[row] for row in rows})
    reason = _("Data import with effect from %(day)s") % {"day": date_format(batch.effective_date)}
    return [
        SupervisorChange(
            assignment=assignments[posts[row]],
            employee=people[row.existing.pk],
            old=people.get(old.get(row)),
            new=people.get(new[row]),
            from_date=batch.effective_date,
            reason=reason,
        )
        for row in rows
    ]


def boss_pk(row, employees):
    """Return the key of the supervisor of a row, None when outside."""
    if row.boss.person:
        return row.boss.person.pk
    return employees[row.boss.row].pk if row.boss.row else None
