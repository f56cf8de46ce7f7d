"""The three steps of the task list on the start page, row by row."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from appraisal.choices import DELIVERED_STAGES, EvaluationStage, Part, Phase, WorkPlanStage
from appraisal.models import Evaluation, WorkPlan
from appraisal.queries.phases import READ_STAGES, local_day, objection_limit, on_day
from appraisal.rules.clocks import OBJECTION_DAYS


@dataclass(frozen=True, slots=True)
class Task:
    """One row of the list; without an address it cannot be started yet."""

    title: str
    hint: str = ""
    url: str = ""
    status: str = "locked"
    status_text: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A numbered group of rows."""

    number: int
    title: str
    tasks: tuple[Task, ...]
    due: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """One person in one cycle: the records, and what was read about them."""

    plan: WorkPlan
    evaluation: Evaluation | None
    windows: dict
    sections: tuple
    results: int
    plan_note: object
    agreement: object  # the move with which the plan was agreed
    hand_back_note: object
    reference: str
    today: date
    is_printed: bool = False  # whether the result documents are there

    @property
    def supervisor(self):
        """Return who is in charge now."""
        return self.evaluation.supervisor if self.evaluation else self.plan.supervisor

    @property
    def superior(self):
        """Return the superior of whoever is in charge."""
        return self.evaluation.superior if self.evaluation else self.plan.superior

    @property
    def stage(self):
        """Return the stage of the evaluation, or nothing before it is there."""
        return self.evaluation.stage if self.evaluation else None

    @property
    def objection_limit(self):
        """Return the last day of the right to object, or None before the results are released."""
        delivered = local_day(self.evaluation.delivered_at) if self.evaluation else None
        return objection_limit(delivered) if delivered else None

    @property
    def next_section(self):
        """Return the first part that is still to be filled in."""
        open_parts = [part for part in self.sections if not part.is_complete]
        begun = [part for part in open_parts if part.is_required or part.is_started]
        return next(iter(begun), None)

    @property
    def is_ready(self):
        """Tell whether everything required is filled in."""
        return bool(self.sections) and all(
            part.is_complete for part in self.sections if part.is_required
        )

    def closes(self, phase):
        """Return the last day of a phase, or None."""
        window = self.windows.get(phase)
        return window.closes_date if window else None

    def opens(self, phase):
        """Return the first day of a phase, or None."""
        window = self.windows.get(phase)
        return window.opens_date if window else None


def spoken(day):
    """Return a day in words."""
    return formats.date_format(day) if day else ""


def due_text(day):
    """Return "Tenggat 4 Desember 2026", or nothing."""
    return _("Deadline %(date)s") % {"date": spoken(day)} if day else ""


def plan_step(case):
    """Step 1: the work plan."""
    open_until = case.closes(Phase.PLAN) if case.plan.stage != WorkPlanStage.AGREED else None
    dictionary = Task(
        _("Competencies my position asks for"),
        _("Read the levels and what they look like at work"),
        reverse("competency:dictionary"),
        "open",
        _("Open all year"),
    )
    rows = [plan_task(case)]
    if case.plan.cycle.has_part(Part.COMPETENCIES):
        rows.append(dictionary)
    return Step(1, _("Plan your work"), tuple(rows), due_text(open_until))


def plan_task(case):
    """Return the row of the work plan at its stage."""
    plan, told = case.plan, {"name": str(case.plan.supervisor or "")}
    title = _("Work plan (SKP) %(year)s") % {"year": plan.cycle.from_date.year}
    url = reverse("appraisal:work_plan_mine")
    if plan.stage == WorkPlanStage.AGREED:
        if case.agreement:  # the supervisor in charge today may be another one
            told["name"] = case.agreement.actor.name
        told["date"] = on_day(plan.agreed_at)
        return Task(title, _("Agreed with %(name)s on %(date)s") % told, url, "done")
    if plan.stage == WorkPlanStage.PROPOSED:
        told["date"] = on_day(plan.proposed_at)
        hint = _("Proposed to %(name)s on %(date)s") % told
        return Task(title, hint, url, "open", _("Waiting for your supervisor"))
    if case.plan_note:
        hint = _("%(name)s asks for changes: “%(note)s”") % {
            "name": case.plan_note.actor,
            "note": shortened(case.plan_note.reason),
        }
        return Task(title, hint, url, "progress", _("Asked to change"), current=True)
    if not case.results:
        hint = _("Write what should be reached, then propose it to your supervisor")
        return Task(title, hint, url, "todo", current=True)
    count = ngettext(
        "%(count)s result written, not proposed yet",
        "%(count)s results written, not proposed yet",
        case.results,
    )
    return Task(title, count % {"count": case.results}, url, "progress", current=True)


