"""A deadline of a running cycle moves to a later day, never back: nobody is stuck (product.md 9.21)."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import AuditEvent
from accounts.refusals import Refusal
from appraisal.models import DeadlineExtension
from appraisal.queries.windows import refuse_outside
from appraisal.services.deadline_extension import extend_deadline
from tests.factories.accounts import actor_for, make_assignment, make_employee
from tests.factories.appraisal import NOON, make_work_plan

LATE = datetime(2026, 12, 8, 5, 0, tzinfo=UTC)  # after self-assessment, which closed on the 4th
FORM = {"scope": "cycle", "window": "REVIEW", "reason": "Banjir"}
pytestmark = pytest.mark.django_db


def move(
    cycle, actor, *, phase="SELF_ASSESSMENT", day=date(2026, 12, 10), reason="Banjir", at=LATE
):
    """Move the end of a phase."""
    window = cycle.windows.get(phase=phase)
    extend_deadline(window=window, closes_date=day, reason=reason, actor=actor, at=at)
    return window


def test_strict_cycle_accepts_again_until_the_new_day(running, hr):
    running.is_strict = True
    with pytest.raises(Refusal):
        refuse_outside(running.windows.get(phase="SELF_ASSESSMENT"), running, LATE)

    window = move(running, hr)

    assert not refuse_outside(window, running, LATE)


def test_new_day_is_audited_and_the_reason_kept(running, hr):
    move(running, hr)

    extension = DeadlineExtension.objects.get()
    event = AuditEvent.objects.get(subject_id=running.public_id)
    assert event.action == "extend_window"
    assert event.data == {
        "phase": "SELF_ASSESSMENT",
        "before": "2026-12-04",
        "after": "2026-12-10",
        "extension": extension.public_id,
        "people": 0,
    }
    assert extension.reason == "Banjir"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"day": date(2026, 12, 4)}, "not_later"),
        ({"day": date(2026, 12, 1)}, "not_later"),
        ({"day": date(2026, 12, 7)}, "past"),
        ({"day": date(2026, 12, 19)}, "out_of_order"),
        ({"reason": "  "}, "no_reason"),
    ],
)
def test_other_days_are_refused(running, hr, changes, code):
    with pytest.raises(Refusal) as refusal:
        move(running, hr, **changes)

    assert refusal.value.code == code


def test_plan_may_be_agreed_while_self_assessment_runs(running, hr):
    day = date(2026, 11, 30)

    assert move(running, hr, phase="PLAN", day=day, at=NOON).closes_date == day


def test_day_that_is_today_still_gives_time(running, hr):
    today = date(2026, 12, 8)

    assert move(running, hr, day=today).closes_date == today


def test_cycle_in_preparation_is_refused(draft, hr):
    with pytest.raises(Refusal) as refusal:
        move(draft, hr)

    assert refusal.value.code == "not_running"


@pytest.mark.parametrize("name", ["ani", "budi", "farid"])
def test_nobody_else_moves_a_deadline(office, running, name):
    with pytest.raises(PermissionDenied):
        move(running, actor_for(getattr(office, name)))


def test_page_moves_the_deadline(page, as_dewi, running):
    data = FORM | {"closes_date": "2026-12-28", "confirm": "1"}

    answer = as_dewi.post(page("cycle_extend", running), data)

    assert answer.url == running.get_absolute_url()
    assert running.windows.get(phase="REVIEW").closes_date == date(2026, 12, 28)
    assert (
        "Tenggat “Penilaian atasan” dimundurkan untuk semua peserta"
        in as_dewi.get(answer.url).content.decode()
    )


def test_only_people_of_the_cycle_are_offered(page, as_dewi, running, office):
    """Both are called Contoh; one has a work plan in this cycle."""
    inside = make_assignment(make_employee("Contoh Satu"), office.dinas, supervisor=office.budi)
    make_employee("Contoh Dua")
    make_work_plan(running, inside, supervisor=office.budi)
    data = FORM | {"scope": "person", "person": "contoh", "closes_date": "2026-12-28"}

    form = as_dewi.post(page("cycle_extend", running), data).context["form"]

    assert form.fields["person"].widget.people == [inside.employee]


def test_third_of_three_namesakes_can_be_meant(page, as_dewi, running, office):
    """All three are called the same; the two newest have a work plan in this cycle."""
    outside = make_employee("Contoh Sama")
    inside = [
        make_assignment(make_employee("Contoh Sama"), office.dinas, supervisor=office.budi)
        for _one in range(2)
    ]
    for post in inside:
        make_work_plan(running, post, supervisor=office.budi)
    data = FORM | {"scope": "person", "person": "Contoh Sama", "closes_date": "2026-12-28"}

    answer = as_dewi.post(page("cycle_extend", running), data)

    assert answer.status_code == 422
    offered = answer.context["form"].fields["person"].widget.people
    assert sorted(person.pk for person in offered) == [post.employee_id for post in inside]
    assert outside not in offered


def test_the_one_namesake_of_the_cycle_is_meant(page, as_dewi, running, office):
    """Three older ones of the same name have no work plan in this cycle."""
    for _one in range(3):
        make_employee("Contoh Sama")
    inside = make_assignment(make_employee("Contoh Sama"), office.dinas, supervisor=office.budi)
    make_work_plan(running, inside, supervisor=office.budi)
    data = FORM | {"scope": "person", "person": "Contoh Sama", "closes_date": "2026-12-28"}

    form = as_dewi.post(page("cycle_extend", running), data).context["form"]

    assert form.cleaned_data["person"] == inside.employee


def test_page_keeps_what_was_typed(page, as_dewi, running):
    data = FORM | {"closes_date": "2026-12-01"}

    answer = as_dewi.post(page("cycle_extend", running), data)

    form = answer.context["form"]
    assert answer.status_code == 422
    assert {name: form[name].value() for name in data} == data


def test_staff_does_not_reach_the_page(page, client, office, running):
    client.force_login(office.ani)

    assert client.get(page("cycle_extend", running)).status_code == 403
