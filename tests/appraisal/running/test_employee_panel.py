"""HR's page of one person: status of every record, what can be done now and why not, leave, history."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.choices import Role
from accounts.models import Leave
from appraisal.models import DeadlineExtension
from appraisal.services.reopening import ask_reopening
from appraisal.services.review import reopen_evaluation
from tests.factories.accounts import grant_role
from tests.factories.appraisal import NOON, make_cycle, make_evaluation, make_work_plan

STAGES = ("SELF_ASSESSMENT", "REVIEW", "DECIDED", "DELIVERED", "ACKNOWLEDGED", "FINAL")
TIME, AGAIN, ASK = "Beri waktu tambahan", "Buka kembali", "Minta buka kembali"
NO_STEP = "Tidak ada langkah yang terbuka, jadi waktu tambahan tidak diperlukan."
NOT_DECIDED = "Belum ada yang ditetapkan; atasan masih bisa mengembalikannya."
CLOSED = "Penilaian sudah ditutup dan tetap seperti adanya."
OFFERED = {  # stage -> label of each action with its reason, nothing where it is offered
    "SELF_ASSESSMENT": [(TIME, ""), (AGAIN, NOT_DECIDED)],
    "REVIEW": [(TIME, ""), (AGAIN, NOT_DECIDED)],
    "DECIDED": [(TIME, ""), (AGAIN, "")],
    "DELIVERED": [(TIME, NO_STEP), (ASK, "")],
    "ACKNOWLEDGED": [(TIME, NO_STEP), (ASK, "")],
    "FINAL": [(TIME, NO_STEP), (AGAIN, CLOSED)],
}
pytestmark = pytest.mark.django_db


def lines(client, address):
    """Return the lines of the first cycle on the page."""
    return client.get(address).context["parts"][0].lines


@pytest.mark.parametrize("stage", STAGES)
def test_each_stage_offers_what_can_be_done_or_says_why_not(
    page, visit, office, evaluation_of, stage
):
    evaluation_of("ani", stage)

    _plan, line = lines(visit("dewi"), page("employee_panel", office.ani))

    assert [(action.label, action.why) for action in line.actions] == OFFERED[stage]
    assert all(action.why or action.url for action in line.actions)


@pytest.mark.parametrize("stage", STAGES[:5])
def test_every_offered_address_answers(page, visit, office, evaluation_of, stage):
    evaluation_of("ani", stage)
    client = visit("dewi")
    _plan, line = lines(client, page("employee_panel", office.ani))

    urls = [action.url for action in line.actions if action.url]

    assert {client.get(url).status_code for url in urls} == {200}


def test_operator_is_told_who_may(page, visit, office, evaluation_of):
    grant_role(office.citra, Role.HR_OPERATOR, office.agency)
    evaluation_of("ani", "DECIDED")

    _plan, line = lines(visit("citra"), page("employee_panel", office.ani))

    assert [action.url for action in line.actions] == ["", ""]


def test_operator_gets_no_link_to_a_request_out_of_sight(page, visit, office, evaluation_of, hr):
    grant_role(office.citra, Role.HR_OPERATOR, office.agency)
    ask_reopening(evaluation=evaluation_of("ani", "DELIVERED"), reason="x", actor=hr, at=NOON)

    _plan, line = lines(visit("citra"), page("employee_panel", office.ani))

    assert [action.url for action in line.actions] == ["", ""]


def test_deadline_is_that_of_the_person(page, visit, office, evaluation_of, running):
    evaluation_of("ani")
    until = timezone.localdate() + timedelta(days=400)
    DeadlineExtension.objects.create(
        window=running.windows.get(phase="SELF_ASSESSMENT"),
        employee=office.ani,
        before_date="2026-12-04",
        closes_date=until,
        reason="Banjir",
        granted_by=office.dewi,
        granted_at=NOON,
    )

    _plan, line = lines(visit("dewi"), page("employee_panel", office.ani))

    assert (line.deadline, line.is_past) == (until, False)


def test_history_names_moves_without_what_was_written(page, visit, office, evaluation_of, hr):
    evaluation = evaluation_of("ani", "DECIDED")
    reopen_evaluation(evaluation=evaluation, reason="Angka tertukar", actor=hr, at=NOON)
    evaluation.stage_changes.create(
        transition="hand_back",
        source="REVIEW",
        target="SELF_ASSESSMENT",
        actor=office.budi,
        changed_at=NOON - timedelta(hours=1),
        reason="Hanya untuk Ani",
    )

    history = visit("dewi").get(page("employee_panel", office.ani)).context["history"]

    assert [(line.title, line.reason) for line in history] == [
        ("Hasil dibuka kembali", "Angka tertukar"),
        ("Penilaian diri dikembalikan dengan catatan", ""),
    ]


def test_page_shows_no_content(page, visit, office, evaluation_of):
    evaluation_of("ani", "REVIEW")

    text = visit("dewi").get(page("employee_panel", office.ani)).content.decode()

    assert "Rencana hasil kerja ke-1" not in text


def test_leave_is_noted_and_ended_on_the_page(page, visit, office, running):
    today = timezone.localdate()
    client = visit("dewi")
    client.post(page("leave_add", office.ani), {"from_date": today, "until_date": today})
    leave = Leave.objects.get()

    client.post(page("leave_end", office.ani, leave))

    leave.refresh_from_db()
    assert leave.withdrawn_at is not None


def test_faulty_leave_keeps_every_word(page, visit, office):
    data = {"from_date": "2026-12-02", "until_date": "2026-12-01"}

    answer = visit("dewi").post(page("leave_add", office.ani), data)

    form = answer.context["form"]
    assert answer.status_code == 422
    assert {name: form[name].value() for name in data} == data
    assert list(form.errors) == ["until_date"]


@pytest.mark.parametrize(
    ("name", "role", "unit", "status"),
    [
        ("ani", None, None, 403),
        ("budi", None, None, 403),
        ("eko", None, None, 404),
        ("citra", Role.HR_OPERATOR, "dinas", 200),
        ("citra", Role.HR_ADMIN, "elsewhere", 404),
        ("citra", Role.AUDITOR, "agency", 404),
        ("ani", Role.HR_ADMIN, "agency", 403),
        ("dewi", None, None, 200),
    ],
)
def test_only_hr_of_the_unit_sees_it_and_nobody_the_own(
    page, visit, office, name, role, unit, status
):
    if role:
        grant_role(getattr(office, name), role, getattr(office, unit))

    assert visit(name).get(page("employee_panel", office.ani)).status_code == status


def test_page_asks_the_same_questions_for_any_number(page, visit, office, queries_of):
    counts = []
    for _number in range(3):
        cycle = make_cycle(office.dewi, units=[office.agency])
        make_evaluation(
            make_work_plan(cycle, office.assignments.ani, supervisor=office.budi), stage="DECIDED"
        )
        counts.append(queries_of(visit("dewi"), page("employee_panel", office.ani)))

    assert counts[0] == counts[2] <= 17


def test_list_of_people_leads_to_the_page_and_says_who_is_away(page, visit, office, evaluation_of):
    evaluation = evaluation_of("ani")
    today = timezone.localdate()
    Leave.objects.create(
        employee=office.ani,
        from_date=today,
        until_date=today,
        recorded_by=office.dewi,
        recorded_at=NOON,
    )

    answer = visit("dewi").get(page("cycle_people", evaluation.period.cycle))

    (row,) = answer.context["page"].object_list
    assert row.is_away
    assert page("employee_panel", office.ani) in answer.content.decode()
