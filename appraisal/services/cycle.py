"""Prepare a cycle, leave people out by name, open it, and add late joiners."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.choices import Role
from accounts.queries.org_tree import org_tree
from accounts.refusals import Refusal
from accounts.services.audit import record_event
from appraisal.choices import Phase
from appraisal.models import AppraisalCycle, CycleExclusion, EvaluationPeriod, PhaseWindow
from appraisal.queries.cycle_scope import is_admin_of, manages
from appraisal.queries.participants import (
    candidates,
    covered_units,
    lines_on,
    units_with_descendants,
)
from appraisal.queries.readiness import readiness
from appraisal.rules.phases import default_windows
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
    windows,
    is_strict,
    actor,
    at,
):
    """Make a cycle in preparation, with its annual period and the windows {Phase: (date, date)}."""
    today = timezone.localdate(at)
    if not actor.units(Role.HR_ADMIN):
        raise PermissionDenied
    refuse_unavailable(template)
    refuse_foreign_units(units, actor)
    cycle = AppraisalCycle.objects.create(
        template=template,
        framework=framework_of(today),
        name=name,
        from_date=from_date,
        until_date=until_date,
        approach=approach,
        parts=template.parts,
        employment_kinds=list(employment_kinds),
        is_strict=is_strict,
        created_by=actor.employee,
        created_at=at,
    )
    cycle.units.set(units)
    write_period(cycle)
    write_windows(cycle, windows)
    record_event(subject=cycle, action="create_cycle", actor=actor, at=at, template=template.code)
    return cycle


def framework_of(on):
    """Return the dictionary of competencies in force, or refuse."""
    framework = CompetencyFramework.objects.current(on)
    if framework is None:
        raise Refusal(_("There is no competency dictionary in force."), code="no_framework")
    return framework


def write_period(cycle):
    """Give the cycle its one annual period, or move it along with the cycle's dates."""
    EvaluationPeriod.objects.update_or_create(
        cycle=cycle,
        kind="ANNUAL",
        number=1,
        defaults={
            "name": f"Tahun {cycle.until_date.year}",  # printed on official forms, so not translated
            "from_date": cycle.from_date,
            "until_date": cycle.until_date,
        },
    )


def write_windows(cycle, windows):
    """Write the first and the last day of each phase."""
    period = cycle.periods.get(kind="ANNUAL")
    for phase, (opens, closes) in windows.items():
        PhaseWindow.objects.update_or_create(
            cycle=cycle,
            period=None if phase == Phase.PLAN else period,
            phase=phase,
            defaults={"opens_date": opens, "closes_date": closes},
        )


@transaction.atomic
def update_cycle(*, cycle, template, name, from_date, until_date, approach, actor, at):
    """Change name, period, template and approach of a cycle in preparation."""
    lock_in_preparation(cycle, actor)
    refuse_unavailable(template)
    usual = has_usual_windows(cycle)
    cycle.template, cycle.parts, cycle.approach = template, template.parts, approach
    cycle.name, cycle.from_date, cycle.until_date = name, from_date, until_date
    cycle.save(update_fields=["template", "parts", "approach", "name", "from_date", "until_date"])
    write_period(cycle)
    if usual:
        write_windows(cycle, usual_windows(cycle))
    record_event(subject=cycle, action="update_cycle", actor=actor, at=at)
    return cycle


def usual_windows(cycle):
    """Return the dates that the phases of a cycle begin with."""
    return dict(zip(Phase, default_windows(cycle.from_date, cycle.until_date), strict=True))


def has_usual_windows(cycle):
    """Tell whether nobody has set dates yet, so that they follow a change of the period."""
    rows = cycle.windows.values_list("phase", "opens_date", "closes_date")
    return {phase: (opens, closes) for phase, opens, closes in rows} == usual_windows(cycle)


