"""Make the two cycles of the story, and say what the units have achieved."""

from datetime import date, timedelta

from accounts.queries.actor import actor_of
from appraisal.choices import Phase
from appraisal.management.demo.data import moment
from appraisal.models import CycleTemplate
from appraisal.rules.phases import default_windows
from appraisal.services.cycle import create_cycle
from appraisal.services.unit_achievement import record_achievement

DEVELOPED_LATER = 90  # days into the next year in which the old one is still appraised
ACHIEVEMENTS = {
    "KC": ("GOOD", "Laporan kinerja Pemerintah Kota Contoh, Bagian Organisasi", True),
    "SETDA": ("GOOD", "Laporan kinerja Sekretariat Daerah", False),
    "INSP": ("OUTSTANDING", "Laporan kinerja Inspektorat Daerah", False),
    "KEC": ("GOOD", "Evaluasi kinerja kecamatan, semester II", False),
    "DUK": ("OUTSTANDING", "Laporan kinerja Disdukcapil, telah direviu inspektorat", False),
    "PTSP": ("GOOD", "Laporan kinerja DPMPTSP, telah direviu inspektorat", False),
    "DKS": ("NEEDS_IMPROVEMENT", "Laporan kinerja Dinas Kesehatan, telah direviu", False),
}
ALL_KINDS = ("PNS", "CPNS", "PPPK", "PPPK_PART_TIME")


def running_year(today):
    """Return the year that is appraised on a day: until the end of March still the last one."""
    return (today - timedelta(days=DEVELOPED_LATER)).year


def usual_windows(year):
    """Return the windows of a calendar year."""
    return dict(zip(Phase, default_windows(date(year, 1, 1), date(year, 12, 31)), strict=True))


def windows_around(today, year):
    """Return windows in which self-assessment, review and delivery are open on a day."""
    plan = {Phase.PLAN: usual_windows(year)[Phase.PLAN]}
    around = {
        Phase.SELF_ASSESSMENT: (-45, 12),
        Phase.REVIEW: (-43, 26),
        Phase.DELIVERY: (-42, 40),
    }
    return plan | {
        phase: (today + timedelta(days=first), today + timedelta(days=last))
        for phase, (first, last) in around.items()
    }


def make_cycle(city, year, windows, units, day=None):
    """Prepare a cycle of a year for some units, by HR's hand, as a rule in the December before."""
    day = day or date(year - 1, 12, 9)
    return create_cycle(
        template=CycleTemplate.objects.get(code="T1"),
        name=f"Penilaian kinerja {year}",
        from_date=date(year, 1, 1),
        until_date=date(year, 12, 31),
        units=units,
        employment_kinds=ALL_KINDS,
        approach="QUANTITATIVE",
        windows=windows,
        is_strict=False,
        actor=actor_of(city["maya"], day),
        at=moment(day, city.rng),
    )


def record_achievements(city, cycle, day):
    """Record what each office achieved; the city itself still uses last year's value."""
    actor = actor_of(city["maya"], day)
    for code, (value, source, is_last_year) in ACHIEVEMENTS.items():
        record_achievement(
            org_unit=city.units[code],
            period=cycle.periods.get(),
            value=value,
            source=f"{source} {cycle.from_date.year - is_last_year}",
            set_date=day,
            is_last_year=is_last_year,
            actor=actor,
            at=moment(day, city.rng),
        )
