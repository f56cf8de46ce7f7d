"""What is unusual about one person is asked before the decision, while it can still be changed."""

import pytest

from appraisal.models import PublishedResult
from tests.factories.review import complete_drafts, write_drafts


@pytest.mark.parametrize(("decided", "asked"), [(1, False), (2, True)])
def test_words_of_a_colleague_are_asked_about_from_three_people_on(
    office, evaluation, decide, sign_in, decided, asked
):
    decide(2, decided)
    words = PublishedResult.objects.order_by("pk")[0].snapshot["ratings"]["results_reason"]
    drafts = complete_drafts(evaluation) | {"overall.results_reason": words}
    write_drafts(evaluation, office.budi, drafts)

    page = sign_in(office.budi).get(f"/tinjau/{evaluation.public_id}/ringkasan/")

    found = [question for question in page.context["questions"] if "persis sama" in question]
    assert len(found) == int(asked)
    assert all("Ani Lestari" in question for question in found)


def test_questions_of_the_team_link_the_people_they_name(office, decide, sign_in):
    rows = decide(3, 3)

    text = sign_in(office.budi).get("/tim/ringkasan/").text

    assert "persis sama" in text
    part = text.split('id="questions"')[1].split("</section>")[0]
    assert [f"/hasil/{row.public_id}/" in part for row in rows] == [True] * 3
