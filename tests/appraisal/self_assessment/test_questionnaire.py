"""What is asked, when it is complete, and how far somebody is."""

import pytest

from appraisal.choices import Part
from appraisal.queries.questionnaire import drafts_of, questionnaire, section_progress
from appraisal.queries.self_assessment import own_evaluations
from appraisal.rules.core_values import CORE_VALUES
from tests.factories.review import write_drafts
from tests.factories.self_assessment import EXAMPLE, complete_answers, self_assessing


def sentences(problems):
    return [problem.message for problem in problems]


def test_t1_asks_in_four_parts(evaluation):
    sections = questionnaire(evaluation).sections

    assert [(section.key, len(section.groups)) for section in sections] == [
        ("results", 1),
        ("narratives", 3),
        ("behaviours", 7),
        ("competencies", 9),
    ]
    assert [section.is_required for section in sections] == [True, False, True, True]


def test_part_that_is_off_is_not_asked(evaluation):
    evaluation.period.cycle.parts = {Part.RESULTS.value: "required", Part.COMPETENCIES.value: "off"}

    assert [section.key for section in questionnaire(evaluation).sections] == ["results"]


def test_required_narratives_ask_for_their_text(evaluation):
    evaluation.period.cycle.parts = {Part.NARRATIVES.value: "required"}

    assert sentences(questionnaire(evaluation).problems({})) == [
        "Tulis tentang capaian",
        "Tulis tentang tantangan",
        "Tulis tentang inovasi",
    ]


def test_empty_competency_is_named_in_the_words_of_the_design(competency_group):
    assert sentences(competency_group.problems({})) == [
        "Pilih satu level untuk Integritas",
        "Tulis contoh nyata, paling sedikit 50 karakter",
    ]


def test_empty_result_and_value_are_named(evaluation):
    asked = questionnaire(evaluation)

    assert sentences(asked.section("results").groups[0].problems({})) == [
        "Tulis realisasi rencana hasil kerja 1",
        "Pilih penilaian Anda untuk rencana hasil kerja 1",
    ]
    assert sentences(asked.section("behaviours").groups[1].problems({})) == [
        "Pilih penilaian Anda untuk Akuntabel",
        "Tulis contoh nyata untuk Akuntabel, paling sedikit 50 karakter",
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Tulis contoh nyata, paling sedikit 50 karakter"),
        ("x" * 49, "Tulis contoh nyata, paling sedikit 50 karakter"),
        (" " * 60, "Tulis contoh nyata, paling sedikit 50 karakter"),
        ("x" * 50, ""),
        ("x" * 1000, ""),
        ("x" * 998 + "\r\nx", ""),
        ("x" * 1001, "Perpendek teks menjadi paling banyak 1.000 karakter"),
    ],
)
def test_example_has_fifty_to_a_thousand_characters(competency_group, text, sentence):
    example = competency_group.questions[1]

    assert example.problem(text) == sentence


@pytest.mark.parametrize("value", ["", "0", "6", "tiga"])
def test_level_is_one_to_five(competency_group, value):
    level = competency_group.questions[0]

    assert level.problem(value) == "Pilih satu level untuk Integritas"


def test_problem_leads_to_its_field(evaluation, competency_group):
    problem = competency_group.problems({})[1]

    key = competency_group.key.replace(".", "-")
    assert problem.url == f"{competency_group.url}?from=check#id_{key}-example"
    assert problem.title == "Integritas: Tulis contoh nyata, paling sedikit 50 karakter"


def test_complete_answers_leave_no_problem(evaluation, complete):
    assert questionnaire(evaluation).problems(complete) == []


def test_progress_before_anything_is_written(evaluation, ani):
    progress = section_progress(evaluation, ani)

    assert [part.status for part in progress] == ["todo"] * 4
    assert [(part.done, part.total) for part in progress] == [(0, 1), (0, 3), (0, 7), (0, 9)]
    assert progress[3].next_name == "Integritas"


def test_progress_in_the_middle_names_what_comes_next(evaluation, ani):
    texts = complete_answers(evaluation)
    some = {key: text for key, text in texts.items() if key.startswith(("result.", "behaviour.S"))}
    write_drafts(evaluation, ani, some)

    results, _narratives, behaviours, _competencies = section_progress(evaluation, ani)

    assert (results.status, results.next_name) == ("done", "")
    assert (behaviours.status, behaviours.done) == ("progress", 1)
    assert behaviours.next_name == CORE_VALUES[1].name


def test_story_is_done_when_the_person_says_so(evaluation, ani, make_draft):
    make_draft("narrative.ACHIEVEMENT.text", EXAMPLE)
    make_draft("narrative.CHALLENGE.done", "yes")
    make_draft("narrative.INNOVATION.done", "no")

    narratives = section_progress(evaluation, ani)[1]

    assert (narratives.status, narratives.done) == ("progress", 1)


def test_drafts_are_those_of_one_author(evaluation, ani, budi, make_draft):
    own = make_draft("behaviour.LOYAL.mark", "MEETS")
    make_draft("behaviour.LOYAL.mark", "BELOW", author=budi)

    assert drafts_of(evaluation, ani) == {"behaviour.LOYAL.mark": own}


@pytest.mark.parametrize("results", [1, 3])
def test_progress_costs_three_queries(office, actor, django_assert_num_queries, results):
    self_assessing(office, results=results)
    evaluation = own_evaluations(actor).get()

    with django_assert_num_queries(3):
        section_progress(evaluation, office.ani)
