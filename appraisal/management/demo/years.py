"""Make the two cycles of the story, and say what the units have achieved."""

from datetime import date, timedelta

from accounts.queries.actor import actor_of
from appraisal.choices import Phase
from appraisal.management.demo.data import moment
from appraisal.management.demo.people import ROOT
from appraisal.models import CycleTemplate
from appraisal.rules.phases import default_windows
from appraisal.services.cycle import create_cycle
from appraisal.services.cycle_schedule import set_windows
from appraisal.services.unit_achievement import record_achievement

DEVELOPED_LATER = 90  # days into the next year in which the old one is still appraised
ACHIEVEMENTS = {
    "KC": ("GOOD", "Laporan kinerja Pemerintah Kota Contoh, Bagian Organisasi", True),
    "SETDA": ("GOOD", "Laporan kinerja Sekretariat Daerah", False),
    "INSP": ("OUTSTANDING", "Laporan kinerja Inspektorat Daerah", False),
    "KEC": ("GOOD", "Evaluasi kinerja kecamatan, semester II", False),
    "DUK": ("OUTSTANDING", "Laporan kinerja Disdukcapil, telah direviu inspektorat", False),
    "PTSP": ("GOOD", "Laporan kinerja DPMPTSP, telah direviu inspektorat", False),
    "PUS": ("GOOD", "Laporan kinerja Dinas Perpustakaan dan Kearsipan", False),
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
    name = f"Penilaian kinerja {year}"
    return prepare_cycle(
        city, name, year, units, lambda cycle: as_schedule(cycle, windows), day=day
    )


def prepare_cycle(city, name, year, units, schedule, template="T1", day=None):
    """Prepare a cycle from a template; `schedule` returns the windows of the new cycle."""
    day = day or date(year - 1, 12, 9)
    by_maya = {"actor": actor_of(city["maya"], day), "at": moment(day, city.rng)}
    cycle = create_cycle(
        template=CycleTemplate.objects.get(code=template),
        name=name,
        from_date=date(year, 1, 1),
        until_date=date(year, 12, 31),
        units=units,
        employment_kinds=ALL_KINDS,
        approach="QUANTITATIVE",
        **by_maya,
    )
    set_windows(cycle=cycle, schedule=schedule(cycle), is_strict=False, **by_maya)
    return cycle


def as_schedule(cycle, windows):
    """Return the windows of a year as a cycle with its one period keeps them."""
    period = cycle.periods.get().pk
    return {
        (phase, None if phase == Phase.PLAN else period): days for phase, days in windows.items()
    }


def record_achievements(city, period, day, offices):
    """Record what offices achieved in a period; the city itself still uses last year's value."""
    actor = actor_of(city["maya"], day)
    for code in (ROOT, *offices):
        value, source, is_last_year = ACHIEVEMENTS[code]
        record_achievement(
            org_unit=city.units[code],
            period=period,
            value=value,
            source=f"{source} {period.from_date.year - is_last_year}",
            set_date=day,
            is_last_year=is_last_year,
            actor=actor,
            at=moment(day, city.rng),
        )
