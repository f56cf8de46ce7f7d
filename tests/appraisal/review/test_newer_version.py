"""Deciding while a newer version of the plan is there."""

import pytest

from appraisal.choices import WorkPlanStage
from appraisal.services.plan_version import open_change
from tests.factories.accounts import actor_for
from tests.factories.appraisal import NOON
from tests.factories.review import complete_drafts, write_drafts

pytestmark = pytest.mark.usefixtures("always_open")


@pytest.mark.parametrize(
    ("stage", "has_link"), [(WorkPlanStage.DRAFT, False), (WorkPlanStage.PROPOSED, True)]
)
def test_deciding_says_that_a_newer_version_waits(office, evaluation, sign_in, stage, has_link):
    write_drafts(evaluation, office.budi, complete_drafts(evaluation))
    page, client = f"/tinjau/{evaluation.public_id}/tetapkan/", sign_in(office.budi)
    before = client.get(page).text
    plan = evaluation.work_plan
    newer = open_change(work_plan=plan, reason="Baru", actor=actor_for(office.ani), at=NOON)
    type(newer).objects.filter(pk=newer.pk).update(
        stage=stage, proposed_at=NOON if has_link else None
    )

    text = client.get(page).text

    assert "SKP ini punya versi 2" not in before
    assert "SKP ini punya versi 2" in text
    assert "masih memakai versi 1" in text
    assert (newer.get_absolute_url() in text) is has_link
