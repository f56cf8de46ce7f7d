"""Notes that some people of the story took in the running year, in their own work logs."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from accounts.permissions import Actor
from appraisal.management.demo.data import working_day
from appraisal.models import WorkPlan
from appraisal.services.progress_entry import add_entry

AUTHORS = ("ratna", "hendra", "maya", "ahmad", "kabid_adu", "operator_dks", "daf_admin")
SHEET = "https://arsip.kotacontoh.example/pelayanan/lembar-periksa"
MINUTES = "https://arsip.kotacontoh.example/pelayanan/notulen-juni"
# Days ago, which result of the plan (none: not for a certain one), what was noted, a link.
NOTES = (
    (
        3,
        0,
        "Rekap bulanan selesai dan dibagikan ke semua loket. Selisih data tinggal dua berkas.",
        "",
    ),
    (
        11,
        1,
        "Lembar periksa satu halaman dipakai di dua loket. Berkas yang kembali berkurang.",
        SHEET,
    ),
    (27, None, "Mendampingi dua rekan baru selama tiga hari sampai bisa melayani sendiri.", ""),
    (48, 2, "Jadwal bersama unit lain disepakati; satu formulir untuk semua.", MINUTES),
    (75, 0, "Naskah akhir ditetapkan pimpinan dan mulai berlaku hari ini.", ""),
    (
        120,
        None,
        "Menjawab 14 pertanyaan warga lewat pesan; yang sering muncul dijadikan selebaran.",
        "",
    ),
)


def keep_work_logs(city, year):
    """Let the authors take their notes, each on its own day."""
    for key in AUTHORS:
        employee = city[key]
        plans = WorkPlan.objects.filter(employee=employee, cycle__from_date__year=year)
        plan = plans.order_by("-version", "-pk").first()
        results = list(plan.planned_results.in_form_order()) if plan else []
        for days, place, text, url in NOTES:
            day = working_day(city.today - timedelta(days=days))
            add_entry(
                text=text,
                happened_on=day,
                planned_result=result_at(results, place),
                url=url,
                actor=Actor(employee, day),
                at=timezone.make_aware(datetime.combine(day, time(15, 30))),
            )


def result_at(results, place):
    """Return a result of the plan by its place, if the plan is that long."""
    return results[place] if place is not None and place < len(results) else None
