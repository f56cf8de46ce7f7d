"""The pages: who may open them, what a fault keeps, and how they work without JavaScript."""

import pytest
from django.urls import reverse

from accounts.choices import Role
from appraisal.models import AppraisalCycle, CycleExclusion, Evaluation, UnitAchievement, WorkPlan
from tests.factories.accounts import grant_role, make_assignment, make_employee, make_org_unit
from tests.factories.appraisal import make_cycle, make_work_plan

PREPARING = ("cycle_edit", "cycle_participants", "cycle_windows", "cycle_who_sees", "cycle_check")
FOLLOWING = ("cycle_detail", "cycle_people", "unit_achievement_list")
POSTS = (
    "cycle_exclude",
    "cycle_take_back",
    "cycle_add_participants",
    "cycle_open_evaluations",
    "cycle_count",
)
CYCLE = {
    "name": "Penilaian kinerja 2027",
    "from_date": "2027-01-01",
    "until_date": "2027-12-31",
    "approach": "QUANTITATIVE",
    "template": "T1",
}
WINDOWS = {
    "PLAN_opens": "2026-01-02",
    "PLAN_closes": "2026-01-31",
    "SELF_ASSESSMENT_opens": "2026-11-16",
    "SELF_ASSESSMENT_closes": "2026-12-04",
    "REVIEW_opens": "2026-12-07",
    "REVIEW_closes": "2026-12-18",
    "DELIVERY_opens": "2027-01-04",
    "DELIVERY_closes": "2027-01-15",
}
pytestmark = pytest.mark.django_db


def address(name, cycle=None, *more):
    """Return the address of a page."""
    return reverse(f"appraisal:{name}", args=[cycle.public_id, *more] if cycle else [])


@pytest.fixture
def as_dewi(client, office):
    """Sign Dewi in."""
    client.force_login(office.dewi)
    return client


@pytest.fixture
def running(office):
    """Return a running cycle for the whole agency."""
    return make_cycle(office.dewi, units=[office.agency])


@pytest.mark.parametrize("name", PREPARING)
def test_hr_prepares(name, as_dewi, draft):
    assert as_dewi.get(address(name, draft)).status_code == 200


@pytest.mark.parametrize("name", FOLLOWING)
def test_hr_follows(name, as_dewi, running):
    assert as_dewi.get(address(name, running)).status_code == 200


@pytest.mark.parametrize("name", PREPARING)
def test_staff_does_not_find_a_cycle_in_preparation(name, client, draft, office):
    client.force_login(office.ani)

    assert client.get(address(name, draft)).status_code in {403, 404}


@pytest.mark.parametrize("name", FOLLOWING)
def test_staff_does_not_follow(name, client, running, office):
    client.force_login(office.ani)

    assert client.get(address(name, running)).status_code == 403


@pytest.mark.parametrize("name", ["cycle_list", "cycle_add", "cycle_dashboard_latest"])
def test_staff_does_not_manage(name, client, office):
    client.force_login(office.ani)

    assert client.get(address(name)).status_code == 403


@pytest.mark.parametrize("name", PREPARING)
def test_hr_of_another_unit_does_not_prepare(name, client, draft, office):
    grant_role(office.citra, Role.HR_ADMIN, office.elsewhere)
    client.force_login(office.citra)

    assert client.get(address(name, draft)).status_code == 403


@pytest.mark.parametrize("name", FOLLOWING)
def test_hr_of_another_unit_does_not_find_the_cycle(name, client, office):
    cycle = make_cycle(office.dewi, units=[office.dinas])
    grant_role(office.citra, Role.HR_ADMIN, office.elsewhere)
    client.force_login(office.citra)

    assert client.get(address(name, cycle)).status_code == 404


@pytest.mark.parametrize("name", POSTS)
def test_changes_are_posted(name, as_dewi, running):
    assert as_dewi.get(address(name, running)).status_code == 405


@pytest.mark.parametrize("name", POSTS)
def test_staff_changes_nothing(name, client, running, office):
    client.force_login(office.ani)

    assert client.post(address(name, running)).status_code == 403


def test_new_cycle_is_saved_as_a_draft_with_the_usual_dates(as_dewi, office):
    response = as_dewi.post(address("cycle_add"), CYCLE)

    cycle = AppraisalCycle.objects.get()
    assert response.url == address("cycle_participants", cycle)
    assert list(cycle.units.all()) == [office.agency]
    dates = [f"{w.opens_date} {w.closes_date}" for w in cycle.windows.order_by("opens_date")]
    assert dates == [
        "2027-01-01 2027-01-31",
        "2027-11-16 2027-12-04",
        "2027-12-07 2027-12-18",
        "2028-01-04 2028-01-15",
    ]


