"""What Ani drafts is hers alone: no role, no page, no address shows it to anybody else."""

import pytest
from django.urls import reverse

from appraisal.models import DraftField, Evidence
from appraisal.queries.questionnaire import questionnaire
from tests.factories.accounts import actor_for
from tests.factories.self_assessment import make_evidence

SECRET = "RAHASIA-DRAF-ANI"
OTHERS = ["budi", "citra", "dewi", "eko", "farid"]


@pytest.fixture
def drafted(evaluation, make_draft):
    """Write the secret into every text of Ani's drafts."""
    for group in questionnaire(evaluation).groups:
        for question in group.questions:
            make_draft(question.key, SECRET)
    make_evidence(evaluation, SECRET)
    return evaluation


def addresses(evaluation):
    """Return every address that might show something of an evaluation."""
    key = evaluation.public_id
    pages = {group.url for group in questionnaire(evaluation).groups}
    names = ["self_check", "self_submit", "self_submitted", "draft_save", "evidence_add"]
    names += ["evaluation_detail", "review_results", "review_behaviours", "review_competencies"]
    names += ["review_dialogue", "review_summary", "result_detail"]
    lists = ["home", "evaluation_mine", "team_board", "team_results", "team_below"]
    lists += ["result_list", "work_plan_mine", "cycle_list"]
    return [
        *pages,
        *(reverse(f"appraisal:{name}", args=[key]) for name in names),
        *(reverse(f"appraisal:{name}") for name in lists),
        reverse("appraisal:cycle_detail", args=[evaluation.period.cycle.public_id]),
        reverse("appraisal:work_plan_detail", args=[evaluation.work_plan.public_id]),
    ]


@pytest.mark.parametrize("name", OTHERS)
def test_drafts_of_another_are_on_no_page(client, office, drafted, name):
    client.force_login(getattr(office, name))

    leaks = [
        address
        for address in addresses(drafted)
        if SECRET in client.get(address, follow=True).content.decode()
    ]

    assert leaks == []


@pytest.mark.parametrize("name", OTHERS)
def test_pages_of_writing_are_not_found_for_others(client, office, drafted, name):
    client.force_login(getattr(office, name))
    writing = {group.url for group in questionnaire(drafted).groups}
    writing |= {
        reverse(f"appraisal:{view}", args=[drafted.public_id])
        for view in ("self_submit", "evidence_add")
    }
    reading = {
        reverse(f"appraisal:{view}", args=[drafted.public_id])
        for view in ("self_check", "self_submitted")
    }

    assert {client.get(page).status_code for page in writing | reading} == {404}
    assert {client.post(page).status_code for page in writing} == {404}


@pytest.mark.parametrize("name", OTHERS)
def test_no_query_gives_drafts_or_evidence_to_others(office, drafted, name):
    actor = actor_for(getattr(office, name))

    assert not DraftField.objects.visible_to(actor).exists()
    assert not Evidence.objects.visible_to(actor).exists()


def test_author_reads_the_own_drafts(office, drafted):
    assert (
        DraftField.objects.visible_to(actor_for(office.ani)).count() == DraftField.objects.count()
    )
