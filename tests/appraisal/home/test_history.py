"""One's own past on one page: cycles, what was sent, results, documents with their codes."""

import pytest
from django.urls import reverse

from accounts.models import BackgroundJob
from appraisal.models import Evaluation, IssuedDocument
from appraisal.queries.history import history_of
from appraisal.services.issued_document import issue_documents
from tests.factories.accounts import actor_for
from tests.factories.appraisal import NOON, make_cycle, make_evaluation, make_work_plan
from tests.factories.results import make_published_result
from tests.factories.review import make_self_assessment
from tests.factories.self_assessment import quarter_of

PAGE = "/riwayat/"


@pytest.fixture
def delivered(office):
    """Return Ani's evaluation with released results and documents."""
    cycle = make_cycle(office.dewi)
    plan = make_work_plan(
        cycle, office.assignments.ani, supervisor=office.budi, superior=office.farid
    )
    evaluation = make_evaluation(plan, stage="DELIVERED", submitted_at=NOON)
    make_self_assessment(evaluation)
    result = make_published_result(evaluation)
    issue_documents(published_result=result, actor=actor_for(office.budi), at=NOON)
    return evaluation


@pytest.fixture
def signed_in(client, office):
    """Return a browser in which Ani is signed in."""
    client.force_login(office.ani)
    return client


def test_without_a_past_the_page_says_why(signed_in):
    assert (
        "Dokumen pertama muncul di sini setelah hasil Anda diserahkan." in signed_in.get(PAGE).text
    )


def test_released_result_stands_with_its_documents_and_codes(signed_in, delivered):
    page = signed_in.get(PAGE).text

    assert reverse("appraisal:result_detail", args=[delivered.public_id]) in page
    for document in IssuedDocument.objects.all():
        code = document.short_code
        assert f"{code[:4]}-{code[4:]}" in page
        assert document.number in page
    assert delivered.self_assessments.get().reference in page


def test_document_without_a_file_can_be_made_again(signed_in, delivered):
    BackgroundJob.objects.all().delete()
    document = IssuedDocument.objects.first()
    retry = reverse("appraisal:document_retry", args=[document.public_id])
    assert retry in signed_in.get(PAGE).text

    signed_in.post(retry)

    page = signed_in.get(PAGE).text
    assert retry not in page
    assert "sedang dibuat" in page


def test_result_that_is_not_released_is_not_led_to(signed_in, delivered):
    Evaluation.objects.update(
        stage="DECIDED", delivered_at=None, delivered_version=None, decided_at=NOON
    )

    page = signed_in.get(PAGE).text

    assert reverse("appraisal:result_detail", args=[delivered.public_id]) not in page
    assert IssuedDocument.objects.first().number not in page


def test_periods_stand_in_their_order_the_year_last(office, delivered):
    for number in (2, 1):
        quarter_of(delivered, number)

    (past,) = history_of(actor_for(office.ani))

    assert [row.evaluation.period.name for row in past.evaluations] == [
        "Triwulan I",
        "Triwulan II",
        delivered.period.name,
    ]


@pytest.mark.parametrize("name", ["budi", "citra", "dewi", "farid"])
def test_nobody_finds_the_past_of_another(client, office, delivered, name):
    client.force_login(getattr(office, name))

    assert client.get(PAGE).context["cycles"] == []


def test_page_costs_the_same_for_one_and_three_evaluations(
    signed_in, delivered, django_assert_num_queries
):
    with django_assert_num_queries(QUERIES):
        signed_in.get(PAGE)
    for number in (1, 2):
        quarter_of(delivered, number)

    with django_assert_num_queries(QUERIES):
        signed_in.get(PAGE)


QUERIES = 8
