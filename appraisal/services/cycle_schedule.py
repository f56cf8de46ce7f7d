"""The periods of a cycle and the days of its phases, while it is in preparation."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refusal
from accounts.services.audit import record_event
from appraisal.models import EvaluationPeriod, PhaseWindow
from appraisal.queries.schedule import schedule_of, usual_schedule
from appraisal.rules.periods import period_name, spans
from appraisal.services.cycle_lock import lock_in_preparation, mark_saved


def write_periods(cycle, kinds):
    """Give the cycle the periods of a rhythm, or move them along with its dates."""
    wanted = spans(kinds, cycle.from_date, cycle.until_date)
    refuse_used(drop_periods(cycle, {(span.kind, span.number) for span in wanted}))
    for span in wanted:
        EvaluationPeriod.objects.update_or_create(
            cycle=cycle,
            kind=span.kind,
            number=span.number,
            defaults={
                "name": period_name(span),
                "from_date": span.from_date,
                "until_date": span.until_date,
            },
        )


def drop_periods(cycle, wanted):
    """Delete the periods that the rhythm does not have; return those that are in use already."""
    gone = [row for row in cycle.periods.all() if (row.kind, row.number) not in wanted]
    periods = EvaluationPeriod.objects.filter(pk__in=[row.pk for row in gone])
    used = periods.filter(achievements__isnull=False).distinct()
    periods.exclude(pk__in=used.values("pk")).delete()
    return list(used)


def refuse_used(periods):
    """Refuse to drop a period for which units have recorded what they achieved."""
    if periods:
        raise Refusal(
            _("Achievements are recorded for %(periods)s already. Keep this rhythm."),
            code="in_use",
            params={"periods": ", ".join(period.title for period in periods)},
        )


def write_schedule(cycle, schedule):
    """Write the first and the last day of each phase, {(phase, key of the period or None): days}."""
    for (phase, period), (opens, closes) in schedule.items():
        PhaseWindow.objects.update_or_create(
            cycle=cycle,
            period_id=period,
            phase=phase,
            defaults={"opens_date": opens, "closes_date": closes},
        )


def write_usual_schedule(cycle):
    """Write the days that the phases of a cycle begin with."""
    write_schedule(cycle, usual_schedule(cycle))


def renew_schedule(cycle, *, usual):
    """Follow a change of the periods: all usual dates, or those of periods that have none yet."""
    known = {} if usual else schedule_of(cycle)
    write_schedule(
        cycle, {key: days for key, days in usual_schedule(cycle).items() if key not in known}
    )


def has_usual_schedule(cycle):
    """Tell whether nobody has set dates yet, so that they follow a change of the period."""
    return schedule_of(cycle) == usual_schedule(cycle)


@transaction.atomic
def set_windows(*, cycle, schedule, is_strict, actor, at):
    """Set the first and the last day of the phases of a cycle in preparation."""
    lock_in_preparation(cycle, actor)
    cycle.is_strict = is_strict
    cycle.save(update_fields=["is_strict"])
    write_schedule(cycle, schedule)
    mark_saved(cycle, "windows")
    record_event(subject=cycle, action="set_windows", actor=actor, at=at)
