"""What each template asks: stories one by one, criteria, optional parts, integrity first."""

import pytest
from django.urls import reverse

from appraisal.choices import CycleOption
from appraisal.models import CompetencyClaim, SelfAssessment
from appraisal.queries.home_steps import section_hint
from appraisal.queries.questionnaire import is_self_assessment_key, questionnaire, section_progress
from appraisal.services.self_assessment import Incomplete, submit_self_assessment
from tests.factories.appraisal import NOON
from tests.factories.review import write_drafts
from tests.factories.self_assessment import (
    EXAMPLE,
    ask_as,
    complete_answers,
    form_data,
    quarter_of,
    self_assessing,
)


@pytest.fixture
def asking(office):
    """Return a function that gives Ani's evaluation in a cycle of a template."""

    def make(code):
        evaluation = self_assessing(office)
        ask_as(evaluation.period.cycle, code)
        return evaluation

    return make


STORIES = {
    "T1": {"ACHIEVEMENT": False, "CHALLENGE": False, "INNOVATION": False},
    "T2": {"ACHIEVEMENT": True, "CHALLENGE": True, "INNOVATION": True},
    "T3": {"ACHIEVEMENT": False, "CHALLENGE": False, "INNOVATION": True},
    "T4": {"ACHIEVEMENT": True, "CHALLENGE": True},
    "T5": {"ACHIEVEMENT": False, "CHALLENGE": False, "INNOVATION": False},
}
SECTIONS = {
    "T1": ["results", "narratives", "behaviours", "competencies"],
    "T2": ["results", "narratives", "behaviours", "criteria"],
    "T3": ["results", "narratives", "behaviours"],
    "T4": ["results", "narratives", "behaviours", "competencies"],
    "T5": ["results", "narratives", "behaviours", "competencies"],
}


@pytest.mark.parametrize("code", STORIES)
def test_template_asks_for_its_parts_and_stories(asking, code):
    asked = questionnaire(asking(code))

    assert [section.key for section in asked.sections] == SECTIONS[code]
    stories = asked.section("narratives").groups
    assert {group.subject.value: group.is_required for group in stories} == STORIES[code]


@pytest.mark.parametrize("code", STORIES)
def test_every_template_can_be_filled_in_and_sent(asking, actor, code):
    evaluation = asking(code)
    write_drafts(evaluation, actor.employee, complete_answers(evaluation))

    submit_self_assessment(evaluation=evaluation, actor=actor, at=NOON)

    assert SelfAssessment.objects.get().evaluation.stage == "REVIEW"


def test_story_that_is_not_asked_for_cannot_be_written(asking):
    evaluation = asking("T4")

    assert not is_self_assessment_key(evaluation, "narrative.INNOVATION.text")
    assert is_self_assessment_key(evaluation, "narrative.CHALLENGE.text")


def test_part_is_complete_with_its_required_story(asking, ani, make_draft):
    evaluation = asking("T3")
    write_drafts(
        evaluation, ani, {"narrative.INNOVATION.text": EXAMPLE, "narrative.INNOVATION.done": "yes"}
    )

    stories = section_progress(evaluation, ani)[1]

    assert (stories.status, stories.done, stories.total) == ("done", 1, 3)
    assert section_hint(stories) == "1 dari 3 sudah diisi; sisanya tidak wajib"


def test_part_that_waits_for_its_required_story_counts_all_of_them(asking, ani):
    evaluation = asking("T3")
    write_drafts(
        evaluation, ani, {"narrative.CHALLENGE.text": EXAMPLE, "narrative.CHALLENGE.done": "yes"}
    )

    hint = section_hint(section_progress(evaluation, ani)[1])

    assert hint == "1 dari 3 sudah diisi. Berikutnya: Inovasi (wajib)"


def test_prompt_names_the_period(asking):
    quarter = quarter_of(asking("T3"), 1)

    story = questionnaire(quarter).section("narratives").groups[0].questions[0]

    assert story.help == "Apa yang Anda banggakan pada Triwulan I, dan siapa yang merasakannya?"


def test_criteria_are_asked_saved_and_sent(asking, signed_in, actor):
    evaluation = asking("T2")
    write_drafts(evaluation, actor.employee, complete_answers(evaluation))
    group = questionnaire(evaluation).section("criteria").groups[0]
    page = reverse("appraisal:self_criteria", args=[evaluation.public_id])
    drafts = {draft.key: draft for draft in evaluation.drafts.all()}

    answer = form_data(group.questions, drafts, **{f"{group.key}.mark": "ABOVE"})
    assert signed_in.post(page, answer).status_code == 302
    sent = submit_self_assessment(evaluation=evaluation, actor=actor, at=NOON)

    assert list(sent.criteria.order_by("criterion__position").values_list("mark", flat=True)) == [
        "ABOVE",
        "MEETS",
        "MEETS",
    ]


def test_missing_criterion_is_named_before_sending(asking, actor):
    evaluation = asking("T2")
    answers = complete_answers(evaluation)
    group = questionnaire(evaluation).section("criteria").groups[0]
    write_drafts(evaluation, actor.employee, answers | {f"{group.key}.example": "Pendek"})

    with pytest.raises(Incomplete) as incomplete:
        submit_self_assessment(evaluation=evaluation, actor=actor, at=NOON)

    assert [problem.title for problem in incomplete.value.problems] == [
        "Tulis contoh nyata untuk Disiplin, paling sedikit 50 karakter"
    ]


def test_page_of_a_part_that_is_not_asked_is_not_found(asking, signed_in):
    evaluation = asking("T1")

    page = reverse("appraisal:self_criteria", args=[evaluation.public_id])

    assert signed_in.get(page).status_code == 404


def optional_answers(evaluation, **answers):
    """Return the answers without those of the optional competencies."""
    kept = complete_answers(evaluation).items()
    return {key: text for key, text in kept if not key.startswith("competency.")} | answers


def test_optional_part_may_stay_empty(asking, actor, signed_in):
    evaluation = asking("T4")
    write_drafts(evaluation, actor.employee, optional_answers(evaluation))
    group = questionnaire(evaluation).section("competencies").groups[0]

    assert signed_in.post(group.url, form_data(group.questions)).status_code == 302
    submit_self_assessment(evaluation=evaluation, actor=actor, at=NOON)

    assert not CompetencyClaim.objects.exists()


def test_what_was_begun_in_an_optional_part_is_finished(asking, actor):
    evaluation = asking("T4")
    first = questionnaire(evaluation).section("competencies").groups[0]
    begun = optional_answers(evaluation, **{f"{first.key}.level": "3"})
    write_drafts(evaluation, actor.employee, begun)

    with pytest.raises(Incomplete) as incomplete:
        submit_self_assessment(evaluation=evaluation, actor=actor, at=NOON)

    assert [problem.question.key for problem in incomplete.value.problems] == [
        f"{first.key}.example"
    ]


@pytest.mark.parametrize(
    ("options", "first"), [([], "Orientasi"), ([CycleOption.INTEGRITY_FIRST], "Integritas")]
)
def test_integrity_stands_first_where_the_cycle_says_so(asking, options, first):
    evaluation = asking("T5")
    cycle = evaluation.period.cycle
    cycle.options = options
    cycle.save()
    integrity = cycle.framework.competencies.get(name="Integritas")
    integrity.position = 99
    integrity.save()

    titles = [group.title for group in questionnaire(evaluation).section("competencies").groups]

    assert (titles[0] == "Integritas") == (first == "Integritas")
