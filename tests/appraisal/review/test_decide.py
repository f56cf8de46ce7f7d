"""Decide: completeness, the organisation first, a frozen and replayable result."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from accounts.models import AuditEvent, Notification
from accounts.refusals import Refusal
from appraisal.choices import RatingLabel
from appraisal.models import DraftField, PublishedResult, UnitAchievement
from appraisal.rules.explanation import recompute
from appraisal.rules.quadrant import QUADRANT
from appraisal.services.published_result import content_hash
from appraisal.services.review import decide_evaluation, reopen_evaluation
from tests.factories.accounts import actor_for, make_org_unit
from tests.factories.appraisal import NOON, make_achievement
from tests.factories.review import complete_drafts, in_review, write_drafts


@pytest.fixture
def evaluation(office):
    """Return Ani's evaluation, on Budi's desk."""
    return in_review(office)


@pytest.fixture
def decide(office, evaluation):
    """Return a function that decides as Budi, with complete drafts changed as asked."""

    def run(*, without=(), **changes):
        texts = complete_drafts(evaluation, **changes)
        write_drafts(
            evaluation,
            office.budi,
            {key: text for key, text in texts.items() if key not in without},
        )
        return decide_evaluation(evaluation=evaluation, actor=actor_for(office.budi), at=NOON)

    return run


def run_sql(statement):
    """Run a statement past all our Python."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_decision_moves_the_evaluation_and_freezes_it(evaluation, decide):
    result = decide()

    assert evaluation.stage == "DECIDED"
    assert evaluation.decided_at == NOON
    assert (result.version, result.results_rating, result.behaviour_rating) == (1, "MEETS", "ABOVE")
    assert result.content_hash == content_hash(result.snapshot)


def test_decision_is_logged_and_audited(evaluation, decide):
    result = decide()

    change = evaluation.stage_changes.get()
    events = AuditEvent.objects.filter(subject_id=evaluation.public_id)
    assert (change.transition, change.source, change.target) == ("decide", "REVIEW", "DECIDED")
    assert [event.action for event in events] == ["decide"]
    assert events[0].data == {"published": result.public_id}


def test_decision_tells_nobody(decide):
    decide()

    assert Notification.objects.count() == 0


@pytest.mark.parametrize(
    "key",
    [
        "overall.results_rating",
        "overall.results_reason",
        "overall.behaviour_rating",
        "overall.behaviour_reason",
        "overall.strengths",
        "focus.1.text",
    ],
)
def test_decision_needs_every_required_answer(evaluation, decide, key):
    with pytest.raises(Refusal) as refusal:
        decide(without={key})

    evaluation.refresh_from_db()
    assert refusal.value.code == "incomplete"
    assert evaluation.stage == "REVIEW"
    assert PublishedResult.objects.count() == 0


def test_decision_needs_every_level(evaluation, decide):
    first = next(key for key in complete_drafts(evaluation) if key.endswith(".level"))

    with pytest.raises(Refusal) as refusal:
        decide(without={first})

    assert refusal.value.code == "incomplete"


def test_two_levels_apart_needs_an_example(evaluation, decide):
    with pytest.raises(Refusal) as refusal:
        decide(level=5)

    assert refusal.value.code == "incomplete"


def test_decision_waits_for_the_organisation_and_says_whom_to_ask(evaluation, decide):
    """W04 e: step 1 precedes step 3 (PermenPANRB 6/2022, ps. 24(1), 25(1))."""
    UnitAchievement.objects.all().delete()

    with pytest.raises(Refusal) as refusal:
        decide()

    evaluation.refresh_from_db()
    assert refusal.value.code == "no_achievement"
    assert "Dewi Anggraini" in str(refusal.value)
    assert evaluation.stage == "REVIEW"


def test_organisation_is_the_unit_that_the_supervisor_leads(office, evaluation, decide):
    """W04 d: the unit led by the rater goes before the office it is part of."""
    own_unit = make_org_unit("Bidang Contoh", parent=office.dinas)
    make_achievement(own_unit, evaluation.period, office.dewi, "OUTSTANDING")
    type(office.assignments.budi).objects.filter(pk=office.assignments.budi.pk).update(
        org_unit=own_unit, is_head=True
    )

    result = decide()

    assert result.snapshot["organisation"] == {
        "unit": "Bidang Contoh",
        "value": "OUTSTANDING",
        "label": "Istimewa",
        "source": "Keputusan kepala daerah",
        "year": 2026,
        "is_last_year": False,
    }


def test_last_years_organisation_value_prints_its_year(office, evaluation, decide):
    """W04 c: no value of 2026 by the end of January, so that of 2025 counts and says so."""
    UnitAchievement.objects.update(year=2025, is_last_year=True)

    result = decide()

    organisation = result.snapshot["organisation"]
    assert (organisation["label"], organisation["year"]) == ("Baik", 2025)
    assert organisation["is_last_year"] is True


