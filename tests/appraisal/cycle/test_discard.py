"""A cycle that was never opened can be deleted; a new one starts where nothing runs yet."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from accounts.refusals import Refusal
from appraisal.models import AppraisalCycle
from appraisal.queries.cycle_list import next_free_year, similar_cycle
from appraisal.services.cycle import discard_cycle
from tests.factories.accounts import actor_for
from tests.factories.appraisal import NOON, make_achievement, make_cycle

pytestmark = pytest.mark.django_db


def test_administrator_deletes_a_cycle_in_preparation(client, office):
    cycle = make_cycle(office.dewi, opened=False, units=[office.agency])
    client.force_login(office.dewi)
    page = reverse("appraisal:cycle_discard", args=[cycle.public_id])

    assert client.get(page).status_code == 200
    assert client.post(page).url == reverse("appraisal:cycle_list")
    assert not AppraisalCycle.objects.exists()
    assert AuditEvent.objects.get(action="discard_cycle").subject_id == cycle.public_id


def test_opened_cycle_stays(office):
    cycle = make_cycle(office.dewi, units=[office.agency])

    with pytest.raises(Refusal) as caught:
        discard_cycle(cycle=cycle, actor=actor_for(office.dewi), at=NOON)

    assert caught.value.code == "already_opened"


def test_cycle_with_achievements_stays(office):
    cycle = make_cycle(office.dewi, opened=False, units=[office.agency])
    make_achievement(office.dinas, cycle.periods.get(), office.dewi)

    with pytest.raises(Refusal) as caught:
        discard_cycle(cycle=cycle, actor=actor_for(office.dewi), at=NOON)

    assert caught.value.code == "in_use"


def test_supervisor_may_not_delete(client, office):
    cycle = make_cycle(office.dewi, opened=False, units=[office.agency])
    client.force_login(office.budi)

    assert (
        client.post(reverse("appraisal:cycle_discard", args=[cycle.public_id])).status_code == 403
    )


def test_year_of_a_running_cycle_is_taken(office):
    dewi = actor_for(office.dewi, date(2026, 11, 20))
    assert next_free_year(dewi) == 2026

    make_cycle(office.dewi, units=[office.agency])

    assert next_free_year(dewi) == 2027


def test_same_name_or_period_is_found(office):
    cycle = make_cycle(office.dewi, units=[office.agency])
    dewi = actor_for(office.dewi)
    period = {"from_date": cycle.from_date, "until_date": cycle.until_date}

    assert similar_cycle(dewi, {"name": cycle.name.upper()}) == cycle
    assert similar_cycle(dewi, {"name": "Lain", **period}) == cycle
    assert similar_cycle(dewi, {"name": "Lain"}) is None
    assert similar_cycle(dewi, {"name": cycle.name, **period}, cycle) is None