def test_impossible_period_keeps_every_word(as_dewi):
    response = as_dewi.post(address("cycle_add"), CYCLE | {"until_date": "2026-12-31"})

    page = response.content.decode()
    assert response.status_code == 422
    assert "Penilaian kinerja 2027" in page
    assert "Hari terakhir harus sesudah hari pertama" in page
    assert not AppraisalCycle.objects.exists()


@pytest.mark.parametrize("code", ["T2", "T3", "T4", "T5"])
def test_template_that_is_not_built_is_refused(code, as_dewi):
    response = as_dewi.post(address("cycle_add"), CYCLE | {"template": code})

    assert response.status_code == 422
    assert response.context["form"].has_error("template", "template_unavailable")


def test_units_and_kinds_are_saved(as_dewi, draft, office):
    data = {"units": [office.dinas.public_id], "employment_kinds": ["PPPK"]}

    response = as_dewi.post(address("cycle_participants", draft), data)

    draft.refresh_from_db()
    assert response.url == address("cycle_windows", draft)
    assert list(draft.units.all()) == [office.dinas]
    assert draft.employment_kinds == ["PPPK"]


def test_choice_is_counted_without_being_saved(as_dewi, draft, office):
    data = {"units": [office.elsewhere.public_id]}

    piece = as_dewi.post(address("cycle_count", draft), data, headers={"HX-Request": "true"})
    page = as_dewi.post(address("cycle_count", draft), data)

    words = piece.content.decode()
    assert page.context["count"] == 1
    assert '<p class="v num">1</p>' in words
    assert "<html" not in words
    assert list(draft.units.all()) == [office.agency]


def test_no_unit_is_a_fault(as_dewi, draft):
    response = as_dewi.post(address("cycle_participants", draft), {"employment_kinds": ["PNS"]})

    assert response.status_code == 422
    assert response.context["form"]["employment_kinds"].value() == ["PNS"]


def test_dates_are_saved(as_dewi, draft):
    response = as_dewi.post(address("cycle_windows", draft), WINDOWS | {"is_strict": "on"})

    draft.refresh_from_db()
    assert response.url == address("cycle_who_sees", draft)
    assert draft.is_strict


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"REVIEW_closes": "2026-12-01"}, "REVIEW_closes"),
        ({"SELF_ASSESSMENT_opens": "2026-01-20"}, "SELF_ASSESSMENT_opens"),
        ({"DELIVERY_opens": "31/02/2027"}, "DELIVERY_opens"),
        ({"PLAN_closes": ""}, "PLAN_closes"),
    ],
)
def test_dates_that_do_not_fit_keep_every_word(changes, field, as_dewi, draft):
    response = as_dewi.post(address("cycle_windows", draft), WINDOWS | changes)

    form = response.context["form"]
    assert response.status_code == 422
    assert list(form.errors) == [field]
    assert {name: form[name].value() for name in WINDOWS} == WINDOWS | changes


def test_people_are_left_out_with_a_reason_and_taken_in_again(as_dewi, draft, office):
    person = make_employee("Gita Tanpa Atasan")
    make_assignment(person, office.dinas)
    data = {"employees": [person.public_id], "reason": "Cuti di luar tanggungan negara"}

    as_dewi.post(address("cycle_exclude", draft), data)
    left_out = CycleExclusion.objects.get()
    as_dewi.post(address("cycle_take_back", draft), {"employee": person.public_id})

    assert (left_out.employee, left_out.reason) == (person, "Cuti di luar tanggungan negara")
    assert not CycleExclusion.objects.exists()


def test_leaving_out_without_reason_keeps_the_choice(as_dewi, draft, office):
    person = make_employee("Gita Tanpa Atasan")
    make_assignment(person, office.dinas)

    response = as_dewi.post(address("cycle_exclude", draft), {"employees": [person.public_id]})

    assert response.status_code == 422
    assert response.context["chosen"] == [person.public_id]
    assert "Tulis alasan pegawai ini tidak diikutkan." in response.content.decode()


def test_opening_asks_once_more_then_opens(as_dewi, draft):
    asked = as_dewi.get(address("cycle_open", draft))
    opened = as_dewi.post(address("cycle_open", draft))

    assert "6 pegawai mendapat SKP kosong dan pemberitahuan." in asked.content.decode()
    assert opened.url == draft.get_absolute_url()
    assert WorkPlan.objects.count() == 6


def test_blocked_cycle_leads_back_to_the_check(as_dewi, draft, office):
    make_assignment(make_employee("Gita"), office.dinas)

    assert as_dewi.get(address("cycle_open", draft)).url == address("cycle_check", draft)
    as_dewi.post(address("cycle_open", draft))
    assert not WorkPlan.objects.exists()


