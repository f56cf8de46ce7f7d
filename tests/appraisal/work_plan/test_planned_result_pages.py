"""Adding, changing, removing and reordering planned results; no word is ever lost."""

import pytest
from django.urls import reverse

from appraisal.choices import WorkPlanStage as S
from appraisal.models import Indicator, PlannedResult, WorkPlan
from tests.appraisal.work_plan.conftest import indicator_data, result_data


def page(name, plan, *more):
    """Return the address of a page of a plan."""
    return reverse(f"appraisal:{name}", args=[plan.public_id, *more])


def test_adding_a_result(sign_in, ani, make_plan):
    plan = make_plan(results=0)
    data = result_data(
        plan, indicator_data(target_min="80", target_max="92,5", unit_of_measure="%")
    )

    response = sign_in(ani).post(page("planned_result_add", plan), data)

    row = Indicator.objects.get()
    assert response.status_code == 302
    assert (row.target_text, row.direction) == ("80–92,5", "RANGE")
    assert (row.target_min, row.target_max) == (80, 92.5)


def test_words_stand_for_a_number(sign_in, ani, make_plan):
    plan = make_plan(results=0)
    data = result_data(plan, indicator_data(target_min="", target_text="Sebelum Juni"))

    sign_in(ani).post(page("planned_result_add", plan), data)

    row = Indicator.objects.get()
    assert (row.target_text, row.target_min) == ("Sebelum Juni", None)


def test_qualitative_plan_asks_for_words_only(sign_in, ani, make_plan):
    plan = make_plan(results=0)
    WorkPlan.objects.filter(pk=plan.pk).update(approach="QUALITATIVE")
    row = {"indicators-0-statement": "Warga puas", "indicators-0-target_text": "Sedikit keluhan"}

    response = sign_in(ani).post(page("planned_result_add", plan), result_data(plan, row))

    assert response.status_code == 302
    assert Indicator.objects.get().target_text == "Sedikit keluhan"


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"target_min": "dua belas"}, "Tulis angka, misalnya 12 atau 95,5."),
        ({"target_min": "9", "target_max": "3"}, "Angka atas lebih kecil daripada angka bawah."),
        ({"target_min": ""}, "Tulis target dengan angka, atau dengan kata."),
        ({"target_min": "-5"}, "Target tidak kurang dari nol"),
        ({"target_text": "-5 kelurahan"}, "Target tidak kurang dari nol"),
        ({"aspect": ""}, "Pilih aspek."),
        ({"statement": ""}, "Tulis indikatornya."),
    ],
)
def test_wrong_indicator_keeps_every_word(sign_in, ani, make_plan, wrong, message):
    plan = make_plan(results=0)
    data = result_data(plan, indicator_data(**wrong), statement="Kata-kata saya")

    response = sign_in(ani).post(page("planned_result_add", plan), data)

    assert response.status_code == 422
    assert "Kata-kata saya" in response.text
    assert message in response.text
    assert PlannedResult.objects.count() == 0


@pytest.mark.parametrize("count", ["²", "9" * 5000])
def test_number_of_rows_that_is_none_keeps_every_word(sign_in, ani, make_plan, count):
    plan = make_plan(results=0)
    data = result_data(plan, indicator_data(), statement="Kata-kata saya")

    answer = sign_in(ani).post(
        page("planned_result_add", plan), data | {"indicators-TOTAL_FORMS": count}
    )

    assert answer.status_code == 422
    assert "Kata-kata saya" in answer.text


def test_result_without_indicator_is_not_saved(sign_in, ani, make_plan):
    plan = make_plan(results=0)
    empty = indicator_data(statement="", aspect="", target_min="", unit_of_measure="")

    response = sign_in(ani).post(page("planned_result_add", plan), result_data(plan, empty))

    assert response.status_code == 422
    assert "Tambahkan paling sedikit satu indikator dengan target." in response.text


def test_adding_a_row_keeps_the_words_and_saves_nothing(sign_in, ani, make_plan):
    plan = make_plan(results=0)
    data = result_data(plan, indicator_data(statement="Kata-kata saya"), add_row="1")

    response = sign_in(ani).post(page("planned_result_add", plan), data)

    assert response.status_code == 200
    assert "Kata-kata saya" in response.text
    assert response.context["rows"].total_form_count() == 2
    assert PlannedResult.objects.count() == 0


