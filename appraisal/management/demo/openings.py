"""Who opened whose data on which day, so that "Siapa membuka data saya" has something to tell."""

from datetime import timedelta

from accounts.choices import AccessKind, AccessRole
from accounts.queries.actor import actor_of
from accounts.services.access import record_access
from appraisal.management.demo.data import moment, working_day
from appraisal.models import Evaluation, WorkPlan
from appraisal.services.access import record_opening

K = AccessKind
OPENED = (  # whose, by whom, what, how many days ago
    ("ratna", "hendra", K.WORK_PLAN, 74),
    ("ratna", "kadis_ptsp", K.RESULT, 52),
    ("ratna", "kabag_org", K.DOCUMENT, 33),
    ("ratna", "maya", K.PROFILE, 12),
    ("ratna", "hendra", K.RESULT, 9),
    ("ratna", "maya", K.PROFILE, 3),
    ("ahmad", "hendra", K.SELF_ASSESSMENT, 20),
    ("ahmad", "kadis_ptsp", K.RESULT, 8),
    ("hendra", "kadis_ptsp", K.SELF_ASSESSMENT, 6),
    ("hendra", "maya", K.PROFILE, 15),
    ("pm_analis", "kabid_adu", K.RESULT, 2),
    ("daf_admin", "kabid_daf", K.RESULT, 41),
    ("daf_admin", "maya", K.PROFILE, 7),
    ("maya", "kabag_org", K.SELF_ASSESSMENT, 25),
    ("kabid_adu", "kadis_ptsp", K.RESULT, 18),
)
THERE_SINCE = {  # the moment from which on others can read it
    K.SELF_ASSESSMENT: "submitted_at",
    K.RESULT: "decided_at",
    K.DOCUMENT: "delivered_at",
}


def note_openings(city):
    """Write the records of the table, each on a working day and about what could be read by then."""
    for subject, viewer, kind, days in OPENED:
        day = working_day(city.today - timedelta(days=days))
        actor, at = actor_of(city[viewer], day), moment(day, city.rng)
        if kind == K.PROFILE:
            role = AccessRole.HR
            record_access(subject=city[subject], kind=kind, role=role, actor=actor, at=at)
        elif record := newest(city[subject], kind, at):
            record_opening(record=record, kind=kind, actor=actor, at=at)


def newest(person, kind, at):
    """Return the newest plan or evaluation of a person that could be read at a moment, or None."""
    if kind == K.WORK_PLAN:
        plans = WorkPlan.objects.filter(employee=person, agreed_at__lt=at)
        return plans.select_related("cycle").order_by("-agreed_at", "-pk").first()
    since = THERE_SINCE[kind]
    rows = Evaluation.objects.filter(employee=person, **{f"{since}__lt": at})
    return rows.select_related("period__cycle").order_by(f"-{since}", "-pk").first()