def test_settings_of_an_opened_cycle_lead_to_its_dashboard(as_dewi, running):
    response = as_dewi.get(address("cycle_windows", running))

    assert response.url == running.get_absolute_url()


def test_late_joiners_are_added_by_button(as_dewi, running):
    as_dewi.post(address("cycle_add_participants", running))

    assert WorkPlan.objects.count() == 6


def test_self_assessment_is_opened_by_button(as_dewi, running, office):
    running.windows.filter(phase="SELF_ASSESSMENT").update(opens_date="2020-01-01")
    make_work_plan(running, office.assignments.ani, supervisor=office.budi)

    as_dewi.post(address("cycle_open_evaluations", running))

    assert Evaluation.objects.count() == 1


def test_agency_without_cycle_sees_the_four_steps(as_dewi):
    response = as_dewi.get(address("cycle_list"))

    assert [step.status for step in response.context["steps"]] == [
        "done",
        "done",
        "progress",
        "todo",
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_same_questions_for_any_number(
    as_dewi, office, django_assert_num_queries, count
):
    for _number in range(count):
        make_cycle(office.dewi, units=[office.agency])

    with django_assert_num_queries(13):
        response = as_dewi.get(address("cycle_list"))

    assert len(response.context["rows"]) == count


@pytest.mark.parametrize("count", [1, 3])
def test_people_page_asks_the_same_questions_for_any_number(
    as_dewi, running, office, django_assert_num_queries, add_people, count
):
    for post in add_people(count):
        make_work_plan(running, post, supervisor=office.budi)

    with django_assert_num_queries(15):
        response = as_dewi.get(address("cycle_people", running))

    assert len(response.context["page"].object_list) == count


def test_people_page_keeps_to_a_unit_and_what_is_below(as_dewi, running, office):
    section = make_org_unit("Seksi Contoh", parent=office.dinas)
    post = make_assignment(make_employee("Lina"), section, supervisor=office.budi)
    make_work_plan(running, post, supervisor=office.budi)
    make_work_plan(running, office.assignments.eko, supervisor=office.budi)

    response = as_dewi.get(address("cycle_people", running), {"unit": office.dinas.public_id})

    names = [row.employee.name for row in response.context["page"].object_list]
    assert names == ["Lina"]


@pytest.mark.parametrize("count", [1, 3])
def test_achievement_list_asks_the_same_questions_for_any_number(
    as_dewi, office, django_assert_num_queries, count
):
    root = make_org_unit("Kecamatan Contoh", parent=office.agency)
    for number in range(count - 1):
        make_org_unit(f"Kelurahan {number}", parent=root)
    cycle = make_cycle(office.dewi, units=[root])

    with django_assert_num_queries(17):
        response = as_dewi.get(address("unit_achievement_list", cycle))

    assert len(response.context["rows"]) == count + 1  # and the agency above


def test_achievement_is_recorded(as_dewi, running, office):
    data = {"value": "GOOD", "source": "LKjIP 2026", "set_date": "2026-11-10"}

    response = as_dewi.post(address("unit_achievement_edit", running, office.dinas.public_id), data)

    achievement = UnitAchievement.objects.get()
    assert response.url == address("unit_achievement_list", running)
    assert (achievement.org_unit, achievement.value, achievement.year) == (
        office.dinas,
        "GOOD",
        2026,
    )


def test_achievement_without_date_keeps_every_word(as_dewi, running, office):
    data = {"value": "POOR", "source": "Keputusan kepala daerah", "set_date": ""}

    response = as_dewi.post(address("unit_achievement_edit", running, office.dinas.public_id), data)

    form = response.context["form"]
    assert response.status_code == 422
    assert (form["value"].value(), form["source"].value()) == ("POOR", "Keputusan kepala daerah")


def test_head_records_for_the_own_unit_only(client, running, office):
    client.force_login(office.farid)

    listed = client.get(address("unit_achievement_list", running))
    own = client.get(address("unit_achievement_edit", running, office.dinas.public_id))
    other = client.get(address("unit_achievement_edit", running, office.elsewhere.public_id))

    assert [row.name for row in listed.context["rows"]] == ["Dinas Contoh"]
    assert (own.status_code, other.status_code) == (200, 404)


def test_latest_dashboard_is_that_of_the_running_cycle(as_dewi, running):
    assert as_dewi.get(address("cycle_dashboard_latest")).context["cycle"] == running


def test_without_running_cycle_the_dashboard_leads_to_the_list(as_dewi, draft):
    assert as_dewi.get(address("cycle_dashboard_latest")).url == address("cycle_list")
