"""What the employee sent, by question; with "mark first" nothing that a mark has not opened yet."""

from dataclasses import dataclass, field

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, CharField, Count, F, OuterRef, Value, When
from django.db.models.functions import JSONObject

from appraisal.choices import SUBMITTED_STAGES, CycleOption, ExpectationMark
from appraisal.models import (
    BehaviourAnswer,
    CompetencyClaim,
    CriterionAnswer,
    NarrativeAnswer,
    ResultAnswer,
    SelfAssessment,
)
from competency.choices import LEVELS

EVERYTHING = frozenset({"results", "behaviours", "criteria", "competencies"})  # shown in full
ANSWERED_BY = {"mark": ExpectationMark.values, "level": [str(level) for level in LEVELS]}


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers of one sent self-assessment, each kind by what it is about."""

    sent: SelfAssessment | None = None
    evidence_count: int = 0
    narratives: tuple = ()
    results: dict = field(default_factory=dict)
    behaviours: dict = field(default_factory=dict)
    criteria: dict = field(default_factory=dict)
    competencies: dict = field(default_factory=dict)


def sent_answers(evaluation, parts=EVERYTHING, opened=None):
    """Return the newest sent self-assessment by question; nothing before it was sent.

    `opened` names the items whose answer may be read; None opens all of them. What is not opened is
    never fetched.
    """
    sent = newest_sent(evaluation)
    if sent is None:
        return Answers()
    found = {part: LOADERS[part](sent, opened) for part in parts}
    stories = tuple(story_of(row) for row in sent.stories) if "results" in parts else ()
    return Answers(sent, sent.evidence_count, stories, **found)


def newest_sent(evaluation):
    """Return the newest version with its stories and the number of pieces of evidence, or None."""
    if evaluation.stage not in SUBMITTED_STAGES:
        return None
    stories = NarrativeAnswer.objects.filter(self_assessment=OuterRef("pk")).order_by("pk")
    return (
        SelfAssessment.objects.filter(evaluation=evaluation)
        .annotate(
            evidence_count=Count("evaluation__evidence"),
            stories=ArraySubquery(stories.values(row=JSONObject(kind="kind", text="text"))),
        )
        .latest()
    )


def story_of(row):
    """Return a story from what the subquery gives."""
    return NarrativeAnswer(kind=row["kind"], text=row["text"])


def opened_items(evaluation, drafts):
    """Return the items whose answer the supervisor may read; None where all are open.

    Where a cycle says "mark first", an item opens with the supervisor's own mark or level.
    """
    if not evaluation.period.cycle.has_option(CycleOption.BLIND_FIRST):
        return None
    return frozenset(
        key.rpartition(".")[0] for key, draft in drafts.items() if is_answered(key, draft.value)
    )


def is_answered(key, value):
    """Tell whether a draft field is a mark or a level that was really chosen."""
    return value.strip() in ANSWERED_BY.get(key.rpartition(".")[2], ())


def identities(opened, subject):
    """Return the public ids (or codes) of the opened items of one kind."""
    stem = f"{subject}."
    return [item.removeprefix(stem) for item in opened if item.startswith(stem)]


def only_opened(rows, opened, subject, lookup):
    """Keep the rows of opened items."""
    if opened is None:
        return rows
    return rows.filter(**{f"{lookup}__in": identities(opened, subject)})


def with_proof(rows):
    """Annotate answers with their pieces of evidence as plain values, oldest first."""
    model = rows.model
    links = model.evidence.through.objects.filter(**{model._meta.model_name: OuterRef("pk")})
    names = ("title", "url", "public_id", "note", "file", "happened_on")
    shape = JSONObject(**{name: f"evidence__{name}" for name in names})
    return rows.annotate(proof=ArraySubquery(links.order_by("evidence").values(row=shape)))


def result_answers(sent, opened):
    """Return what was realised, with evidence; the self-mark only where it is opened."""
    rows = with_proof(ResultAnswer.objects.filter(self_assessment=sent))
    if opened is None:
        return {row.planned_result_id: row for row in rows}
    found = {}
    for row in rows.defer("mark").annotate(opened_mark=mark_where_opened(opened)):
        row.mark = row.opened_mark
        found[row.planned_result_id] = row
    return found


def mark_where_opened(opened):
    """Return the self-mark of opened results and nothing for the others, as the database gives it."""
    keys = identities(opened, "result")
    return Case(
        When(planned_result__public_id__in=keys, then=F("mark")),
        default=Value(""),
        output_field=CharField(),
    )


def behaviour_answers(sent, opened):
    """Return the self-mark and example of each core value."""
    rows = BehaviourAnswer.objects.filter(self_assessment=sent)
    return {row.value: row for row in only_opened(rows, opened, "behaviour", "value")}


def criterion_answers(sent, opened):
    """Return the self-mark and example of each criterion of the cycle."""
    rows = CriterionAnswer.objects.filter(self_assessment=sent)
    rows = only_opened(rows, opened, "criterion", "criterion__public_id")
    return {row.criterion_id: row for row in rows}


def competency_claims(sent, opened):
    """Return the claimed level of each competency with example and evidence."""
    rows = with_proof(CompetencyClaim.objects.filter(self_assessment=sent))
    rows = only_opened(rows, opened, "competency", "competency__public_id")
    return {row.competency_id: row for row in rows}


LOADERS = {
    "results": result_answers,
    "behaviours": behaviour_answers,
    "criteria": criterion_answers,
    "competencies": competency_claims,
}