@transaction.atomic
def choose_participants(*, cycle, units, employment_kinds, actor, at):
    """Set units (each with everything below) and kinds of employment of a cycle in preparation."""
    lock_in_preparation(cycle, actor)
    refuse_foreign_units(units, actor)
    cycle.employment_kinds = list(employment_kinds)
    cycle.save(update_fields=["employment_kinds"])
    cycle.units.set(units)
    record_event(subject=cycle, action="choose_participants", actor=actor, at=at)


@transaction.atomic
def set_windows(*, cycle, windows, is_strict, actor, at):
    """Set the first and the last day of the phases of a cycle in preparation."""
    lock_in_preparation(cycle, actor)
    cycle.is_strict = is_strict
    cycle.save(update_fields=["is_strict"])
    write_windows(cycle, windows)
    record_event(subject=cycle, action="set_windows", actor=actor, at=at)


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
def open_cycle(*, cycle, actor, at):
    """Open a cycle: work plans for everybody, in the same number of statements for any size."""
    lock_in_preparation(cycle, actor)
    refuse_unavailable(cycle.template)
    today = timezone.localdate(at)
    refuse_unready(readiness(cycle, today))
    cycle.opened_at = at
    cycle.save(update_fields=["opened_at"])
    plans = create_work_plans(
        cycle=cycle, assignments=candidates(cycle, today), lines=lines_on(today), at=at
    )
    record_event(subject=cycle, action="open_cycle", actor=actor, at=at, people=len(plans))
    return len(plans)


@transaction.atomic
def discard_cycle(*, cycle, actor, at):
    """Delete a cycle that was never opened; the trail keeps that it was there."""
    lock_in_preparation(cycle, actor)
    if cycle.periods.filter(achievements__isnull=False).exists():
        raise Refusal(_("Achievements are recorded in this cycle already."), code="in_use")
    record_event(subject=cycle, action="discard_cycle", actor=actor, at=at)
    cycle.periods.all().delete()
    cycle.delete()


@transaction.atomic
def add_participants(*, cycle, actor, at):
    """Give a work plan to everybody who joined since and whom nothing blocks; return how many."""
    lock_for_managers(cycle, actor)
    if not cycle.opened_at or cycle.closed_at:
        raise Refusal(_("People can be added only while the cycle runs."), code="not_running")
    today = timezone.localdate(at)
    blocked = readiness(cycle, today).blocked_people
    joining = candidates(cycle, today).exclude(employee__in=blocked)
    plans = create_work_plans(cycle=cycle, assignments=joining, lines=lines_on(today), at=at)
    if plans:
        record_event(
            subject=cycle, action="add_participants", actor=actor, at=at, people=len(plans)
        )
    return len(plans)


def lock_for_managers(cycle, actor):
    """Lock the cycle and read it afresh; only an administrator of all its units goes on."""
    cycle.refresh_from_db(from_queryset=AppraisalCycle.objects.select_for_update())
    if not manages(cycle, actor, covered_units(cycle, actor.on)):
        raise PermissionDenied


def lock_in_preparation(cycle, actor):
    """Lock the cycle; one that was opened is not changed any more."""
    lock_for_managers(cycle, actor)
    if cycle.opened_at:
        raise Refusal(_("This cycle was opened already."), code="already_opened")


def refuse_unavailable(template):
    """Refuse a template that needs parts which are not built."""
    if not template.is_available:
        raise Refusal(
            _("The template “%(name)s” is not available yet."),
            code="template_unavailable",
            params={"name": template.name},
        )


def refuse_foreign_units(units, actor):
    """Refuse units, or units below them, for which the actor is no administrator."""
    tree = org_tree(actor.on)
    if not is_admin_of(units_with_descendants((unit.pk for unit in units), tree), actor):
        raise PermissionDenied


def refuse_unready(found):
    """Refuse to open while anything blocks, and name it."""
    if found.blocking:
        problems = "; ".join(row.message for row in found.blocking)
        raise Refusal(
            _("The cycle cannot be opened yet: %(problems)s."),
            code="not_ready",
            params={"problems": problems},
        )
