"""How many queries and how long HR's dashboard takes, at 240 and at 10,000 people.

    python manage.py shell -c "from bench.dashboard_queries import main; main()"

Everything is rolled back.
"""

import time
from datetime import timedelta
from itertools import count

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.choices import PositionKind, Role
from accounts.models import Assignment, Employee, ReportingLine
from appraisal.choices import EvaluationStage
from appraisal.models import Evaluation, WorkPlan
from appraisal.queries.cycle_people import people_of_cycle
from appraisal.queries.dashboard import dashboard
from appraisal.queries.readiness import readiness
from appraisal.services.cycle import open_cycle
from appraisal.services.evaluation_opening import open_evaluations
from tests.factories.accounts import (
    actor_for,
    grant_role,
    make_assignment,
    make_employee,
    make_job_position,
    make_org_unit,
)
from tests.factories.appraisal import NOON, make_cycle

SIZES = (240, 10_000)
PEOPLE_PER_UNIT = 40
NIPS = (f"9{number:017d}" for number in count())  # no real NIP begins like this


def build(size):
    """Make an agency of a size and return (cycle, HR)."""
    agency = make_org_unit("Kota Ukur", code="UKUR")
    hr = make_employee("Dewi Ukur", nip=next(NIPS), email="")
    make_assignment(hr, agency, outside=True)
    grant_role(hr, Role.HR_ADMIN, agency)
    post = make_job_position()
    chief = make_job_position("Kepala Bidang", PositionKind.ADMINISTRATOR)
    for number in range(size // PEOPLE_PER_UNIT):
        unit = make_org_unit(f"Dinas {number:03d}", parent=agency, code=f"UKUR{number}")
        head = make_employee(f"Kepala {number}", nip=next(NIPS), email="")
        make_assignment(head, unit, supervisor=hr, job_position=chief, is_head=True)
        fill(unit, head, post, number)
    cycle = make_cycle(hr, opened=False, units=[agency])
    return cycle, actor_for(hr)


def fill(unit, head, post, number):
    """Put people into a unit with three statements."""
    people = Employee.objects.bulk_create(
        Employee(
            name=f"Pegawai {number}.{each}", nip=next(NIPS), employment_kind="PNS", password="!"
        )
        for each in range(PEOPLE_PER_UNIT - 1)
    )
    since = head.assignments.get().from_date
    assignments = Assignment.objects.bulk_create(
        Assignment(employee=person, org_unit=unit, job_position=post, from_date=since)
        for person in people
    )
    ReportingLine.objects.bulk_create(
        ReportingLine(assignment=each, employee=each.employee, supervisor=head, from_date=since)
        for each in assignments
    )


def walk(cycle):
    """Bring the people into every stage."""
    WorkPlan.objects.filter(cycle=cycle, supervisor__isnull=False).update(
        stage="AGREED", agreed_at=NOON, proposed_at=NOON
    )


def spread(cycle):
    """Let a third send, and a third of these be decided."""
    mine = Evaluation.objects.filter(period__cycle=cycle)
    keys = list(mine.order_by("pk").values_list("pk", flat=True))
    sent, decided = keys[::3], keys[::9]
    mine.filter(pk__in=sent).update(
        stage=EvaluationStage.REVIEW, submitted_at=NOON - timedelta(days=2), first_saved_at=NOON
    )
    mine.filter(pk__in=decided).update(stage=EvaluationStage.DECIDED, decided_at=NOON)


def measure(name, work):
    """Print queries and seconds of a piece of work."""
    with CaptureQueriesContext(connection) as queries:
        begun = time.perf_counter()
        result = work()
        took = time.perf_counter() - begun
    print(f"  {name:<22} {len(queries):>3} queries  {took * 1000:>8.0f} ms")
    return result


def run(size):
    """Measure one size."""
    print(f"{size} people")
    cycle, hr = build(size)
    period = cycle.periods.get()
    measure("readiness", lambda: readiness(cycle, hr.on))
    measure("open_cycle", lambda: open_cycle(cycle=cycle, actor=hr, at=NOON))
    walk(cycle)
    measure("open_evaluations", lambda: open_evaluations(period=period, actor=hr, at=NOON))
    spread(cycle)
    measure("dashboard", lambda: dashboard(cycle=cycle, actor=hr, at=NOON))
    units = frozenset(WorkPlan.objects.filter(cycle=cycle).values_list("org_unit_id", flat=True))
    people = people_of_cycle(cycle=cycle, period=period, units=units, on=hr.on)
    measure("people, first page", lambda: list(people[:50]))


def main():
    """Measure all sizes; nothing stays in the database."""
    for size in SIZES:
        with transaction.atomic():
            run(size)
            transaction.set_rollback(True)
