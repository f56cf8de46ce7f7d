"""The steps of the preparation are pressed like buttons: what was typed is saved on the way."""

import pytest
from django.urls import reverse

from tests.appraisal.cycle.test_cycle_pages import WINDOWS
from tests.appraisal.cycle.test_parts import FORM as PARTS

pytestmark = pytest.mark.django_db


def pressed(name):
    """Return what the tab of a page adds to a form."""
    return {"go": name}


@pytest.fixture
def press(as_dewi, page, draft):
    """Return a function that sends a page by a tab."""

    def send(name, data, tab):
        return as_dewi.post(page(name, draft), data | pressed(tab))

    return send


def test_tab_saves_what_was_typed_and_opens_its_page(press, page, draft):
    answer = press("cycle_parts", PARTS, "cycle_participants")

    assert answer.url == page("cycle_participants", draft)
    assert draft.criteria.get().name == "Komunikasi"


@pytest.mark.parametrize("name", ["cycle_edit", "cycle_participants", "cycle_windows"])
def test_tab_of_a_page_that_was_only_looked_at_saves_nothing(name, press, page, draft, as_dewi):
    form = as_dewi.get(page(name, draft)).context["form"]
    shown = {field.html_name: field.value() for field in form if field.value()}

    answer = press(name, shown, "cycle_check")

    draft.refresh_from_db()
    assert (answer.url, draft.saved_steps) == (page("cycle_check", draft), [])


def test_tab_keeps_a_page_that_cannot_be_saved_and_offers_to_leave_it(press, page, draft):
    faulty = WINDOWS | {"REVIEW_opens": "besok"}

    answer = press("cycle_windows", faulty, "cycle_parts")

    assert answer.status_code == 422
    assert b'value="besok"' in answer.content
    assert f'<a href="{page("cycle_parts", draft)}">' in answer.content.decode()


def test_unknown_tab_is_the_usual_way_on(press, page, draft):
    assert press("cycle_parts", PARTS, "https://example.org").url == page("cycle_who_sees", draft)


def test_enter_in_a_field_saves_and_goes_on(as_dewi, page, draft):
    shown = as_dewi.get(page("cycle_edit", draft)).content.decode()

    assert shown.index('form="step" hidden') < shown.index('name="go"')


def test_more_criteria_keep_what_is_typed_and_save_nothing(as_dewi, page, draft):
    answer = as_dewi.post(page("cycle_parts", draft), PARTS | {"more": "1"})

    rows = answer.context["rows"]
    assert [row["name"].value() for row in rows] == ["Komunikasi", "", None, None]
    assert not draft.criteria.exists()


def test_every_fault_of_the_parts_is_named_at_once_with_its_place(as_dewi, page, draft):
    faults = {"criteria-1-name": "komunikasi ", "COMPETENCIES": "off"}
    data = PARTS | faults | {"options": ["INTEGRITY_FIRST"], "criteria-1-description": "Sama."}

    answer = as_dewi.post(page("cycle_parts", draft), data)

    assert answer.status_code == 422
    assert [address for address, _words in answer.context["row_errors"]] == ["#id_criteria-1-name"]
    assert list(answer.context["form"].errors) == ["options"]


def test_step_of_the_list_is_the_page_itself(as_dewi, page, draft):
    listed = as_dewi.get(reverse("appraisal:cycle_list")).content.decode()

    assert page("cycle_edit", draft) in listed