def test_only_the_supervisor_decides(office, evaluation):
    write_drafts(evaluation, office.budi, complete_drafts(evaluation))

    for person in (office.ani, office.citra, office.dewi, office.eko, office.farid):
        with pytest.raises(PermissionDenied):
            decide_evaluation(evaluation=evaluation, actor=actor_for(person), at=NOON)


def test_deciding_twice_is_refused(office, evaluation, decide):
    decide()

    with pytest.raises(Refusal) as refusal:
        decide_evaluation(evaluation=evaluation, actor=actor_for(office.budi), at=NOON)

    assert refusal.value.code == "wrong_stage"
    assert evaluation.published_results.count() == 1


def test_a_draft_saved_meanwhile_is_noticed(office, evaluation):
    write_drafts(evaluation, office.budi, complete_drafts(evaluation))

    with pytest.raises(Refusal) as refusal:
        decide_evaluation(
            evaluation=evaluation,
            actor=actor_for(office.budi),
            at=NOON,
            expected_revision=evaluation.revision - 1,
        )

    assert refusal.value.code == "changed_meanwhile"


@pytest.mark.parametrize("cell", QUADRANT, ids=lambda cell: "-".join(cell))
def test_stored_rating_is_that_of_the_rule_and_of_the_trace(decide, cell):
    results, behaviour = cell

    result = decide(results=results.value, behaviour=behaviour.value)
    result.refresh_from_db()

    assert result.rating == QUADRANT[cell].value
    assert recompute(result.trace).value == result.rating
    assert result.trace["output"] == result.rating
    assert result.snapshot["ratings"]["rating"] == result.rating


def test_evidence_never_changes_the_rating(evaluation, decide):
    """W03 c: attainment, levels and survey are evidence; the cell alone gives the predikat."""
    result = decide(level=2, results="MEETS", behaviour="MEETS")
    result.refresh_from_db()

    assert result.rating == RatingLabel.GOOD


def test_main_result_below_is_accepted_with_the_reason_given(office, evaluation, decide):
    """W03 g: the guide of page 97 is a guide; the reason is asked for and kept."""
    main = evaluation.work_plan.planned_results.first()
    write_drafts(evaluation, office.budi, {f"result.{main.public_id}.mark": "BELOW"})

    result = decide(results="ABOVE", behaviour="MEETS")
    result.refresh_from_db()

    assert result.rating == RatingLabel.GOOD
    assert evaluation.reviews.get().results.get().mark == "BELOW"


def test_nobody_writes_the_predikat_past_the_ratings(decide):
    """W03 h: the predikat is a function of the ratings; the database looks it up itself."""
    result = decide(results="MEETS", behaviour="MEETS")

    with pytest.raises(DatabaseError, match='"rating"'):
        run_sql("INSERT INTO appraisal_publishedresult (rating) VALUES ('VERY_GOOD')")

    result.refresh_from_db()
    assert result.rating == RatingLabel.GOOD


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE appraisal_publishedresult SET results_rating = 'ABOVE'",
        "DELETE FROM appraisal_publishedresult",
        "TRUNCATE appraisal_publishedresult CASCADE",
    ],
    ids=["update", "delete", "truncate"],
)
def test_database_itself_keeps_what_was_decided(decide, statement):
    decide()

    with pytest.raises(DatabaseError, match="are never changed"):
        run_sql(f"SET CONSTRAINTS ALL IMMEDIATE; {statement}")

    assert PublishedResult.objects.count() == 1


def test_reopening_keeps_the_first_version_and_the_drafts(office, evaluation, decide):
    first = decide(results="MEETS")
    kept = DraftField.objects.filter(author=office.budi).count()

    reopen_evaluation(
        evaluation=evaluation, reason="Bukti baru", actor=actor_for(office.dewi), at=NOON
    )
    DraftField.objects.filter(key="overall.results_rating").update(value="ABOVE")
    second = decide_evaluation(evaluation=evaluation, actor=actor_for(office.budi), at=NOON)

    first.refresh_from_db()
    assert (first.version, first.results_rating) == (1, "MEETS")
    assert (second.version, second.results_rating) == (2, "ABOVE")
    assert DraftField.objects.filter(author=office.budi).count() == kept


def test_reopening_tells_the_supervisor_and_not_the_employee(office, evaluation, decide):
    decide()

    reopen_evaluation(
        evaluation=evaluation, reason="Bukti baru", actor=actor_for(office.dewi), at=NOON
    )

    notice = Notification.objects.get()
    assert (notice.recipient, notice.kind) == (office.budi, "EVALUATION_REOPENED")
    assert notice.note == "Bukti baru"


def test_decision_before_its_window_is_refused(office, evaluation, decide):
    evaluation.period.windows.filter(phase="REVIEW").update(
        opens_date="2026-12-07", closes_date="2026-12-18"
    )

    with pytest.raises(Refusal) as refusal:
        decide()

    assert refusal.value.code == "window_not_open"


def test_decision_after_its_window_is_marked_late(evaluation, decide):
    evaluation.period.windows.filter(phase="REVIEW").update(
        opens_date="2026-11-02", closes_date="2026-11-13"
    )

    decide()

    assert evaluation.is_late is True
