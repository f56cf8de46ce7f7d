"""A delivered result of Ani's, with its two documents issued."""

import pytest

from appraisal.services.issued_document import issue_documents
from tests.factories.accounts import actor_for
from tests.factories.appraisal import NOON, make_cycle, make_evaluation, make_work_plan
from tests.factories.results import make_published_result


@pytest.fixture
def delivered(office):
    cycle = make_cycle(office.dewi)
    plan = make_work_plan(
        cycle, office.assignments.ani, supervisor=office.budi, superior=office.farid
    )
    return make_evaluation(plan, stage="DELIVERED")


@pytest.fixture
def documents(delivered, budi):
    result = make_published_result(delivered)
    return issue_documents(published_result=result, actor=actor_for(budi), at=NOON)


@pytest.fixture
def evaluation_document(documents):
    return next(document for document in documents if document.kind == "EVALUATION")


@pytest.fixture
def report(documents):
    return next(document for document in documents if document.kind == "REPORT")