def self_step(case):
    """Step 2: the self-assessment."""
    title = _("Self-assessment")
    if case.stage == EvaluationStage.SELF_ASSESSMENT:
        due = due_text(case.closes(Phase.SELF_ASSESSMENT))
        return Step(2, title, (*section_tasks(case), check_task(case)), due)
    if case.evaluation:
        return Step(2, title, (sent_task(case),))
    return Step(2, title, (waiting_task(case),), due_text(case.closes(Phase.SELF_ASSESSMENT)))


def section_tasks(case):
    """Return a row for each part of the self-assessment."""
    return [
        Task(
            part.name,
            section_hint(part),
            part.url or reverse("appraisal:evaluation_detail", args=[case.evaluation.public_id]),
            part.status,
            current=part is case.next_section,
        )
        for part in case.sections
    ]


def section_hint(part):
    """Return "4 dari 9 sudah diisi. Berikutnya: Pelayanan publik"."""
    told = {"done": part.done, "total": part.total, "next": part.next_name}
    if part.is_complete or not part.next_name:
        return _("%(done)s of %(total)s filled in") % told
    if not part.is_started and not part.is_required:
        return _("Optional, in your own words")
    return _("%(done)s of %(total)s filled in. Next: %(next)s") % told


def check_task(case):
    """Return the row that leads to sending."""
    title = _("Check and send")
    if case.is_ready:
        url = reverse("appraisal:self_check", args=[case.evaluation.public_id])
        hint = _("Nothing is sent before you press send")
        return Task(title, hint, url, "todo", current=case.next_section is None)
    return Task(title, _("Opens once the required parts above are complete"))


def sent_task(case):
    """Return the one row that is left when the self-assessment was sent (or skipped)."""
    url = reverse("appraisal:evaluation_detail", args=[case.evaluation.public_id])
    if case.evaluation.submitted_at is None:
        hint = _("Your supervisor began the review without it")
        return Task(_("Self-assessment"), hint, url, "open", _("Not sent"))
    told = {"number": case.reference, "date": on_day(case.evaluation.submitted_at)}
    words = _("Number %(number)s, sent on %(date)s") if case.reference else _("Sent on %(date)s")
    hint = words % told
    return Task(_("Self-assessment"), hint, url, "done", _("Sent"))


def waiting_task(case):
    """Return the locked row before the self-assessment opens, and what it waits for."""
    opens = case.opens(Phase.SELF_ASSESSMENT)
    if opens and case.today < opens:
        hint = _("Opens on %(date)s") % {"date": spoken(opens)}
    else:
        hint = _("Opens as soon as your work plan is agreed")
    return Task(_("Assess your own work"), hint)


def results_step(case):
    """Step 3: results, dialogue, answer, documents."""
    title = _("Results and dialogue")
    if case.stage in DELIVERED_STAGES:
        return Step(3, title, delivered_tasks(case))
    opens = case.opens(Phase.DELIVERY)
    when = _("Opens once your supervisor has finished")
    if opens and case.today < opens:
        when = _("Opens from %(date)s, once your supervisor has finished")
        when %= {"date": spoken(opens)}
    return Step(
        3,
        title,
        (
            Task(_("Read the results and the date of the dialogue"), when),
            Task(
                _("Respond to the results"),
                _("You have %(days)s working days from the release to object")
                % {"days": OBJECTION_DAYS},
            ),
            Task(
                _("Result documents (PDF)"),
                _("Issued together with the results"),
                status_text=_("Not issued yet"),
            ),
        ),
    )


def delivered_tasks(case):
    """Return the rows of results that were released."""
    evaluation = case.evaluation
    page = reverse("appraisal:result_detail", args=[evaluation.public_id])
    is_read = evaluation.stage in READ_STAGES
    told = {"date": on_day(evaluation.delivered_at), "limit": spoken(case.objection_limit)}
    answered = {"date": on_day(evaluation.acknowledged_at)}
    respond = (
        _("Answered on %(date)s") % answered
        if evaluation.acknowledged_at
        else _("Talk first, then respond. Objection possible until %(limit)s") % told
    )
    return (
        Task(
            _("Read the results and the date of the dialogue"),
            _("Released on %(date)s") % told,
            page,
            "done" if is_read else "todo",
            current=not is_read,
        ),
        Task(_("Respond to the results"), respond, page, "done" if is_read else "todo"),
        Task(
            _("Result documents (PDF)"),
            _("With a QR code that shows they are genuine"),
            reverse("appraisal:document_list"),
            "open",
            _("Available") if case.is_printed else _("Being prepared"),
        ),
    )


def shortened(text, most=120):
    """Return the beginning of a note."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
