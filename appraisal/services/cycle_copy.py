"""Begin a cycle from another one: everything taken over, every date a year later."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.refusals import Refusal
from accounts.services.audit import record_event
from appraisal.models import AppraisalCycle, EvaluationPeriod
from appraisal.queries.schedule import schedule_of
from appraisal.rules.periods import a_year_later
from appraisal.services.cycle import framework_of, refuse_unavailable
from appraisal.services.cycle_lock import lock_for_managers
from appraisal.services.cycle_parts import criteria_of, write_asking
from appraisal.services.cycle_schedule import write_schedule

LONGEST_NAME = 120
TAKEN_OVER = ("template", "approach", "employment_kinds", "is_strict")


@transaction.atomic
def copy_cycle(*, cycle, actor, at):
    """Return a cycle in preparation that asks the same of the same units, a year later."""
    lock_for_managers(cycle, actor)
    refuse_unavailable(cycle.template)
    if cycle.is_trial:
        raise Refusal(_("This is a trial. Copy the cycle it belongs to."), code="is_trial")
    refuse_second_copy(cycle)
    copy = AppraisalCycle.objects.create(
        **{name: getattr(cycle, name) for name in TAKEN_OVER},
        framework=framework_of(timezone.localdate(at)),
        name=name_of_copy(cycle),
        from_date=a_year_later(cycle.from_date),
        until_date=a_year_later(cycle.until_date),
        created_by=actor.employee,
        created_at=at,
    )
    copy.units.set(cycle.units.all())
    write_asking(copy, cycle, criteria_of(cycle))
    copy_dates(cycle, copy)
    record_event(
        subject=copy,
        action="copy_cycle",
        actor=actor,
        at=at,
        name=copy.name,
        source=cycle.public_id,
    )
    return copy


def refuse_second_copy(cycle):
    """Refuse where a cycle of that name and that period is there already."""
    if copies_of(cycle).exists():
        message = _("“%(name)s” is there already for that year. Go on with it, or remove it first.")
        raise Refusal(message % {"name": name_of_copy(cycle)}, code="copied")


def copies_of(cycle):
    """Return the cycles that a copy would repeat."""
    return AppraisalCycle.objects.filter(
        name=name_of_copy(cycle),
        from_date=a_year_later(cycle.from_date),
        until_date=a_year_later(cycle.until_date),
        trial_of=None,
    )


def name_of_copy(cycle):
    """Return the name with the next year in it, or one that says it is a copy."""
    year = cycle.from_date.year
    if str(year) in cycle.name:
        return cycle.name.replace(str(year), str(year + 1))
    return (_("Copy of %(name)s") % {"name": cycle.name})[:LONGEST_NAME]


def copy_dates(cycle, copy):
    """Give the copy the periods and windows of the original, a year later."""
    periods = {None: None}
    for period in cycle.periods.order_by("pk"):
        periods[period.pk] = EvaluationPeriod.objects.create(
            cycle=copy,
            kind=period.kind,
            number=period.number,
            name=period.name.replace(str(period.until_date.year), str(period.until_date.year + 1)),
            from_date=a_year_later(period.from_date),
            until_date=a_year_later(period.until_date),
        ).pk
    days = schedule_of(cycle).items()
    write_schedule(
        copy,
        {
            (phase, periods[period]): tuple(a_year_later(day) for day in window)
            for (phase, period), window in days
        },
    )
