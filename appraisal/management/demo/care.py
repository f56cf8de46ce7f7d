"""What HR does while the cycles run: more time, a reminder, a leave, a request to open a result again."""

from datetime import timedelta

from accounts.queries.actor import actor_of
from accounts.services.leave import record_leave
from accounts.services.supervisor_correction import report_supervisor
from appraisal.choices import EvaluationStage, Phase, ReminderAudience
from appraisal.management.demo.data import moment
from appraisal.management.demo.on_behalf import act_on_behalf, by, latest
from appraisal.models import Evaluation
from appraisal.queries.windows import window_of
from appraisal.services.deadline_extension import extend_deadline
from appraisal.services.reminder import send_reminder
from appraisal.services.reopening import ask_reopening

UNIT_WITH_MORE_TIME = "DUK.CAP"
UNIT_REASON = "Pencatatan sipil membuka layanan akhir pekan sampai pertengahan bulan."
PERSON_REASON = "Baru kembali dari pelatihan dua minggu."
MESSAGE = "Penilaian diri Anda sudah dimulai dan belum dikirim. Sisanya sekitar lima belas menit."
REOPEN = "Dua hasil kerja tertukar dengan milik rekan satu tim. Perlu diperbaiki sebelum dokumen dicetak."
QUESTION = "Sejak September saya bekerja di Bidang Pengelolaan Informasi; tugas diberikan oleh kepala bidangnya."


def take_care(city, quarter):
    """Let HR look after the quarter that runs, and the people of the whole city."""
    give_more_time(city, quarter)
    send_reminder(
        period=quarter,
        audience=ReminderAudience.IN_PROGRESS,
        message=MESSAGE,
        **by(city, "maya", 4, (8, 10)),
    )
    act_on_behalf(city)
    question_the_supervisor(city)
    ask_again(city)


def give_more_time(city, quarter):
    """Extend self-assessment for a unit and for one person, who is away for some days."""
    window = window_of(cycle=quarter.cycle, phase=Phase.SELF_ASSESSMENT, period=quarter)
    waiting = Evaluation.objects.filter(period=quarter, stage=EvaluationStage.SELF_ASSESSMENT)
    waiting = waiting.exclude(org_unit=city.units[UNIT_WITH_MORE_TIME]).select_related("employee")
    person = waiting.exclude(employee=city["daf_admin"]).order_by("pk").first().employee
    extend_deadline(
        window=window,
        org_unit=city.units[UNIT_WITH_MORE_TIME],
        closes_date=window.closes_date + timedelta(days=5),
        reason=UNIT_REASON,
        **by(city, "maya", 5),
    )
    extend_deadline(
        window=window,
        employee=person,
        closes_date=window.closes_date + timedelta(days=9),
        reason=PERSON_REASON,
        **by(city, "maya", 3),
    )
    days = {
        "from_date": city.today - timedelta(days=2),
        "until_date": city.today + timedelta(days=4),
    }
    record_leave(employee=person, **days, **by(city, "maya", 3))


def question_the_supervisor(city):
    """Let somebody say that another person is the supervisor; HR has not answered yet."""
    person = next(m for m in city.members if m.unit == UNIT_WITH_MORE_TIME and not m.key).employee
    day = city.today - timedelta(days=2)
    report_supervisor(
        proposed=city["kabid_piak"],
        note=QUESTION,
        actor=actor_of(person, day),
        at=moment(day, city.rng),
    )


def ask_again(city):
    """Let HR ask for a released result; the superior has not answered yet."""
    released = latest(city["adu_humas"], EvaluationStage.DELIVERED)
    ask_reopening(evaluation=released, reason=REOPEN, **by(city, "maya", 1))
