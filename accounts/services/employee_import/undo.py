"""Take an applied import back within a day: everything it wrote, or nothing."""

from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import Assignment, Employee, ImportBatch, OrgUnitTerm, ReportingLine
from accounts.refusals import Refusal
from accounts.services.audit import record_event
from accounts.services.employee_import.applying import AUDIT_CHUNK, lock_imports, log_accounts
from accounts.services.employee_import.obstacles import MOST_NAMED, checks_of, named
from accounts.services.employee_import.plan_people import ACCOUNT_FIELDS
from accounts.services.employee_import.trace import Step, Trace
from accounts.services.employee_import.write_back import remove_created, take_back
from accounts.services.org_unit import lock_the_tree
from accounts.services.reporting_line import SupervisorChange, lock_the_chain

NOT_APPLIED = gettext_lazy("This import has not been applied, so there is nothing to take back.")
UNDONE = gettext_lazy("This import has already been taken back.")
TOO_LATE = gettext_lazy(
    "An import can be taken back within 24 hours. Correct the data with another import instead."
)
NO_TRACE = gettext_lazy(
    "This import was applied before Selaras could take imports back. "
    "Correct the data with another import instead."
)
MET = gettext_lazy(
    "Somebody changed the same data at this very moment, so nothing was taken back. Try it again."
)


def may_undo(*, batch, at):
    """Tell whether a batch can still be asked to be taken back."""
    return bool(
        batch.applied_at and not batch.undone_at and at < batch.undo_until and batch.traces.exists()
    )


def refuse_undo(*, batch, at):
    """Refuse to take back what was not applied, was taken back, or lies more than a day behind."""
    if not batch.applied_at:
        raise Refusal(NOT_APPLIED, code="not_applied")
    if batch.undone_at:
        raise Refusal(UNDONE, code="undone")
    if at >= batch.undo_until:
        raise Refusal(TOO_LATE, code="too_late")
    if not batch.traces.exists():
        raise Refusal(NO_TRACE, code="no_trace")


def find_obstacles(*, trace, ignored, extra=(), progress=None):
    """Return what stands in the way, by name; `progress` hears how many checks there are, and each."""
    found, checks = [], [*checks_of(trace, ignored), *extra]
    if progress:
        progress(total=len(checks))
    for check in checks:
        found += check()
        if progress:
            progress()
    return named(found)


def refusal_of(obstacles):
    """Return the refusal for obstacles that the page names."""
    message = ngettext(
        "Nothing was taken back: %(count)s person or unit has changed since the import. "
        "The page of the import says who and why.",
        "Nothing was taken back: %(count)s people or units have changed since the import. "
        "The page of the import says who and why.",
        len(obstacles),
    )
    return Refusal(message, code="obstacles", params={"count": len(obstacles)})


def keep_obstacles(*, batch, obstacles):
    """Remember with the batch why it could not be taken back."""
    ImportBatch.objects.filter(pk=batch.pk).update(undo_obstacles=obstacles[:MOST_NAMED])


class Undo:
    """Taking one import back, step by step in the caller's transaction."""

    def __init__(self, *, batch, actor, at):
        """Lock what an import locks, and load what it did."""
        lock_imports()
        lock_the_chain()
        lock_the_tree()
        self.batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
        refuse_undo(batch=self.batch, at=at)
        self.actor, self.at = actor, at
        self.trace = Trace(self.batch)
        self.refuse_outside()
        lock_people(self.trace)

    def refuse_outside(self):
        """Refuse when the import concerns a unit that the actor no longer manages."""
        rows = [
            row
            for model in (Assignment, OrgUnitTerm)
            for row in self.trace.rows(model, Step.CREATED).values()
        ]
        units = {row.get("org_unit_id") or row.get("unit_id") for row in rows}
        units |= units_changed(self.trace)
        if not all(self.actor.is_hr_for(unit) for unit in units):
            raise PermissionDenied(_("This import concerns units that you do not manage any more."))

    def take_back(self):
        """Write everything back but keep the people; return the changes of supervisors."""
        day = max(timezone.localdate(self.at), self.batch.effective_date)
        created = self.trace.keys(Employee, Step.CREATED)
        people = self.trace.keys(Employee, Step.CHANGED, Step.KEPT)
        before = lines_of(people, day)
        take_back(self.trace)
        return changes_between(before, lines_of(people, day), day, created)

    def finish(self):
        """Remove what the import created, and close the batch."""
        remove_created(self.trace)
        batch = self.batch
        batch.undone_at, batch.undone_by, batch.undo_obstacles = self.at, self.actor.employee, []
        batch.save(update_fields=["undone_at", "undone_by", "undo_obstacles"])
        self.record()
        batch.traces.all().delete()
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    def record(self):
        """Write into the audit trail what was taken back: how many were created, who was changed."""
        created = self.trace.keys(Employee, Step.CREATED)
        changed = self.trace.keys(Employee, Step.CHANGED, Step.KEPT)
        people = Employee.objects.filter(pk__in=changed).order_by("public_id")
        ids = list(people.values_list("public_id", flat=True)) or [None]
        for start in range(0, len(ids), AUDIT_CHUNK):
            record_event(
                subject=self.batch,
                action="import_undone",
                actor=self.actor,
                at=self.at,
                removed=len(created),
                employees=[one for one in ids[start : start + AUDIT_CHUNK] if one],
            )
        log_accounts(self.batch, accounts_back(self.trace), self.actor, self.at)


