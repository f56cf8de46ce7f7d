"""The dialogues of one team: planned, waiting for the second confirmation, confirmed by both."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from accounts.queries.actor import actor_of
from appraisal.choices import DialogueSide
from appraisal.management.demo.data import next_working_day, working_day
from appraisal.models import Evaluation
from appraisal.queries.dialogue import agenda_proposal
from appraisal.services.dialogue import (
    Schedule,
    add_action,
    confirm_dialogue,
    plan_dialogue,
    write_notes,
)

TEAM = ("Ahmad Suryana", "Lestari Handayani", "Sari Wulandari")
PLACE = "Ruang rapat Bidang Pelayanan"
NOTES = (
    "Layanan berjalan sesuai rencana. Antrean hari Senin masih panjang; kita coba nomor antrean daring "
    "di satu loket.\nYang dibutuhkan: papan informasi baru dan waktu belajar satu hari per bulan."
)
ACTIONS = (
    ("Menyusun usulan nomor antrean daring untuk satu loket", DialogueSide.EMPLOYEE, 60),
    ("Mengajukan anggaran papan informasi", DialogueSide.SUPERVISOR, 30),
)


def hold_dialogues(year):
    """Let one team talk: one record waits for the employee, another is confirmed by both."""
    ahmad, lestari = (evaluation_of(name, year) for name in TEAM[:2])
    open_dialogue(ahmad, ahmad.delivered_at + timedelta(hours=1))
    dialogue = open_dialogue(lestari, lestari.decided_at + timedelta(hours=1))
    confirm(dialogue, dialogue.starts_at + timedelta(hours=2))


def plan_a_dialogue(city, year):
    """Let a meeting of the coming days stand in two calendars."""
    evaluation = evaluation_of(TEAM[-1], year)
    day = working_day(city.today - timedelta(days=1))
    at = timezone.make_aware(datetime.combine(day, time(14, 10)))
    meeting = next_working_day(city.today + timedelta(days=3))
    plan(evaluation, at, timezone.make_aware(datetime.combine(meeting, time(10))))


def evaluation_of(name, year):
    """Return the evaluation of a year of somebody."""
    rows = Evaluation.objects.select_related("employee", "supervisor", "period__cycle", "work_plan")
    return rows.get(employee__name=name, period__until_date__year=year)


def plan(evaluation, at, starts_at):
    """Let the supervisor say when and where to meet, and about what."""
    supervisor = actor_of(evaluation.supervisor, timezone.localdate(at))
    agenda = agenda_proposal(evaluation, supervisor)
    schedule = Schedule(starts_at, 60, PLACE, agenda)
    return plan_dialogue(evaluation=evaluation, schedule=schedule, actor=supervisor, at=at)


def open_dialogue(evaluation, at):
    """Meet on the next working day, write down what was said; the supervisor confirms."""
    day = next_working_day(timezone.localdate(at) + timedelta(days=1))
    starts_at = timezone.make_aware(datetime.combine(day, time(9)))
    dialogue = plan(evaluation, at, starts_at)
    write(dialogue, actor_of(evaluation.supervisor, day), starts_at + timedelta(hours=1), day)
    return dialogue


def confirm(dialogue, at):
    """Let the employee confirm what the supervisor wrote."""
    dialogue.refresh_from_db()
    employee = actor_of(dialogue.evaluation.employee, timezone.localdate(at))
    confirm_dialogue(dialogue=dialogue, expected_revision=dialogue.revision, actor=employee, at=at)


def write(dialogue, supervisor, at, on):
    """Write notes and actions on the day of the talk; the supervisor confirms."""
    write_notes(dialogue=dialogue, notes=NOTES, expected_revision=0, actor=supervisor, at=at)
    for text, owner, days in ACTIONS:
        add_action(
            dialogue=dialogue,
            text=text,
            owner=owner,
            due_date=on + timedelta(days=days),
            actor=supervisor,
            at=at,
        )
    dialogue.refresh_from_db()
    confirm_dialogue(
        dialogue=dialogue, expected_revision=dialogue.revision, actor=supervisor, at=at
    )
