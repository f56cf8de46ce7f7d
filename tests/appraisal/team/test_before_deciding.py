"""What is unusual about one person is asked before the decision, while it can still be changed."""

import pytest

from accounts.models import Employee
from appraisal.models import PublishedResult
from tests.factories.results import make_published_result
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
    assert all(question.startswith("Ani Lestari, ") for question in found)


def test_the_words_of_two_others_are_never_quoted(office, evaluation, decide, sign_in):
    decide(2, 2)
    write_drafts(evaluation, office.budi, complete_drafts(evaluation))

    page = sign_in(office.budi).get(f"/tinjau/{evaluation.public_id}/ringkasan/")

    assert [text for text in page.context["questions"] if "persis sama" in text] == []


def test_a_namesake_is_not_meant(office, evaluation, decide, sign_in):
    rows = decide(2, 2)
    Employee.objects.filter(pk=rows[0].employee_id).update(name=office.ani.name)
    write_drafts(evaluation, office.budi, complete_drafts(evaluation))

    page = sign_in(office.budi).get(f"/tinjau/{evaluation.public_id}/ringkasan/")

    assert [text for text in page.context["questions"] if "persis sama" in text] == []


def test_only_the_namesake_that_is_meant_is_linked(office, decide, sign_in):
    first, second, third = decide(3, 3)
    name = Employee.objects.get(pk=first.employee_id).name
    Employee.objects.filter(pk=third.employee_id).update(name=name)
    decided = PublishedResult.objects.get(evaluation=third)
    make_published_result(third, version=2, **reworded(decided.snapshot))

    summary = sign_in(office.budi).get("/tim/ringkasan/").context["summary"]

    linked = [rows for text, rows in summary.asked if "persis sama" in text]
    assert [{row.member.evaluation for row in rows} for rows in linked] == [{first, second}]


def reworded(snapshot):
    """Return a decision in words that nobody else reads."""
    ratings = snapshot["ratings"] | {"results_reason": "", "behaviour_reason": ""}
    lines = [row | {"example": ""} for row in snapshot["competencies"]]
    return snapshot | {"ratings": ratings, "competencies": lines}


def test_questions_of_the_team_link_the_people_they_name(office, decide, sign_in):
    rows = decide(3, 3)

    text = sign_in(office.budi).get("/tim/ringkasan/").text

    assert "persis sama" in text
    part = text.split('id="questions"')[1].split("</section>")[0]
    assert [f"/hasil/{row.public_id}/" in part for row in rows] == [True] * 3
