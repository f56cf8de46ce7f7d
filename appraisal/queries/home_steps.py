"""The three steps of the task list on the start page, row by row."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from appraisal.choices import EvaluationStage, Part, Phase, WorkPlanStage
from appraisal.queries.phases import on_day

OWN_TURN = (EvaluationStage.SELF_ASSESSMENT, EvaluationStage.DELIVERED)  # comes before the plan


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
            told["name"] = case.agreement.who
        told["date"] = on_day(plan.agreed_at)
        return Task(title, _("Agreed with %(name)s on %(date)s") % told, url, "done")
    if case.in_force:
        return change_task(case, title, url)
    if plan.stage == WorkPlanStage.PROPOSED:
        told["date"] = on_day(plan.proposed_at)
        hint = _("Proposed to %(name)s on %(date)s") % told
        return Task(title, hint, url, "open", _("Waiting for your supervisor"))
    if case.plan_note:
        hint = asked_words(case.plan_note)
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


def asked_words(note):
    """Return what the supervisor asks to change in a plan."""
    told = {"name": note.who, "note": shortened(note.reason).rstrip(".")}
    return _("%(name)s asks for changes: “%(note)s”") % told


def change_task(case, title, url):
    """Return the row of an agreed plan of which a change is on its way: which version holds, and why."""
    hint = f"{holding_words(case)} {change_words(case)}"
    if case.plan.stage == WorkPlanStage.PROPOSED:
        return Task(title, hint, url, "open", _("Waiting for your supervisor"))
    is_current = case.stage not in OWN_TURN
    if case.plan_note:
        return Task(title, hint, url, "progress", _("Asked to change"), is_current)
    words = _("Change to review") if case.is_opened_by_another else _("Change being written")
    return Task(title, hint, url, "progress", words, is_current)


def holding_words(case):
    """Return "Versi 1 tetap berlaku." """
    return _("Version %(old)s still holds.") % case.holding


def change_words(case):
    """Say who opened the change of a plan and why, or where it stands."""
    plan = case.plan
    told = case.holding
    if plan.stage == WorkPlanStage.PROPOSED:
        told |= {"name": plan.supervisor, "date": on_day(plan.proposed_at)}
        return _("Change (version %(new)s) proposed to %(name)s on %(date)s.") % told
    if case.plan_note:
        return f"{asked_words(case.plan_note)}."
    if not case.is_opened_by_another:
        return _("Your change (version %(new)s) is not proposed yet.") % told
    told |= {"name": plan.opened_by, "note": shortened(plan.change_reason).rstrip(".")}
    return _("%(name)s opened a change (version %(new)s): “%(note)s”.") % told


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
    if part.is_complete and part.done < part.total:
        return _("%(done)s of %(total)s filled in; the rest is optional") % told
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
    elif case.in_force or case.plan.stage == WorkPlanStage.AGREED:
        hint = _("Opens as soon as HR opens it")
    else:
        hint = _("Opens as soon as your work plan is agreed")
    return Task(_("Assess your own work"), hint)


def shortened(text, most=120):
    """Return the beginning of a note."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
