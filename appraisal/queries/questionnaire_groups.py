"""What is asked about each planned result, story, core value, criterion and competency."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from appraisal.choices import ExpectationMark, NarrativeKind, Part
from appraisal.models import shipped_words
from appraisal.queries.questions import Group, Kind, Question
from appraisal.queries.review import criteria_of, reviewed_competencies
from appraisal.rules.core_values import CORE_VALUES
from competency.choices import competency_name

MARKS = tuple((mark.value, mark.label) for mark in reversed(ExpectationMark))
LEVELS = tuple((str(level), str(level)) for level in range(1, 6))
FINISHED = (
    ("yes", gettext_lazy("Yes, I have finished")),
    ("no", gettext_lazy("Not yet, I will continue later")),
)
LEAST_EXAMPLE, MOST_EXAMPLE, MOST_TEXT = 50, 1000, 3000


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
                Question(
                    f"{key}.evidence",
                    Kind.EVIDENCE,
                    _("From your work log"),
                    required=False,
                    short=_("Evidence"),
                ),
            ),
            url,
            minutes=4,
        )


def narrative_kinds(cycle):
    """Return {kind: whether it must be written}; a cycle that names no story asks for all three."""
    if cycle.narratives:
        return {kind: cycle.requires_narrative(kind) for kind in cycle.narrative_kinds()}
    return dict.fromkeys(NarrativeKind, cycle.requires_part(Part.NARRATIVES))


def narrative_title(cycle):
    """Return the name of the part: the stories that are asked for."""
    first, *others = [str(kind.label) for kind in narrative_kinds(cycle)]
    return ", ".join([first, *(label.lower() for label in others)])


def narrative_groups(evaluation):
    """Ask for up to three stories; the person says when a story is finished."""
    url = reverse("appraisal:self_narratives", args=[evaluation.public_id])
    prompts = prompts_for(evaluation.period)
    for kind, required in narrative_kinds(evaluation.period.cycle).items():
        key = f"narrative.{kind.value}"
        questions = (
            Question(
                f"{key}.text",
                Kind.TEXT,
                str(kind.label),
                prompts[kind],
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


def prompts_for(period):
    """Return what helps to begin each story, for the time that the evaluation looks at."""
    if period.is_year:
        return {
            NarrativeKind.ACHIEVEMENT: _(
                "What are you proud of this year, and who benefits from it?"
            ),
            NarrativeKind.CHALLENGE: _("What stood in the way, and what would have helped you?"),
            NarrativeKind.INNOVATION: _("What did you do differently, and what did it change?"),
        }
    told = {"period": period.title}
    return {
        NarrativeKind.ACHIEVEMENT: _(
            "What are you proud of in %(period)s, and who benefits from it?"
        )
        % told,
        NarrativeKind.CHALLENGE: _(
            "What stood in the way in %(period)s, and what would help you from now on?"
        )
        % told,
        NarrativeKind.INNOVATION: _(
            "What did you do differently in %(period)s, and what did it change?"
        )
        % told,
    }


def behaviour_groups(evaluation):
    """Ask how the employee lives each of the seven core values, with an example."""
    url = reverse("appraisal:self_behaviours", args=[evaluation.public_id])
    label = _("How do you see this value in your own work?")
    for value in CORE_VALUES:
        key, name = f"behaviour.{value.code}", shipped_words.value_name(value.code)
        yield Group(key, name, value, mark_and_example(key, name, label), url, 2)


def criterion_groups(evaluation):
    """Ask how the employee sees each criterion of the cycle in the own work, with an example."""
    url = reverse("appraisal:self_criteria", args=[evaluation.public_id])
    label = _("How do you see this in your own work?")
    for criterion in criteria_of(evaluation):
        key, name = f"criterion.{criterion.public_id}", criterion.title
        yield Group(key, name, criterion, mark_and_example(key, name, label), url, 2)


def mark_and_example(key, name, label):
    """Return the two questions about a value or a criterion."""
    told = {"value": name, "least": LEAST_EXAMPLE}
    return (
        Question(
            f"{key}.mark",
            Kind.MARK,
            label,
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
            missing=_("Write a real example for %(value)s, at least %(least)s characters") % told,
        ),
    )


def level_question(period):
    """Return the question for a level, for the time that the evaluation looks at."""
    if period.is_year:
        return _("Which level shows most often in your work this year?")
    told = {"period": period.title}
    return _("Which level showed most often in your work in %(period)s?") % told


def competency_groups(evaluation):
    """Ask for the level of each competency that shows in the own work, with an example."""
    for competency in reviewed_competencies(evaluation):
        key, name = f"competency.{competency.public_id}", competency_name(competency.name)
        questions = (
            Question(
                f"{key}.level",
                Kind.LEVEL,
                level_question(evaluation.period),
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
