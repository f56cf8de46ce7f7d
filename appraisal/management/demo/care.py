"""What HR does while the cycles run: more time, a reminder, a leave, a request to open a result again."""

from datetime import timedelta

from accounts.queries.actor import actor_of
from accounts.services.delegation import give_delegation
from accounts.services.leave import record_leave
from accounts.services.supervisor_correction import report_supervisor
from appraisal.choices import EvaluationStage, Phase, ReminderAudience
from appraisal.management.demo.data import moment
from appraisal.models import Evaluation
from appraisal.queries.windows import window_of
from appraisal.services.deadline_extension import extend_deadline
from appraisal.services.evaluation import deliver_evaluation
from appraisal.services.reminder import send_reminder
from appraisal.services.reopening import ask_reopening

UNIT_WITH_MORE_TIME = "DUK.CAP"
UNIT_REASON = "Pencatatan sipil membuka layanan akhir pekan sampai pertengahan bulan."
PERSON_REASON = "Baru kembali dari pelatihan dua minggu."
MESSAGE = "Penilaian diri Anda sudah dimulai dan belum dikirim. Sisanya sekitar lima belas menit."
LEAVE_REASON = "Cuti tahunan. Penilaian yang sudah dikirim tetap berjalan."
REOPEN = "Dua hasil kerja tertukar dengan milik rekan satu tim. Perlu diperbaiki sebelum dokumen dicetak."
QUESTION = "Sejak September saya bekerja di Bidang Pengelolaan Informasi; tugas diberikan oleh kepala bidangnya."


def by(city, key, days_ago, hours=(8, 15)):
    """Return who acts and when: a person of the story, some days ago."""
    day = city.today - timedelta(days=days_ago)
    return {"actor": actor_of(city[key], day), "at": moment(day, city.rng, hours)}


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


def act_on_behalf(city):
    """Let Kartika act for a colleague on leave; she has released a result in the colleague's name."""
    first, last = city.today - timedelta(days=4), city.today + timedelta(days=12)
    away = city["kabid_pm"]
    record_leave(employee=away, from_date=first, until_date=last, **by(city, "maya", 6))
    give_delegation(
        delegator=away,
        delegate=city["kabid_adu"],
        days=(first, last),
        reason=LEAVE_REASON,
        **by(city, "kabid_pm", 5),
    )
    decided = latest(city["pm_analis"], EvaluationStage.DECIDED)
    deliver_evaluation(evaluation=decided, **by(city, "kabid_adu", 2))


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


def latest(employee, stage):
    """Return the evaluation of a person in a stage, the latest period first."""
    found = Evaluation.objects.filter(employee=employee, stage=stage).select_related(
        "period__cycle", "employee", "supervisor", "superior", "org_unit", "job_position"
    )
    return found.order_by("-period__until_date", "-pk").first()
