"""What the pages of the work log show: notes by month or by result, and what a note may belong to."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import F
from django.utils.translation import gettext as _

from appraisal.models import AppraisalCycle, PlannedResult, ProgressEntry, WorkPlan
from appraisal.models.progress_entry import UNDO

BY_MONTH, BY_RESULT = "bulan", "hasil"
MOST_OFFERED = 30  # notes beside one question; a note with a result stands beside that result


@dataclass(frozen=True, slots=True)
class LogGroup:
    """The notes of one month or of one planned result."""

    entries: tuple
    title: str = ""
    month: date | None = None


def own_entries(actor):
    """Return the actor's notes with the result that each belongs to."""
    return ProgressEntry.objects.visible_to(actor).select_related("planned_result")


def log_of(actor, order=BY_MONTH):
    """Return the notes that are kept, the newest first, or result by result."""
    entries = own_entries(actor).kept()
    if order != BY_RESULT:
        return entries.order_by("-happened_on", "-pk")
    by_statement = F("planned_result__statement").asc(nulls_last=True)
    return entries.order_by(by_statement, "-happened_on", "-pk")


def grouped(entries, order=BY_MONTH):
    """Put notes under the month or the result that they belong to, as they are ordered."""
    if order == BY_RESULT:
        return [
            LogGroup(tuple(rows), title=statement or _("Without a planned result"))
            for statement, rows in groupby(entries, key=statement_of)
        ]
    return [
        LogGroup(tuple(rows), month=month)
        for month, rows in groupby(entries, key=lambda entry: entry.happened_on.replace(day=1))
    ]


def statement_of(entry):
    """Return the words of the result that a note belongs to, or nothing."""
    return entry.planned_result.statement if entry.planned_result else ""


def just_removed(actor, at):
    """Return the notes that can still be brought back, the last removed first."""
    removed = own_entries(actor).filter(removed_at__gte=at - UNDO)
    return removed.order_by("-removed_at", "-pk")


def results_to_choose(actor):
    """Return the results of the actor's newest plans in the cycles that run."""
    cycles = AppraisalCycle.objects.running().filter(trial_of=None)
    plans = WorkPlan.objects.filter(employee=actor.employee, cycle__in=cycles).latest_versions()
    results = PlannedResult.objects.filter(work_plan__in=plans).select_related("work_plan")
    return results.order_by("-work_plan__cycle__from_date", "-kind", "position", "pk")


def entries_for(evaluation):
    """Return the notes from which an evaluation's evidence is picked: those of its period."""
    period = evaluation.period
    entries = ProgressEntry.objects.filter(employee=evaluation.employee_id).kept()
    entries = entries.within(period.from_date, period.until_date)
    return list(entries.order_by("-happened_on", "-pk"))


def lineage_of(evaluation):
    """Return {result: the same line in the version before} of all versions of the plan."""
    plan = evaluation.work_plan
    results = PlannedResult.objects.filter(work_plan__cycle=plan.cycle_id)
    results = results.filter(work_plan__assignment=plan.assignment_id)
    return dict(results.values_list("pk", "previous"))


def versions_of(result, lineage):
    """Return the keys of a result in its own and in earlier versions of the plan."""
    found, key = [], result
    while key is not None and key not in found:
        found.append(key)
        key = lineage.get(key)
    return found


def offered(entries, picked, results=None):
    """Return the notes to choose from: picked ones, then those of a result, then those without.

    Without results all notes are offered, the newest first.
    """
    fitting = [e for e in entries if results is None or e.planned_result_id in results]
    loose = [e for e in entries if results is not None and e.planned_result_id is None]
    first = [e for e in entries if e.public_id in picked]
    rest = [e for e in [*fitting, *loose] if e not in first]
    return [*first, *rest[: max(0, MOST_OFFERED - len(first))]]
