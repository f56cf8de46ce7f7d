"""Nothing of a cycle is changed once answers may rest on it: every change in every state."""

import pytest

from accounts.refusals import Refusal
from accounts.services.background_job import request_job
from appraisal.models import AppraisalCycle
from appraisal.queries.schedule import usual_schedule
from appraisal.services.cycle import (
    choose_participants,
    confirm_who_sees,
    discard_cycle,
    update_cycle,
)
from appraisal.services.cycle_opening import open_cycle, request_opening
from appraisal.services.cycle_parts import set_parts
from appraisal.services.cycle_schedule import set_windows
from appraisal.services.cycle_trial import start_trial
from tests.factories.appraisal import NOON, make_work_plan

pytestmark = pytest.mark.django_db

STATES = {
    "being_opened": {},
    "running": {"opened_at": NOON},
    "closed": {"opened_at": NOON, "closed_at": NOON},
    "archived": {"opened_at": NOON, "closed_at": NOON, "archived_at": NOON},
    "archived_unopened": {"archived_at": NOON},
}
CODES = {
    "being_opened": "being_opened",
    "running": "already_opened",
    "closed": "already_opened",
    "archived": "already_opened",
    "archived_unopened": "archived",
}


def name_page(cycle, office):
    """Return the change of the first page."""
    return update_cycle, {
        "template": cycle.template,
        "name": "Lain",
        "from_date": cycle.from_date,
        "until_date": cycle.until_date,
        "approach": "QUALITATIVE",
    }


def participants_page(cycle, office):
    """Return the change of the second page."""
    return choose_participants, {"units": [office.dinas], "employment_kinds": ["PPPK"]}


def dates_page(cycle, office):
    """Return the change of the dates."""
    return set_windows, {"schedule": usual_schedule(cycle), "is_strict": True}


def parts_page(cycle, office):
    """Return the change of what is asked."""
    return set_parts, {
        "parts": {"CRITERIA": "off", "COMPETENCIES": "off"},
        "narratives": {},
        "options": [],
        "criteria": [],
    }


def readers_page(cycle, office):
    """Return the confirmation of who sees what."""
    return confirm_who_sees, {}


def trial_page(cycle, office):
    """Return the start of a trial."""
    return start_trial, {"employees": [office.ani]}


def deletion(cycle, office):
    """Return the deletion."""
    return discard_cycle, {}


def opening(cycle, office):
    """Return the opening by the page."""
    return request_opening, {}


CHANGES = (
    name_page,
    participants_page,
    dates_page,
    parts_page,
    readers_page,
    trial_page,
    deletion,
    opening,
)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("change", CHANGES)
def test_settled_cycle_is_not_changed(draft, hr, office, state, change):
    AppraisalCycle.objects.filter(pk=draft.pk).update(**STATES[state])
    if state == "being_opened":
        draft.opening_job = request_job(task="x", title="x", actor=hr, at=NOON)
        draft.save()
    before = facts(draft)
    service, values = change(draft, office)

    with pytest.raises(Refusal) as refused:
        service(cycle=draft, **values, actor=hr, at=NOON)

    assert refused.value.code == CODES[state]
    assert facts(draft) == before


def facts(cycle):
    """Return everything that the settings of a cycle are made of."""
    row = AppraisalCycle.objects.filter(pk=cycle.pk).values().get()
    return (
        row,
        sorted(cycle.units.values_list("pk", flat=True)),
        sorted(cycle.windows.values_list("pk", "opens_date", "closes_date")),
        sorted(cycle.periods.values_list("pk", "name", "from_date", "until_date")),
        sorted(cycle.criteria.values_list("pk", "name", "description")),
    )


@pytest.mark.parametrize("change", CHANGES)
def test_cycle_in_preparation_takes_every_change(draft, hr, office, change):
    service, values = change(draft, office)

    service(cycle=draft, **values, actor=hr, at=NOON)


def test_opened_cycle_does_not_open_twice(draft, hr, office):
    make_work_plan(draft, office.assignments.ani, supervisor=office.budi)
    open_cycle(cycle=draft, actor=hr, at=NOON)

    with pytest.raises(Refusal):
        open_cycle(cycle=draft, actor=hr, at=NOON)
