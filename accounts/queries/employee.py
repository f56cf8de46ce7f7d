"""People with their posts, and whose accounts an actor may manage."""

from django.db.models import Exists, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Lower

from accounts.choices import AssignmentKind, EmployeeKind, Role
from accounts.models import (
    Assignment,
    Employee,
    OrgUnitTerm,
    ReportingLine,
    RoleGrant,
    SignInCode,
)
from accounts.models.dated import in_force
from accounts.models.org_unit import units_named

MOST_MEANT = 8


def people_list(actor):
    """Return the people an actor may look up, sorted, each with today's posts in `posts`."""
    people = Employee.objects.visible_to(actor).exclude(kind=EmployeeKind.SYSTEM)
    return people.prefetch_related(posts_of(actor.on)).order_by(Lower("name"), "pk")


def posts_of(on):
    """Return a prefetch: the posts of a day with unit, position and line of reporting."""
    lines = ReportingLine.objects.in_force(on).select_related("supervisor")
    return Prefetch(
        "assignments",
        Assignment.objects.in_force(on)
        .select_related("job_position")
        .prefetch_related(units_named(on), Prefetch("reporting_lines", lines, to_attr="lines"))
        .order_by("kind", "from_date", "pk"),
        to_attr="posts",
    )


def holding(on, **conditions):
    """Return the condition "holds such a definitive post on a day"."""
    posts = Assignment.objects.in_force(on).definitive().filter(employee=OuterRef("pk"))
    return Exists(posts.filter(**conditions))


def without_line(on):
    """Return the condition "holds a definitive post that reports to nobody on a day"."""
    lines = ReportingLine.objects.in_force(on).filter(assignment=OuterRef("pk"))
    posts = Assignment.objects.in_force(on).definitive().filter(employee=OuterRef("pk"))
    return Exists(posts.exclude(Exists(lines)))


def outside_line(on):
    """Return the condition "is rated by an official outside the system on a day"."""
    lines = ReportingLine.objects.in_force(on).filter(
        employee=OuterRef("pk"), is_outside=True, assignment__kind=AssignmentKind.DEFINITIVE
    )
    return Exists(lines)


def accounts_managed_by(actor):
    """Return the people whose account (code, address, access) an actor may manage.

    HR administrators manage their units. Whoever holds a role is managed only by the HR
    administrator of the whole agency: nobody can grow by taking over another account.
    """
    people = Employee.objects.exclude(kind=EmployeeKind.SYSTEM)
    if actor.is_hr_of_everything:
        return people
    grants = RoleGrant.objects.filter(employee=OuterRef("pk")).filter(
        Q(until_date__isnull=True) | Q(until_date__gte=actor.on)
    )
    in_units = people.filter(
        in_force(actor.on, "assignments__"), assignments__org_unit__in=actor.units(Role.HR_ADMIN)
    )
    return people.filter(~Exists(grants), pk__in=in_units.values("pk"))


def team_of(employee, on):
    """Return the people who report to somebody on a day, with their posts."""
    people = Employee.objects.filter(pk__in=employee.reports(on))
    return people.prefetch_related(posts_of(on)).order_by(Lower("name"), "pk")


def posts_history(employee, on):
    """Return all posts of a person, newest first, with every line of reporting."""
    lines = ReportingLine.objects.select_related("supervisor").order_by("-from_date", "-pk")
    named = OrgUnitTerm.objects.in_force(on).filter(unit=OuterRef("org_unit"))
    posts = list(
        employee.assignments.select_related("job_position", "org_unit")
        .annotate(unit_name=Subquery(named.values("name")[:1]))
        .prefetch_related(Prefetch("reporting_lines", lines, to_attr="history"))
        .order_by("-from_date", "-pk")
    )
    for post in posts:
        post.org_unit.name = post.unit_name or post.org_unit.code
    return posts


def find_people(text, public_id=None, among=None):
    """Return the people whom a NIP, an e-mail address or a full name means, or the one chosen.

    Two are enough to see that several are meant; those `among` whom one looks go before others.
    """
    words = " ".join(text.split())
    digits = "".join(words.split())
    people = Employee.objects.active().exclude(kind=EmployeeKind.SYSTEM)
    if public_id:
        return list(people.filter(public_id=public_id))
    meant = people.filter(Q(nip=digits) | Q(email__iexact=words) | Q(name__iexact=words))
    meant = meant.order_by("pk")
    found = [] if among is None else list(meant.filter(pk__in=among)[:2])
    return found or list(meant[:2])


def people_like(text, on, among=None):
    """Return whom part of a name may mean, with their posts: at most one more than is shown."""
    people = Employee.objects.active().exclude(kind=EmployeeKind.SYSTEM)
    people = people if among is None else people.filter(pk__in=among)
    for word in text.split():
        people = people.filter(name__icontains=word)
    people = people.prefetch_related(posts_of(on)).order_by(Lower("name"), "pk")
    return list(people[: MOST_MEANT + 1])


def with_open_code(people, at):
    """Add until when the newest unused one-time code of each person holds, None without one."""
    codes = SignInCode.objects.filter(employee=OuterRef("pk"), used_at=None, expires_at__gt=at)
    newest = codes.order_by("-expires_at").values("expires_at")[:1]
    return people.annotate(code_until=Subquery(newest))


def person_with_posts(pk, on):
    """Return a person with the posts of a day, or None."""
    return Employee.objects.filter(pk=pk).prefetch_related(posts_of(on)).first()


def likely_supervisors(employee, on, tree):
    """Return whom a form may suggest: heads of the employee's unit and of the units above."""
    unit_ids = list(
        Assignment.objects.in_force(on)
        .definitive()
        .filter(employee=employee)
        .values_list("org_unit_id", flat=True)
    )
    units = {unit for start in unit_ids for unit in (start, *tree.ancestors(start))}
    people = Employee.objects.active().exclude(pk=employee.pk)
    return (
        people.filter(
            in_force(on, "assignments__"),
            assignments__org_unit__in=units,
            assignments__is_head=True,
        )
        .order_by(Lower("name"), "pk")
        .distinct()[:20]
    )


def public_ids(people):
    """Return primary key -> public id for people; None, nobody, stays None."""
    known = Employee.objects.filter(pk__in=people - {None})
    return {None: None} | dict(known.values_list("pk", "public_id"))
