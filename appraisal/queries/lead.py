"""The one card on top of the start page: where to go on, or that nothing waits."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from appraisal.choices import EvaluationStage, Phase, WorkPlanStage
from appraisal.queries.home_results import dialogue_words
from appraisal.queries.home_steps import (
    asked_words,
    change_words,
    holding_words,
    section_hint,
    shortened,
    spoken,
)
from appraisal.queries.phases import delivery_limit, local_day
from appraisal.queries.questionnaire import minutes_left


@dataclass(frozen=True, slots=True)
class Lead:
    """The next step of one person."""

    title: str
    text: str
    url: str
    button: str
    deadline: date | None = None
    is_objection: bool = False  # whether the deadline is that of the right to object
    done: int = 0
    total: int = 0
    parts: tuple = ()  # how full each part is
    cap: str = ""  # the period, where the cycle has several
    ask_url: str = ""  # where to ask for more time
    is_change: bool = False  # of an agreed plan; the appraisal itself goes on meanwhile


def lead_of(case):
    """Return the card for the next step, or None when nothing waits for this person."""
    if case.stage == EvaluationStage.SELF_ASSESSMENT:
        return self_lead(case)
    if case.stage == EvaluationStage.DELIVERED:
        return Lead(
            _("Your results can be read"),
            _("Read them, talk with your supervisor, then respond."),
            reverse("appraisal:result_detail", args=[case.evaluation.public_id]),
            _("Read results"),
            case.objection_limit if case.can_object else None,
            is_objection=True,
            cap=case.period_name,
        )
    if case.plan.stage == WorkPlanStage.DRAFT:
        return change_lead(case) if case.in_force else plan_lead(case)
    return None


def plan_lead(case):
    """Return the card for a plan that is still being written."""
    year = {"year": case.plan.cycle.from_date.year}
    url = reverse("appraisal:work_plan_mine")
    deadline = case.closes(Phase.PLAN)
    if case.plan_note:
        text = asked_words(case.plan_note)
        return Lead(_("Continue: work plan %(year)s") % year, text, url, _("Continue"), deadline)
    if case.results:
        text = ngettext(
            "%(count)s result is written. Add results, or propose the plan to your supervisor.",
            "%(count)s results are written. Add results, or propose the plan to your supervisor.",
            case.results,
        ) % {"count": case.results}
        return Lead(_("Continue: work plan %(year)s") % year, text, url, _("Continue"), deadline)
    text = _("Two to five results with a target each are enough. About 30 minutes.")
    return Lead(_("Begin: work plan %(year)s") % year, text, url, _("Begin"), deadline)


def change_lead(case):
    """Return the card for a change of an agreed plan: who opened it, what holds, what can be done."""
    title, button = _("Continue: change of your work plan (version %(new)s)"), _("Continue")
    if case.is_opened_by_another and not case.plan_note:
        title, button = _("Review the change of your work plan (version %(new)s)"), _("Review it")
    todo = _("Change and propose it, or drop it.")
    return Lead(
        title % case.holding,
        f"{change_words(case)} {holding_words(case)} {todo}",
        reverse("appraisal:work_plan_mine"),
        button,
        case.objection_limit if case.can_object else None,
        is_objection=True,
        is_change=True,
    )


def self_lead(case):
    """Return the card of the self-assessment: the part to go on with, and what is left."""
    parts = case.sections
    done = sum(part.is_complete for part in parts)
    section = case.next_section
    common = {
        "deadline": case.closes(Phase.SELF_ASSESSMENT),
        "done": done,
        "total": len(parts),
        "parts": tuple(part.fill for part in parts),
        "cap": case.period_name,
        "ask_url": reverse("appraisal:evaluation_extension_ask", args=[case.evaluation.public_id]),
    }
    if section is None:
        return Lead(
            _("Continue: check and send your self-assessment"),
            returned_text(case)
            or _("All required parts are filled in. Nothing is sent before you press send."),
            reverse("appraisal:self_check", args=[case.evaluation.public_id]),
            _("Check again"),
            **common,
        )
    begun = any(part.is_started for part in parts)
    title = _("Continue: self-assessment, part %(part)s") if begun else _("Begin: %(part)s")
    return Lead(
        title % {"part": section.name},
        lead_text(case, section),
        section.url,
        _("Continue") if begun else _("Begin"),
        **common,
    )


def lead_text(case, section):
    """Return how far the part is and how long the rest takes, or the supervisor's note."""
    if case.hand_back_note:
        return returned_text(case)
    minutes = minutes_left(case.sections)
    rest = _("About %(minutes)s minutes left; you can stop at any time.") % {"minutes": minutes}
    return f"{section_hint(section)}. {rest}"


def returned_text(case):
    """Return the note with which the supervisor returned the self-assessment, or nothing."""
    note = case.hand_back_note
    if note is None:
        return ""
    told = {"name": note.who, "note": shortened(note.reason)}
    return _("%(name)s returned it with a note: “%(note)s”") % told


def quiet_text(case):
    """Say that nothing waits, and what comes next: also the next period, where there is one."""
    text = waiting_text(case)
    if case.dialogue and local_day(case.dialogue.starts_at) >= case.today:
        told = {"when": dialogue_words(case.dialogue)}
        text = f"{text} {_('Dialogue: %(when)s.') % told}"
    if case.stage is None or case.next_opening is None:
        return text
    period, opens = case.next_opening
    told = {"period": period.title, "date": spoken(opens)}
    return f"{text} {_('Next: self-assessment %(period)s, from %(date)s.') % told}"


def waiting_text(case):
    """Say where the record is that the person waits for; a change of the plan goes along."""
    if case.in_force and case.plan.stage == WorkPlanStage.PROPOSED:
        return f"{change_words(case)} {holding_words(case)} {stage_text(case)}"
    if case.plan.stage == WorkPlanStage.PROPOSED:
        told = {"name": case.plan.supervisor}
        return _("%(name)s reads your work plan now. You hear when it is agreed.") % told
    return stage_text(case)


def stage_text(case):
    """Say at which stage the evaluation is, or when it begins."""
    if case.stage is None:
        return opening_text(case)
    if case.stage == EvaluationStage.REVIEW:
        told = {"name": case.supervisor, "date": spoken(case.closes(Phase.REVIEW))}
        return _("%(name)s reviews your self-assessment until %(date)s.") % told
    if case.stage == EvaluationStage.DECIDED:
        told = {"date": spoken(release_limit(case))}
        return _("Your results are decided. They are released until %(date)s.") % told
    return text_after_reading(case)


def release_limit(case):
    """Return the last day of the release: by the clock of the regulation, or earlier by the calendar."""
    clock = delivery_limit(local_day(case.evaluation.decided_at))
    closes = case.closes(Phase.DELIVERY)
    return min(clock, closes) if closes else clock


def opening_text(case):
    """Say when the self-assessment opens."""
    opens = case.opens(Phase.SELF_ASSESSMENT)
    if not opens or case.today >= opens:
        return _("Next: self-assessment, as soon as HR opens it.")
    told = {"period": case.period_name, "date": spoken(opens)}
    if case.period_name:
        return _("Next: self-assessment %(period)s, from %(date)s.") % told
    return _("Next: self-assessment from %(date)s.") % told


def text_after_reading(case):
    """Say until when an objection is still possible, or that all is done."""
    if case.stage == EvaluationStage.ACKNOWLEDGED and case.can_object:
        told = {"date": spoken(case.objection_limit)}
        return _("An objection is still possible until %(date)s.") % told
    return _("This appraisal is complete for you.")