def units_changed(trace):
    """Return the units of posts and terms that the import changed or ended, and of people it changed."""
    pairs = [
        row
        for model in (Assignment, OrgUnitTerm)
        for pair in trace.rows(model, Step.CHANGED).values()
        for row in pair
    ]
    gone = [
        row
        for model in (Assignment, OrgUnitTerm)
        for row in trace.rows(model, Step.DELETED).values()
    ]
    units = {row.get("org_unit_id") or row.get("unit_id") for row in (*pairs, *gone)} - {None}
    lines = trace.rows(ReportingLine, Step.CREATED) | trace.rows(ReportingLine, Step.DELETED)
    posts = trace.keys(Assignment, Step.CHANGED) | {row["assignment_id"] for row in lines.values()}
    people = trace.keys(Employee, Step.CHANGED)
    touched = Q(pk__in=posts) | Q(employee__in=people, until_date=None)
    return units | set(Assignment.objects.filter(touched).values_list("org_unit_id", flat=True))


def lock_people(trace):
    """Lock the people whom the import created or changed: nobody signs in or edits them meanwhile."""
    keys = trace.keys(Employee, Step.CREATED, Step.CHANGED)
    people = Employee.objects.filter(pk__in=keys).order_by("pk").select_for_update(no_key=True)
    list(people.values_list("pk", flat=True))


def accounts_back(trace):
    """Return (person, fields) of those whose e-mail or kind goes back to what it was."""
    changed = {
        key: sorted(set(ACCOUNT_FIELDS) & old.keys())
        for key, (old, _new) in trace.rows(Employee, Step.CHANGED).items()
    }
    people = Employee.objects.filter(pk__in=[key for key, fields in changed.items() if fields])
    rows = people.order_by("pk").values_list("pk", "public_id")
    return [(public_id, changed[pk]) for pk, public_id in rows]


def lines_of(people, day):
    """Return {employee: (post, supervisor)} of definitive posts on a day."""
    posts = Assignment.objects.in_force(day).definitive().filter(employee__in=people)
    lines = ReportingLine.objects.in_force(day).filter(
        Q(assignment__in=posts.values("pk")), employee__in=people
    )
    above = dict(lines.values_list("assignment_id", "supervisor_id"))
    return {
        employee: (post, above.get(post))
        for post, employee in posts.values_list("pk", "employee_id")
    }


def changes_between(before, after, day, gone):
    """Return the changes of supervisors between two looks; nobody is told who is about to be removed."""
    moved = {
        employee: (post, before.get(employee, (None, None))[1], boss)
        for employee, (post, boss) in after.items()
        if before.get(employee, (None, None))[1] != boss
    }
    ids = {key for key, (_post, old, new) in moved.items()}
    ids |= {boss for _post, old, new in moved.values() for boss in (old, new)} - gone - {None}
    people = Employee.objects.in_bulk(ids)
    posts = Assignment.objects.in_bulk({post for post, _old, _new in moved.values()})
    reason = _("The data import was taken back.")
    return [
        SupervisorChange(posts[post], people[key], people.get(old), people.get(new), day, reason)
        for key, (post, old, new) in moved.items()
    ]
