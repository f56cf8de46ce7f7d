"""The questions of a self-assessment, and how far somebody has come with them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from appraisal.choices import Part
from appraisal.models import DraftField
from appraisal.queries.questionnaire_groups import (
    behaviour_groups,
    competency_groups,
    criterion_groups,
    narrative_groups,
    narrative_kinds,
    narrative_title,
    results_groups,
)
from appraisal.queries.questions import Questionnaire, Section
from appraisal.rules.core_values import VALUE_CODES
from competency.models import Competency

SECTION_PARTS = {
    "results": Part.RESULTS,
    "narratives": Part.NARRATIVES,
    "behaviours": Part.BEHAVIOURS,
    "criteria": Part.CRITERIA,
    "competencies": Part.COMPETENCIES,
}
FIELDS = {
    "result": {"realisation", "note", "mark", "evidence"},
    "narrative": {"text", "done"},
    "behaviour": {"mark", "example"},
    "criterion": {"mark", "example"},
    "competency": {"level", "example", "evidence"},
}


def questionnaire(evaluation):
    """Return what the cycle of an evaluation asks its employee; three queries at most."""
    cycle = evaluation.period.cycle
    groups = {
        "results": results_groups,
        "narratives": narrative_groups,
        "behaviours": behaviour_groups,
        "criteria": criterion_groups,
        "competencies": competency_groups,
    }
    titles = {
        "results": _("Work results"),
        "narratives": narrative_title(cycle),
        "behaviours": _("Work behaviour (BerAKHLAK)"),
        "criteria": _("Criteria of the agency"),
        "competencies": _("Competencies"),
    }
    return Questionnaire(
        tuple(
            Section(key, titles[key], tuple(groups[key](evaluation)), cycle.requires_part(part))
            for key, part in SECTION_PARTS.items()
            if cycle.has_part(part)
        )
    )


def is_self_assessment_key(evaluation, key):
    """Tell whether a draft key belongs to the questions of an evaluation; at most one query."""
    subject, _dot, rest = key.partition(".")
    identity, _dot, field = rest.partition(".")
    if field not in FIELDS.get(subject, ()):
        return False
    if subject == "result":
        results = evaluation.work_plan.planned_results
        return results.filter(public_id=identity).exists()
    if subject == "competency":
        cycle = evaluation.period.cycle
        asked = Competency.objects.in_force(cycle.dictionary_day)
        return asked.filter(framework=cycle.framework_id, public_id=identity).exists()
    if subject == "criterion":
        return evaluation.period.cycle.criteria.filter(public_id=identity).exists()
    kinds = narrative_kinds(evaluation.period.cycle)
    return identity in (VALUE_CODES if subject == "behaviour" else kinds)


def drafts_of(evaluation, author):
    """Return {key: DraftField} of what one person is writing about an evaluation."""
    return {
        draft.key: draft
        for draft in DraftField.objects.filter(evaluation=evaluation, author=author)
    }


def values_of(drafts):
    """Return {key: text} of drafts."""
    return {key: draft.value for key, draft in drafts.items()}


@dataclass(frozen=True, slots=True)
class SectionProgress:
    """One part of a self-assessment and how far it is."""

    key: str  # results, narratives, behaviours, criteria or competencies
    name: str
    url: str  # where to go on: the first open question, else the first one
    done: int
    total: int
    is_required: bool
    is_complete: bool
    is_started: bool
    next_name: str = ""  # the next open question by name, for "Next: ..."
    minutes: int = 0  # what is left, as an estimate

    @property
    def status(self):
        """Return the state in the words of the component "status_tag"."""
        if self.is_complete:
            return "done"
        return "progress" if self.is_started else "todo"

    @property
    def fill(self):
        """Return how the bar of parts draws this one."""
        return {"done": "full", "progress": "half", "todo": ""}[self.status]


def minutes_left(sections):
    """Return about how many minutes the required parts that are still open take."""
    return sum(part.minutes for part in sections if not part.is_complete)


def section_progress(evaluation, author):
    """Return how far each part is; three queries at any size when period and cycle are loaded."""
    values = values_of(drafts_of(evaluation, author))
    return [progress_of(section, values) for section in questionnaire(evaluation).sections]


def progress_of(section, values):
    """Return how far one part is: everything is counted, and what is required makes it complete."""
    needed = [group for group in section.groups if group.is_required]
    counted = needed or list(section.groups)
    open_groups = [group for group in counted if not group.is_done(values)]
    first = next(iter(open_groups), next(iter(section.groups), None))
    return SectionProgress(
        key=section.key,
        name=section.title,
        url=first.url if first else "",
        done=sum(group.is_done(values) for group in section.groups),
        total=len(section.groups),
        is_required=section.is_required,
        is_complete=bool(counted) and not open_groups,
        is_started=any(group.is_started(values) for group in section.groups),
        next_name=spoken_name(first, section, needed) if open_groups else "",
        minutes=sum(group.minutes for group in open_groups if section.is_required),
    )


def spoken_name(group, section, needed):
    """Return the name of a group; "(wajib)" stands behind it where others are not required."""
    if not needed or len(needed) == len(section.groups):
        return group.title
    return _("%(name)s (required)") % {"name": group.title}
