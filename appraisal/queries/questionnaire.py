"""The questions of a self-assessment, and how far somebody has come with them."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from appraisal.choices import ExpectationMark, NarrativeKind, Part
from appraisal.models import DraftField
from appraisal.queries.questions import Group, Kind, Question, Questionnaire, Section
from appraisal.queries.review import standards_of
from appraisal.rules.core_values import CORE_VALUES, VALUE_CODES
from competency.choices import competency_name
from competency.models import Competency

MARKS = tuple((mark.value, mark.label) for mark in reversed(ExpectationMark))
LEVELS = tuple((str(level), str(level)) for level in range(1, 6))
FINISHED = (
    ("yes", gettext_lazy("Yes, I have finished")),
    ("no", gettext_lazy("Not yet, I will continue later")),
)
LEAST_EXAMPLE, MOST_EXAMPLE, MOST_TEXT = 50, 1000, 3000

SECTION_PARTS = {
    "results": Part.RESULTS,
    "narratives": Part.NARRATIVES,
    "behaviours": Part.BEHAVIOURS,
    "competencies": Part.COMPETENCIES,
}
FIELDS = {
    "result": {"realisation", "note", "mark"},
    "narrative": {"text", "done"},
    "behaviour": {"mark", "example"},
    "competency": {"level", "example", "evidence"},
}


def questionnaire(evaluation):
    """Return what the cycle of an evaluation asks its employee; three queries at any size."""
    cycle = evaluation.period.cycle
    groups = {
        "results": results_groups,
        "narratives": narrative_groups,
        "behaviours": behaviour_groups,
        "competencies": competency_groups,
    }
    titles = {
        "results": _("Work results"),
        "narratives": _("Achievements, challenges, innovations"),
        "behaviours": _("Work behaviour (BerAKHLAK)"),
        "competencies": _("Competencies"),
    }
    return Questionnaire(
        tuple(
            Section(key, titles[key], tuple(groups[key](evaluation)), cycle.requires_part(part))
            for key, part in SECTION_PARTS.items()
            if cycle.has_part(part)
        )
    )


def results_groups(evaluation):
    """Ask what was realised of each planned result, and how it compares with the expectation."""
    url = reverse("appraisal:self_results", args=[evaluation.public_id])
    planned = evaluation.work_plan.planned_results.in_form_order()
    for number, result in enumerate(planned, start=1):
        key = f"result.{result.public_id}"
        told = {"number": number}
        yield Group(
            key,
            result.statement,
            result,
            (
                Question(
                    f"{key}.realisation",
                    Kind.TEXT,
                    _("Realisation"),
                    _("What was achieved against the target? Use numbers where there are any."),
                    max_length=MOST_TEXT,
                    missing=_("Write the realisation of planned result %(number)s") % told,
                ),
                Question(
                    f"{key}.mark",
                    Kind.MARK,
                    _("How do you see this result against the expectation?"),
                    choices=MARKS,
                    short=_("Your view"),
                    missing=_("Choose your mark for planned result %(number)s") % told,
                ),
                Question(f"{key}.note", Kind.TEXT, _("Note"), required=False, max_length=MOST_TEXT),
            ),
            url,
            minutes=4,
        )


def narrative_groups(evaluation):
    """Ask for three stories; the person says when a story is finished."""
    url = reverse("appraisal:self_narratives", args=[evaluation.public_id])
    required = evaluation.period.cycle.requires_part(Part.NARRATIVES)
    prompts = {
        NarrativeKind.ACHIEVEMENT: _("What are you proud of this year, and who benefits from it?"),
        NarrativeKind.CHALLENGE: _("What stood in the way, and what would have helped you?"),
        NarrativeKind.INNOVATION: _("What did you do differently, and what did it change?"),
    }
    for kind, prompt in prompts.items():
        key = f"narrative.{kind.value}"
        questions = (
            Question(
                f"{key}.text",
                Kind.TEXT,
                str(kind.label),
                prompt,
                required,
                max_length=MOST_TEXT,
                missing=_("Write about %(subject)s") % {"subject": str(kind.label).lower()},
            ),
            Question(
                f"{key}.done",
                Kind.CHOICE,
                _("Have you finished this part?"),
                required=False,
                choices=FINISHED,
            ),
        )
        yield Group(key, str(kind.label), kind, questions, url, 4, declared_by=f"{key}.done")


def behaviour_groups(evaluation):
    """Ask how the employee lives each of the seven core values, with an example."""
    url = reverse("appraisal:self_behaviours", args=[evaluation.public_id])
    for value in CORE_VALUES:
        key = f"behaviour.{value.code}"
        told = {"value": value.name, "least": LEAST_EXAMPLE}
        questions = (
            Question(
                f"{key}.mark",
                Kind.MARK,
                _("How do you see this value in your own work?"),
                choices=MARKS,
                short=_("Your view"),
                missing=_("Choose your mark for %(value)s") % told,
            ),
            Question(
                f"{key}.example",
                Kind.TEXT,
                _("Give one real example"),
                short=_("Example"),
                min_length=LEAST_EXAMPLE,
                max_length=MOST_EXAMPLE,
                missing=_("Write a real example for %(value)s, at least %(least)s characters")
                % told,
            ),
        )
        yield Group(key, value.name, value, questions, url, minutes=2)


def competency_groups(evaluation):
    """Ask for the level of each competency that shows in the own work, with an example."""
    for competency in competencies_asked(evaluation):
        key, name = f"competency.{competency.public_id}", competency_name(competency.name)
        questions = (
            Question(
                f"{key}.level",
                Kind.LEVEL,
                _("Which level shows most often in your work this year?"),
                _(
                    "Choose one. Think of habits, not of a single event."
                    " A level below the standard is something to learn, not a mistake."
                ),
                choices=LEVELS,
                short=_("Level"),
                missing=_("Choose one level for %(name)s") % {"name": name},
            ),
            Question(
                f"{key}.example",
                Kind.TEXT,
                _("Tell one real example"),
                _(
                    "What was the situation, what did you do, and what came of it?"
                    " Three to five sentences are enough."
                ),
                min_length=LEAST_EXAMPLE,
                max_length=MOST_EXAMPLE,
                short=_("Example"),
                missing=_("Write a real example, at least %(least)s characters")
                % {"least": LEAST_EXAMPLE},
            ),
            Question(f"{key}.evidence", Kind.EVIDENCE, _("Supporting evidence"), required=False),
        )
        url = reverse(
            "appraisal:self_competency", args=[evaluation.public_id, competency.public_id]
        )
        yield Group(key, name, competency, questions, url, minutes=3)


def competencies_asked(evaluation):
    """Return the competencies that the post requires, each with its `standard`, in order."""
    standards = standards_of(evaluation)
    asked = Competency.objects.filter(
        framework=evaluation.period.cycle.framework_id, code__in=standards
    )
    competencies = list(asked.order_by("position", "pk"))
    for competency in competencies:
        competency.standard = standards[competency.code]
    return competencies


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
        framework = evaluation.period.cycle.framework_id
        return Competency.objects.filter(framework=framework, public_id=identity).exists()
    return identity in (VALUE_CODES if subject == "behaviour" else NarrativeKind.values)


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

    key: str  # results, narratives, behaviours or competencies
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


def minutes_left(sections):
    """Return about how many minutes the required parts that are still open take."""
    return sum(part.minutes for part in sections if not part.is_complete)


def section_progress(evaluation, author):
    """Return how far each part is; four queries at any size when period and cycle are loaded."""
    values = values_of(drafts_of(evaluation, author))
    return [progress_of(section, values) for section in questionnaire(evaluation).sections]


def progress_of(section, values):
    """Return how far one part is."""
    open_groups = [group for group in section.groups if not group.is_done(values)]
    first = next(iter(open_groups), next(iter(section.groups), None))
    return SectionProgress(
        key=section.key,
        name=section.title,
        url=first.url if first else "",
        done=len(section.groups) - len(open_groups),
        total=len(section.groups),
        is_required=section.is_required,
        is_complete=bool(section.groups) and not open_groups,
        is_started=any(group.is_started(values) for group in section.groups),
        next_name=first.title if open_groups else "",
        minutes=sum(group.minutes for group in open_groups if section.is_required),
    )
