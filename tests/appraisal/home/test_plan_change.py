"""The start page while a change of an agreed plan is on its way: what holds, who asked, what to do."""

from datetime import date

import pytest

from appraisal.choices import EvaluationStage as E
from appraisal.choices import WorkPlanStage as S
from appraisal.models import WorkPlanChange
from appraisal.services.plan_version import discard_change, open_change
from tests.appraisal.home.conftest import home_of
from tests.factories.accounts import actor_for
from tests.factories.appraisal import NOON, make_evaluation

REASON = "Target naik"


@pytest.fixture
def change(make_plan):
    """Return a function that opens a change of Ani's agreed plan."""

    def opened(person, stage=None):
        plan = make_plan()
        if stage:
            make_evaluation(plan, stage=stage, submitted_at=NOON)
        return open_change(work_plan=plan, reason=REASON, actor=actor_for(person), at=NOON)

    return opened


def plan_row(page):
    """Return the row of the plan."""
    return page.steps[0].tasks[0]


def test_change_by_the_supervisor_says_who_why_and_what_holds(office, change):
    change(office.budi)

    page = home_of(office.ani)

    assert page.lead.title == "Tinjau perubahan SKP Anda (versi 2)"
    assert page.lead.text == (
        "Budi Santoso membuka perubahan (versi 2): “Target naik”. Versi 1 tetap berlaku."
        " Ubah lalu ajukan, atau batalkan perubahan ini."
    )
    assert plan_row(page).hint == (
        "Versi 1 tetap berlaku. Budi Santoso membuka perubahan (versi 2): “Target naik”."
    )
    assert plan_row(page).status_text == "Perubahan perlu ditinjau"


def test_own_change_is_gone_on_with(office, change):
    change(office.ani)

    page = home_of(office.ani)

    assert page.lead.title == "Lanjutkan: perubahan SKP Anda (versi 2)"
    assert plan_row(page).status_text == "Perubahan sedang ditulis"


def test_change_after_reading_keeps_the_day_of_the_objection(office, change):
    change(office.budi, E.ACKNOWLEDGED)

    lead = home_of(office.ani).lead

    assert (lead.deadline, lead.is_objection) == (date(2026, 12, 10), True)


@pytest.mark.parametrize("stage", [E.SELF_ASSESSMENT, E.DELIVERED])
def test_own_turn_comes_before_the_change(office, change, stage):
    change(office.budi, stage)

    page = home_of(office.ani)

    assert not page.lead.is_change
    assert not plan_row(page).current


def test_appraisal_goes_on_beside_the_change(client, office, change):
    change(office.budi, E.REVIEW)
    client.force_login(office.ani)

    assert home_of(office.ani).quiet.startswith("Budi Santoso menilai")
    assert "Budi Santoso menilai" in client.get("/").text


def test_proposed_change_is_told_with_the_stage_of_the_appraisal(office, change):
    newer = change(office.ani, E.ACKNOWLEDGED)
    newer.stage, newer.proposed_at = S.PROPOSED, NOON
    newer.save(update_fields=["stage", "proposed_at"])

    page = home_of(office.ani)

    assert page.quiet == (
        "Perubahan (versi 2) diajukan kepada Budi Santoso pada 20 November 2026."
        " Versi 1 tetap berlaku. Keberatan masih bisa diajukan sampai 10 Desember 2026."
    )
    assert page.lead is None


def test_returned_change_shows_the_note(office, change):
    newer = change(office.ani)
    WorkPlanChange.objects.create(
        work_plan=newer,
        transition="return_plan",
        source=S.PROPOSED,
        target=S.DRAFT,
        actor=office.citra,
        on_behalf_of=office.budi,
        changed_at=NOON,
        reason="Tambah bukti",
    )

    lead = home_of(office.ani).lead

    assert lead.text.startswith(
        "Citra Dewanti a.n. Budi Santoso meminta perubahan: “Tambah bukti”. Versi 1 tetap berlaku."
    )


def test_dropped_change_leaves_the_agreed_plan(office, change):
    newer = change(office.budi)
    discard_change(work_plan=newer, actor=actor_for(office.ani), at=NOON)

    page = home_of(office.ani)

    assert (page.lead, plan_row(page).status) == (None, "done")
