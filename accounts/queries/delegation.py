"""Delegations: who may hold one, and which ones a page shows."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower

from accounts.choices import EmployeeKind
from accounts.models import Assignment, Delegation, Employee, ReportingLine
from accounts.queries.reporting_line import supervisor_chain

SHOWN = 50


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
    """Return whom a form may suggest: those who may, without people below the own team."""
    below = ReportingLine.objects.in_force(on).filter(
        employee=OuterRef("pk"), supervisor__in=delegator.reports(on)
    )
    people = possible_delegates(delegator, on).filter(~Exists(below))
    return people.order_by(Lower("name"), "pk")[:SHOWN]


def is_below_the_team(person, delegator, on):
    """Tell whether somebody reports, through others, to a supervisor: that person would judge a chief."""
    return delegator in supervisor_chain(person, on)[1:]
