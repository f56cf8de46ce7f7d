"""Answers of earlier periods stand beside the questions of a later one, and can be taken over."""

import pytest
from django.urls import reverse

from accounts.refusals import Refusal
from appraisal.models import PlannedResult
from appraisal.queries.earlier import earlier_answers
from appraisal.queries.questionnaire import drafts_of, questionnaire
from appraisal.services.earlier import copy_earlier
from tests.factories.appraisal import NOON
from tests.factories.self_assessment import form_data, quarter_of


@pytest.fixture
def group(evaluation):
    """Return the questions about the one planned result."""
    return questionnaire(evaluation).section("results").groups[0]


@pytest.fixture
def quarters(evaluation, group):
    """Return two quarters that were sent, each with its own realisation."""
    key = f"{group.key}.realisation"
    return [quarter_of(evaluation, n, answers={key: f"Hasil {n}."}) for n in (1, 2)]


def texts(evaluation, group, section="results"):
    """Return (period, text) of the earlier answers."""
    found = earlier_answers(evaluation, section, [group]).get(group.key, [])
    return [(answer.period, answer.text) for answer in found]


def test_annual_evaluation_shows_every_quarter(evaluation, group, quarters):
    assert texts(evaluation, group) == [("Triwulan I", "Hasil 1."), ("Triwulan II", "Hasil 2.")]


def test_quarter_shows_only_what_came_before_it(evaluation, group, quarters):
    first, second = quarters

    assert texts(second, group) == [("Triwulan I", "Hasil 1.")]
    assert texts(first, group) == []


def test_what_was_not_sent_is_not_shown(evaluation, group):
    quarter_of(evaluation, 1, stage="SELF_ASSESSMENT")

    assert texts(evaluation, group) == []


def test_result_that_was_renamed_in_a_new_version_keeps_its_past(evaluation, group, quarters):
    now = PlannedResult.objects.create(
        work_plan=evaluation.work_plan, statement="Baru", position=5, previous=group.subject
    )
    renamed = next(
        g for g in questionnaire(evaluation).section("results").groups if g.subject == now
    )

    assert [text for _period, text in texts(evaluation, renamed)] == ["Hasil 1.", "Hasil 2."]


@pytest.mark.parametrize("section", ["behaviours", "competencies"])
def test_other_parts_show_their_examples(evaluation, quarters, section):
    group = questionnaire(evaluation).section(section).groups[0]

    assert [period for period, _text in texts(evaluation, group, section)] == [
        "Triwulan I",
        "Triwulan II",
    ]


def copied(evaluation, group, quarter, actor):
    """Take over the answer of a quarter."""
    copy_earlier(
        evaluation=evaluation,
        section="results",
        group=group,
        identity=quarter.self_assessments.get().public_id,
        actor=actor,
        at=NOON,
    )
    return drafts_of(evaluation, actor.employee)[f"{group.key}.realisation"].value


def test_taking_over_adds_below_what_is_written(evaluation, group, quarters, actor, make_draft):
    make_draft(f"{group.key}.realisation", "Sudah ada.")

    copied(evaluation, group, quarters[0], actor)
    text = copied(evaluation, group, quarters[1], actor)

    assert text == "Sudah ada.\n\nTriwulan I: Hasil 1.\n\nTriwulan II: Hasil 2."


def test_taking_over_twice_adds_once(evaluation, group, quarters, actor):
    copied(evaluation, group, quarters[0], actor)

    assert copied(evaluation, group, quarters[0], actor) == "Triwulan I: Hasil 1."


def test_button_saves_the_page_first_and_leads_back_to_the_field(
    signed_in, evaluation, group, quarters, ani
):
    identity = quarters[0].self_assessments.get().public_id
    key = f"{group.key}.realisation"
    data = form_data(group.questions, **{key: "Ketikan saya."})

    response = signed_in.post(group.url, data | {"action": f"copy:{group.key}:{identity}"})

    assert response.url == f"{group.url}#id_{key.replace('.', '-')}"
    written = drafts_of(evaluation, ani)[key].value
    assert written == "Ketikan saya.\n\nTriwulan I: Hasil 1."


@pytest.mark.parametrize("action", ["copy:tidak:ada", "copy:"])
def test_unknown_question_is_not_found(signed_in, group, action):
    data = form_data(group.questions) | {"action": action}

    assert signed_in.post(group.url, data).status_code == 404


def test_answer_of_somebody_else_is_refused(office, evaluation, group, quarters, actor):
    quarters[0].employee = office.citra
    quarters[0].save()

    with pytest.raises(Refusal) as refusal:
        copied(evaluation, group, quarters[0], actor)

    assert refusal.value.code == "unknown_answer"


def test_sent_self_assessment_takes_nothing_over(evaluation, group, quarters, actor):
    evaluation.stage = "REVIEW"
    evaluation.save()

    with pytest.raises(Refusal) as refusal:
        copied(evaluation, group, quarters[0], actor)

    assert refusal.value.code == "wrong_stage"


def test_page_costs_the_same_with_one_and_two_earlier_periods(
    signed_in, evaluation, group, django_assert_num_queries
):
    url = reverse("appraisal:self_results", args=[evaluation.public_id])
    for number in (1, 2):
        quarter_of(evaluation, number, answers={f"{group.key}.realisation": "Hasil."})
        with django_assert_num_queries(16):
            signed_in.get(url)
