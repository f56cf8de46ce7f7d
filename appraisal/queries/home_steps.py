"""The three steps of the task list on the start page, row by row."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from appraisal.choices import DELIVERED_STAGES, EvaluationStage, Part, Phase, WorkPlanStage
from appraisal.queries.phases import READ_STAGES, on_day
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
    notes = Task(
        _("Record progress and evidence"),
        _("A short note while you still know; it stands ready in the self-assessment"),
        reverse("appraisal:progress_add"),
        "open",
        _("Open all year"),
    )
    rows = [plan_task(case), notes]
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
    title = case.titled(_("Self-assessment"))
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
    url = reverse("appraisal:self_check", args=[case.evaluation.public_id])
    if case.is_ready:
        hint = _("Nothing is sent before you press send")
        return Task(title, hint, url, "todo", current=case.next_section is None)
    hint = _("Shows what is written and what is still missing")
    return Task(title, hint, url, "open", _("Not complete yet"))


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
    title = case.titled(_("Results and dialogue"))
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
            Task(_("Read the results"), when),
            dialogue_task(case),
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


def dialogue_task(case):
    """Return the row of the dialogue: when and where, or who plans it."""
    dialogue, title = case.dialogue, _("Performance dialogue")
    if dialogue is None:
        told = {"name": str(case.supervisor or "")}
        hint = _("%(name)s plans it; you are told when and where") % told
        return Task(title, hint, status_text=_("Not planned yet"))
    url, hint = dialogue.get_absolute_url(), dialogue_words(dialogue)
    if dialogue.is_confirmed:
        return Task(title, hint, url, "done", _("Confirmed by both"))
    if dialogue.notes and not dialogue.employee_confirmed_at:
        return Task(title, hint, url, "todo", _("Read and confirm the notes"))
    return Task(title, hint, url, "open", _("Planned"))


def dialogue_words(dialogue):
    """Return "Rabu, 25 November 2026 pukul 10.00, Ruang rapat"."""
    starts = timezone.localtime(dialogue.starts_at)
    told = {
        "day": formats.date_format(starts, "l, j F Y"),
        "time": formats.time_format(starts, "TIME_FORMAT"),
    }
    when = _("%(day)s at %(time)s") % told
    return f"{when}, {dialogue.place}" if dialogue.place else when


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
            _("Read the results"),
            _("Released on %(date)s") % told,
            page,
            "done" if is_read else "todo",
            current=not is_read,
        ),
        dialogue_task(case),
        Task(_("Respond to the results"), respond, page, "done" if is_read else "todo"),
        Task(
            _("Result documents (PDF)"),
            _("With a QR code that shows they are genuine"),
            reverse("appraisal:history"),
            "open",
            _("Available") if case.is_printed else _("Being prepared"),
        ),
    )


def shortened(text, most=120):
    """Return the beginning of a note."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
