"""When a step may be taken: refused before its window, late after it (product.md 9.21)."""

from django.db import connection
from django.db.models import Max, OuterRef, Q, Subquery
from django.db.models.functions import Greatest
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from accounts.refusals import Refusal
from appraisal.choices import EvaluationStage, Phase
from appraisal.models import DeadlineExtension, PhaseWindow, WorkPlan

OPEN_PHASE = {  # the phase in which the next step of an evaluation lies
    EvaluationStage.SELF_ASSESSMENT: Phase.SELF_ASSESSMENT,
    EvaluationStage.REVIEW: Phase.REVIEW,
    EvaluationStage.DECIDED: Phase.DELIVERY,
}


def window_of(*, cycle, phase, period=None):
    """Return the window of a phase, or None when the cycle has none."""
    period = None if phase == Phase.PLAN else period
    return PhaseWindow.objects.filter(cycle=cycle, period=period, phase=phase).first()


def window_for(record, phase):
    """Return the window of a phase as it holds for the person of a plan or an evaluation."""
    return windows_for(record).get(phase)


def windows_for(record):
    """Return {phase: window} of a plan or an evaluation, each with the last day for its person.

    An evaluation has the windows of its period; a plan those of the cycle, of its last period.
    """
    is_plan = isinstance(record, WorkPlan)
    rows = PhaseWindow.objects.filter(cycle=record.cycle_id if is_plan else record.period.cycle_id)
    if not is_plan:
        rows = rows.filter(Q(period=None) | Q(period=record.period_id))
    extended = Max("extensions__closes_date", filter=concerns(record))
    rows = rows.annotate(extended=extended).order_by("opens_date", "pk")
    for row in rows:
        row.closes_date = max(row.closes_date, row.extended or row.closes_date)
    return {row.phase: row for row in rows}


def concerns(record):
    """Return the condition "extended for the person, or for the unit, of a record"."""
    return Q(extensions__employee=record.employee_id) | Q(
        extensions__covered_units=record.org_unit_id
    )


def last_day_of(phase):
    """Return the last day of a phase for the person of each evaluation, as a column; none once closed."""
    own = Q(extensions__employee=OuterRef("employee")) | Q(
        extensions__covered_units=OuterRef("org_unit")
    )
    rows = PhaseWindow.objects.filter(phase=phase, cycle__closed_at=None)
    rows = rows.filter(period=OuterRef("period")).order_by("pk")
    extended = Max("extensions__closes_date", filter=own)  # NULL counts for nothing in GREATEST
    return Subquery(rows.values(day=Greatest("closes_date", extended))[:1])


def windows_of_person(cycles, employee, units):
    """Return {(cycle, period, phase): window} of some cycles, with a person's own last days."""
    own = Q(extensions__employee=employee) | Q(extensions__covered_units__in=units)
    rows = PhaseWindow.objects.filter(cycle__in=cycles)
    rows = rows.annotate(extended=Max("extensions__closes_date", filter=own))
    for row in rows:
        row.closes_date = max(row.closes_date, row.extended or row.closes_date)
    return {(row.cycle_id, row.period_id, row.phase): row for row in rows}


def more_time_of(records, period):
    """Return {(record, phase): last day} where more time was given in a period, with one query."""
    granted = DeadlineExtension.objects.filter(window__period=period)
    granted = granted.exclude(employee=None, org_unit=None)
    people, units = {}, {}
    columns = ("window__phase", "employee", "covered_units", "closes_date")
    for phase, person, unit, day in granted.values_list(*columns):
        known, key = (people, (person, phase)) if person else (units, (unit, phase))
        known[key] = max(day, known.get(key, day))
    found = {}
    for row in records:
        for phase in Phase.values:
            days = (people.get((row.employee_id, phase)), units.get((row.org_unit_id, phase)))
            if any(days):
                found[row, phase] = max(day for day in days if day)
    return found


def refuse_outside(window, cycle, at, *, is_again=False):
    """Refuse a step before its window, and after it where the cycle is strict; tell if it is late.

    What was done once and came back (`is_again`) is never locked out, only marked late. A cycle that
    was closed takes nothing any more.
    """
    refuse_closed(cycle)
    if window is None:
        return False
    today = timezone.localdate(at)
    if today < window.opens_date:
        message = _("This step opens on %(date)s.")
        raise Refusal(
            message, code="window_not_open", params={"date": formats.date_format(window.opens_date)}
        )
    if today > window.closes_date and cycle.is_strict and not is_again:
        message = _("The deadline passed on %(date)s. Ask HR for an extension.")
        raise Refusal(
            message, code="window_closed", params={"date": formats.date_format(window.closes_date)}
        )
    return today > window.closes_date


def refuse_closed(cycle):
    """Refuse a step in a cycle that was closed, as the database says now.

    Steps share the lock of the closing, which is lost with their transaction: a closing waits for
    steps on their way, and a step that comes later reads that the cycle is closed.
    """
    hold_open(cycle, is_closing=False)
    cycle.refresh_from_db(fields=["closed_at"])
    if cycle.closed_at:
        message = _("The cycle “%(name)s” was closed on %(date)s. What is there can still be read.")
        day = formats.date_format(timezone.localdate(cycle.closed_at))
        raise Refusal(message, code="cycle_closed", params={"name": cycle.name, "date": day})


def hold_open(cycle, *, is_closing):
    """Take the lock between steps, which share it, and the closing of a cycle, which is alone."""
    name = "pg_advisory_xact_lock" if is_closing else "pg_advisory_xact_lock_shared"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {name}(hashtextextended('appraisal_closing', %s))",
            [cycle.pk],
        )
