"""One result for people whose plan is agreed: a change for each, asked about by name, taken back whole."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from accounts.choices import NoticeKind
from accounts.models import Notification
from accounts.refusals import Refusal
from appraisal.choices import EvaluationStage as E
from appraisal.choices import WorkPlanStage as S
from appraisal.models import PlannedResult, WorkPlan
from appraisal.services.plan_assignment import give_result, take_result_back
from appraisal.services.plan_version import discard_change, open_change
from appraisal.services.work_plan import save_planned_result
from tests.appraisal.work_plan.conftest import JANUARY
from tests.appraisal.work_plan.test_assignment import FIELDS, INDICATOR, form_data, page
from tests.factories.accounts import actor_for
from tests.factories.acting import make_delegation
from tests.factories.appraisal import make_evaluation

REASON = "Target layanan kota berubah."


@pytest.fixture
def agreed(office, make_plan):
    """Ani and Citra, supervised by Budi, each with an agreed plan of two results."""
    return [
        make_plan(S.AGREED, results=2),
        make_plan(S.AGREED, assignment=office.assignments.citra, results=2),
    ]


@pytest.fixture
def draft(office, make_plan):
    """Dewi, supervised by Budi, with a draft."""
    return make_plan(assignment=office.assignments.dewi, results=1)


def give(person, agreed, plans=(), reason=REASON):
    """Give the result as a person."""
    return give_result(
        plans=plans,
        agreed=agreed,
        reason=reason,
        fields=FIELDS,
        indicators=[INDICATOR],
        actor=actor_for(person),
        at=JANUARY,
    )


def changes():
    """Return the second versions, by the name of the owner."""
    return list(WorkPlan.objects.filter(version=2).order_by("employee__name"))


def data_of(plans, people=(), **fields):
    """Return the form as a browser sends it."""
    ids = [plan.public_id for plan in plans]
    return form_data(people, agreed=ids, reason=REASON) | fields


def test_each_gets_a_draft_that_is_a_copy_with_the_result(office, agreed):
    give(office.budi, agreed)

    for old, new in zip(agreed, changes(), strict=True):
        before = list(old.planned_results.order_by("position").values_list("statement", flat=True))
        after = list(new.planned_results.order_by("position").values_list("statement", flat=True))
        assert after == [*before, "Antrean lebih pendek"]
        assert (new.stage, new.change_reason, new.opened_by) == (S.DRAFT, REASON, office.budi)
    assert {plan.stage for plan in WorkPlan.objects.filter(version=1)} == {S.AGREED}


def test_each_is_told_once_with_the_reason_and_the_own_draft(office, agreed):
    give(office.budi, agreed)

    told = Notification.objects.filter(recipient__in=[plan.employee for plan in agreed])
    assert {(row.kind, row.recipient, row.link, row.note) for row in told} == {
        (NoticeKind.PLAN_RETURNED, plan.employee, plan.get_absolute_url(), REASON)
        for plan in changes()
    }
    assert told.count() == 2


def test_drafts_and_agreed_plans_receive_it_together(office, agreed, draft):
    given = give(office.budi, agreed, [draft])

    assert {plan.pk for plan in given.plans} == {draft.pk, *(plan.pk for plan in changes())}
    assert set(PlannedResult.objects.filter(given_key=given.key).values_list("work_plan")) == {
        (plan.pk,) for plan in given.plans
    }


def test_who_has_a_change_already_is_named(office, agreed):
    open_change(work_plan=agreed[0], reason="x", actor=actor_for(office.ani), at=JANUARY)

    given = give(office.budi, agreed)

    assert [plan.pk for plan in given.left_out] == [agreed[0].pk]
    assert [plan.employee for plan in given.plans] == [office.citra]


def test_without_a_reason_nothing_is_written(office, agreed):
    with pytest.raises(Refusal) as refused:
        give(office.budi, agreed, reason=" ")

    assert (refused.value.code, changes()) == ("no_reason", [])


@pytest.mark.parametrize("name", ["ani", "citra", "dewi", "eko", "farid"])
def test_only_the_supervisor_opens_changes(office, agreed, name):
    with pytest.raises(PermissionDenied):
        give(getattr(office, name), agreed)

    assert changes() == []


def test_a_delegate_opens_them_in_the_supervisors_name(office, make_plan):
    plan = make_plan(S.AGREED, results=1)
    make_delegation(office.budi, office.citra)

    give_by_page(office.citra, [plan])

    (new,) = changes()
    assert new.planned_results.get(given_by=office.budi).statement == "Antrean lebih pendek"


def give_by_page(person, agreed):
    """Give by page, with both presses."""
    client = Client()
    client.force_login(person)
    client.post(page(), data_of(agreed, confirm="1"))


def test_taking_back_drops_the_changes_that_nobody_touched(office, agreed):
    given = give(office.budi, agreed)
    touched = changes()[1]
    save_planned_result(
        work_plan=touched,
        planned_result=touched.planned_results.order_by("position").first(),
        fields=FIELDS,
        indicators=[INDICATOR],
        actor=actor_for(office.citra),
        at=JANUARY,
    )

    taken = take_result_back(key=given.key, actor=actor_for(office.budi), at=JANUARY)

    first, second = changes()
    assert taken.count == 2
    assert (first.dropped_at, second.dropped_at) == (JANUARY, None)
    assert not PlannedResult.objects.filter(given_key=given.key).exists()


def test_a_change_that_was_there_before_is_never_dropped(office, agreed):
    own = open_change(work_plan=agreed[0], reason="x", actor=actor_for(office.ani), at=JANUARY)
    given = give(office.budi, [], [own])

    take_result_back(key=given.key, actor=actor_for(office.budi), at=JANUARY)

    own.refresh_from_db()
    assert own.dropped_at is None


def test_what_the_employee_dropped_can_not_be_taken_back(office, agreed, sign_in):
    given = give(office.budi, agreed[:1])
    discard_change(work_plan=changes()[0], actor=actor_for(office.ani), at=JANUARY)

    taken = take_result_back(key=given.key, actor=actor_for(office.budi), at=JANUARY)

    assert taken.count == 0
    assert sign_in(office.budi).get(page()).context["givings"] == []


def test_first_press_names_everybody_and_writes_nothing(office, agreed, draft, sign_in, make_plan):
    proposed = make_plan(S.PROPOSED, assignment=office.assignments.eko)

    asked = sign_in(office.budi).post(page(), data_of(agreed, [draft]))

    assert changes() == []
    assert [plan.employee for plan, _remark in asked.context["changes"]] == [
        office.ani,
        office.citra,
    ]
    assert [plan.employee for plan in asked.context["drafts"]] == [office.dewi]
    assert list(asked.context["refused"]) == [proposed]
    assert REASON in asked.text


def test_second_press_opens_them(office, agreed, draft, sign_in):
    client = sign_in(office.budi)
    asked = client.post(page(), data_of(agreed, [draft]))
    sent = {}
    for name, value in asked.context["form"].sent():
        sent.setdefault(name, []).append(value)

    done = client.post(page(), sent | {"confirm": "1"}, follow=True)

    assert "3 orang kini mempunyai hasil ini sebagai draf" in done.text
    assert len(changes()) == 2


def test_change_leads_back_with_every_word(office, agreed, sign_in):
    again = sign_in(office.budi).post(page(), data_of(agreed, change="1"))

    initial = again.context["form"].initial
    assert (again.status_code, initial["reason"]) == (200, REASON)
    assert initial["agreed"] == [plan.public_id for plan in agreed]


@pytest.mark.parametrize("fields", [{"reason": ""}, {"agreed": []}], ids=["no reason", "nobody"])
def test_incomplete_form_keeps_every_word(office, agreed, sign_in, fields):
    answer = sign_in(office.budi).post(page(), data_of(agreed, **fields))

    assert answer.status_code == 422
    assert "Antrean lebih pendek" in answer.text
    assert changes() == []


def test_page_links_to_no_single_change(office, agreed, sign_in):
    text = sign_in(office.budi).get(page()).text

    assert reverse("appraisal:work_plan_change", args=[agreed[0].public_id]) not in text
    assert "SKP disepakati yang perlu diubah" in text


@pytest.mark.parametrize(
    ("stage", "remark"),
    [
        (E.SELF_ASSESSMENT, ""),
        (E.REVIEW, "penilaian diri sudah dikirim"),
        (E.DECIDED, "penilaian sudah ditetapkan"),
    ],
)
def test_page_marks_whose_appraisal_asks_no_more(office, agreed, sign_in, stage, remark):
    make_evaluation(agreed[0], stage=stage, submitted_at=JANUARY)
    client = sign_in(office.budi)

    form, asked = client.get(page()).text, client.post(page(), data_of(agreed))

    assert ("hasil baru tidak ditanyakan lagi" in form) is bool(remark)
    assert remark in form
    assert asked.context["too_late"] == int(bool(remark))


def test_page_marks_who_has_the_result_already(office, agreed, sign_in):
    give(office.budi, agreed[:1])

    text = sign_in(office.budi).get(page()).text

    assert "(sudah menerima “Antrean lebih pendek” sebagai draf)" in text


def test_page_asks_for_one_of_two_lists(office, agreed, sign_in, draft):
    text = sign_in(office.budi).get(page()).text

    assert "Siapa yang menerimanya</legend>" in text
    assert "(tidak wajib)" not in text.partition("Siapa yang menerimanya")[2]


def test_taking_back_is_asked_by_name_and_told_with_the_plan_that_holds(office, agreed, sign_in):
    given = give(office.budi, agreed)
    client, address = sign_in(office.budi), reverse("appraisal:work_plan_give_back")

    asked = client.get(address, {"key": given.key})
    assert (asked.status_code, WorkPlan.objects.filter(dropped_at=None).count()) == (200, 4)
    assert all(plan.employee.full_name in asked.text for plan in agreed)

    client.post(f"{address}?key={given.key}")
    told = Notification.objects.filter(kind=NoticeKind.RESULT_TAKEN_BACK)
    assert {(row.recipient, row.link) for row in told} == {
        (plan.employee, plan.get_absolute_url()) for plan in agreed
    }


def test_old_notice_of_a_change_taken_back_leads_to_the_plan(office, agreed, sign_in):
    given = give(office.budi, agreed)
    change = changes()[0]
    take_result_back(key=given.key, actor=actor_for(office.budi), at=JANUARY)

    page = sign_in(change.employee).get(change.get_absolute_url(), follow=True)

    assert page.redirect_chain[-1][0] == reverse("appraisal:work_plan_mine")
    assert "versi sebelumnya tetap berlaku" in page.text
