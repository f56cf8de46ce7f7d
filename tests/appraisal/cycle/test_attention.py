"""What needs HR's hand: each line by itself, and silence where nothing does."""

from datetime import date, timedelta

import pytest

from accounts.choices import ImportAction, NoticeKind
from accounts.models import ImportBatch, ImportRow, Leave, Notification
from appraisal.choices import WorkPlanStage
from appraisal.models import Evaluation
from appraisal.queries.dashboard import dashboard
from appraisal.services.reopening import ask_reopening
from tests.factories.accounts import actor_for, make_assignment, make_employee
from tests.factories.appraisal import (
    NOON,
    make_achievement,
    make_cycle,
    make_evaluation,
    make_work_plan,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def cycle(office):
    """Return a running cycle with open self-assessment."""
    return make_cycle(office.dewi, units=[office.agency])


def attention_of(cycle, actor):
    """Return the sentences of the attention list without markup."""
    rows = dashboard(cycle=cycle, actor=actor, at=NOON).attention
    return [row.text.replace("<strong>", "").replace("</strong>", "") for row in rows]


def settle(cycle, office):
    """Give everybody of the office an evaluation and the agency its achievement."""
    for name in ("ani", "citra", "dewi", "budi", "farid", "eko"):
        post = getattr(office.assignments, name)
        plan = make_work_plan(cycle, post, supervisor=office.budi if name == "ani" else None)
        if name == "ani":
            make_evaluation(plan)
    make_achievement(office.agency, cycle.periods.get(), office.dewi)


def test_nothing_needs_attention_in_a_settled_cycle(cycle, office, hr):
    settle(cycle, office)

    assert attention_of(cycle, hr) == []


def test_person_without_supervisor_needs_attention(cycle, office, hr):
    settle(cycle, office)
    make_work_plan(cycle, make_assignment(make_employee("Gita"), office.dinas), supervisor=None)

    assert attention_of(cycle, hr) == ["1 pegawai belum punya atasan dan belum bisa melanjutkan"]


def test_person_without_agreed_plan_needs_attention(cycle, office, hr, add_people):
    settle(cycle, office)
    (post,) = add_people(1)
    make_work_plan(cycle, post, supervisor=office.budi, stage=WorkPlanStage.PROPOSED)

    assert attention_of(cycle, hr) == [
        "1 pegawai belum punya SKP yang disepakati dan ikut begitu disepakati"
    ]


def test_late_joiner_needs_attention(cycle, office, hr, add_people):
    settle(cycle, office)
    add_people(2)

    assert attention_of(cycle, hr) == [
        "2 pegawai termasuk siklus ini dan belum punya SKP di dalamnya"
    ]


def test_missing_achievement_needs_attention(cycle, office, hr):
    settle(cycle, office)
    cycle.periods.get().achievements.all().delete()

    assert attention_of(cycle, hr) == [
        "1 unit belum punya capaian tercatat; tanpa itu hasil tidak bisa ditetapkan"
    ]


def test_rejected_rows_of_the_last_import_need_attention(cycle, office, hr):
    settle(cycle, office)
    batch = ImportBatch.objects.create(
        file="imports/x.xlsx",
        file_name="x.xlsx",
        effective_date=date(2026, 1, 1),
        uploaded_by=office.dewi,
        uploaded_at=NOON,
        read_at=NOON,
    )
    for number in range(3):
        ImportRow.objects.create(
            batch=batch, sheet="Pegawai", number=number, action=ImportAction.REJECTED
        )

    assert attention_of(cycle, hr) == ["3 baris impor ditolak"]
    (told,) = dashboard(cycle=cycle, actor=hr, at=NOON).attention
    assert told.why.startswith("x.xlsx (3). ")


def test_mail_that_may_be_lost_needs_attention(cycle, office, hr):
    settle(cycle, office)
    Notification.objects.create(
        recipient=office.ani,
        kind=NoticeKind.CYCLE_OPENED,
        dedupe_key="x",
        created_at=NOON,
        due_at=NOON,
        by_mail=True,
        claimed_at=NOON - timedelta(hours=1),
    )

    assert attention_of(cycle, hr) == ["1 e-mail belum pasti terkirim dan perlu dicek"]


def test_every_line_says_why_it_is_listed_and_what_to_do(cycle, office, hr):
    make_assignment(make_employee("Gita"), office.dinas)

    rows = dashboard(cycle=cycle, actor=hr, at=NOON).attention

    assert len(rows) > 1
    assert all(row.why and row.url and row.action for row in rows)


def test_person_on_leave_with_an_open_step_needs_attention(cycle, office, hr):
    settle(cycle, office)
    for name in ("ani", "citra"):  # Citra's plan is agreed and she has no evaluation
        Leave.objects.create(
            employee=getattr(office, name),
            from_date=date(2026, 11, 20),
            until_date=date(2026, 11, 20),
            recorded_by=office.dewi,
            recorded_at=NOON,
        )

    assert attention_of(cycle, hr) == ["1 pegawai sedang cuti dan masih punya langkah terbuka"]


def test_request_to_open_a_result_again_needs_attention(cycle, office, hr):
    settle(cycle, office)
    Evaluation.objects.update(
        stage="DELIVERED",
        decided_at=NOON,
        delivered_at=NOON,
        delivered_version=1,
        superior=office.farid,
    )
    ask_reopening(
        evaluation=Evaluation.objects.get(), reason="x", actor=actor_for(office.farid), at=NOON
    )

    assert attention_of(cycle, hr) == ["1 permintaan membuka kembali hasil menunggu jawaban Anda"]
