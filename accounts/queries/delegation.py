"""Delegations: who may hold one, and which ones a page shows."""

from dataclasses import dataclass

from django.db.models import Case, Exists, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import JSONObject, Lower

from accounts.choices import EmployeeKind
from accounts.models import Assignment, Delegation, Employee, ReportingLine
from accounts.models.job_position import TITLE_PARTS
from accounts.queries.reporting_line import supervisor_chain

SHOWN = 50
ABOVE, BESIDE, TEAM = 1, 2, 3  # where somebody stands who may act for a supervisor


@dataclass(frozen=True, slots=True)
class DelegationRow:
    """One delegation, where it stands today, and whether it can still be ended."""

    delegation: Delegation
    status: str  # "running", "planned", "over" or "withdrawn"

    @property
    def is_open(self):
        """Tell whether it holds or will hold."""
        return self.status in {"running", "planned"}


def row_of(delegation, on):
    """Return a delegation with its status on a day."""
    if delegation.withdrawn_at:
        return DelegationRow(delegation, "withdrawn")
    if delegation.until_date < on:
        return DelegationRow(delegation, "over")
    return DelegationRow(delegation, "planned" if delegation.from_date > on else "running")


def delegation_rows(delegations, on):
    """Return delegations as rows, the latest first."""
    found = delegations.select_related("delegator", "delegate", "created_by")
    return [row_of(one, on) for one in found.order_by("-from_date", "-pk")[:SHOWN]]


def held_now(actor):
    """Return the delegations by which the actor acts for somebody today, by name."""
    if not actor.acts_for:
        return []
    held = Delegation.objects.in_force(actor.on).filter(delegate=actor.employee)
    return list(held.select_related("delegator").order_by("delegator__name", "pk"))


def given_now(actor):
    """Return the delegations by which somebody acts for the actor today."""
    given = Delegation.objects.in_force(actor.on).filter(delegator=actor.employee)
    return list(given.select_related("delegate").order_by("until_date", "pk"))


def acting_now(on, supervisor="supervisor", owner="employee"):
    """Return a column: who acts on a day for the supervisor of a record, and until when, or nothing.

    Nobody acts on the own record.
    """
    held = Delegation.objects.in_force(on).filter(delegator=OuterRef(supervisor))
    others = held.exclude(delegate=OuterRef(owner))
    return Subquery(others.values(acting=JSONObject(name="delegate__name", until="until_date")))


def acting_for_me(actor):
    """Return the delegations by which somebody acts for a supervisor of the actor today."""
    lines = ReportingLine.objects.in_force(actor.on).filter(employee=actor.employee)
    held = Delegation.objects.in_force(actor.on).filter(delegator__in=lines.values("supervisor"))
    others = held.exclude(delegate=actor.employee).select_related("delegator", "delegate")
    return list(others.order_by("until_date", "pk"))


def possible_delegates(delegator, on):
    """Return who may act for a supervisor: colleagues of the unit, peers, and the two officials above."""
    posts = Assignment.objects.in_force(on).definitive()
    units = posts.filter(employee=delegator).values("org_unit")
    above = [person.pk for person in supervisor_chain(delegator, on, limit=2)]
    beside = ReportingLine.objects.in_force(on).filter(
        employee=OuterRef("pk"), supervisor__in=above[:1]
    )
    in_unit = posts.filter(employee=OuterRef("pk"), org_unit__in=units)
    people = Employee.objects.active().exclude(kind=EmployeeKind.SYSTEM).exclude(pk=delegator.pk)
    return people.filter(Q(pk__in=above) | Exists(beside) | Exists(in_unit))


def suggested_delegates(delegator, on):
    """Return whom a form offers: those who may, without people below the own team; with their posts."""
    below = ReportingLine.objects.in_force(on).filter(
        employee=OuterRef("pk"), supervisor__in=delegator.reports(on)
    )
    above = [person.pk for person in supervisor_chain(delegator, on, limit=2)]
    place = Case(
        When(pk__in=above, then=Value(ABOVE)),
        When(pk__in=delegator.reports(on), then=Value(TEAM)),
        default=Value(BESIDE),
    )
    posts = Assignment.objects.in_force(on).definitive().filter(employee=OuterRef("pk"))
    people = possible_delegates(delegator, on).filter(~Exists(below))
    post = Subquery(posts.values(found=TITLE_PARTS)[:1])
    return people.annotate(place=place, post=post).order_by("place", Lower("name"), "pk")


def is_below_the_team(person, delegator, on):
    """Tell whether somebody reports, through others, to a supervisor: that person would judge a chief."""
    return delegator in supervisor_chain(person, on)[1:]
