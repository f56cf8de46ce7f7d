"""A released result is opened again by two persons: HR and the superior of the supervisor."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts.choices import Role
from accounts.models import AuditEvent, Notification
from accounts.refusals import Refusal
from appraisal.models import Evaluation, EvaluationChange, PublishedResult, Reopening
from appraisal.queries.reopening import may_answer
from appraisal.services.reopening import (
    ask_reopening,
    confirm_reopening,
    decline_reopening,
    withdraw_reopening,
)
from tests.factories.accounts import actor_for, grant_role
from tests.factories.appraisal import NOON
from tests.factories.results import make_published_result

CAST = ("ani", "budi", "citra", "dewi", "eko", "farid")
pytestmark = pytest.mark.django_db


def confirm(reopening, person):
    """Confirm as somebody."""
    return confirm_reopening(reopening=reopening, answer="", actor=actor_for(person), at=NOON)


class TestTwoPersons:
    """Neither side opens a result alone."""

    @pytest.mark.parametrize(("asker", "second"), [("dewi", "farid"), ("farid", "dewi")])
    def test_either_may_begin_and_the_other_confirms(self, ask, office, released, asker, second):
        reopening = ask(asker)
        assert Evaluation.objects.get().stage == "DELIVERED"

        confirm(reopening, getattr(office, second))

        assert Evaluation.objects.get().stage == "REVIEW"

    @pytest.mark.parametrize("name", CAST)
    def test_who_may_ask(self, ask, name):
        if name in {"dewi", "farid"}:
            assert ask(name).side == {"dewi": "HR", "farid": "SUPERIOR"}[name]
            return
        with pytest.raises(PermissionDenied):
            ask(name)

    @pytest.mark.parametrize("asker", ["dewi", "farid"])
    def test_who_may_answer(self, ask, office, asker):
        reopening = ask(asker)

        may = [name for name in CAST if may_answer(actor_for(getattr(office, name)), reopening)]

        assert may == [{"dewi": "farid", "farid": "dewi"}[asker]]

    @pytest.mark.parametrize("name", ["ani", "budi", "citra", "dewi", "eko"])
    @pytest.mark.parametrize("service", [confirm_reopening, decline_reopening])
    def test_nobody_else_answers(self, ask, office, name, service):
        reopening = ask()

        with pytest.raises(PermissionDenied):
            service(
                reopening=reopening, answer="x", actor=actor_for(getattr(office, name)), at=NOON
            )

    def test_superior_who_is_also_hr_does_not_confirm_the_own_request(self, ask, office):
        grant_role(office.farid, Role.HR_ADMIN, office.agency)

        reopening = ask("farid")

        assert reopening.side == "SUPERIOR"
        assert not may_answer(actor_for(office.farid), reopening)

    def test_supervisor_in_charge_takes_neither_part_although_hr(self, ask, office):
        grant_role(office.budi, Role.HR_ADMIN, office.agency)

        with pytest.raises(PermissionDenied):
            ask("budi")
        assert not may_answer(actor_for(office.budi), ask("farid"))

    def test_without_superior_another_administrator_confirms(self, ask, office, released):
        Evaluation.objects.update(superior=None)
        grant_role(office.citra, Role.HR_ADMIN, office.dinas)

        reopening = ask()

        assert may_answer(actor_for(office.citra), reopening)
        assert not may_answer(actor_for(office.dewi), reopening)

    def test_request_that_nobody_could_answer_is_refused(self, ask, released):
        Evaluation.objects.update(superior=None)

        with pytest.raises(Refusal) as refusal:
            ask()

        assert refusal.value.code == "nobody_answers"


class TestConfirmed:
    """What happens to the result."""

    def test_employee_keeps_reading_the_version_so_far(self, ask, office, released):
        make_published_result(released)

        confirm(ask(), office.farid)

        readers = ("ani", "budi", "farid", "dewi")
        assert [
            PublishedResult.objects.visible_to(actor_for(getattr(office, name))).count()
            for name in readers
        ] == [1, 1, 0, 0]

    def test_answer_of_the_employee_is_kept_with_the_request(self, ask, office, released):
        Evaluation.objects.update(
            stage="ACKNOWLEDGED", acknowledged_at=NOON, acknowledgement="Sudah dibahas"
        )

        reopening = confirm(ask(), office.farid)

        evaluation = Evaluation.objects.get()
        assert (evaluation.acknowledged_at, evaluation.acknowledgement) == (None, "")
        assert (reopening.acknowledged_at, reopening.acknowledgement) == (NOON, "Sudah dibahas")

    def test_move_is_logged_with_the_reason_of_the_request(self, ask, office):
        confirm(ask(), office.farid)

        change = EvaluationChange.objects.get()
        assert (change.transition, change.actor, change.reason) == (
            "reopen_delivered",
            office.farid,
            "Angka capaian tertukar",
        )

    def test_everybody_concerned_is_told_and_nobody_else(self, ask, office):
        confirm(ask(), office.farid)

        told = Notification.objects.order_by("pk").values_list("kind", "recipient__name")
        assert list(told) == [
            ("REOPENING_ASKED", "Farid Hidayat"),
            ("REOPENING_ANSWERED", "Dewi Anggraini"),
            ("EVALUATION_REOPENED", "Ani Lestari"),
            ("EVALUATION_REOPENED", "Budi Santoso"),
        ]

    def test_trail_names_both_steps(self, ask, office, released):
        confirm(ask(), office.farid)

        events = AuditEvent.objects.filter(subject_id=released.public_id).order_by("sequence")
        assert [(event.action, event.actor) for event in events] == [
            ("ask_reopening", office.dewi),
            ("confirm_reopening", office.farid),
            ("reopen_delivered", office.farid),
        ]


class TestRefused:
    """What cannot be asked or answered."""

    @pytest.mark.parametrize("stage", ["SELF_ASSESSMENT", "REVIEW", "DECIDED", "FINAL"])
    def test_other_stages(self, evaluation_of, hr, stage):
        evaluation = evaluation_of("ani", stage)

        with pytest.raises(Refusal) as refusal:
            ask_reopening(evaluation=evaluation, reason="x", actor=hr, at=NOON)

        assert refusal.value.code == "wrong_stage"

    def test_closed_cycle(self, ask, running):
        running.closed_at = NOON
        running.save(update_fields=["closed_at"])

        with pytest.raises(Refusal) as refusal:
            ask()

        assert refusal.value.code == "cycle_closed"

    def test_no_reason(self, ask):
        with pytest.raises(Refusal) as refusal:
            ask(reason="  ")

        assert refusal.value.code == "no_reason"

    def test_second_request_names_the_first(self, ask):
        ask()

        with pytest.raises(Refusal, match="Dewi Anggraini"):
            ask("farid")

    def test_declining_needs_words_and_leaves_the_result(self, ask, office):
        reopening, farid = ask(), actor_for(office.farid)
        with pytest.raises(Refusal) as refusal:
            decline_reopening(reopening=reopening, answer=" ", actor=farid, at=NOON)
        assert refusal.value.code == "no_answer"

        decline_reopening(reopening=reopening, answer="Angkanya benar", actor=farid, at=NOON)

        assert Evaluation.objects.get().stage == "DELIVERED"
        assert Notification.objects.get(kind="REOPENING_ANSWERED").note == "Angkanya benar"

    def test_after_an_answer_one_may_ask_again(self, ask, office):
        decline_reopening(reopening=ask(), answer="x", actor=actor_for(office.farid), at=NOON)

        assert ask().answered_at is None

    def test_settled_request_is_not_answered_again(self, ask, office, hr):
        reopening = ask()
        withdraw_reopening(reopening=reopening, actor=hr, at=NOON)

        with pytest.raises(Refusal) as refusal:
            confirm(reopening, office.farid)

        assert refusal.value.code == "settled"

    def test_only_the_asker_takes_it_back(self, ask, office):
        with pytest.raises(PermissionDenied):
            withdraw_reopening(reopening=ask(), actor=actor_for(office.farid), at=NOON)


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"reason": ""}, "reopening_has_reason"),
        ({"answered_by": "dewi", "answered_at": NOON, "is_confirmed": True}, "two_persons"),
        ({"answered_at": NOON}, "reopening_answered_in_full"),
        ({"is_second": True}, "reopening_one_waiting"),
    ],
)
def test_database_refuses(office, released, changes, name):
    people = {"answered_by": office.dewi} if "answered_by" in changes else {}
    fields = {"reason": "x", "asked_by": office.dewi} | changes | people
    is_second = fields.pop("is_second", False)
    common = {"evaluation": released, "version": 1, "side": "HR", "asked_at": NOON}
    if is_second:
        Reopening.objects.create(**common, **fields)

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Reopening.objects.create(**common, **fields)
