"""The filters of the change history, and how its lines name what was changed."""

from django.urls import reverse

from accounts.services.audit import record_event
from appraisal.queries.audit_search import changes, found_events
from tests.factories.accounts import actor_for
from tests.factories.appraisal import NOON

ADDRESS = reverse("appraisal:audit_search")


def test_one_button_sends_the_filters_and_the_person(client, office):
    client.force_login(office.dewi)

    both = client.post(ADDRESS, {"who": "Ani Les", "kind": "", "action": "agree"})
    alone = client.post(ADDRESS, {"who": "", "action": "agree", "person": ""})

    assert (both.status_code, alone.status_code) == (302, 302)
    assert client.get(both.url).context["form"].cleaned_data == {
        "person": office.ani.public_id,
        "kind": "",
        "action": "agree",
        "since": None,
        "until": None,
    }
    assert client.get(alone.url).context["form"].cleaned_data["action"] == "agree"


def test_days_of_the_calendar_are_named(office):
    days = ["2027-01-01", "2027-05-01", "2027-08-17", "2027-12-25"]
    actor = actor_for(office.dewi)
    record_event(subject=office.dewi, action="holiday_added", actor=actor, at=NOON, day=days[0])
    record_event(subject=office.dewi, action="holiday_added", actor=actor, at=NOON, days=days)

    several, one = changes(found_events(actor))

    assert (one.kind, one.name) == ("hari libur", "1 Januari 2027")
    assert several.name == "1 Januari 2027, 1 Mei 2027, 17 Agustus 2027 dan 1 lagi"
