"""One result for several people: who receives it, who is told, and how it is taken back."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.choices import NoticeKind
from accounts.models import Notification
from accounts.refusals import Refusal
from appraisal.choices import WorkPlanStage as S
from appraisal.models import PlannedResult, WorkPlan
from appraisal.services.plan_assignment import give_result, take_result_back
from appraisal.services.work_plan import save_planned_result
from tests.appraisal.work_plan.conftest import JANUARY, indicator_data
from tests.factories.accounts import actor_for

FIELDS = {"kind": "MAIN", "statement": "Antrean lebih pendek", "leaders_result": "Layanan prima"}
INDICATOR = {
    "statement": "Lama antre",
    "target_text": "12",
    "target_min": 12,
    "unit_of_measure": "menit",
    "aspect": "TIME",
}
GIVE_QUERIES = 9


@pytest.fixture
def team(office, make_plan):
    """Ani and Citra, supervised by Budi, each with an empty draft."""
    return [
        make_plan(results=0),
        make_plan(assignment=office.assignments.citra, results=0),
    ]


def give(plans, person, indicators=(INDICATOR,)):
    """Give the result as a person."""
    return give_result(
        plans=plans,
        fields=FIELDS,
        indicators=list(indicators),
        actor=actor_for(person),
        at=JANUARY,
    )


def page():
    """Return the address of the page."""
    return reverse("appraisal:work_plan_give")


def form_data(people, **fields):
    """Return the form as a browser sends it."""
    return {
        "statement": "Antrean lebih pendek",
        "kind": "MAIN",
        "leaders_result": "",
        "people": [plan.public_id for plan in people],
        "indicators-TOTAL_FORMS": 1,
        "indicators-INITIAL_FORMS": 0,
        **indicator_data(),
    } | fields


def test_everybody_receives_the_result_as_a_draft(team, office):
    given = give(team, office.budi)

    rows = PlannedResult.objects.order_by("work_plan__employee__name")
    assert [row.work_plan for row in rows] == list(given.plans)
    assert {(row.statement, row.given_by, row.indicators.get().target_text) for row in rows} == {
        ("Antrean lebih pendek", office.budi, "12")
    }


def test_everybody_is_told_with_the_own_plan(team, office):
    give(team, office.budi)

    notices = Notification.objects.filter(kind=NoticeKind.RESULT_ASSIGNED)
    assert {(row.recipient, row.link) for row in notices} == {
        (plan.employee, plan.get_absolute_url()) for plan in team
    }


def test_who_is_no_draft_any_more_is_named(team, office):
    WorkPlan.objects.filter(pk=team[1].pk).update(stage=S.PROPOSED)

    given = give(team, office.budi)

    assert ([plan.pk for plan in given.plans], given.left_out) == ([team[0].pk], (team[1],))
    assert PlannedResult.objects.get().work_plan == team[0]


@pytest.mark.parametrize("name", ["ani", "citra", "dewi", "eko", "farid"])
def test_only_the_supervisor_gives(team, office, name):
    with pytest.raises(PermissionDenied):
        give(team, getattr(office, name))

    assert not PlannedResult.objects.exists()


@pytest.mark.parametrize(
    ("plans", "indicators", "code"), [(0, [INDICATOR], "nobody_chosen"), (2, [], "no_indicator")]
)
def test_incomplete_giving_is_refused(team, office, plans, indicators, code):
    with pytest.raises(Refusal) as refusal:
        give(team[:plans], office.budi, indicators)

    assert refusal.value.code == code


def test_taking_back_spares_what_was_changed_or_proposed(team, office, make_plan):
    extra = make_plan(assignment=office.assignments.dewi, results=0)
    given = give([*team, extra], office.budi)
    save_planned_result(
        work_plan=team[0],
        planned_result=team[0].planned_results.get(),
        fields=FIELDS,
        indicators=[INDICATOR],
        actor=actor_for(office.ani),
        at=JANUARY,
    )
    WorkPlan.objects.filter(pk=team[1].pk).update(stage=S.PROPOSED)

    taken = take_result_back(key=given.key, actor=actor_for(office.budi), at=JANUARY)

    assert (taken.count, extra.planned_results.count()) == (1, 0)
    assert PlannedResult.objects.count() == 2


def test_taking_back_is_for_the_supervisor(team, office):
    given = give(team, office.budi)

    with pytest.raises(PermissionDenied):
        take_result_back(key=given.key, actor=actor_for(office.dewi), at=JANUARY)


def test_empty_key_takes_nothing_back(make_plan, budi):
    make_plan()

    assert take_result_back(key="", actor=actor_for(budi), at=JANUARY).count == 0
    assert PlannedResult.objects.count() == 2


def test_giving_by_page_and_taking_back(sign_in, office, team):
    client = sign_in(office.budi)

    given = client.post(page(), form_data(team), follow=True)
    row = PlannedResult.objects.first()
    back = client.post(
        reverse("appraisal:work_plan_give_back"), {"key": row.given_key}, follow=True
    )

    assert "2 orang kini mempunyai hasil ini sebagai draf" in given.text
    assert "Hasil ini ditarik kembali dari 2 draf." in back.text
    assert not PlannedResult.objects.exists()


@pytest.mark.parametrize("query", ["", "?key="])
def test_nothing_is_asked_without_saying_which_result(sign_in, office, team, query):
    give(team, office.budi)

    response = sign_in(office.budi).get(reverse("appraisal:work_plan_give_back") + query)

    assert (response.status_code, response.headers.get("Location")) == (302, page())


def test_giving_to_nobody_by_page_keeps_every_word(sign_in, office, team):
    response = sign_in(office.budi).post(page(), form_data([]))

    assert response.status_code == 422
    assert "Antrean lebih pendek" in response.text
    assert "Jumlah dokumen ditetapkan" in response.text


def test_foreign_plan_cannot_be_ticked(sign_in, office, team, make_plan):
    foreign = make_plan(assignment=office.assignments.eko)
    WorkPlan.objects.filter(pk=foreign.pk).update(supervisor=office.farid)

    assert sign_in(office.budi).post(page(), form_data([foreign])).status_code == 422


@pytest.mark.parametrize("button", ["add_row", "check"])
def test_looking_again_keeps_every_word(sign_in, office, team, button):
    data = form_data(team[:1], statement="Melaksanakan rapat", **{button: "1"})

    response = sign_in(office.budi).post(page(), data)

    assert (response.status_code, PlannedResult.objects.count()) == (200, 0)
    assert "“Melaksanakan” menyebut kegiatan" in response.text
    assert response.context["form"].initial["people"] == [team[0].public_id]


def test_page_says_who_cannot_receive_and_the_way(sign_in, office, make_plan):
    proposed = make_plan(S.PROPOSED)

    response = sign_in(office.budi).get(page())

    assert "Sekarang tidak ada yang dapat menerima hasil kerja" in response.text
    assert proposed.get_absolute_url() in response.text


def test_page_without_a_team_says_why(sign_in, office, team):
    response = sign_in(office.citra).get(page())

    assert "Belum ada SKP tim Anda yang berjalan" in response.text


@pytest.mark.parametrize("people", [1, 3])
def test_page_has_a_constant_number_of_queries(
    sign_in, office, make_plan, people, django_assert_num_queries
):
    posts = [office.assignments.ani, office.assignments.citra, office.assignments.dewi]
    plans = [make_plan(assignment=post, results=0) for post in posts[:people]]
    give(plans, office.budi)
    client = sign_in(office.budi)
    client.get(page())

    with django_assert_num_queries(GIVE_QUERIES):
        client.get(page())


def test_taking_back_leaves_out_whose_supervisor_is_another_now(team, office, sign_in):
    given = give(team, office.budi)
    WorkPlan.objects.filter(pk=team[1].pk).update(supervisor=office.farid)

    page_after = sign_in(office.budi).post(
        reverse("appraisal:work_plan_give_back"), {"key": given.key}, follow=True
    )

    assert PlannedResult.objects.get().work_plan == team[1]
    assert "punya atasan lain: Citra Dewanti." in page_after.text
