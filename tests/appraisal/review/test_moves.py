"""Begin without a self-assessment, hand back, change of supervisor: nobody is stuck, nothing leaks."""

from datetime import UTC, datetime

import pytest

from accounts.models import Notification
from accounts.refusals import Refusal
from appraisal.choices import EvaluationStage
from appraisal.models import DraftField, Evaluation, SelfAssessment
from appraisal.queries.review import review_sheet
from appraisal.services.draft import save_draft
from appraisal.services.review import decide_evaluation, hand_back, reopen_evaluation, start_review
from tests.factories.accounts import actor_for
from tests.factories.appraisal import NOON, make_cycle, make_evaluation, make_work_plan
from tests.factories.review import complete_drafts, write_drafts

AFTER = datetime(2026, 12, 7, 5, 0, tzinfo=UTC)  # the window for self-assessment closed on the 4th


@pytest.fixture
def unsent(office):
    """Return Ani's evaluation, still being filled in, with a draft of hers."""
    cycle = make_cycle(office.dewi)
    plan = make_work_plan(cycle, office.assignments.ani, supervisor=office.budi)
    evaluation = make_evaluation(plan)
    write_drafts(evaluation, office.ani, {"narrative.CHALLENGE.text": "Rahasia saya"})
    return evaluation


@pytest.mark.parametrize("name", ["budi", "dewi"])
def test_review_begins_after_the_window_with_a_reason(office, unsent, name):
    actor = actor_for(getattr(office, name))

    start_review(evaluation=unsent, reason="Cuti panjang", actor=actor, at=AFTER)

    notice = Notification.objects.get(recipient=office.ani)
    assert unsent.stage == "REVIEW"
    assert (notice.kind, notice.note) == ("REVIEW_STARTED", "Cuti panjang")


def test_review_does_not_begin_while_the_window_is_open(office, unsent):
    with pytest.raises(Refusal) as refusal:
        start_review(evaluation=unsent, reason="Cepat", actor=actor_for(office.budi), at=NOON)

    unsent.refresh_from_db()
    assert refusal.value.code == "window_open"
    assert "4 Desember 2026" in str(refusal.value)
    assert unsent.stage == "SELF_ASSESSMENT"


def test_drafts_stay_hidden_when_the_review_begins_without_them(office, unsent, sign_in):
    start_review(evaluation=unsent, reason="Cuti panjang", actor=actor_for(office.budi), at=AFTER)

    client = sign_in(office.budi)
    pages = [f"/tinjau/{unsent.public_id}/{part}/" for part in ("hasil", "perilaku", "ringkasan")]
    texts = [client.get(page).content.decode() for page in pages]
    assert [text for text in texts if "Rahasia saya" in text] == []


def test_handing_back_opens_the_self_assessment_again(office, evaluation):
    write_drafts(evaluation, office.budi, {"overall.strengths": "Teliti"})

    hand_back(
        evaluation=evaluation, reason="Tambahkan bukti", actor=actor_for(office.budi), at=NOON
    )

    notice = Notification.objects.get(recipient=office.ani)
    assert (evaluation.stage, evaluation.submitted_at) == ("SELF_ASSESSMENT", None)
    assert (notice.kind, notice.note) == ("SELF_ASSESSMENT_RETURNED", "Tambahkan bukti")
    assert DraftField.objects.get(author=office.budi).value == "Teliti"


def test_handed_back_answers_are_closed_to_the_supervisor(office, evaluation):
    hand_back(
        evaluation=evaluation, reason="Tambahkan bukti", actor=actor_for(office.budi), at=NOON
    )

    assert list(SelfAssessment.objects.visible_to(actor_for(office.budi))) == []
    assert review_sheet(evaluation, office.budi).self_assessment is None


def test_new_supervisor_starts_empty(office, evaluation):
    write_drafts(evaluation, office.budi, complete_drafts(evaluation))
    Evaluation.objects.filter(pk=evaluation.pk).update(supervisor=office.farid)
    evaluation.refresh_from_db()

    sheet = review_sheet(evaluation, office.farid)

    assert {field.value for field in sheet.overall.values()} == {""}
    assert sheet.competencies_done == 0
    assert list(DraftField.objects.visible_to(actor_for(office.farid))) == []


def test_new_supervisor_reads_what_was_decided_before_the_reopening(office, decided, sign_in):
    reopen_evaluation(
        evaluation=decided, reason="Bukti baru", actor=actor_for(office.dewi), at=NOON
    )
    Evaluation.objects.filter(pk=decided.pk).update(supervisor=office.farid)

    page = sign_in(office.farid).get(f"/hasil/{decided.public_id}/")

    assert page.context["page"].result.version == 1


def test_old_supervisors_drafts_decide_nothing(office, evaluation):
    write_drafts(evaluation, office.budi, complete_drafts(evaluation))
    Evaluation.objects.filter(pk=evaluation.pk).update(supervisor=office.farid)
    evaluation.refresh_from_db()

    with pytest.raises(Refusal) as refusal:
        decide_evaluation(evaluation=evaluation, actor=actor_for(office.farid), at=NOON)

    assert refusal.value.code == "incomplete"


def test_supervisor_saves_only_keys_of_the_review(office, evaluation):
    with pytest.raises(Refusal) as refusal:
        save_draft(
            evaluation=evaluation,
            key="narrative.CHALLENGE.text",
            value="x",
            base_revision=0,
            client_id="a",
            sequence=1,
            actor=actor_for(office.budi),
            at=NOON,
        )

    assert refusal.value.code == "unknown_key"


def test_stages_before_the_review_take_no_drafts_of_the_supervisor(office, unsent):
    with pytest.raises(Refusal) as refusal:
        save_draft(
            evaluation=unsent,
            key="overall.strengths",
            value="x",
            base_revision=0,
            client_id="a",
            sequence=1,
            actor=actor_for(office.budi),
            at=NOON,
        )

    assert unsent.stage == EvaluationStage.SELF_ASSESSMENT
    assert refusal.value.code == "wrong_stage"
