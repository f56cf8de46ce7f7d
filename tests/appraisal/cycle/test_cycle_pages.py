"""The pages: who may open them, what a fault keeps, and how they work without JavaScript."""

import pytest

from accounts.choices import Role
from appraisal.models import (
    AppraisalCycle,
    CycleExclusion,
    CycleTemplate,
    Evaluation,
    WorkPlan,
)
from tests.factories.accounts import grant_role, make_assignment, make_employee
from tests.factories.appraisal import make_cycle, make_work_plan

PREPARING = (
    "cycle_edit",
    "cycle_participants",
    "cycle_windows",
    "cycle_parts",
    "cycle_who_sees",
    "cycle_trial",
    "cycle_check",
)
FOLLOWING = ("cycle_detail", "cycle_people", "unit_achievement_list")
POSTS = (
    "cycle_exclude",
    "cycle_take_back",
    "cycle_add_participants",
    "cycle_open_evaluations",
    "cycle_copy",
    "cycle_archive",
    "cycle_bring_back",
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


@pytest.mark.parametrize("name", PREPARING)
def test_hr_prepares(page, name, as_dewi, draft):
    assert as_dewi.get(page(name, draft)).status_code == 200


@pytest.mark.parametrize("name", FOLLOWING)
def test_hr_follows(page, name, as_dewi, running):
    assert as_dewi.get(page(name, running)).status_code == 200


@pytest.mark.parametrize("name", PREPARING)
def test_staff_does_not_find_a_cycle_in_preparation(page, name, client, draft, office):
    client.force_login(office.ani)

    assert client.get(page(name, draft)).status_code in {403, 404}


@pytest.mark.parametrize("name", FOLLOWING)
def test_staff_does_not_follow(page, name, client, running, office):
    client.force_login(office.ani)

    assert client.get(page(name, running)).status_code == 403


@pytest.mark.parametrize("name", ["cycle_list", "cycle_add", "cycle_dashboard_latest"])
def test_staff_does_not_manage(page, name, client, office):
    client.force_login(office.ani)

    assert client.get(page(name)).status_code == 403


@pytest.mark.parametrize("name", PREPARING)
def test_hr_of_another_unit_does_not_prepare(page, name, client, draft, office):
    grant_role(office.citra, Role.HR_ADMIN, office.elsewhere)
    client.force_login(office.citra)

    assert client.get(page(name, draft)).status_code == 403


@pytest.mark.parametrize("name", FOLLOWING)
def test_hr_of_another_unit_does_not_find_the_cycle(page, name, client, office):
    cycle = make_cycle(office.dewi, units=[office.dinas])
    grant_role(office.citra, Role.HR_ADMIN, office.elsewhere)
    client.force_login(office.citra)

    assert client.get(page(name, cycle)).status_code == 404


@pytest.mark.parametrize("name", POSTS)
def test_changes_are_posted(page, name, as_dewi, running):
    assert as_dewi.get(page(name, running)).status_code == 405


def test_address_of_a_button_opened_as_a_link_says_how_to_go_on(page, as_dewi, running):
    response = as_dewi.get(page("cycle_archive", running), headers={"accept": "text/html"})

    assert (response.status_code, response.headers["Allow"]) == (405, "POST")
    assert "Alamat ini milik sebuah tombol" in response.content.decode()


def test_opening_the_address_of_the_count_leads_to_the_choice(page, as_dewi, draft):
    response = as_dewi.get(page("cycle_count", draft))

    assert response.url == page("cycle_participants", draft)


def test_saving_after_counting_saves(page, as_dewi, office, draft):
    """Without scripts "count again" answers at another address; the form still goes to its own."""
    answer = as_dewi.post(page("cycle_count", draft), {"units": [office.dinas.public_id]})

    assert f'action="{page("cycle_participants", draft)}"' in answer.content.decode()


@pytest.mark.parametrize("name", POSTS)
def test_staff_changes_nothing(page, name, client, running, office):
    client.force_login(office.ani)

    assert client.post(page(name, running)).status_code == 403


def test_new_cycle_is_saved_as_a_draft_with_the_usual_dates(page, as_dewi, office):
    response = as_dewi.post(page("cycle_add"), CYCLE)

    cycle = AppraisalCycle.objects.get()
    assert response.url == page("cycle_participants", cycle)
    assert list(cycle.units.all()) == [office.agency]
    dates = [f"{w.opens_date} {w.closes_date}" for w in cycle.windows.order_by("opens_date")]
    assert dates == [
        "2027-01-01 2027-01-31",
        "2027-11-16 2027-12-04",
        "2027-12-07 2027-12-18",
        "2028-01-04 2028-01-15",
    ]


def test_impossible_period_keeps_every_word(page, as_dewi):
    response = as_dewi.post(page("cycle_add"), CYCLE | {"until_date": "2026-12-31"})

    words = response.content.decode()
    assert response.status_code == 422
    assert "Penilaian kinerja 2027" in words
    assert "Hari terakhir harus sesudah hari pertama" in words
    assert not AppraisalCycle.objects.exists()


@pytest.mark.parametrize("code", ["T1", "T2", "T3", "T4", "T5"])
def test_every_template_makes_a_cycle(page, code, as_dewi):
    response = as_dewi.post(page("cycle_add"), CYCLE | {"template": code})

    cycle = AppraisalCycle.objects.get()
    assert response.status_code == 302
    assert (cycle.parts, cycle.narratives) == (cycle.template.parts, cycle.template.narratives)


def test_template_that_is_switched_off_is_refused(page, as_dewi):
    CycleTemplate.objects.filter(code="T2").update(is_available=False)

    response = as_dewi.post(page("cycle_add"), CYCLE | {"template": "T2"})

    assert response.status_code == 422
    assert response.context["form"].has_error("template", "template_unavailable")


def test_units_and_kinds_are_saved(page, as_dewi, draft, office):
    data = {"units": [office.dinas.public_id], "employment_kinds": ["PPPK"]}

    response = as_dewi.post(page("cycle_participants", draft), data)

    draft.refresh_from_db()
    assert response.url == page("cycle_windows", draft)
    assert list(draft.units.all()) == [office.dinas]
    assert draft.employment_kinds == ["PPPK"]


def test_choice_is_counted_without_being_saved(page, as_dewi, draft, office):
    data = {"units": [office.elsewhere.public_id]}

    piece = as_dewi.post(page("cycle_count", draft), data, headers={"HX-Request": "true"})
    whole = as_dewi.post(page("cycle_count", draft), data)

    words = piece.content.decode()
    assert whole.context["count"] == 1
    assert '<p class="v num">1</p>' in words
    assert "<html" not in words
    assert list(draft.units.all()) == [office.agency]


def test_no_unit_is_a_fault(page, as_dewi, draft):
    response = as_dewi.post(page("cycle_participants", draft), {"employment_kinds": ["PNS"]})

    assert response.status_code == 422
    assert response.context["form"]["employment_kinds"].value() == ["PNS"]


def test_dates_are_saved(page, as_dewi, draft):
    response = as_dewi.post(page("cycle_windows", draft), WINDOWS | {"is_strict": "on"})

    draft.refresh_from_db()
    assert response.url == page("cycle_parts", draft)
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
def test_dates_that_do_not_fit_keep_every_word(page, changes, field, as_dewi, draft):
    response = as_dewi.post(page("cycle_windows", draft), WINDOWS | changes)

    form = response.context["form"]
    assert response.status_code == 422
    assert list(form.errors) == [field]
    assert {name: form[name].value() for name in WINDOWS} == WINDOWS | changes


def test_people_are_left_out_with_a_reason_and_taken_in_again(page, as_dewi, draft, office):
    person = make_employee("Gita Tanpa Atasan")
    make_assignment(person, office.dinas)
    data = {"employees": [person.public_id], "reason": "Cuti di luar tanggungan negara"}

    as_dewi.post(page("cycle_exclude", draft), data)
    left_out = CycleExclusion.objects.get()
    as_dewi.post(page("cycle_take_back", draft), {"employee": person.public_id})

    assert (left_out.employee, left_out.reason) == (person, "Cuti di luar tanggungan negara")
    assert not CycleExclusion.objects.exists()


def test_leaving_out_without_reason_keeps_the_choice(page, as_dewi, draft, office):
    person = make_employee("Gita Tanpa Atasan")
    make_assignment(person, office.dinas)

    response = as_dewi.post(page("cycle_exclude", draft), {"employees": [person.public_id]})

    assert response.status_code == 422
    assert response.context["chosen"] == [person.public_id]
    assert "Tulis alasan pegawai ini tidak diikutkan." in response.content.decode()


def test_opening_asks_once_more_then_opens(page, as_dewi, draft):
    asked = as_dewi.get(page("cycle_open", draft))
    opened = as_dewi.post(page("cycle_open", draft))

    assert "6 pegawai mendapat SKP kosong dan pemberitahuan." in asked.content.decode()
    assert opened.url == draft.get_absolute_url()
    assert WorkPlan.objects.count() == 6


def test_blocked_cycle_leads_back_to_the_check(page, as_dewi, draft, office):
    make_assignment(make_employee("Gita"), office.dinas)

    assert as_dewi.get(page("cycle_open", draft)).url == page("cycle_check", draft)
    as_dewi.post(page("cycle_open", draft))
    assert not WorkPlan.objects.exists()


def test_settings_of_an_opened_cycle_lead_to_its_dashboard(page, as_dewi, running):
    response = as_dewi.get(page("cycle_windows", running))

    assert response.url == running.get_absolute_url()


def test_late_joiners_are_added_by_button(page, as_dewi, running):
    as_dewi.post(page("cycle_add_participants", running))

    assert WorkPlan.objects.count() == 6


def test_self_assessment_is_opened_by_button(page, as_dewi, running, office):
    running.windows.filter(phase="SELF_ASSESSMENT").update(opens_date="2020-01-01")
    make_work_plan(running, office.assignments.ani, supervisor=office.budi)

    as_dewi.post(page("cycle_open_evaluations", running))

    assert Evaluation.objects.count() == 1
