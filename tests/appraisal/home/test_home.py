"""The start page in every situation of a person."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from appraisal.choices import EvaluationStage as E
from appraisal.choices import WorkPlanStage as S
from appraisal.models import (
    CycleExclusion,
    DialogueAction,
    DraftField,
    PerformanceDialogue,
    WorkPlanChange,
)
from appraisal.queries.questionnaire import questionnaire
from appraisal.services.work_plan import agree_work_plan
from tests.appraisal.home.conftest import home_of
from tests.factories.accounts import actor_for, make_assignment, make_employee
from tests.factories.appraisal import NOON, make_cycle, make_evaluation, make_work_plan

JANUARY = datetime(2026, 1, 12, 3, 0, tzinfo=UTC)
HOME = "/"


def rows(page, number):
    """Return the rows of a step."""
    return page.steps[number - 1].tasks


def test_without_a_cycle_the_page_says_so(ani):
    page = home_of(ani)

    assert page.absence.title == "Tidak ada siklus penilaian yang berjalan"
    assert (page.steps, page.lead) == ((), None)


def test_whoever_is_left_out_reads_why(office, cycle):
    CycleExclusion.objects.create(
        cycle=cycle,
        employee=office.ani,
        reason="tugas belajar",
        excluded_by=office.dewi,
        excluded_at=NOON,
    )

    page = home_of(office.ani)

    assert page.absence.text == "Pengelola kepegawaian tidak menyertakan Anda: tugas belajar"
    assert page.absence.asks_hr


def test_official_is_told_that_ratings_are_given_elsewhere(office, cycle):
    mayor = make_employee("Wali Kota", kind="OFFICIAL", nip=None)

    assert not home_of(mayor).absence.asks_hr


@pytest.mark.parametrize(
    ("in_unit", "text"),
    [
        (False, "Jabatan definitif Anda belum tercatat."),
        (
            True,
            "SKP Anda belum dibuat; pengelola kepegawaian dapat menambahkan Anda ke siklus ini.",
        ),
    ],
)
def test_newcomer_reads_why_there_is_no_plan(office, cycle, in_unit, text):
    newcomer = make_employee("Gita Baru")
    if in_unit:
        make_assignment(newcomer, office.dinas, supervisor=office.budi)

    assert home_of(newcomer).absence.text == text


def test_other_kinds_of_employment_are_not_part(office, cycle):
    cycle.employment_kinds = ["PPPK"]
    cycle.save()

    assert home_of(office.ani).absence.text == (
        "Unit atau status kepegawaian Anda tidak termasuk di dalamnya."
    )


def test_empty_draft_begins_with_the_plan(ani, make_plan):
    make_plan(S.DRAFT, results=0)

    page = home_of(ani, JANUARY)

    assert (page.lead.title, page.lead.button) == ("Mulai: SKP 2026", "Mulai")
    assert page.lead.deadline == date(2026, 1, 31)
    assert rows(page, 1)[0].status == "todo"
    assert rows(page, 2)[0].hint == "Terbuka mulai 16 November 2026"


def test_returned_plan_shows_the_note(office, make_plan):
    plan = make_plan(S.DRAFT)
    WorkPlanChange.objects.create(
        work_plan=plan,
        transition="return_plan",
        source=S.PROPOSED,
        target=S.DRAFT,
        actor=office.budi,
        changed_at=JANUARY,
        reason="Tambah target waktu",
    )

    page = home_of(office.ani, JANUARY)

    assert page.lead.text == "Budi Santoso meminta perubahan: “Tambah target waktu”"
    assert rows(page, 1)[0].status_text == "Perlu diubah"


def test_proposed_plan_waits_for_the_supervisor(ani, make_plan):
    make_plan(S.PROPOSED)

    page = home_of(ani, JANUARY)

    assert page.lead is None
    assert page.quiet == (
        "Budi Santoso dapat membaca SKP Anda sekarang. Anda mendapat kabar begitu disepakati."
    )


def test_agreed_plan_waits_for_the_next_stage(ani, make_plan):
    make_plan()

    page = home_of(ani, JANUARY)

    assert page.quiet == "Tahap berikutnya: penilaian diri, mulai 16 November 2026."
    assert [item.state for item in page.stages] == ["done", "", "", "", ""]


def test_open_self_assessment_leads_to_its_first_part(ani, make_plan):
    evaluation = make_evaluation(make_plan())

    page = home_of(ani)

    assert page.lead.title == "Mulai penilaian diri: Hasil kerja"
    assert page.lead.url == reverse("appraisal:self_results", args=[evaluation.public_id])
    assert (page.lead.done, page.lead.total) == (0, 4)
    assert [task.status for task in rows(page, 2)] == ["todo", "todo", "todo", "todo", "open"]
    assert [item.state for item in page.stages] == ["done", "now", "", "", ""]


def test_complete_self_assessment_leads_to_checking(ani, make_plan):
    evaluation = make_evaluation(make_plan())
    complete_self_assessment(evaluation)

    page = home_of(ani)

    assert page.lead.url == reverse("appraisal:self_check", args=[evaluation.public_id])
    assert rows(page, 2)[-1].url == page.lead.url


def complete_self_assessment(evaluation):
    """Answer everything that is required."""
    for section in questionnaire(evaluation).sections:
        for group in section.groups:
            for question in group.questions:
                value = question.choices[0][0] if question.choices else "x" * 60
                DraftField.objects.create(
                    evaluation=evaluation,
                    author=evaluation.employee,
                    key=question.key,
                    value=value,
                    saved_at=NOON,
                )


@pytest.mark.parametrize(
    ("stage", "quiet"),
    [
        (E.REVIEW, "Budi Santoso menilai sampai 18 Desember 2026."),
        (
            E.DECIDED,
            "Hasil Anda sudah ditetapkan dan diserahkan kepada Anda paling lambat 10 Desember 2026.",
        ),
        (E.ACKNOWLEDGED, "Keberatan masih bisa diajukan sampai 10 Desember 2026."),
        (E.FINAL, "Penilaian ini sudah selesai untuk Anda."),
    ],
)
def test_nothing_waits_after_sending(ani, make_plan, stage, quiet):
    make_evaluation(make_plan(), stage=stage, submitted_at=NOON)

    page = home_of(ani)

    assert (page.lead, page.quiet) == (None, quiet)


def test_delivered_results_are_read_first(ani, make_plan):
    evaluation = make_evaluation(make_plan(), stage=E.DELIVERED, submitted_at=NOON)

    page = home_of(ani)

    assert page.lead.url == reverse("appraisal:result_detail", args=[evaluation.public_id])
    assert (page.lead.deadline, page.lead.is_objection) == (date(2026, 12, 10), True)
    assert rows(page, 3)[3].status_text == "Sedang disiapkan"
    assert "sampai 10 Desember 2026" in rows(page, 3)[2].hint
    assert [item.state for item in page.stages] == ["done", "done", "done", "now", ""]
    assert page.stages[-1].text == "sampai 10 Desember 2026"


def test_decided_results_stay_closed_to_the_employee(ani, make_plan):
    make_evaluation(make_plan(), stage=E.DECIDED, submitted_at=NOON)

    assert [task.url for task in rows(home_of(ani), 3)] == ["", "", "", ""]


def test_newest_running_cycle_comes_first(office, make_plan):
    make_plan()
    newer = make_cycle(office.dewi, units=[office.agency], name="Penilaian 2027")
    newer.from_date, newer.until_date = date(2027, 1, 1), date(2027, 12, 31)
    newer.save()
    make_work_plan(newer, office.assignments.ani, supervisor=office.budi, stage=S.DRAFT)

    page = home_of(office.ani)

    assert page.cycle == newer
    assert [cycle.name for cycle, _url in page.others] == ["Penilaian kinerja 2026"]


def test_plan_names_who_agreed_it_and_not_who_is_in_charge_today(office, make_plan):
    plan = make_plan(S.PROPOSED)
    agree_work_plan(work_plan=plan, actor=actor_for(office.budi), at=NOON)
    plan.supervisor = office.citra
    plan.save(update_fields=["supervisor"])

    hint = home_of(office.ani).steps[0].tasks[0].hint

    assert hint == "Disepakati dengan Budi Santoso pada 20 November 2026"


def plan_talk(evaluation, **fields):
    """Plan a dialogue two days after noon."""
    author = evaluation.supervisor
    starts = NOON + timedelta(days=2)
    talk = {"starts_at": starts, "created_by": author, "created_at": NOON, "scheduled_at": NOON}
    return PerformanceDialogue.objects.create(evaluation=evaluation, **talk | fields)


def test_planned_dialogue_stands_on_the_page_with_its_time(ani, make_plan):
    evaluation = make_evaluation(make_plan(), stage=E.REVIEW, submitted_at=NOON)
    dialogue = plan_talk(evaluation, place="Ruang rapat")

    page = home_of(ani)

    row = rows(page, 3)[1]
    assert (row.url, row.status) == (dialogue.get_absolute_url(), "open")
    assert row.hint.endswith(", Ruang rapat")
    assert row.hint in page.quiet


def test_agreed_action_stands_on_the_page_of_whoever_does_it(office, make_plan):
    evaluation = make_evaluation(make_plan(), stage=E.ACKNOWLEDGED, submitted_at=NOON)
    dialogue = plan_talk(evaluation, notes="Sepakat.")
    for owner, text in (("EMPLOYEE", "Menyusun usulan"), ("SUPERVISOR", "Membuka akses")):
        DialogueAction.objects.create(
            dialogue=dialogue, text=text, owner=owner, due_date=date(2027, 1, 9)
        )

    found = {name: home_of(getattr(office, name)).actions for name in ("ani", "budi", "farid")}

    assert {name: [row.title for row in rows] for name, rows in found.items()} == {
        "ani": ["Menyusun usulan"],
        "budi": ["Membuka akses"],
        "farid": [],
    }


def test_returned_self_assessment_shows_the_note_when_all_is_filled_in(office, make_plan):
    evaluation = make_evaluation(make_plan())
    complete_self_assessment(evaluation)
    evaluation.stage_changes.create(
        transition="hand_back",
        source="REVIEW",
        target="SELF_ASSESSMENT",
        actor=office.budi,
        changed_at=NOON,
        reason="Lampirkan bukti",
    )

    assert "Lampirkan bukti" in home_of(office.ani).lead.text


def test_more_time_can_be_asked_for_before_the_deadline(client, ani, dewi, make_plan):
    evaluation = make_evaluation(make_plan())
    client.force_login(ani)

    address = home_of(ani).lead.ask_url
    html = client.get(address).content.decode()

    assert address == reverse("appraisal:evaluation_extension_ask", args=[evaluation.public_id])
    assert dewi.full_name in html
