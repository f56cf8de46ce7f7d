"""End the service of somebody: posts and lines end, the team gets another supervisor, the account closes."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from accounts.choices import ImportKind
from accounts.models import Assignment, Employee, ImportBatch, ReportingLine, RoleGrant, ServiceEnd
from accounts.queries.employee import accounts_managed_by
from accounts.queries.service_end import lines_led_from
from accounts.refusals import Refusal
from accounts.services.audit import record_event
from accounts.services.employee_import.applying import lock_imports
from accounts.services.employee_import.trace import Scope, keep_trace, snapshot
from accounts.services.reporting_line import lock_the_chain, set_supervisor

ONE_DAY = timedelta(days=1)
NO_POST = _("On that day the employee holds no post. Choose a day on which the employee serves.")
LATER = _(
    "A change from %(day)s is already recorded for this employee. Choose that day or a later one, "
    "or take that change back first."
)
ROLES = _("The employee still holds a role after that day. End the role first, on the page Roles.")
OWN = _("This is about yourself. Ask another HR administrator to record it.")
OWN_TEAM = _(
    "You would supervise, or be supervised by somebody else. Ask another HR administrator to record it."
)
LEAVES = _("The one who leaves cannot take over the team. Choose somebody else.")


@transaction.atomic
def end_service(*, employee, kind, last_day, note, successor, actor, at):
    """Let somebody leave after a last day; return the end and the changes of supervisors.

    The team goes to the successor on the next day; without one these lines end too.
    """
    lock_imports()
    lock_the_chain()
    posts = posts_until(employee, last_day)
    refuse_wrong(employee, posts, last_day, actor)
    led = lines_led_from(employee, last_day + ONE_DAY)
    refuse_successor(employee, successor, led, actor)
    scope = Scope(set(), set(), {employee.pk} | {line.employee_id for line in led})
    before = snapshot(scope)
    boss = boss_of(posts, last_day)
    end_posts(posts, last_day)
    changes = hand_team_over(led, boss, successor, last_day, actor, at)
    end = write_end(employee, kind, last_day, note, actor, at)
    close_account(end=end, actor=actor, at=at)
    keep_trace(end.entry, before, snapshot(scope))
    return end, changes


def posts_until(employee, last_day):
    """Return the posts that would last longer than a day, locked."""
    longer = Q(until_date=None) | Q(until_date__gt=last_day)
    posts = Assignment.objects.filter(longer, employee=employee).order_by("from_date", "pk")
    return list(posts.select_for_update())


def refuse_wrong(employee, posts, last_day, actor):
    """Refuse the wrong person to ask, a day without a post, changes to come, and roles that last."""
    if employee == actor.employee:
        raise Refusal(OWN, code="oneself")
    managed = accounts_managed_by(actor).filter(pk=employee.pk)
    if not managed.exists() or not all(actor.is_admin_for(post.org_unit_id) for post in posts):
        raise PermissionDenied
    if not any(post.from_date <= last_day for post in posts):
        raise Refusal(NO_POST, code="day")
    planned = [post.from_date for post in posts if post.from_date > last_day]
    if planned:
        raise Refusal(LATER, code="day", params={"day": date_format(planned[0])})
    longer = Q(until_date=None) | Q(until_date__gt=last_day)
    if RoleGrant.objects.filter(longer, employee=employee).exists():
        raise Refusal(ROLES, code="roles")


def refuse_successor(employee, successor, led, actor):
    """Refuse the one who leaves, and let nobody choose whom they judge or who judges them."""
    if successor is None:
        return
    if successor == employee:
        raise Refusal(LEAVES, code="successor")
    people = {successor.pk} | {line.employee_id for line in led}
    if actor.employee.pk in people:
        raise Refusal(OWN_TEAM, code="successor")


def boss_of(posts, day):
    """Return the line of reporting of the definitive post on a day, or None."""
    lines = ReportingLine.objects.in_force(day).filter(assignment__in=posts)
    definitive = Assignment.objects.definitive()
    return lines.filter(assignment__in=definitive).select_related("supervisor").first()


def end_posts(posts, last_day):
    """End posts and their lines of reporting on a day; lines that would begin later go."""
    lines = ReportingLine.objects.filter(assignment__in=posts)
    lines.filter(from_date__gt=last_day).delete()
    longer = Q(until_date=None) | Q(until_date__gt=last_day)
    lines.filter(longer).update(until_date=last_day)
    keys = [post.pk for post in posts]
    Assignment.objects.filter(pk__in=keys).update(until_date=last_day)


def hand_team_over(led, boss, successor, last_day, actor, at):
    """Give the team to the successor, who, if one of the team, reports to the boss of the one who left."""
    if successor is None:
        let_go(led, last_day)
        return []
    day, changes = last_day + ONE_DAY, []
    for line in sorted(led, key=lambda line: line.employee_id != successor.pk):
        is_own = line.employee_id == successor.pk
        if is_own and boss is None:
            let_go([line], last_day)
            continue
        changes.append(
            set_supervisor(
                assignment=line.assignment,
                supervisor=boss.supervisor if is_own else successor,
                is_outside=is_own and boss.is_outside,
                from_date=max(day, line.from_date),
                reason=str(_("The former supervisor no longer serves here.")),
                actor=actor,
                at=at,
            )
        )
    return changes


def let_go(led, last_day):
    """End lines of reporting to somebody who leaves; those that would begin later go."""
    keys = [line.pk for line in led]
    lines = ReportingLine.objects.filter(pk__in=keys)
    lines.filter(from_date__gt=last_day).delete()
    lines.update(until_date=last_day)


def write_end(employee, kind, last_day, note, actor, at):
    """Write the end with the entry by which it can be taken back, and record it."""
    entry = ImportBatch.objects.create(
        kind=ImportKind.BY_HAND,
        file_name=employee.name,
        effective_date=last_day + ONE_DAY,
        uploaded_by=actor.employee,
        uploaded_at=at,
        read_at=at,
        applied_at=at,
        applied_by=actor.employee,
        facts={"employee": employee.public_id},
    )
    end = ServiceEnd.objects.create(
        employee=employee, kind=kind, last_day=last_day, note=note, entry=entry
    )
    day = last_day.isoformat()
    record_event(subject=employee, action="service_ended", actor=actor, at=at, why=kind, day=day)
    return end


@transaction.atomic
def close_ended_accounts(*, actor, at):
    """Close the accounts of everybody whose last day is over; return how many."""
    over = ServiceEnd.objects.filter(closed_at=None, last_day__lt=timezone.localdate(at))
    ends = over.select_related("employee").select_for_update(of=("self",)).order_by("pk")
    return sum(close_account(end=end, actor=actor, at=at) for end in ends)


def close_account(*, end, actor, at):
    """Close an account once the last day is over, unless the person is back in a post; tell whether."""
    today = timezone.localdate(at)
    if end.last_day >= today:
        return False
    end.closed_at = at
    end.save(update_fields=["closed_at"])
    person = Employee.objects.select_for_update().get(pk=end.employee_id)
    if not person.is_active or Assignment.objects.in_force(today).filter(employee=person).exists():
        return False
    person.is_active = False
    person.save(update_fields=["is_active"])
    record_event(subject=person, action="account_changed", actor=actor, at=at, fields=["is_active"])
    return True


@transaction.atomic
def withdraw_end(*, end, actor, at):
    """Let an end never have been; what it wrote has been taken back already."""
    if end.closed_at:
        Employee.objects.filter(pk=end.employee_id).update(is_active=True)
    record_event(subject=end.employee, action="service_end_withdrawn", actor=actor, at=at)
    end.delete()
