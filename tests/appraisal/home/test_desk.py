"""The desks of supervisors and HR, the greeting, and the cost of the page."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from accounts.services.notification import notify
from appraisal.choices import EvaluationStage as E
from appraisal.choices import WorkPlanStage as S
from appraisal.models import PerformanceDialogue, Reopening
from appraisal.queries.home import greeting, spoken_name
from tests.appraisal.home.conftest import home_of
from tests.factories.accounts import make_employee
from tests.factories.appraisal import NOON, make_cycle, make_evaluation, make_work_plan

HOME = "/"
STAFF_QUERIES = 15
HR_QUERIES = 18


def test_supervisor_sees_what_waits(office, make_plan):
    make_plan(S.PROPOSED)

    desk = home_of(office.budi).desks[0]

    assert [task.hint for task in desk.tasks] == [
        "1 SKP menunggu persetujuan Anda",
        "Tidak ada yang menunggu",
        "Tidak ada yang menunggu",
    ]


def test_supervisor_without_own_task_is_led_to_the_team(office, make_plan):
    make_evaluation(make_plan(), stage=E.REVIEW, submitted_at=NOON)

    page = home_of(office.budi)

    assert page.lead is None
    assert page.desk_lead.title == "Lanjutkan: 1 orang menunggu penilaian Anda"
    assert page.desk_lead.url == reverse("appraisal:team_board")


def test_supervisor_with_nothing_waiting_has_no_card(office, make_plan):
    make_plan()

    assert home_of(office.budi).desk_lead is None


def test_hr_is_led_to_the_running_cycle(office, cycle):
    assert home_of(office.dewi).desk_lead.url == cycle.get_absolute_url()


def test_staff_have_no_desk(ani, make_plan):
    make_plan()

    assert home_of(ani).desks == ()


def test_hr_sees_how_far_the_cycle_is(office, make_plan):
    make_evaluation(make_plan(), stage=E.REVIEW, submitted_at=NOON)

    desk = home_of(office.dewi).desks[0]

    assert [task.hint for task in desk.tasks] == [
        "1 dari 1 SKP disepakati, 1 penilaian diri terkirim, 0 hasil diserahkan"
    ]


def test_hr_without_a_cycle_is_led_to_the_first_one(dewi):
    assert [task.title for task in home_of(dewi).desks[0].tasks] == ["Siapkan siklus pertama"]


@pytest.mark.parametrize(
    ("confirmed", "waiting"), [("supervisor", "ani"), ("employee", "budi")], ids=["ani", "budi"]
)
def test_dialogue_waits_for_the_side_that_has_not_confirmed(office, make_plan, confirmed, waiting):
    talk = {"starts_at": NOON, "created_by": office.budi, "created_at": NOON, "scheduled_at": NOON}
    dialogue = PerformanceDialogue.objects.create(
        evaluation=make_evaluation(make_plan(), stage=E.DELIVERED), notes="Sepakat.", **talk
    )
    if confirmed == "supervisor":
        dialogue.supervisor_confirmed_by = office.budi
    setattr(dialogue, f"{confirmed}_confirmed_at", NOON)
    dialogue.save()

    asked = {
        name: [desk.key for desk in home_of(getattr(office, name)).desks if desk.key == "answers"]
        for name in ("ani", "budi", "farid")
    }

    assert asked == {"ani": [], "budi": [], "farid": []} | {waiting: ["answers"]}


def test_reopening_asked_by_hr_waits_for_the_superior(office, make_plan):
    Reopening.objects.create(
        evaluation=make_evaluation(make_plan(), stage=E.DELIVERED),
        version=1,
        side="HR",
        asked_by=office.dewi,
        asked_at=NOON,
        reason="Bukti baru.",
    )

    (desk, *_others) = home_of(office.farid).desks

    assert [(task.title, task.hint) for task in desk.tasks] == [
        ("Setujui atau tolak pembukaan kembali hasil", "1 permintaan menunggu")
    ]
    assert desk.tasks[0].url == f"/buka-kembali/{Reopening.objects.get().public_id}/"
    assert [desk.key for desk in home_of(office.budi).desks] == ["team"]


@pytest.mark.parametrize("results", [1, 3])
def test_staff_page_has_a_constant_number_of_queries(
    client, ani, make_plan, results, django_assert_num_queries
):
    make_evaluation(make_plan(results=results))
    for number in range(results):
        notify(recipient=ani, kind="CYCLE_OPENED", at=NOON + timedelta(hours=number))
    client.force_login(ani)
    client.get(HOME)

    with django_assert_num_queries(STAFF_QUERIES):
        response = client.get(HOME)

    assert response.status_code == 200


@pytest.mark.parametrize("cycles", [1, 3])
def test_page_of_hr_has_a_constant_number_of_queries(
    client, office, cycles, django_assert_num_queries
):
    for number in range(cycles):
        made = make_cycle(office.dewi, units=[office.agency], name=f"Siklus {number}")
        make_work_plan(made, office.assignments.dewi, supervisor=office.farid)
    client.force_login(office.dewi)
    client.get(HOME)

    with django_assert_num_queries(HR_QUERIES):
        client.get(HOME)


@pytest.mark.parametrize(
    ("hour", "words"),
    [
        (7, "Selamat pagi, Ibu Ratna"),
        (12, "Selamat siang, Ibu Ratna"),
        (16, "Selamat sore, Ibu Ratna"),
        (20, "Selamat malam, Ibu Ratna"),
    ],
)
def test_greeting_follows_the_clock_on_the_wall(db, hour, words):
    ratna = make_employee("Ratna Puspitasari", sex="F")
    at = datetime(2026, 11, 20, hour, 0, tzinfo=UTC) - timedelta(hours=7)  # WIB

    assert greeting(ratna, at) == words


@pytest.mark.parametrize(
    ("name", "sex", "spoken"),
    [
        ("Hendra Wijaya", "M", "Bapak Hendra"),
        ("I Made Arya", "M", "Bapak I Made"),
        ("Ratna Puspitasari", "", "Ratna"),
        ("Suharti", "F", "Ibu Suharti"),
    ],
)
def test_people_are_addressed_as_they_are_known(db, name, sex, spoken):
    assert spoken_name(make_employee(name, sex=sex)) == spoken
