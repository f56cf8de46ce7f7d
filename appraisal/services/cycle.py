"""Prepare a cycle, leave people out by name, and add late joiners."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.choices import Role
from accounts.queries.org_tree import org_tree
from accounts.refusals import Refusal
from accounts.services.audit import record_event
from appraisal.models import AppraisalCycle, CycleExclusion
from appraisal.queries.cycle_scope import is_admin_of
from appraisal.queries.participants import candidates, lines_on, units_with_descendants
from appraisal.queries.readiness import readiness
from appraisal.rules.periods import a_year_later
from appraisal.services.cycle_lock import lock_for_managers, lock_in_preparation, mark_saved
from appraisal.services.cycle_parts import write_asking
from appraisal.services.cycle_schedule import (
    has_usual_schedule,
    renew_schedule,
    write_periods,
    write_usual_schedule,
)
from appraisal.services.work_plan_opening import create_work_plans
from competency.models import CompetencyFramework


@transaction.atomic
def create_cycle(
    *,
    template,
    name,
    from_date,
    until_date,
    units,
    employment_kinds,
    approach,
    actor,
    at,
    rhythm="",
):
    """Make a cycle in preparation: its periods, the usual dates, and what the template asks."""
    if not actor.units(Role.HR_ADMIN):
        raise PermissionDenied
    refuse_unavailable(template)
    refuse_too_long(from_date, until_date)
    refuse_foreign_units(units, actor)
    cycle = AppraisalCycle.objects.create(
        template=template,
        framework=framework_of(timezone.localdate(at)),
        name=name,
        from_date=from_date,
        until_date=until_date,
        approach=approach,
        employment_kinds=list(employment_kinds),
        saved_steps=["name"],
        created_by=actor.employee,
        created_at=at,
    )
    cycle.units.set(units)
    write_asking(cycle, template, template.criteria)
    write_periods(cycle, kinds_of(template, rhythm))
    write_usual_schedule(cycle)
    record_event(
        subject=cycle,
        action="create_cycle",
        actor=actor,
        at=at,
        name=name,
        template=template.code,
    )
    return cycle


def kinds_of(template, rhythm):
    """Return the kinds of periods: those of the template, or another rhythm beside the year."""
    return [rhythm] if rhythm else template.periods


def framework_of(on):
    """Return the dictionary of competencies in force, or refuse."""
    framework = CompetencyFramework.objects.current(on)
    if framework is None:
        raise Refusal(_("There is no competency dictionary in force."), code="no_framework")
    return framework


@transaction.atomic
def update_cycle(*, cycle, template, name, from_date, until_date, approach, actor, at, rhythm=""):
    """Change name, period, template and approach of a cycle in preparation."""
    lock_in_preparation(cycle, actor)
    refuse_unavailable(template)
    refuse_too_long(from_date, until_date)
    usual = has_usual_schedule(cycle)
    if template != cycle.template:
        write_asking(cycle, template, template.criteria)
    cycle.template, cycle.approach = template, approach
    cycle.name, cycle.from_date, cycle.until_date = name, from_date, until_date
    cycle.save(update_fields=["template", "approach", "name", "from_date", "until_date"])
    write_periods(cycle, kinds_of(template, rhythm))
    renew_schedule(cycle, usual=usual)
    mark_saved(cycle, "name")
    record_event(subject=cycle, action="update_cycle", actor=actor, at=at, name=name)
    return cycle


@transaction.atomic
def choose_participants(*, cycle, units, employment_kinds, actor, at):
    """Set units (each with everything below) and kinds of employment of a cycle in preparation."""
    lock_in_preparation(cycle, actor)
    refuse_foreign_units(units, actor)
    cycle.employment_kinds = list(employment_kinds)
    cycle.save(update_fields=["employment_kinds"])
    cycle.units.set(units)
    mark_saved(cycle, "participants")
    record_event(subject=cycle, action="choose_participants", actor=actor, at=at)


@transaction.atomic
def confirm_who_sees(*, cycle, actor, at):
    """Note that HR has read who will see what people write."""
    lock_in_preparation(cycle, actor)
    mark_saved(cycle, "who_sees")
    record_event(subject=cycle, action="confirm_who_sees", actor=actor, at=at)


@transaction.atomic
def exclude_people(*, cycle, employees, reason, actor, at):
    """Leave people out of a cycle by name, with a reason; who already has a plan stays in."""
    lock_for_managers(cycle, actor)
    reason = reason.strip()
    if not reason:
        raise Refusal(_("Write why these people are left out."), code="no_reason")
    if cycle.work_plans.filter(employee__in=employees).exists():
        raise Refusal(_("These people already have a work plan in this cycle."), code="has_plan")
    CycleExclusion.objects.bulk_create(
        [
            CycleExclusion(
                cycle=cycle,
                employee=employee,
                reason=reason,
                excluded_by=actor.employee,
                excluded_at=at,
            )
            for employee in employees
        ],
        ignore_conflicts=True,
    )
    names = [employee.public_id for employee in employees]
    record_event(subject=cycle, action="exclude_people", actor=actor, at=at, employees=names)


def exclude_from_cycle(*, cycle, employee, reason, actor, at):
    """Leave one person out of a cycle by name, with a reason."""
    exclude_people(cycle=cycle, employees=[employee], reason=reason, actor=actor, at=at)


@transaction.atomic
def take_back(*, cycle, employee, actor, at):
    """Let a person who was left out take part again."""
    lock_for_managers(cycle, actor)
    if cycle.exclusions.filter(employee=employee).delete()[0]:
        record_event(
            subject=cycle, action="take_back", actor=actor, at=at, employees=[employee.public_id]
        )


@transaction.atomic
def discard_cycle(*, cycle, actor, at):
    """Delete a cycle that was never opened; the trail keeps that it was there."""
    lock_in_preparation(cycle, actor)
    if cycle.periods.filter(achievements__isnull=False).exists():
        raise Refusal(_("Achievements are recorded in this cycle already."), code="in_use")
    if cycle.trials.exists():
        raise Refusal(
            _("A trial of this cycle was held, and its record stays. Archive the cycle instead."),
            code="had_trial",
        )
    record_event(subject=cycle, action="discard_cycle", actor=actor, at=at, name=cycle.name)
    cycle.periods.all().delete()
    cycle.delete()


@transaction.atomic
def add_participants(*, cycle, actor, at, employees=None):
    """Give a work plan to everybody, or to some, who joined since and whom nothing blocks."""
    lock_for_managers(cycle, actor)
    if not cycle.opened_at or cycle.closed_at:
        raise Refusal(_("People can be added only while the cycle runs."), code="not_running")
    today = timezone.localdate(at)
    blocked = readiness(cycle, today).blocked_people
    joining = candidates(cycle, today).exclude(employee__in=blocked)
    if employees is not None:
        joining = joining.filter(employee__in=employees)
    plans = create_work_plans(cycle=cycle, assignments=joining, lines=lines_on(today), at=at)
    if plans:
        record_event(
            subject=cycle, action="add_participants", actor=actor, at=at, people=len(plans)
        )
    return len(plans)


def refuse_too_long(from_date, until_date):
    """Refuse a cycle of more than a year: a work plan is made for one (PermenPANRB 6/2022)."""
    if until_date >= a_year_later(from_date):
        raise Refusal(
            _("A cycle covers 12 months at most, as a work plan does. Choose an earlier last day."),
            code="too_long",
        )


def refuse_unavailable(template):
    """Refuse a template that needs parts which are not built."""
    if not template.is_available:
        raise Refusal(
            _("The template “%(name)s” is not available yet."),
            code="template_unavailable",
            params={"name": template.title},
        )


def refuse_foreign_units(units, actor):
    """Refuse units, or units below them, for which the actor is no administrator."""
    tree = org_tree(actor.on)
    if not is_admin_of(units_with_descendants((unit.pk for unit in units), tree), actor):
        raise PermissionDenied
