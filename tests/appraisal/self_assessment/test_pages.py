"""The pages: every word kept, missing ones named, two versions shown, all of it without JavaScript."""

import pytest
from django.urls import reverse

from accounts.transitions import advance
from appraisal.models import DraftField, Evaluation, SelfAssessment
from appraisal.queries.questionnaire import drafts_of, questionnaire
from appraisal.services.self_assessment import submit_self_assessment
from appraisal.workflow.evaluation import HAND_BACK, START_REVIEW
from tests.factories.accounts import actor_for
from tests.factories.appraisal import NOON, make_work_plan
from tests.factories.self_assessment import EXAMPLE, form_data, make_evidence, self_assessing

SHORT = "Antrean loket lebih rapi."


@pytest.fixture
def text_of(signed_in):
    """Return a function that opens a page and returns what it says."""

    def run(url):
        response = signed_in.get(url)
        assert response.status_code == 200
        return response.content.decode()

    return run


def page_urls(evaluation):
    return list(dict.fromkeys(group.url for group in questionnaire(evaluation).groups))


def url(name, evaluation):
    return reverse(f"appraisal:{name}", args=[evaluation.public_id])


def test_pages_follow_one_another_to_the_check(signed_in, evaluation, complete, ani):
    asked, drafts = questionnaire(evaluation), drafts_of(evaluation, ani)
    seen, here = [], page_urls(evaluation)[0]

    while here != url("self_check", evaluation):
        seen.append(here)
        questions = [q for group in asked.groups if group.url == here for q in group.questions]
        here = signed_in.post(here, form_data(questions, drafts)).url

    assert seen == page_urls(evaluation)
    assert len(seen) == 3 + 9


def test_competency_page_shows_levels_standard_and_official_text(text_of, competency_group):
    text = text_of(competency_group.url)

    assert text.count('class="lv"') == 5
    assert text.count("Standar jabatan Anda") == 1
    assert "Kompetensi 1 dari 9" in text
    assert competency_group.subject.definition in text
    assert "Baca uraian lengkap setiap level" in text


def test_continue_with_gaps_names_them_and_keeps_every_word(
    signed_in, evaluation, competency_group, ani
):
    level, example, _evidence = competency_group.questions
    data = form_data(competency_group.questions, **{example.key: SHORT})

    response = signed_in.post(competency_group.url, data)

    text = response.content.decode()
    assert response.status_code == 422
    assert "<title>Galat: Integritas" in text
    assert "Ada 2 isian yang perlu dilengkapi" in text
    assert f'<a href="#{level.anchor}">Pilih satu level untuk Integritas</a>' in text
    assert f'<a href="#{example.anchor}">Tulis contoh nyata, paling sedikit 50 karakter</a>' in text
    assert f"{SHORT}</textarea>" in text
    assert drafts_of(evaluation, ani)[example.key].value == SHORT


def test_save_for_later_checks_nothing(signed_in, evaluation, competency_group, ani):
    example = competency_group.questions[1]
    data = form_data(competency_group.questions, **{example.key: SHORT, "action": "later"})

    response = signed_in.post(competency_group.url, data)

    assert response.status_code == 302
    assert response.url == evaluation.get_absolute_url()
    assert drafts_of(evaluation, ani)[example.key].value == SHORT


def test_change_from_the_check_returns_to_it(signed_in, evaluation, complete, ani):
    group = questionnaire(evaluation).section("competencies").groups[3]
    data = form_data(group.questions, drafts_of(evaluation, ani))

    response = signed_in.post(f"{group.url}?from=check", data)

    assert response.url == url("self_check", evaluation)


@pytest.mark.parametrize("number", ["²", "9" * 5000])
def test_numbers_of_the_page_that_are_none_break_nothing(signed_in, evaluation, number):
    answers = [
        signed_in.post(url("self_submit", evaluation), {"revision": number}),
        signed_in.post(url("self_behaviours", evaluation), {"seq": number}),
    ]

    assert max(answer.status_code for answer in answers) < 500


def test_whole_form_saves_all_fields_with_their_revisions(signed_in, evaluation, ani, make_draft):
    section = questionnaire(evaluation).section("behaviours")
    make_draft("behaviour.SERVICE.mark", "MEETS", revision=3)
    changes = {question.key: EXAMPLE for question in section.questions if "example" in question.key}
    data = form_data(section.questions, drafts_of(evaluation, ani), action="later", **changes)

    signed_in.post(url("self_behaviours", evaluation), data)

    drafts = drafts_of(evaluation, ani)
    assert len(drafts) == 8
    assert (drafts["behaviour.SERVICE.mark"].value, drafts["behaviour.SERVICE.mark"].revision) == (
        "MEETS",
        3,
    )
    assert {draft.value for key, draft in drafts.items() if "example" in key} == {EXAMPLE}


def test_text_that_cannot_be_kept_is_named_and_the_rest_is_saved(
    signed_in, evaluation, competency_group, ani
):
    level, example, _evidence = competency_group.questions
    data = form_data(competency_group.questions, **{level.key: "4", example.key: "x" * 20_001})

    response = signed_in.post(competency_group.url, data | {"action": "later"})

    assert response.status_code == 422
    assert "x" * 20_001 in response.content.decode()
    assert drafts_of(evaluation, ani).keys() == {level.key}


