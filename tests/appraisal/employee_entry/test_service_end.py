"""The end of somebody's service: posts, team, account, roles; and taking it back."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.choices import Role
from accounts.models import Assignment, ReportingLine, ServiceEnd
from accounts.queries.actor import system_actor
from accounts.refusals import Refusal
from accounts.services.service_end import close_ended_accounts
from appraisal.services.employee_entry import leave_service
from tests.factories.accounts import actor_for, grant_role
from tests.factories.appraisal import NOON, make_cycle, make_evaluation, make_work_plan

TODAY = timezone.localdate(NOON)
ONE_DAY = timedelta(days=1)


@pytest.fixture
def leave(office):
    """Return the function that ends somebody's service."""

    def make(employee, *, by=None, **fields):
        wanted = {"kind": "PENSION", "last_day": TODAY, "note": "", "successor": None}
        actor = actor_for(by or office.dewi, TODAY)
        return leave_service(employee=employee, actor=actor, at=NOON, **wanted | fields)

    return make


def posts_of(person):
    """Return the last days of somebody's posts and lines of reporting."""
    posts = Assignment.objects.filter(employee=person).values_list("until_date", flat=True)
    lines = ReportingLine.objects.filter(employee=person).values_list("until_date", flat=True)
    return list(posts), list(lines)


def test_post_and_line_end_on_the_last_day(office, leave):
    leave(office.ani)

    assert posts_of(office.ani) == ([TODAY], [TODAY])


@pytest.mark.parametrize(("last_day", "is_active"), [(TODAY, True), (TODAY - ONE_DAY, False)])
def test_account_stays_open_through_the_last_day(office, leave, last_day, is_active):
    leave(office.ani, last_day=last_day)

    office.ani.refresh_from_db()
    assert office.ani.is_active is is_active


def test_calendar_closes_the_account_after_the_last_day(office, leave):
    leave(office.ani)
    tomorrow = NOON + ONE_DAY
    system = system_actor(timezone.localdate(tomorrow))

    closed = [close_ended_accounts(actor=system, at=at) for at in (NOON, tomorrow, tomorrow)]

    office.ani.refresh_from_db()
    assert (closed, office.ani.is_active) == ([0, 1, 0], False)


def test_team_goes_to_the_successor_and_the_successor_to_the_next_above(office, leave):
    plan = make_work_plan(make_cycle(office.dewi), office.assignments.ani, supervisor=office.budi)
    evaluation = make_evaluation(plan)

    leave(office.budi, last_day=TODAY - ONE_DAY, successor=office.citra)

    lines = ReportingLine.objects.in_force(TODAY)
    above = dict(lines.values_list("employee", "supervisor"))
    evaluation.refresh_from_db()
    assert above[office.ani.pk] == office.citra.pk
    assert above[office.citra.pk] == office.farid.pk
    assert evaluation.supervisor == office.citra


def test_team_without_successor_has_no_supervisor_from_the_next_day(office, leave):
    leave(office.budi)

    assert posts_of(office.ani) == ([None], [TODAY])


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"last_day": date(2019, 12, 31)}, "day"),
        ({"successor": "self"}, "successor"),
        ({"successor": "dewi"}, "successor"),
    ],
)
def test_what_cannot_be_is_refused(office, leave, fields, code):
    if name := fields.get("successor"):
        fields = {"successor": office.budi if name == "self" else office.dewi}

    with pytest.raises(Refusal) as refused:
        leave(office.budi, **fields)

    assert refused.value.code == code


def test_role_that_would_last_is_named_first(office, leave):
    grant_role(office.ani, Role.LEADER, office.dinas)

    with pytest.raises(Refusal) as refused:
        leave(office.ani)

    assert refused.value.code == "roles"


def test_nobody_ends_the_own_service(office, leave):
    with pytest.raises(Refusal) as refused:
        leave(office.dewi)

    assert refused.value.code == "oneself"


def send(client, person, **fields):
    """Send the form of the end."""
    values = {"kind": "PENSION", "last_day": timezone.localdate().isoformat(), "note": "SK 12/2026"}
    return client.post(address(person), values | fields)


def address(person):
    """Return the page on which somebody's service is ended."""
    return reverse("appraisal:employee_end", args=[person.public_id])


def test_first_press_shows_what_follows_and_the_second_records(client, office):
    client.force_login(office.dewi)

    preview = send(client, office.budi)
    assert not ServiceEnd.objects.exists()
    done = send(client, office.budi, confirm="1")

    assert any("Ani Lestari, Citra Dewanti" in point for point in preview.context["points"])
    end = ServiceEnd.objects.get()
    assert (end.employee, end.note) == (office.budi, "SK 12/2026")
    assert client.get(done.url).context["end"] == end


def test_faults_are_kept_with_every_word(client, office):
    client.force_login(office.dewi)

    page = send(client, office.budi, last_day="", kind="")

    assert page.status_code == 422
    assert set(page.context["form"].errors) == {"last_day", "kind"}
    assert page.context["form"]["note"].value() == "SK 12/2026"


def test_end_is_taken_back_with_team_and_account(client, office):
    client.force_login(office.dewi)
    yesterday = timezone.localdate() - ONE_DAY
    send(client, office.budi, last_day=yesterday, successor=office.citra.nip, confirm="1")
    entry = ServiceEnd.objects.get().entry

    client.post(reverse("appraisal:entry_undo", args=[entry.public_id]))

    office.budi.refresh_from_db()
    lines = ReportingLine.objects.in_force(timezone.localdate())
    above = dict(lines.values_list("employee", "supervisor"))
    assert (office.budi.is_active, ServiceEnd.objects.count()) == (True, 0)
    assert [above[person.pk] for person in (office.ani, office.citra)] == [office.budi.pk] * 2


@pytest.mark.parametrize("role", [None, Role.HR_OPERATOR, Role.AUDITOR])
def test_only_an_hr_administrator_ends_a_service(client, office, role):
    if role:
        grant_role(office.citra, role, office.agency)
    client.force_login(office.citra)

    assert client.get(address(office.ani)).status_code in (403, 404)
