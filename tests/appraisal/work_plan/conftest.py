"""Ani's plan at every stage, and a client for each person."""

from datetime import UTC, datetime

import pytest

from appraisal.choices import WorkPlanStage
from tests.factories.appraisal import make_cycle, make_work_plan

JANUARY = datetime(2026, 1, 12, 3, 0, tzinfo=UTC)
FEBRUARY = datetime(2026, 2, 3, 3, 0, tzinfo=UTC)
LAST_DECEMBER = datetime(2025, 12, 20, 3, 0, tzinfo=UTC)


@pytest.fixture
def cycle(office):
    """A running cycle of 2026 whose evaluations are not opened yet."""
    cycle = make_cycle(office.dewi, units=[office.agency])
    cycle.periods.update(opened_at=None)
    return cycle


@pytest.fixture
def make_plan(office, cycle):
    """Return a plan of Ani, supervised by Budi below Farid."""

    def make(stage=WorkPlanStage.DRAFT, *, assignment=None, **fields):
        return make_work_plan(
            cycle,
            assignment or office.assignments.ani,
            supervisor=office.budi,
            superior=office.farid,
            stage=stage,
            **fields,
        )

    return make


@pytest.fixture
def sign_in(client):
    """Return a function that signs a person in."""

    def signed_in(person):
        client.force_login(person)
        return client

    return signed_in


def indicator_data(row=0, **fields):
    """Return one row of the form as a browser sends it."""
    values = {
        "statement": "Jumlah dokumen ditetapkan",
        "aspect": "QUANTITY",
        "target_min": "12",
        "target_max": "",
        "unit_of_measure": "dokumen",
        "direction": "UP",
        "target_text": "",
    } | fields
    return {f"indicators-{row}-{name}": value for name, value in values.items()}


def result_data(plan, *rows, **fields):
    """Return the whole form as a browser sends it."""
    data = {
        "expected_revision": plan.revision,
        "statement": "Antrean layanan lebih pendek",
        "kind": "MAIN",
        "leaders_result": "",
        "assigned_by": "",
        "indicators-TOTAL_FORMS": len(rows),
        "indicators-INITIAL_FORMS": 0,
    } | fields
    for row in rows:
        data |= row
    return data
