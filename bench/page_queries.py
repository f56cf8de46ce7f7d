"""How many queries every page costs, at 240 and at 10,000 people, for each role.

    python manage.py shell -c "from bench.page_queries import main; main()"

Everything is rolled back. Each page of the walk is asked twice and counted the second time.
"""

import logging
from datetime import timedelta

from django.db import transaction
from django.test import Client
from django.utils import timezone

from accounts.choices import Role
from appraisal.choices import DECIDED_STAGES, EvaluationStage
from appraisal.models import Evaluation
from appraisal.services.cycle_opening import open_cycle
from appraisal.services.evaluation_opening import open_evaluations
from bench.dashboard_queries import SIZES, build, walk
from tests.crawl import costs
from tests.factories.accounts import grant_role, make_assignment, make_employee
from tests.factories.appraisal import NOON
from tests.factories.results import make_published_result

RESULTS = 60  # published results, so that lists of results and documents have a second page


def populate(size):
    """Build an agency in the middle of its cycle; return one person of each role."""
    cycle, hr = build(size)
    open_cycle(cycle=cycle, actor=hr, at=NOON)
    walk(cycle)
    open_evaluations(period=cycle.periods.get(), actor=hr, at=NOON)
    mine = Evaluation.objects.filter(period__cycle=cycle).order_by("pk")
    keys = list(mine.values_list("pk", flat=True))
    mine.filter(pk__in=keys[::3]).update(
        stage=EvaluationStage.REVIEW, submitted_at=NOON - timedelta(days=2), first_saved_at=NOON
    )
    mine.filter(pk__in=keys[::6][:RESULTS]).update(
        stage=EvaluationStage.DELIVERED, decided_at=NOON, delivered_at=NOON, delivered_version=1
    )
    for evaluation in mine.filter(stage__in=DECIDED_STAGES):
        make_published_result(evaluation)
    return {
        "HR": hr.employee,
        "superior": mine[1].superior,
        "supervisor": mine[1].supervisor,
        "staff": mine[1].employee,
        "leader": outsider(Role.LEADER, cycle.units.first()),
        "auditor": outsider(Role.AUDITOR, cycle.units.first()),
    }


def outsider(role, unit):
    """Make somebody who reads a unit without being appraised in it."""
    person = make_employee(role.name.title())
    make_assignment(person, unit, outside=True)
    grant_role(person, role, unit)
    return person


def measure(size):
    """Return {role: {page: queries}} of one size."""
    found = {}
    for role, person in populate(size).items():
        client = Client()
        client.force_login(person)
        found[role] = costs(client)
        print(f"  {size} people, {role}: {len(found[role])} pages")
    return found


def main():
    """Print every page with its queries, and mark what grows with the number of people."""
    timezone.now = lambda: NOON
    logging.disable()  # the walk also knocks at doors that stay shut
    tables = []
    for size in SIZES:
        with transaction.atomic():
            tables.append(measure(size))
            transaction.set_rollback(True)
    few, many = tables
    for role, pages in few.items():
        for page in sorted(pages.keys() & many[role].keys()):
            before, after = pages[page], many[role][page]
            mark = "" if before == after else "  <-- grows"
            print(f"{role:<11} {page:<40} {before:>3} {after:>3}{mark}")