def test_editing_shows_what_is_stored_and_removes_a_row(sign_in, ani, make_plan):
    plan = make_plan(results=1)
    planned = plan.planned_results.get()
    Indicator.objects.create(planned_result=planned, position=1, statement="Lama", target_text="x")
    address = page("planned_result_edit", plan, planned.public_id)
    client = sign_in(ani)

    shown = client.get(address)
    data = result_data(plan, indicator_data(0), indicator_data(1) | {"indicators-1-DELETE": "on"})
    client.post(address, data | {"indicators-INITIAL_FORMS": 2})

    assert "Lama" in shown.text
    assert [row.statement for row in planned.indicators.all()] == ["Jumlah dokumen ditetapkan"]


def test_stale_form_is_refused_with_its_words(sign_in, ani, make_plan):
    plan = make_plan(results=0)
    data = result_data(plan, indicator_data(), statement="Kata-kata saya")
    WorkPlan.objects.filter(pk=plan.pk).update(revision=7)

    response = sign_in(ani).post(page("planned_result_add", plan), data)

    assert response.status_code == 422
    assert "Kata-kata saya" in response.text
    assert 'name="expected_revision" value="7"' in response.text
    assert PlannedResult.objects.count() == 0


def test_result_typed_after_proposing_keeps_its_words(sign_in, ani, make_plan):
    plan = make_plan(S.PROPOSED, results=0)
    data = result_data(plan, indicator_data(), statement="Kata-kata saya")

    response = sign_in(ani).post(page("planned_result_add", plan), data)

    assert response.status_code == 422
    assert "Kata-kata saya" in response.text


@pytest.mark.parametrize("name", ["planned_result_add", "planned_result_edit"])
def test_supervisor_may_read_but_not_write(sign_in, budi, make_plan, name):
    plan = make_plan(S.PROPOSED)
    more = [plan.planned_results.first().public_id] if name == "planned_result_edit" else []
    client = sign_in(budi)

    assert client.get(page(name, plan, *more)).status_code == 403
    assert client.post(page(name, plan, *more), {}).status_code == 403


def test_result_of_another_plan_is_not_found(sign_in, office, make_plan):
    plan = make_plan()
    other = make_plan(assignment=office.assignments.citra).planned_results.first()

    response = sign_in(office.ani).get(page("planned_result_edit", plan, other.public_id))

    assert response.status_code == 404


def test_removing_asks_first(sign_in, ani, make_plan):
    plan = make_plan()
    planned = plan.planned_results.first()
    address = page("planned_result_remove", plan, planned.public_id)
    client = sign_in(ani)

    asked = client.get(address)
    left = plan.planned_results.count()
    client.post(address, {"expected_revision": plan.revision})

    assert planned.statement in asked.text
    assert (left, plan.planned_results.count()) == (2, 1)


def test_moving_a_result(sign_in, ani, make_plan):
    plan = make_plan()
    last = plan.planned_results.order_by("position").last()
    address = page("planned_result_move", plan, last.public_id)

    sign_in(ani).post(address, {"direction": "up", "expected_revision": plan.revision})

    assert plan.planned_results.order_by("position").first() == last


def test_absolute_words_are_hinted_at_and_not_blocked(sign_in, ani, make_plan):
    plan = make_plan(results=0)
    data = result_data(plan, indicator_data(), statement="Semua surat dijawab")
    client = sign_in(ani)

    client.post(page("planned_result_add", plan), data)
    response = client.get(plan.get_absolute_url())

    assert "“semua” sulit dicapai" in response.text


def test_perspective_is_asked_of_executives_only(sign_in, office, make_plan):
    of_staff = make_plan()
    of_head = make_plan(assignment=office.assignments.farid)

    staff_page = sign_in(office.ani).get(page("planned_result_add", of_staff))
    head_page = sign_in(office.farid).get(page("planned_result_add", of_head))

    assert "indicators-0-perspective" not in staff_page.text
    assert "indicators-0-perspective" in head_page.text
