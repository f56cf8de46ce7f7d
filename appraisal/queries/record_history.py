"""What happened to the plans and evaluations of one person, without anything that was written in them."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import AuditEvent
from appraisal.models import DeadlineExtension, EvaluationChange, WorkPlanChange
from appraisal.workflow import evaluation as evaluation_moves
from appraisal.workflow import work_plan as plan_moves

SHOWN = 40
HAPPENED = {
    plan_moves.PROPOSE: gettext_lazy("Work plan proposed"),
    plan_moves.RETURN: gettext_lazy("Changes to the work plan asked for"),
    plan_moves.TAKE_BACK: gettext_lazy("Work plan taken back to change it"),
    plan_moves.AGREE: gettext_lazy("Work plan agreed"),
    evaluation_moves.SUBMIT: gettext_lazy("Self-assessment sent"),
    evaluation_moves.HAND_BACK: gettext_lazy("Self-assessment returned with a note"),
    evaluation_moves.TAKE_BACK: gettext_lazy("Self-assessment taken back unread"),
    evaluation_moves.ASK_BACK: gettext_lazy("Self-assessment asked back"),
    evaluation_moves.ASK_REOPEN: gettext_lazy("HR asked to open a decided evaluation again"),
    evaluation_moves.KEEP_DECIDED: gettext_lazy("HR left a decided evaluation as it is"),
    evaluation_moves.START_REVIEW: gettext_lazy("Review started without self-assessment"),
    evaluation_moves.DECIDE: gettext_lazy("Result decided"),
    evaluation_moves.DELIVER: gettext_lazy("Result released to the employee"),
    evaluation_moves.ACKNOWLEDGE: gettext_lazy("Result read and discussed"),
    evaluation_moves.CHANGE_ANSWER: gettext_lazy("Answer to the result changed"),
    evaluation_moves.CLOSE: gettext_lazy("Evaluation closed"),
    evaluation_moves.REOPEN: gettext_lazy("Result opened again"),
    evaluation_moves.REOPEN_DELIVERED: gettext_lazy("Result opened again by two persons"),
}
TITLES = {move.name: words for move, words in HAPPENED.items()}
# HR's own words; others are between two people.
READ_REASONS = {"reopen", "keep_decided", "reopen_delivered"}


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One thing that happened: what, to which record, when, and by whom."""

    title: str
    about: str
    at: datetime
    actor: str
    on_behalf_of: str = ""
    reason: str = ""


def record_history(employee, actor):
    """Return the moves, extensions and changes of supervisor of a person, the newest first."""
    lines = [*plan_history(employee, actor), *evaluation_history(employee, actor)]
    lines += [*extension_history(employee), *supervisor_history(employee)]
    return sorted(lines, key=lambda line: line.at, reverse=True)[:SHOWN]


def plan_history(employee, actor):
    """Yield the moves of the plans that the actor follows as HR."""
    mine = actor.as_hr("work_plan__org_unit", "work_plan__employee")
    moves = WorkPlanChange.objects.filter(mine, work_plan__employee=employee)
    rows = moves.select_related("work_plan__cycle", "actor", "on_behalf_of")
    for row in rows.order_by("-changed_at", "-pk")[:SHOWN]:
        about = _("Work plan (SKP), %(cycle)s") % {"cycle": row.work_plan.cycle.name}
        yield move_line(row, about)


def evaluation_history(employee, actor):
    """Yield the moves of the evaluations that the actor follows as HR."""
    mine = actor.as_hr("evaluation__org_unit", "evaluation__employee")
    moves = EvaluationChange.objects.filter(mine, evaluation__employee=employee)
    rows = moves.select_related("evaluation__period__cycle", "actor", "on_behalf_of")
    for row in rows.order_by("-changed_at", "-pk")[:SHOWN]:
        period = row.evaluation.period
        yield move_line(row, f"{period.cycle.name}, {period.title}")


def move_line(row, about):
    """Return the line of one move."""
    return HistoryLine(
        title=str(TITLES.get(row.transition, row.transition)),
        about=about,
        at=row.changed_at,
        actor=row.actor.name,
        on_behalf_of=row.on_behalf_of.name if row.on_behalf_of else "",
        reason=row.reason if row.transition in READ_REASONS else "",
    )


def extension_history(employee):
    """Yield the extensions that were granted to the person by name."""
    rows = DeadlineExtension.objects.filter(employee=employee)
    for row in rows.select_related("window__cycle", "granted_by").newest_first()[:SHOWN]:
        yield HistoryLine(
            title=_("More time until %(day)s") % {"day": formats.date_format(row.closes_date)},
            about=f"{row.window.cycle.name}, {row.window.get_phase_display()}",
            at=row.granted_at,
            actor=row.granted_by.name,
            reason=row.reason,
        )


def supervisor_history(employee):
    """Yield the changes of supervisor and the leaves that were noted."""
    titles = {
        "supervisor_changed": _("Supervisor changed"),
        "record_leave": _("Leave noted"),
        "end_leave": _("Leave ended"),
    }
    events = AuditEvent.objects.filter(
        subject_label=employee._meta.label, subject_id=employee.public_id, action__in=titles
    )
    for event in events.select_related("actor").order_by("-at", "-pk")[:SHOWN]:
        yield HistoryLine(titles[event.action], "", event.at, event.actor.name)
