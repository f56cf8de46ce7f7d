"""Ani's plan at every stage, and a client for each person."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from appraisal.choices import WorkPlanStage
from appraisal.services.plan_version import open_change
from appraisal.services.work_plan import (
    agree_work_plan,
    propose_work_plan,
    save_behaviour_expectations,
    save_planned_result,
)
from tests.factories.accounts import actor_for
from tests.factories.appraisal import make_cycle, make_work_plan

JANUARY = datetime(2026, 1, 12, 3, 0, tzinfo=UTC)
FEBRUARY = datetime(2026, 2, 3, 3, 0, tzinfo=UTC)
LAST_DECEMBER = datetime(2025, 12, 20, 3, 0, tzinfo=UTC)

INDICATOR = {"statement": "Dokumen", "target_text": "14", "unit_of_measure": "dokumen"}


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


@pytest.fixture
def agreed(make_plan, office):
    """Ani's agreed plan with a special expectation."""
    plan = make_plan(WorkPlanStage.PROPOSED)
    save_behaviour_expectations(
        work_plan=plan, texts={"LOYAL": "Jaga rahasia"}, actor=actor_for(office.budi), at=JANUARY
    )
    agree_work_plan(work_plan=plan, actor=actor_for(office.budi), at=JANUARY)
    return plan


def change(plan, person, at=FEBRUARY):
    """Open a change as a person."""
    return open_change(work_plan=plan, reason="Tugas baru", actor=actor_for(person), at=at)


def differ(plan):
    """Let a version differ from the one before, in what the leader expects."""
    plan.behaviour_expectations.update_or_create(
        value="ADAPTIVE", defaults={"text": f"Versi {plan.version}"}
    )


def agree(plan, office, at=FEBRUARY):
    """Propose and agree a plan; a version differs from the one before."""
    if plan.version > 1:
        differ(plan)
    propose_work_plan(work_plan=plan, actor=actor_for(office.ani), at=at)
    agree_work_plan(work_plan=plan, actor=actor_for(office.budi), at=at)


def rewrite(plan, planned, person, statement):
    """Give a line other words and another target."""
    save_planned_result(
        work_plan=plan,
        planned_result=planned,
        fields={"kind": "MAIN", "statement": statement},
        indicators=[INDICATOR],
        actor=actor_for(person),
        at=FEBRUARY,
    )


def page(name, plan):
    """Return the address of a page of a plan."""
    return reverse(f"appraisal:{name}", args=[plan.public_id])
