"""The page of reminders: choose whom, see how many, send on the second press."""

import pytest

from accounts.models import Notification

pytestmark = pytest.mark.django_db


def reminded():
    """Return who got a reminder, in order."""
    rows = Notification.objects.filter(kind="REMINDER").order_by("pk")
    return list(rows.values_list("recipient__name", flat=True))


def data_of(running, **more):
    """Return what the form sends."""
    period = running.periods.get().public_id
    return {"period": period, "audience": "NOT_STARTED", "unit": "", "message": ""} | more


def test_first_press_shows_whom_it_reaches_and_the_usual_words(page, visit, evaluation_of, running):
    evaluation_of("ani")

    answer = visit("dewi").post(page("reminder_send", running), data_of(running))

    assert [person.name for person in answer.context["names"]] == ["Ani Lestari"]
    assert answer.context["message"] == (
        "Penilaian diri Anda belum dimulai. Sepuluh menit cukup untuk memulai."
        " Tenggat 4 Desember 2026."
    )
    assert reminded() == []


def test_second_press_sends_and_history_shows_it(page, visit, evaluation_of, running):
    evaluation_of("ani")
    address = page("reminder_send", running)

    visit("dewi").post(address, data_of(running, message="Ayo", confirm="1"))

    (row,) = visit("dewi").get(address).context["reminders"]
    assert (row.message, row.people) == ("Ayo", 1)
    assert reminded() == ["Ani Lestari"]


def test_nobody_matches_is_said_and_every_word_kept(page, visit, running):
    data = data_of(running, message="Ayo")

    answer = visit("dewi").post(page("reminder_send", running), data)

    form = answer.context["form"]
    assert answer.status_code == 422
    assert {name: form[name].value() for name in data} == data


def test_filter_of_the_list_proposes_the_status(page, visit, running, office):
    address = page("reminder_send", running)
    query = f"?status=not_started&unit={office.dinas.public_id}"

    form = visit("dewi").get(address + query).context["form"]

    assert (form["audience"].value(), form["unit"].value()) == (
        "NOT_STARTED",
        office.dinas.public_id,
    )


def test_numbers_follow_the_unit_that_is_chosen(page, visit, evaluation_of, running, office):
    evaluation_of("ani")
    address = page("reminder_send", running)

    words = {
        unit: dict(
            visit("dewi").get(f"{address}?unit={unit}").context["form"].fields["audience"].choices
        )
        for unit in ("", office.dinas.public_id, office.elsewhere.public_id)
    }

    assert [found["NOT_STARTED"][-3:] for found in words.values()] == ["(1)", "(1)", "(0)"]


def test_who_waits_for_a_plan_is_reminded_in_the_same_deed(
    page, visit, evaluation_of, plan_of, running, office
):
    """One may begin, one has to propose first, one waits for the supervisor: three, not one."""
    evaluation_of("ani")
    plan_of("citra", stage="DRAFT")
    address = page("reminder_send", running)
    data = data_of(running, unit=office.dinas.public_id)

    check = visit("dewi").post(address, data)
    visit("dewi").post(address, data | {"confirm": "1", "also": ["PLAN_OWNER"]})

    assert check.context["unit"] == "Dinas Contoh"
    assert [(key, len(found.people)) for key, found in check.context["waiting"].items()] == [
        ("PLAN_OWNER", 1)
    ]
    assert reminded() == ["Ani Lestari", "Citra Dewanti"]


def test_where_all_wait_for_a_plan_they_are_offered_at_once(page, visit, plan_of, running):
    """“Remind” on the dashboard asks for those who have not started; nobody of them can begin."""
    plan_of("ani", stage="DRAFT")
    plan_of("citra", stage="DRAFT")
    address, data = page("reminder_send", running), data_of(running)

    check = visit("dewi").post(address, data)
    after = visit("dewi").post(address, data | {"confirm": "1", "also": ["PLAN_OWNER"]})

    assert (check.status_code, check.context["names"]) == (200, [])
    assert [(key, len(found.people)) for key, found in check.context["waiting"].items()] == [
        ("PLAN_OWNER", 2)
    ]
    assert after.status_code == 302
    assert reminded() == ["Ani Lestari", "Citra Dewanti"]


def test_who_can_begin_was_reminded_and_the_others_still_are(
    page, visit, evaluation_of, plan_of, running
):
    evaluation_of("ani")
    address, data = page("reminder_send", running), data_of(running, confirm="1")
    visit("dewi").post(address, data)
    plan_of("citra", stage="DRAFT")

    visit("dewi").post(address, data | {"also": ["PLAN_OWNER"]})

    assert reminded() == ["Ani Lestari", "Citra Dewanti"]


def test_where_nothing_is_ticked_nobody_is_reminded_and_it_is_said(page, visit, plan_of, running):
    plan_of("ani", stage="DRAFT")

    answer = visit("dewi").post(page("reminder_send", running), data_of(running, confirm="1"))

    assert (answer.status_code, reminded()) == (422, [])


@pytest.mark.parametrize(("name", "status"), [("ani", 403), ("budi", 403), ("dewi", 200)])
def test_only_hr_reaches_it(page, visit, running, name, status):
    assert visit(name).get(page("reminder_send", running)).status_code == status


def test_page_asks_the_same_questions_for_any_number(
    page, visit, evaluation_of, running, queries_of
):
    counts = []
    for name in ("ani", "citra", "eko"):
        evaluation_of(name)
        counts.append(queries_of(visit("dewi"), page("reminder_send", running)))

    assert counts[0] == counts[2] <= 15
