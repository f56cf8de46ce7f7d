"""Send: complete, once, in its window; what arrives is what was typed."""

import re
from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import AuditEvent, Notification
from accounts.refusals import Refusal
from accounts.transitions import advance
from appraisal.models import AppraisalCycle, DraftField, SelfAssessment
from appraisal.queries.questionnaire import questionnaire
from appraisal.services.self_assessment import Incomplete, submit_self_assessment
from appraisal.workflow.evaluation import HAND_BACK
from tests.factories.accounts import actor_for
from tests.factories.appraisal import NOON
from tests.factories.review import write_drafts
from tests.factories.self_assessment import complete_answers, make_evidence

TYPED = "Baris pertama 🙂\r\nbaris kedua, «kutipan» & <tanda>\n" + "é" * 60
BEFORE, AFTER = datetime(2026, 11, 15, 16, 59, tzinfo=UTC), datetime(2026, 12, 4, 17, 0, tzinfo=UTC)
LAST_MINUTE = datetime(2026, 12, 4, 16, 59, tzinfo=UTC)  # 23.59 WIB on the last day


@pytest.fixture
def submit(evaluation, actor):
    """Return a function that sends as Ani."""

    def run(**fields):
        return submit_self_assessment(
            evaluation=evaluation, **({"actor": actor, "at": NOON} | fields)
        )

    return run


def nothing_was_sent(evaluation):
    evaluation.refresh_from_db()
    return (
        evaluation.stage == "SELF_ASSESSMENT"
        and evaluation.submitted_at is None
        and not SelfAssessment.objects.exists()
        and not AuditEvent.objects.exists()
        and not Notification.objects.exists()
    )


def test_sending_moves_the_evaluation_to_the_supervisor(evaluation, complete, submit, ani):
    sent = submit()

    assert (evaluation.stage, evaluation.submitted_at, evaluation.is_late) == (
        "REVIEW",
        NOON,
        False,
    )
    assert (sent.version, sent.submitted_at) == (1, NOON)
    assert re.fullmatch(r"PD-2026-\d{5,}", sent.reference)
    assert evaluation.stage_changes.get().actor == ani


def test_sending_is_audited_and_the_supervisor_is_told(evaluation, complete, submit, budi):
    sent = submit()

    event = AuditEvent.objects.get()
    assert (event.action, event.subject_id) == ("submit", evaluation.public_id)
    assert event.data == {"self_assessment": sent.public_id, "version": 1, "is_late": False}
    notice = Notification.objects.get()
    assert (notice.recipient, notice.kind) == (budi, "SELF_ASSESSMENT_SUBMITTED")
    assert (notice.about, notice.note) == ("Ani Lestari", "")
    assert notice.link == evaluation.get_absolute_url()


def test_typed_rows_equal_what_was_typed(evaluation, ani, submit):
    asked = questionnaire(evaluation)
    result, competency = asked.section("results").groups[0], asked.section("competencies").groups[0]
    pieces = [make_evidence(evaluation, title) for title in ("Satu", "Dua")]
    of_result = make_evidence(evaluation, "Tiga", planned_result=result.subject)
    changes = {
        f"{result.key}.realisation": TYPED,
        f"{result.key}.note": " catatan ",
        f"{result.key}.mark": "ABOVE",
        "narrative.INNOVATION.text": TYPED,
        "narrative.CHALLENGE.text": "  \r\n ",
        "behaviour.LOYAL.mark": "BELOW",
        "behaviour.LOYAL.example": TYPED,
        f"{competency.key}.level": "5",
        f"{competency.key}.example": TYPED,
        f"{competency.key}.evidence": f"{pieces[1].public_id},sudah-dihapus",
    }
    write_drafts(evaluation, ani, complete_answers(evaluation, **changes))

    sent = submit()

    answer = sent.results.get()
    assert (answer.realisation, answer.note, answer.mark) == (TYPED, " catatan ", "ABOVE")
    assert list(answer.evidence.all()) == [of_result]
    assert list(sent.narratives.values_list("kind", "text")) == [("INNOVATION", TYPED)]
    loyal = sent.behaviours.get(value="LOYAL")
    assert (loyal.mark, loyal.example) == ("BELOW", TYPED)
    claim = sent.competencies.get(competency=competency.subject)
    assert (claim.level, claim.example) == (5, TYPED)
    assert list(claim.evidence.all()) == [pieces[1]]
    assert (sent.behaviours.count(), sent.competencies.count()) == (7, 9)


def test_second_sending_is_refused(complete, submit):
    submit()

    with pytest.raises(Refusal) as refusal:
        submit()

    assert refusal.value.code == "wrong_stage"
    assert SelfAssessment.objects.count() == 1


def test_incomplete_is_refused_and_nothing_is_written(evaluation, complete, submit):
    DraftField.objects.filter(key="behaviour.LOYAL.example").update(value="Pendek")
    DraftField.objects.filter(key__endswith=".level").first().delete()

    with pytest.raises(Incomplete) as refusal:
        submit()

    assert [problem.message for problem in refusal.value.problems] == [
        "Tulis contoh nyata untuk Loyal, paling sedikit 50 karakter",
        "Pilih satu level untuk Integritas",
    ]
    assert nothing_was_sent(evaluation)


def test_before_the_window_it_is_refused(evaluation, complete, submit):
    with pytest.raises(Refusal) as refusal:
        submit(at=BEFORE)

    assert refusal.value.code == "window_not_open"
    assert nothing_was_sent(evaluation)


@pytest.mark.parametrize(("at", "is_late"), [(LAST_MINUTE, False), (AFTER, True)])
def test_after_the_window_it_is_marked_late(evaluation, complete, submit, at, is_late):
    submit(at=at)

    assert (evaluation.stage, evaluation.is_late) == ("REVIEW", is_late)


def test_strict_cycle_refuses_after_the_window(evaluation, complete, submit):
    AppraisalCycle.objects.update(is_strict=True)
    evaluation.period.cycle.refresh_from_db()

    with pytest.raises(Refusal) as refusal:
        submit(at=AFTER)

    assert refusal.value.code == "window_closed"
    assert nothing_was_sent(evaluation)


def test_what_was_returned_is_sent_again_as_the_next_version(evaluation, complete, submit, budi):
    first = submit()
    advance(evaluation, HAND_BACK, actor=actor_for(budi), at=NOON, reason="Bukti belum terlampir")

    second = submit(at=AFTER)

    assert (first.version, second.version) == (1, 2)
    assert second.reference != first.reference
    assert (evaluation.stage, evaluation.is_late) == ("REVIEW", False)
    assert first.behaviours.count() == 7


def test_text_saved_meanwhile_in_another_tab_is_not_sent_unread(evaluation, complete, submit):
    with pytest.raises(Refusal) as refusal:
        submit(expected_revision=evaluation.revision + 1)

    assert refusal.value.code == "changed_meanwhile"


@pytest.mark.parametrize("name", ["budi", "citra", "dewi", "eko", "farid"])
def test_nobody_sends_for_another(evaluation, office, complete, submit, name):
    with pytest.raises(PermissionDenied):
        submit(actor=actor_for(getattr(office, name)))

    assert nothing_was_sent(evaluation)
