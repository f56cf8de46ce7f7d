"""What somebody answered in the earlier periods of a cycle, beside the questions of a later one."""

from dataclasses import dataclass

from django.db.models import Q

from appraisal.choices import ExpectationMark, PeriodKind
from appraisal.models import SelfAssessment
from appraisal.queries.progress_entry import lineage_of, versions_of

ROWS = {
    "results": "results__planned_result",
    "narratives": "narratives",
    "behaviours": "behaviours",
    "criteria": "criteria__criterion",
    "competencies": "competencies__competency",
}


@dataclass(frozen=True, slots=True)
class Earlier:
    """One answer of an earlier period: the mark or level in words, and the text."""

    period: str
    identity: str  # the public id of the self-assessment that was sent
    text: str
    word: str = ""


def earlier_sent(evaluation, section):
    """Return what was sent in the earlier periods, the first period first; rows of one part only."""
    period = evaluation.period
    before = Q(evaluation__period__until_date__lt=period.until_date)
    if period.kind == PeriodKind.ANNUAL:
        before = Q(evaluation__period__until_date__lte=period.until_date)
    sent = (
        SelfAssessment.objects.filter(before, evaluation__employee=evaluation.employee_id)
        .filter(evaluation__period__cycle=period.cycle_id)
        .exclude(evaluation=evaluation.pk)
        .exclude(evaluation__period__kind=PeriodKind.ANNUAL)
        .select_related("evaluation__period")
        .prefetch_related(ROWS[section])
        .order_by("evaluation__period__until_date", "evaluation", "version", "pk")
    )
    return list({row.evaluation_id: row for row in sent}.values())


def earlier_answers(evaluation, section, groups):
    """Return {key of the group: its earlier answers}; no query for rows when there are none."""
    sent = earlier_sent(evaluation, section)
    if not sent:
        return {}
    lineage = lineage_of(evaluation) if section == "results" else {}
    found = {}
    for group in groups:
        rows = [(one, row_of(one, section, group, lineage)) for one in sent]
        found[group.key] = [told(one, row) for one, row in rows if row is not None]
    return found


def row_of(sent, section, group, lineage):
    """Return the row that answers a group, or None."""
    fits = {
        "results": lambda row: row.planned_result_id in versions_of(group.subject.pk, lineage),
        "narratives": lambda row: row.kind == group.subject,
        "behaviours": lambda row: row.value == group.subject.code,
        "criteria": lambda row: row.criterion_id == group.subject.pk,
        "competencies": lambda row: row.competency_id == group.subject.pk,
    }[section]
    return next((row for row in getattr(sent, section).all() if fits(row)), None)


def told(sent, row):
    """Return an earlier answer."""
    mark = getattr(row, "mark", "")
    level = getattr(row, "level", "")
    text = next(
        getattr(row, name) for name in ("realisation", "text", "example") if hasattr(row, name)
    )
    word = str(ExpectationMark(mark).label) if mark else str(level)
    return Earlier(sent.evaluation.period.title, sent.public_id, text, word)
