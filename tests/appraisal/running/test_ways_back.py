"""HR comes back to where it came from: the list with its filters, or the page of the person."""

import pytest
from django.urls import reverse

from tests.factories.appraisal import make_cycle, make_evaluation, make_work_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def decided(office):
    """Return a decided evaluation."""
    cycle = make_cycle(office.dewi, units=[office.agency])
    plan = make_work_plan(cycle, office.assignments.ani, supervisor=office.budi)
    return make_evaluation(plan, stage="DECIDED")


@pytest.fixture
def panel(office):
    """Return HR's page of Ani."""
    return reverse("appraisal:employee_panel", args=[office.ani.public_id])


def test_page_of_a_person_leads_back_to_the_filtered_list(client, office, decided, panel):
    client.force_login(office.dewi)
    cycle = decided.period.cycle

    answer = client.get(panel, {"siklus": cycle.public_id, "status": "decided"})

    people = reverse("appraisal:cycle_people", args=[cycle.public_id])
    assert answer.context["list_url"] == f"{people}?status=decided"


@pytest.mark.parametrize("wanted", ["", "bukan-siklus", "//example.org"])
def test_anything_else_leads_nowhere_new(client, office, panel, wanted):
    client.force_login(office.dewi)

    assert client.get(panel, {"siklus": wanted}).context["list_url"] == ""


@pytest.mark.parametrize(("query", "name"), [("?dari=pegawai", "panel"), ("", "result")])
def test_opening_again_is_left_to_where_it_began(client, office, decided, panel, query, name):
    client.force_login(office.dewi)
    result = reverse("appraisal:result_detail", args=[decided.public_id])

    address = reverse("appraisal:evaluation_reopen", args=[decided.public_id]) + query
    answer = client.get(address)

    assert answer.context["cancel_url"] == {"panel": panel, "result": result}[name]
