"""What a decision still needs, in words, with the place where it is written."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from appraisal.choices import Part
from competency.choices import competency_name


@dataclass(frozen=True, slots=True)
class Missing:
    """Something without which a decision cannot be taken, and where to write it."""

    code: str
    text: str
    url: str


def missing(sheet):
    """Return what a decision still needs, in the order of the tabs."""
    return [*missing_levels(sheet), *missing_words(sheet), *missing_ratings(sheet)]


def missing_levels(sheet):
    """Yield each competency whose answer is not complete."""
    is_required = sheet.evaluation.period.cycle.requires_part(Part.COMPETENCIES)
    for item in sheet.competencies:
        if not (is_required or item.is_begun):
            continue
        url = reverse(
            "appraisal:review_competency",
            args=[sheet.evaluation.public_id, item.competency.public_id],
        )
        for code, text in faults(item):
            yield Missing(code, f"{competency_name(item.competency.name)}: {text}", f"{url}#detail")


def faults(item):
    """Yield (code, sentence) for what one competency still needs."""
    if item.observed is None:
        yield "level", _("choose the level you observed")
    if item.needs_example and not item.example.text:
        yield "example", _("write an example, because the two levels differ by two or more")
    if item.needs_reason and not item.reason.text:
        yield "reason", _("write why the level and the ticked indicators differ")


def missing_words(sheet):
    """Yield what the dialogue page still needs."""
    url = reverse("appraisal:review_dialogue", args=[sheet.evaluation.public_id])
    if not sheet.overall["strengths"].text:
        yield Missing("strengths", _("Write the strengths you saw"), f"{url}#id_overall-strengths")
    if not sheet.written_focuses:
        yield Missing("focus", _("Write at least one development focus"), f"{url}#id_focus-1-text")


def missing_ratings(sheet):
    """Yield what the summary still needs."""
    url = reverse("appraisal:review_summary", args=[sheet.evaluation.public_id])
    asked = {
        "results_rating": _("Choose the rating of work results"),
        "results_reason": _("Write the reason for the rating of work results"),
        "behaviour_rating": _("Choose the rating of work behaviour"),
        "behaviour_reason": _("Write the reason for the rating of work behaviour"),
    }
    for name, text in asked.items():
        field = sheet.overall[name]
        given = field.mark if name.endswith("_rating") else field.text
        if not given:
            yield Missing(name, text, f"{url}#id_overall-{name}")
