"""Several people of a team are invited at once: who, who not and why, the times, and the way back."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import Holiday, Leave, Notification
from accounts.refusals import Refusal
from appraisal.models import AppraisalCycle, Evaluation, PerformanceDialogue
from appraisal.services.dialogue import Schedule, plan_dialogue
from appraisal.services.dialogue_round import cancel_round, plan_round
from tests.factories.accounts import actor_for
from tests.factories.acting import make_delegation
from tests.factories.appraisal import NOON
from tests.factories.review import make_colleagues

PLACE = "/dialog/ajak/"
LENGTHS = {"minutes": "45", "pause": "15", "place": "Aula", "time": "09:00"}


def next_monday():
    """Return a Monday that is ahead, whatever day the tests run on."""
    today = timezone.localdate()
    return today + timedelta(days=14 - today.weekday())


@pytest.fixture
def team(office, evaluation):
    """Return the evaluations of three people on Budi's desk, Ani's first."""
    return [evaluation, *make_colleagues(office, evaluation, 2)]


@pytest.fixture(autouse=True)
def no_holidays(db):
    """Let no holiday fall on the day of the tests."""
    Holiday.objects.all().delete()


def form_of(*people, **changes):
    """Return the form as a browser sends it."""
    ids = [row.public_id for row in people]
    return LENGTHS | {"day": next_monday().isoformat(), "people": ids} | changes


def confirmed(client, *people, **changes):
    """Send the form, read the times, and send both again as the check page does."""
    page = client.post(PLACE, form_of(*people, **changes))
    seen = page.context["times"].seen
    return client.post(PLACE, form_of(*people, confirm="1", seen=seen, **changes), follow=True)


def planned_times():
    """Return {name: clock} of all dialogues."""
    rows = PerformanceDialogue.objects.select_related("evaluation__employee")
    return {
        row.evaluation.employee.name: f"{timezone.localtime(row.starts_at):%H:%M}" for row in rows
    }


def test_first_press_shows_the_times_and_writes_nothing(office, team, sign_in):
    page = sign_in(office.budi).post(PLACE, form_of(*team))

    assert [f"{row.starts_at:%H:%M}" for row in page.context["times"].invited] == [
        "09:00",
        "10:00",
        "11:00",
    ]
    assert PerformanceDialogue.objects.count() == Notification.objects.count() == 0


def test_second_press_plans_and_tells_each_the_own_time(office, team, sign_in):
    confirmed(sign_in(office.budi), *team)

    names = [row.employee.name for row in team]
    assert planned_times() == dict(zip(names, ["09:00", "10:00", "11:00"], strict=True))
    told = Notification.objects.filter(kind="DIALOGUE_PLANNED").order_by("note")
    assert [row.recipient.name for row in told] == names
    assert [row.note.rpartition(", ")[2] for row in told] == ["Aula"] * 3


def test_only_who_is_ticked_is_invited(office, team, sign_in):
    confirmed(sign_in(office.budi), team[1])

    assert list(planned_times()) == [team[1].employee.name]


def test_who_is_decided_is_ticked_from_the_start(office, team, sign_in):
    Evaluation.objects.filter(pk=team[2].pk).update(stage="DECIDED", decided_at=NOON)

    form = sign_in(office.budi).get(PLACE).context["form"]

    assert form["people"].initial == [team[2].public_id]


def test_who_cannot_be_invited_is_named_with_the_reason(office, team, sign_in):
    plan_dialogue(
        evaluation=team[0],
        schedule=Schedule(timezone.now() + timedelta(days=2), 30),
        actor=actor_for(office.budi),
        at=NOON,
    )
    Evaluation.objects.filter(pk=team[1].pk).update(stage="SELF_ASSESSMENT", submitted_at=None)

    found = sign_in(office.budi).get(PLACE).context["found"]

    assert [guest.evaluation for guest in found.able] == [team[2]]
    assert [(guest.evaluation, guest.reason[:29]) for guest in found.unable] == [
        (team[0], "Dialog sudah dijadwalkan pada"),
        (team[1], "Penilaian diri belum dikirim."),
    ]


def test_who_is_away_that_day_is_left_out(office, team, sign_in):
    day = next_monday()
    Leave.objects.create(
        employee=team[1].employee,
        from_date=day,
        until_date=day,
        recorded_by=office.dewi,
        recorded_at=NOON,
    )

    confirmed(sign_in(office.budi), *team)

    assert planned_times() == {team[0].employee.name: "09:00", team[2].employee.name: "10:00"}


def test_who_does_not_fit_into_the_day_is_left_out(office, team, sign_in):
    page = sign_in(office.budi).post(PLACE, form_of(*team, time="16:00"))

    times = page.context["times"]
    assert [guest.evaluation for guest in times.invited] == team[:2]
    assert [guest.evaluation for guest in times.left_out] == team[2:]


def test_times_that_changed_meanwhile_are_read_again(office, team, sign_in):
    client = sign_in(office.budi)
    page = client.post(PLACE, form_of(*team))
    starts_at = page.context["times"].invited[0].starts_at
    make = {"schedule": Schedule(starts_at, 30), "actor": actor_for(office.budi), "at": NOON}
    plan_dialogue(evaluation=team[2], **make)

    again = client.post(PLACE, form_of(*team[:2], confirm="1", seen=page.context["times"].seen))

    assert again.status_code == 409
    assert [f"{row.starts_at:%H:%M}" for row in again.context["times"].invited] == [
        "09:45",
        "10:45",
    ]
    assert PerformanceDialogue.objects.count() == 1


@pytest.mark.parametrize(
    "changes",
    [{"people": []}, {"day": "2020-01-06"}, {"time": ""}, {"minutes": "7"}],
    ids=["nobody", "over", "no time", "unknown length"],
)
def test_what_was_typed_is_kept_when_it_is_refused(office, team, sign_in, changes):
    page = sign_in(office.budi).post(PLACE, form_of(*team) | changes)

    assert page.status_code == 422
    assert "Aula" in page.content.decode()
    assert PerformanceDialogue.objects.count() == 0


def test_change_leads_back_to_the_form_with_every_word(office, team, sign_in):
    page = sign_in(office.budi).post(PLACE, form_of(*team[:2], change="1"))

    assert page.status_code == 200
    assert page.context["form"].data.getlist("people") == [row.public_id for row in team[:2]]


@pytest.mark.parametrize("name", ["ani", "dewi", "eko", "farid"])
def test_somebody_without_the_team_finds_nobody_to_invite(office, team, sign_in, name):
    client = sign_in(getattr(office, name))

    page = client.get(PLACE)
    answer = client.post(PLACE, form_of(*team))

    assert page.context["found"].able == []
    assert answer.status_code == 422
    with pytest.raises(PermissionDenied):
        plan_round(
            appointments=[(team[0], timezone.now())],
            minutes=30,
            place="",
            actor=actor_for(getattr(office, name)),
            at=NOON,
        )


def test_a_delegate_invites_and_the_supervisor_is_told(office, team, sign_in):
    make_delegation(office.budi, office.citra)

    confirmed(sign_in(office.citra), team[0])

    told = Notification.objects.filter(kind="DIALOGUE_PLANNED")
    assert {row.recipient for row in told} == {office.ani, office.budi}


def test_a_closed_cycle_invites_nobody(office, team, sign_in):
    AppraisalCycle.objects.update(closed_at=NOON)

    assert sign_in(office.budi).get(PLACE).context["found"].able == []


def test_who_was_invited_meanwhile_keeps_the_time(office, team):
    actor, starts_at = actor_for(office.budi), timezone.now() + timedelta(days=3)
    first = plan_dialogue(
        evaluation=team[0], schedule=Schedule(starts_at, 30), actor=actor, at=NOON
    )

    done = plan_round(
        appointments=[(row, starts_at + timedelta(days=1)) for row in team[:2]],
        minutes=45,
        place="",
        actor=actor,
        at=NOON,
    )

    first.refresh_from_db()
    assert [row.evaluation for row in done.planned] == [team[1]]
    assert done.left_out == (team[0],)
    assert first.starts_at == starts_at


def test_a_round_is_called_off_and_everybody_is_told(office, team, sign_in):
    client = sign_in(office.budi)
    listed = confirmed(client, *team)

    client.post(f"{PLACE}batal/", follow=True)

    assert len(listed.context["lately"]) == 3
    assert PerformanceDialogue.objects.count() == 0
    told = Notification.objects.filter(kind="DIALOGUE_CANCELLED")
    assert {row.recipient for row in told} == {row.employee for row in team}


def test_calling_off_leaves_older_ones_and_those_of_others(office, team, sign_in):
    client = sign_in(office.budi)
    confirmed(client, *team)
    rows = PerformanceDialogue.objects.order_by("pk")
    old, other = rows[0], rows[1]
    PerformanceDialogue.objects.filter(pk=old.pk).update(
        created_at=timezone.now() - timedelta(minutes=11)
    )
    PerformanceDialogue.objects.filter(pk=other.pk).update(created_by=office.citra)

    client.post(f"{PLACE}batal/")
    client.post(f"{PLACE}batal/")

    assert list(PerformanceDialogue.objects.order_by("pk")) == [old, other]


def test_a_written_record_keeps_the_whole_round(office, team):
    actor = actor_for(office.budi)
    starts_at = timezone.now() + timedelta(days=3)
    done = plan_round(
        appointments=[(row, starts_at) for row in team],
        minutes=45,
        place="",
        actor=actor,
        at=NOON,
    )
    written = done.planned[1]
    PerformanceDialogue.objects.filter(pk=written.pk).update(notes="Sudah mulai.", noted_at=NOON)

    with pytest.raises(Refusal):
        cancel_round(dialogues=done.planned, actor=actor, at=NOON)

    assert PerformanceDialogue.objects.count() == 3


@pytest.mark.parametrize("people", [1, 3])
def test_form_asks_the_same_for_one_and_for_three(
    office, evaluation, sign_in, people, django_assert_num_queries
):
    make_colleagues(office, evaluation, people)
    client = sign_in(office.budi)
    client.get(PLACE)

    with django_assert_num_queries(8):
        client.get(PLACE)


@pytest.mark.parametrize("people", [1, 3])
def test_check_page_asks_the_same_for_one_and_for_three(
    office, evaluation, sign_in, people, django_assert_num_queries
):
    rows = make_colleagues(office, evaluation, people)
    client = sign_in(office.budi)
    client.get(PLACE)

    with django_assert_num_queries(11):
        client.post(PLACE, form_of(*rows))
