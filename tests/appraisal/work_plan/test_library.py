"""The library of results: who puts results in, who withdraws them, how they are found."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.choices import PositionKind
from accounts.refusals import Refusal
from appraisal.choices import WorkPlanStage as S
from appraisal.models import LibraryResult, PlannedResult
from appraisal.services.result_library import add_to_library, withdraw_from_library
from tests.appraisal.work_plan.conftest import JANUARY
from tests.factories.accounts import actor_for


@pytest.mark.parametrize(
    ("name", "allowed"),
    [("ani", False), ("budi", True), ("farid", False), ("dewi", True), ("citra", False)],
)
def test_supervisor_and_hr_put_results_into_the_library(office, make_plan, name, allowed):
    row = make_plan(S.AGREED).planned_results.first()
    give = {"position_kind": PositionKind.PELAKSANA, "at": JANUARY}

    try:
        add_to_library(planned_result=row, actor=actor_for(getattr(office, name)), **give)
    except PermissionDenied:
        assert not allowed

    assert LibraryResult.objects.count() == int(allowed)


def test_result_of_a_plan_not_agreed_stays_out_of_the_library(make_plan, budi):
    row = make_plan(S.PROPOSED).planned_results.first()

    with pytest.raises(Refusal) as refusal:
        add_to_library(
            planned_result=row,
            position_kind=PositionKind.PELAKSANA,
            actor=actor_for(budi),
            at=JANUARY,
        )

    assert refusal.value.code == "wrong_stage"


def test_result_is_offered_once_and_again_after_withdrawing(make_plan, budi):
    row = make_plan(S.AGREED).planned_results.first()
    words = {"position_kind": PositionKind.PELAKSANA, "actor": actor_for(budi), "at": JANUARY}
    entry = add_to_library(planned_result=row, **words)

    with pytest.raises(Refusal) as refusal:
        add_to_library(planned_result=row, **words)
    withdraw_from_library(entry=entry, is_withdrawn=True, actor=actor_for(budi), at=JANUARY)
    again = add_to_library(planned_result=row, **words)

    assert refusal.value.code == "already_there"
    assert (again.pk, again.withdrawn_at, again.indicators.count()) == (entry.pk, None, 1)


def test_library_by_page_with_undo(sign_in, office, make_plan):
    plan = make_plan(S.AGREED)
    row = plan.planned_results.first()
    add = reverse("appraisal:result_library_add", args=[plan.public_id, row.public_id])
    client = sign_in(office.budi)

    shown = client.post(add, {"kind": "PELAKSANA"}, follow=True).text
    entry = LibraryResult.objects.get()
    withdraw = reverse("appraisal:result_library_withdraw", args=[entry.public_id])
    gone = client.post(withdraw, {"offer": "0"}, follow=True).text
    client.post(withdraw, {"offer": "1"})

    assert "Ani Lestari" not in shown
    assert "Tawarkan lagi" in gone
    assert LibraryResult.objects.offered().get() == entry


def test_others_do_not_withdraw(sign_in, office, make_plan):
    row = make_plan(S.AGREED).planned_results.first()
    entry = add_to_library(
        planned_result=row,
        position_kind=PositionKind.PELAKSANA,
        actor=actor_for(office.budi),
        at=JANUARY,
    )
    withdraw = reverse("appraisal:result_library_withdraw", args=[entry.public_id])

    assert sign_in(office.ani).post(withdraw, {"offer": "0"}).status_code == 404


def test_library_is_searched_by_kind_and_words(sign_in, office, make_plan):
    rows = make_plan(S.AGREED, results=2).planned_results.in_form_order()
    kinds = [PositionKind.PELAKSANA, PositionKind.FUNCTIONAL]
    for row, kind in zip(rows, kinds, strict=True):
        add_to_library(
            planned_result=row, position_kind=kind, actor=actor_for(office.budi), at=JANUARY
        )
    client, page = sign_in(office.eko), reverse("appraisal:result_library")

    found = [
        len(client.get(page, query).context["rows"])
        for query in (
            {},
            {"kind": "FUNCTIONAL", "words": ""},
            {"kind": "", "words": "ke-1"},
            {"kind": "", "words": "ditetapkan"},
            {"kind": "x", "words": ""},
        )
    ]

    assert found == [2, 1, 1, 2, 2]


def test_library_keeps_what_it_holds_when_the_plan_line_is_gone(make_plan, budi):
    row = make_plan(S.AGREED).planned_results.first()
    entry = add_to_library(
        planned_result=row,
        position_kind=PositionKind.PELAKSANA,
        actor=actor_for(budi),
        at=JANUARY,
    )

    PlannedResult.objects.filter(pk=row.pk).delete()

    entry.refresh_from_db()
    assert (entry.source, entry.statement) == (None, "Rencana hasil kerja ke-1")
