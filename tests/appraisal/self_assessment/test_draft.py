"""Drafts: one revision per field, nothing overwritten unseen, nobody else's."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from accounts.refusals import Refusal
from appraisal.choices import EvaluationStage
from appraisal.models import AppraisalCycle, DraftField, Evaluation
from appraisal.services.draft import LONGEST, DraftConflict, save_draft
from tests.factories.accounts import actor_for
from tests.factories.appraisal import NOON

KEY = "behaviour.SERVICE.example"


@pytest.fixture
def save(evaluation, actor):
    """Return a function that saves one field as Ani."""

    def run(value="Teks", *, key=KEY, base_revision=0, client_id="tab", sequence=1, **fields):
        return save_draft(
            evaluation=evaluation,
            key=key,
            value=value,
            base_revision=base_revision,
            client_id=client_id,
            sequence=sequence,
            **({"actor": actor, "at": NOON} | fields),
        )

    return run


@pytest.fixture
def post(client, evaluation):
    """Return a function that autosaves a field over the wire."""

    def run(value="Teks", *, key=KEY, base_rev=0, **fields):
        data = {"key": key, "value": value, "base_rev": base_rev, "client_id": "tab", "seq": 1}
        return client.post(
            reverse("appraisal:draft_save", args=[evaluation.public_id]), data | fields
        )

    return run


def stored():
    return DraftField.objects.values_list("value", "revision").get(key=KEY)


def test_first_text_is_saved_and_starts_the_self_assessment(evaluation, save):
    draft = save("Pertama")

    evaluation.refresh_from_db()
    assert (draft.value, draft.revision) == ("Pertama", 1)
    assert (evaluation.first_saved_at, evaluation.revision) == (NOON, 1)


def test_beginning_is_noted_once(evaluation, save):
    save("Pertama")
    later = NOON.replace(hour=6)

    save("Kedua", base_revision=1, sequence=2, at=later)

    evaluation.refresh_from_db()
    assert (evaluation.first_saved_at, evaluation.revision) == (NOON, 2)
    assert stored() == ("Kedua", 2)


@pytest.mark.parametrize("text", ["🙂 é اهلا", "baris\r\nbaru", " tepi ", "x" * LONGEST])
def test_text_is_kept_letter_by_letter(save, text):
    save(text)

    assert stored() == (text, 1)


def test_old_revision_of_another_page_is_a_conflict(save, make_draft):
    make_draft(KEY, "Tab lain", revision=2, client_id="lain", sequence=7)

    with pytest.raises(DraftConflict) as conflict:
        save("Tab ini", base_revision=1)

    assert conflict.value.current.value == "Tab lain"
    assert stored() == ("Tab lain", 2)


def test_own_lost_acknowledgement_is_a_success(save):
    save("Teks", base_revision=0, sequence=4)

    draft = save("Teks", base_revision=0, sequence=4)

    assert (draft.value, draft.revision) == ("Teks", 1)


def test_own_later_text_after_a_lost_acknowledgement_is_saved(save):
    save("Teks", base_revision=0, sequence=4)

    save("Teks lebih panjang", base_revision=0, sequence=5)

    assert stored() == ("Teks lebih panjang", 2)


def test_own_older_message_that_arrives_late_does_not_win(save):
    save("Baru", base_revision=0, sequence=5)

    with pytest.raises(DraftConflict):
        save("Lama", base_revision=0, sequence=4)

    assert stored() == ("Baru", 1)


def test_same_text_from_two_tabs_is_no_conflict(save, make_draft):
    make_draft(KEY, "Sama\nbaris", revision=3, client_id="lain")

    draft = save("Sama\r\nbaris", base_revision=1)

    assert draft.revision == 3


@pytest.mark.parametrize(
    "key",
    [
        "behaviour.SERVICE.feedback",
        "behaviour.UNKNOWN.mark",
        "result.bukan-hasil-saya.realisation",
        "competency.tidakada.level",
        "narrative.ACHIEVEMENT.title",
        "overall.strengths",
        "result.a\0b.realisation",
        "",
    ],
)
def test_key_outside_the_questionnaire_is_refused(save, key):
    with pytest.raises(Refusal) as refusal:
        save(key=key)

    assert refusal.value.code == "unknown_key"


def test_text_is_saved_after_the_deadline(save):
    draft = save("Terlambat", at=NOON.replace(year=2027, month=3))

    assert draft.value == "Terlambat"


@pytest.mark.parametrize("stage", [s for s in EvaluationStage if s != "SELF_ASSESSMENT"])
def test_after_sending_the_employee_writes_no_more(evaluation, save, stage):
    facts = {"decided_at": NOON, "delivered_at": NOON, "delivered_version": 1}
    if stage == "REVIEW":
        facts = {}
    elif stage == "DECIDED":
        facts = {"decided_at": NOON}
    Evaluation.objects.filter(pk=evaluation.pk).update(stage=stage, **facts)

    with pytest.raises(Refusal) as refusal:
        save()

    assert refusal.value.code == "wrong_stage"
    assert not DraftField.objects.exists()


def test_supervisor_writes_only_in_review(evaluation, save, budi):
    with pytest.raises(Refusal) as refusal:
        save(key="overall.strengths", actor=actor_for(budi))
    Evaluation.objects.filter(pk=evaluation.pk).update(stage="REVIEW")

    draft = save("Cermat", key="overall.strengths", actor=actor_for(budi))

    assert refusal.value.code == "wrong_stage"
    assert (draft.author, draft.value) == (budi, "Cermat")
    evaluation.refresh_from_db()
    assert evaluation.first_saved_at is None


@pytest.mark.parametrize("name", ["citra", "dewi", "eko", "farid"])
def test_nobody_else_writes(office, save, name):
    with pytest.raises(PermissionDenied):
        save(actor=actor_for(getattr(office, name)))


def test_autosave_answers_with_revision_and_time(signed_in, post):
    response = post("Teks")

    assert response.status_code == 200
    assert response.json().keys() == {"rev", "saved_at"}
    assert response.json()["rev"] == 1


def test_autosave_conflict_carries_the_saved_text(signed_in, post, make_draft):
    make_draft(KEY, "Tab lain", revision=2)

    response = post("Tab ini", base_rev=1)

    assert response.status_code == 409
    assert response.json() == {"rev": 2, "saved_at": "12.00", "value": "Tab lain"}


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"value": "a\0b"}, 400),
        ({"key": "tidak.ada.kunci"}, 400),
        ({"value": "x" * (LONGEST + 1)}, 413),
    ],
)
def test_autosave_refuses_what_cannot_be_kept(signed_in, post, fields, status):
    response = post(**fields)

    assert response.status_code == status
    assert not DraftField.objects.exists()


def test_autosave_after_sending_is_locked(signed_in, post, evaluation):
    Evaluation.objects.filter(pk=evaluation.pk).update(stage="REVIEW")

    response = post()

    assert response.status_code == 423
    assert response.json()["code"] == "wrong_stage"


def test_autosave_when_signed_out_answers_401_in_json(post):
    response = post()

    assert response.status_code == 401
    assert response.headers["Content-Type"] == "application/json"


def test_autosave_by_get_is_refused(signed_in, evaluation):
    response = signed_in.get(reverse("appraisal:draft_save", args=[evaluation.public_id]))

    assert response.status_code == 405


@pytest.mark.parametrize("name", ["citra", "dewi", "eko", "farid"])
def test_autosave_of_another_person_is_not_found(client, office, post, name):
    client.force_login(getattr(office, name))

    response = post()

    assert response.status_code == 404


def test_autosave_costs_twelve_queries(signed_in, post, django_assert_num_queries):
    with django_assert_num_queries(12):  # two are the savepoint inside the test's own transaction
        post()


def test_autosave_in_a_closed_cycle_answers_as_a_locked_page(signed_in, post):
    AppraisalCycle.objects.update(closed_at=timezone.now())

    response = post()

    assert (response.status_code, response.json()["code"]) == (423, "cycle_closed")
