"""Who opened whose data on which day, so that "Siapa membuka data saya" has something to tell."""

from datetime import timedelta

from accounts.choices import AccessKind, AccessRole
from accounts.queries.actor import actor_of
from accounts.services.access import record_access
from appraisal.management.demo.data import moment, working_day

K, R = AccessKind, AccessRole
OPENED = (  # whose, by whom, what, as what, how many days ago
    ("ratna", "hendra", K.WORK_PLAN, R.SUPERVISOR, 74),
    ("ratna", "kadis_ptsp", K.RESULT, R.SUPERIOR, 52),
    ("ratna", "auditor", K.DOCUMENT, R.AUDITOR, 33),
    ("ratna", "maya", K.PROFILE, R.HR, 12),
    ("ratna", "hendra", K.EVIDENCE, R.SUPERVISOR, 9),
    ("ratna", "maya", K.PROFILE, R.HR, 3),
    ("ahmad", "hendra", K.SELF_ASSESSMENT, R.SUPERVISOR, 20),
    ("ahmad", "kadis_ptsp", K.RESULT, R.SUPERIOR, 8),
    ("hendra", "kadis_ptsp", K.SELF_ASSESSMENT, R.SUPERVISOR, 6),
    ("hendra", "maya", K.PROFILE, R.HR, 15),
    ("pm_analis", "kabid_adu", K.RESULT, R.DELEGATE, 2),
    ("daf_admin", "kabid_daf", K.RESULT, R.SUPERVISOR, 41),
    ("daf_admin", "maya", K.PROFILE, R.HR, 7),
    ("maya", "kabag_org", K.SELF_ASSESSMENT, R.SUPERVISOR, 25),
    ("kabid_adu", "kadis_ptsp", K.RESULT, R.SUPERVISOR, 18),
)


def note_openings(city):
    """Write the records of the table, each on a working day."""
    for subject, viewer, kind, role, days in OPENED:
        day = working_day(city.today - timedelta(days=days))
        record_access(
            subject=city[subject],
            kind=kind,
            role=role,
            actor=actor_of(city[viewer], day),
            at=moment(day, city.rng),
        )