def test_page_posted_after_sending_keeps_the_words_on_screen(
    signed_in, evaluation, competency_group
):
    Evaluation.objects.filter(pk=evaluation.pk).update(stage="REVIEW")
    example = competency_group.questions[1]

    response = signed_in.post(
        competency_group.url, form_data(competency_group.questions, **{example.key: SHORT})
    )

    text = response.content.decode()
    assert response.status_code == 422
    assert "Halaman ini terkunci" in text
    assert f"{SHORT}</textarea>" in text


def test_add_evidence_saves_the_page_first(signed_in, evaluation, competency_group, ani):
    example = competency_group.questions[1]
    data = form_data(competency_group.questions, **{example.key: SHORT, "action": "evidence"})

    response = signed_in.post(competency_group.url, data)

    assert response.url.startswith(url("evidence_add", evaluation))
    assert drafts_of(evaluation, ani)[example.key].value == SHORT


def test_overview_names_the_next_question(text_of, evaluation):
    text = text_of(evaluation.get_absolute_url())

    assert "Lanjutkan: Hasil kerja" in text
    assert "0 dari 9 terisi" in text


def test_overview_tells_why_it_was_returned(text_of, evaluation, complete, actor, budi):
    submit_self_assessment(evaluation=evaluation, actor=actor, at=NOON)
    advance(evaluation, HAND_BACK, actor=actor_for(budi), at=NOON, reason="Bukti belum terlampir")

    text = text_of(evaluation.get_absolute_url())

    assert "Budi Santoso mengembalikannya kepada Anda pada 20 November 2026" in text
    assert "Bukti belum terlampir" in text


def test_check_page_lists_what_is_missing_as_links(text_of, evaluation, complete, competency_group):
    DraftField.objects.filter(key=f"{competency_group.key}.level").delete()

    text = text_of(url("self_check", evaluation))

    assert "Ada 1 isian yang masih perlu dilengkapi" in text
    assert f'<a href="{competency_group.problems({})[0].url}">Pilih satu level' in text
    assert text.count(">Tidak diisi<") == 3  # the three stories are optional


def test_incomplete_sending_answers_422_on_the_check_page(signed_in, evaluation):
    response = signed_in.post(url("self_submit", evaluation))

    text = response.content.decode()
    assert response.status_code == 422
    assert "<title>Galat: Periksa kembali sebelum mengirim" in text
    assert "Ada 34 isian yang perlu dilengkapi" in text


def test_incomplete_self_assessment_does_not_reach_the_interruption(signed_in, evaluation):
    response = signed_in.get(url("self_submit", evaluation))

    assert response.url == url("self_check", evaluation)


def test_sending_ends_on_a_confirmation_with_reference(signed_in, text_of, evaluation, complete):
    assert "Anda akan mengirim penilaian diri" in text_of(url("self_submit", evaluation))

    response = signed_in.post(url("self_submit", evaluation), {"revision": "0"})

    assert response.url == url("self_submitted", evaluation)
    text = text_of(response.url)
    assert SelfAssessment.objects.get().reference in text
    assert "Atasan Anda menilai paling lambat 18 Desember 2026." in text
    assert "Anda dan atasan langsung Anda, Budi Santoso" in text


def test_after_sending_every_page_leads_to_the_sent_answers(
    signed_in, text_of, evaluation, complete, actor
):
    submit_self_assessment(evaluation=evaluation, actor=actor, at=NOON)
    DraftField.objects.update(value="Draf yang tidak terkirim")

    targets = [signed_in.get(page).url for page in page_urls(evaluation)]
    text = text_of(evaluation.get_absolute_url())

    assert set(targets) == {evaluation.get_absolute_url()}
    assert signed_in.get(url("self_check", evaluation)).url == evaluation.get_absolute_url()
    assert text.count(EXAMPLE) == 1 + 7 + 9
    assert "Draf yang tidak terkirim" not in text
    assert "data-autosave-url" not in text


def test_review_begun_without_self_assessment_says_so(text_of, evaluation, budi):
    advance(evaluation, START_REVIEW, actor=actor_for(budi), at=NOON, reason="Cuti panjang")

    text = text_of(evaluation.get_absolute_url())

    assert "Penilaian atasan dimulai tanpa penilaian diri Anda" in text
    assert "Cuti panjang" in text


def test_appraisal_leads_to_the_newest_evaluation(signed_in, evaluation):
    assert signed_in.get(reverse("appraisal:evaluation_mine")).url == evaluation.get_absolute_url()


def test_appraisal_says_why_there_is_none(client, office, evaluation, citra):
    client.force_login(citra)
    mine = reverse("appraisal:evaluation_mine")

    assert "Anda tidak ikut dalam Penilaian kinerja 2026" in client.get(mine).content.decode()
    make_work_plan(
        evaluation.period.cycle, office.assignments.citra, supervisor=office.budi, stage="DRAFT"
    )
    assert "SKP perlu disepakati lebih dulu." in client.get(mine).content.decode()


@pytest.mark.parametrize("results", [1, 3])
@pytest.mark.parametrize(
    ("name", "queries"),
    [
        ("evaluation_detail", 11),
        ("self_results", 13),
        ("self_narratives", 11),
        ("self_behaviours", 12),
        ("self_check", 13),
    ],
)
def test_pages_cost_the_same_with_one_and_three_results(
    signed_in, office, django_assert_num_queries, name, queries, results
):
    evaluation = self_assessing(office, results=results)
    for planned in evaluation.work_plan.planned_results.all():
        make_evidence(evaluation, planned_result=planned)

    with django_assert_num_queries(queries):
        signed_in.get(url(name, evaluation))
