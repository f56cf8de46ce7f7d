"""How many queries and how long HR's dashboard takes, at 240 and at 10,000 people.

    python manage.py shell -c "from bench.dashboard_queries import main; main()"

Everything is rolled back.
"""

import time
from datetime import timedelta
from itertools import count

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from appraisal.choices import EvaluationStage
from appraisal.models import Evaluation, WorkPlan
from appraisal.queries.cycle_people import people_of_cycle
from appraisal.queries.dashboard import dashboard
from appraisal.queries.readiness import readiness
from appraisal.services.cycle_opening import open_cycle
from appraisal.services.evaluation_opening import open_evaluations
from tests.factories.accounts import actor_for
from tests.factories.agency import make_agency
from tests.factories.appraisal import NOON, make_cycle

SIZES = (240, 10_000)
NIPS = (f"9{number:017d}" for number in count())  # no real NIP begins like this


def build(size):
    """Make an agency of a size and return (cycle, HR)."""
    agency = make_agency(size, nips=NIPS)
    return make_cycle(agency.hr, opened=False, units=[agency.root]), actor_for(agency.hr)


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
