"""Step 3 of the task list on the start page: results, dialogue, answer, documents."""

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from appraisal.choices import DELIVERED_STAGES, EvaluationStage, Phase
from appraisal.queries.home_steps import Step, Task, spoken
from appraisal.queries.phases import READ_STAGES, on_day
from appraisal.rules.clocks import OBJECTION_DAYS


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
        if case.stage in READ_STAGES:
            return past_dialogue(case, title)
        told = {"name": str(case.supervisor or "")}
        hint = _("%(name)s plans it; you are told when and where") % told
        return Task(title, hint, status_text=_("Not planned yet"))
    url, hint = dialogue.get_absolute_url(), dialogue_words(dialogue)
    if dialogue.is_confirmed:
        return Task(title, hint, url, "done", _("Confirmed by both"))
    if dialogue.notes and not dialogue.employee_confirmed_at:
        return Task(title, hint, url, "todo", _("Read and confirm the notes"))
    return Task(title, hint, url, "open", _("Planned"))


def past_dialogue(case, title):
    """Return the row of a dialogue that was never planned here, once the result was discussed."""
    if case.dialogue_day:
        return Task(title, _("Held on %(day)s.") % {"day": spoken(case.dialogue_day)}, "", "done")
    hint = _("You stated that you discussed the result; no day is recorded here")
    return Task(title, hint, status="open", status_text=_("No day recorded"))


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
    told = {"date": on_day(evaluation.delivered_at)}
    return (
        Task(
            _("Read the results"),
            _("Released on %(date)s") % told,
            page,
            "done" if is_read else "todo",
            current=not is_read,
        ),
        dialogue_task(case),
        Task(_("Respond to the results"), respond_words(case), page, "done" if is_read else "todo"),
        Task(
            _("Result documents (PDF)"),
            _("With a QR code that shows they are genuine"),
            reverse("appraisal:history"),
            "open",
            _("Available") if case.is_printed else _("Being prepared"),
        ),
    )


def respond_words(case):
    """Say how the person answered the result, and until when words may be added."""
    evaluation = case.evaluation
    told = {"date": on_day(evaluation.acknowledged_at), "limit": spoken(case.objection_limit)}
    if not evaluation.acknowledged_at:
        return _("Talk first, then respond. Objection possible until %(limit)s") % told
    if evaluation.acknowledgement:
        return _("Answered on %(date)s") % told
    if evaluation.stage == EvaluationStage.ACKNOWLEDGED and case.can_object:
        return _("Read and discussed on %(date)s; words can be added until %(limit)s") % told
    return _("Read and discussed on %(date)s") % told
