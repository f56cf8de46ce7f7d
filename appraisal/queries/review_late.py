"""When a review moved on while somebody was writing it: who did what, and which words were typed."""

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from appraisal.choices import ExpectationMark
from appraisal.models import shipped_words
from appraisal.queries.questions import plain
from appraisal.queries.team_deeds import moves_of
from appraisal.workflow.evaluation import DECIDE, DELIVER, HAND_BACK, TAKE_BACK
from competency.choices import competency_name

DEEDS = {
    DECIDE.name: gettext_lazy("%(who)s decided the result on %(when)s."),
    DELIVER.name: gettext_lazy("%(who)s released the result on %(when)s."),
    HAND_BACK.name: gettext_lazy("%(who)s returned the self-assessment with a note on %(when)s."),
    TAKE_BACK.name: gettext_lazy("%(who)s took the self-assessment back on %(when)s."),
}
OVERALL_LABELS = {
    "results_rating": gettext_lazy("Rating of work results"),
    "results_reason": gettext_lazy("Reason for the rating of work results"),
    "behaviour_rating": gettext_lazy("Rating of work behaviour"),
    "behaviour_reason": gettext_lazy("Reason for the rating of work behaviour"),
    "strengths": gettext_lazy("Strengths"),
    "recommendation": gettext_lazy("Notes and recommendation"),
}


def last_deed(evaluation):
    """Return who moved an evaluation last, what that was and when, as a sentence."""
    move = moves_of(evaluation).select_related("actor", "on_behalf_of").first()
    if move is None or move.transition not in DEEDS:
        told = {"stage": evaluation.get_stage_display()}
        return _("The appraisal is now at “%(stage)s”.") % told
    when = formats.date_format(timezone.localtime(move.changed_at), "DATETIME_FORMAT")
    return DEEDS[move.transition] % {"who": move.who, "when": when}


def unsaved_words(sheet, entries, drafts):
    """Return (label, text) of each entry that says something else than what is saved."""
    labels, names = labels_of(sheet), names_of(sheet)
    return [
        (labels[entry.key], in_words(entry, names))
        for entry in entries
        if entry.value.strip() and not is_saved(entry, drafts.get(entry.key))
    ]


def is_saved(entry, draft):
    """Tell whether an entry stands in the drafts just as it was typed."""
    return draft is not None and plain(draft.value) == plain(entry.value)


def in_words(entry, names):
    """Return what was typed; a choice with its words."""
    if entry.key.endswith((".mark", "_rating")) and entry.value in ExpectationMark.values:
        return str(ExpectationMark(entry.value).label)
    return names.get(entry.value, entry.value)


def names_of(sheet):
    """Return {public id: name} of the competencies that a focus may name."""
    rows = [item.competency for item in sheet.competencies]
    return {row.public_id: competency_name(row.name) for row in rows}


def labels_of(sheet):
    """Return {key: label} of every field of a review."""
    labels = {field.key: str(OVERALL_LABELS[name]) for name, field in sheet.overall.items()}
    for focus in sheet.focuses:
        title = _("Focus %(number)s") % {"number": focus.number}
        labels |= {focus.competency.key: f"{title}, {_('Competency')}", focus.text.key: title}
    for name, item in marked_items(sheet):
        labels |= {item.mark.key: f"{name}, {_('Your mark')}", item.feedback.key: name}
    for item in sheet.competencies:
        labels |= labels_of_competency(item, competency_name(item.competency.name))
    return labels


def marked_items(sheet):
    """Yield (name, item) of everything that carries a mark and feedback."""
    yield from ((item.planned_result.statement, item) for item in sheet.results)
    yield from ((shipped_words.value_name(item.value.code), item) for item in sheet.behaviours)
    for item in sheet.criteria:
        yield shipped_words.criterion_words(item.criterion.name), item


def labels_of_competency(item, name):
    """Return {key: label} of the four fields of a competency."""
    return {
        item.level.key: f"{name}, {_('Level')}",
        item.indicators.key: f"{name}, {_('Indicators')}",
        item.example.key: f"{name}, {_('Example')}",
        item.reason.key: f"{name}, {_('Reason')}",
    }
