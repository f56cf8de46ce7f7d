"""A review begun without a self-assessment: when, by whom, and why."""

import pytest

from accounts.models import AuditEvent
from appraisal.choices import EvaluationStage
from tests.appraisal.review.test_pages import address

pytestmark = pytest.mark.usefixtures("always_open")


def test_hr_begins_a_review_that_is_overdue(office, evaluation, sign_in):
    type(evaluation).objects.update(stage=EvaluationStage.SELF_ASSESSMENT, submitted_at=None)
    evaluation.period.windows.filter(phase="SELF_ASSESSMENT").update(closes_date="2020-01-02")
    client = sign_in(office.dewi)

    response = client.post(address(evaluation, "mulai"), {"reason": "Cuti panjang"})

    evaluation.refresh_from_db()
    assert response.url == f"/hasil/{evaluation.public_id}/"
    assert evaluation.stage == "REVIEW"


def test_beginning_too_early_is_refused_on_the_page(office, evaluation, sign_in):
    type(evaluation).objects.update(stage=EvaluationStage.SELF_ASSESSMENT, submitted_at=None)

    response = sign_in(office.budi).post(address(evaluation, "mulai"), {"reason": "Cepat"})

    assert response.status_code == 422
    assert "Cepat" in response.content.decode()
    assert AuditEvent.objects.filter(action="start_review").count() == 0
