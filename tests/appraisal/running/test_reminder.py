"""Reminders: whose step is open, once in three days, never during a leave, polite hours for mail."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.choices import Role
from accounts.models import AuditEvent, Leave, Notification
from accounts.refusals import Refusal
from accounts.rules.quiet_hours import next_polite_moment
from appraisal.choices import ReminderAudience
from appraisal.models import Evaluation, Reminder
from appraisal.services.reminder import send_reminder
from tests.factories.accounts import actor_for, grant_role
from tests.factories.appraisal import NOON

SELF = "SELF_ASSESSMENT"
pytestmark = pytest.mark.django_db


@pytest.fixture
def remind(running, hr):
    """Return a function that sends a reminder."""

    def send(audience="NOT_STARTED", *, message="Masih ada waktu", actor=hr, at=NOON, **unit):
        period = running.periods.get()
        return send_reminder(
            period=period, audience=audience, message=message, actor=actor, at=at, **unit
        )

    return send


def reminded():
    """Return who got a reminder, in order."""
    rows = Notification.objects.filter(kind="REMINDER").order_by("pk")
    return list(rows.values_list("recipient__name", flat=True))


@pytest.mark.parametrize(
    ("audience", "stage", "started", "name"),
    [
        ("NOT_STARTED", SELF, None, "Ani Lestari"),
        ("IN_PROGRESS", SELF, NOON, "Ani Lestari"),
        ("TO_REVIEW", "REVIEW", NOON, "Budi Santoso"),
        ("TO_RELEASE", "DECIDED", NOON, "Budi Santoso"),
        ("TO_READ", "DELIVERED", NOON, "Ani Lestari"),
    ],
)
def test_each_status_reaches_the_one_whose_step_it_is(
    remind, evaluation_of, audience, stage, started, name
):
    evaluation_of("ani", stage)
    Evaluation.objects.update(first_saved_at=started)

    remind(audience)

    assert reminded() == [name]
    others = set(ReminderAudience) - {audience}
    for other in sorted(others):
        with pytest.raises(Refusal):
            remind(other, at=NOON + timedelta(days=5))


@pytest.mark.parametrize(
    ("audience", "stage", "name"),
    [("PLAN_OWNER", "DRAFT", "Ani Lestari"), ("PLAN_SUPERVISOR", "PROPOSED", "Budi Santoso")],
)
def test_plans_too(remind, plan_of, audience, stage, name):
    plan_of("ani", stage=stage)

    remind(audience)

    assert reminded() == [name]


def test_supervisor_is_reminded_once_for_the_whole_team(remind, evaluation_of):
    evaluation_of("ani", "REVIEW")
    evaluation_of("citra", "REVIEW")

    assert remind("TO_REVIEW").people == 1


@pytest.mark.parametrize(("days", "names"), [(2, 1), (3, 2), (4, 2)])
def test_nobody_is_reminded_twice_in_three_days(remind, evaluation_of, days, names):
    evaluation_of("ani")
    remind()
    evaluation_of("citra")

    again = remind(at=NOON + timedelta(days=days))

    assert (again.people, again.spared) == (names, 2 - names)


def test_pause_holds_across_cycles_and_statuses(remind, evaluation_of):
    evaluation_of("ani")
    remind()
    Evaluation.objects.update(first_saved_at=NOON)

    with pytest.raises(Refusal) as refusal:
        remind("IN_PROGRESS", at=NOON + timedelta(days=1))

    assert refusal.value.code == "nobody"


def test_who_is_on_leave_is_spared(remind, evaluation_of, office):
    evaluation_of("ani")
    evaluation_of("citra")
    Leave.objects.create(
        employee=office.ani,
        from_date=date(2026, 11, 20),
        until_date=date(2026, 11, 20),
        recorded_by=office.dewi,
        recorded_at=NOON,
    )

    reminder = remind()

    assert (reminded(), reminder.spared) == (["Citra Dewanti"], 1)


def test_unit_keeps_to_itself(remind, evaluation_of, office):
    evaluation_of("ani")
    evaluation_of("eko")

    remind(org_unit=office.elsewhere)

    assert reminded() == ["Eko Prasetyo"]


def test_notice_carries_the_words_and_leads_to_the_task(remind, evaluation_of):
    evaluation = evaluation_of("ani")

    remind()

    notice = Notification.objects.get()
    assert (notice.about, notice.note, notice.link) == (
        "Penilaian kinerja 2026",
        "Masih ada waktu",
        evaluation.get_absolute_url(),
    )


@pytest.mark.parametrize(
    ("hour", "expected"),
    [
        (5, datetime(2026, 11, 20, 6, tzinfo=UTC)),
        (6, datetime(2026, 11, 20, 6, tzinfo=UTC)),
        (19, datetime(2026, 11, 20, 19, tzinfo=UTC)),
        (20, datetime(2026, 11, 21, 6, tzinfo=UTC)),
    ],
)
def test_mail_keeps_polite_hours(hour, expected):
    assert next_polite_moment(datetime(2026, 11, 20, hour, tzinfo=UTC)) == expected


def test_mail_of_a_night_waits_for_the_morning_and_the_notice_does_not(remind, evaluation_of):
    evaluation_of("ani")
    night = datetime(2026, 11, 20, 16, 0, tzinfo=UTC)  # 23.00 WIB

    remind(at=night)

    notice = Notification.objects.get()
    assert notice.created_at == night
    assert timezone.localtime(notice.due_at).hour == 6


@pytest.mark.parametrize("change", [{"message": "  "}, {"audience": "TO_READ"}, {"closed": True}])
def test_what_cannot_be_sent_is_refused(remind, evaluation_of, running, change):
    evaluation_of("ani")
    change = dict(change)
    if change.pop("closed", False):
        running.closed_at = NOON
        running.save(update_fields=["closed_at"])

    with pytest.raises(Refusal):
        remind(**change)

    assert not Reminder.objects.exists()


@pytest.mark.parametrize(
    ("name", "role", "unit", "people"),
    [
        ("ani", None, None, None),
        ("budi", None, None, None),
        ("citra", Role.HR_OPERATOR, "dinas", 1),
        ("citra", Role.HR_ADMIN, "elsewhere", 1),
        ("citra", Role.AUDITOR, "agency", None),
    ],
)
def test_hr_reminds_the_own_units_only(remind, evaluation_of, office, name, role, unit, people):
    evaluation_of("ani")
    evaluation_of("eko")
    person = getattr(office, name)
    if role:
        grant_role(person, role, getattr(office, unit))
    if people is None:
        with pytest.raises(PermissionDenied):
            remind(actor=actor_for(person))
        return
    assert remind(actor=actor_for(person)).people == people


def test_sending_is_written_down(remind, evaluation_of, running):
    evaluation_of("ani")

    reminder = remind()

    event = AuditEvent.objects.get(action="send_reminder")
    assert event.data == {
        "audience": "NOT_STARTED",
        "reminder": reminder.public_id,
        "people": 1,
    }


@pytest.mark.parametrize(
    ("changes", "name"),
    [({"message": ""}, "reminder_has_message"), ({"people": 0}, "reminder_reaches_somebody")],
)
def test_database_refuses(running, office, changes, name):
    fields = {"message": "x", "people": 1} | changes

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Reminder.objects.create(
            cycle=running,
            period=running.periods.get(),
            audience="TO_READ",
            sent_by=office.dewi,
            sent_at=NOON,
            **fields,
        )
